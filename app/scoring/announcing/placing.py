"""Bands and ranks out of frozen inputs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from app.lib import numbers
from app.scoring import ranking
from app.scoring.announcing.canonical import Content, decimal
from app.scoring.deciding import downgrades
from app.scoring.deciding.downgrades import Fact
from app.scoring.ranking import Entry, Ranked
from app.scoring.scale import Scale, bands_of, ties_of
from app.scoring.terms import StandingScope, TieRule


def add(inputs: Mapping[str, Any], scale: Scale, results: Content) -> None:
    """Write band, ranks and notes into the results, as the frozen decisions and facts have it."""
    bands, base = bands_of(scale.criteria_set), scale.criteria_set.base_total
    rules = downgrades.rules_of(scale.criteria_set.downgrades, bands)
    whole = inputs["scope"] == StandingScope.PROVINCE.value
    members = {one["sheet"]: one["member"] for one in inputs["members"]}
    for one in _ranked(inputs, scale, results):
        result = results[str(one.sheet_id)]
        facts = _facts(inputs, members[one.sheet_id], result)
        lowered = downgrades.lowered(one.band, facts, rules, bands)
        place = one.in_province if whole else one.in_cluster
        result["band"], result["band_note"] = lowered.band, lowered.note
        result["cluster_rank"] = one.in_cluster.rank
        result["province_rank"] = one.in_province.rank if whole else None
        result["tie_note"] = place.note
        result["percent"] = decimal(numbers.quantize3(100 * one.total / base))


def _facts(inputs: Mapping[str, Any], member_id: int, result: Mapping[str, Any]) -> list[Fact]:
    known = [Fact(**fact) for fact in inputs["facts"].get(str(member_id), ())]
    return [*known, Fact(**inputs["zero"])] if result["zeros"] else known


def _ranked(inputs: Mapping[str, Any], scale: Scale, results: Content) -> tuple[Ranked, ...]:
    bands, ties = bands_of(scale.criteria_set), ties_of(scale.criteria_set)
    entries = [_entry(member, results[str(member["sheet"])]) for member in inputs["members"]]
    found = ranking.standings(entries, bands, ties)
    if ties.end is TieRule.SHARED:
        return found
    order = _decided(found, inputs["decisions"], inputs["scope"])
    if not order:
        return found
    decided = [replace(one, decided=order.get(one.sheet_id)) for one in entries]
    return ranking.standings(decided, bands, ties)


def _entry(member: Mapping[str, Any], result: Mapping[str, Any]) -> Entry:
    return Entry(
        sheet_id=member["sheet"],
        cluster_id=member["cluster"],
        total=Decimal(result["total"]),
        points={code: Decimal(points) for code, points in result["subtotals"].items()},
        has_zero=bool(result["zeros"]),
    )


def _decided(
    found: Iterable[Ranked], decisions: Sequence[Mapping[str, Any]], scope: str
) -> dict[int, int]:
    """The order among equals that was decided, where they are still exactly those equals."""
    whole = scope == StandingScope.PROVINCE.value
    places = [one.in_province if whole else one.in_cluster for one in found]
    open_groups = {tuple(sorted(one.group)) for one in places if one.awaits_decision}
    newest = {tuple(sorted(one["sheets"])): one["sheets"] for one in reversed(decisions)}
    return {
        sheet_id: place
        for group, order in newest.items()
        if group in open_groups
        for place, sheet_id in enumerate(order, 1)
    }
