"""Headers of prescribed tables, flattened by the line grammar: the tree of cells comes back."""

from __future__ import annotations

import pytest

from govbudget.reading.layouts.flattened.atoms import atoms_of
from govbudget.reading.layouts.flattened.headers import header_of
from govbudget.reading.source import split_lines

CASES = {
    "wrapped leaves of one row": (
        "序号 项目\n人员经费\n\n支出\n公用经费支出\n\n专项业务经\n\n费支出\n备注\n\n栏次 1 2 3 4 5",
        ["序号", "项目", "人员经费支出", "公用经费支出", "专项业务经费支出", "备注"],
    ),
    "其中 over two leaves": (
        "序号 项目 小计\n\n其中：\n\n基本支出 项目支出\n\n栏次 1 2 3 4",
        ["序号", "项目", "小计", "其中：/基本支出", "其中：/项目支出"],
    ),
    "leaves behind a group are no part of its fund": (
        "序号 项目 合计\n\n财政拨款收入\n\n上级补助收入 上年结转\n\n一般公共预算 政府性基金预算\n\n栏次 1 2 3 4 5 6",
        [
            "序号",
            "项目",
            "合计",
            "财政拨款收入/一般公共预算",
            "财政拨款收入/政府性基金预算",
            "上级补助收入",
            "上年结转",
        ],
    ),
    "cells of one line stand over others together or not at all": (
        "序号 项目\n\n支出总计 基本支出 项目支出\n\n2026年政府采购项目\n\n小计 其中：面向中小企业\n\n栏次 1 2 3 4 5 6",
        [
            "序号",
            "项目",
            "支出总计",
            "基本支出",
            "项目支出",
            "2026年政府采购项目/小计",
            "2026年政府采购项目/其中：面向中小企业",
        ],
    ),
    "总计 behind a group": (
        "序号 项目\n\n资金来源\n\n总计\n\n一般公共预算资金 政府性基金 其他资金\n\n栏次 1 2 3 4 5",
        ["序号", "项目", "资金来源/一般公共预算资金", "资金来源/政府性基金", "资金来源/其他资金", "总计"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_header_trees(case: str) -> None:
    text, paths = CASES[case]
    assert ["/".join(path) for path in header_of(atoms_of(split_lines(text))).paths] == paths
