"""Texts that say the same in slightly different words, brought together."""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz, process

from app.lib.text import fold

ALIKE = 88
"""From this likeness on (of 100), two texts are taken to mean the same work."""

_NUMBERS = re.compile(r"\d+([.,/]\d+)*")
_SIGNS = re.compile(r"[^a-z ]+")


def bare(text: str, *without: str) -> str:
    """What is compared of a text: its words without diacritics, numbers, signs, and the names
    in `without` (a commune names itself in its own work)."""
    folded = fold(text)
    for name in filter(None, map(fold, without)):
        folded = re.sub(rf"\b{re.escape(name)}\b", " ", folded)
    words = _SIGNS.sub(" ", _NUMBERS.sub(" ", folded))
    return " ".join(words.split())


def groups(bared: Sequence[str]) -> list[list[int]]:
    """The places of texts (as `bare` gives them) that belong together, the largest group first.

    The order of words does not count. Each text joins the group whose first text is most like it,
    from `ALIKE` on; the result depends on the order alone, and every place is in one group.
    """
    found: dict[str, list[int]] = {}
    known: dict[str, str] = {}
    for place, text in enumerate(bared):
        if text not in known:
            known[text] = _first_like(text, found) or text
        found.setdefault(known[text], []).append(place)
    return sorted(found.values(), key=lambda places: (-len(places), places[0]))


def _first_like(text: str, found: dict[str, list[int]]) -> str | None:
    match = process.extractOne(text, found.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE)
    return None if match is None else match[0]
