"""Appraisals of the acting tenant."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import ColumnElement, select

from app.accounts.models import User
from app.lib.errors import NotFound
from app.scoring.models import Appraisal, AppraisalLine, AppraisalTerm, ScoreSheet
from app.scoring.queries.statuses import Status
from tenants import context
from tenants.db import db

NO_APPRAISAL = "Không tìm thấy kết quả thẩm định này."


def appraisal(appraisal_id: int) -> Appraisal:
    """One appraisal. Raises NotFound where it may not be read."""
    found = db.session.get(Appraisal, appraisal_id)
    if found is None:
        raise NotFound(NO_APPRAISAL)
    return found


def own_for_change(appraisal_id: int) -> Appraisal:
    """The acting tenant's appraisal, locked until the end of the transaction. Raises NotFound."""
    found = db.session.scalar(
        select(Appraisal)
        .where(Appraisal.id == appraisal_id, Appraisal.tenant_id == context.acting().tenant_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFound(NO_APPRAISAL)
    return found


def of_sheet(sheet_id: int) -> Appraisal | None:
    """What was said of a sheet, where it may be read."""
    return db.session.scalar(select(Appraisal).where(Appraisal.sheet_id == sheet_id))


def line(appraisal_id: int, criterion_id: int) -> AppraisalLine:
    """One cell. Raises NotFound where it may not be read."""
    found = db.session.scalar(
        select(AppraisalLine).where(
            AppraisalLine.appraisal_id == appraisal_id, AppraisalLine.criterion_id == criterion_id
        )
    )
    if found is None:
        raise NotFound("Không tìm thấy tiêu chí này trong kết quả thẩm định.")
    return found


def not_begun(*, set_id: int, cluster_id: int) -> Sequence[ScoreSheet]:
    """The sheets of a cluster that were sent to the acting tenant and are not begun."""
    begun = select(Appraisal.sheet_id)
    return db.session.scalars(
        select(ScoreSheet)
        .where(
            *_to_appraise(set_id, cluster_id),
            ScoreSheet.id.not_in(begun),
        )
        .order_by(ScoreSheet.id)
    ).all()


def own_of_cluster(
    *, set_id: int, cluster_id: int, sheet_ids: Collection[int]
) -> dict[int, Appraisal]:
    """The acting tenant's appraisals of some sheets of a cluster, by sheet, locked until the end
    of the transaction. Raises NotFound where one of them is not there."""
    found = db.session.scalars(
        select(Appraisal)
        .join(ScoreSheet, ScoreSheet.id == Appraisal.sheet_id)
        .where(
            *_to_appraise(set_id, cluster_id),
            Appraisal.tenant_id == context.acting().tenant_id,
            Appraisal.sheet_id.in_(sheet_ids),
        )
        .order_by(Appraisal.id)
        .with_for_update(of=Appraisal)
        .execution_options(populate_existing=True)
    ).all()
    if len(found) != len(set(sheet_ids)):
        raise NotFound(NO_APPRAISAL)
    return {one.sheet_id: one for one in found}


def sent_of(sheet_ids: Collection[int]) -> set[int]:
    """Of some sheets those whose appraisal was sent to the member."""
    return set(
        db.session.scalars(
            select(Appraisal.sheet_id).where(
                Appraisal.sheet_id.in_(sheet_ids), Appraisal.sent_at.is_not(None)
            )
        )
    )


def _to_appraise(set_id: int, cluster_id: int) -> tuple[ColumnElement[bool], ...]:
    me = context.acting().tenant_id
    return (
        ScoreSheet.criteria_set_id == set_id,
        ScoreSheet.cluster_id == cluster_id,
        ScoreSheet.appraiser_id == me,
        ScoreSheet.tenant_id != me,
        ScoreSheet.sent_at.is_not(None),
    )


def terms(set_id: int) -> AppraisalTerm | None:
    """How long each side has, where the set says so and the reader may know it."""
    return db.session.scalar(select(AppraisalTerm).where(AppraisalTerm.criteria_set_id == set_id))


def all_terms() -> dict[int, AppraisalTerm]:
    """How long each side has, by set."""
    return {one.criteria_set_id: one for one in db.session.scalars(select(AppraisalTerm))}


def newest_year(years: Mapping[int, int], statuses: Sequence[Status]) -> int | None:
    """The newest year of which a sheet has come in; where none has, the newest of all.

    `years`: by set. None for no statuses.
    """
    come = [years[one.criteria_set_id] for one in statuses if one.sent_at is not None]
    return max(come or [years[one.criteria_set_id] for one in statuses], default=None)


def names(user_ids: Collection[int]) -> Mapping[int, str]:
    """What people of the acting tenant are called, by their ids."""
    if not user_ids:
        return {}
    rows = db.session.execute(select(User.id, User.full_name).where(User.id.in_(user_ids)))
    return {user_id: name for user_id, name in rows}
