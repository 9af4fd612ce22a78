"""The head and the foot of a tenant's papers, and what they are where nothing is set."""

from dataclasses import dataclass

from tenants.models import Tenant, TenantKind

COMMITTEE = "Ủy ban nhân dân"
COUNCIL = "Hội đồng Thi đua - Khen thưởng"
COMMITTEE_ORGAN = "UBND"
COUNCIL_ORGAN = "HĐTĐKT"
HOME_OFFICE = "Sở Nội vụ"
HOME_OFFICE_ORGAN = "SNV"


@dataclass(frozen=True, kw_only=True)
class Letterhead:
    """Who issues, in whose name a tenant writes: one per organ (Decree 30/2020, annex I).

    `organ` abbreviates the issuer in the symbol of a paper; `issuer_lines` and `superior` are
    written as in a sentence; `archive` follows "Lưu:", `unit` is the office that drafts. Address,
    phone, e-mail and website are the foot of page 1 of letters and invitations.
    """

    organ: str
    issuer_lines: tuple[str, ...]
    superior: str = ""
    place: str
    archive: str = "VT"
    unit: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""

    @property
    def issuer(self) -> str:
        """The issuer inside a sentence: "Ủy ban nhân dân xã Điềm He"."""
        return " ".join(self.issuer_lines)

    @property
    def footer(self) -> tuple[str, ...]:
        """The lines at the foot of page 1; none where nothing was entered."""
        labels = (("Điện thoại", self.phone), ("Email", self.email), ("Website", self.website))
        contacts = "; ".join(f"{label}: {text}" for label, text in labels if text)
        address = f"Địa chỉ: {self.address}" if self.address else ""
        return tuple(filter(None, (address, contacts)))


def organs_of(tenant: Tenant) -> tuple[str, ...]:
    """In the name of which organs the papers of a tenant go out, the usual one first."""
    if tenant.kind is TenantKind.PROVINCE:
        return COMMITTEE_ORGAN, HOME_OFFICE_ORGAN, COUNCIL_ORGAN
    if tenant.kind.has_committee:
        return COMMITTEE_ORGAN, COUNCIL_ORGAN
    return (tenant.code,)


def usual(tenant: Tenant, organ: str, *, superior: Tenant | None = None) -> Letterhead:
    """The letterhead of a tenant that has set none; `superior` is the unit above it.

    An organ that is not one of `organs_of` is printed under the name of the tenant itself.
    """
    if not tenant.kind.has_committee:
        return Letterhead(
            organ=organ,
            issuer_lines=(tenant.name,),
            superior=_above(tenant, superior),
            place=_place(superior) if superior else "",
        )
    place = _place(tenant)
    committee = f"{COMMITTEE} {tenant.name_in_text}"
    if organ == HOME_OFFICE_ORGAN:
        return Letterhead(
            organ=organ, issuer_lines=(HOME_OFFICE,), superior=committee, place=place, unit="TĐKT"
        )
    if organ == COUNCIL_ORGAN:
        lines = (COUNCIL, tenant.name_in_text)
        return Letterhead(organ=organ, issuer_lines=lines, superior=committee, place=place)
    return Letterhead(organ=organ, issuer_lines=(COMMITTEE, tenant.name_in_text), place=place)


def issuer_of(tenant: Tenant, symbol: str) -> str:
    """Who issues the papers with this symbol inside a sentence: "Sở Nội vụ tỉnh Lạng Sơn".

    The organ stands in the symbol ("QĐ-SNV", "SNV-TĐKT"); one that is none of the tenant's is its
    usual one. A recipient reads it as well: it asks no letterhead that the issuer has set.
    """
    if not tenant.kind.has_committee:
        return tenant.name
    organs, said = organs_of(tenant), symbol.split("-")
    organ = next((organ for organ in organs if organ in said), organs[0])
    name = " ".join(usual(tenant, organ).issuer_lines)
    return f"{name} {tenant.name_in_text}" if organ == HOME_OFFICE_ORGAN else name


def _above(tenant: Tenant, superior: Tenant | None) -> str:
    """Enterprises name nobody above them."""
    if superior is None or tenant.kind is TenantKind.ENTERPRISE:
        return ""
    named = superior.kind.has_committee
    return f"{COMMITTEE} {superior.name_in_text}" if named else superior.name


def _place(tenant: Tenant) -> str:
    return tenant.short_name
