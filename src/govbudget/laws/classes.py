"""Which kind of basic expenditure an economic class is (经济分类与人员经费、公用经费).

Wages and benefits (301 工资福利支出) and aid to individuals (303 对个人和家庭的补助) are 人员经费, goods and services
(302 商品和服务支出) are 公用经费.  Places differ about single items of a class and about the other classes, so this
proves nothing of a figure; a table of which every class says the opposite is turned over.

>>> nature_of_class("30101"), nature_of_class("302"), nature_of_class("310")
(<Nature.PERSONNEL: 'personnel'>, <Nature.OPERATING: 'operating'>, None)
"""

from __future__ import annotations

from typing import Final

from govbudget.model.coordinates import Nature

__all__ = ["PERSONNEL_CLASSES", "nature_of_class"]

PERSONNEL_CLASSES: Final = ("301", "303")
"""The department economic classes that make up personnel expenditure (人员经费)."""
_OPERATING_CLASS: Final = "302"


def nature_of_class(digits: str) -> Nature | None:
    """Personnel or operating, for a department economic code of a class that is one of them everywhere."""
    if digits.startswith(PERSONNEL_CLASSES):
        return Nature.PERSONNEL
    return Nature.OPERATING if digits.startswith(_OPERATING_CLASS) else None
