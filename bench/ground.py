"""A province of any size to measure on, in a throw-away database."""

from dataclasses import dataclass

from sqlalchemy import text

from app.access.permissions import Role
from app.accounts.models import Membership, User
from app.lib.text import fold, sort_key
from tenants import jobs
from tenants.context import PLATFORM, Acting
from tenants.db import db, transaction
from tenants.models import Tenant, TenantKind


@dataclass(frozen=True)
class Person:
    """Who acts in a measurement."""

    id: int
    full_name: str
    tenant: Tenant

    @property
    def acting(self) -> Acting:
        """Whom the database sees."""
        return jobs.actor_for(self.tenant, user_id=self.id)


def province(code: str, communes: int) -> Person:
    """A made-up province with `communes` communes, and its leader."""
    with transaction(PLATFORM):
        head = _tenant(code, f"Tỉnh {code}", TenantKind.PROVINCE)
        db.session.add(head)
        db.session.flush()
        head.province_id = head.id
        db.session.add_all(
            _tenant(f"{code}-{n:05d}", f"Xã {code} {n}", TenantKind.COMMUNE, head)
            for n in range(communes)
        )
        user = User(email=f"{code.lower()}@bench.vn", full_name="Người đo", password_hash="-")  # noqa: S106 - opens nothing
        db.session.add(user)
        db.session.flush()
        db.session.add(
            Membership(tenant_id=head.id, user_id=user.id, role_names=[Role.LEADER.value])
        )
    with transaction(PLATFORM):
        db.session.execute(text("SET LOCAL lock_timeout = '5s'"))
        return Person(user.id, user.full_name, db.session.get_one(Tenant, head.id))


def _tenant(code: str, name: str, kind: TenantKind, above: Tenant | None = None) -> Tenant:
    return Tenant(
        kind=kind,
        code=code,
        name=name,
        unit_word=name.split()[0].lower(),
        sort_key=sort_key(name),
        folded=fold(name),
        parent_id=above.id if above else None,
        province_id=above.id if above else None,
        superior_ids=[above.id] if above else [],
    )
