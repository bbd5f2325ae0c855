"""Invented tables as data: what they say, before anyone decides how to print it.

Amounts are whole hundredths of 万元.  A table is a list of panels; a panel has name columns, figure columns
(header paths) and rows.  `invented_budgets` draws whole budgets whose figures add up, and `tables_of` tells
each of them in the prescribed tables.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from attrs import evolve, field, frozen
from hypothesis import strategies as st

from govbudget.model.tables import Panel, RowRole, TableKind
from tests.writer.words import words

__all__ = [
    "Budget",
    "PanelData",
    "RowData",
    "TableData",
    "invented_budgets",
    "random_budget",
    "tables_of",
    "wide_revenue",
]


@frozen(kw_only=True)
class RowData:
    """A row: its numbering kind (0 for none, 1 for 一、, 2 for （一）), name, code, group, amounts or rates."""

    name: str
    values: tuple[int | str | None, ...] = ()
    code: str = ""
    group: str = ""
    second: str = ""
    depth: int = 0
    number: int = 0
    role: RowRole = RowRole.ITEM


@frozen(kw_only=True)
class PanelData:
    """A panel: its heading, the header words of its names, the paths of its figure columns, its rows."""

    rows: tuple[RowData, ...]
    columns: tuple[tuple[str, ...], ...]
    kind: Panel | None = None
    heading: str = ""
    names: tuple[str, ...] = ("项目",)
    code: str = ""
    grouped: bool = False


@frozen(kw_only=True)
class TableData:
    """A table: its kind, its title, its panels; one that is published empty has panels without figures."""

    kind: TableKind
    title: str
    panels: tuple[PanelData, ...] = ()
    empty: bool = False
    displaceable: bool = False
    """Whether sums over its columns prove where they are, so that its header may stand displaced."""


@frozen(kw_only=True)
class Item:
    """An item of expenditure by function: what is spent on it from where."""

    code: str
    name: str
    basic: int
    project: int
    carried: int
    own: int

    @property
    def current(self) -> int:
        """From this year's general public budget."""
        return self.basic + self.project

    @property
    def total(self) -> int:
        """From all funds of both years."""
        return self.basic + self.project + self.carried + self.own


@frozen(kw_only=True)
class Budget:
    """An invented department's budget; everything else follows from its items."""

    entity: str
    year: int
    items: tuple[Item, ...]
    economic: tuple[tuple[str, str, str, int], ...] = field(repr=False)
    """The basic expenditure by economic item: code, name, the government's name, amount."""
    projects: tuple[tuple[str, int], ...] = field(repr=False)
    official: tuple[tuple[int, int], ...] = field(repr=False)
    """Official expenses of this year and the last: reception, vehicles bought, vehicles run."""
    grouped: bool = False
    two_names: bool = False
    three_panels: bool = False

    def sum(self, name: str) -> int:
        """The sum of one property over all items."""
        return sum(getattr(item, name) for item in self.items)


