"""The 34 provinces of the official list, and how far each is provisioned."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from app.accounts import queries as accounts
from app.directory.queries.units import Relative, lineage, register
from app.lib.errors import NotFound
from app.lib.pages import LARGEST, Page
from tenants import jobs, provision
from tenants.db import db
from tenants.models import OutboxEntry, Tenant, TenantKind

JOB = "directory.provision"


@dataclass(frozen=True)
class Listed:
    """A province of the official list; `tenant` is None until it is provisioned."""

    code: str
    name: str
    listed_communes: int
    tenant: Tenant | None
    communes: int
    people: int
    administrators: int
    is_under_way: bool

    @property
    def is_whole(self) -> bool:
        """Whether every commune of the list is there."""
        return self.tenant is not None and self.communes >= self.listed_communes


@dataclass(frozen=True)
class Provisioning:
    """How far the provisioning of a province is."""

    state: str
    percent: int
    message: str


def provinces() -> list[Listed]:
    """Every province of the official list in the order of codes, with what is there of it."""
    tenants = {
        tenant.code: tenant
        for tenant in db.session.scalars(
            select(Tenant).where(Tenant.kind == TenantKind.PROVINCE, Tenant.valid_to.is_(None))
        )
    }
    communes = _communes_by_province()
    people = accounts.head_counts([tenant.id for tenant in tenants.values()])
    under_way = _codes_under_way()
    listed: dict[str, int] = {}
    for row in provision.read("communes"):
        listed[row["province_code"]] = listed.get(row["province_code"], 0) + 1
    return [
        Listed(
            row["code"],
            row["name"],
            listed[row["code"]],
            tenants.get(row["code"]),
            communes.get(row["code"], 0),
            *_heads(people, tenants.get(row["code"])),
            is_under_way=row["code"] in under_way,
        )
        for row in provision.read("provinces")
    ]


def _heads(people: dict[int, tuple[int, int]], tenant: Tenant | None) -> tuple[int, int]:
    return (0, 0) if tenant is None else people.get(tenant.id, (0, 0))


def _communes_by_province() -> dict[str, int]:
    province = select(Tenant.id, Tenant.code).where(
        Tenant.kind == TenantKind.PROVINCE, Tenant.valid_to.is_(None)
    )
    above = province.subquery()
    rows = db.session.execute(
        select(above.c.code, func.count())
        .join(Tenant, Tenant.province_id == above.c.id)
        .where(Tenant.kind == TenantKind.COMMUNE, Tenant.valid_to.is_(None))
        .group_by(above.c.code)
    )
    return {code: count for code, count in rows}


def _codes_under_way() -> set[str]:
    rows = db.session.scalars(
        select(OutboxEntry.arguments["code"].astext).where(
            OutboxEntry.name == JOB,
            OutboxEntry.done_at.is_(None),
            OutboxEntry.failed_at.is_(None),
        )
    )
    return set(rows)


def province_of_code(code: str) -> tuple[provision.Row, Tenant | None]:
    """A province of the official list, and its tenant once it is provisioned.

    Raises NotFound for a code that is not on the list.
    """
    row = next((one for one in provision.read("provinces") if one["code"] == code), None)
    if row is None:
        raise NotFound(f"Không có tỉnh, thành phố nào mang mã {code}.")
    tenant = db.session.scalar(
        select(Tenant).where(
            Tenant.kind == TenantKind.PROVINCE, Tenant.code == code, Tenant.valid_to.is_(None)
        )
    )
    return row, tenant


@dataclass(frozen=True)
class ProvincePage:
    """One province with some of its units, and the relatives of each."""

    row: provision.Row
    tenant: Tenant | None
    people: int
    administrators: int
    units: Page[Tenant]
    relatives: dict[int, list[Relative]]
    provisioning: "Provisioning | None"


def province_page(
    code: str, *, kind: TenantKind, is_closed: bool, text: str, page: int
) -> ProvincePage:
    """One province of the official list with its units of one kind, of today or closed.

    Units of today come with their predecessors, closed ones with their successors. Raises
    NotFound for a code that is not on the list.
    """
    row, tenant = province_of_code(code)
    latest = provisioning(code)
    if tenant is None:
        return ProvincePage(row, None, 0, 0, Page([], 1, LARGEST, 0), {}, latest)
    units = register(
        province=tenant, kind=kind, is_closed=is_closed, text=text, page=page, size=LARGEST
    )
    people, administrators = accounts.head_counts([tenant.id]).get(tenant.id, (0, 0))
    relatives = lineage([unit.id for unit in units.items], forwards=is_closed)
    return ProvincePage(row, tenant, people, administrators, units, relatives, latest)


def provisioning(code: str) -> Provisioning | None:
    """The latest provisioning of a province; None where none was asked for."""
    entries: Sequence[OutboxEntry] = db.session.scalars(
        select(OutboxEntry)
        .where(OutboxEntry.name == JOB, OutboxEntry.arguments["code"].astext == code)
        .order_by(OutboxEntry.id.desc())
        .limit(1)
    ).all()
    return _described(entries[0]) if entries else None


def _described(entry: OutboxEntry) -> Provisioning:
    if entry.done_at is not None:
        return Provisioning("done", 100, "Đã khởi tạo xong.")
    if entry.failed_at is not None:
        return Provisioning("failed", 0, "Khởi tạo không thành công; hãy khởi tạo lại.")
    if entry.started_at is None:
        return Provisioning("queued", 0, "Đang chờ đến lượt…")
    percent = jobs.progress(entry.id)
    return Provisioning("running", percent, f"Đang khởi tạo: {percent}%")
