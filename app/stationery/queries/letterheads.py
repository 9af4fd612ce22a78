"""Under which letterheads a tenant writes."""

from collections.abc import Sequence

from sqlalchemy import select

from app.lib.errors import NotFound
from app.stationery.models.letterheads import StoredLetterhead
from app.stationery.terms import letterheads
from app.stationery.terms.letterheads import Letterhead, organs_of
from tenants import context
from tenants.db import db
from tenants.models import Tenant

NO_ORGAN = "Đơn vị không ban hành văn bản với tên viết tắt này."


def of(tenant: Tenant, organ: str = "") -> Letterhead:
    """The letterhead of one organ of a tenant, as set or as usual; the usual organ where blank."""
    organ = organ or organs_of(tenant)[0]
    stored = db.session.scalar(
        select(StoredLetterhead).where(
            StoredLetterhead.tenant_id == tenant.id, StoredLetterhead.organ == organ
        )
    )
    return stored.value if stored else _usual(tenant, organ)


def of_symbol(tenant: Tenant, symbol: str) -> Letterhead:
    """The letterhead of the organ that a symbol ends with ("01/QĐ-SNV"); the usual one where the
    tenant has no such organ."""
    organ = symbol.rpartition("-")[2].strip()
    known = {letterhead.organ: letterhead for letterhead, _ in all_of(tenant)}
    return known.get(organ) or of(tenant)


def stamp(tenant_id: int, organ: str) -> str:
    """What changes whenever the letterhead of an organ does; "0" while none is set."""
    version = db.session.scalar(
        select(StoredLetterhead.version).where(
            StoredLetterhead.tenant_id == tenant_id, StoredLetterhead.organ == organ
        )
    )
    return str(version or 0)


def _usual(tenant: Tenant, organ: str) -> Letterhead:
    above = None if tenant.parent_id is None else db.session.get(Tenant, tenant.parent_id)
    return letterheads.usual(tenant, organ, superior=above)


def all_of(tenant: Tenant) -> Sequence[tuple[Letterhead, StoredLetterhead | None]]:
    """Every organ of a tenant with its letterhead, and the row that was set if one was."""
    stored = {
        row.organ: row
        for row in db.session.scalars(
            select(StoredLetterhead)
            .where(StoredLetterhead.tenant_id == tenant.id)
            .order_by(StoredLetterhead.organ)
        )
    }
    organs = dict.fromkeys((*organs_of(tenant), *stored))
    return [
        (row.value if (row := stored.get(organ)) else _usual(tenant, organ), row)
        for organ in organs
    ]


def own(organ: str) -> tuple[Letterhead, StoredLetterhead | None]:
    """One organ of the acting tenant. Raises NotFound for an organ that it has not."""
    tenant = db.session.get_one(Tenant, context.acting().tenant_id)
    for letterhead, row in all_of(tenant):
        if letterhead.organ == organ:
            return letterhead, row
    raise NotFound(NO_ORGAN)
