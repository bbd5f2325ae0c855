"""The examples: the invented disclosure keeps its own arithmetic, and every script runs.

The figures are read here with a few lines of their own, not with govbudget: an example that is
checked by the code it is an example for proves nothing.
"""

from __future__ import annotations

import re
import runpy
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from tests.support import EXAMPLE, EXAMPLES, ROOT

Row = list[str]
ZERO = Decimal(0)

TEXT = EXAMPLE.read_text(encoding="utf-8")


def rows_of(title: str) -> list[Row]:
    """The rows of a table: all lines with tabs from its title to the next title or part."""
    start = re.search(rf"^{re.escape(title)}$", TEXT, re.MULTILINE)
    assert start is not None, title
    rest = TEXT[start.end() :]
    end = re.search(r"^(?:预算公开表\d+|第.部分.*)$", rest, re.MULTILINE)
    assert end is not None
    return [line.split("\t") for line in rest[: end.start()].splitlines() if "\t" in line]


def number(cell: str) -> Decimal:
    return Decimal(cell.replace(",", "").rstrip("%")) if cell else ZERO


def code_rows(title: str) -> dict[str, list[Decimal]]:
    return {
        row[0]: [number(cell) for cell in row[2:]]
        for row in rows_of(title)
        if row[0].isdigit() or row[0] == "合计"
    }


def add(rows: list[list[Decimal]]) -> list[Decimal]:
    return [sum(column, ZERO) for column in zip(*rows, strict=True)]


REVENUE = code_rows("2024年预算收入总表")
EXPENDITURE = code_rows("2024年预算支出总表")
GENERAL = code_rows("2024年一般公共预算支出预算表（不含上年结转）")
BASIC = code_rows("2024年一般公共预算基本支出表（按经济分类）")
SUMMARY = rows_of("2024年预算收支总表")
APPROPRIATION = rows_of("2024年财政拨款收支总表")
OFFICIAL = {
    row[0]: [number(cell) for cell in row[1:]]
    for row in rows_of("2024年一般公共预算“三公”经费支出预算表")[2:]
}
PROJECTS = {
    row[0]: [number(cell) for cell in row[1:]]
    for row in rows_of("2024年项目支出预算表")
    if not row[0].isdigit() and "." in row[1]
}


def panel(rows: list[Row], label: int, amount: int) -> dict[str, Decimal]:
    """The amounts of one panel by label, without the header rows."""
    return {
        row[label]: number(row[amount])
        for row in rows
        if row[label] and re.fullmatch(r"[\d,.]*", row[amount]) and row[label] not in {"收入", "支出"}
    }


@pytest.mark.parametrize("table", [REVENUE, EXPENDITURE, GENERAL, BASIC])
def test_every_level_adds_up(table: dict[str, list[Decimal]]) -> None:
    top = [code for code in table if len(code) == 3]
    assert add([table[code] for code in top]) == table["合计"]
    for parent in [code for code in table if code != "合计"]:
        children = [code for code in table if code.startswith(parent) and len(code) == len(parent) + 2]
        assert not children or add([table[code] for code in children]) == table[parent], parent


def test_rows_add_up() -> None:
    for total, *sources, _carried in REVENUE.values():
        assert total == sum(sources)
    for table in (EXPENDITURE, GENERAL, BASIC):
        for total, *parts in table.values():
            assert total == sum(parts)
    for total, *parts in PROJECTS.values():
        assert total == sum(parts)


def test_summary() -> None:
    revenue, function, economic = (panel(SUMMARY, at, at + 1) for at in (0, 2, 4))
    listed = [amount for label, amount in revenue.items() if "、" in label]
    assert sum(listed) == revenue["本年收入合计"] == REVENUE["合计"][0]
    assert revenue["本年收入合计"] + revenue["上年结转"] == revenue["收入总计"] == function["支出总计"]
    assert revenue["上年结转"] == REVENUE["合计"][-1]
    for side in (function, economic):
        parts = [amount for label, amount in side.items() if "、" in label]
        assert sum(parts) == side["本年支出合计"] == side["支出总计"] == EXPENDITURE["合计"][0]
    for code, name in (("207", "七、文化旅游体育与传媒支出"), ("208", "八、社会保障和就业支出")):
        assert function[name] == EXPENDITURE[code][0]
    for code, name in (("301", "一、工资福利支出"), ("303", "三、对个人和家庭的补助")):
        assert economic[name] == BASIC[code][0]


