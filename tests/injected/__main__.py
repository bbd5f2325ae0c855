"""Measure and print the rates that the documentation publishes: `python -m tests.injected [errors of a kind]`."""

from __future__ import annotations

import sys
from collections import Counter

from tests.injected.documents import example, invented, real
from tests.injected.trials import Base, Outcome, rates, trials

INVENTED = 8


def bases() -> list[Base]:
    """All documents that errors are put into."""
    texts = [
        ("example", example()),
        *((f"invented {n}", invented(n)) for n in range(1, INVENTED + 1)),
        *real(),
    ]
    return [Base.of(name, text) for name, text in texts]


def percent(part: int, whole: int) -> str:
    """A share in percent, cut and not rounded, so that 100.0 % means all."""
    return "-" if not whole else f"{1000 * part // whole / 10} %"


def markdown(outcomes: list[Outcome]) -> str:
    """The rates as the table of the documentation, and why the others were missed."""
    lines = [
        "| error | tried | detectable | caught | located | others |",
        "|---|---|---|---|---|---|",
    ]
    for name, tried, certain, caught, located, others in rates(outcomes):
        lines.append(
            f"| {name} | {tried} | {certain} | {percent(caught, certain)} | {percent(located, certain)} | {others} |"
        )
    missed = [each for each in outcomes if each.detectable and not each.caught]
    reasons = Counter(
        each.reason for each in outcomes if not each.detectable and not each.caught and each.reason
    )
    unseen = [each for each in outcomes if not each.detectable]
    lines += [
        "",
        f"Not detectable: {len(unseen)}, of which caught all the same: {sum(e.caught for e in unseen)}.",
    ]
    lines += [f"- {reason}: {count}" for reason, count in reasons.most_common()]
    lines += ["", f"Detectable and missed: {len(missed)}."]
    lines += [f"- {each}" for each in missed]
    lines += ["", "Other findings:"]
    lines += [
        f"- {each.base} {each.injected.kind.value} {each.injected.printed!r}: {[o.rule for o in each.others]}"
        for each in outcomes
        if each.others
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(markdown(trials(bases(), int(sys.argv[1]) if len(sys.argv) > 1 else 40)) + "\n")
