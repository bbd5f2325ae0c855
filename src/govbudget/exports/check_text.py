"""The report as text for a terminal (核对报告): first a sentence, then what is wrong, grouped by cause.

The worst cause comes first, with both sides, the difference, the tolerance and the place of its clearest
result; the other results of the cause follow in one line each.  Rounding is one line, what could not be
checked another, and the last line says how much of the document the checks rest on.

Lines hold no mark that a terminal in GBK lacks, and columns are aligned for characters of double width.

>>> for line in report_lines(Checked(document="a.txt", report=Report())):
...     print(line)
0 of 0 identities could be checked: this says nothing about the document.
─ coverage: tables 0 of 0 recognised; figures 0 of 0 settled, 0 of them compared; rules 0 ran
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from govbudget.checks.report import Cause, Report
from govbudget.checks.results import CheckResult, Operand, Side, Verdict
from govbudget.exports.check_words import Words, words_in
from govbudget.exports.checked import Checked
from govbudget.exports.explanations import Explanation
from govbudget.exports.terminal import clip_start, display_width, pad, wrap

__all__ = ["report_lines", "side_text", "stale_lines", "value_text"]

_MORE: Final = 6
"""How many further results of a cause are listed, and hints of a rule, unless all are asked for."""

_REASONS: Final = 4
_PLACES: Final = 6
_NARROW: Final = 16


def value_text(value: Decimal | str | None) -> str:
    """A side as it is read best: digits in groups of three with their printed places, texts as they are.

    >>> value_text(Decimal("14170.20")), value_text("图书馆"), value_text(None)
    ('14,170.20', '图书馆', '')
    """
    if value is None:
        return ""
    return value if isinstance(value, str) else format(value, ",f")


def report_lines(
    checked: Checked,
    *,
    language: str = "en",
    width: int = 100,
    everything: bool = False,
    clean: Callable[[str], str] = str,
) -> Iterator[str]:
    """The lines of the report on one source, in `zh` or `en`.

    `everything` lists every result of a cause, every hint and everything that could not be checked.
    `clean` makes a text of the document fit for the output.
    """
    text = _Text(checked, words_in(language), width, everything)
    for line in text.lines():
        yield clean(line.rstrip())


def stale_lines(explanations: Iterable[Explanation], *, language: str = "en") -> Iterator[str]:
    """The explanations that explain nothing any more, one line each.

    >>> list(stale_lines([Explanation(finding="2f6c", reason="另行批复")], language="zh"))
    ['○ 说明已过期：2f6c（另行批复），文件中没有这一发现']
    """
    words = words_in(language)
    for each in explanations:
        yield f"○ {words.stale.format(finding=each.finding, reason=each.reason)}"


def side_text(operands: Sequence[Operand], side: Side, words: Words) -> str:
    """What stands on one side: the words of its operand, or of the first of them and how many more."""
    names = [operand.name for operand in operands if operand.side is side]
    if not names:
        return words.computed
    return names[0] if len(names) == 1 else words.sum_of.format(count=len(names))


class _Text:
    """The lines for one source: what they share is the source, the words and the width."""

    def __init__(self, checked: Checked, words: Words, width: int, everything: bool) -> None:
        self.checked = checked
        self.report: Report = checked.report
        self.words = words
        self.width = max(width, 60)
        self.everything = everything

    def lines(self) -> Iterator[str]:
        yield from self._wrapped(self._sentence(), "")
        number = 0
        for number, cause in enumerate(self.checked.open_causes, 1):
            yield ""
            yield from self._cause(f"× {number}. ", cause)
        for cause in self.checked.explained_causes:
            yield ""
            yield from self._cause("● ", cause)
            yield from self._explained(cause)
        rest = [*self._faults(), *self._hints(), *self._rounding(), *self._obstacles(), *self._coverage()]
        if number or self.checked.explained_causes:
            yield ""
        yield from rest

    # --- the sentence ---

    def _sentence(self) -> str:
        words, report = self.words, self.report
        if not report.could_run:
            return words.nothing.format(stated=report.stated)
        counts = report.counts
        parts = [words.checked.format(count=report.could_run, stated=report.stated)]
        findings, open_findings = len(report.findings), len(self.checked.open_findings)
        if findings:
            causes = len(report.causes)
            parts.append(words.found.format(count=findings, causes=words.number(causes, words.cause)))
            if open_findings < findings:
                parts.append(words.of_them_explained.format(count=findings - open_findings))
        else:
            parts.append(words.none_found)
        rounded = counts[Verdict.WITHIN_ROUNDING]
        if rounded:
            parts.append(words.rounded.format(count=rounded))
        sentence = words.comma.join(parts) + words.stop
        if counts[Verdict.NOT_CHECKABLE]:
            why = words.comma.join(
                f"{note.get(words.language)} {len(results)}"
                for note, results in self.checked.obstacles[:_REASONS]
            )
            more = len(self.checked.obstacles) - _REASONS
            if more > 0:
                why += words.comma + words.other_reasons.format(
                    count=sum(len(results) for _, results in self.checked.obstacles[_REASONS:])
                )
            sentence += words.not_checkable.format(count=counts[Verdict.NOT_CHECKABLE], why=why)
        return sentence

    # --- findings ---

    def _cause(self, mark: str, cause: Cause) -> Iterator[str]:
        words = self.words
        title = cause.title.get(words.language)
        places = words.number(len(cause.results), words.place) if len(cause.results) > 1 else ""
        yield from self._wrapped(
            f"{mark}{title}{f'{words.comma}{places}' if places else ''}", " " * len(mark)
        )
        indent = " " * display_width(mark)
        first, *others = cause.results
        yield from self._result(first, indent, title)
        if others:
            yield from self._others(others, indent)

    def _result(self, result: CheckResult, indent: str, title: str) -> Iterator[str]:
        """A result in full: where, unless the title says it, both sides, the difference, a note, the id."""
        words = self.words
        if result.where != title:
            yield from self._wrapped(f"{indent}{result.where}", f"{indent}  ")
        rows = [
            (words.stated, side_text(result.operands, Side.STATED, words), result.stated, Side.STATED),
            (
                words.reckoned,
                side_text(result.operands, Side.COMPUTED, words),
                result.computed,
                Side.COMPUTED,
            ),
        ]
        unit = result.unit
        figures = [f"{value_text(value)}{_unit(unit)}" for _, _, value, _ in rows]
        difference = "" if result.difference is None else f"{value_text(result.difference)}{_unit(unit)}"
        wide = max(map(display_width, [*figures, difference]))
        label = max(map(display_width, (words.stated, words.reckoned, words.difference)))
        space = self.width - display_width(indent) - 2 - label - 2 - wide - 2
        for (kind, name, _, side), figure in zip(rows, figures, strict=True):
            places = self._places(result, side)
            about = f"{clip_start(name, max(space - display_width(places) - 2, 8))}  {places}"
            yield f"{indent}  {pad(kind, label)}  {pad(figure, wide, right=True)}  {about}"
        if difference:
            tolerance = words.tolerance.format(
                value=f"{value_text(result.tolerance or Decimal(0))}{_unit(unit)}"
            )
            line = (
                f"{indent}  {pad(words.difference, label)}  {pad(difference, wide, right=True)}  {tolerance}"
            )
            yield from self._wrapped(line, f"{indent}    ")
        note = "" if result.note is None else result.note.get(words.language)
        if note and note != title:
            yield from self._wrapped(f"{indent}  {note}", f"{indent}  ")
        yield f"{indent}  {words.identity.format(finding=result.finding_id, rule=result.rule)}"

    def _others(self, results: Sequence[CheckResult], indent: str) -> Iterator[str]:
        """The further results of a cause, a line each, aligned."""
        words = self.words
        shown = results if self.everything else results[:_MORE]
        yield f"{indent}{words.also}"
        left = max(display_width(value_text(each.stated)) for each in shown)
        right = max(display_width(f"{value_text(each.computed)}{_unit(each.unit)}") for each in shown)
        tails = [f"{self._places(each, Side.STATED, 2)}  {each.finding_id}" for each in shown]
        tail = max(map(display_width, tails))
        space = self.width - display_width(indent) - left - right - tail - 9
        for each, end in zip(shown, tails, strict=True):
            stated = pad(value_text(each.stated), left, right=True)
            computed = pad(f"{value_text(each.computed)}{_unit(each.unit)}", right, right=True)
            if space < _NARROW:
                yield f"{indent}  {clip_start(each.where, self.width - display_width(indent) - 2)}"
                yield f"{indent}    {stated} │ {computed}"
                yield f"{indent}    {end}"
            else:
                where = pad(clip_start(each.where, space), space)
                yield f"{indent}  {stated} │ {computed}  {where}  {pad(end, tail, right=True)}"
        if len(results) > len(shown):
            yield f"{indent}  {words.more.format(count=len(results) - len(shown))}"

    def _places(self, result: CheckResult, side: Side | None, most: int = _PLACES) -> str:
        """Where the operands of a side stand: lines, after their pages, or addresses in a workbook."""
        places = [
            each.place for each in result.operands if each.place is not None and side in (None, each.side)
        ]
        addresses = list(dict.fromkeys(str(place) for place in places if place.row is not None))
        if addresses:
            rest = len(addresses) - most
            return " ".join(addresses[:most]) + (f" +{rest}" if rest > 0 else "")
        return self.words.lines(sorted({(place.page or 0, place.line) for place in places}), most)

    def _explained(self, cause: Cause) -> Iterator[str]:
        for each, count in _by_reason(cause.results, self.checked.explained).items():
            signed = " ".join(filter(None, (each.who, "" if each.date is None else each.date.isoformat())))
            times = f" × {count}" if count > 1 else ""
            text = self.words.explained.format(reason=each.reason)
            yield from self._wrapped(f"  {text}{f' ({signed})' if signed else ''}{times}", "    ")

    # --- the rest ---

    def _faults(self) -> Iterator[str]:
        for each in self.report.problems:
            yield from self._wrapped(
                f"● {self.words.rule_fault.format(rule=each.where, found=each.found)}", "  "
            )

    def _hints(self) -> Iterator[str]:
        hints = self.checked.having(Verdict.HINT)
        if not hints:
            return
        words = self.words
        yield f"○ {words.number(len(hints), words.hints)}"
        for rule, results in _by_rule(hints).items():
            title = self.checked.rules[rule].get(words.language) if rule in self.checked.rules else rule
            shown = results if self.everything else results[:2]
            yield f"    {title}{words.colon}{len(results)}"
            for each in shown:
                sides = [text for text in (value_text(each.stated), value_text(each.computed)) if text]
                note = each.note.get(words.language) if each.note is not None else ""
                tail = "  ".join(
                    filter(None, (" / ".join(sides) + (_unit(each.unit) if sides else ""), note))
                )
                places = self._places(each, None)
                yield from self._wrapped(f"      {each.where}{words.colon}{tail}  {places}", "        ")
            if len(results) > len(shown):
                yield f"      {words.more.format(count=len(results) - len(shown))}"

    def _rounding(self) -> Iterator[str]:
        rounded = self.checked.having(Verdict.WITHIN_ROUNDING)
        if not rounded:
            return
        words = self.words
        largest = max(rounded, key=_reach)
        yield from self._wrapped(
            "≈ "
            + words.rounding.format(
                count=len(rounded),
                difference=f"{value_text(abs(largest.difference or Decimal(0)))}{_unit(largest.unit)}",
                where=largest.where,
            ),
            "  ",
        )

    def _obstacles(self) -> Iterator[str]:
        if not self.everything:
            return
        words = self.words
        for note, results in self.checked.obstacles:
            yield from self._wrapped(f"─ {note.get(words.language)}{words.colon}{len(results)}", "  ")
            for each in results:
                title = self.checked.rules.get(each.rule)
                about = each.where or (each.rule if title is None else title.get(words.language))
                yield from self._wrapped(f"    {about}  {self._places(each, None)}", "      ")

    def _coverage(self) -> Iterator[str]:
        words, covered = self.words, self.report.coverage
        text = words.coverage.format(
            tables=covered.tables,
            recognised=covered.recognised,
            figures=covered.figures,
            settled=covered.settled,
            compared=covered.checked,
            ran=len(self.checked.rules_that_ran),
        )
        lacking = len(self.checked.rules_that_could_not)
        if lacking:
            text += words.comma + words.could_not.format(count=lacking)
        yield from self._wrapped(f"─ {text}", "  ")

    def _wrapped(self, text: str, indent: str) -> Iterator[str]:
        yield from wrap(text, self.width, indent)


def _unit(unit: str) -> str:
    return unit if unit == "%" or not unit else f" {unit}"


def _reach(result: CheckResult) -> tuple[bool, Decimal]:
    """Money before all else, then by how far it is off."""
    difference = result.difference or Decimal(0)
    unit = result.money_unit
    return (True, difference.copy_abs() * unit.factor) if unit else (False, difference.copy_abs())


def _by_rule(results: Iterable[CheckResult]) -> dict[str, list[CheckResult]]:
    found: dict[str, list[CheckResult]] = {}
    for result in results:
        found.setdefault(result.rule, []).append(result)
    return found


def _by_reason(
    results: Iterable[CheckResult], explained: Mapping[str, Explanation]
) -> dict[Explanation, int]:
    """The reasons given for some findings, each with how many it explains; the same words count once."""
    found: dict[tuple[str, str], tuple[Explanation, int]] = {}
    for result in results:
        each = explained[result.finding_id]
        first, count = found.get((each.reason, each.who), (each, 0))
        found[each.reason, each.who] = (first, count + 1)
    return dict(found.values())
