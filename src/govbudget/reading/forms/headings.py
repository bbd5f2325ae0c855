"""Lines of one cell around the fields of a form (标题、年度、页码), told by their words alone.

>>> is_title("某馆项目支出绩效目标申报表"), year_of_line("（2024年度）"), is_page_number("- 12 -")
(True, 2024, True)
"""

from __future__ import annotations

import re
from typing import Final

from govbudget.period import find_year
from govbudget.text import fold, is_within, without_brackets

__all__ = [
    "PAGE",
    "is_department_title",
    "is_page_number",
    "is_prose",
    "is_title",
    "year_of_line",
    "year_of_title",
]

PAGE: Final = frozenset("0123456789０１２３４５６７８９-－—–·第共页/ \u3000\xa0")
"""What the numbers of pages are made of."""
_LONGEST_TITLE: Final = 80
"""No line that is longer is more than prose or a value."""
_LONGEST_YEAR: Final = 16
_YEAR_CHARACTERS: Final = frozenset("0123456789年度()")
_SPACED_OUT: Final = _YEAR_CHARACTERS | frozenset(
    "０１２３４５６７８９（） \u3000\xa0\u2002\u2003\u2009\u202f"
)
"""What a year is printed with, spaces between its characters included."""
_TITLE_END: Final = ("表", "表)", "书")
_LAST_OF_TITLE: Final = frozenset("表书)）")
_OF_DEPARTMENT: Final = re.compile("(?:部门|单位)整体|整体(?:支出)?(?:预算)?绩效")


def is_page_number(text: str) -> bool:
    """Whether a line's only cell is the number of a page: `12`, `- 12 -`, `第 12 页`.

    >>> [is_page_number(text) for text in ("- 12 -", "第 3 页 共 9 页", "12", "20230129", "≥12")]
    [True, True, True, False, False]
    """
    if len(text) > _LONGEST_YEAR or not PAGE.issuperset(text):
        return False
    return not text.isdecimal() or len(text) <= 4


def is_prose(text: str) -> bool:
    """Whether a text is too long for a title, however it is spaced out."""
    return len(text) > _LONGEST_TITLE and (
        text[-1] not in _LAST_OF_TITLE or not is_within(text, _LONGEST_TITLE)
    )


def is_title(text: str) -> bool:
    """Whether a line's only cell has the words of a title of a performance form; it may still be a label.

    >>> is_title("项目支出绩效目标表（含转移支付项目）"), is_title("项目绩效目标")
    (True, False)
    """
    if is_prose(text) or ("绩" not in text and "申" not in text):
        return False
    folded = fold(text)
    if folded.endswith("项目申报表"):
        return True
    if "绩效" not in folded or "。" in folded:
        return False
    return folded.endswith(_TITLE_END) or without_brackets(folded).endswith(_TITLE_END)


def is_department_title(title: str) -> bool:
    """Whether a title says that a form is about a whole department.

    >>> is_department_title("部门整体支出绩效目标表"), is_department_title("某馆整体搬迁项目绩效目标表")
    (True, False)
    """
    return "整体" in title and _OF_DEPARTMENT.search(title) is not None


def year_of_line(text: str) -> int | None:
    """The year that a line's only cell is, and nothing else: `（2024年度）`.

    >>> year_of_line("2024年度绩效目标") is None
    True
    """
    if "年" not in text or (len(text) > _LONGEST_YEAR and not _SPACED_OUT.issuperset(text)):
        return None
    folded = fold(text)
    is_year = len(folded) <= _LONGEST_YEAR and _YEAR_CHARACTERS.issuperset(folded)
    return find_year(folded) if is_year else None


def year_of_title(title: str, project: str) -> int | None:
    """The year that a title states; one in the name of the project is a word of the name.

    >>> year_of_title("3、2021年第二批补助资金绩效目标表", "2021年第二批补助资金") is None
    True
    >>> year_of_title("2024年阅览室改造绩效目标表", "阅览室改造")
    2024
    """
    name = fold(project)
    return find_year(fold(title).replace(name, "") if name else title)
