"""Stages of the budget and their years in words (预算阶段): 上年执行数, 2025年预算数, 调整预算数.

A year says whose figure it is, the word behind it of which stage; they may stand in one header cell or in
two of one path.  A year alone is its budget, unless the table is one of final accounts.

>>> year_and_stage("2024年执行数", 2025), year_and_stage("调整预算数", 2025)
((<Phase.PRIOR_FINAL: 'prior year final accounts'>, ''), (<Phase.ADJUSTED: 'adjusted budget'>, ''))
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from govbudget.model.coordinates import Phase
from govbudget.reading.first_words import taker

__all__ = ["in_final_accounts", "with_years", "year_and_stage"]

_PHASES: Final[tuple[tuple[str, Phase], ...]] = (
    ("上年预算执行数", Phase.PRIOR_FINAL),
    ("上年预算数", Phase.PRIOR_BUDGET),
    ("上年预算", Phase.PRIOR_BUDGET),
    ("上年度预算数", Phase.PRIOR_BUDGET),
    ("上年调整预算数", Phase.PRIOR_ADJUSTED),
    ("上年决算数", Phase.PRIOR_FINAL),
    ("上年决算", Phase.PRIOR_FINAL),
    ("上年执行数", Phase.PRIOR_FINAL),
    ("上年度决算数", Phase.PRIOR_FINAL),
    ("上年实际数", Phase.PRIOR_FINAL),
    ("本年预算数", Phase.BUDGET),
    ("本年度预算数", Phase.BUDGET),
    ("年初预算数", Phase.BUDGET),
    ("年初预算", Phase.BUDGET),
    ("调整预算数", Phase.ADJUSTED),
    ("全年预算数", Phase.ADJUSTED),
    ("全年执行数", Phase.FINAL),
    ("决算统计数", Phase.FINAL),
    ("决算数", Phase.FINAL),
    ("实际支出数", Phase.FINAL),
)
_take: Final = taker(_PHASES)
_STAGE: Final = re.compile(
    r"(?:预算)?(?:执行|决算|实际(?:完成)?|完成)(?:数|情况)?|(?:调整|全年)(?:后)?(?=预算)"
)
# A year or 上年, and a stage of the budget, in two cells of one header path: together they are one word.
_BARE_YEAR: Final = re.compile(r"(?:(?:19|20)\d\d年|上年|去年)度?")
_BARE_STAGE: Final = re.compile(
    r"(?:年初|调整|全年)?(?:预算|决算|执行|预算执行|实际支出|实际完成|完成)(?:数|额|情况)?"
)
_FINAL_STAGE: Final = re.compile(r".*(?:决算|执行|实际支出|实际完成)(?:数|额|情况)?")
_YEAR: Final = re.compile(r"(?:19|20)\d\d年度?")


def year_and_stage(word: str, fiscal_year: int | None) -> tuple[Phase | None, str]:
    """The phase that a folded word states, and what is left of the word."""
    year = _YEAR.search(word) if "0" in word else None
    if year is not None and fiscal_year is None:
        # Without a year of the document nobody knows which stage this is: the year stays among its words.
        return None, _take(word)[1]
    phase: Phase | None
    if year is not None and fiscal_year is not None and "上年" not in word:
        # A printed year says whose figure it is; the word behind it only which.
        phase = _phase_of_year(int(year.group()[:4]), fiscal_year, word)
        _, word = _take(word)
        word = word if phase is None else _STAGE.sub("", word)
    else:
        phased = "数" in word or "上年" in word or "年初" in word
        phase, word = _take(word) if phased else (None, word)
    if year is not None and phase is not None:
        word = _YEAR.sub("", word)
    elif phase is None and "预算数" in word:
        phase = Phase.BUDGET
    return phase, word


def with_years(words: Iterable[str]) -> list[str]:
    """A header path with a year and the stage above or below it in one word.

    >>> with_years(["2023年", "执行数"]), with_years(["“三公”经费决算数", "2023年"])
    (['2023年执行数'], ['2023年“三公”经费决算数'])
    """
    result: list[str] = []
    for word in words:
        above = result[-1] if result else ""
        if "年" in above and _BARE_YEAR.fullmatch(above) and _BARE_STAGE.fullmatch(word):
            result[-1] = above + word
        elif (
            above
            and "年" in word
            and _BARE_YEAR.fullmatch(word)
            and _FINAL_STAGE.fullmatch(above)
            and not _YEAR.search(above)
        ):
            result[-1] = word + above
        else:
            result.append(word)
    return result


def _phase_of_year(year: int, fiscal_year: int, word: str) -> Phase | None:
    if year not in (fiscal_year, fiscal_year - 1):
        return None
    prior = year != fiscal_year
    if any(text in word for text in ("决算", "执行", "实际", "完成")):
        return Phase.PRIOR_FINAL if prior else Phase.FINAL
    if "调整" in word or "全年预算" in word:
        return Phase.PRIOR_ADJUSTED if prior else Phase.ADJUSTED
    return Phase.PRIOR_BUDGET if prior else Phase.BUDGET


_BUDGETED: Final = re.compile(r"预算数|年初|安排|年度?预算|^预算$")
_FINAL_OF: Final = {Phase.BUDGET: Phase.FINAL, Phase.PRIOR_BUDGET: Phase.PRIOR_FINAL}


def in_final_accounts(phase: Phase, words: Iterable[str]) -> Phase:
    """The phase that words state in final accounts, where a year alone names that year's accounts.

    >>> in_final_accounts(Phase.PRIOR_BUDGET, ["2023年"]), in_final_accounts(Phase.BUDGET, ["2024年预算数"])
    (<Phase.PRIOR_FINAL: 'prior year final accounts'>, <Phase.BUDGET: 'budget'>)
    """
    return phase if phase not in _FINAL_OF or any(map(_BUDGETED.search, words)) else _FINAL_OF[phase]
