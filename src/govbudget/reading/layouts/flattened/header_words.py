"""The words of prescribed headers (表头用词), as a flattened header has to be put together from its pieces.

A header that lost its cells is a run of pieces; what is a cell is told by these words.  `is_header_word` knows
whole cells, `may_have_parts` those that stand over others, `begins_parts` those that stand first below one.

>>> [is_header_word(word) for word in ("科目编码", "一般公共预算财政拨款", "合计基本支出", "政府采购目录序号")]
[True, True, False, True]
>>> may_have_parts("功能分类科目"), may_have_parts("合计"), begins_parts("小计")
(True, False, True)
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from govbudget.reading.words import HeaderRole, header_coordinates, header_role

__all__ = [
    "begins_parts",
    "fits_under",
    "is_header_word",
    "is_part",
    "is_within",
    "may_have_parts",
    "needs_parts",
]

_NOTE: Final = r"(?:\([^()]{1,24}\))?"
_FUND: Final = (
    r"(?:一般公共预算|一般预算|公共预算|政府性基金(?:预算)?|基金预算|国有资本经营(?:预算)?|国资预算|社会保险基金(?:预算)?"
    r"|财政专户(?:管理)?|教育收费|财政|事业(?:单位)?|事业单位经营|经营|上级补助|附属单位上缴|附属单位|其他|单位|自有|非同级财政)"
)
_OF_FUND: Final = (
    r"(?:财政)?(?:拨款|核拨|收入|资金|拨款收入|资金收入|管理资金|拨款资金|拨款预算)?"
    r"(?:基本支出|项目支出|支出)?"
)
_ABOUT: Final = (
    r"(?:(?:19|20)\d\d年|本年|当年|上年|年初|年末|本级|部门|单位|总体"
    r"|(?:财政)?专户(?:管理)?的?|其他专户|教育|事业单位|事业|经营|服务|上级|附属单位|对附属单位|实户|人员|公用|日常公用|机关运行|一般性|专项|业务|发改|基建"
    r"|因公出国\(境\)|公务接待|公务用车|购置及运行(?:维护)?|购置|运行(?:维护)?|\"三公\"|工资福利|商品和服务|对个人和家庭的|资本性|使用|非财政拨款)"
)
_THING: Final = r"(?:支出|收入|经费|费用?|资金|拨款|项目|补助|收费|预算|结[余转]、?\(?(?:结[余转])?\)?)"
_MEASURE: Final = r"(?:收入|支出|预算数?|决算数|执行数|金额|总额|总数|余额|合计|资金)"
_MANNER: Final = (
    r"(?:人员|日常公用|公用|商品和服务|专项业务|专项|业务|其他运转类|运转类|特定目标类|人员类|项目|机关运行)"
)
_YEAR: Final = r"(?:(?:19|20)\d\d年(?:度)?|本年(?:度)?|当年|上年(?:度)?|去年|年初|年末|年终)"
_WHOLE: Final = re.compile(
    rf"(?:序号?|行次|栏次|项目|科目|编码|代码|名称|备注|说明|合计|小计|总计|共计|金额|数量|单价|总价|价值|预算资金|资金|预算数|决算数|执行数"
    rf"|(?:科目|项目|单位|部门|功能科目|经济科目|功能分类科目|支出功能分类科目|支出经济分类科目|品目|采购品目|采购目录)(?:编码|代码|名称)"
    rf"|(?:支出)?(?:部门|政府)?(?:预算)?(?:支出)?(?:功能|经济)(?:分类)?(?:科目)?(?:编码|代码|名称)?"
    rf"|(?:本年|当年)?{_FUND}{_OF_FUND}|财政拨款(?:收入|支出)?|单位资金(?:收入|支出)?"
    rf"|{_YEAR}(?:预算|收入|支出|预算数|决算数|执行数|收入合计|支出合计|拨款|安排|预算安排)?|{_YEAR}?结[转余](?:和?结[转余])?(?:资金|收入)?|结转下年"
    rf"|(?:收入|支出)(?:总计|合计|预算|(?:决算|执行)数)?|(?:基本|项目|经营|事业单位经营|事业)支出|{_MANNER}经费(?:支出|拨款)?|{_MANNER}(?:支出|项目)"
    rf"|(?:收入|支出)项目|本级财政拨款|{_YEAR}?政府采购项目|其中:公务用车购置|其中:?|其中:(?:{_MANNER}(?:经费)?(?:支出)?|(?:基本|项目)支出|{_FUND}{_OF_FUND})"
    rf"|(?:上[解缴]上级|对附属单位补助|补助下级|结转下年)支出|对附属单位补助|资金(?:性质|来源|渠道|用途)"
    rf"|(?:政府)?采购(?:项目来源|项目|金额|物品|物品名称|项目名称|品目|目录|目录序号|方式|形式|类型|数量|预算)|物品名称|品目名称|规格(?:型号)?|型号"
    rf"|计量单位|数量单位|单位|项目(?:名称|类别|类型)|(?:{_YEAR})?预留.{{0,10}}份额|是否.{{2,14}}|面向.{{2,14}}"
    rf"|因公出国\(境\)费用?|公务接待费|公务用车(?:购置(?:及运[行维](?:维护)?费?|费)?|运行(?:维护)?费)|会议费|培训费"
    rf"|单位(?:名称|性质|规格|编码|代码)|经费(?:保障)?(?:形式|来源)|人员编制|编制数|机构(?:性质|规格|名称)"
    rf"|(?:其中:)?{_ABOUT}{{1,4}}{_THING}(?:(?<!收入)(?<!支出){_MEASURE}|(?:预算|合计|总额|总数))?(?:金额|总额|数)?"
    rf"|其中:{_THING}(?:拨款)?|预算|(?:当年)?财政拨款预算金额|(?:预算|项目)(?:金额|编号|简介)|(?:财政拨款|{_FUND}{_OF_FUND})?(?:安排的?)?\"三公\"经费(?:财政拨款)?(?:支出|预算|决算|合计|总额|数|金额)*"
    r"|.{0,4}增减(?:额|比例|率|变化)|拟变动情况|用事业(?:单位)?基金弥补收支差额"
    r"|部门结转|年度|[一二三]级|购买服务内容|实施采购时间|采购组织形式|其它收入|人员类|(?:总体|当年|项目总体)?绩效(?:目标|指标)|指标(?:名称|性质|权重)"
    rf"|[一二三]级指标|绩效指标描述|指标值|指标值确定依据){_NOTE}"
)
_PARENT: Final = re.compile(
    rf"(?:.*(?:功能|经济)(?:分类)?(?:科目)?|科目|收入|支出|{_YEAR}(?:收入|支出|预算数?|拨款)?|资金(?:性质|来源|渠道)|.*来源|.*金额|{_FUND}{_OF_FUND}"
    rf"|财政拨款(?:收入|支出)?|(?:基本|项目)支出|(?:收入|支出)(?:预算|决算数)|公务用车.*|其中:?|.*采购项目|预算数|部门预算|.*\"三公\"经费.*|.*(?:结转|结余)|.+小计"
    rf"|.*比上年.*|.*变化情况|\"?三公\"?经费.*|因公出国.*|公务接待费|本年.*|(?:19|20)\d\d年?(?:预算数?|决算数?|执行数|财政拨款)|指导性目录|本级财政拨款|支出项目类别|{_ABOUT}+{_THING}(?:预算)?){_NOTE}"
)
_BARE_PARENT: Final = re.compile(
    rf"(?:(?:功能|经济)(?:分类)?科目|收入|支出|资金(?:性质|渠道)|.*项目来源){_NOTE}"
)
_TOTALS: Final = ("合计", "小计", "总计", "金额")


def is_header_word(word: str) -> bool:
    """Whether a folded text is one header cell of the prescribed tables."""
    return _WHOLE.fullmatch(word) is not None


def may_have_parts(word: str) -> bool:
    """Whether a folded header word may stand over several columns."""
    return _PARENT.fullmatch(word) is not None


def needs_parts(word: str) -> bool:
    """Whether a folded header word says nothing by itself: it stands over others."""
    return _BARE_PARENT.fullmatch(word) is not None or "分类科目" in word[-6:]


def begins_parts(word: str) -> bool:
    """Whether a folded header word stands first below another: a total, a name or a code."""
    return word in _TOTALS or header_role(word) in (HeaderRole.NAME, HeaderRole.CODE)


def fits_under(
    parent: str, children: tuple[str, ...], within: Callable[[tuple[str, str]], bool] | None = None
) -> int:
    """What it costs to put some header words below another; `within` remembers what `is_within` says of pairs."""
    belongs = within or is_within
    roles = [header_role(child) for child in children]
    cost = 0 if may_have_parts(parent) else 8
    if len(children) == 1:
        cost += 3
    if "科目" in parent or "分类" in parent:
        cost += sum(4 for role in roles if role not in (HeaderRole.CODE, HeaderRole.NAME))
    elif "金额" in parent or "性质" in parent or "结转" in parent:
        cost += sum(4 for role in roles if role is not HeaderRole.FIGURE)
    else:
        cost += sum(4 for role in roles if role is HeaderRole.CODE)
    if not begins_parts(children[0]):
        cost += 2
    if any(parent in child for child in children):
        cost -= 2
    # A total stands before its parts: no other figure does.
    cost += sum(
        3 for at, word in enumerate(children) if word in _TOTALS[:3] and HeaderRole.FIGURE in roles[:at]
    )
    cost += sum(3 for role in roles[1:] if role is HeaderRole.NAME and roles[0] is not HeaderRole.CODE)
    cost += sum(3 for role in roles if role is HeaderRole.NOTE)
    cost += sum(6 for child in children if child == "总计" or not belongs((parent, child)))
    return cost + sum(9 for role in roles if role is HeaderRole.ORDINAL)


def is_within(pair: tuple[str, str]) -> bool:
    """Whether what a header word says may have what another says as a part: a fund of that fund, no other.

    >>> is_within(("财政拨款收入", "一般公共预算")), is_within(("财政拨款收入", "上级补助收入"))
    (True, False)
    """
    parent, child = pair
    outer, inner = header_coordinates(parent), header_coordinates(child)
    if not is_part(parent, child):
        return False
    return outer.fund is None or inner.origin is outer.origin or inner.fund is not None


def is_part(parent: str, child: str) -> bool:
    """Whether a header word names no fund, or none that lies outside the one that another names.

    >>> is_part("财政拨款收入", "政府性基金预算"), is_part("财政拨款收入", "事业收入"), is_part("本年收入", "事业收入")
    (True, False, True)
    """
    outer, fund = header_coordinates(parent).fund, header_coordinates(child).fund
    if outer is None or fund is None:
        return True
    while fund is not None and fund is not outer:
        fund = fund.whole
    return fund is not None
