"""Units of the register: provinces provisioned, departments, schools, enterprises added."""

from collections.abc import Callable

from sqlalchemy import select

from app.accounts.queries import Identity
from app.audit import actions as audit
from app.audit.actions import Person
from app.directory import policies, queries
from app.lib.errors import Conflict
from app.lib.text import tone_key
from tenants import provision
from tenants.db import db
from tenants.models import Tenant, TenantKind


def add_unit(*, kind: TenantKind, name: str, code: str, by: Identity) -> Tenant:
    """Add a department, school or enterprise below the acting tenant.

    Raises NotAllowed where the tenant has none of the kind, Conflict where the name or the code
    is taken.
    """
    policies.check_add_unit(by.tenant, kind)
    name = " ".join(name.split())
    names = db.session.scalars(
        select(Tenant.name).where(
            Tenant.parent_id == by.tenant.id,
            Tenant.kind == kind,
            Tenant.valid_to.is_(None),
        )
    )
    if tone_key(name) in {tone_key(known) for known in names}:
        raise Conflict(f"{name} đã có trong các đơn vị trực thuộc.", "name")
    unit = provision.body(kind=kind, name=name, code=code, superior=by.tenant)
    audit.record("unit.added", unit, by=by, kind=kind.value, name=name, code=code)
    return unit


def ask_provisioning(*, code: str, by: Person) -> bool:
    """Ask for the province `code` to be provisioned; False where that is under way already.

    Raises NotFound for a code that is not on the official list.
    """
    row, _ = queries.province_of_code(code)
    latest = queries.provisioning(code)
    if latest is not None and latest.state in ("queued", "running"):
        return False
    audit.record("province.provisioning_asked", by=by, code=code, name=row["name"])
    return True


def provision_province(*, code: str, report: Callable[[int], None]) -> dict[str, int]:
    """Provision the province `code`, telling how far it is; what was added.

    Raises NotFound for a code that is not on the official list.
    """
    counts = provision.province(code, report=report)
    audit.record("province.provisioned", by=None, code=code, name=counts.name, added=counts.added)
    return {"communes": counts.communes, "added": counts.added}
