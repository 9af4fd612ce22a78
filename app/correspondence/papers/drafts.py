"""A draft, or what was issued from it, as an official paper (Nghị định 30/2020/NĐ-CP)."""

from collections.abc import Iterator
from dataclasses import replace

from app.correspondence.models import OfficialPaper
from app.correspondence.papers import bodies, recipients
from app.correspondence.terms import Content, Form
from app.documents.paper import Annex, Paper, SignatureBlock
from app.documents.prose import blocks_of
from app.registers.queries import OutgoingPaper
from app.stationery.terms import Letterhead
from tenants.models import Tenant, TenantKind

CHAIR_SIGNS = "CHỦ TỌA"
SECRETARY_SIGNS = "THƯ KÝ"
PLEDGE_TITLE = "Giao ước thi đua"
_POSITIONS = {
    TenantKind.DEPARTMENT: "GIÁM ĐỐC",
    TenantKind.SCHOOL: "HIỆU TRƯỞNG",
    TenantKind.ENTERPRISE: "GIÁM ĐỐC",
}


def draft_paper(
    draft: OfficialPaper,
    *,
    issuer: Tenant,
    letterhead: Letterhead,
    entry: OutgoingPaper | None = None,
    verify_url: str = "",
) -> Paper:
    """The paper as it is printed: a draft without number and day, or with those of `entry`.

    `letterhead` is that of `draft.organ` (`stationery.queries.letterheads.of`).
    """
    content = Content.of(draft.content)
    return _paper(draft, content, issuer, letterhead, entry, verify_url)


def guest_papers(
    draft: OfficialPaper,
    *,
    issuer: Tenant,
    letterhead: Letterhead,
    entry: OutgoingPaper | None = None,
    verify_url: str = "",
) -> Iterator[Paper]:
    """An invitation to many as one paper for each guest, to be printed in one file.

    The copy of a guest names no other recipient: "Như trên" and the archive.
    """
    content = Content.of(draft.content)
    for guest in content.addressees or ("",):
        alone = replace(content, addressees=(guest,))
        copy = _paper(draft, alone, issuer, letterhead, entry, verify_url)
        yield replace(copy, recipients=(recipients.FOLLOWING,))


def _paper(
    draft: OfficialPaper,
    content: Content,
    issuer: Tenant,
    letterhead: Letterhead,
    entry: OutgoingPaper | None,
    verify_url: str,
) -> Paper:
    form = Form.of(draft.kind)
    is_addressed = form is not Form.INVITATION and bool(content.addressees)
    return Paper(
        kind=draft.kind,
        superior=letterhead.superior or None,
        issuer_lines=letterhead.issuer_lines,
        symbol=draft.symbol,
        place=draft.place,
        number=None if entry is None else entry.printed_number,
        issued_on=None if entry is None else entry.issued_on,
        title_lines=(PLEDGE_TITLE,) if form is Form.PLEDGE else (),
        abstract=draft.abstract,
        authority=content.authority if form is Form.DECISION else "",
        bases=content.bases,
        addressees=content.addressees if is_addressed else (),
        blocks=bodies.body(form, content, letterhead),
        signature=_signature(draft, form, content, issuer),
        cosigners=tuple(_cosigners(form, content)),
        recipients=recipients.printed(
            draft.recipients, has_addressees=is_addressed or form is Form.INVITATION
        ),
        archive=archive_of(draft),
        annexes=tuple(_annexes(content)),
        urgency=draft.urgency,
        circulation=draft.circulation,
        draft=entry is None,
        footer=letterhead.footer if form.has_footer else (),
        verify_url=verify_url,
    )


def archive_of(draft: OfficialPaper) -> str:
    """`VT, VHXH`: the archive, then the office that drafted unless it is named there already."""
    parts = [part.strip() for part in draft.archive.split(",")]
    if draft.unit and draft.unit not in parts:
        parts.append(draft.unit)
    return ", ".join(filter(None, parts))


def copies_of(draft: OfficialPaper) -> int:
    """How many copies are made on paper: those handed to somebody outside of the system, and one
    for each archive. Units of the system and addresses of e-mail get the file."""
    handed = (
        int(one.get("copies") or 1)
        for one in draft.recipients
        if not one.get("tenant_id")
        and not (one.get("email") or "").strip()
        and not recipients.is_reference(one["name"])
    )
    return sum(handed) + len([part for part in archive_of(draft).split(",") if part.strip()])


def _signature(
    draft: OfficialPaper, form: Form, content: Content, issuer: Tenant
) -> SignatureBlock:
    if form is Form.MINUTES:
        return SignatureBlock((), CHAIR_SIGNS, _name(content.chair))
    if draft.signer_position:
        lines = tuple((draft.signing_lines or "").splitlines())
        return SignatureBlock(lines, draft.signer_position, draft.signer_name or "")
    if issuer.kind.has_committee:
        return SignatureBlock(("TM. ỦY BAN NHÂN DÂN",), "CHỦ TỊCH")
    return SignatureBlock((), _POSITIONS.get(issuer.kind, "THỦ TRƯỞNG"))


def _cosigners(form: Form, content: Content) -> Iterator[SignatureBlock]:
    if form is Form.MINUTES:
        yield SignatureBlock((), SECRETARY_SIGNS, _name(content.secretary))
    for party in content.parties:
        yield SignatureBlock((f"Đại diện {party.unit}",), party.position, party.name)


def _name(person: str) -> str:
    """The name out of "Nguyễn Văn An, Phó Chủ tịch"."""
    return person.partition(",")[0].strip()


def _annexes(content: Content) -> Iterator[Annex]:
    for annex in content.annexes:
        yield Annex(annex.title, blocks_of(annex.body), annex.landscape)