FUNCTIONS: dict[str, tuple[str, dict[str, tuple[str, dict[str, str]]]]] = {
    "205": ("教育支出", {"20502": ("普通教育", {"2050201": "学前教育", "2050202": "小学教育"})}),
    "207": (
        "文化旅游体育与传媒支出",
        {
            "20701": ("文化和旅游", {"2070104": "图书馆", "2070109": "群众文化"}),
            "20702": ("文物", {"2070204": "文物保护", "2070205": "博物馆"}),
        },
    ),
    "208": ("社会保障和就业支出", {"20805": ("行政事业单位养老支出", {"2080502": "事业单位离退休"})}),
    "210": ("卫生健康支出", {"21011": ("行政事业单位医疗", {"2101102": "事业单位医疗"})}),
    "213": ("农林水支出", {"21303": ("水利", {"2130305": "水利工程建设", "2130314": "防汛"})}),
    "221": ("住房保障支出", {"22102": ("住房改革支出", {"2210201": "住房公积金", "2210203": "购房补贴"})}),
}  # fmt: skip
CATEGORIES = words(
    "一般公共服务支出 国防支出 公共安全支出 教育支出 科学技术支出 文化旅游体育与传媒支出 社会保障和就业支出 "
    "卫生健康支出 节能环保支出 农林水支出 住房保障支出 其他支出"
)
ECONOMIC = {
    "301": ("工资福利支出", (("30101", "基本工资", "工资奖金津补贴"), ("30102", "津贴补贴", "工资奖金津补贴"),
                       ("30113", "住房公积金", "住房公积金"))),
    "302": ("商品和服务支出", (("30201", "办公费", "办公经费"), ("30206", "电费", "办公经费"),
                       ("30226", "劳务费", "委托业务费"))),
    "303": ("对个人和家庭的补助", (("30302", "退休费", "离退休费"), ("30309", "奖励金", "社会福利和救助"))),
}  # fmt: skip
PROJECTS = words(
    "河道清淤 图书采购 展陈更新 “清风”行动 系统运维（二期） 档案数字化 2021年转移支付资金 防汛物资储备"
)
NUMERALS = words("一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五 十六")


# --- drawing a budget -------------------------------------------------------------------------------------


@st.composite
def invented_budgets(draw: st.DrawFn) -> Budget:
    """Budgets of invented departments."""
    leaves = [
        (code, name)
        for _, sections in FUNCTIONS.values()
        for _, items in sections.values()
        for code, name in items.items()
    ]
    chosen = sorted(draw(st.sets(st.sampled_from(leaves), min_size=2, max_size=6)))
    amount = st.integers(0, 5_000_000)
    items = tuple(
        Item(
            code=code,
            name=name,
            basic=draw(st.integers(100, 5_000_000)),
            project=draw(st.integers(1, 5_000_000)),
            carried=draw(st.just(0) | amount),
            own=draw(st.just(0) | amount),
        )
        for code, name in chosen
    )
    basic = sum(item.basic for item in items)
    project = sum(item.project for item in items)
    details = [(code, *names) for _, parts in ECONOMIC.values() for code, *names in parts]
    shares = _shares(basic, draw(st.lists(st.integers(1, 50), min_size=len(details), max_size=len(details))))
    names = draw(st.lists(st.sampled_from(PROJECTS), min_size=1, max_size=5, unique=True))
    sizes = draw(st.lists(st.integers(1, 50), min_size=len(names), max_size=len(names)))
    spent = st.tuples(st.integers(0, 9000), st.integers(1, 9000))
    return Budget(
        entity=draw(
            st.sampled_from(
                words("青禾县图书馆 云溪市水利局 望川区档案馆（本级） 白鹿县第一中学 临泽县审计局")
            )
        ),
        year=draw(st.integers(2019, 2027)),
        items=items,
        economic=tuple(
            (code, name, second, share) for (code, name, second), share in zip(details, shares, strict=True)
        ),
        projects=tuple(zip(names, _shares(project, sizes), strict=True)),
        official=(draw(spent), draw(spent), draw(spent)),
        grouped=draw(st.booleans()),
        two_names=draw(st.booleans()),
        three_panels=draw(st.booleans()),
    )


