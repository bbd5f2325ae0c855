"""A source is a path, bytes, an open file, standard input or a folder, and never more than the limit."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from govbudget.errors import NoTextError, SourceTooLargeError
from govbudget.files.sources import Source, read_bytes, sources_in


class Slow(io.RawIOBase):
    """A raw file that gives one byte at a time, as pipes may."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.taken = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        part = self.data[self.taken : self.taken + min(size, 1)]
        self.taken += len(part)
        return part


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "公开文件"
    (place / "里面").mkdir(parents=True)
    for name in ("乙.txt", "甲.txt", ".hidden", "~$甲.docx"):
        (place / name).write_bytes(name.encode())
    return place


def test_all_kinds_of_sources_give_the_same_bytes(tmp_path: Path) -> None:
    path = tmp_path / "预算.txt"
    path.write_bytes(b"8.00")
    with path.open("rb") as file:
        assert read_bytes(file) == b"8.00"
    for source in (path, str(path), b"8.00", bytearray(b"8.00"), memoryview(b"8.00"), io.BytesIO(b"8.00")):
        assert read_bytes(source) == b"8.00"


def test_a_slow_file_is_read_to_its_end() -> None:
    assert read_bytes(Slow(b"8.00")) == b"8.00"  # type: ignore[arg-type]


def test_no_more_is_read_than_the_limit_needs(tmp_path: Path) -> None:
    file = Slow(b"123456789")
    with pytest.raises(SourceTooLargeError):
        read_bytes(file, limit=3)  # type: ignore[arg-type]
    assert file.taken == 4
    path = tmp_path / "big.txt"
    path.write_bytes(b"123456789")
    with pytest.raises(SourceTooLargeError) as caught:
        read_bytes(path, limit=8)
    assert caught.value.where == str(path)
    assert read_bytes(path, limit=9) == b"123456789"


@pytest.mark.parametrize("source", [None, 5, ["a.txt"]])
def test_what_is_no_source(source: object) -> None:
    with pytest.raises(TypeError, match="expected a path, bytes or a file"):
        read_bytes(source)  # type: ignore[arg-type]


def test_a_file_opened_as_text() -> None:
    with pytest.raises(TypeError, match="opened for reading bytes, found one that gives str"):
        read_bytes(io.StringIO("8.00"))  # type: ignore[arg-type]


def test_a_folder_means_its_files(folder: Path) -> None:
    sources = sources_in(str(folder))
    assert [Path(source.name).name for source in sources] == ["乙.txt", "甲.txt"]
    assert sources[0].name == str(folder / "乙.txt")
    assert sources[1].read() == "甲.txt".encode()


def test_a_folder_without_files(folder: Path) -> None:
    with pytest.raises(NoTextError) as caught:
        sources_in(str(folder / "里面"))
    assert caught.value.expected == "a folder with files"
    assert caught.value.where == str(folder / "里面")


def test_a_file_keeps_the_name_it_was_given() -> None:
    assert sources_in("./a.txt")[0].name == "./a.txt"


def test_a_missing_file_says_so_when_it_is_read(tmp_path: Path) -> None:
    (source,) = sources_in(str(tmp_path / "missing.txt"))
    with pytest.raises(FileNotFoundError):
        source.read()


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"8.00")))
    assert sources_in("-") == [Source("-")]
    assert sources_in("-")[0].read() == b"8.00"
