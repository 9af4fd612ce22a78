"""What counts of a member's values: the council's, else the cluster's, else its own."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from app.lib.errors import Invalid
from app.scoring.deciding.terms import LineOrigin
from app.scoring.reckoning import Given
from app.scoring.scale import Scale


def given(scale: Scale, member: Mapping[str, Any]) -> Given:
    """A frozen member for reckoning, by criterion id.

    Points that somebody set by hand stay fixed; where the formula gives the same from the values
    that count, they follow from it.
    """
    inputs: dict[int, Mapping[str, str]] = {}
    kinds: dict[int, frozenset[str]] = {}
    fixed: dict[int, Decimal] = {}
    unassigned: set[int] = set()
    for criterion_id, row in scale.leaves.items():
        line = member["lines"][row.criterion.code]
        inputs[criterion_id] = counting(line)
        kinds[criterion_id] = evidence_kinds(line)
        if is_unassigned(line):
            unassigned.add(criterion_id)
            continue
        is_relative = criterion_id in scale.relative
        points = by_hand(line, is_relative=is_relative)
        if points is None:
            continue
        if is_relative or points != reckoned(scale, criterion_id, line):
            fixed[criterion_id] = points
    return Given(inputs=inputs, unassigned=frozenset(unassigned), kinds=kinds, fixed=fixed)


def counting(line: Mapping[str, Any]) -> Mapping[str, str]:
    """The values that count."""
    for source in (line["council"], line["settled"], line["appraised"], line["self"]):
        if source is not None and source.get("inputs") is not None:
            found: Mapping[str, str] = source["inputs"]
            return found
    return {}


def is_unassigned(line: Mapping[str, Any]) -> bool:
    """Whether the member was not given this criterion, by the word that counts.

    What the council itself gave points or values for is assigned.
    """
    council = line["council"]
    if council is not None and council["origin"] != LineOrigin.CLUSTER.value:
        return False
    source = line["appraised"] or line["self"]
    return bool(source is not None and source["unassigned"])


def evidence_kinds(line: Mapping[str, Any]) -> frozenset[str]:
    """The kinds of evidence that were attached."""
    return frozenset(one["kind"] for one in line["evidence"] if one["kind"])


def by_hand(line: Mapping[str, Any], *, is_relative: bool = False) -> Decimal | None:
    """The points that were said last: by the council, the cluster, else the member.

    None where they follow from values: those that the council corrected, and those of the whole
    cluster for a relative criterion.
    """
    council = line["council"]
    if council is not None and council["origin"] == LineOrigin.VALUES.value:
        return None
    if is_relative:
        said = council is not None and council["origin"] == LineOrigin.POINTS.value
        return Decimal(council["points"]) if said else None
    for source in (line["council"], line["settled"], line["appraised"], line["self"]):
        if source is not None and source["points"] is not None:
            return Decimal(source["points"])
    return None


def reckoned(scale: Scale, criterion_id: int, line: Mapping[str, Any]) -> Decimal | None:
    """What the formula gives for the values that count; None where it cannot be told."""
    try:
        points = scale.formula(criterion_id).points(counting(line))
    except Invalid:
        return None
    return scale.gated(criterion_id, points, evidence_kinds(line))
