"""From text to disclosure: what a whole document says about itself, and what is refused."""

from __future__ import annotations

import pickle

import pytest

import govbudget
from govbudget.errors import GarbledTextError, NotADisclosureError, NoTextError, NotTextError, ReadError
from govbudget.model.disclosure import BlockKind, DisclosureKind
from govbudget.model.tables import TableKind
from govbudget.reading.layouts import families
from govbudget.reading.source import split_lines
from tests.reading.helpers import parsed, tabs

TABLE = """
    2024年支出总表
    单位名称：青禾县图书馆
    单位：万元
    项目 | 合计
    教育支出 | 8.00
"""


@pytest.mark.parametrize(
    ("text", "kind", "message"),
    [
        ("", NoTextError, "expected a text, found 0 characters of white space"),
        ("支出\0", NotTextError, "expected text, found a NUL character (character offset 2)"),
        (
            "(cid:1)(cid:2)",
            GarbledTextError,
            "expected characters, found 2 glyph numbers such as (cid:1) (line 1)",
        ),
        (
            "你好",
            NotADisclosureError,
            "expected a budget table or a performance target form, found 1 line of other text",
        ),
        (
            "你好\n\n再见",
            NotADisclosureError,
            "expected a budget table or a performance target form, found 2 lines of other text",
        ),
    ],
)
def test_what_is_refused(text: str, kind: type[ReadError], message: str) -> None:
    """Each kind of text that is no disclosure has its own error with its own facts."""
    with pytest.raises(kind) as caught:
        govbudget.parse(text)
    assert type(caught.value) is kind
    assert str(caught.value) == message


def test_a_bad_part_does_not_lose_the_good_rest() -> None:
    """It becomes a problem with its place; everything else is read."""
    doc = parsed(TABLE + "    农林水支出 | 1,23.4\n    住房保障支出 | 2.00\n")
    assert [printed.figure.raw for printed in doc.tables[0].figures] == ["8.00", "1,23.4", "2.00"]
    assert [str(problem) for problem in doc.problems] == [
        "malformed figure: expected a number such as 1,234.50, found '1,23.4' (2024年支出总表, line 6, cell 2)"
    ]


def test_a_table_without_a_unit_is_a_problem() -> None:
    """Its amounts have no unit, and none is assumed."""
    doc = parsed(TABLE.replace("    单位：万元\n", ""))
    assert [problem.kind for problem in doc.problems] == ["unit not stated"]
    assert doc.tables[0].unit is None
    with pytest.raises(govbudget.GovBudgetError):
        _ = doc.tables[0].figures[0].figure.value.yuan  # type: ignore[union-attr]


COVER = """
    青禾县图书馆
    2024年度单位预算公开
"""


def test_what_a_document_says_about_itself() -> None:
    """Title by the cover, entity and year by the tables."""
    doc = parsed(COVER + TABLE)
    assert (doc.title, doc.kind, doc.entity, doc.fiscal_year) == (
        "2024年度单位预算公开",
        DisclosureKind.BUDGET,
        "青禾县图书馆",
        2024,
    )


@pytest.mark.parametrize("name", ["青禾县预算编审中心", "青禾县绩效管理办公室"])
def test_a_department_is_no_title(name: str) -> None:
    """Whatever words its name is made of."""
    assert parsed((COVER + TABLE).replace("青禾县图书馆", name)).title == "2024年度单位预算公开"


def test_final_accounts() -> None:
    """A document whose tables say 决算 is one of final accounts, and its figures are of that phase."""
    doc = parsed(TABLE.replace("支出总表", "支出决算总表"))
    assert doc.kind is DisclosureKind.FINAL_ACCOUNTS
    phase = doc.tables[0].figures[0].coordinates.phase
    assert phase is not None
    assert phase.value == "final accounts"


def test_the_year_of_the_cover_counts_where_no_table_has_one() -> None:
    """But the tables go first."""
    assert parsed(COVER + TABLE.replace("2024年", "")).fiscal_year == 2024
    assert parsed(COVER.replace("2024", "2023") + TABLE).fiscal_year == 2024


