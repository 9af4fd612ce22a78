"""Text blocks: the product's, those that a superior issued, the tenant's own."""

from collections.abc import Sequence

from sqlalchemy import select

from app.documents.terms import PaperKind
from app.lib.errors import NotFound
from app.stationery.models.text_blocks import TextBlock
from app.stationery.terms.library import BY_KEY, LIBRARY
from app.stationery.terms.text_blocks import Block, Origin, Slot
from tenants import context
from tenants.db import db
from tenants.models import Tenant

UNKNOWN = "Không tìm thấy mẫu câu này trong đơn vị."


def offered(tenant: Tenant, kind: PaperKind | None = None) -> dict[Slot, list[Block]]:
    """What editors of papers of this kind in this tenant may insert, by slot.

    A superior's wording of a block stands in place of the product's, an own one in place of both;
    one with no text leaves it out.
    """
    found: dict[Slot, list[Block]] = {slot: [] for slot in Slot}
    for block in all_of(tenant):
        if block.text and block.fits(kind, tenant.kind):
            found[block.slot].append(block)
    return found


def all_of(tenant: Tenant) -> list[Block]:
    """Every block that a tenant of this level can use, own ones first; left-out ones too."""
    rows = _rows(tenant)
    keyed = {row.key: row for row in reversed(rows) if row.key}
    own = [as_block(row, tenant) for row in rows if row.key is None]
    rest = [
        as_block(keyed[block.key], tenant) if block.key in keyed else block
        for block in LIBRARY
        if block.fits(None, tenant.kind)
    ]
    return [*own, *rest]


def _rows(tenant: Tenant) -> Sequence[TextBlock]:
    """Own rows, then issued ones from the nearest superior upwards."""
    sources = [tenant.id, *tenant.superior_ids]
    found = db.session.scalars(
        select(TextBlock).where(TextBlock.tenant_id.in_(sources)).order_by(TextBlock.id)
    )
    seen = [row for row in found if row.tenant_id == tenant.id or row.issued_at is not None]
    return sorted(seen, key=lambda row: (sources.index(row.tenant_id), row.id))


def as_block(row: TextBlock, tenant: Tenant) -> Block:
    """A row as editors offer it; a block of the product keeps its kind and level."""
    is_own = row.tenant_id == tenant.id
    return Block(
        id=row.id,
        version=row.version,
        key=row.key or "",
        slot=row.slot,
        title=row.title,
        text=row.text,
        kind=row.kind,
        level=row.level,
        origin=Origin.OWN if is_own else Origin.SUPERIOR,
        is_issued=row.issued_at is not None,
    )


def own(text_block_id: int, *, lock: bool = False) -> TextBlock:
    """A block of the acting tenant. Raises NotFound for anybody else's."""
    query = select(TextBlock).where(
        TextBlock.id == text_block_id, TextBlock.tenant_id == context.acting().tenant_id
    )
    found = db.session.scalar(query.with_for_update() if lock else query)
    if found is None:
        raise NotFound(UNKNOWN)
    return found


def own_of_key(key: str) -> TextBlock | None:
    """The acting tenant's wording of a block of the product, if it has one."""
    return db.session.scalar(
        select(TextBlock).where(
            TextBlock.key == key, TextBlock.tenant_id == context.acting().tenant_id
        )
    )


def of_product(key: str) -> Block:
    """A block that the product brings along. Raises NotFound."""
    if key not in BY_KEY:
        raise NotFound("Không có mẫu câu có sẵn này.")
    return BY_KEY[key]
