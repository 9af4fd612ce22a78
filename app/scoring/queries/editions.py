"""The editions of a criteria set, and whether one may still be replaced."""

from collections.abc import Sequence

from sqlalchemy import func, or_, select

from app.scoring.models import Absence, CriteriaSet, ScoreSheet
from tenants.db import db


def lock(set_id: int, *, alone: bool) -> None:
    """Hold a set until the end of the transaction: submitting shares it, replacing has it alone.

    Members may not lock the row of another tenant; so both sides lock its number.
    """
    held = func.pg_advisory_xact_lock if alone else func.pg_advisory_xact_lock_shared
    db.session.execute(select(held(func.hashtext("criteria_sets"), set_id)))


def history(found: CriteriaSet) -> list[CriteriaSet]:
    """All editions of a set that may be read, the first one first."""
    above = (
        select(CriteriaSet.id, CriteriaSet.replaces_id)
        .where(CriteriaSet.id == found.id)
        .cte("above", recursive=True)
    )
    older = select(CriteriaSet.id, CriteriaSet.replaces_id).join(
        above, CriteriaSet.id == above.c.replaces_id
    )
    above = above.union(older)
    below = select(CriteriaSet.id).where(CriteriaSet.id == found.id).cte("below", recursive=True)
    newer = select(CriteriaSet.id).join(below, CriteriaSet.replaces_id == below.c.id)
    below = below.union(newer)
    return list(
        db.session.scalars(
            select(CriteriaSet)
            .where(
                or_(
                    CriteriaSet.id.in_(select(above.c.id)),
                    CriteriaSet.id.in_(select(below.c.id)),
                )
            )
            .order_by(CriteriaSet.edition, CriteriaSet.id)
        )
    )


def draft_of(set_id: int) -> CriteriaSet | None:
    """The next edition of a set that is being drafted."""
    return db.session.scalars(
        select(CriteriaSet)
        .where(CriteriaSet.replaces_id == set_id, CriteriaSet.issued_at.is_(None))
        .order_by(CriteriaSet.id)
    ).first()


def submitted_count(set_id: int) -> int:
    """How many members have submitted a sheet by a set, as its owner sees."""
    return (
        db.session.scalar(
            select(func.count())
            .select_from(ScoreSheet)
            .where(ScoreSheet.criteria_set_id == set_id, ScoreSheet.sent_at.is_not(None))
        )
        or 0
    )


def scored_otherwise(found: CriteriaSet) -> int:
    """How many members of the clusters that a set names have submitted a sheet by another set."""
    return (
        db.session.scalar(
            select(func.count())
            .select_from(ScoreSheet)
            .where(
                ScoreSheet.cluster_id.in_(found.applies_to),
                ScoreSheet.criteria_set_id != found.id,
                ScoreSheet.sent_at.is_not(None),
            )
        )
        or 0
    )


def absence_count(set_id: int) -> int:
    """How many members the owner has listed as not having scored themselves."""
    return (
        db.session.scalar(
            select(func.count()).select_from(Absence).where(Absence.criteria_set_id == set_id)
        )
        or 0
    )


def own_sheets(set_ids: Sequence[int], tenant_id: int) -> dict[int, ScoreSheet]:
    """A member's sheets of some sets, by set."""
    rows = db.session.scalars(
        select(ScoreSheet).where(
            ScoreSheet.criteria_set_id.in_(set_ids), ScoreSheet.tenant_id == tenant_id
        )
    )
    return {row.criteria_set_id: row for row in rows}