def test_the_same_text_reads_the_same() -> None:
    """Results compare by what they state, hash, and survive pickling."""
    doc = parsed(COVER + TABLE)
    assert doc == parsed(COVER + TABLE)
    assert doc == parsed(COVER + "\n\n" + TABLE), "places play no part"
    assert doc != parsed(COVER + TABLE.replace("8.00", "8.01"))
    assert pickle.loads(pickle.dumps(doc)) == doc
    assert hash(doc) == hash(parsed(COVER + TABLE))


def test_blocks_are_in_order_and_name_their_table() -> None:
    """Prose before, table after, each with its span."""
    text = COVER + TABLE
    doc = parsed(text)
    assert [(block.kind, block.index) for block in doc.blocks] == [
        (BlockKind.PROSE, None),
        (BlockKind.TABLE, 0),
    ]
    assert doc.blocks[1].span.of(tabs(text)).startswith("2024年支出总表")


def test_every_document_of_cells_has_one_family() -> None:
    """And prose alone has none."""
    assert [f.name for f in families() if f.recognises(split_lines(tabs(TABLE)))] == ["tab-separated"]
    assert [f.name for f in families() if f.recognises(split_lines("你好\n再见"))] == []


def test_the_names_of_codes_are_shared_within_a_document() -> None:
    """A 类 printed by name alone has the code that the same document prints beside that name."""
    doc = parsed("""
        2024年收支总表
        单位：万元
        收入 | | 支出 |
        项目 | 金额 | 项目 | 金额
        财政拨款 | 8.00 | 一、教育支出 | 8.00
        收入合计 | 8.00 | 支出合计 | 8.00

        2024年支出总表
        单位：万元
        科目编码 | 科目名称 | 合计
         | 合计 | 8.00
        205 | 教育支出 | 8.00
    """)
    row = next(row for row in doc.tables[0].rows if row.label == "一、教育支出")
    assert row.code is None
    assert str(row.coordinates.function) == "205"
    assert [table.kind for table in doc.tables] == [TableKind.SUMMARY, TableKind.EXPENDITURE]
    fact = next(fact for fact in doc.facts if str(fact.coordinates.function or "") == "205")
    assert (len(fact.printings), fact.agreement.value) == (2, "equal")


@pytest.mark.parametrize("mark", ["-", "－", "—", "–", ""])
def test_the_number_before_a_department_is_no_part_of_its_name(mark: str) -> None:
    """Where no table names the department, the forms do, with its number before it."""
    form = f"项目支出绩效目标表\n项目名称\t改造\n主管部门及代码\t０47{mark}青禾县图书馆\n立项依据\t通知\n"
    assert govbudget.parse(form).entity == "青禾县图书馆"


def test_empty_cells_behind_a_table_are_no_columns() -> None:
    """A displaced header may have lost its last cell: padding does not bring it back."""
    plain = tabs(
        """
        2024年收支总表
        单位：万元
        项目|金额|项目|合计|基本支出|项目支出|事业基金
        财政拨款|本级|6.0|教育支出|6.0|5.0|1.0
        |专项|2.0|其他支出|2.0||2.0
        合计||8.0|合计|8.0|5.0|3.0
        """
    )
    padded = "\n".join(line + "\t\t" if "\t" in line else line for line in plain.split("\n"))
    assert govbudget.parse(padded).tables == govbudget.parse(plain).tables


def test_panels_without_heads_are_no_halves_of_a_list() -> None:
    """Nothing above two panels says that the second goes on with the first."""
    doc = govbudget.parse("\t\t99\t其他支出\t9.76\t9.75\t\t\n20408\t强制隔离戒毒\t106.35\t\t106.25")
    found = {printed.figure.raw: printed.figure.column for printed in doc.tables[0].figures}
    assert list(found) == ["99", "9.76", "9.75", "106.35", "106.25"]
    assert set(found.values()) == {0, 1, 2}


def test_a_year_parted_from_its_sign_on_the_cover() -> None:
    text = (
        "青禾县人民政府\n石桥街道办事处 2031\n年度部门决算\n收入支出决算总表\n单位：万元\n"
        "收入\t\t支出\t\n项目\t决算数\t项目\t决算数\n"
        "一、财政拨款收入\t8.00\t一、教育支出\t8.00\n总计\t8.00\t总计\t8.00\n"
    )
    assert govbudget.parse(text).fiscal_year == 2031
