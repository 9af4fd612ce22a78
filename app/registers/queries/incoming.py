"""One line of the incoming register, with its files."""

from collections.abc import Sequence

from sqlalchemy import select

from app.documents.models import File
from app.lib.errors import NotFound
from app.registers.models import IncomingFile, IncomingPaper
from tenants import context
from tenants.db import db


def own_incoming(incoming_id: int, *, lock: bool = False) -> IncomingPaper:
    """A line of the acting tenant's own incoming register. Raises NotFound."""
    query = select(IncomingPaper).where(
        IncomingPaper.id == incoming_id,
        IncomingPaper.tenant_id == context.acting().tenant_id,
    )
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    found = db.session.scalar(query)
    if found is None:
        raise NotFound("Không tìm thấy văn bản đến này trong sổ của đơn vị.")
    return found


def incoming_files(incoming_id: int) -> Sequence[File]:
    """The files laid beside an incoming paper, the first one first."""
    return db.session.scalars(
        select(File)
        .join(
            IncomingFile,
            (File.tenant_id == IncomingFile.tenant_id) & (File.id == IncomingFile.file_id),
        )
        .where(IncomingFile.paper_id == incoming_id)
        .order_by(IncomingFile.id)
    ).all()
