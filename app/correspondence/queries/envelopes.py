"""A paper with its files as an envelope, and what an envelope from elsewhere becomes here."""

from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2
from sqlalchemy import and_, or_, select
from sqlalchemy.orm import undefer

from app.correspondence.envelopes import (
    Agency,
    Attachment,
    Business,
    Envelope,
    Trace,
    document_id,
    pack,
    plain_name,
    write,
)
from app.correspondence.models import PaperRecipient
from app.correspondence.queries import changes
from app.documents.models import File
from app.documents.terms import PaperKind, Urgency
from app.lib import agency_codes, clock
from app.lib.errors import Conflict
from app.lib.text import fold
from app.registers import queries as registers
from app.registers.models import IncomingPaper, OutgoingPaper, PaperFile
from app.registers.terms import FileRole, PaperState
from app.stationery.queries import letterheads
from app.stationery.terms.letterheads import organs_of
from tenants import context
from tenants.db import db
from tenants.models import Tenant

PRIORITIES = {None: 0, Urgency.URGENT: 1, Urgency.VERY_URGENT: 2, Urgency.IMMEDIATE: 3}
URGENCIES = {number: urgency for urgency, number in PRIORITIES.items()} | {4: Urgency.IMMEDIATE}
NO_CODE = (
    "{name} chưa có mã định danh điện tử nên chưa xuất được phong bì edXML. Quản trị đơn vị "
    "ghi mã ở trang thông tin đơn vị; gói văn bản (ZIP) vẫn tải được."
)
NO_FILE = "Văn bản chưa có tệp nào để gửi; hãy đợi bản in hoặc đưa bản đã ký lên."


@dataclass(frozen=True)
class Arrived:
    """What an envelope from elsewhere would be in the register of incoming papers."""

    envelope: Envelope
    sender: Tenant | None
    kind: PaperKind | None
    urgency: Urgency | None
    twin: IncomingPaper | None

    @property
    def sender_name(self) -> str:
        """The name in the register where the agency is known, else as the envelope has it."""
        return self.sender.name if self.sender else self.envelope.sender.name

    @property
    def business(self) -> str:
        """What the sender does but to send a new paper, why, and with which papers."""
        if self.envelope.business is Business.NEW:
            return ""
        reason = f": {self.envelope.reason}" if self.envelope.reason else ""
        papers = f" ({'; '.join(self.envelope.replaced_ids)})" if self.envelope.replaced_ids else ""
        return f"{self.envelope.business.label}{papers}{reason}"


def envelope_of(paper_id: int) -> Envelope:
    """The envelope of a paper, own or received. Raises Conflict for one without a file."""
    paper = registers.paper(paper_id)
    sender = db.session.get_one(Tenant, paper.tenant_id)
    files = _files(paper)
    if not files or paper.issued_on is None:
        raise Conflict(NO_FILE)
    letterhead = letterheads.of(sender, _organ(paper, sender))
    agency = Agency(_code(sender.agency_code), letterhead.issuer)
    replaced = _replaced_ids(paper, agency.code)
    return Envelope(
        sender=agency,
        recipients=_recipients(paper),
        number=str(paper.number),
        notation=paper.symbol,
        place=letterhead.place,
        issued_on=paper.issued_on,
        kind_name=paper.kind.label if paper.kind else "",
        subject=paper.abstract,
        signer_name=paper.signer_name or "",
        signer_position=paper.signer_position or "",
        competence=" ".join((paper.signing_lines or "").splitlines()),
        priority=PRIORITIES[paper.urgency],
        page_amount=sum(_pages(file) for _, file in files),
        appendixes=tuple(file.name for role, file in files if role is FileRole.ANNEX),
        business=_business(paper, replaced),
        reason=paper.reason or "",
        replaced_ids=replaced,
        traces=(Trace(agency.code, paper.issued_at or clock.now()),),
        attachments=tuple(Attachment(f.name, f.media_type, f.content) for _, f in files),
    )


def _code(kept: str | None) -> str:
    """The electronic code as Decision 20/2020/QĐ-TTg writes it, which envelopes ask for today."""
    return agency_codes.parse(kept).newer if kept else ""


def _business(paper: OutgoingPaper, replaced: tuple[str, ...]) -> Business:
    if paper.state is PaperState.REVOKED:
        return Business.REVOKED
    return Business.REPLACING if replaced else Business.NEW


def _replaced_ids(paper: OutgoingPaper, code: str) -> tuple[str, ...]:
    """The identifiers of the papers that this one took the place of."""
    rows = db.session.scalars(
        select(OutgoingPaper)
        .where(OutgoingPaper.replaced_by_id == paper.id, OutgoingPaper.issued_on.is_not(None))
        .order_by(OutgoingPaper.id)
    )
    return tuple(document_id(code, one.issued_on, one.full_number) for one in rows if one.issued_on)


