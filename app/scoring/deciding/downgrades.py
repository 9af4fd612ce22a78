"""Rules that lower a band, whatever the points: discipline, a zero, no self-score.

Points and rank stay as they are; only the name of the result is lowered, with a note that says by
what.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.lib.errors import Invalid
from app.scoring.ranking import Bands

Rules = Mapping[str, str]
"""The highest band left, by cause."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that a rule may name: its cause, and how the note says it."""

    cause: str
    said: str


@dataclass(frozen=True, slots=True)
class Lowered:
    """The band that counts, and why it is not the one of the points (empty where it is)."""

    band: str
    note: str = ""


def rules_of(rows: Iterable[Mapping[str, Any]], bands: Bands) -> Rules:
    """The rules [{"when", "at_most"}] of a set.

    Raises Invalid at "downgrades" for one that names no band of the set.
    """
    names = {band.name for band in bands.rows}
    rules = {str(row["when"]): str(row["at_most"]) for row in rows}
    for at_most in rules.values():
        if at_most not in names:
            raise Invalid(f"Quy tắc hạ mức có mức “{at_most}” không có trong bộ.", "downgrades")
    return rules


def lowered(band: str, facts: Sequence[Fact], rules: Rules, bands: Bands) -> Lowered:
    """The band left by the strictest rule that any of the facts meets; the order is of no matter.

    The note names every fact that leads to that band.
    """
    order = {one.name: place for place, one in enumerate(bands.rows)}
    start = order.get(band, len(order))
    met = [(order[rules[fact.cause]], fact.said) for fact in facts if fact.cause in rules]
    lowest = max((place for place, _ in met), default=start)
    if lowest <= start:
        return Lowered(band)
    said = "; ".join(sorted({words for place, words in met if place == lowest}))
    name = bands.rows[lowest].name
    return Lowered(name, f"Hạ từ {band} xuống {name}: {said}.")


def unscored(fact: Fact, facts: Sequence[Fact], rules: Rules, bands: Bands) -> Lowered:
    """The band of a member that did not score itself: by rule alone, none where no rule says it.

    `fact` says that it did not.
    """
    if fact.cause not in rules:
        return Lowered("")
    band = rules[fact.cause]
    found = lowered(band, facts, rules, bands)
    return found if found.note else Lowered(band, f"Xếp {band}: {fact.said}.")
