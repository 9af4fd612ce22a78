"""Why a sheet has its points: every criterion with its formula in words, its values, and what was
said of it at each stage."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from app.lib import numbers
from app.lib.errors import Invalid
from app.scoring.announcing import shares, values, words
from app.scoring.deciding.terms import LineOrigin
from app.scoring.formulas import Formula, Input, Relative
from app.scoring.scale import Placed, Scale
from app.scoring.terms import InputKind

Told = Mapping[str, Any]


@dataclass(frozen=True)
class Stage:
    """What was said of a criterion at one stage: by whom, which points and values, why.

    `changes`: the points or values are not those of the stage before.
    """

    name: str
    by: str
    points: Decimal | None
    text: str = ""
    entered: Sequence[tuple[str, str]] = ()
    changes: bool = False


@dataclass(frozen=True)
class Line:
    """One criterion: how it is scored, what counts, how its points came about."""

    row: Placed
    formula: str
    entered: Sequence[tuple[str, str]]
    source: str
    evidence: Sequence[Told]
    missing: Sequence[str]
    stages: Sequence[Stage]
    points: Decimal | None
    explained: str
    unassigned: bool
    by_hand: bool
    leader: str = ""
    petitions: Sequence[Told] = ()

    @property
    def is_group(self) -> bool:
        """Whether it only sums up."""
        return False


@dataclass(frozen=True)
class Group:
    """One group: the sum of what it holds, and what of it counts."""

    row: Placed
    raw: Decimal | None
    points: Decimal | None

    @property
    def is_group(self) -> bool:
        """Whether it only sums up."""
        return True

    @property
    def is_limited(self) -> bool:
        """Whether re-basing or its maximum made another number of the sum."""
        return self.raw != self.points


@dataclass(frozen=True)
class Story:
    """A whole sheet told: its criteria and groups in their order, then how the total came about."""

    member: Told
    result: Told
    rows: Sequence[Line | Group]
    sums: Sequence[str] = field(default=())

    @property
    def total(self) -> Decimal:
        """The total that stands."""
        return Decimal(self.result["total"])

    @property
    def changed(self) -> list[Line]:
        """The criteria of which the points were not left as the member gave them."""
        return [
            row
            for row in self.rows
            if isinstance(row, Line) and any(stage.changes for stage in row.stages)
        ]


def story(scale: Scale, member: Told, result: Told) -> Story:
    """The sheet of a member, by its frozen (or gathered) values and its results."""
    rows: list[Line | Group] = []
    for row in scale.rows:
        if row.formula is None:
            rows.append(_group(row, result))
        else:
            rows.append(_line(scale, row, row.formula, member, result))
    return Story(member, result, rows, tuple(_sums(scale, result)))


def _group(row: Placed, result: Told) -> Group:
    found = result["groups"].get(row.criterion.code)
    if found is None:
        return Group(row, None, None)
    return Group(row, Decimal(found["raw"]), Decimal(found["points"]))


def _line(scale: Scale, row: Placed, formula: Formula, member: Told, result: Told) -> Line:
    code, criterion_id = row.criterion.code, row.criterion.id
    line = member["lines"][code]
    counting, kinds = values.counting(line), values.evidence_kinds(line)
    given = result["points"].get(code)
    points = None if given is None else Decimal(given)
    reached = _reached(formula, counting, result.get("leaders", {}).get(code))
    missing = scale.missing_gates(criterion_id, kinds)
    unassigned = values.is_unassigned(line)
    follows = reached is not None and points == scale.gated(criterion_id, reached[0], kinds)
    return Line(
        row=row,
        formula=words.formula(formula),
        entered=entered(formula.fields, counting),
        source=(line["self"] or {}).get("source") or "",
        evidence=line["evidence"],
        missing=missing,
        stages=tuple(_stages(formula, line, member)),
        points=points,
        explained=reached[1] if reached is not None and follows and not missing else "",
        unassigned=unassigned,
        by_hand=points is not None and not follows and not unassigned,
        leader=_leader(formula, result, code),
        petitions=[one for one in member["petitions"] if one["criterion"] == code],
    )


def _reached(
    formula: Formula, counting: Mapping[str, str], leader: Told | None
) -> tuple[Decimal, str] | None:
    """The points by the formula, and how they came about; None where values are missing."""
    try:
        if isinstance(formula, Relative) and leader is not None:
            own, best = formula.achievement(counting), shares.leader(leader)
            said = formula.explain_beside(own, best or own)
            return shares.points(formula, counting, leader), said
        return formula.points(counting), formula.explain(counting)
    except Invalid:
        return None


def _leader(formula: Formula, result: Told, code: str) -> str:
    if not isinstance(formula, Relative) or code not in result.get("leaders", {}):
        return ""
    return shares.said(result["leaders"][code])


def _stages(formula: Formula, line: Told, member: Told) -> Iterator[Stage]:
    """The member, the first review, its explanation, the second review, the council."""
    before: tuple[Any, Any] = (None, None)
    for name, by, source, text in _words(line, member):
        if source is None and not text:
            continue
        stage = _stage(formula, name, by, source, text or "", before)
        if source is not None:
            before = (source["points"], source.get("inputs") or before[1])
        yield stage


def _words(line: Told, member: Told) -> Iterator[tuple[str, str, Told | None, str | None]]:
    """Each stage: its name, who spoke, the points and values, the reason."""
    appraiser = member["appraiser"] or "Đơn vị thẩm định"
    own, first, second = line["self"], line["appraised"], line["settled"]
    yield "Tự chấm", member["name"], own, (own or {}).get("note")
    yield "Thẩm định lần 1", appraiser, first, (first or {}).get("comment")
    yield "Giải trình", member["name"], None, line["explanation"]
    yield "Thẩm định lần 2", appraiser, second, (second or {}).get("comment")
    for word in line["before"]:
        yield f"Hội đồng, lần {word['revision']}", "Hội đồng", word, word["reason"]
    last = line["council"]
    yield _council(line), "Hội đồng", last, (last or {}).get("reason")


def _council(line: Told) -> str:
    word = line["council"]
    if word is None:
        return "Hội đồng"
    if word["origin"] != LineOrigin.POINTS.value:
        return LineOrigin(word["origin"]).label
    return "Hội đồng" if word["revision"] == 1 else f"Hội đồng, lần {word['revision']}"


def _stage(
    formula: Formula, name: str, by: str, source: Told | None, text: str, before: tuple[Any, Any]
) -> Stage:
    if source is None:
        return Stage(name, by, None, text)
    points, inputs = source["points"], source.get("inputs")
    has_other = before != (None, None) and inputs is not None and inputs != before[1]
    return Stage(
        name=name,
        by=by,
        points=None if points is None else Decimal(points),
        text=text,
        entered=entered(formula.fields, inputs or {}) if has_other else (),
        changes=before != (None, None) and (points != before[0] or has_other),
    )


def entered(fields: Sequence[Input], given: Mapping[str, str]) -> list[tuple[str, str]]:
    """Values as an official reads them: ("Số hồ sơ", "45 hồ sơ")."""
    return [(one.label, _shown(one, given[one.name])) for one in fields if one.name in given]


def _shown(one: Input, value: str) -> str:
    if one.kind is InputKind.YES_NO:
        return "Có" if value == "yes" else "Không"
    try:
        shown = numbers.vi(numbers.exact(value))
    except Invalid:
        return value
    return f"{shown} {one.unit}" if one.unit and one.unit != "điểm" else shown


def _sums(scale: Scale, result: Told) -> Iterator[str]:
    """How the total came about, in sentences."""
    found = scale.criteria_set
    base, bonus, penalty = (Decimal(result[name]) for name in ("base", "bonus", "penalty"))
    vi = numbers.vi
    yield f"Điểm chuẩn {vi(base)} trên {vi(found.base_total)}."
    if found.bonus_cap:
        yield f"Điểm thưởng {vi(bonus)} (mức tối đa {vi(found.bonus_cap)})."
    if found.penalty_cap:
        yield f"Điểm trừ {vi(penalty)} (mức tối đa {vi(found.penalty_cap)})."
    yield f"Tổng điểm: {vi(base)} + {vi(bonus)} − {vi(penalty)} = {vi(Decimal(result['total']))}."
