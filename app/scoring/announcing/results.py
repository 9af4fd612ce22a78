"""Results reckoned from frozen inputs alone: the same inputs always give the same results.

A document is {"inputs", "results", "sheets"}: what was entered and decided; what follows from it;
the digests of the members' own parts.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from app.scoring.announcing import canonical, placing, scales, shares, values
from app.scoring.announcing.canonical import Content, decimal
from app.scoring.reckoning import Reckoning, Result
from app.scoring.scale import Scale


def document(inputs: Content) -> Content:
    """The whole that is frozen."""
    found: Content = {"inputs": inputs, "results": results(inputs)}
    found["sheets"] = {
        str(part["sheet"]): canonical.digest(canonical.text(part)) for part in parts(found)
    }
    return found


def results(inputs: Mapping[str, Any]) -> Content:
    """Points, totals, bands and ranks of every member, by sheet."""
    scale = scales.scale(inputs["set"])
    found: Content = {}
    for members in by_cluster(inputs).values():
        reckoning = reckoned(scale, members)
        for member in members:
            one = reckoning.result(member["sheet"])
            found[str(member["sheet"])] = _result(scale, one)
        shares.add(scale, members, found)
    placing.add(inputs, scale, found)
    return found


def reckoned(scale: Scale, members: list[Content]) -> Reckoning:
    """The members of one cluster, ready to be reckoned and changed; criteria by their place."""
    return Reckoning(scale, {one["sheet"]: values.given(scale, one) for one in members})


def by_cluster(inputs: Mapping[str, Any]) -> dict[int, list[Content]]:
    """The members of each cluster, by sheet."""
    found: dict[int, list[Content]] = {}
    for member in sorted(inputs["members"], key=lambda one: int(one["sheet"])):
        found.setdefault(member["cluster"], []).append(member)
    return found


def _result(scale: Scale, one: Result) -> Content:
    totals = one.totals
    return {
        "points": {
            row.criterion.code: decimal(one.points[criterion_id])
            for criterion_id, row in scale.leaves.items()
            if criterion_id in one.points
        },
        "groups": {
            code: {"raw": decimal(group.raw), "points": decimal(group.points)}
            for code, group in totals.groups.items()
        },
        "base": decimal(totals.base),
        "bonus": decimal(totals.bonus),
        "penalty": decimal(totals.penalty),
        "total": decimal(totals.total),
        "zeros": list(totals.zeros),
        "subtotals": {
            code: decimal(Decimal(points))
            for code, points in scale.subtotals(totals, one.points).items()
        },
    }


def parts(found: Mapping[str, Any]) -> Iterator[Content]:
    """What each member is given of a document: its own values and results, nobody else's."""
    for member in found["inputs"]["members"]:
        result = found["results"][str(member["sheet"])]
        yield {
            "format": found["inputs"]["format"],
            "scope": found["inputs"]["scope"],
            "year": found["inputs"]["year"],
            "sheet": member["sheet"],
            "member": member["member"],
            "inputs": member,
            "results": result,
        }


def agrees(
    found: Mapping[str, Any], sheet_id: int | None, total: Decimal, band: str, rank: int
) -> bool:
    """Whether a member's result in a document is this one."""
    one = found["results"].get(str(sheet_id))
    return one is not None and (Decimal(one["total"]), one["band"], one["cluster_rank"]) == (
        total,
        band,
        rank,
    )


def verify(frozen: str) -> list[str]:
    """Where a frozen text differs from what its own inputs give now; empty when byte for byte the
    same."""
    stored = canonical.read(frozen)
    found = canonical.text(document(stored["inputs"]))
    if found == frozen:
        return []
    said = canonical.differences(stored, canonical.read(found))
    return said or ["Cách viết của nội dung đã khóa khác với cách viết chuẩn."]
