"""Words are compared in folded form, and printed as they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govbudget.text import fold, is_cjk, squeeze, strip_numbering, without_brackets


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("收 入", "收入"),
        ("收　入", "收入"),
        ("收\xa0入\t", "收入"),
        ("（万元）：", "(万元):"),
        ("增减％", "增减%"),
        ("“三公”经费", '"三公"经费'),
        ("－2．20％", "-2.20%"),
        ("——", "--"),
        ("２０２４年", "2024年"),
        ("〔2023〕8号", "[2023]8号"),
        ("一、教育", "一、教育"),
        ("①购置", "①购置"),
        ("一､教育｡", "一、教育。"),
        ("", ""),
    ],
)
def test_what_is_folded(text: str, folded: str) -> None:
    """No white space, half width, one kind of bracket, quote and dash."""
    assert fold(text) == folded


@given(st.text())
def test_folding_is_final(text: str) -> None:
    """What is folded folds to itself, and white space plays no part in it."""
    assert fold(fold(text)) == fold(text)
    assert fold(squeeze(text)) == fold(text)


@given(st.text(alphabet="收入支出（）(): ：\u3000\t\n"))
def test_squeezing_takes_out_white_space_alone(text: str) -> None:
    """Every other character stays, in order."""
    assert squeeze(text) == "".join(text.split())


@pytest.mark.parametrize(
    ("label", "bare"),
    [
        ("一、工资福利支出", "工资福利支出"),
        ("二十九、债务发行费用支出", "债务发行费用支出"),
        ("(一)一般公共预算拨款", "一般公共预算拨款"),
        ("(二十)住房保障支出", "住房保障支出"),
        ("1、商品", "商品"),
        ("1.商品", "商品"),
        ("10、其他", "其他"),
        ("(1)购置", "购置"),
        ("①购置", "购置"),
        ("②、运行", "运行"),
        ("其中:购置", "购置"),
        ("其中:(1)购置", "购置"),
        ("2024年", "2024年"),
        ("1.5倍", "1.5倍"),
        ("705网建设", "705网建设"),
        ("一般公共服务", "一般公共服务"),
        ("三公经费", "三公经费"),
    ],
)
def test_numbering_before_a_label(label: str, bare: str) -> None:
    """Enumerators and 其中 go, numbers and numerals that belong to the name stay."""
    assert strip_numbering(label) == bare


@pytest.mark.parametrize(
    ("word", "bare"),
    [
        ("行政运行(公安)", "行政运行"),
        ("(合计)", ""),
        ("因公出国(境)费", "因公出国费"),
        ("甲((乙)丙)", "甲"),
        ("甲(乙", "甲(乙"),
    ],
)
def test_bracketed_parts(word: str, bare: str) -> None:
    """All pairs of brackets with what is in them, from the inside out."""
    assert without_brackets(word) == bare


@pytest.mark.parametrize(
    ("char", "is_one"), [("元", True), ("㐀", True), ("1", False), ("，", False), ("a", False), ("〇", False)]
)
def test_ideographs(char: str, is_one: bool) -> None:
    """Only ideographs: no digits, letters or punctuation."""
    assert is_cjk(char) is is_one
