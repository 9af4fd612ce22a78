"""Appraisals of the acting tenant."""

from sqlalchemy import select

from app.lib.errors import NotFound
from app.scoring.models import Appraisal
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
