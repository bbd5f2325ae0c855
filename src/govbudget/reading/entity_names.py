"""Numbers before the names of departments (部门名称前的编码): which are codes, and which the name begins with.

In brackets, before a stroke or a space, or with six digits and more, a number is a code.  A shorter one right
before the name may belong to it (12345热线中心): it is a code only if the document prints the name without it.

>>> [without_code(text) for text in ("[118]青禾县图书馆", "118-青禾县图书馆", "118001青禾县图书馆", "118 青禾县图书馆")]
['青禾县图书馆', '青禾县图书馆', '青禾县图书馆', '青禾县图书馆']
>>> without_code("12345热线中心"), without_code("2024年")
('12345热线中心', '2024年')
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from govbudget.text import squeeze

__all__ = ["with_codes_before", "without_code"]

_CODE: Final = re.compile(
    r"\s*(?:[\[(（【［]\s*\d{2,9}\s*[\])）】］]?\s*[-－—–_]?|\d{2,9}\s*[-－—–_]|\d{2,9}\s+|\d{6,9})\s*(?=[^\d\W])"
)
_RIGHT_BEFORE: Final = re.compile(r"\d{2,5}(?=[^\d\W])(?!\d+年)")
_BEFORE_NAME: Final = "[:：\\-－—–_\\])）】］]"


def without_code(text: str) -> str:
    """A printed name without white space and without the number before it, if that is surely a code."""
    code = _CODE.match(text)
    return squeeze(text if code is None else text[code.end() :])


def with_codes_before(names: Iterable[str], texts: Iterable[str]) -> dict[str, str]:
    """Of some names those that begin with a code, each with the rest: that alone is printed in the texts, too.

    >>> with_codes_before(["118图书馆", "12345热线中心"], ["单位：118图书馆", "118-图书馆", "12345热线中心"])
    {'118图书馆': '图书馆'}
    """
    doubtful = {name: name[found.end() :] for name in names if (found := _RIGHT_BEFORE.match(name))}
    if not doubtful:
        return {}
    rests = "|".join(map(re.escape, sorted(set(doubtful.values()))))
    alone = re.compile(rf"(?:.*{_BEFORE_NAME})?({rests})")
    printed = {match[1] for text in texts if (match := alone.fullmatch(squeeze(text)))}
    return {name: rest for name, rest in doubtful.items() if rest in printed}
