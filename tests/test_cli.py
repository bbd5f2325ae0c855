"""The command, run as users run it: in a process of its own, with pipes, Chinese paths and broken files."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import govbudget
from govbudget.cli import TABLE_NAMES, main
from tests.support import EXAMPLE, PACKAGE

TEXT = "2024年支出总表\n单位：万元\n项目\t合计\n㐂乐图书馆教育支出\t8.00\n其他支出\t1,200.50\n"
REFUSED = 2
MISUSED = 64


def run(
    *arguments: str | Path,
    given: bytes | None = None,
    encoding: str = "gbk:strict",
    cwd: Path | None = None,
    module: tuple[str, ...] = ("-m", "govbudget"),
) -> subprocess.CompletedProcess[bytes]:
    environment = {
        **os.environ,
        "PYTHONIOENCODING": encoding,
        "PYTHONPATH": str(PACKAGE.parent),
        "PYTHONWARNINGS": "error",
    }
    return subprocess.run(
        [sys.executable, *module, *map(str, arguments)],
        input=given,
        capture_output=True,
        check=False,
        env=environment,
        cwd=cwd,
    )


def table(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(done.stdout.decode("utf-8"), newline="")))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "公开文件"
    place.mkdir()
    return place


@pytest.fixture
def document(folder: Path) -> Path:
    path = folder / "甲馆 预算.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def five(folder: Path) -> list[Path]:
    """Five files, the third of them a picture."""
    paths = []
    for number, name in enumerate(["一.txt", "二.txt", "三.txt", "四.txt", "五.txt"]):
        path = folder / name
        path.write_bytes(
            b"\x89PNG\r\n\x1a\n" if number == 2 else TEXT.encode("gb18030" if number % 2 else "utf-8")
        )
        paths.append(path)
    return paths


# Output under GBK


def test_show_survives_gbk(document: Path) -> None:
    done = run("show", document)
    assert (done.returncode, done.stderr) == (0, b"")
    text = done.stdout.decode("gbk")
    assert "2024年支出总表 │ expenditure │ 万元 │ 2 rows, 2 figures" in text
    assert "\\u3402乐图书馆教育支出" in text
    assert "1,200.50" in text


def test_show_of_the_example() -> None:
    done = run("show", EXAMPLE, encoding="utf-8")
    assert done.returncode == 0
    text = done.stdout.decode()
    assert text.startswith("2024年度单位预算公开")
    assert text.count("\ntable ") >= 10
    assert run("show", EXAMPLE).stdout.decode("gbk").count("\ntable ") == text.count("\ntable ")


@pytest.mark.parametrize("encoding", ["gbk:strict", "ascii:strict", "utf-8"])
@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_tables_are_utf8_whatever_the_encoding_of_the_output(
    document: Path, encoding: str, kind: str
) -> None:
    done = run("export", document, "--table", "amounts", "--format", kind, encoding=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "㐂乐图书馆教育支出" in done.stdout.decode("utf-8")
    assert b"\r" not in done.stdout


@pytest.mark.parametrize("command", ["show", "export", "codes"])
def test_messages_survive_gbk(folder: Path, command: str) -> None:
    path = folder / "㐂.txt"
    path.write_bytes(b"")
    more = ["--table", "facts"] if command == "export" else []
    done = run(command, path, *more)
    assert done.returncode == REFUSED
    assert "\\u3402.txt: no text: expected a text, found 0 bytes" in done.stderr.decode("gbk")


def test_help_and_version_survive_gbk() -> None:
    assert run("--version").stdout.decode("gbk").strip() == f"govbudget {govbudget.__version__}"
    for command in ([], ["show"], ["export"], ["codes"]):
        done = run(*command, "--help")
        assert (done.returncode, done.stderr) == (0, b"")
        assert done.stdout.decode("gbk").startswith("usage: govbudget")
    assert run("--help", encoding="ascii:strict").returncode == 0


# Export


def test_export_to_standard_output(document: Path) -> None:
    done = run("export", document, "--table", "amounts")
    rows = table(done)
    assert [row["raw"] for row in rows] == ["8.00", "1,200.50"]
    assert {row["document"] for row in rows} == {str(document)}
    assert [row["value_yuan"] for row in rows] == ["80000", "12005000"]
    assert [row["line"] for row in rows] == ["4", "5"]


def test_export_to_a_file_with_a_mark(document: Path, folder: Path) -> None:
    target = folder / "金额.csv"
    done = run("export", document, "--table", "amounts", "-o", target, "--bom")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    data = target.read_bytes()
    assert data.startswith(b"\xef\xbb\xbfdocument,table_index,")
    assert data[3:] == run("export", document, "--table", "amounts").stdout


def test_json_lines(document: Path) -> None:
    done = run("export", document, "--table", "facts", "--format", "jsonl")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["value"] for row in rows] == ["8.00", "1200.50"]
    assert rows[0]["printings"] == 1


def test_a_table_without_rows_is_delivered(document: Path) -> None:
    done = run("export", document, "--table", "problems")
    assert done.returncode == 0
    assert done.stdout == b"document,kind,where,expected,found,page,line\n"


@pytest.mark.parametrize("name", list(TABLE_NAMES))
def test_every_table_of_the_example(name: str) -> None:
    done = run("export", EXAMPLE, "--table", name)
    assert (done.returncode, done.stderr) == (0, b"")
    assert table(done) or name == "problems"


def test_codes_is_a_table_of_its_own() -> None:
    assert run("codes", EXAMPLE).stdout == run("export", EXAMPLE, "--table", "codes").stdout
    assert table(run("codes", EXAMPLE))[0]["agreement"]


def test_documents_tells_the_hash_and_the_status(document: Path) -> None:
    (row,) = table(run("export", document, "--table", "documents"))
    assert row["sha256"] == hashlib.sha256(document.read_bytes()).hexdigest()
    assert (row["status"], row["tables"], row["figures"], row["fiscal_year"]) == ("read", "1", "2", "2024")


# Several sources, one of them broken


def test_four_of_five_are_delivered(five: list[Path]) -> None:
    done = run("export", *five, "--table", "amounts")
    assert done.returncode == REFUSED
    assert [row["document"] for row in table(done)] == [str(five[i]) for i in (0, 0, 1, 1, 3, 3, 4, 4)]
    (said,) = done.stderr.decode("gbk").splitlines()
    assert said == (
        f"govbudget: {five[2]}: not text: expected text, PDF, Excel (xlsx, xls), Word (docx) or HTML, "
        "found a picture (png), which has no text: recognise its characters first"
    )


def test_the_fifth_has_its_row_in_documents_and_problems(five: list[Path]) -> None:
    rows = table(run("export", *five, "--table", "documents"))
    assert [row["status"] for row in rows] == ["read", "read", "refused", "read", "read"]
    assert rows[2]["sha256"] == hashlib.sha256(five[2].read_bytes()).hexdigest()
    (problem,) = table(run("export", *five, "--table", "problems"))
    assert problem == {
        "document": str(five[2]),
        "kind": "not text",
        "where": "",
        "expected": "text, PDF, Excel (xlsx, xls), Word (docx) or HTML",
        "found": "a picture (png), which has no text: recognise its characters first",
        "page": "",
        "line": "",
    }


def test_show_of_several(five: list[Path]) -> None:
    done = run("show", *five)
    assert done.returncode == REFUSED
    text = done.stdout.decode("gbk")
    assert [line for line in text.splitlines() if line.startswith("──")] == [
        f"── {five[i]}" for i in (0, 1, 3, 4)
    ]


def test_a_folder_means_its_files(five: list[Path], folder: Path) -> None:
    (folder / ".versteckt").write_bytes(b"\x00")
    (folder / "里面").mkdir()
    done = run("export", folder, "--table", "documents")
    assert done.returncode == REFUSED
    assert [row["document"] for row in table(done)] == sorted(map(str, five))


@pytest.mark.usefixtures("document")
def test_the_output_of_an_earlier_run_is_no_source(folder: Path) -> None:
    target = folder / "金额.csv"
    for _ in range(2):
        done = run("export", folder, "--table", "amounts", "-o", target)
        assert (done.returncode, done.stderr) == (0, b"")
    assert len(target.read_bytes().splitlines()) == 3


@pytest.mark.parametrize("name", ["没有.txt", "里面"])
def test_what_is_not_there(folder: Path, name: str) -> None:
    (folder / "里面").mkdir()
    done = run("export", folder / name, "--table", "documents")
    assert done.returncode == REFUSED
    assert table(done)[0]["status"] == "refused"
    assert f"govbudget: {folder / name}: " in done.stderr.decode("gbk")


def test_standard_input() -> None:
    done = run("export", "-", "--table", "amounts", given=TEXT.encode("gb18030"))
    assert done.returncode == 0
    assert [row["document"] for row in table(done)] == ["-", "-"]


def test_what_is_no_disclosure() -> None:
    done = run("show", "-", given="今天天气很好。\n".encode())
    assert (done.returncode, done.stdout) == (REFUSED, b"")
    assert "-: not a disclosure: expected " in done.stderr.decode("gbk")


def test_stated_encoding(folder: Path) -> None:
    path = folder / "a.txt"
    path.write_bytes(TEXT.encode("utf-16-le"))
    assert run("export", path, "--table", "amounts").returncode == REFUSED
    done = run("export", path, "--table", "amounts", "--encoding", "utf-16-le")
    assert done.returncode == 0
    assert len(table(done)) == 2


# Wrong usage


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["audit"],
        ["show"],
        ["export", "a.txt"],
        ["export", "a.txt", "--table", "金额㐂"],
        ["export", "--table", "amounts"],
        ["export", "a.txt", "--table", "amounts", "--format", "xml"],
        ["export", "a.txt", "--table", "amounts", "--encoding", "no-such"],
        ["show", "a.txt", "--colour"],
    ],
)
def test_wrong_usage(arguments: list[str], tmp_path: Path) -> None:
    done = run(*arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (MISUSED, b"")
    assert done.stderr.decode("gbk").startswith("usage: govbudget")


def test_an_output_that_is_a_source_is_refused(document: Path) -> None:
    done = run("export", document, "--table", "amounts", "-o", document)
    assert done.returncode == MISUSED
    assert document.read_text(encoding="utf-8") == TEXT


def test_an_output_that_cannot_be_written(document: Path, folder: Path) -> None:
    done = run("export", document, "--table", "amounts", "-o", folder / "没有" / "a.csv")
    assert done.returncode == MISUSED
    assert "expected a file that can be written" in done.stderr.decode("gbk")


# The process


def test_a_reader_that_has_seen_enough(folder: Path) -> None:
    """The pipe is closed after the first line; nothing is said and no trace is printed."""
    path = folder / "long.txt"
    path.write_text(TEXT + "".join(f"项目{n}\t{n}.00\n" for n in range(3_000)), encoding="utf-8")
    for command in (["export", str(path), "--table", "amounts"], ["show", str(path)]):
        with subprocess.Popen(
            [sys.executable, "-m", "govbudget", *command],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(PACKAGE.parent), "PYTHONIOENCODING": "utf-8"},
        ) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.readline()
            process.stdout.close()
            said = process.stderr.read()
            assert process.wait() == 0
        assert said == b""


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs pseudo-terminals")
def test_progress_on_a_terminal(five: list[Path], folder: Path) -> None:
    """On standard error, one line written over and over, cleared before each message."""
    ours, theirs = os.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "govbudget", "export", *five, "--table", "amounts", "-o", folder / "a.csv"],
        stderr=theirs,
        stdout=subprocess.PIPE,
        check=False,
        env={**os.environ, "PYTHONPATH": str(PACKAGE.parent), "PYTHONIOENCODING": "utf-8"},
    )
    os.close(theirs)
    said = os.read(ours, 1 << 16).decode()
    os.close(ours)
    assert (done.returncode, done.stdout) == (REFUSED, b"")
    assert "\r1/5 " in said
    assert "\r5/5 " in said
    assert f"\rgovbudget: {five[2]}: not text" in said


def test_no_progress_without_a_terminal(five: list[Path]) -> None:
    done = run("export", *five, "--table", "amounts")
    assert b"\r" not in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_asking_for_the_version_loads_little() -> None:
    program = "import sys, govbudget.cli; print(sorted({'cattrs', 'babel', 'dateutil'} & set(sys.modules)))"
    assert run(program, module=("-c",)).stdout.strip() == b"[]"


def test_main_takes_arguments_and_gives_the_status(document: Path, capfd: pytest.CaptureFixture[str]) -> None:
    from govbudget.cli import main

    assert main(["show", str(document)]) == 0
    assert main(["show", str(document.with_name("没有.txt"))]) == REFUSED
    assert "2024年支出总表" in capfd.readouterr().out
    with pytest.raises(SystemExit) as caught:
        main(["show"])
    assert caught.value.code == MISUSED


def test_help_tells_the_exit_statuses_of_check(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["check", "--help"])
    assert ended.value.code == 0
    said = " ".join(capsys.readouterr().out.split())
    assert (
        "0 all that could be checked holds; 1 something is inconsistent; 2 nothing could be checked" in said
    )
