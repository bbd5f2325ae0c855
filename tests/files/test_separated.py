"""Text with separators as spreadsheets save it reads as the same text with tabs; what is none stays what it is."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Sequence

import pytest

import govbudget
from govbudget.files.opening import open_source
from govbudget.files.separated import separated_lines
from tests.support import EXAMPLE, needs_shared, seed_text
from tests.writer.document import PLAIN, printed_table
from tests.writer.normal import alike, normal_document
from tests.writer.tables import random_budget, tables_of


def saved(lines: Sequence[str], sign: str, *, all_quoted: bool = False) -> str:
    """Lines with tabs as a spreadsheet saves them."""
    file = io.StringIO()
    # Excel puts a cell with a comma in quotation marks, whatever the separator.
    for line in lines:
        cells = [
            f'"{cell.replace(chr(34), 2 * chr(34))}"'
            if all_quoted or set(cell) & {",", sign, '"', "\n"}
            else cell
            for cell in line.split("\t")
        ]
        file.write(sign.join(cells) + "\r\n")
    return file.getvalue()


@pytest.mark.parametrize("sign", [",", ";", "|", "\t"])
@pytest.mark.parametrize("all_quoted", [False, True])
@pytest.mark.parametrize(
    ("encoding", "seed"), [("utf-8", 1), ("utf-8-sig", 2), ("utf-16", 3), ("gb18030", 4)]
)
def test_what_a_spreadsheet_saves_reads_as_its_text(
    sign: str, all_quoted: bool, encoding: str, seed: int
) -> None:
    budget = random_budget(random.Random(seed))
    lines = [
        line
        for number, table in enumerate(tables_of(budget), 1)
        for line in [*printed_table(table, number, budget.entity, PLAIN), ""]
    ]
    assert any("," in line for line in lines)
    expected = govbudget.parse("\n".join(lines))
    doc = govbudget.read(saved(lines, sign, all_quoted=all_quoted).encode(encoding))
    assert alike(normal_document(expected), normal_document(doc)) == ""
    assert (doc.format, doc.tables, doc.problems) == ("csv", expected.tables, ())


def test_a_cell_of_several_lines_is_one_text() -> None:
    text = '项目,"一般公共\n预算",合计\r\n教育支出,8.00,8.00\n文化支出,2.00,2.00\n合计,10.00,10.00\n'
    intake = separated_lines(text)
    assert intake is not None
    assert [line.cells for line in intake.lines][:2] == [
        ("项目", "一般公共预算", "合计"),
        ("教育支出", "8.00", "8.00"),
    ]


TEXTS = {
    "sentences": "合计支出，其中：基本支出 8.00 万元,项目支出 2.00 万元。\n"
    "收入合计 10.00 万元,比上年增加 1.00 万元,增长 10%。\n"
    "一、部门职责\n二、机构设置,包括办公室。\n三、收支情况,见表,单位:万元,含税。\n",
    "figures that nothing protects": "项目,合计\n教育支出,1,234.50\n文化支出,1,000.00\n合计,2,234.50\n其他,1,000.00\n",
    "quotation marks that are print": '项目\t说明\t合计\n教育\t"好"\t8.00\n文化\t"优"\t2.00\n',
    "quotation marks beside figures with commas": '项目\t合计\n教育\t1,008.00\n文化\t"1,002.00"\n',
    "a quotation mark without another": '项目,合计\n教育,"8.00\n文化,2.00\n体育,1.00\n合计,11.00\n',
    "too little": "项目,合计\n教育,8.00\n",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_what_has_no_separators_stays_text(text: str) -> None:
    assert separated_lines(text) is None
    assert open_source(text.encode()).text == text


@pytest.mark.parametrize(
    "number",
    ["example", *(pytest.param(number, marks=needs_shared) for number in ("000", "001", "002", "004"))],
)
def test_disclosures_as_text_have_no_separators(number: str) -> None:
    text = EXAMPLE.read_text(encoding="utf-8") if number == "example" else seed_text(number)
    assert separated_lines(text) is None


def test_a_cell_longer_than_any_is_no_file_of_this_kind() -> None:
    """The standard library refuses it, and the text is read as what it is."""
    long = "支" * (csv.field_size_limit() + 1)
    assert separated_lines(f"项目,合计\n{long},8.00\n甲,8.00\n乙,8.00\n丙,8.00\n") is None
