"""An invented disclosure with one of each thing, built of model objects: what the exports are tested on."""

from __future__ import annotations

from govbudget.codes import DepartmentEconomicCode, FunctionalCode, GovernmentEconomicCode, UnitCode
from govbudget.model.claims import Claim
from govbudget.model.coordinates import (
    Coordinates,
    Direction,
    Fund,
    Nature,
    Origin,
    Phase,
    Statistic,
    Subject,
)
from govbudget.model.disclosure import Block, BlockKind, Disclosure, DisclosureKind
from govbudget.model.forms import FormField, FormKind, PerformanceForm, PersonalField, PersonalValue
from govbudget.model.indicators import Indicator, parse_target
from govbudget.model.problems import Problem, Unread
from govbudget.model.tables import (
    Blank,
    Column,
    Dash,
    Figure,
    FigureStatus,
    Malformed,
    Panel,
    Redacted,
    Row,
    RowRole,
    Table,
    TableKind,
    Words,
)
from govbudget.money import Amount, Quantity, Rate, Unit
from govbudget.spans import Place, Span

WAN = Unit.TEN_THOUSAND_YUAN


def money(raw: str, column: int, line: int, cell: int) -> Figure:
    return Figure(raw=raw, value=Amount.parse(raw, WAN), column=column, place=Place(line, cell))


def summary() -> Table:
    """Two panels side by side: the rows of one stand before those of the other, on the same lines."""
    return Table(
        title="2024年预算收支总表",
        index=1,
        kind=TableKind.SUMMARY,
        form_number="预算公开表1",
        unit=WAN,
        entity="青禾县图书馆",
        fiscal_year=2024,
        columns=(
            Column(
                path=("预算数",),
                panel=Panel.REVENUE,
                coordinates=Coordinates(direction=Direction.REVENUE),
            ),
            Column(
                path=("支出", "预算数"),
                panel=Panel.EXPENDITURE,
                coordinates=Coordinates(direction=Direction.EXPENDITURE, phase=Phase.BUDGET),
                settled_by="tie to table 2",
            ),
        ),
        rows=(
            Row(
                index=1,
                label="一、财政拨款收入",
                subject=Subject.REVENUE_ITEM,
                panel=Panel.REVENUE,
                parent=1,
                coordinates=Coordinates(fund=Fund.FISCAL, item="财政拨款收入"),
                cells=(money("1,600.50", 0, 10, 2),),
                place=Place(10),
            ),
            Row(
                index=2,
                label="收入总计",
                role=RowRole.TOTAL,
                subject=Subject.TOTAL,
                panel=Panel.REVENUE,
                coordinates=Coordinates(subject=Subject.TOTAL),
                cells=(money("1,600.50", 0, 11, 2),),
                place=Place(11),
            ),
            Row(
                index=1,
                label="文化旅游体育与传媒支出",
                code=FunctionalCode("207"),
                subject=Subject.FUNCTION,
                panel=Panel.EXPENDITURE,
                coordinates=Coordinates(function=FunctionalCode("207")),
                cells=(money("3.0E-4", 1, 10, 4),),
                place=Place(10),
            ),
        ),
        place=Place(5, line_end=12),
        spans=(Span(20, 90),),
    )


