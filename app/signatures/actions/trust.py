"""The platform's list of whom verifications trust; the operator keeps it."""

from sqlalchemy import delete, select

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib.errors import Invalid
from app.signatures.models import TrustAnchor
from app.signatures.pades import trust as reading
from app.signatures.queries import trusting
from app.signatures.terms import AnchorKind
from tenants.db import db, on_platform

MOST_BYTES = 10 * 1024 * 1024


def add_anchors(*, content: bytes, by: Person) -> list[TrustAnchor]:
    """Enter the certificates and revocation lists of a file; those that are there stay.

    A revocation list takes the place of the older ones of its authority. Raises Invalid at `file`.
    """
    found = _read(content)
    with on_platform():
        known = set(db.session.scalars(select(TrustAnchor.sha256)))
        fresh = [one for one in found if one.sha256 not in known]
        for one in fresh:
            if one.kind is AnchorKind.REVOCATIONS:
                db.session.execute(
                    delete(TrustAnchor).where(
                        TrustAnchor.kind == one.kind, TrustAnchor.name == one.name
                    )
                )
        added = [
            TrustAnchor(
                kind=one.kind,
                name=one.name,
                until=one.until,
                sha256=one.sha256,
                content=one.content,
                added_by_name=by.full_name,
            )
            for one in fresh
        ]
        db.session.add_all(added)
        db.session.flush()
    for row in added:
        audit.record("trust_anchor.added", row, by=by, name=row.name)
    return added


def remove_anchor(*, anchor_id: int, by: Person) -> None:
    """Trust an entry no more. Raises NotFound."""
    found = trusting.anchor(anchor_id)
    audit.record("trust_anchor.removed", found, by=by, name=found.name)
    with on_platform():
        db.session.delete(found)
        db.session.flush()


def _read(content: bytes) -> list[reading.Anchor]:
    if not content or len(content) > MOST_BYTES:
        raise Invalid(
            "Hãy chọn tệp chứng thư (.cer, .crt, .pem) hoặc tệp CRL, tối đa 10 MB.", "file"
        )
    try:
        found = reading.read(content)
    except (ValueError, TypeError, KeyError) as error:
        raise Invalid(
            "Tệp không phải chứng thư của tổ chức cấp chứng thư số, cũng không phải danh sách thu "
            "hồi (CRL). Hãy lấy tệp từ trang của tổ chức đó.",
            "file",
        ) from error
    if not found:
        raise Invalid("Tệp không có chứng thư nào.", "file")
    return found
