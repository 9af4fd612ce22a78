"""Amendments of issued plans: drafts of the acting tenant, and issued ones that may be read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.lib import dates
from app.lib.errors import NotFound
from app.plans.models import Amendment, AmendmentLine, Plan
from app.plans.queries import revisions
from app.plans.queries.revisions import TaskDifference, difference, worded
from app.plans.terms import ChangeKind
from tenants import context
from tenants.db import db

MISSING = "Không tìm thấy bản điều chỉnh này, hoặc bản điều chỉnh không thuộc đơn vị của bạn."


def own(amendment_id: int) -> Amendment:
    """An amendment of the acting tenant with its plan. Raises NotFound."""
    found = _find(amendment_id)
    if found is None or found.tenant_id != context.acting().tenant_id:
        raise NotFound(MISSING)
    return found


def readable(amendment_id: int) -> Amendment:
    """An amendment that may be read, with its plan and issuer. Raises NotFound."""
    found = _find(amendment_id)
    if found is None:
        raise NotFound(MISSING)
    return found


def _find(amendment_id: int) -> Amendment | None:
    return db.session.scalar(
        select(Amendment)
        .where(Amendment.id == amendment_id)
        .options(joinedload(Amendment.plan).joinedload(Plan.issuer), joinedload(Amendment.tenant))
    )


def own_for_change(amendment_id: int) -> Amendment:
    """An amendment of the acting tenant, kept from other writers. Raises NotFound."""
    found = db.session.scalar(
        select(Amendment)
        .where(Amendment.id == amendment_id, Amendment.tenant_id == context.acting().tenant_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFound(MISSING)
    return found


def open_draft(plan_id: int) -> Amendment | None:
    """The draft of an amendment of this plan, where one is being written here."""
    return db.session.scalar(
        select(Amendment).where(
            Amendment.plan_id == plan_id,
            Amendment.tenant_id == context.acting().tenant_id,
            Amendment.issued_at.is_(None),
        )
    )


def issued(plan_id: int) -> Sequence[Amendment]:
    """The amendments of a plan that were issued, in their order."""
    return db.session.scalars(
        select(Amendment)
        .where(Amendment.plan_id == plan_id, Amendment.issued_at.is_not(None))
        .order_by(Amendment.revision)
    ).all()


def last_day(plan: Plan) -> date | None:
    """The day of the last paper of a plan: of its latest amendment, else its own."""
    latest = db.session.scalar(
        select(func.max(Amendment.issued_on)).where(Amendment.plan_id == plan.id)
    )
    return latest or plan.issued_on


def lines(amendment_id: int) -> Sequence[AmendmentLine]:
    """What an amendment changes, in the order in which it was written."""
    return db.session.scalars(
        select(AmendmentLine)
        .where(AmendmentLine.amendment_id == amendment_id)
        .order_by(AmendmentLine.position, AmendmentLine.id)
    ).all()


@dataclass(frozen=True)
class ShownLine:
    """One change as a page or a paper tells it."""

    line: AmendmentLine
    difference: TaskDifference
    number: int | None = None

    @property
    def change(self) -> ChangeKind:
        """What is done with the task."""
        return self.line.change


def shown(listed: Sequence[AmendmentLine]) -> list[ShownLine]:
    """The changes with what differs, field by field."""
    return [ShownLine(line, difference(line.before, line.after)) for line in listed]


def numbered(amendment: Amendment, listed: Sequence[AmendmentLine]) -> list[ShownLine]:
    """The changes as `shown`, each with the number of its task in the plan that is amended."""
    plan = amendment.plan
    amended = plan.revision if amendment.revision is None else amendment.revision - 1
    content = revisions.of(plan, amended).content
    numbers = {task["id"]: number for number, task, _ in revisions.numbered(content)}
    return [replace(one, number=numbers.get(one.line.task_id or 0)) for one in shown(listed)]


def line(amendment_id: int, line_id: int) -> AmendmentLine:
    """One change of an amendment. Raises NotFound."""
    found = db.session.scalar(
        select(AmendmentLine).where(
            AmendmentLine.id == line_id, AmendmentLine.amendment_id == amendment_id
        )
    )
    if found is None:
        raise NotFound("Không tìm thấy thay đổi này trong bản điều chỉnh.")
    return found


def typed_of(content: Mapping[str, Any]) -> dict[str, Any]:
    """The content of a task as a form holds it."""
    told = worded(content)
    term = told["deadline"]
    if term and content["deadline_on"] is None:
        term = dates.due_label(None, content["quarter"], True)
    return {**content, "term": term}
