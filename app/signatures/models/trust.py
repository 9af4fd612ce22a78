"""Whom every verification trusts, whatever the tenant."""

from sqlalchemy import BigInteger, Identity, LargeBinary, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from app.signatures.terms import AnchorKind
from tenants import rls
from tenants.db import db
from tenants.models import Instant, enum_column


class TrustAnchor(db.Model):  # type: ignore[name-defined]
    """A root, an authority below one, or a list of revoked certificates (DER).

    Kept by the operator of the platform: the root of Ban Cơ yếu Chính phủ, those of the public
    authorities, their revocation lists. Everybody reads them.
    """

    __tablename__ = "trust_anchors"
    __policies__ = (rls.REGISTER, rls.PLATFORM_ONLY)
    __table_args__ = (UniqueConstraint("sha256"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    kind: Mapped[AnchorKind] = mapped_column(enum_column(AnchorKind, "anchor_kind"))
    name: Mapped[str]
    until: Mapped[Instant | None]
    sha256: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    added_by_name: Mapped[str]
    created_at: Mapped[Instant] = mapped_column(server_default=func.now())
