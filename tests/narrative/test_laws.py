"""Laws of reading the narrative: what a writer of invented sentences prints reads back, however it is laid out."""

from __future__ import annotations

import time
from decimal import Decimal

import hypothesis.strategies as st
from attrs import frozen
from hypothesis import example, given

from govbudget.model.claims import Claim
from govbudget.model.coordinates import Statistic
from govbudget.money import plain
from govbudget.reading.narrative import read_claims
from govbudget.reading.source import split_lines
from govbudget.spans import Span

SUBJECTS = ("基本支出", "项目支出", "人员经费", "公务接待费", "馆藏购置", "借阅车油费", "因公出国（境）费")
HEADING = "一、收支预算情况说明"
_HALF = str.maketrans("，：；（）％", ",:;()%")
_WIDE_DIGITS = str.maketrans("0123456789.,", "０１２３４５６７８９．，")


@frozen
class Item:
    """One amount of an invented sentence, perhaps with a share and a comparison."""

    subject: str
    amount: Decimal
    share: Decimal | None
    change: Decimal | None
    grows: bool

    def stated(self) -> list[tuple[str, Decimal, str, Statistic]]:
        found = [(self.subject, self.amount, "万元", Statistic.AMOUNT)]
        if self.share is not None:
            found.append((self.subject, self.share, "%", Statistic.SHARE))
        if self.change is not None:
            found.append((self.subject, self.change, "万元", Statistic.CHANGE))
        return found

    def render(self, *, separators: bool) -> str:
        def money(value: Decimal) -> str:
            return format(value, ",f") if separators else plain(value)

        text = f"{self.subject}{money(self.amount)}万元"
        if self.share is not None:
            text += f"，占{plain(self.share)}%"
        if self.change is not None:
            text += f"，比上年{'增加' if self.grows else '减少'}{money(self.change)}万元"
        return text


def decimals(places: int, most: int) -> st.SearchStrategy[Decimal]:
    return st.integers(0, most * 10**places).map(lambda units: Decimal(units).scaleb(-places))


items = st.builds(
    Item,
    subject=st.sampled_from(SUBJECTS),
    amount=st.one_of(decimals(2, 10**7), decimals(0, 10**5), decimals(1, 10**6)),
    share=st.none() | decimals(2, 100),
    change=st.none() | decimals(2, 10**5),
    grows=st.booleans(),
)
sentences = st.lists(st.lists(items, min_size=1, max_size=6), min_size=1, max_size=4)


def render(listed: list[list[Item]], *, separators: bool = True) -> str:
    lines = [f"{'；'.join(item.render(separators=separators) for item in sentence)}。" for sentence in listed]
    return "\n".join((HEADING, *lines))


def stated(claims: list[Claim]) -> list[tuple[str, Decimal, str, Statistic | None]]:
    return [(claim.subject, claim.value.value, claim.unit, claim.statistic) for claim in claims]


def read(text: str) -> list[Claim]:
    return read_claims(split_lines(text), fiscal_year=2024)


@given(sentences, st.booleans())
def test_what_is_written_reads_back(listed: list[list[Item]], separators: bool) -> None:
    expected = [fact for sentence in listed for item in sentence for fact in item.stated()]
    claims = read(render(listed, separators=separators))
    assert stated(claims) == expected
    assert [str(claim.value.value) for claim in claims] == [str(value) for _, value, _, _ in expected]


@given(sentences)
def test_meaning_does_not_depend_on_the_print(listed: list[list[Item]]) -> None:
    text = render(listed)
    expected = [(value, unit, kind) for _, value, unit, kind in stated(read(text))]
    for changed in (
        text.translate(_HALF),
        text.translate(_WIDE_DIGITS),
        text.replace("\n", "\r\n"),
        text.replace("\n", "\n\n\n"),
        text.replace("万元", " 万元 ").replace("占", " 占 "),
        text.replace("\n", "\n\t\t"),
        render(listed, separators=False),
    ):
        assert [(value, unit, kind) for _, value, unit, kind in stated(read(changed))] == expected


@given(sentences, st.integers(34, 60))
def test_lines_cut_at_any_width_read_the_same(listed: list[list[Item]], width: int) -> None:
    text = render(listed)
    body = text.partition("\n")[2].replace("\n", "")
    wrapped = [HEADING, *(body[at : at + width] for at in range(0, len(body), width))]
    # A line may begin with digits and 、 by chance; the invented words have none.
    for joint in ("\n", "\n\n"):
        assert stated(read(joint.join(wrapped))) == stated(read(text))


@given(sentences)
def test_places_and_spans_find_the_print(listed: list[list[Item]]) -> None:
    text = render(listed)
    lines = text.split("\n")
    for claim in read(text):
        assert isinstance(claim.span, Span)
        assert claim.span.of(text) == claim.raw
        assert claim.place is not None
        assert claim.raw in lines[claim.place.line - 1]
        assert claim.raw in claim.text


@given(
    st.text(
        alphabet="收入支出比上年增加减少其中包括占（）()，,。；;：:、一二1234567890.-%万元个辆 \n\t年第",
        max_size=400,
    )
)
@example("（（（1万元）。1万元）")
@example("第1、2\n3万元")
def test_any_text_is_read_without_complaint(text: str) -> None:
    source = f"{HEADING}\n{text}"
    for claim in read(source):
        assert claim.span is not None
        assert claim.span.of(source).replace("\n", "").replace("\t", "").replace(" ", "") == claim.raw
        assert claim.place is not None
        assert source.count("\n", 0, claim.span.start) + 1 == claim.place.line


def test_cost_grows_with_length() -> None:
    """Twenty times the text in at most sixty times the time, on texts made to tempt."""

    def seconds(text: str) -> float:
        best = None
        for _ in range(3):
            start = time.process_time()
            read(text)
            passed = time.process_time() - start
            best = passed if best is None else min(best, passed)
        assert best is not None
        return best

    for piece in (
        "其中：项目支出12.5万元，占3%，比上年增加1万元；",
        "（项目支出12.5万元",
        "项目支出12.5万元",
        "1,",
        "第1、",
        "为的",
        "项目支出，增加\n",
        "（一）收入\n",
    ):
        few, many = (f"{HEADING}\n{piece * times}。" for times in (200, 4000))
        assert seconds(many) < 60 * seconds(few) + 0.05, piece
