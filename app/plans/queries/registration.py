"""The rounds of a plan on its way up: each sending, and what the addressee answered to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, func, or_, select
from sqlalchemy.dialects.postgresql import distinct_on

from app.lib import clock
from app.lib.errors import NotFound
from app.plans.models import Plan, PlanReview, PlanRevision
from app.plans.terms import PlanVerdict, RoundState
from tenants import context
from tenants.db import db
from tenants.models import Tenant

MOST_RETURNED = 20


@dataclass(frozen=True)
class Round:
    """One sending: the revision that went up, and the answer to it. `number` counts from 1."""

    number: int
    revision: int
    sent_at: datetime
    review: PlanReview | None

    @property
    def state(self) -> RoundState:
        """Where this sending stands."""
        return RoundState.after(None if self.review is None else self.review.verdict)


@dataclass(frozen=True)
class Registration:
    """A plan on its way up with all its rounds, the first one first."""

    plan: Plan
    rounds: Sequence[Round]

    @property
    def latest(self) -> Round | None:
        """The last sending; None where the plan has not gone up."""
        return self.rounds[-1] if self.rounds else None

    @property
    def state(self) -> RoundState | None:
        """Where the plan stands with its addressee; None where it has not gone up."""
        return None if self.latest is None else self.latest.state

    @property
    def sent_revision(self) -> int | None:
        """The revision that went up last."""
        return None if self.latest is None else self.latest.revision

    @property
    def is_addressed_to_me(self) -> bool:
        """Whether the acting tenant is to answer it."""
        return bool(self.rounds) and self.plan.addressee_id == context.acting().tenant_id

    @property
    def has_unsent_changes(self) -> bool:
        """Whether a later revision than the one that went up is in force."""
        return self.sent_revision is not None and self.plan.revision > self.sent_revision

    def round(self, revision: int) -> Round:
        """The sending of this revision. Raises NotFound where it has not gone up."""
        found = next((one for one in self.rounds if one.revision == revision), None)
        if found is None:
            raise NotFound("Không có lần gửi này của kế hoạch.")
        return found


def of(plan: Plan) -> Registration:
    """The rounds of a plan that may be read."""
    rows: Any = db.session.execute(
        select(PlanRevision.revision, PlanRevision.sent_at, PlanReview)
        .outerjoin(PlanReview, _answers())
        .where(PlanRevision.plan_id == plan.id, PlanRevision.sent_at.is_not(None))
        .order_by(PlanRevision.revision)
    )
    return Registration(plan, [Round(number, *row) for number, row in enumerate(rows, start=1)])


def _answers() -> ColumnElement[bool]:
    """The review that answers a sent revision: its addressee's."""
    return and_(
        PlanReview.plan_id == PlanRevision.plan_id,
        PlanReview.revision == PlanRevision.revision,
        PlanReview.tenant_id == PlanRevision.addressee_id,
    )


def latest_rounds(*conditions: ColumnElement[bool]) -> Subquery:
    """Of each plan that went up, its last sending with the answer: to be joined by `plan_id`.

    Columns: plan_id, revision, sent_at, first_sent_at, rounds, verdict, remarks, reviewed_at.
    """
    whole = PlanRevision.plan_id
    return (
        select(
            PlanRevision.plan_id,
            PlanRevision.revision,
            PlanRevision.sent_at,
            func.min(PlanRevision.sent_at).over(partition_by=whole).label("first_sent_at"),
            func.count().over(partition_by=whole).label("rounds"),
            PlanReview.verdict,
            PlanReview.remarks,
            PlanReview.sent_at.label("reviewed_at"),
        )
        .ext(distinct_on(PlanRevision.plan_id))
        .outerjoin(PlanReview, _answers())
        .where(PlanRevision.sent_at.is_not(None), *conditions)
        .order_by(PlanRevision.plan_id, PlanRevision.revision.desc())
        .subquery("latest_round")
    )


def received_here() -> Subquery:
    """`latest_rounds` of what was sent to the acting tenant."""
    return latest_rounds(PlanRevision.addressee_id == context.acting().tenant_id)


def sent_from_here() -> Subquery:
    """`latest_rounds` of what the acting tenant has sent."""
    return latest_rounds(PlanRevision.tenant_id == context.acting().tenant_id)


def waiting_count() -> int:
    """How many plans of this year on wait for the acting tenant's answer."""
    latest = received_here()
    today = clock.today()
    counted = (
        select(func.count())
        .select_from(latest)
        .join(Plan, Plan.id == latest.c.plan_id)
        .join(Tenant, Tenant.id == Plan.tenant_id)
        .where(
            latest.c.verdict.is_(None),
            Plan.last_year >= today.year,
            or_(Tenant.valid_to.is_(None), Tenant.valid_to >= today),
        )
    )
    return db.session.scalar(counted) or 0


def returned_plans() -> Sequence[tuple[Plan, str, datetime]]:
    """The acting tenant's plans that came back and have not gone up again: remarks, and since when.

    Plans whose year is over are history.
    """
    latest = sent_from_here()
    rows = db.session.execute(
        select(Plan, latest.c.remarks, latest.c.reviewed_at)
        .join(latest, latest.c.plan_id == Plan.id)
        .where(latest.c.verdict == PlanVerdict.RETURNED, Plan.last_year >= clock.today().year)
        .order_by(latest.c.reviewed_at, Plan.id)
        .limit(MOST_RETURNED)
    )
    return [(plan, remarks, at) for plan, remarks, at in rows]
