"""What things are counted in (计量单位): 人, 辆, 平方米 and the like, as words of headers, labels and unit lines."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["COMPOUND_MEASURE", "MEASURE", "measure_in"]

_THINGS: Final = (
    r"人次|人|辆次|辆|台套|台|套|个|件|批次|批|次|项|户次|户|座|栋|幢|宗|艘|架|份|册|本|家|名|间|亩|公顷|平方公里|平方米|立方米"
    r"|公里|千米|米|吨|㎡"
)
MEASURE: Final = rf"(?:{_THINGS}|[百千]?万元|千元|元|亿元|%)"
"""A pattern of one unit, of money or of things, in folded text."""
COMPOUND_MEASURE: Final = rf"{MEASURE}(?:/[\u4e00-\u9fff]{{1,3}}){{0,3}}"
"""The same, by whatever it is counted: 元/人/年, 万元/月."""
_MEASURE_AT_END: Final = re.compile(rf"\((?:单位:)?((?:{_THINGS})(?:[、/,](?:{_THINGS}))*)\)$")


def measure_in(label: str) -> str:
    """What the bracket at the end of a folded label says that its things are counted in, or `""`.

    >>> measure_in("房屋(平方米)"), measure_in("车辆(台、辆)"), measure_in("车辆(公务)")
    ('平方米', '台、辆', '')
    """
    match = _MEASURE_AT_END.search(label) if label.endswith(")") else None
    return "" if match is None else match.group(1)
