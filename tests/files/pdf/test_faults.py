"""PDF files that cannot be read, or not in all parts: why, and within bounds of time and memory."""

from __future__ import annotations

import contextlib
import csv
import io
import sys
import time
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import govbudget
from govbudget.cli import main
from govbudget.errors import (
    DamagedError,
    GarbledTextError,
    GovBudgetError,
    MissingReaderError,
    NoTextError,
    ProtectedError,
    SourceTooLargeError,
)
from govbudget.files.pdf import PAGE_LIMIT, read_pdf

from .drawing import Drawing

TITLE = "2024年部门支出总表"
ROWS: list[list[str | None]] = [["项目", "合计"], ["教育支出", "8.00"], ["合计", "8.00"]]


def page(drawing: Drawing) -> None:
    drawing.text(297, 60, TITLE, size=16, align="center")
    drawing.text(510, 85, "单位：万元", align="right")
    drawing.table(ROWS, widths=(100, 100))


def picture(drawing: Drawing) -> None:
    image = pytest.importorskip("PIL.Image").new("RGB", (40, 40), "grey")
    utils = pytest.importorskip("reportlab.lib.utils")
    drawing.canvas.drawImage(utils.ImageReader(image), 50, 50, 400, 700)


def good() -> bytes:
    drawing = Drawing()
    page(drawing)
    return drawing.bytes()


def of_glyphs(pages: int = 1, *, with_text: bool = False) -> bytes:
    """A file whose font has numbers of glyphs and says nothing of characters."""
    content = b"BT /F1 12 Tf 50 700 Td <00410042004300440045> Tj 0 -20 Td <004600470048> Tj ET"
    if with_text:
        content += b" BT /F2 12 Tf 50 500 Td (8.00) Tj ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>"
        % (b" ".join(b"%d 0 R" % (7 + i) for i in range(pages)), pages),
        (
            b"<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Nameless /Encoding /Identity-H"
            b" /DescendantFonts [4 0 R] >>"
        ),
        (
            b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Nameless /FontDescriptor 5 0 R /DW 1000"
            b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
        ),
        (
            b"<< /Type /FontDescriptor /FontName /ABCDEF+Nameless /Flags 4 /FontBBox [0 0 1000 1000]"
            b" /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>"
        ),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
    ]
    objects += [
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 6 0 R"
            b" /Resources << /Font << /F1 3 0 R /F2 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
        )
    ] * pages
    return written(objects)


def written(objects: list[bytes]) -> bytes:
    data = b"%PDF-1.7\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return data + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


def test_a_scan() -> None:
    drawing = Drawing()
    picture(drawing)
    drawing.next_page()
    picture(drawing)
    with pytest.raises(NoTextError, match=r"2 pages without any, 2 of them with pictures.*\(a\.pdf\)"):
        read_pdf(drawing.bytes(), name="a.pdf")


def test_a_scanned_page_among_others() -> None:
    drawing = Drawing()
    picture(drawing)
    drawing.next_page()
    page(drawing)
    doc = govbudget.read(drawing.bytes())
    assert [table.title for table in doc.tables] == [TITLE]
    (problem,) = doc.problems
    assert (problem.kind, problem.where) == ("page without text", "page 1")
    assert problem.place is not None
    assert problem.place.page == 1


def test_glyphs_without_characters() -> None:
    pytest.importorskip("pypdfium2")
    with pytest.raises(GarbledTextError, match="expected characters, found 8 glyphs without any"):
        read_pdf(of_glyphs(), name="a.pdf")


def test_a_page_of_glyphs_among_others() -> None:
    pdfium = pytest.importorskip("pypdfium2")
    document = pdfium.PdfDocument(good())
    document.import_pages(pdfium.PdfDocument(of_glyphs()))
    file = io.BytesIO()
    document.save(file)
    doc = govbudget.read(file.getvalue())
    assert [table.title for table in doc.tables] == [TITLE]
    assert [(problem.kind, problem.where) for problem in doc.problems] == [("garbled page", "page 2")]


def told_wrong(drawing: Drawing) -> None:
    """Figures beside glyphs that the file gives letters of the west for, as some programs leave Chinese words."""
    drawing.canvas.setFont("Helvetica", 9)
    for number in range(6):
        words = "2080501 \u00d3\u00ed\u00fb\u00e83\u00ff\u00f4 3,944.08 739.30"
        drawing.canvas.drawString(60, 400 - 20 * number, words)


def test_glyphs_with_wrong_characters() -> None:
    """Figures without a word that can be read mean nothing."""
    drawing = Drawing()
    told_wrong(drawing)
    with pytest.raises(GarbledTextError, match="expected characters, found 36 glyphs without any"):
        read_pdf(drawing.bytes(), name="a.pdf")


