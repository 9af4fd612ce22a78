"""Reading blanks: the tenant's own, and those that its superiors issued."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.documents.models import File
from app.lib.errors import NotFound
from app.stationery.models import Blank
from app.stationery.terms.awards import AwardForm
from tenants import context
from tenants.db import db
from tenants.models import Tenant


@dataclass(frozen=True)
class IssuedBlank:
    """A blank that a superior gives as a start."""

    blank: Blank
    issuer: Tenant


def own() -> Sequence[Blank]:
    """The tenant's blanks by name."""
    return db.session.scalars(
        select(Blank)
        .where(Blank.tenant_id == context.acting().tenant_id)
        .order_by(Blank.name, Blank.id)
    ).all()


def issued() -> list[IssuedBlank]:
    """What superiors issued, newest first."""
    rows = db.session.execute(
        select(Blank, Tenant)
        .join(Tenant, Tenant.id == Blank.tenant_id)
        .where(Blank.tenant_id != context.acting().tenant_id, Blank.issued_at.is_not(None))
        .order_by(Blank.issued_at.desc(), Blank.id)
    )
    return [IssuedBlank(*row) for row in rows]


def choices(form: AwardForm | None = None) -> Sequence[Blank]:
    """The tenant's blanks on which a form may be printed."""
    return [blank for blank in own() if form is None or blank.form is form]


def blank(blank_id: int) -> Blank:
    """A blank that may be read. Raises NotFound."""
    found = db.session.get(Blank, blank_id)
    if found is None:
        raise NotFound("Không tìm thấy phôi này.")
    return found


def own_blank(blank_id: int) -> Blank:
    """A blank of the tenant itself. Raises NotFound."""
    found = blank(blank_id)
    if found.tenant_id != context.acting().tenant_id:
        raise NotFound("Không tìm thấy phôi này trong đơn vị.")
    return found


def background(found: Blank) -> File | None:
    """The scan of a blank, where the reader may see it."""
    return None if found.background_id is None else db.session.get(File, found.background_id)
