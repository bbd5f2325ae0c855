"""Invented tables and forms to be printed as flattened text: any widths, numbers of columns and blank cells."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from attrs import evolve

from tests.writer.flattened import Column, FlatForm, FlatTable, Indicator

__all__ = [
    "CAPTION",
    "coded_table",
    "expenditure_that_adds_up",
    "forms",
    "goods_table",
    "panel_table",
    "two_panels",
]

CAPTION = ("101 青河县图书馆", "预算年度：2024", "单位：万元")
_SYLLABLES = (
    "馆藏图书采购阅览室改造数字资源平台建设读者服务活动推广古籍修复设备更新维护培训宣传物业管理安全消防"
    "绿化保洁会议差旅印刷邮电水电暖气"
)
_AMOUNTS = (
    "基本支出", "项目支出", "经营支出", "上解上级支出", "对附属单位补助支出", "上年结转", "其他收入",
)  # fmt: skip
_LEVELS = {
    "产出指标": ("数量指标", "质量指标", "时效指标", "成本指标"),
    "效益指标": ("社会效益指标", "可持续影响指标", "经济效益指标", "生态效益指标"),
    "满意度指标": ("服务对象满意度指标",),
}
_NUMERALS = "一二三四五六七八九"


def _words(choice: random.Random, shortest: int, longest: int) -> str:
    return "".join(choice.choice(_SYLLABLES) for _ in range(choice.randint(shortest, longest)))


def _amount(choice: random.Random) -> str:
    return f"{choice.randint(1, 99999) // 100}.{choice.randint(0, 99):02}"


def _blanks(choice: random.Random, count: int) -> tuple[str | None, ...]:
    return tuple(_amount(choice) if choice.random() < 0.6 else None for _ in range(count))


def coded_table(choice: random.Random) -> FlatTable:
    """Expenditure by function, with numbered rows."""
    count = choice.randint(2, len(_AMOUNTS))
    width = choice.choice((4, 6, 7, 8, 10))
    group = choice.choice(("功能分类科目", "支出功能分类科目"))
    columns = [
        Column(("序号",), 4),
        Column((group, "科目编码"), choice.choice((4, 6, 8, 10))),
        Column((group, "科目名称"), choice.choice((4, 6, 8, 10, 12, 20))),
        Column(("合计",), width),
        *(Column((word,), width) for word in _AMOUNTS[:count]),
    ]
    rows: list[tuple[str | None, ...]] = [("1", None, "合计", *_blanks(choice, count + 1))]
    for first in range(201, 202 + choice.randint(0, 3)):
        codes = [str(first)]
        for second in range(1, 2 + choice.randint(0, 2)):
            codes.append(f"{first}{second:02}")
            codes.extend(f"{first}{second:02}{third:02}" for third in range(1, 2 + choice.randint(0, 2)))
        for code in codes:
            rows.append((str(len(rows) + 1), code, _words(choice, 2, 14), *_blanks(choice, count + 1)))
    return FlatTable(title="部门预算支出总表", caption=CAPTION, columns=tuple(columns), rows=tuple(rows))


def expenditure_that_adds_up(choice: random.Random) -> FlatTable:
    """Expenditure by function whose rows and columns add up; what is nothing is left blank."""
    words = _AMOUNTS[: choice.randint(2, 5)]
    leaves: dict[str, list[int]] = {}
    for first in range(201, 202 + choice.randint(0, 3)):
        for second in range(1, 2 + choice.randint(0, 2)):
            for third in range(1, 2 + choice.randint(0, 2)):
                cents = [choice.randint(1, 99999) if choice.random() < 0.5 else 0 for _ in words]
                leaves[f"{first}{second:02}{third:02}"] = cents if any(cents) else [100, *cents[1:]]

    def row(number: int, code: str) -> tuple[str | None, ...]:
        under = [cents for leaf, cents in leaves.items() if leaf.startswith(code)]
        sums = [sum(column) for column in zip(*under, strict=True)]
        printed = [f"{cents // 100}.{cents % 100:02}" if cents else None for cents in (sum(sums), *sums)]
        return (str(number), code or None, _words(choice, 3, 10) if code else "合计", *printed)

    codes = sorted({code[:digits] for code in leaves for digits in (0, 3, 5, 7)})
    width = choice.choice((6, 8, 10))
    columns = (
        Column(("序号",), 4),
        Column(("功能分类科目", "科目编码"), choice.choice((4, 8))),
        Column(("功能分类科目", "科目名称"), choice.choice((6, 10, 16))),
        Column(("合计",), width),
        *(Column((word,), width) for word in words),
    )
    rows = tuple(row(number, code) for number, code in enumerate(codes, 1))
    return FlatTable(title="部门预算支出总表", caption=CAPTION, columns=columns, rows=rows)


def panel_table(choice: random.Random) -> FlatTable:
    """Revenue beside expenditure, each row with a name on either side or both."""
    name = choice.choice((8, 12, 16, 20))
    columns = (
        Column(("序号",), 4),
        Column(("收入", "项目"), name),
        Column(("收入", "预算数"), 9),
        Column(("支出", "项目"), name),
        Column(("支出", "预算数"), 9),
    )
    revenue = [f"{_NUMERALS[i]}、{_words(choice, 2, 8)}拨款收入" for i in range(choice.randint(1, 3))]
    spending = [f"{_NUMERALS[i]}、{_words(choice, 2, 10)}支出" for i in range(choice.randint(3, 9))]
    rows: list[tuple[str | None, ...]] = []
    for number, label in enumerate(spending):
        left = revenue[number] if number < len(revenue) else None
        value = _amount(choice) if left and choice.random() < 0.7 else None
        rows.append((str(number + 1), left, value, label, *_blanks(choice, 1)))
    total = _amount(choice)
    rows.append((str(len(rows) + 1), "收入总计", total, "支出总计", total))
    return FlatTable(title="部门预算收支总表", caption=CAPTION, columns=columns, rows=tuple(rows))


_REVENUE = (
    "一般公共预算拨款收入", "政府性基金预算拨款收入", "国有资本经营预算拨款收入", "财政专户管理资金收入", "事业收入",
    "上级补助收入", "附属单位上缴收入", "其他收入",
)  # fmt: skip
_FUNCTIONS = tuple(
    f"{name}支出"
    for name in (
        "一般公共服务", "国防", "公共安全", "教育", "科学技术", "文化旅游体育与传媒", "社会保障和就业", "卫生健康",
        "城乡社区", "节能环保", "农林水", "交通运输", "资源勘探工业信息等", "商业服务业等", "援助其他地区",
        "自然资源海洋气象等", "住房保障", "灾害防治及应急管理", "债务付息",
    )
)  # fmt: skip
_NATURES = (
    "工资福利支出",
    "商品和服务支出",
    "对个人和家庭的补助",
    "人员经费",
    "日常公用经费",
    "项目支出",
    "经营支出",
)


def two_panels(choice: random.Random, *, known: bool = True) -> FlatTable:
    """Revenue beside expenditure without numbers for its rows, both sides with their sums; blank is nothing.

    What is spent has names that are known, or if not `known` names that say nothing of their side.
    """
    revenue = list(_REVENUE[: choice.randint(1, len(_REVENUE))])
    spending = list(choice.choice((_FUNCTIONS, _NATURES)))
    if not known:
        spending = [_words(choice, 3, 9) for _ in range(choice.randint(2, 8))]
    chosen = sorted(choice.sample(range(len(spending)), choice.randint(2, len(spending))))
    spending = [spending[at] for at in chosen]
    if known and choice.random() < 0.5:
        revenue = [f"{_numeral(number)}、{name}" for number, name in enumerate(revenue, 1)]
        spending = [f"{_numeral(number)}、{name}" for number, name in enumerate(spending, 1)]
    total = choice.randint(1000, 10**7)
    carried = choice.choice((0, choice.randint(1, 99999)))
    sides = (
        [*zip(revenue, _parts(choice, total, len(revenue)), strict=True)],
        [*zip(spending, _parts(choice, total + carried, len(spending)), strict=True)],
    )
    rows: list[tuple[str | None, ...]] = []
    for at in range(max(map(len, sides))):
        here = [side[at] if at < len(side) else (None, 0) for side in sides]
        rows.append((here[0][0], _printed(here[0][1]), here[1][0], _printed(here[1][1])))
    rows += [
        ("本年收入合计", _printed(total), "本年支出合计", _printed(total + carried)),
        ("上年结转结余", _printed(carried), "年终结转结余", None),
        ("收入总计", _printed(total + carried), "支出总计", _printed(total + carried)),
    ]
    names, amount = [choice.choice((8, 10, 12, 14, 16, 20)) for _ in range(2)], choice.choice((6, 8, 9, 10))
    columns = (
        Column(("收入", "项目"), names[0]),
        Column(("收入", "预算数"), amount),
        Column(("支出", "项目"), names[1]),
        Column(("支出", "预算数"), amount),
    )
    return FlatTable(
        title="部门预算收支总表",
        caption=CAPTION,
        columns=columns,
        rows=tuple(rows),
        marks=("1", "2", "3", "4"),
    )


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens < 1 else "十" if tens == 1 else f"{_NUMERALS[tens - 1]}十") + (
        _NUMERALS[ones - 1] if ones else ""
    )


def _printed(cents: int) -> str | None:
    return f"{cents // 100}.{cents % 100:02}" if cents else None


def _parts(choice: random.Random, total: int, count: int) -> list[int]:
    """Parts of a total, some of them nothing."""
    ends = sorted(choice.randint(0, total) for _ in range(choice.randint(1, count) - 1))
    parts = [high - low for low, high in zip((0, *ends), (*ends, total), strict=True)]
    parts += [0] * (count - len(parts))
    choice.shuffle(parts)
    return parts


def goods_table(choice: random.Random) -> FlatTable:
    """What is bought, without numbers for its rows: project, money, goods, code, unit of measure, figures."""
    name, goods = choice.choice((6, 8, 12)), choice.choice((6, 8, 12))
    money = "政府采购金额（当年部门预算安排资金）"
    columns = (
        Column(("政府采购项目来源", "项目名称"), name),
        Column(("政府采购项目来源", "预算资金"), 8),
        Column(("采购物品名称",), goods),
        Column(("政府采购目录序号",), choice.choice((6, 9))),
        Column(("计量单位",), 6),
        Column(("数量",), 6),
        Column(("单价",), 8),
        Column((money, "合计"), 8),
        Column((money, "一般公共预算拨款"), 8),
        Column((money, "基金预算拨款"), 8),
        Column((money, "单位资金"), 8),
    )
    rows: list[tuple[str | None, ...]] = []
    for _ in range(choice.randint(2, 9)):
        value = _amount(choice)
        rows.append(
            (
                _words(choice, 4, 12), _amount(choice), _words(choice, 2, 12),
                f"{choice.choice('ABC')}{choice.randint(10**7, 10**8 - 1)}",
                choice.choice(("台", "批", "年", "套")), str(choice.randint(1, 9)), value, value, value, None, None,
            )
        )  # fmt: skip
    total = ("合计", *[None] * 6, _amount(choice), _amount(choice), None, None)
    return FlatTable(
        title="部门政府采购预算",
        caption=("101 青河县图书馆", "单位：万元"),
        columns=columns,
        rows=(total, *rows),
        numbered=False,
    )


def _target(choice: random.Random, longest: int) -> str:
    return choice.choice(
        (
            f"≥{choice.randint(50, 100)}%",
            f"≤{choice.randint(1, 99)}.5万元",
            f"{choice.randint(1, 900)}个",
            f"≥{choice.randint(1, 900)}人次",
            f"{choice.randint(50, 100)}%",
            "**",
            _words(choice, 2, longest),
        )
    )


def _basis(choice: random.Random, longest: int) -> str:
    return choice.choice(
        (
            "调查问卷",
            f"《关于{choice.randint(2019, 2024)}年{_words(choice, 4, 14)}的通知》",
            _words(choice, 4, longest),
        )
    )


def _indicators(choice: random.Random, *, wild: bool) -> tuple[Indicator, ...]:
    found = []
    for level1, seconds in _LEVELS.items():
        for level2 in seconds:
            for _ in range(choice.randint(0, 2)):
                name = _words(choice, 3, 14 if wild else 7) + choice.choice(("", "（%）"))
                found.append(
                    Indicator(
                        level1=level1,
                        level2=level2,
                        name=name,
                        description=choice.choice((name, _words(choice, 5, 45))),
                        target=_target(choice, 20 if wild else 6),
                        basis=_basis(choice, 24 if wild else 8),
                    )
                )
    last = Indicator(
        level1="满意度指标",
        level2="服务对象满意度指标",
        name="读者满意度",
        description="满意的读者占比",
        target="≥90%",
        basis="调查问卷",
    )
    return (*(_teaching(choice) if wild else ()), *found, last)


def _teaching(choice: random.Random) -> Sequence[Indicator]:
    """Rows that leave no doubt how wide the columns are: one cell of each is wrapped."""
    plain = Indicator(
        level1="产出指标", level2="数量指标", name="册数", description="新书册数", target="≥5册", basis="计划"
    )
    return (
        evolve(plain, name=_words(choice, 30, 34)),
        evolve(plain, description=_words(choice, 60, 70)),
        evolve(plain, target=f"≥5册{_words(choice, 30, 34)}"),
        evolve(plain, basis=_words(choice, 30, 34)),
    )


def forms(choice: random.Random, *, wild: bool) -> Sequence[FlatForm]:
    """Some forms of one document, whose columns are alike; `wild` ones wrap in any cell."""
    widths = (
        12, choice.choice((10, 14, 18)), choice.choice((12, 14, 18, 20) if wild else (24, 28)),
        choice.choice((24, 30, 40, 44)),
        choice.choice((12, 16, 18)), choice.choice((14, 16, 18, 20)),
    )  # fmt: skip
    found = [
        FlatForm(
            title=f"{number}、{_words(choice, 4, 12)}{choice.choice(('绩效目标表', ''))}",
            code=f"13053224P{choice.randint(10**9, 10**10 - 1)}",
            project=_words(choice, 4, 20),
            total="10.00",
            fiscal="10.00",
            other=choice.choice(("", "5.00")),
            purpose=_words(choice, 5, 80) + "。",
            plan=("2.50",) * choice.randint(1, 4),
            goals=tuple(f"{item}.{_words(choice, 5, 50)}" for item in range(1, choice.randint(2, 4))),
            indicators=_indicators(choice, wild=wild),
        )
        for number in range(1, choice.randint(2, 4))
    ]
    return [evolve(form, widths=widths) for form in found]


_GROUPS = {
    "资金来源": ("一般公共预算", "政府性基金预算", "国有资本经营预算", "财政专户管理资金", "单位资金"),
    "财政拨款": ("一般公共预算", "政府性基金预算", "国有资本经营预算"),
    "单位资金": ("事业收入", "经营收入", "上级补助收入", "附属单位上缴收入", "其他收入"),
    "基本支出": ("人员经费", "公用经费"),
    "本年支出": ("基本支出", "项目支出", "经营支出"),
}


def _header_word(choice: random.Random) -> str:
    ending = choice.choice(("", "", "支出", "经费", "（万元）", "（含税）", "2023年"))
    return _words(choice, 2, choice.choice((3, 5, 9, 13))) + ending


def _tree(choice: random.Random, room: int, depth: int, unknown: float) -> list[tuple[str, ...]]:
    """The header words over `room` columns of figures or fewer, in up to `depth` rows; a total stands first."""
    paths: list[tuple[str, ...]] = [("合计",)] if choice.random() < 0.7 else []
    spare = [word for word in _AMOUNTS if word not in _GROUPS]
    groups = list(_GROUPS)
    choice.shuffle(spare)
    choice.shuffle(groups)
    while len(paths) < room:
        known = choice.random() >= unknown
        if depth == 1 or room - len(paths) < 3 or choice.random() < 0.4:
            paths.append((spare.pop() if known and spare else _header_word(choice),))
            continue
        top = groups.pop() if known and groups else _header_word(choice)
        inner: list[tuple[str, ...]] = [("小计",)] if choice.random() < 0.6 else []
        words = list(_GROUPS.get(top, ())) or [_header_word(choice) for _ in range(choice.randint(2, 4))]
        inner += [(word,) for word in words[: choice.randint(2, max(2, len(words)))]]
        if depth == 3 and top not in _GROUPS and choice.random() < 0.6:
            inner[-1:] = [(inner[-1][0], "小计"), (inner[-1][0], _header_word(choice))]
        paths += [(top, *path) for path in inner]
    return paths


def any_header(
    choice: random.Random, *, unknown: float, depth: int
) -> tuple[tuple[Column, ...], tuple[str, ...]]:
    """Columns under a header of any form, and the row of column numbers below it, which may be none."""
    ordinal = choice.random() < 0.75
    code, name = choice.choice((4, 5, 7, 10)), choice.choice((6, 8, 10, 14, 20))
    lead = [Column(("序号",), 4)] if ordinal else []
    if choice.random() < 0.6:
        over = (choice.choice(("功能分类科目", "支出功能分类科目", "科目")),) if depth > 1 else ()
        lead += [Column((*over, "科目编码"), code), Column((*over, "科目名称"), name)]
    else:
        lead.append(Column((choice.choice(("项目", "项目名称", "支出项目")),), name))
    paths = _tree(choice, choice.randint(2, 9), depth, unknown)
    unique = list(dict.fromkeys(paths))
    columns = (*lead, *(Column(path, choice.choice((5, 6, 7, 8, 8, 10, 12, 16))) for path in unique))
    count, named = len(columns), len(lead)
    numbering = choice.choice(
        (
            (),
            tuple(map(str, range(1, count + 1))),
            ("栏次", *map(str, range(1, count))) if ordinal else (),
            (*"甲乙丙"[:named], *map(str, range(1, count - named + 1))),
        )
    )
    return columns, numbering


def _adding_up(choice: random.Random, paths: Sequence[tuple[str, ...]]) -> Iterator[str | None]:
    """Figures under some header words, blank where they are nothing; totals are what stands beside them in all."""
    totals = ("合计", "小计")
    cents = {
        path: choice.randint(1, 99999) if choice.random() < 0.6 else 0
        for path in paths
        if path[-1] not in totals
    }
    cents[next(iter(cents))] += 100
    for path in paths:
        over = path[:-1]
        value = (
            sum(part for other, part in cents.items() if other[: len(over)] == over)
            if path[-1] in totals
            else cents[path]
        )
        yield f"{value // 100}.{value % 100:02}" if value else None


def headed_table(choice: random.Random, *, unknown: float, depth: int) -> FlatTable:
    """A table under a header of any form, whose rows add up over its columns."""
    columns, numbering = any_header(choice, unknown=unknown, depth=depth)
    paths = [column.path for column in columns]
    names = ("序号", "科目编码", "科目名称", "项目", "项目名称", "支出项目")
    named = sum(path[-1] in names for path in paths)
    rows: list[tuple[str | None, ...]] = []
    for number in range(1, choice.randint(3, 9)):
        lead = [
            str(number)
            if path[-1] == "序号"
            else f"2{number:02}"
            if path[-1] == "科目编码"
            else _words(choice, 3, 9)
            for path in paths[:named]
        ]
        rows.append((*lead, *_adding_up(choice, paths[named:])))
    return FlatTable(
        title="部门预算支出总表",
        caption=CAPTION,
        columns=columns,
        rows=tuple(rows),
        numbered=False,
        numbering=numbering,
        low=choice.random() < 0.3,
    )