def as_xml(paper_id: int) -> tuple[str, bytes]:
    """File name and bytes of the envelope with the files in it.

    Raises Conflict where the sender has no agency code: nobody could answer it.
    """
    envelope = envelope_of(paper_id)
    if not envelope.sender.code:
        raise Conflict(NO_CODE.format(name=envelope.sender.name))
    return f"{_stem(envelope)}.edxml", write(envelope)


def as_package(paper_id: int) -> tuple[str, bytes]:
    """File name and bytes of the ZIP; the envelope is in it where the sender has a code."""
    envelope = envelope_of(paper_id)
    made_at = envelope.traces[0].at
    content = pack(
        envelope,
        made_at=made_at,
        with_envelope=bool(envelope.sender.code),
        standing=_standing(paper_id),
    )
    return f"{_stem(envelope)}.zip", content


def _standing(paper_id: int) -> dict[str, object]:
    """Whether the paper is in force, and what became of it."""
    paper = registers.paper(paper_id)
    return {
        "state": paper.state.value,
        "in_force": paper.state is PaperState.ISSUED,
        "standing": f"Văn bản {paper.state.label.lower()}",
        "changes": [
            {
                "change": row.change.value,
                "by_paper": row.by_paper,
                "reason": row.reason,
                "on": clock.local(row.created_at).date().isoformat(),
            }
            for row in changes.of_paper(paper_id)
        ],
    }


def _stem(envelope: Envelope) -> str:
    return plain_name(f"{envelope.number} {envelope.notation} {envelope.issued_on.year}")


def _organ(paper: OutgoingPaper, sender: Tenant) -> str:
    """In whose name it was issued: the part of the symbol that names an organ of the sender."""
    named = set(paper.symbol.split("-"))
    return next((organ for organ in organs_of(sender) if organ in named), organs_of(sender)[0])


def _files(paper: OutgoingPaper) -> list[tuple[FileRole, File]]:
    """The paper itself and its annexes, with their contents."""
    main = registers.current_file(paper.id)
    rows = db.session.execute(
        select(PaperFile.role, File)
        .join(File, and_(File.tenant_id == PaperFile.tenant_id, File.id == PaperFile.file_id))
        .where(
            PaperFile.paper_id == paper.id,
            or_(PaperFile.role == FileRole.ANNEX, File.id == (main.id if main else None)),
        )
        .order_by((PaperFile.role == FileRole.ANNEX), PaperFile.id)
        .options(undefer(File.content))
        .execution_options(populate_existing=True)
    )
    return [(role, file) for role, file in rows]


def _pages(file: File) -> int:
    """How many pages a PDF has; none for other files, and for one that cannot be read."""
    if file.media_type != "application/pdf":
        return 0
    try:
        document = pypdfium2.PdfDocument(file.content)
    except pypdfium2.PdfiumError:
        return 0
    try:
        return len(document)
    finally:
        document.close()


def _recipients(paper: OutgoingPaper) -> tuple[Agency, ...]:
    """Those whom the reader may know: all of an own paper, oneself of a received one."""
    rows = db.session.execute(
        select(PaperRecipient.name, Tenant.agency_code)
        .outerjoin(Tenant, Tenant.id == PaperRecipient.addressee_id)
        .where(PaperRecipient.paper_id == paper.id)
        .order_by(PaperRecipient.position, PaperRecipient.id)
    )
    found = tuple(Agency(_code(code), name) for name, code in rows)
    return found or (Agency("", "Như nơi nhận"),)


def arrived(envelope: Envelope) -> Arrived:
    """What an envelope from elsewhere would be here, and the entry that may be the same paper."""
    sender = by_code(envelope.sender.code)
    return Arrived(
        envelope,
        sender,
        _kind(envelope),
        URGENCIES.get(envelope.priority),
        _twin(envelope, sender),
    )


def by_code(code: str) -> Tenant | None:
    """The agency of this electronic code, in either order."""
    try:
        kept = agency_codes.parse(code).older
    except ValueError:
        return None
    return db.session.scalar(select(Tenant).where(Tenant.agency_code == kept))


def _kind(envelope: Envelope) -> PaperKind | None:
    """The kind by its name, else by the abbreviation in the symbol."""
    name, mark = fold(envelope.kind_name), envelope.notation.partition("-")[0]
    by_name = next((kind for kind in PaperKind if fold(kind.label) == name), None)
    return by_name or next((kind for kind in PaperKind if kind.abbreviation == mark), None)


def _twin(envelope: Envelope, sender: Tenant | None) -> IncomingPaper | None:
    """An entry of the same number and day from the same sender."""
    names = [envelope.sender.name, *([sender.name] if sender else [])]
    return registers.twin(
        paper_number=envelope.full_number, issued_on=envelope.issued_on, sender_names=names
    )


def own_files(file_ids: Sequence[int]) -> Sequence[File]:
    """These files, if the acting tenant keeps them itself."""
    return db.session.scalars(
        select(File)
        .where(File.tenant_id == context.acting().tenant_id, File.id.in_(file_ids))
        .order_by(File.id)
    ).all()
