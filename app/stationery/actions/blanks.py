"""Writing blanks: drafted, moved field by field, copied, issued to subordinates."""

from typing import Any

from sqlalchemy import func, select

from app.audit import actions as audit
from app.audit.actions import Person
from app.documents import actions as documents
from app.lib import clock
from app.lib.errors import Conflict, Invalid
from app.stationery.drawing.usual_blanks import USUAL
from app.stationery.models import Blank, CertificateBatch, CertificatePrint
from app.stationery.papers import certificates as papers
from app.stationery.policies import blanks as policies
from app.stationery.policies.versions import check_fresh
from app.stationery.queries import blanks as queries
from app.stationery.queries.certificates import issuer
from tenants import context
from tenants.db import db

LABELS = {
    "name": "Tên phôi",
    "form": "Loại",
    "width": "Rộng",
    "height": "Cao",
    "offset_x": "Bù ngang",
    "offset_y": "Bù dọc",
}
PICTURES = ("image/png", "image/jpeg")


def draft(*, facts: dict[str, Any], by: Person) -> Blank:
    """Enter a blank with its fields. Raises Invalid for a field outside of the sheet."""
    policies.check_inside(facts["fields"], float(facts["width"]), float(facts["height"]))
    blank = Blank(tenant_id=context.acting().tenant_id, **facts)
    db.session.add(blank)
    audit.record("blank.drafted", blank, by=by, name=blank.name)
    return blank


def draft_usual(*, usual: str, by: Person) -> Blank:
    """Begin with a usual blank. Raises Invalid at `usual` for one that there is not."""
    found = USUAL.get(usual)
    if found is None:
        raise Invalid("Hãy chọn một trong các khổ phôi có sẵn.", "usual")
    facts = {
        "name": found.label,
        "form": found.form,
        "width": found.width,
        "height": found.height,
        "fields": [papers.stored(field) for field in found.fields],
    }
    return draft(facts=facts, by=by)


def change(*, blank_id: int, version: int, facts: dict[str, Any], by: Person) -> Blank:
    """Move fields, rename. Raises Stale, Conflict for an issued one, Invalid at a field."""
    blank = queries.blank(blank_id)
    policies.check_edit(blank, context.acting().tenant_id)
    check_fresh(blank, version, facts, LABELS)
    policies.check_inside(facts["fields"], float(facts["width"]), float(facts["height"]))
    for name, value in facts.items():
        setattr(blank, name, value)
    audit.record("blank.changed", blank, by=by, name=blank.name)
    return blank


def copy(*, blank_id: int, by: Person) -> Blank:
    """A blank of one's own, from another of one's own or from one that a superior issued."""
    model = queries.blank(blank_id)
    is_own = model.tenant_id == context.acting().tenant_id
    facts = {
        "name": f"{model.name} (bản sao)"[:200],
        "form": model.form,
        "width": model.width,
        "height": model.height,
        "fields": model.fields,
        "offset_x": model.offset_x if is_own else 0,
        "offset_y": model.offset_y if is_own else 0,
        "background_id": model.background_id if is_own else None,
    }
    blank = Blank(tenant_id=context.acting().tenant_id, **facts)
    db.session.add(blank)
    audit.record("blank.copied", blank, by=by, name=blank.name, of=model.id)
    return blank


def issue(*, blank_id: int, by: Person) -> Blank:
    """Give a blank to all tenants below as a start; its fields stay from now on."""
    blank = queries.blank(blank_id)
    policies.check_issue(blank, issuer())
    blank.issued_at = clock.now()
    audit.record("blank.issued", blank, by=by, name=blank.name)
    return blank


def lay_under(*, blank_id: int, name: str, content: bytes, by: Person) -> Blank:
    """Keep a scan of the blank, shown on the screen under its fields. Raises Invalid at `file`."""
    blank = queries.own_blank(blank_id)
    file = documents.store(name=name, content=content, by=by)
    if file.media_type not in PICTURES:
        raise Invalid("Ảnh nền của phôi phải là PNG hoặc JPG.", "file")
    blank.background_id = file.id
    audit.record("blank.background_set", blank, by=by, name=blank.name)
    return blank


def take_away(*, blank_id: int, by: Person) -> Blank:
    """Show no scan any more."""
    blank = queries.own_blank(blank_id)
    blank.background_id = None
    audit.record("blank.background_removed", blank, by=by, name=blank.name)
    return blank


def discard(*, blank_id: int, by: Person) -> None:
    """Strike a blank out. Raises Conflict for one issued or in use."""
    blank = queries.blank(blank_id)
    policies.check_edit(blank, context.acting().tenant_id)
    if _uses(CertificateBatch, blank_id) or _uses(CertificatePrint, blank_id):
        raise Conflict("Phôi đang dùng cho đợt in hoặc đã in; hãy giữ phôi này.")
    audit.record("blank.discarded", blank, by=by, name=blank.name)
    db.session.delete(blank)


def _uses(model: Any, blank_id: int) -> int:
    found = select(func.count()).select_from(model).where(model.blank_id == blank_id)
    return db.session.scalar(found) or 0
