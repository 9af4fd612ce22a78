"""Keeping text blocks: own ones, own wordings of the product's, those for the units below."""

from collections.abc import Mapping
from typing import Any

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib import clock
from app.lib.errors import Stale
from app.lib.text import fold
from app.stationery.models.text_blocks import TextBlock
from app.stationery.policies import wording as policies
from app.stationery.queries import text_blocks
from tenants import context
from tenants.db import db
from tenants.models import Tenant

FIELDS = {
    "title": "Tên mẫu câu",
    "text": "Nội dung",
    "slot": "Vị trí",
    "kind": "Loại văn bản",
    "level": "Cấp",
}


def add(*, values: Mapping[str, Any], by: Person) -> TextBlock:
    """Keep a text block of one's own: title, text, slot, kind, level. Raises Invalid."""
    return _keep(TextBlock(key=None, **values), by)


def adopt(*, key: str, by: Person) -> TextBlock:
    """Take over a block of the product, to be reworded or left out; taken over before: that row.

    Raises NotFound for a key that the product has not.
    """
    block = text_blocks.of_product(key)
    found = text_blocks.own_of_key(key)
    if found is not None:
        return found
    own = TextBlock(
        key=key,
        slot=block.slot,
        title=block.title,
        text=block.text,
        kind=block.kind,
        level=block.level,
    )
    return _keep(own, by)


def _keep(row: TextBlock, by: Person) -> TextBlock:
    policies.check_block(row.title, row.text, row.key)
    row.tenant_id = context.acting().tenant_id
    row.folded = fold(f"{row.title} {row.text}")
    db.session.add(row)
    audit.record("text_block.added", row, by=by, title=row.title)
    return row


def change(
    *, text_block_id: int, version: int | None, changes: Mapping[str, Any], by: Person
) -> TextBlock:
    """Reword a block; papers written with it keep their words.

    A block of the product that was taken over with no text is left out of the editors. Raises
    NotFound, Invalid, Stale with what differs.
    """
    row = text_blocks.own(text_block_id, lock=True)
    if version is not None and row.version != version:
        raise Stale(changed=_differences(row, changes))
    for name, value in changes.items():
        setattr(row, name, value)
    policies.check_block(row.title, row.text, row.key)
    row.folded = fold(f"{row.title} {row.text}")
    audit.record("text_block.changed", row, by=by, title=row.title)
    return row


def remove(*, text_block_id: int, by: Person) -> None:
    """Give a block up; of a block of the product, the product's own words come back."""
    row = text_blocks.own(text_block_id, lock=True)
    audit.record("text_block.removed", row, by=by, title=row.title)
    db.session.delete(row)


def issue(*, text_block_id: int, is_issued: bool, by: Person) -> TextBlock:
    """Let the units below insert a block too, or no more. Raises Conflict where there are none."""
    row = text_blocks.own(text_block_id, lock=True)
    policies.check_may_issue(db.session.get_one(Tenant, row.tenant_id))
    if is_issued != (row.issued_at is not None):
        row.issued_at = clock.now() if is_issued else None
        audit.record(
            "text_block.issued" if is_issued else "text_block.withdrawn",
            row,
            by=by,
            title=row.title,
        )
    return row


def _differences(row: TextBlock, changes: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    return {
        FIELDS[name]: (_said(value), _said(getattr(row, name)))
        for name, value in changes.items()
        if value != getattr(row, name)
    }


def _said(value: Any) -> str:
    return "" if value is None else str(getattr(value, "label", value))
