"""The final points of a cluster: what was settled, what the council says, and the cluster itself.

Points of a criterion that is measured by the whole cluster follow from the settled values of all
its members, not from the points that were settled one by one.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from app.lib import numbers
from app.lib.errors import Invalid
from app.scoring.deciding.terms import LineOrigin
from app.scoring.scale import Scale
from app.scoring.tree import Totals

Inputs = Mapping[str, str]


@dataclass(frozen=True)
class Settled:
    """What a cluster holds to for one sheet, by criterion.

    `values`: the inputs that count; `kinds`: the kinds of evidence that are there.
    """

    points: Mapping[int, Decimal]
    values: Mapping[int, Inputs]
    unassigned: frozenset[int] = frozenset()
    kinds: Mapping[int, Collection[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Word:
    """What the council says of one sheet: points, or values from which points follow."""

    points: Mapping[int, Decimal] = field(default_factory=dict)
    values: Mapping[int, Inputs] = field(default_factory=dict)


NO_WORD = Word()


@dataclass(frozen=True)
class Moved:
    """Points that differ from the settled ones without the council having set them; `said`: why."""

    points: Decimal
    said: str


@dataclass(frozen=True)
class Outcome:
    """The final points of one sheet, by criterion, and what they add up to."""

    points: Mapping[int, Decimal]
    unassigned: frozenset[int]
    totals: Totals
    moved: Mapping[int, Moved]

    @property
    def has_zero(self) -> bool:
        """Whether some criterion of the base part scored 0."""
        return bool(self.totals.zeros)


def reckon(
    scale: Scale, sheets: Mapping[int, Settled], words: Mapping[int, Word]
) -> dict[int, Outcome]:
    """The final points of the sheets of one cluster, each with the council's word on it.

    Raises Invalid where the council's values are outside their limits.
    """
    among = {one: _among(scale, one, sheets, words) for one in scale.relative}
    return {
        sheet_id: _outcome(scale, sheet_id, settled, words.get(sheet_id, NO_WORD), among)
        for sheet_id, settled in sheets.items()
    }


def _among(
    scale: Scale, criterion_id: int, sheets: Mapping[int, Settled], words: Mapping[int, Word]
) -> dict[int, Moved]:
    """The points of a relative criterion over the cluster, by sheet, and how they came about."""
    values = {
        sheet_id: value
        for sheet_id, settled in sheets.items()
        if criterion_id not in settled.unassigned
        and (value := value_of(settled, words.get(sheet_id, NO_WORD), criterion_id))
    }
    formula = scale.relative_formula(criterion_id)
    whole = {one: value for one, value in values.items() if formula.is_complete(value)}
    found: dict[int, Moved] = {}
    for sheet_id, points in formula.among(whole).items():
        kinds = sheets[sheet_id].kinds.get(criterion_id, ())
        counted = numbers.quantize3(scale.gated(criterion_id, points, kinds))
        lacking = ", ".join(scale.missing_gates(criterion_id, kinds))
        found[sheet_id] = Moved(
            counted,
            f"thiếu minh chứng {lacking}" if lacking else formula.explain_among(whole, sheet_id),
        )
    return found


def value_of(settled: Settled, word: Word, criterion_id: int) -> Inputs:
    """The value that counts: the council's, else what the cluster settled."""
    return word.values.get(criterion_id) or settled.values.get(criterion_id) or {}


def _outcome(
    scale: Scale,
    sheet_id: int,
    settled: Settled,
    word: Word,
    among: Mapping[int, Mapping[int, Moved]],
) -> Outcome:
    points = {one: given for one, given in settled.points.items() if one not in settled.unassigned}
    moved: dict[int, Moved] = {}
    for criterion_id, found in among.items():
        mine = found.get(sheet_id)
        if mine is not None and points.get(criterion_id) != mine.points:
            moved[criterion_id] = mine
            points[criterion_id] = mine.points
    for criterion_id, inputs in word.values.items():
        if criterion_id not in among:
            kinds = settled.kinds.get(criterion_id, ())
            points[criterion_id] = points_of(scale, criterion_id, inputs, kinds)
    points.update(word.points)
    said = word.points.keys() | word.values.keys()
    unassigned = settled.unassigned - said
    return Outcome(
        points=points,
        unassigned=unassigned,
        totals=scale.totals(points, unassigned),
        moved={one: found for one, found in moved.items() if one not in said},
    )


def points_of(
    scale: Scale, criterion_id: int, inputs: Inputs, kinds: Collection[str] = ()
) -> Decimal:
    """The points that follow from values, alone. Raises Invalid where one is missing or wrong."""
    answer = scale.answers({criterion_id: inputs})[criterion_id]
    if answer.points is None:
        raise Invalid("Cần nhập đủ số liệu.", f"lines.{criterion_id}.points")
    return numbers.quantize3(scale.gated(criterion_id, answer.points, kinds))


def reason_of(moved: Moved, settled: Decimal | None) -> str:
    """The note of the system on points that follow from the whole cluster."""
    before = "chưa chấm" if settled is None else numbers.vi(settled)
    return f"Tính lại trên cả cụm: {moved.said}; cụm chốt {before}."


def origin_of(word: Word, criterion_id: int) -> LineOrigin:
    """Whence the points of a criterion come where they differ from the settled ones."""
    if criterion_id in word.points:
        return LineOrigin.POINTS
    return LineOrigin.VALUES if criterion_id in word.values else LineOrigin.CLUSTER
