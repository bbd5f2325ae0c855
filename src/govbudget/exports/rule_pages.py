"""A page of documentation for every rule, made from the rule itself (规则说明).

The documentation is built from these; installed packages can make pages of their own rules the same way.

>>> from govbudget.checks.rules import all_rules
>>> first = all_rules()[0]
>>> print(rule_page(first).splitlines()[0])
# sum-rows: a total is the sum of its rows
>>> "sum-rows" in rule_index(all_rules())
True
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from govbudget.checks.results import Law, Phrase
from govbudget.checks.rule import Rule

__all__ = ["rule_index", "rule_page", "write_rule_pages"]

_JUDGED: Final = {
    Law.SUM: Phrase(
        "合计减去各项之和，差额不超过各数末位半个单位之和时为舍入误差之内。",
        "Total minus the sum of the parts; within rounding as long as half a last place of every figure explains it.",
    ),
    Law.POINT: Phrase(
        "末位相同的两处必须一字不差：差一个末位单位为提示，更多为不一致；末位不同时按区间比较。",
        "Printed to the same place the two must be identical: one step is a hint, more is inconsistent. "
        "Printed to different places they are compared as intervals.",
    ),
    Law.LIMIT: Phrase(
        "只有舍入无法解释的越限才是不一致；舍入可能解释的越限为提示。",
        "Inconsistent only where no rounding can explain that the limit is passed; where it can, a hint.",
    ),
    Law.RATE: Phrase(
        "列示的百分比与各数区间之商比较；重算值以百分数计，四舍五入到四位；基数为零时无法核对。",
        "The printed percentage against the quotient of the intervals; the recomputed one is in percent, rounded half "
        "up to four places. Over a base of zero nothing can be checked.",
    ),
    Law.IDENTITY: Phrase("两者须相同。", "The two must be the same."),
}


def rule_page(rule: Rule) -> str:
    """The page of one rule, in Markdown: what it states, when, what it needs, how it is judged."""
    parts = [
        f"# {rule.id}: {rule.title.en}",
        rule.title.zh,
        _table({"id": f"`{rule.id}`", "law": rule.law.value, "catalogue": ", ".join(rule.catalogue) or "-"}),
        _section("What it states", rule.states),
        _section("When it applies", rule.applies if rule.applies.en else Phrase("总是适用。", "Always.")),
        _section("What it needs", rule.needs),
        f"A document that prints nothing of the kind has one result of this rule, `not checkable`: {rule.needs.en}.",
        _section("How it is judged", _JUDGED[rule.law]),
        f"`govbudget check FILE --select {rule.id}` runs this rule alone, `--ignore {rule.id}` all others.",
    ]
    return "\n\n".join(parts) + "\n"


def _table(rows: dict[str, str]) -> str:
    return "\n".join(["| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows.items())])


def _section(title: str, text: Phrase) -> str:
    return f"## {title}\n\n{_sentence(text.en)}\n\n{text.zh}"


def _sentence(text: str) -> str:
    start = text[:1].upper() + text[1:]
    return start if start.endswith((".", "!", "?")) else f"{start}."


def rule_index(rules: Iterable[Rule]) -> str:
    """The page that lists all rules and leads to theirs."""
    rules = list(rules)
    rows = "\n".join(
        f"| [`{rule.id}`]({rule.id}.md) | {rule.title.en} | {rule.title.zh} | {rule.law.value} |"
        for rule in rules
    )
    tree = "\n".join(rule.id for rule in rules)
    return (
        "# Rules\n\n"
        "Every rule of `govbudget check`, from its own documentation in the code.\n"
        "The catalogue numbers are those of the catalogue of identities that audit tools and templates prescribe.\n\n"
        "| id | states | | law |\n|---|---|---|---|\n"
        f"{rows}\n\n"
        f"```{{toctree}}\n:hidden:\n\n{tree}\n```\n"
    )


def write_rule_pages(folder: Path, rules: Iterable[Rule]) -> list[Path]:
    """Write the index and a page for every rule into a folder, and give their paths.

    Files that are the same already are left alone, so that a build need not read them again.
    """
    rules = list(rules)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in [("index", rule_index(rules)), *((rule.id, rule_page(rule)) for rule in rules)]:
        path = folder / f"{name}.md"
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
        written.append(path)
    return written
