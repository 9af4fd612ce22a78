"""Numbers and letters of headings, clauses and points (annex I, section II, point 6)."""

from collections.abc import Iterator

from app.correspondence.queries.linting import texts
from app.correspondence.queries.linting.findings import ANNEX, Finding, error, warning
from app.documents.paper import Block, Heading, Paper, Paragraph
from app.intake.queries import markers, slips
from app.intake.queries.markers import Marker, Rank
from app.intake.terms import MESSAGES

LETTERS = "abcdđeghiklmnopqrstuvxy"
"""The letters of points: those of the Vietnamese alphabet without ă, â, ê, ô, ơ, ư."""
_FOREIGN = frozenset("fjwz")
_SOURCE = f"{ANNEX}, mục 6"


def check(paper: Paper) -> Iterator[Finding]:
    """Gaps, repeats, and letters that no point carries."""
    yield from _in_blocks(paper.blocks, texts.body_field(paper))
    for annex in paper.annexes:
        yield from _in_blocks(annex.blocks, "annexes")


def _in_blocks(blocks: tuple[Block, ...], field: str) -> Iterator[Finding]:
    before: dict[Rank, int] = {}
    for block in blocks:
        if not isinstance(block, (Heading, Paragraph)):
            continue
        if isinstance(block, Paragraph) and block.lead:
            before.clear()
            continue
        marker = markers.read(block.text.strip())
        if marker is None or marker.rank not in (
            *(Rank.ROMAN, Rank.NUMBER, Rank.DECIMAL, Rank.LETTER),
        ):
            continue
        yield from _step(marker, before, field, block.text)
        for deeper in [rank for rank in before if rank > marker.rank]:
            del before[deeper]


def _step(marker: Marker, before: dict[Rank, int], field: str, text: str) -> Iterator[Finding]:
    printed = text.strip()[:60]
    if marker.rank is Rank.LETTER and marker.value in _FOREIGN:
        yield error(
            "foreign_letter",
            field,
            f"Điểm “{marker.value})”: chữ cái f, j, w, z không dùng để đánh điểm; "
            "thứ tự là a, b, c, d, đ, e, g, h, i, k, l, m…",
            _SOURCE,
            printed,
        )
        return
    ordinal = _ordinal(marker)
    if ordinal is None:
        return
    for code, facts in slips.step(before.get(marker.rank, 0), ordinal):
        shown = {name: _shown(marker, value) for name, value in facts.items()}
        yield warning(code.value, field, MESSAGES[code].format(**shown), _SOURCE, printed)
    before[marker.rank] = ordinal


def _ordinal(marker: Marker) -> int | None:
    if marker.rank is Rank.LETTER:
        return LETTERS.index(marker.value) + 1 if marker.value in LETTERS else None
    return marker.ordinal


def _shown(marker: Marker, value: int) -> str:
    return f"{LETTERS[value - 1]})" if marker.rank is Rank.LETTER else str(value)
