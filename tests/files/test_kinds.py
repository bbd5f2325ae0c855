"""The kind of a file is its content's; what cannot be read is named, with what to do."""

from __future__ import annotations

import io
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import govbudget
from govbudget.cli import main
from govbudget.errors import MissingReaderError, NotTextError, ProtectedError, SourceTooLargeError
from govbudget.files.kinds import Kind, kind_of
from govbudget.files.opening import open_source
from govbudget.files.text import SIZE_LIMIT
from tests.files.books import archive
from tests.support import ROOT
from tests.writer.files import written_docx, written_html, written_xls, written_xlsx

TABLE = ("2024年支出总表", "单位：万元", "项目\t合计", "教育支出\t8.50", "合计\t8.50")
WRITERS = {"xlsx": written_xlsx, "xls": written_xls, "docx": written_docx, "html": written_html}


def compound(*streams: str) -> bytes:
    """A compound file as far as its directory goes."""
    names = b"".join(f"{name}\0".encode("utf-16-le").ljust(64, b"\0") for name in ("Root Entry", *streams))
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + names


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            compound("WordDocument", "1Table"),
            "a Word or WPS document of the kind before 2007 (doc, wps): save it as docx",
        ),
        (
            compound("WordDocument", "ObjectPool", "Workbook"),
            "a Word or WPS document of the kind before 2007 (doc, wps): save it as docx",
        ),
        (compound("PowerPoint Document"), "a PowerPoint file (ppt): save it as PDF"),
        (compound("Contents"), "an Office file of the kind before 2007: save it as xlsx, docx or PDF"),
        (archive({"OFD.xml": "<OFD/>", "Doc_0/Document.xml": "x"}), "an OFD document: save it as PDF"),
        (archive({"ppt/presentation.xml": "x"}), "a PowerPoint file (pptx): save it as PDF"),
        (archive({"xl/workbook.bin": "x"}), "an Excel binary workbook (xlsb): save it as xlsx"),
        (archive({"表.xlsx": "x"}), "an archive (zip): unpack it first"),
        (b"Rar!\x1a\x07\x01\x00", "an archive (rar): unpack it first"),
        (b"7z\xbc\xaf\x27\x1c", "an archive (7z): unpack it first"),
        (b"\x89PNG\r\n\x1a\n", "a picture (png), which has no text: recognise its characters first"),
        (b"BM6\x00\x00\x00\x00\x00", "a picture (bmp), which has no text: recognise its characters first"),
        (b"{\\rtf1", "a rich text file (rtf): save it as docx"),
        (
            b'<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml">',
            "a Word document as XML: save it as docx",
        ),
    ],
)
def test_what_cannot_be_read_is_named(data: bytes, said: str) -> None:
    with pytest.raises(NotTextError) as caught:
        govbudget.read(data)
    assert caught.value.found == said
    assert "docx" in caught.value.expected


def test_files_embedded_in_a_file_do_not_make_its_kind() -> None:
    with zipfile.ZipFile(buffer := io.BytesIO(), "w", zipfile.ZIP_STORED) as file:
        file.writestr("word/embeddings/1.xlsx", written_xlsx([TABLE]))
        file.writestr("word/document.xml", "<document/>")
    assert kind_of(buffer.getvalue()).kind is Kind.DOCX


def test_opendocument_is_named() -> None:
    mark = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "x"}
    with zipfile.ZipFile(buffer := io.BytesIO(), "w") as file:
        for name, content in mark.items():
            file.writestr(name, content)
    assert kind_of(buffer.getvalue()).what == "an OpenDocument spreadsheet (ods): save it as xlsx"


def test_an_encrypted_office_file() -> None:
    with pytest.raises(ProtectedError, match="an Office file that is encrypted"):
        govbudget.read(compound("EncryptionInfo", "EncryptedPackage"))


@pytest.mark.parametrize("text", ["<表>\n支出总表", "a < b", "From: 某局\n支出总表\t8", "BM\t8", "BZh\t8"])
def test_text_that_looks_a_little_like_something_else(text: str) -> None:
    assert kind_of(text.encode()).kind is Kind.TEXT


def test_too_many_bytes() -> None:
    with pytest.raises(SourceTooLargeError):
        open_source(b"x" * (SIZE_LIMIT + 1))


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("name", ["预算.txt", "预算.xls", "预算"])
def test_names_say_nothing(kind: str, name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(WRITERS[kind]([TABLE]))
    doc = govbudget.read(path)
    assert (doc.format, doc.tables[0].title) == (kind, "2024年支出总表")


def test_a_folder_of_all_kinds(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """What cannot be read is reported, and everything else delivered."""
    for kind, write in WRITERS.items():
        (tmp_path / f"b.{kind}").write_bytes(write([TABLE]))
    (tmp_path / "a.txt").write_text("\n".join(TABLE), encoding="gb18030")
    whole = written_xlsx([TABLE])
    (tmp_path / "c-damaged.xlsx").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "d-old.doc").write_bytes(compound("WordDocument"))
    (tmp_path / "e-locked.xlsx").write_bytes(compound("EncryptedPackage"))
    target = tmp_path / "out" / "documents.csv"
    target.parent.mkdir()
    assert main(["export", str(tmp_path), "--table", "documents", "-o", str(target)]) == 2
    rows = [line.split(",") for line in target.read_text(encoding="utf-8").splitlines()]
    at = {name: rows[0].index(name) for name in ("format", "status", "figures")}
    assert [[row[at[name]] for name in at] for row in rows[1:]] == [
        ["text", "read", "2"],
        ["docx", "read", "2"],
        ["html", "read", "2"],
        ["xls", "read", "2"],
        ["xlsx", "read", "2"],
        ["", "refused", "0"],
        ["", "refused", "0"],
        ["", "refused", "0"],
    ]
    said = capfd.readouterr().err.splitlines()
    assert [line.split(": ")[2] for line in said] == ["damaged file", "not text", "protected by a password"]


@pytest.mark.parametrize(
    ("kind", "library", "extra"), [("xls", "xlrd", "excel"), ("html", "selectolax", "html")]
)
def test_without_its_library_the_error_names_the_extra(
    kind: str, library: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == library] or [library]:
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(MissingReaderError) as caught:
        govbudget.read(WRITERS[kind]([TABLE]))
    assert caught.value.found == f"none: install govbudget[{extra}]"


def test_the_extra_files_brings_every_reader() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "optional-dependencies"
    ]
    assert {"excel", "html", "pdf", "word"} <= extras.keys()
    readers = {need for extra in ("excel", "html", "pdf", "word") for need in extras[extra]}
    assert set(extras["files"]) == readers
