"""Bands and ranks: what a total is called, and who comes before whom.

A rank is one more than the number of sheets that are better (1, 1, 3). Sheets with equal totals
are told apart by the points of the declared criteria or groups, in their order, more points first;
those that none of these tells apart share a rank, or wait for a secret ballot or the authority.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby, pairwise
from typing import Self

from app.lib import numbers
from app.lib.errors import Invalid
from app.lib.intervals import Cut
from app.scoring.terms import TieRule
from app.scoring.tree import Problem

_NOT_DECIDED = sys.maxsize
DECIDES = {
    TieRule.SHARED: "",
    TieRule.VOTE: "kết quả bỏ phiếu kín",
    TieRule.AUTHORITY: "cấp có thẩm quyền quyết định",
}
"""Who puts those in order whom nothing else tells apart, as the note says it."""


@dataclass(frozen=True, slots=True)
class Band:
    """A name for totals of at least `at_least`; with `no_zero` only if no criterion scored 0.

    `above`: the threshold itself belongs to the band below ("trên 90").
    """

    name: str
    at_least: Decimal
    no_zero: bool = False
    above: bool = False

    @property
    def start(self) -> Cut:
        """Where on the line of totals it begins."""
        return Cut(self.at_least, self.above)

    def reached(self, total: Decimal) -> bool:
        """Whether a total is high enough."""
        return total > self.at_least if self.above else total >= self.at_least


@dataclass(frozen=True, slots=True)
class Bands:
    """The bands of a criteria set, highest first (see `problems`)."""

    rows: tuple[Band, ...]

    @classmethod
    def from_json(cls, rows: Sequence[Mapping[str, object]]) -> Self:
        """From [{"name": …, "from": "95", "no_zero": true, "above": true}, …], flags optional.

        Raises Invalid at "bands" for a row of another shape.
        """
        return cls(tuple(_band(row) for row in rows))

    def of(self, total: Decimal, *, has_zero: bool = False) -> str:
        """The name of the highest band that the total reaches; of the last band if it reaches none.

        `has_zero`: some criterion of the base part scored 0.
        """
        for band in self.rows:
            if band.reached(total) and not (band.no_zero and has_zero):
                return band.name
        return self.rows[-1].name

    def problems(self, best: Decimal) -> list[Problem]:
        """What keeps the bands from being issued, `best` being the highest total possible."""
        if not self.rows:
            return [Problem(None, "Chưa có mức xếp loại nào.")]
        return [*self._name_problems(), *self._threshold_problems(best)]

    def _name_problems(self) -> Iterator[Problem]:
        seen: set[str] = set()
        for band in self.rows:
            key = band.name.strip().casefold()
            if not key or key in seen:
                yield Problem(band.name, f"Tên mức xếp loại “{band.name}” để trống hoặc bị trùng.")
            seen.add(key)

    def _threshold_problems(self, best: Decimal) -> Iterator[Problem]:
        for higher, lower in pairwise(self.rows):
            if higher.start <= lower.start:
                said = f"phải có điểm sàn cao hơn mức “{lower.name}” đứng sau"
                yield Problem(higher.name, f"Mức “{higher.name}” {said}.")
        first, last = self.rows[0], self.rows[-1]
        if not first.reached(best):
            said = f"có điểm sàn {numbers.vi(first.at_least)} cao hơn điểm cao nhất có thể đạt"
            yield Problem(first.name, f"Mức “{first.name}” {said} ({numbers.vi(best)}).")
        if last.start != Cut(Decimal(0), False):
            said = f"Điểm dưới {numbers.vi(last.at_least)} chưa thuộc mức nào"
            yield Problem(last.name, f"{said}; mức thấp nhất phải tính từ 0.")
        if last.no_zero:
            said = "Mức thấp nhất không được đòi hỏi mọi tiêu chí có điểm."
            yield Problem(last.name, said)


def _band(row: Mapping[str, object]) -> Band:
    name, no_zero, above = row.get("name"), row.get("no_zero", False), row.get("above", False)
    if not isinstance(name, str) or not isinstance(no_zero, bool) or not isinstance(above, bool):
        raise Invalid("Mức xếp loại cần có tên và điểm sàn.", "bands")
    return Band(name, numbers.exact(row.get("from"), "bands"), no_zero, above)


@dataclass(frozen=True, slots=True)
class TieStep:
    """A criterion or group whose points tell equal totals apart; `label` is for the note."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class TieChain:
    """The declared tie rule: steps in their order, then what happens to those still equal."""

    steps: tuple[TieStep, ...] = ()
    end: TieRule = TieRule.SHARED


@dataclass(frozen=True, slots=True)
class Entry:
    """A sheet to be ranked. `points`: at least the codes of the tie chain, groups included.

    `decided`: the order among equals by ballot or authority, 1 first; None while nothing is
    decided, and without meaning where ties are shared.
    """

    sheet_id: int
    cluster_id: int
    total: Decimal
    points: Mapping[str, Decimal]
    has_zero: bool = False
    decided: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sheet stands among some sheets, and how a tie was broken or why it was not.

    `note` is Vietnamese, empty where no other sheet has the same total. `group` holds the sheets
    of the same rank, this one included. `awaits_decision`: the rank is provisional until the
    authority decides.
    """

    sheet_id: int
    rank: int
    group: tuple[int, ...]
    note: str = ""
    awaits_decision: bool = False

    @property
    def tied_with(self) -> tuple[int, ...]:
        """The other sheets of the same rank."""
        return tuple(sheet_id for sheet_id in self.group if sheet_id != self.sheet_id)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A sheet with its band and its places in its cluster and in the province."""

    sheet_id: int
    cluster_id: int
    total: Decimal
    band: str
    in_cluster: Place
    in_province: Place


