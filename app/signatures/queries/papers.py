"""The signatures of one paper, and what may be done next."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from app.documents import queries as documents
from app.documents.models import File
from app.lib.errors import NotFound
from app.registers import queries as registers
from app.registers.models import OutgoingPaper, PaperFile
from app.registers.terms import FileRole
from app.signatures import policies
from app.signatures.models import PaperSignature
from app.signatures.pades.verification import VerificationReport
from app.signatures.queries import trusting
from app.signatures.terms import Part, Verdict
from tenants import context
from tenants.db import db
from tenants.models import Tenant

PDF = "application/pdf"

__all__ = [
    "File",
    "OutgoingPaper",
    "Signing",
    "annexes",
    "grown_from",
    "is_early",
    "is_scanned",
    "locked",
    "panel",
    "part_done",
    "parties",
    "parties_of",
    "report_of",
    "report_of_file",
    "report_of_paper",
    "signatures_of",
]


@dataclass(frozen=True)
class Signing:
    """What the panel of a paper shows: its file, what was found of it, what may be done next."""

    file: File | None
    report: VerificationReport | None
    rows: Sequence[PaperSignature]
    done: frozenset[Part]
    is_scanned: bool
    is_open: bool
    is_mine: bool = False

    @property
    def lack(self) -> str:
        """What the paper's file lacks before it is sent, in Vietnamese; "" for nothing.

        Many organs sign and seal on paper: this is said, nothing is held back.
        """
        if Part.SEAL in self.done:
            return ""
        if Part.LEADER in self.done:
            return "Văn bản chưa đóng dấu số của cơ quan."
        count = 0 if self.report is None else len(self.report.signatures)
        if count == 0:
            return "Văn bản chưa ký số."
        return "" if count > 1 else "Văn bản mới có một chữ ký số; có thể chưa đóng dấu số."

    def awaits(self, part: Part | str) -> bool:
        """Whether this part may be signed now."""
        if not self.is_open or self.file is None or part in self.done:
            return False
        return part == Part.LEADER or Part.LEADER in self.done or self.is_scanned


def panel(paper: OutgoingPaper, full_name: str) -> Signing:
    """The signatures of a paper as its page shows them; signing is open to its own tenant.

    `full_name` is the reader's: who is named on the paper as its signer is offered to sign.
    """
    file = registers.current_file(paper.id)
    rows = signatures_of(paper.id)
    is_own = paper.tenant_id == context.acting().tenant_id
    shown = rows or (file is not None and _role(paper.id, file.id) is not FileRole.DRAWN)
    return Signing(
        file=file,
        report=_report(paper, file) if file is not None and shown else None,
        rows=rows,
        done=part_done(paper.id),
        is_scanned=file is not None and _role(paper.id, file.id) is FileRole.SCANNED,
        is_open=is_own and policies.is_signable(paper),
        is_mine=policies.is_signer(paper, full_name),
    )


def parties(paper: OutgoingPaper) -> policies.Parties:
    """Who signs and who issues a paper, as the certificates on it should say."""
    return policies.parties(paper, db.session.get_one(Tenant, paper.tenant_id))


def parties_of(paper_ids: Sequence[int]) -> list[policies.Parties]:
    """Those of several own papers, each once; a paper that is not there has none."""
    found = db.session.scalars(
        select(OutgoingPaper).where(
            OutgoingPaper.id.in_(paper_ids),
            OutgoingPaper.tenant_id == context.acting().tenant_id,
        )
    )
    return list(dict.fromkeys(map(parties, found)))


def report_of(paper: OutgoingPaper, content: bytes) -> VerificationReport:
    """What is found of a file as this paper: a signature in another name is a doubt."""
    return policies.held_against(trusting.report(content), parties(paper))


def report_of_paper(paper: OutgoingPaper, content: bytes | None) -> VerificationReport | None:
    """What is found of a paper's file; None where it was not signed digitally."""
    found = None if content is None else report_of(paper, content)
    return None if found is None or found.verdict is Verdict.UNSIGNED else found


