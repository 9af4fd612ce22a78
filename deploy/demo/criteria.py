"""The criteria sets of 2026: one issued for the communes' clusters and mended once, one drafted for
the bloc of departments."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from app.clusters.terms import ClusterKind
from app.scoring import jobs
from app.scoring.actions import criteria, criteria_sets
from app.scoring.content import head_of, node_of
from app.scoring.models import CriteriaSet, Criterion
from app.scoring.queries import criteria as queries
from deploy.demo import deciding
from deploy.demo.cast import Cast
from deploy.demo.people import Person
from deploy.demo.province_plan import CLUSTER_H1, EXEMPLARS, LAUNCH, YEAR
from deploy.demo.stage import Scene, moment

DRAFTED_ON, ISSUED_ON, SUBMIT_BY = date(2026, 3, 9), date(2026, 3, 16), date(2026, 11, 30)
MENDED_ON = date(2026, 3, 18)
TITLE = "Bộ tiêu chí chấm điểm thi đua năm 2026 đối với {} (mẫu, không phải quy định)"
TITLES = {
    ClusterKind.CLUSTER: TITLE.format("các xã, phường"),
    ClusterKind.BLOC: TITLE.format("các sở, ban, ngành"),
}
DRAWN = {"III.1": LAUNCH, "III.4": EXEMPLARS, "III.6": CLUSTER_H1}
"""Criteria whose values come from a task of the province's plan."""
UNCLEAR = "I.3"
"""The criterion whose guidance was forgotten."""


def scenes(cast: Cast) -> Iterator[Scene]:
    """Drafted from the examples, tied to the plan, issued; two days later a mistake is mended."""
    yield Scene(moment(DRAFTED_ON, 9), cast.officer, lambda by: _draft(cast, by))
    yield Scene(moment(DRAFTED_ON, 14), cast.officer, _draft_bloc)
    yield Scene(moment(ISSUED_ON, 10), cast.leader, lambda by: _issue(cast, by))
    yield Scene(moment(MENDED_ON, 9), cast.officer, lambda by: _mend(cast, by))
    yield Scene(moment(MENDED_ON, 15), cast.leader, lambda by: _issue(cast, by))


def _draft(cast: Cast, by: Person) -> None:
    found = criteria_sets.draft_sample(year=YEAR, cluster_kind=ClusterKind.CLUSTER, by=by)
    _name(found, by)
    for node in queries.criteria(found.id):
        if node.code in DRAWN:
            content = replace(node_of(node), upstream_task_id=cast.task_ids[DRAWN[node.code]])
            criteria.edit(criterion_id=node.id, version=node.version, content=content, by=by)
    cast.set_ids.append(found.id)
    _know(cast, queries.criteria(found.id))


def _draft_bloc(by: Person) -> None:
    found = criteria_sets.draft_sample(
        year=YEAR, cluster_kind=ClusterKind.BLOC, sample="departments", by=by
    )
    _name(found, by)


def _issue(cast: Cast, by: Person) -> None:
    jobs.issue_set(set_id=cast.set_ids[0], by=by)


def _mend(cast: Cast, by: Person) -> None:
    found = criteria_sets.draft_edition(set_id=cast.set_ids[0], by=by)
    nodes = queries.criteria(found.id)
    node = next(one for one in nodes if one.code == UNCLEAR)
    content = replace(
        node_of(node),
        guidance="Tính cả hồ sơ tiếp nhận trực tuyến; lấy số liệu đến hết ngày 15 tháng 11.",
    )
    criteria.edit(criterion_id=node.id, version=node.version, content=content, by=by)
    cast.set_ids[0] = found.id
    _know(cast, nodes)


def _know(cast: Cast, nodes: Iterable[Criterion]) -> None:
    cast.criterion_ids.update((node.code, node.id) for node in nodes)


def _name(found: CriteriaSet, by: Person) -> None:
    is_cluster = found.cluster_kind is ClusterKind.CLUSTER
    content = replace(
        head_of(found),
        title=TITLES[found.cluster_kind],
        submit_by=SUBMIT_BY if is_cluster else None,
    )
    if is_cluster:
        names = [str(band["name"]) for band in found.bands]
        rules = deciding.downgrades(names)
        content = replace(content, quotas=deciding.QUOTAS, downgrades=rules)
    criteria_sets.edit(set_id=found.id, version=found.version, content=content, by=by)
