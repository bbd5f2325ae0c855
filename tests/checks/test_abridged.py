"""A document that says that secret parts were taken out of it: rows may be missing below a total."""

from __future__ import annotations

import pytest

import govbudget
from govbudget.checks.results import Verdict

TABLE = """2026年项目支出预算表
单位：万元
项目名称\t合计
合计\t{total}
办公楼维修\t15.00
业务系统运维\t75.00
"""


@pytest.mark.parametrize(
    ("note", "abridged"),
    [
        ("（注：根据保密规定，部分项目公开时予以剔除。）", True),
        ("根据有关规定，涉密项目未予公开。", True),
        ("我单位无涉密项目。", False),
        ("做好保密工作。部分设备已剔除。", False),
    ],
)
def test_the_document_says_so(note: str, abridged: bool) -> None:
    assert govbudget.parse(TABLE.format(total="90.00") + note + "\n").abridged is abridged


@pytest.mark.parametrize(
    ("total", "note", "verdict"),
    [
        ("120.00", "（注：根据保密规定，部分项目公开时予以剔除。）", Verdict.NOT_CHECKABLE),
        ("80.00", "（注：根据保密规定，部分项目公开时予以剔除。）", Verdict.INCONSISTENT),
        ("90.00", "（注：根据保密规定，部分项目公开时予以剔除。）", Verdict.EQUAL),
        ("120.00", "", Verdict.INCONSISTENT),
    ],
)
def test_a_total_may_be_larger_than_the_rows_that_are_left(total: str, note: str, verdict: Verdict) -> None:
    report = govbudget.reconcile(govbudget.parse(TABLE.format(total=total) + note + "\n"))
    (result,) = (each for each in report.results if each.rule == "sum-rows" and each.where)
    assert result.verdict is verdict
    if verdict is Verdict.NOT_CHECKABLE:
        assert result.note is not None
        assert "30.00万元" in result.note.zh
