"""Which criteria set and which cluster a page of results is about."""

from flask import request

from app.scoring.models import CriteriaSet
from app.scoring.queries import criteria
from tenants import context


def issued() -> list[CriteriaSet]:
    """The issued sets of the acting tenant, newest first."""
    mine = context.acting().tenant_id
    found = [line.criteria_set for line in criteria.sets(issued_only=True)]
    return [one for one in found if one.tenant_id == mine]


def chosen(sets: list[CriteriaSet]) -> CriteriaSet | None:
    """The set that the address names, else the newest."""
    wanted = request.values.get("set", type=int)
    if wanted is not None:
        return criteria.criteria_set(wanted)
    return sets[0] if sets else None


def cluster() -> int | None:
    """The cluster that the address names."""
    return request.values.get("cluster", type=int)
