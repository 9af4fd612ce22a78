"""The letterhead that a tenant has set for one of its organs."""

from sqlalchemy import Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.stationery.terms.letterheads import Letterhead
from tenants.db import db
from tenants.models import TenantOwned, Versioned


class StoredLetterhead(Versioned, TenantOwned, db.Model):  # type: ignore[name-defined]
    """Who issues and where, as the tenant wants it printed; `issuer_lines` one a line."""

    __tablename__ = "letterheads"
    __table_args__ = (UniqueConstraint("tenant_id", "organ"),)

    organ: Mapped[str]
    issuer_lines: Mapped[str] = mapped_column(Text)
    superior: Mapped[str] = mapped_column(default="", server_default="")
    place: Mapped[str]
    archive: Mapped[str] = mapped_column(default="VT", server_default="VT")
    unit: Mapped[str] = mapped_column(default="", server_default="")
    address: Mapped[str] = mapped_column(default="", server_default="")
    phone: Mapped[str] = mapped_column(default="", server_default="")
    email: Mapped[str] = mapped_column(default="", server_default="")
    website: Mapped[str] = mapped_column(default="", server_default="")

    @property
    def value(self) -> Letterhead:
        """What papers take from it."""
        return Letterhead(
            organ=self.organ,
            issuer_lines=tuple(filter(None, self.issuer_lines.splitlines())),
            superior=self.superior,
            place=self.place,
            archive=self.archive,
            unit=self.unit,
            address=self.address,
            phone=self.phone,
            email=self.email,
            website=self.website,
        )
