"""Which column is a part of which."""

from __future__ import annotations

import govbudget


def test_procurement_beside_the_natures_of_expenditure_is_no_part_of_their_total() -> None:
    text = (
        "2026年支出总表\n单位：万元\n"
        "项目\t支出总计\t基本支出\t项目支出\t政府采购项目\t\n"
        "\t\t\t\t小计\t其中：面向中小企业\n"
        "教育支出\t9.00\t5.00\t4.00\t3.00\t1.00\n"
    )
    columns = govbudget.parse(text).tables[0].columns
    assert [(column.whole, column.of_which) for column in columns] == [
        (None, False),
        (0, False),
        (0, False),
        (None, False),
        (3, True),
    ]


def test_kinds_of_procurement_are_parts_of_what_is_bought() -> None:
    text = (
        "2026年政府采购预算表\n单位：万元\n"
        "项目\t合计\t货物采购\t工程采购\t服务采购\n"
        "教育支出\t9.00\t5.00\t1.00\t3.00\n"
    )
    assert [column.whole for column in govbudget.parse(text).tables[0].columns] == [None, 0, 0, 0]
