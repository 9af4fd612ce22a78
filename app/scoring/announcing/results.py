"""Results reckoned from frozen inputs alone: the same inputs always give the same results.

A document is {"inputs", "results", "sheets"}: what was entered and decided; what follows from it;
the digests of the members' own parts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from app.scoring.announcing import canonical, placing, scales, shares, values
from app.scoring.announcing.canonical import Content, decimal
from app.scoring.reckoning import Reckoning, Result
from app.scoring.scale import Scale


def document(inputs: Content) -> Content:
    """The whole that is frozen, in whatever order its members came."""
    members = sorted(inputs["members"], key=lambda one: int(one["sheet"]))
    inputs = {**inputs, "members": members}
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


def provisional(scale: Scale, members: list[Content], sheet_id: int, *, whole: bool) -> Content:
    """The result of a sheet as it stands before the announcement, without a rank.

    `whole`: the members are all of the cluster; else what is measured by the cluster is reckoned
    for the sheet alone.
    """
    member = next(one for one in members if one["sheet"] == sheet_id)
    one = reckoned(scale, members).result(sheet_id) if whole else _alone(scale, member)
    found = _result(scale, one)
    if whole:
        shares.add(scale, members, {str(each["sheet"]): found for each in members})
    return found | {
        **{"band": scale.band(one.totals), "band_note": "", "tie_note": ""},
        **{"cluster_rank": None, "province_rank": None, "percent": None},
    }


def _alone(scale: Scale, member: Content) -> Result:
    """A member of which the cluster is not known: relative criteria have what it reaches alone."""
    given = values.given(scale, member)
    fixed = dict(given.fixed)
    for criterion_id in scale.relative:
        line = member["lines"][scale.leaves[criterion_id].criterion.code]
        points = values.reckoned(scale, criterion_id, line)
        if criterion_id not in fixed and points is not None:
            fixed[criterion_id] = points
    sheet_id = member["sheet"]
    return Reckoning(scale, {sheet_id: replace(given, fixed=fixed)}).result(sheet_id)


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


def check(frozen: str, digest: str, announced: str | None) -> list[str]:
    """What is wrong with a frozen text: with its hashes, or with what its inputs give now."""
    wrong = []
    if canonical.digest(frozen) != digest:
        wrong.append("Mã SHA-256 của nội dung đã khóa khác với mã đã lưu.")
    if announced != digest:
        wrong.append("Mã SHA-256 trong thông báo khác với mã của nội dung đã khóa.")
    return [*wrong, *verify(frozen)]
