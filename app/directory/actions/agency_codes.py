"""The electronic code of an agency (mã định danh điện tử), by which envelopes find it."""

from sqlalchemy import select, update

from app.accounts.queries import Identity
from app.audit import actions as audit
from app.directory import policies, queries
from app.lib import agency_codes
from app.lib.errors import Conflict, Invalid
from tenants.db import db, on_platform
from tenants.models import Tenant


def set_agency_code(*, tenant_id: int, code: str, by: Identity) -> Tenant:
    """Note the code of a unit, written in either order; an empty one takes it away.

    Set by the administrator of the unit itself or of one above it, or by the operator. Raises
    NotAllowed, NotFound, Invalid at `agency_code` for what is no code, Conflict where another unit
    has it.
    """
    unit = queries.unit(tenant_id).tenant
    policies.check_agency_code(by.tenant, unit)
    try:
        kept = agency_codes.parse(code).older if code.strip() else None
    except ValueError as error:
        raise Invalid(str(error), "agency_code") from error
    holder = db.session.scalar(
        select(Tenant.name).where(Tenant.agency_code == kept, Tenant.id != tenant_id)
    )
    if kept is not None and holder is not None:
        raise Conflict(f"Mã {kept} đã là mã định danh của {holder}.", "agency_code")
    before = unit.agency_code
    with on_platform():
        db.session.execute(update(Tenant).where(Tenant.id == tenant_id).values(agency_code=kept))
    audit.record("tenant.agency_code_set", unit, by=by, name=unit.name, code=kept, before=before)
    return unit