def mixed() -> Table:
    """Codes of several kinds, a rate, a quantity, stars, a number that is none, and an open column."""
    return Table(
        title="项目支出表",
        index=2,
        kind=TableKind.PROJECT_EXPENDITURE,
        unit=WAN,
        columns=(
            Column(path=("合计",), coordinates=Coordinates(nature=Nature.PROJECT)),
            Column(
                path=("合计", "其中：上年结转"), coordinates=Coordinates(origin=Origin.CARRIED_OVER), whole=0
            ),
            Column(path=("增幅%",), coordinates=Coordinates(statistic=Statistic.RATE), unit="%"),
            Column(path=("数量",), coordinates=Coordinates(statistic=Statistic.COUNT), unit="台"),
        ),
        rows=(
            Row(
                index=1,
                label="少儿阅览室改造",
                group="项目支出",
                names=("维修（护）费",),
                code=FunctionalCode("2070104"),
                other_codes=(DepartmentEconomicCode("30213"), GovernmentEconomicCode("50209")),
                subject=Subject.PROJECT,
                role=RowRole.OF_WHICH,
                coordinates=Coordinates(entity="青禾县少儿馆", item="少儿阅览室改造"),
                cells=(
                    money("78.00", 0, 30, 3),
                    Figure(raw="**", value=Redacted("**"), column=1, status=FigureStatus.REDACTED),
                    Figure(
                        raw="-2.20%",
                        value=Rate.parse("-2.20%"),
                        column=2,
                        status=FigureStatus.RATE,
                        place=Place(30, 5),
                    ),
                    Figure(raw="12", value=Quantity.parse("12", "台"), column=3, place=Place(30, 6)),
                ),
                place=Place(30),
            ),
            Row(
                index=2,
                label="",
                code=UnitCode("020001"),
                role=RowRole.UNIT,
                subject=Subject.UNIT,
                cells=(
                    Figure(raw="1,23.4", value=Malformed("1,23.4"), column=0, status=FigureStatus.MALFORMED),
                    Figure(
                        raw="5.00",
                        value=Amount.parse("5.00", WAN),
                        column=None,
                        status=FigureStatus.AMBIGUOUS,
                        alternatives=(0, 1),
                    ),
                    Blank(1),
                    Dash("—", 2),
                    Words("见说明", 3, place=Place(31, 6)),
                ),
                place=Place(31),
            ),
        ),
        place=Place(28, page=3),
    )


def sample() -> Disclosure:
    return Disclosure(
        title="2024年度单位预算公开",
        kind=DisclosureKind.BUDGET,
        entity="青禾县图书馆",
        fiscal_year=2024,
        units=("青禾县图书馆", "青禾县少儿馆"),
        tables=(
            summary(),
            mixed(),
            Table(
                title="政府性基金预算支出表",
                index=3,
                kind=TableKind.GOVERNMENT_FUNDS,
                notes=("注：本表无数据",),
            ),
            Table(title="主要职责", printed=(("职责", "说明"), ("借阅", ""))),
        ),
        forms=(
            PerformanceForm(
                kind=FormKind.PROJECT,
                title="项目支出绩效目标表",
                fiscal_year=2024,
                project="少儿阅览室改造",
                fields=(
                    FormField(name="项目名称", raw="少儿阅览室改造", place=Place(40)),
                    PersonalField(name="联系人", value=PersonalValue("甲某某"), place=Place(41)),
                    PersonalField(name="联系电话", value=PersonalValue("")),
                ),
                indicators=(
                    Indicator(
                        "改造面积", "产出指标", "数量指标", parse_target("≥300平方米"), place=Place(42)
                    ),
                    Indicator("完成时间", "产出指标", "时效指标", parse_target("2024年6月30日前")),
                    Indicator("读者满意", "满意度指标", "", parse_target("定性提升")),
                ),
                spans=(Span(300, 420),),
            ),
        ),
        claims=(
            Claim(
                section="二、收入预算情况说明",
                raw="1600.50万元",
                value=Amount.parse("1600.50", WAN),
                unit="万元",
                subject="收入预算",
                text="收入预算1600.50万元。",
                place=Place(50, 1),
                span=Span(500, 509),
            ),
        ),
        unread=(Unread(text="表 外 文字", where="项目支出表", place=Place(32)),),
        problems=(
            Problem(
                kind="malformed figure",
                where="项目支出表",
                expected="a number",
                found="'1,23.4'",
                place=Place(31, 3, page=3),
            ),
        ),
        sha256="ab" * 32,
        blocks=(Block(BlockKind.TABLE, Span(20, 90), 0), Block(BlockKind.UNREAD, Span(90, 96))),
    )
