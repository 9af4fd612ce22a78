"""Where every member of the clusters stands: one statement for any list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, and_, select

from app.clusters.models import Cluster, ClusterMember
from app.clusters.terms import MemberRole
from app.lib import clock
from app.scoring.models import (
    Absence,
    Appraisal,
    Confirmation,
    CriteriaSet,
    Explanation,
    ScoreSheet,
    Standing,
)
from app.scoring.policies import sheets as policies
from app.scoring.queries import confirmations, criteria
from app.scoring.terms import SheetState
from tenants import context
from tenants.db import db
from tenants.models import Tenant


@dataclass(frozen=True)
class Status:
    """A member of a cluster with what has become of its sheet, as far as the reader may see.

    Totals: by the member itself, as first appraised, as settled by the cluster, as confirmed by
    the council. `absence`: the province's reason for listing it as not having scored itself.
    """

    criteria_set_id: int
    cluster_id: int
    cluster_name: str
    member_id: int
    member_name: str
    role: MemberRole
    sheet_id: int | None
    sheet_version: int | None
    sent_at: datetime | None
    self_total: Decimal | None
    appraiser_id: int | None
    appraisal_id: int | None
    appraised_at: datetime | None
    appraised_total: Decimal | None
    settled_at: datetime | None
    settled_total: Decimal | None
    explained: bool
    confirmed_at: datetime | None
    confirmed_total: Decimal | None
    confirmation_version: int | None
    confirmation_sent_at: datetime | None
    announced: bool
    absence: str | None

    def is_late(self, submit_by: date | None) -> bool:
        """Whether it came in after the last day, or has not come and the day is over."""
        if submit_by is None:
            return False
        last = clock.today() if self.sent_at is None else clock.local(self.sent_at).date()
        return last > submit_by

    @property
    def can_confirm(self) -> bool:
        """Whether the council may speak: a settled sheet whose newest revision is not yet known."""
        return self.settled_at is not None and self.confirmation_sent_at is None

    @property
    def is_reopened(self) -> bool:
        """Whether its announced result has come back to the council and is not announced anew."""
        return self.announced and self.confirmed_at is not None and self.can_confirm

    @property
    def awaits_council(self) -> bool:
        """Settled and not confirmed yet, or come back and not looked at since."""
        if self.is_reopened:
            return self.confirmation_version == 1
        return self.settled_at is not None and self.confirmed_at is None

    @property
    def state(self) -> SheetState | None:
        """The furthest step; None where there is no sheet that the reader may see."""
        if self.sheet_id is None:
            return None
        return policies.state(
            sent=self.sent_at is not None,
            appraised=self.appraised_at is not None,
            explained=self.explained,
            settled=self.settled_at is not None,
            confirmed=self.confirmed_at is not None,
            announced=self.announced,
        )


def of_set(set_id: int | None, *, cluster_id: int | None = None) -> list[Status]:
    """The members of the issued clusters that are scored by a set (None: by any), cluster by
    cluster."""
    query = _query()
    if set_id is not None:
        query = query.where(CriteriaSet.id == set_id)
    if cluster_id is not None:
        query = query.where(Cluster.id == cluster_id)
    return _statuses(query)


def of_member() -> list[Status]:
    """The acting tenant's own places with its sheets, newest year first."""
    me = context.acting().tenant_id
    return _statuses(_query().where(ClusterMember.member_id == me))


def to_appraise() -> list[Status]:
    """The sheets sent to the acting tenant for appraisal, and those it will be sent as lead or
    deputy of a cluster."""
    me = context.acting().tenant_id
    led = (
        select(ClusterMember.cluster_id, ClusterMember.role)
        .where(ClusterMember.member_id == me, ClusterMember.role != MemberRole.MEMBER)
        .subquery()
    )
    expected = and_(
        ScoreSheet.id.is_(None),
        led.c.cluster_id.is_not(None),
        ClusterMember.member_id != me,
        (led.c.role == MemberRole.LEAD) | (ClusterMember.role == MemberRole.LEAD),
    )
    query = (
        _query()
        .outerjoin(led, led.c.cluster_id == Cluster.id)
        .where((ScoreSheet.appraiser_id == me) | expected)
    )
    return _statuses(query)


def _facts() -> list[Any]:
    """The columns of `Status`, in its order."""
    explained = (
        select(Explanation.id)
        .where(Explanation.sheet_id == ScoreSheet.id, Explanation.sent_at.is_not(None))
        .exists()
    )
    announced = (
        select(Standing.id)
        .where(
            Standing.criteria_set_id == CriteriaSet.id,
            Standing.member_id == ClusterMember.member_id,
        )
        .exists()
    )
    return [
        CriteriaSet.id,
        Cluster.id,
        Cluster.name,
        Tenant.id,
        Tenant.name,
        ClusterMember.role,
        *(ScoreSheet.id, ScoreSheet.version, ScoreSheet.sent_at),
        *(ScoreSheet.self_total, ScoreSheet.appraiser_id),
        *(Appraisal.id, Appraisal.sent_at, Appraisal.total),
        *(Appraisal.settled_at, Appraisal.settled_total),
        explained,
        *(Confirmation.created_at, Confirmation.total),
        *(Confirmation.version, Confirmation.sent_at),
        announced,
        Absence.reason,
    ]


def _query() -> Select[*tuple[Any, ...]]:
    return (
        select(*_facts())
        .select_from(ClusterMember)
        .join(Cluster, Cluster.id == ClusterMember.cluster_id)
        .join(Tenant, Tenant.id == ClusterMember.member_id)
        .join(CriteriaSet, criteria.binds(CriteriaSet, Cluster))
        .outerjoin(
            ScoreSheet,
            (ScoreSheet.criteria_set_id == CriteriaSet.id) & (ScoreSheet.tenant_id == Tenant.id),
        )
        .outerjoin(Appraisal, Appraisal.sheet_id == ScoreSheet.id)
        .outerjoin(
            Confirmation, (Confirmation.sheet_id == ScoreSheet.id) & confirmations.is_current()
        )
        .outerjoin(
            Absence, (Absence.criteria_set_id == CriteriaSet.id) & (Absence.member_id == Tenant.id)
        )
        .where(Cluster.issued_at.is_not(None))
        .order_by(
            *(CriteriaSet.year.desc(), CriteriaSet.id),
            *(Cluster.sort_key, Cluster.id),
            *(Tenant.sort_key, Tenant.id),
        )
    )


def _statuses(query: Select[*tuple[Any, ...]]) -> list[Status]:
    return [Status(*row) for row in db.session.execute(query)]


def by_cluster(statuses: Sequence[Status]) -> dict[int, list[Status]]:
    """The statuses of each cluster, in the order given."""
    found: dict[int, list[Status]] = {}
    for one in statuses:
        found.setdefault(one.cluster_id, []).append(one)
    return found