def random_budget(choice: random.Random) -> Budget:
    """A budget of an invented department, chosen by plain chance: larger than those that are drawn."""
    leaves = [
        (code, name)
        for _, sections in FUNCTIONS.values()
        for _, items in sections.values()
        for code, name in items.items()
    ]

    def amount() -> int:
        return choice.choice((0, choice.randint(1, 5_000_000)))

    items = tuple(
        Item(
            code=code,
            name=name,
            basic=choice.randint(100, 5_000_000),
            project=choice.randint(1, 5_000_000),
            carried=amount(),
            own=amount(),
        )
        for code, name in sorted(choice.sample(leaves, choice.randint(2, 8)))
    )
    details = [(code, *names) for _, parts in ECONOMIC.values() for code, *names in parts]
    shares = _shares(sum(item.basic for item in items), [choice.randint(1, 50) for _ in details])
    names = choice.sample(PROJECTS, choice.randint(1, 5))
    sizes = _shares(sum(item.project for item in items), [choice.randint(1, 50) for _ in names])
    entities = words("青禾县图书馆 云溪市水利局 望川区档案馆（本级） 白鹿县第一中学 临泽县审计局")
    spent = [(choice.randint(0, 9000), choice.randint(1, 9000)) for _ in range(3)]
    return Budget(
        entity=choice.choice(entities),
        year=choice.randint(2019, 2027),
        items=items,
        economic=tuple(
            (code, name, second, share) for (code, name, second), share in zip(details, shares, strict=True)
        ),
        projects=tuple(zip(names, sizes, strict=True)),
        official=(spent[0], spent[1], spent[2]),
        grouped=choice.random() < 0.3,
        two_names=choice.random() < 0.5,
        three_panels=choice.random() < 0.3,
    )


def wide_revenue(budget: Budget) -> TableData:
    """Revenue in fourteen columns under headers of three levels, several columns of it empty."""

    def amounts(items: Iterable[Item]) -> tuple[int | None, ...]:
        chosen = list(items)
        general = sum(item.current for item in chosen)
        own = sum(item.own for item in chosen)
        carried = sum(item.carried for item in chosen)
        current = general + own
        values = (current + carried, current, general, general, 0, 0, 0, own, 0, own, 0, carried, carried, 0)
        return tuple(map(_value, values))

    year, last = "本年收入", "上年结转结余"
    columns = (
        ("总计",),
        (year, "合计"),
        *((year, "财政拨款", name) for name in words("小计 一般公共预算 政府性基金预算 国有资本经营预算")),
        (year, "财政专户管理资金"),
        *((year, "单位资金", name) for name in words("小计 事业收入 其他收入")),
        (year, "上级补助收入"),
        *((last, name) for name in words("小计 一般公共预算 单位资金")),
    )
    panel = PanelData(
        code="科目编码", names=("科目名称",), columns=columns, rows=_by_code(budget.items, amounts)
    )
    return TableData(kind=TableKind.REVENUE, title=f"{budget.year}年部门收入总表", panels=(panel,))