@dataclass(frozen=True, slots=True)
class _Row:
    entry: Entry
    key: tuple[Decimal | int, ...]


def standings(entries: Iterable[Entry], bands: Bands, ties: TieChain) -> tuple[Ranked, ...]:
    """Band and ranks of every sheet, best of the province first, equals by sheet id.

    Raises Invalid where an entry lacks the points of a step of the tie chain. O(n log n).
    """
    rows = _sorted(entries, ties)
    in_province = {place.sheet_id: place for place in _places(rows, ties)}
    in_cluster: dict[int, Place] = {}
    clusters: dict[int, list[_Row]] = {}
    for row in rows:
        clusters.setdefault(row.entry.cluster_id, []).append(row)
    for members in clusters.values():
        in_cluster.update((place.sheet_id, place) for place in _places(members, ties))
    return tuple(
        Ranked(
            sheet_id=row.entry.sheet_id,
            cluster_id=row.entry.cluster_id,
            total=row.entry.total,
            band=bands.of(row.entry.total, has_zero=row.entry.has_zero),
            in_cluster=in_cluster[row.entry.sheet_id],
            in_province=in_province[row.entry.sheet_id],
        )
        for row in rows
    )


def places(entries: Iterable[Entry], ties: TieChain) -> tuple[Place, ...]:
    """The rank of every sheet among these alone, best first, equals by sheet id.

    Raises Invalid where an entry lacks the points of a step of the tie chain. O(n log n).
    """
    return tuple(_places(_sorted(entries, ties), ties))


def _sorted(entries: Iterable[Entry], ties: TieChain) -> list[_Row]:
    rows = [_Row(entry, _key(entry, ties)) for entry in entries]
    return sorted(rows, key=lambda row: (row.key, row.entry.sheet_id))


def _key(entry: Entry, ties: TieChain) -> tuple[Decimal | int, ...]:
    """Smaller is better: the total, the steps, the authority's decision."""
    lacking = [step.label for step in ties.steps if step.code not in entry.points]
    if lacking:
        raise Invalid(f"Thiếu điểm để phân định đồng hạng: {', '.join(lacking)}.", "tie_chain")
    steps = (-entry.points[step.code] for step in ties.steps)
    if ties.end is TieRule.SHARED:
        return (-entry.total, *steps)
    return (-entry.total, *steps, _NOT_DECIDED if entry.decided is None else entry.decided)


def _places(rows: Sequence[_Row], ties: TieChain) -> Iterator[Place]:
    first = 0
    while first < len(rows):
        total = rows[first].key[0]
        end = first + 1
        while end < len(rows) and rows[end].key[0] == total:
            end += 1
        if end == first + 1:
            sheet_id = rows[first].entry.sheet_id
            yield Place(sheet_id, end, (sheet_id,))
        else:
            yield from _equal_totals(rows[first:end], first + 1, ties)
        first = end


def _equal_totals(rows: Sequence[_Row], rank: int, ties: TieChain) -> Iterator[Place]:
    """The places from `rank` on of sheets with one total, set apart by the tie chain."""
    runs = [list(run) for _, run in groupby(rows, key=lambda row: row.key)]
    for index, run in enumerate(runs):
        before = runs[index - 1][0] if index > 0 else None
        after = runs[index + 1][0] if index + 1 < len(runs) else None
        note = _note(run, before, after, ties)
        group = tuple(row.entry.sheet_id for row in run)
        waits = len(run) > 1 and ties.end is not TieRule.SHARED
        yield from (Place(sheet_id, rank, group, note, waits) for sheet_id in group)
        rank += len(run)


def _note(members: Sequence[_Row], before: _Row | None, after: _Row | None, ties: TieChain) -> str:
    """One note for all sheets of a rank: what set them apart, and that they are equal."""
    row = members[0]
    said: list[str] = []
    if before is not None:
        said.append(f"xếp sau do {_difference(row, before, ties)}")
    elif after is not None:
        said.append(f"xếp trên do {_difference(row, after, ties)}")
    if len(members) > 1 and ties.end is TieRule.SHARED:
        said.append(f"{len(members)} đơn vị đồng hạng")
    elif len(members) > 1:
        said.append(f"{len(members)} đơn vị ngang nhau, chờ {DECIDES[ties.end]}")
    return f"Cùng {numbers.vi(row.entry.total)} điểm; {'; '.join(said)}." if said else ""


def _difference(row: _Row, other: _Row, ties: TieChain) -> str:
    """By which step the row differs from its neighbour of the same total."""
    for step in ties.steps:
        mine, theirs = row.entry.points[step.code], other.entry.points[step.code]
        if mine != theirs:
            word = "cao" if mine > theirs else "thấp"
            return f"{step.label} {word} hơn ({numbers.vi(mine)} so với {numbers.vi(theirs)})"
    return DECIDES[ties.end]
