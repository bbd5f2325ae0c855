"""Numbers before the name of a department: codes, and numbers that the name begins with."""

from __future__ import annotations

import pytest

from tests.reading.helpers import parsed

TABLE = "2024年支出总表\n单位名称：{}\n单位：万元\n科目名称\t合计\n教育支出\t8.00\n合计\t8.00\n"
FORM = "项目支出绩效目标表\n项目名称\t改造\n{}\n立项依据\t通知\n"


@pytest.mark.parametrize(
    "printed",
    [
        "[118]青禾县图书馆",
        "118-青禾县图书馆",
        "118 青禾县图书馆",
        "118001青禾县图书馆",
        "【118】青禾县图书馆",
    ],
)
def test_a_number_that_is_surely_a_code(printed: str) -> None:
    assert parsed(TABLE.format(printed)).entity == "青禾县图书馆"


@pytest.mark.parametrize("name", ["12345热线中心", "110指挥中心", "705所", "2024年博览会办公室", "5G产业园"])
def test_a_name_that_begins_with_a_number(name: str) -> None:
    doc = parsed(TABLE.format(name) + f"{name}\t8.00\n")
    assert (doc.entity, doc.tables[0].entity) == (name, name)
    assert doc.tables[0].rows[-1].role.value == "unit"


@pytest.mark.parametrize("named", ["项目单位\t青禾县图书馆", "主管部门及代码\t118-青禾县图书馆"])
def test_a_number_that_the_document_leaves_out_elsewhere(named: str) -> None:
    doc = parsed(TABLE.format("118青禾县图书馆") + "\n" + FORM.format(named))
    assert (doc.entity, doc.tables[0].entity) == ("青禾县图书馆", "青禾县图书馆")


@pytest.mark.parametrize(
    ("field", "entity"),
    [
        ("主管部门\t12345热线中心", "12345热线中心"),
        ("主管部门及代码\t047-12345热线中心", "12345热线中心"),
        ("主管部门及代码\t047青禾县图书馆", "青禾县图书馆"),
        ("主管部门\t047-青禾县图书馆", "青禾县图书馆"),
    ],
)
def test_in_forms(field: str, entity: str) -> None:
    assert parsed(FORM.format(field)).entity == entity
