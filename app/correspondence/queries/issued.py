"""The paper of what another room issued, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from app.registers.models import OutgoingPaper, PaperChange
from tenants.db import db


@dataclass(frozen=True)
class Issued:
    """The line of the register in which a plan, a report or a result stands, and its changes."""

    entry: OutgoingPaper
    changes: Sequence[PaperChange]


def of_subject(subject_kind: str, subject_id: int, tenant_id: int) -> Issued | None:
    """The newest paper of what a tenant issued, such as plan 7, where it may be read.

    Its own tenant reads it, and whoever was sent the paper. One statement.
    """
    newest = (
        select(func.max(OutgoingPaper.id))
        .where(
            OutgoingPaper.tenant_id == tenant_id,
            OutgoingPaper.subject_kind == subject_kind,
            OutgoingPaper.subject_id == subject_id,
        )
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(OutgoingPaper, PaperChange)
        .outerjoin(PaperChange, PaperChange.paper_id == OutgoingPaper.id)
        .where(OutgoingPaper.id == newest)
        .order_by(PaperChange.id)
    ).all()
    if not rows:
        return None
    return Issued(rows[0][0], [change for _, change in rows if change is not None])