def _shares(total: int, weights: Sequence[int]) -> list[int]:
    shares = [total * weight // sum(weights) for weight in weights]
    shares[-1] += total - sum(shares)
    return shares


# --- telling it in tables ---------------------------------------------------------------------------------


def tables_of(budget: Budget) -> list[TableData]:
    """The prescribed tables of a budget."""
    return [
        _summary(budget),
        _revenue(budget),
        _by_function(budget, TableKind.EXPENDITURE, "支出总表", own=True),
        _fiscal_summary(budget),
        _by_function(budget, TableKind.GENERAL_EXPENDITURE, "一般公共预算支出表", own=False),
        _basic(budget),
        _official(budget),
        _funds(budget),
        _projects(budget),
        _agency(budget),
    ]


def _value(amount: int) -> int | None:
    """An amount of nothing is printed blank."""
    return amount or None


def _total(name: str, *values: int | str | None, role: RowRole = RowRole.TOTAL) -> RowData:
    return RowData(name=name, values=values, role=role)


def _numbered(rows: Iterable[RowData], depth: int) -> Iterator[RowData]:
    for number, row in enumerate(rows, 1):
        yield evolve(row, depth=depth, number=number)


def _categories(budget: Budget, columns: Sequence[str], depth: int) -> Iterator[RowData]:
    """Expenditure by 类, all of them, most blank."""
    rows = []
    for name in CATEGORIES:
        code = next((code for code, (known, _) in FUNCTIONS.items() if known == name), "-")
        inside = [item for item in budget.items if item.code.startswith(code)]
        values = [sum(getattr(item, column) for item in inside) for column in columns]
        rows.append(RowData(name=name, values=tuple(map(_value, values))))
    return _numbered(rows, depth)


def _summary(budget: Budget) -> TableData:
    general, own, carried, total = (budget.sum(name) for name in ("current", "own", "carried", "total"))
    if budget.grouped:
        return TableData(
            kind=TableKind.SUMMARY,
            title=f"{budget.year}年部门收支总体情况表",
            panels=(_grouped_revenue(budget, subtotals=False), _spending(budget)),
            displaceable=True,
        )
    names = words(
        "一般公共预算拨款收入 政府性基金预算拨款收入 国有资本经营预算拨款收入 财政专户管理资金 单位资金"
    )
    revenue = PanelData(
        kind=Panel.REVENUE,
        heading="收入",
        columns=(("预算数",),),
        rows=(
            *_numbered(
                (
                    RowData(name=name, values=(_value(amount),))
                    for name, amount in zip(names, (general, 0, 0, 0, own), strict=True)
                ),
                1,
            ),
            _total("本年收入合计", general + own, role=RowRole.SUBTOTAL),
            RowData(name="上年结转", values=(_value(carried),)),
            _total("收入总计", total),
        ),
    )
    current = general + own
    panels: tuple[PanelData, ...]
    if budget.three_panels:
        functional = PanelData(
            kind=Panel.EXPENDITURE,
            heading="支出",
            names=("功能分类",),
            columns=(("预算数",),),
            rows=(
                *_categories(budget, ("total",), 1),
                _total("本年支出合计", total, role=RowRole.SUBTOTAL),
                RowData(name="结转下年", values=(None,)),
                _total("支出总计", total),
            ),
        )
        sums = [
            sum(amount for code, _, _, amount in budget.economic if code.startswith(start))
            for start in ECONOMIC
        ]
        others = total - sum(sums)
        economic = PanelData(
            kind=Panel.ECONOMIC,
            names=("经济分类",),
            columns=(("预算数",),),
            rows=(
                *_numbered(
                    (
                        *(
                            RowData(name=name, values=(_value(amount),))
                            for (name, _), amount in zip(ECONOMIC.values(), sums, strict=True)
                        ),
                        RowData(name="资本性支出", values=(_value(others),)),
                    ),
                    1,
                ),
                _total("支出总计", total),
            ),
        )
        panels = (revenue, functional, economic)
    else:
        spending = PanelData(
            kind=Panel.EXPENDITURE,
            heading="支出",
            columns=((f"{budget.year}年合计",), ("当年预算安排",), ("上年结转安排",)),
            rows=(
                *_spent(budget),
                _total("本年支出合计", total, current, _value(carried), role=RowRole.SUBTOTAL),
                RowData(name="年终结转", values=(None, None, None)),
                _total("支出总计", total, current, _value(carried)),
            ),
        )
        panels = (revenue, spending)
    return TableData(kind=TableKind.SUMMARY, title=f"{budget.year}年预算收支总表", panels=panels)


def _spent(budget: Budget) -> Iterator[RowData]:
    for row in _categories(budget, ("total", "carried"), 1):
        total, carried = row.values
        assert not isinstance(total, str)
        assert not isinstance(carried, str)
        yield evolve(row, values=(total, _value((total or 0) - (carried or 0)), carried))


def _grouped_revenue(budget: Budget, *, subtotals: bool) -> PanelData:
    """Revenue under merged group cells; with the subtotal of each group, or without."""
    general = budget.sum("current")
    half = general // 3
    groups = {
        "一般公共预算收入": (("财政拨款", general - half), ("专项收入", 0), ("上级预拨", half)),
        "政府性基金收入": (("当年收入", 0), ("上级预拨", 0), ("上年结余（结转）", 0)),
    }
    rows = []
    for group, items in groups.items():
        if subtotals:
            amount = sum(amount for _, amount in items)
            rows.append(RowData(name="小计", group=group, values=(_value(amount),), role=RowRole.SUBTOTAL))
        rows += [RowData(name=name, group=group, values=(_value(amount),)) for name, amount in items]
    if subtotals:
        rows.append(_total("收入合计", general))
    else:
        own, carried = budget.sum("own"), budget.sum("carried")
        rows += [
            RowData(name="事业收入", values=(_value(own),)),
            _total("本年合计", general + own, role=RowRole.SUBTOTAL),
            RowData(name="部门结转", values=(_value(carried),)),
            _total("收入合计", general + own + carried),
        ]
    return PanelData(kind=Panel.REVENUE, heading="收入", columns=(("金额",),), grouped=True, rows=tuple(rows))


def _spending(budget: Budget) -> PanelData:
    """Expenditure by nature: the total, what was carried over, what is of this year and from which fund."""

    def row(name: str, basic: bool, project: bool, **more: object) -> RowData:
        general = (budget.sum("basic") if basic else 0) + (budget.sum("project") if project else 0)
        own = budget.sum("own") if project else 0
        carried = budget.sum("carried") if project else 0
        values = (general + own + carried, carried, general + own, general, own)
        return RowData(name=name, values=tuple(map(_value, values)), **more)  # type: ignore[arg-type]

    wage = sum(amount for code, _, _, amount in budget.economic if not code.startswith("302"))
    running = budget.sum("basic") - wage
    details = [
        RowData(name=name, values=tuple(map(_value, (amount, 0, amount, amount, 0))))
        for name, amount in (("工资福利支出", wage), ("公用经费", running))
    ]
    return PanelData(
        kind=Panel.EXPENDITURE,
        heading="支出",
        columns=(
            ("合计",),
            ("部门结转",),
            ("本年支出小计", "小计"),
            ("本年支出小计", "一般公共预算"),
            ("本年支出小计", "事业收入"),
        ),
        rows=(
            row("基本支出", True, False, depth=1, number=1),
            *details,
            row("项目支出", False, True, depth=1, number=2),
            row("支出合计", True, True, role=RowRole.TOTAL),
        ),
    )


def _coded(budget: Budget, values: Sequence[str], own: bool) -> tuple[RowData, ...]:
    """All rows by function, 类 over 款 over 项, under a total and the department's own row."""

    def amounts(items: Iterable[Item]) -> tuple[int | None, ...]:
        chosen = list(items)
        return tuple(_value(sum(_of(item, name) for item in chosen)) for name in values)

    def _of(item: Item, name: str) -> int:
        return sum(getattr(item, part) for part in name.split("+"))

    return _by_code([item for item in budget.items if own or item.current], amounts)


def _by_code(
    items: Sequence[Item], amounts: Callable[[Iterable[Item]], tuple[int | None, ...]]
) -> tuple[RowData, ...]:
    rows = [RowData(name="合计", values=amounts(items), role=RowRole.TOTAL)]
    for code, (name, sections) in FUNCTIONS.items():
        inside = [item for item in items if item.code.startswith(code)]
        if not inside:
            continue
        rows.append(RowData(name=name, code=code, values=amounts(inside)))
        for section, (section_name, _) in sections.items():
            within = [item for item in inside if item.code.startswith(section)]
            if within:
                rows.append(RowData(name=section_name, code=section, values=amounts(within)))
                rows += [RowData(name=item.name, code=item.code, values=amounts([item])) for item in within]
    return tuple(rows)


def _revenue(budget: Budget) -> TableData:
    panel = PanelData(
        code="科目编码",
        names=("科目名称",),
        columns=(("本年收入", "合计"), ("本年收入", "一般公共预算"), ("本年收入", "单位资金"), ("上年结转",)),
        rows=_coded(budget, ("current+own", "current", "own", "carried"), own=True),
    )
    return TableData(kind=TableKind.REVENUE, title=f"{budget.year}年预算收入总表", panels=(panel,))


def _by_function(budget: Budget, kind: TableKind, title: str, *, own: bool) -> TableData:
    over = f"{budget.year}年预算数"
    project = "project+carried+own" if own else "project"
    panel = PanelData(
        code="科目编码",
        names=("科目名称",),
        columns=((over, "合计"), (over, "基本支出"), (over, "项目支出")),
        rows=_coded(budget, ("total" if own else "current", "basic", project), own=own),
    )
    suffix = "" if own else "（不含上年结转）"
    return TableData(kind=kind, title=f"{budget.year}年{title}{suffix}", panels=(panel,))


def _fiscal_summary(budget: Budget) -> TableData:
    general, carried = budget.sum("current"), budget.sum("carried")
    if budget.grouped:
        columns = (("合计",), ("本年支出小计", "一般公共预算"), ("本年支出小计", "政府性基金"))
        rows = [
            evolve(row, values=(row.values[0], row.values[0], None))
            for row in _categories(budget, ("current",), 1)
        ]
        spending = PanelData(
            kind=Panel.EXPENDITURE,
            heading="支出",
            columns=columns,
            rows=(*rows, _total("支出合计", general, general, None)),
        )
        return TableData(
            kind=TableKind.FISCAL_SUMMARY,
            title=f"{budget.year}年财政拨款收支总体情况表",
            panels=(_grouped_revenue(budget, subtotals=True), spending),
            displaceable=True,
        )

    def sources(amount: int) -> Iterator[RowData]:
        names = words("一般公共预算拨款 政府性基金预算拨款 国有资本经营预算拨款")
        amounts = (_value(amount), None, None)
        return _numbered((RowData(name=n, values=(v,)) for n, v in zip(names, amounts, strict=True)), 2)

    revenue = PanelData(
        kind=Panel.REVENUE,
        heading="收入",
        columns=(("金额",),),
        rows=(
            RowData(name="本年收入", values=(general,), depth=1, number=1, role=RowRole.SUBTOTAL),
            *sources(general),
            RowData(name="上年结转", values=(_value(carried),), depth=1, number=2),
            *sources(carried),
            _total("收入总计", general + carried),
        ),
    )
    spent = [evolve(row, values=(row.values[0], row.values[0], None)) for row in _fiscal_categories(budget)]
    total = general + carried
    spending = PanelData(
        kind=Panel.EXPENDITURE,
        heading="支出",
        columns=(("金额", "小计"), ("金额", "一般公共预算"), ("金额", "政府性基金预算")),
        rows=(
            RowData(name="本年支出", values=(total, total, None), depth=1, number=1, role=RowRole.SUBTOTAL),
            *spent,
            RowData(name="结转下年", values=(None, None, None), depth=1, number=2),
            _total("支出总计", total, total, None),
        ),
    )
    return TableData(
        kind=TableKind.FISCAL_SUMMARY, title=f"{budget.year}年财政拨款收支总表", panels=(revenue, spending)
    )


def _fiscal_categories(budget: Budget) -> Iterator[RowData]:
    for row, own in zip(_categories(budget, ("total",), 2), _categories(budget, ("own",), 2), strict=True):
        total, without = row.values[0], own.values[0]
        assert not isinstance(total, str)
        assert not isinstance(without, str)
        yield evolve(row, values=(_value((total or 0) - (without or 0)),))


def _basic(budget: Budget) -> TableData:
    basic = budget.sum("basic")
    people = sum(amount for code, _, _, amount in budget.economic if not code.startswith("302"))

    def values(code: str, amount: int) -> tuple[int | None, ...]:
        running = code.startswith("302")
        return (_value(amount), None if running else _value(amount), _value(amount) if running else None)

    rows = [_total("合计", basic, _value(people), _value(basic - people))]
    for number, (code, (name, _)) in enumerate(ECONOMIC.items(), 1):
        parts = [part for part in budget.economic if part[0].startswith(code)]
        head = values(code, sum(amount for *_, amount in parts))
        rows.append(RowData(name=name, values=head, depth=0 if budget.two_names else 1, number=number))
        rows += [
            RowData(name=part, second=second if budget.two_names else "", values=values(detail, amount))
            for detail, part, second, amount in parts
        ]
    over = f"{budget.year}年预算数"
    panel = PanelData(
        names=("部门预算支出经济科目名称", "政府预算支出经济科目名称")
        if budget.two_names
        else ("经济科目名称",),
        columns=((over, "合计"), (over, "人员经费"), (over, "公用经费")),
        rows=tuple(rows),
    )
    return TableData(
        kind=TableKind.BASIC_EXPENDITURE, title=f"{budget.year}年一般公共预算基本支出表", panels=(panel,)
    )


def _official(budget: Budget) -> TableData:
    (guests, guests_then), (bought, bought_then), (run, run_then) = budget.official

    def row(
        name: str, now: int, then: int, role: RowRole = RowRole.ITEM, depth: int = 0, number: int = 0
    ) -> RowData:
        change = Decimal(100 * (now - then)) / then if then else None
        rate = None if change is None else f"{change.quantize(Decimal('0.01'), ROUND_HALF_UP)}%"
        return RowData(name=name, values=(now, then, now - then, rate), role=role, depth=depth, number=number)

    cars, cars_then = bought + run, bought_then + run_then
    against = f"{budget.year}年预算数比{budget.year - 1}年预算数"
    panel = PanelData(
        columns=(
            (f"{budget.year}年预算数",),
            (f"{budget.year - 1}年预算数",),
            (against, "增减额"),
            (against, "增减比例（%）"),
        ),
        rows=(
            row("合计", guests + cars, guests_then + cars_then, RowRole.TOTAL),
            RowData(name="因公出国（境）费", values=(None,) * 4, depth=1, number=1),
            row("公务接待费", guests, guests_then, depth=1, number=2),
            row("公务用车购置及运行费", cars, cars_then, depth=1, number=3),
            row("公务用车购置费", bought, bought_then, depth=2, number=1),
            row("公务用车运行维护费", run, run_then, depth=2, number=2),
        ),
    )
    return TableData(
        kind=TableKind.OFFICIAL_EXPENSES,
        title=f"{budget.year}年一般公共预算“三公”经费支出表",
        panels=(panel,),
    )


def _funds(budget: Budget) -> TableData:
    panel = PanelData(
        code="科目编码",
        names=("科目名称",),
        columns=(("合计",), ("基本支出",), ("项目支出",)),
        rows=(_total("合计", None, None, None),),
    )
    title = f"{budget.year}年政府性基金预算支出表"
    return TableData(kind=TableKind.GOVERNMENT_FUNDS, title=title, panels=(panel,), empty=True)


def _projects(budget: Budget) -> TableData:
    total = sum(amount for _, amount in budget.projects)
    panel = PanelData(
        names=("项目名称",),
        columns=(("合计",), ("财政拨款", "一般公共预算"), ("财政拨款", "政府性基金预算"), ("单位资金",)),
        rows=(
            _total("合计", _value(total), _value(total), None, None),
            *(
                RowData(name=name, values=(_value(amount), _value(amount), None, None))
                for name, amount in budget.projects
            ),
        ),
    )
    title = f"{budget.year}年项目支出预算表（本年预算）"
    return TableData(kind=TableKind.PROJECT_EXPENDITURE, title=title, panels=(panel,))


def _agency(budget: Budget) -> TableData:
    running = sum(amount for code, _, _, amount in budget.economic if code.startswith("302"))
    values = (_value(running), _value(running), None)
    panel = PanelData(
        names=("单位名称",),
        columns=tuple(
            (f"{budget.year}年预算数", name) for name in ("合计", "一般公共预算", "政府性基金预算")
        ),
        rows=(
            RowData(name="部门合计", values=values, role=RowRole.TOTAL),
            RowData(name=budget.entity, values=values, role=RowRole.UNIT),
        ),
    )
    title = f"{budget.year}年机关运行经费预算财政拨款情况统计表"
    return TableData(kind=TableKind.AGENCY_OPERATING, title=title, panels=(panel,))