def report_of_file(paper: OutgoingPaper, content: bytes) -> VerificationReport | None:
    """What is found of a file that somebody holds; None for what is no PDF, such as a Word file."""
    return report_of(paper, content) if content.startswith(b"%PDF-") else None


def locked(paper_id: int) -> OutgoingPaper:
    """An own paper, held until the transaction ends: of two who sign at once the second waits."""
    paper = db.session.scalar(
        select(OutgoingPaper)
        .where(OutgoingPaper.id == paper_id, OutgoingPaper.tenant_id == context.acting().tenant_id)
        .with_for_update()
    )
    if paper is None:
        raise NotFound("Không tìm thấy văn bản này trong sổ văn bản đi của đơn vị.")
    return paper


def signatures_of(paper_id: int) -> Sequence[PaperSignature]:
    """The signatures that were put on a paper here, in order."""
    return db.session.scalars(
        select(PaperSignature)
        .where(PaperSignature.paper_id == paper_id)
        .order_by(PaperSignature.id)
    ).all()


def part_done(paper_id: int) -> frozenset[Part]:
    """Which parts the paper's present file carries: those signed before another file took its
    place do not count."""
    since = (
        select(func.coalesce(func.max(PaperFile.id), 0))
        .where(PaperFile.paper_id == paper_id, PaperFile.role == FileRole.SCANNED)
        .scalar_subquery()
    )
    found = db.session.scalars(
        select(PaperSignature.part)
        .join(
            PaperFile,
            (PaperFile.paper_id == PaperSignature.paper_id)
            & (PaperFile.file_id == PaperSignature.file_id),
        )
        .join(OutgoingPaper, OutgoingPaper.id == PaperSignature.paper_id)
        .where(
            PaperSignature.paper_id == paper_id,
            PaperFile.role != FileRole.ANNEX,
            PaperFile.id > since,
            PaperFile.id > func.coalesce(OutgoingPaper.earlier_files_to, 0),
        )
    )
    return frozenset(found)


def annexes(paper_id: int) -> Sequence[File]:
    """The annexes of a paper that lie in files of their own, in order."""
    return db.session.scalars(
        select(File)
        .join(PaperFile, (PaperFile.tenant_id == File.tenant_id) & (PaperFile.file_id == File.id))
        .where(PaperFile.paper_id == paper_id, PaperFile.role == FileRole.ANNEX)
        .order_by(PaperFile.id)
    ).all()


def grown_from(digests: Sequence[str]) -> Sequence[OutgoingPaper]:
    """The own papers of which a file has one of these SHA-256: the register's main files alone."""
    return db.session.scalars(
        select(OutgoingPaper)
        .join(PaperFile, PaperFile.paper_id == OutgoingPaper.id)
        .join(File, (File.tenant_id == PaperFile.tenant_id) & (File.id == PaperFile.file_id))
        .where(
            OutgoingPaper.tenant_id == context.acting().tenant_id,
            PaperFile.role.in_((FileRole.DRAWN, FileRole.SIGNED, FileRole.SCANNED)),
            File.sha256.in_(digests),
        )
        .order_by(OutgoingPaper.id)
        .distinct()
    ).all()


def is_scanned(paper_id: int, file_id: int) -> bool:
    """Whether a paper's file is one that was signed elsewhere and uploaded."""
    return _role(paper_id, file_id) is FileRole.SCANNED


def is_early(paper_id: int, file_id: int) -> bool:
    """Whether the signer named on the paper has not signed this file, so that no seal follows."""
    return Part.LEADER not in part_done(paper_id) and not is_scanned(paper_id, file_id)


def _role(paper_id: int, file_id: int) -> FileRole | None:
    return db.session.scalar(
        select(PaperFile.role).where(PaperFile.paper_id == paper_id, PaperFile.file_id == file_id)
    )


def _report(paper: OutgoingPaper, file: File) -> VerificationReport | None:
    if file.media_type != PDF:
        return None
    return report_of(paper, documents.file_with_content(file.id).content)
