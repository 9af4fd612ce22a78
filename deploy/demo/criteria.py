"""The criteria sets of 2026: one issued for the communes' clusters, one drafted for the bloc."""

from collections.abc import Iterator
from datetime import date

from app.clusters.terms import ClusterKind
from app.scoring import jobs
from app.scoring.actions import criteria, criteria_sets
from app.scoring.actions.content import NodeContent, SetContent
from app.scoring.models import CriteriaSet, Criterion
from app.scoring.queries import criteria as queries
from deploy.demo.cast import Cast
from deploy.demo.people import Person
from deploy.demo.province_plan import CLUSTER_H1, EXEMPLARS, LAUNCH, YEAR
from deploy.demo.stage import Scene, moment

DRAFTED_ON, ISSUED_ON, SUBMIT_BY = date(2026, 3, 9), date(2026, 3, 16), date(2026, 11, 30)
TITLE = "Bộ tiêu chí chấm điểm thi đua năm 2026 đối với {} (mẫu, không phải quy định)"
TITLES = {
    ClusterKind.CLUSTER: TITLE.format("các xã, phường"),
    ClusterKind.BLOC: TITLE.format("các sở, ban, ngành"),
}
DRAWN = {"III.1": LAUNCH, "III.4": EXEMPLARS, "III.6": CLUSTER_H1}
"""Criteria whose values come from a task of the province's plan."""


def scenes(cast: Cast) -> Iterator[Scene]:
    """Drafted from the sample, tied to the plan, issued."""
    yield Scene(moment(DRAFTED_ON, 9), cast.officer, lambda by: _draft(cast, by))
    yield Scene(moment(DRAFTED_ON, 14), cast.officer, _draft_bloc)
    yield Scene(moment(ISSUED_ON, 10), cast.leader, lambda by: _issue(cast, by))


def _draft(cast: Cast, by: Person) -> None:
    found = criteria_sets.draft_sample(year=YEAR, cluster_kind=ClusterKind.CLUSTER, by=by)
    _name(found, by)
    for node in queries.criteria(found.id):
        cast.criterion_ids[node.code] = node.id
        if node.code in DRAWN:
            _tie(node, cast.task_ids[DRAWN[node.code]], by)
    cast.set_ids.append(found.id)


def _draft_bloc(by: Person) -> None:
    _name(criteria_sets.draft_sample(year=YEAR, cluster_kind=ClusterKind.BLOC, by=by), by)


def _issue(cast: Cast, by: Person) -> None:
    jobs.issue_set(set_id=cast.set_ids[0], by=by)


def _name(found: CriteriaSet, by: Person) -> None:
    criteria_sets.edit(
        set_id=found.id,
        version=found.version,
        content=SetContent(
            year=found.year,
            cluster_kind=found.cluster_kind,
            title=TITLES[found.cluster_kind],
            base_total=found.base_total,
            bonus_cap=found.bonus_cap,
            penalty_cap=found.penalty_cap,
            bands=found.bands,
            tie_chain=found.tie_chain,
            tie_rule=found.tie_rule,
            submit_by=SUBMIT_BY if found.cluster_kind is ClusterKind.CLUSTER else None,
        ),
        by=by,
    )


def _tie(node: Criterion, task_id: int, by: Person) -> None:
    criteria.edit(
        criterion_id=node.id,
        version=node.version,
        content=NodeContent(
            code=node.code,
            text=node.text,
            max_points=node.max_points,
            part=node.part,
            guidance=node.guidance,
            formula=node.formula,
            params=node.params,
            evidence_required=node.evidence_required,
            upstream_task_id=task_id,
        ),
        by=by,
    )
