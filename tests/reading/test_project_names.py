"""A row of a project table that a form names is that project, whatever words its name ends or begins with."""

from __future__ import annotations

import pytest

from tests.reading.helpers import parsed

TABLE = "2024年项目支出表\n单位：万元\n项目名称\t合计\n"
FORM = (
    "项目支出绩效目标表\n(2024年度)\n项目名称\t{}\n立项依据\t馆务会议纪要\n"
    "一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t册数\t≥5册\n"
)


def roles(rows: str, *projects: str) -> list[tuple[str, str, int | None]]:
    doc = parsed(TABLE + rows + "\n" + "\n".join(FORM.format(name) for name in projects))
    assert len(doc.forms) == len(projects)
    return [(row.label, row.role.value, row.parent) for row in doc.tables[0].rows]


@pytest.mark.parametrize("name", ["档案数字化小计", "收支合计", "2023年资金总额", "馆藏（合计）"])
def test_a_name_that_ends_like_a_total(name: str) -> None:
    rows = f"馆藏购置\t8.00\n{name}\t3.00\n阅览室改造\t4.00\n"
    assert roles(rows, "馆藏购置", name) == [
        ("馆藏购置", "item", None),
        (name, "item", None),
        ("阅览室改造", "item", None),
    ]


def test_its_amount_is_that_of_the_project() -> None:
    doc = parsed(TABLE + "馆藏购置\t8.00\n档案 小计\t3.00\n" + FORM.format("档案小计"))
    row = doc.tables[0].rows[1]
    assert (row.subject.value, row.coordinates.item) == ("project", "档案小计")


def test_a_total_that_no_form_names() -> None:
    rows = "馆藏购置\t8.00\n阅览室改造\t3.00\n图书馆合计\t11.00\n"
    assert roles(rows, "馆藏购置", "阅览室改造")[-1] == ("图书馆合计", "total", None)


def test_a_bare_total_is_one_though_a_form_is_called_so() -> None:
    rows = "馆藏购置\t8.00\n合计\t8.00\n"
    assert roles(rows, "馆藏购置", "合计")[-1] == ("合计", "total", None)


def test_a_number_that_is_part_of_the_name() -> None:
    rows = "馆藏购置\t8.00\n（一）号库房改造\t3.00\n阅览室改造\t4.00\n"
    assert [parent for _, _, parent in roles(rows, "馆藏购置", "（一）号库房改造")] == [None, None, None]


def test_numbers_that_no_list_goes_on_from() -> None:
    rows = "馆藏购置\t8.00\n（一）号库房改造\t3.00\n阅览室改造\t4.00\n（一）期数字化\t2.00\n"
    found = roles(rows, "馆藏购置", "（一）号库房改造", "（一）期数字化")
    assert [parent for _, _, parent in found] == [None] * 4


def test_a_list_stays_one() -> None:
    rows = "馆藏\t8.00\n（一）馆藏购置\t3.00\n（二）馆藏修复\t5.00\n"
    assert [parent for _, _, parent in roles(rows, "（一）馆藏购置", "（二）馆藏修复")] == [None, 0, 0]