def test_appropriation() -> None:
    side = panel(APPROPRIATION, 2, 3)
    parts = [amount for label, amount in side.items() if label.startswith("（")]
    assert sum(parts) == side["一、本年支出"] == side["支出总计"]
    revenue = panel(APPROPRIATION, 0, 1)
    assert revenue["一、本年收入"] == GENERAL["合计"][0]
    assert revenue["一、本年收入"] + revenue["二、上年结转"] == revenue["收入总计"] == side["支出总计"]
    for row in APPROPRIATION[3:]:
        assert number(row[3]) == sum(map(number, row[4:]))


def test_general_budget_basic_and_projects() -> None:
    assert GENERAL["合计"][1] == BASIC["合计"][0] == EXPENDITURE["合计"][1]
    assert PROJECTS["合计"] == add([amounts for name, amounts in PROJECTS.items() if name != "合计"])
    assert PROJECTS["合计"][0] == EXPENDITURE["合计"][2]
    assert PROJECTS["合计"][1] == GENERAL["合计"][2]
    assert PROJECTS["合计"][-1] == REVENUE["合计"][-1]


def test_official_expenses() -> None:
    total, visits, hospitality, vehicles, purchase, operation = OFFICIAL.values()
    for column in range(3):
        assert total[column] == visits[column] + hospitality[column] + vehicles[column]
        assert vehicles[column] == purchase[column] + operation[column]
    for this, last, change, rate in OFFICIAL.values():
        assert change == this - last
        if last:
            assert rate == (change * 100 / last).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert hospitality[0] == BASIC["30217"][0]
    assert operation[0] == BASIC["30231"][0]


def test_forms_agree_with_the_project_table() -> None:
    forms = TEXT.split("青禾县县级单位项目支出绩效目标表")[1:]
    assert len(forms) == 3
    annual_sum = ZERO
    for form in forms:
        (name,) = re.findall(r"^项目名称\t\t([^\t]+)", form, re.MULTILINE)
        whole, annual = (
            number(re.findall(rf"{scope}资金总额：\t\t?([\d,]+)", form)[0]) for scope in ("实施期", "年度")
        )
        assert annual == PROJECTS[name][0] * 10000
        assert whole >= annual
        sources = re.findall(r"(?:财政资金|（区）财政资金|单位自筹)\t\t?([\d,]+)", form)
        assert len(sources) == 8
        assert sum(map(number, sources)) == whole + annual
        annual_sum += annual
    assert annual_sum == GENERAL["合计"][2] * 10000


def test_narrative_agrees_with_the_tables() -> None:
    shares = re.findall(r"([\d.]+)万元，占([\d.]+)%", TEXT)
    assert len(shares) == 5
    total = EXPENDITURE["合计"][0]
    for amount, share in shares:
        assert Decimal(share) == (Decimal(amount) * 100 / total).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert sum(Decimal(share) for _, share in shares) == 200
    ((last, more, rate),) = re.findall(r"比2023年的([\d.]+)万元多([\d.]+)万元，增长([\d.]+)%", TEXT)
    assert Decimal(last) + Decimal(more) == total
    assert Decimal(rate) == (Decimal(more) * 100 / Decimal(last)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def test_the_text_keeps_to_tabs_and_newlines() -> None:
    assert not re.search(r"[\r\f\v\u3000]", TEXT)
    assert TEXT.endswith("\n")


@pytest.mark.parametrize("script", sorted(EXAMPLES.glob("*.py")), ids=lambda path: path.name)
def test_script_runs(
    script: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr("sys.argv", [str(script)])
    runpy.run_path(str(script), run_name="__main__")
    assert capsys.readouterr().out.strip(), f"{script.name} prints nothing"
