"""Setting the letterhead of one of the tenant's organs."""

from collections.abc import Mapping
from typing import Any

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib.errors import Stale
from app.stationery.models.letterheads import StoredLetterhead
from app.stationery.policies import wording as policies
from app.stationery.queries import letterheads
from tenants import context
from tenants.db import db

FIELDS = {
    "issuer_lines": "Cơ quan ban hành",
    "superior": "Cơ quan chủ quản",
    "place": "Địa danh",
    "archive": "Lưu",
    "unit": "Đơn vị soạn thảo",
    "address": "Địa chỉ",
    "phone": "Điện thoại",
    "email": "Thư điện tử",
    "website": "Trang thông tin",
}


def set_letterhead(
    *, organ: str, version: int | None, values: Mapping[str, Any], by: Person
) -> StoredLetterhead:
    """Keep how the papers of an organ are headed; what `values` do not name stays.

    `version` is that of the row which was read, 0 where none was set; None changes whatever stands.
    Raises NotFound, Invalid at the field, Stale with what differs.
    """
    present, row = letterheads.own(organ)
    if version is not None and version != (row.version if row else 0):
        raise Stale(changed=_differences(present, values))
    if row is None:
        row = StoredLetterhead(
            tenant_id=context.acting().tenant_id, organ=organ, **_stored(present)
        )
        db.session.add(row)
    for name, value in values.items():
        setattr(row, name, _lines(value) if name == "issuer_lines" else value)
    policies.check_issuer(row.issuer_lines)
    audit.record("letterhead.set", row, by=by, organ=organ)
    return row


def clear(*, organ: str, by: Person) -> None:
    """Go back to the usual letterhead of an organ; nothing set: nothing happens."""
    _, row = letterheads.own(organ)
    if row is not None:
        audit.record("letterhead.cleared", row, by=by, organ=organ)
        db.session.delete(row)


def _stored(present: Any) -> dict[str, str]:
    values = {name: getattr(present, name) for name in FIELDS}
    return {**values, "issuer_lines": "\n".join(present.issuer_lines)}


def _differences(present: Any, values: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    stored = _stored(present)
    return {
        FIELDS[name]: (value, stored[name])
        for name, value in values.items()
        if value != stored[name]
    }


def _lines(text: str) -> str:
    return "\n".join(filter(None, (line.strip() for line in text.splitlines())))