def test_a_page_of_wrong_characters_among_others() -> None:
    drawing = Drawing()
    told_wrong(drawing)
    drawing.next_page()
    page(drawing)
    drawing.canvas.setFont("Helvetica", 9)
    drawing.canvas.drawString(60, 100, "Caf\u00e9 \u00fcber \u00f1 \u00f1 \u00f1 \u00f1 \u00f1 \u00f1")
    doc = govbudget.read(drawing.bytes())
    assert [table.title for table in doc.tables] == [TITLE]
    assert [(problem.kind, problem.where) for problem in doc.problems] == [("garbled page", "page 1")]


def test_a_line_among_pages_of_wrong_characters() -> None:
    drawing = Drawing()
    drawing.text(60, 60, "目录")
    for _ in range(2):
        drawing.next_page()
        told_wrong(drawing)
    with pytest.raises(GarbledTextError, match="found 72 glyphs without any"):
        read_pdf(drawing.bytes())


def test_a_password() -> None:
    drawing = Drawing(password="secret")
    page(drawing)
    with pytest.raises(ProtectedError, match="opens without a password"):
        read_pdf(drawing.bytes())


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n", b"%PDF-1.4 and then nothing of the kind", b"%PDF-1.7" + bytes(5000)]
)
def test_no_pdf_after_all(data: bytes) -> None:
    pytest.importorskip("pypdfium2")
    with pytest.raises(DamagedError):
        govbudget.read(data)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(0, 3000), at=st.integers(0, 3000), noise=st.binary(max_size=40))
def test_damage_never_crashes(cut: int, at: int, noise: bytes) -> None:
    """Whatever is cut off or overwritten: a disclosure, or an error of this package."""
    data = good()
    broken = data[:at] + noise + data[at + len(noise) :]
    broken = b"%PDF-" + broken[5 : len(broken) - min(cut, len(broken) - 10)]
    with contextlib.suppress(GovBudgetError):
        govbudget.read(broken)


def test_too_many_pages() -> None:
    pytest.importorskip("pypdfium2")
    start = time.perf_counter()
    with pytest.raises(SourceTooLargeError, match=f"at most {PAGE_LIMIT} pages, found 5000"):
        read_pdf(of_glyphs(5000, with_text=True))
    assert time.perf_counter() - start < 5


def test_too_many_lines_on_a_page() -> None:
    """A page hatched with lines is read without them, in bounded time."""
    drawing = Drawing()
    page(drawing)
    for i in range(30_000):
        drawing.canvas.line(i % 590, 0, i % 590, 5 + i % 7)
        drawing.canvas.line(0, i % 840, 5 + i % 11, i % 840)
    start = time.perf_counter()
    intake = read_pdf(drawing.bytes())
    assert time.perf_counter() - start < 20
    assert "8.00" in intake.text


def test_a_form_within_itself() -> None:
    """A drawing that contains itself ends."""
    pytest.importorskip("pypdfium2")
    content = b"q /X Do Q BT /F2 12 Tf 50 500 Td (8.00) Tj ET"
    stream = b"<< /Type /XObject /Subtype /Form /BBox [0 0 500 500] /Resources << /XObject << /X 4 0 R >> >>"
    data = written(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            (
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /XObject"
                b" << /X 4 0 R >> /Font << /F2 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
            ),
            stream + b" /Length 8 >>\nstream\nq /X Do Q\nendstream",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        ]
    )
    assert read_pdf(data).text == "8.00"


def test_a_compressed_page_of_nothing() -> None:
    """A few bytes that become many: spaces, and no text."""
    pytest.importorskip("pypdfium2")
    packed = zlib.compress(b" " * 20_000_000)
    data = written(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
            b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(packed), packed),
        ]
    )
    with pytest.raises(NoTextError):
        read_pdf(data)


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(MissingReaderError, match=r"install govbudget\[pdf\]"):
        read_pdf(b"%PDF-1.7\n")


def test_the_rest_of_a_batch_is_delivered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n")
    (tmp_path / "b.pdf").write_bytes(good())
    (tmp_path / "c.pdf").write_bytes(of_glyphs())
    assert main(["export", "--table", "amounts", str(tmp_path)]) == 2
    out, err = capsys.readouterr()
    assert [row["label"] for row in csv.DictReader(io.StringIO(out))] == ["教育支出", "合计"]
    assert "a.pdf: damaged file" in err
    assert "c.pdf: garbled text" in err


def test_a_page_of_words_without_lines_takes_no_time() -> None:
    """Hundreds of columns under hundreds of words: in doubt, and not tried in all ways."""
    drawing = Drawing(width=8000, height=842)
    for i in range(300):
        for line in range(4):
            drawing.text(20 + 26 * i, 100 + 15 * line, "款项", size=5)
        for row in range(6):
            drawing.text(20 + 26 * i, 200 + 15 * row, "1,234.56", size=5)
    data = drawing.bytes()
    start = time.process_time()
    assert "1,234.56" in read_pdf(data).text
    assert time.process_time() - start < 10
