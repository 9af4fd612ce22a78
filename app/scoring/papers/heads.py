"""Who issues and signs the papers of a result, and to whom they go."""

from app.documents.paper import SignatureBlock
from app.documents.terms import PaperKind
from app.plans.terms import SigningCapacity
from app.scoring.models import Announcement, ResultPaper
from app.scoring.terms import ResultPaperKind
from tenants.models import Tenant, TenantKind

COMMITTEE = "Ủy ban nhân dân"
COUNCIL = "Hội đồng Thi đua - Khen thưởng"
COUNCIL_ORGAN = "HĐTĐKT"
ARCHIVE = "VT"


def issuer_lines(issuer: Tenant) -> tuple[str, ...]:
    """The committee of a territory, or the unit itself."""
    return (COMMITTEE, issuer.name_in_text) if issuer.kind.has_committee else (issuer.name,)


def symbol(kind: PaperKind, issuer: Tenant) -> str:
    """What stands after the number of a paper of the issuer's own: "TB-UBND"."""
    return kind.symbol("UBND" if issuer.kind.has_committee else issuer.code)


def symbol_of(kind: ResultPaperKind, issuer: Tenant) -> str:
    """What stands after the number of a paper made out of a result; the council proposes."""
    if kind is ResultPaperKind.PROPOSAL:
        return kind.paper_kind.symbol(COUNCIL_ORGAN)
    return symbol(kind.paper_kind, issuer)


def abstract_of(kind: ResultPaperKind, announcement: Announcement, issuer: Tenant) -> str:
    """What a paper made out of a result is about, as it and the register say it."""
    whose = f"năm {announcement.year} của {among(announcement, issuer)}"
    if kind is ResultPaperKind.PROPOSAL:
        return f"Đề nghị khen thưởng thành tích {whose}"
    return f"Kết quả chấm điểm, xếp hạng thi đua {whose}"


def among(announcement: Announcement, issuer: Tenant) -> str:
    """Among whom it was reckoned, inside a sentence."""
    where = "tỉnh" if issuer.kind is TenantKind.PROVINCE else issuer.name_in_text
    return announcement.cluster_name or f"các cụm, khối thi đua của {where}"


def usual_signature(issuer: Tenant, name: str | None) -> SignatureBlock:
    """The head of the issuer signs."""
    capacity = SigningCapacity.of(issuer.kind)[0]
    return SignatureBlock(capacity.lines, capacity.position, name or "")


def signature(asked: ResultPaper, issuer: Tenant) -> SignatureBlock:
    """Who signs, as it was given: the lines above the name."""
    lines = [line.strip() for line in asked.signer_position.splitlines() if line.strip()]
    if not lines and asked.kind is ResultPaperKind.PROPOSAL:
        lines = ["TM. HỘI ĐỒNG", "CHỦ TỊCH"]
    if not lines:
        return usual_signature(issuer, asked.signer_name)
    return SignatureBlock(tuple(lines[:-1]), lines[-1], asked.signer_name or "")


def recipients(asked: ResultPaper) -> tuple[str, ...]:
    """To whom it goes, one a line."""
    return tuple(line.strip(" -;.") for line in asked.recipients.splitlines() if line.strip())


def usual_recipients(issuer: Tenant) -> tuple[str, ...]:
    """To whom papers of a result go."""
    if issuer.kind is TenantKind.PROVINCE:
        return (
            "Thường trực Tỉnh ủy, HĐND tỉnh (b/c)",
            "Chủ tịch, các Phó Chủ tịch UBND tỉnh",
            f"{COUNCIL} tỉnh",
            "Sở Nội vụ",
            "Các đơn vị trong bảng kết quả",
        )
    return (f"{COUNCIL} {issuer.name_in_text}", "Các đơn vị trong bảng kết quả")
