"""One wording, one meaning: names and other names over all offices and groups of a tenant."""

from collections.abc import Iterable

from sqlalchemy import select

from app.directory.models import Office, OfficeGroup
from app.lib import office_names
from app.lib.errors import Conflict
from tenants import context
from tenants.db import db


def tidy(name: str) -> str:
    """The name with single spaces."""
    return " ".join(name.split())


def tidy_aliases(aliases: Iterable[str], *, name: str) -> list[str]:
    """The other names as kept: without blanks, repetitions and the name itself."""
    kept: dict[str, str] = {}
    for alias in map(tidy, aliases):
        if alias and office_names.key(alias) != office_names.key(name):
            kept.setdefault(office_names.key(alias), alias)
    return list(kept.values())


def check(name: str, aliases: Iterable[str], *, but: Office | OfficeGroup | None = None) -> None:
    """Raises Conflict where another office or group of the tenant is called so already."""
    taken = _taken(but)
    other = taken.get(office_names.key(name))
    if isinstance(other, Office) and other.closed_at is not None:
        raise Conflict(f"{other.name} đã có và đang ngừng sử dụng; hãy cho dùng lại.", "name")
    if other is not None:
        raise Conflict(f"{other.name} đã có trong danh sách.", "name")
    for alias in aliases:
        other = taken.get(office_names.key(alias))
        if other is not None:
            raise Conflict(f"“{alias}” đã là tên của {other.name}; hãy bỏ ở một nơi.", "aliases")


def _taken(but: Office | OfficeGroup | None) -> dict[str, Office | OfficeGroup]:
    mine = context.acting().tenant_id
    offices = db.session.scalars(
        select(Office).where(Office.tenant_id == mine).order_by(Office.id)
    ).all()
    groups = db.session.scalars(
        select(OfficeGroup).where(OfficeGroup.tenant_id == mine).order_by(OfficeGroup.id)
    ).all()
    rows: list[Office | OfficeGroup] = [*offices, *groups]
    found: dict[str, Office | OfficeGroup] = {}
    for row in rows:
        if row is not but:
            for name in (row.name, *row.aliases):
                found.setdefault(office_names.key(name), row)
    return found
