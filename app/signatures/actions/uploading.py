"""A paper that was signed elsewhere comes back: with pen and stamp, or with another program."""

import unicodedata
from dataclasses import dataclass
from io import BytesIO

import pdfplumber
from pdfminer.pdfexceptions import PDFException

from app.audit import actions as audit
from app.audit.actions import Person
from app.documents import actions as documents
from app.documents import queries as files
from app.lib.errors import Invalid, Stale
from app.lib.text import fold
from app.registers import actions as registering
from app.registers import queries as registers
from app.registers.terms import FileRole
from app.signatures import policies
from app.signatures.pades import revisions
from app.signatures.pades.verification import VerificationReport
from app.signatures.policies import belonging
from app.signatures.queries import papers
from app.signatures.queries.papers import File, OutgoingPaper
from app.signatures.terms import Verdict

_MOST_PAGES = 30
_ENOUGH = 0.85
"""A program that signs may lose a letter or two; below this share of words it is another text."""


@dataclass(frozen=True)
class Taken:
    """The file that was taken, what was found of its signatures, and of what to be warned."""

    file: File
    report: VerificationReport
    warnings: tuple[str, ...]


def take(
    *,
    paper_id: int,
    name: str,
    content: bytes,
    seen_file_id: int | None,
    is_accepted: bool,
    by: Person,
) -> Taken:
    """Take a signed PDF as the paper. `is_accepted`: in spite of what there is to warn of.

    Raises Invalid at `file` for what is no PDF, carries a bad signature, or is recognisably
    another paper than this one, and at `is_accepted`
    while warnings are not accepted; Stale where another file than `seen_file_id` is the paper now.
    """
    paper = papers.locked(paper_id)
    policies.check_signable(paper)
    present = registers.current_file(paper.id)
    if seen_file_id is not None and (present is None or present.id != seen_file_id):
        raise Stale("Văn bản vừa có bản khác (có người vừa ký hoặc vừa đưa tệp lên). Hãy xem lại.")
    report = _report(paper, content)
    warnings = (*_strangeness(paper, content), *_warnings(paper, present, content, report))
    if warnings and not is_accepted:
        raise Invalid(fields={"is_accepted": list(warnings)})
    file = documents.store(name=name, content=content, by=by)
    registering.attach(paper_id=paper.id, file_id=file.id, role=FileRole.SCANNED, by=by)
    audit.record(
        "outgoing_paper.taken_signed",
        paper,
        by=by,
        number=paper.full_number,
        name=file.name,
        sha256=file.sha256,
        verdict=report.verdict.value,
        reason=" ".join(warnings) or None,
    )
    return Taken(file, report, warnings)


def _report(paper: OutgoingPaper, content: bytes) -> VerificationReport:
    if not content.startswith(b"%PDF-"):
        raise Invalid("Hãy chọn tệp PDF của văn bản đã ký.", "file")
    report = papers.report_of(paper, content)
    if report.verdict in (Verdict.INVALID, Verdict.UNREADABLE):
        why = [text for one in report.signatures for text in (*one.reasons, *one.changes)]
        raise Invalid(" ".join([report.headline, *why[:2]]), "file")
    return report


def _strangeness(paper: OutgoingPaper, content: bytes) -> tuple[str, ...]:
    """What speaks against the file being this paper; nothing where it grew out of its files."""
    owners = papers.grown_from(revisions.digests(content))
    if paper in owners:
        return ()
    belonging.check_owner(paper, owners[0] if owners else None)
    return belonging.check_text(paper, _text(content))


def _warnings(
    paper: OutgoingPaper, present: File | None, content: bytes, report: VerificationReport
) -> tuple[str, ...]:
    found = []
    if report.verdict is Verdict.UNSIGNED:
        found.append("Tệp không có chữ ký số: chỉ dùng cho bản đã ký, đóng dấu rồi quét lại.")
    if report.verdict is Verdict.DOUBTFUL:
        found += sorted({reason for one in report.signatures for reason in one.reasons})
    signers = [one.certificate.subject for one in report.signatures if one.certificate]
    if signers and not any(policies.is_signer(paper, name) for name in signers):
        found.append(f"Không chữ ký nào mang tên {paper.signer_name or 'người ký'} trên văn bản.")
    drawn = files.file_with_content(present.id).content if present is not None else b""
    if drawn and not _is_same_text(drawn, content):
        found.append("Nội dung chữ trong tệp khác với bản in của hệ thống, hoặc tệp là bản quét.")
    return tuple(found)


def _is_same_text(drawn: bytes, other: bytes) -> bool:
    """Whether nearly all words of the one stand in the other."""
    wanted, there = _words(drawn), _words(other)
    if not wanted:
        return True
    return len(wanted & there) / len(wanted) >= _ENOUGH


def _words(content: bytes) -> set[str]:
    return set(fold(_text(content)).split())


def _text(content: bytes) -> str:
    """The text layer of a file; "" for a scan and for what cannot be read."""
    try:
        with pdfplumber.open(BytesIO(content)) as file:
            text = "\n".join(page.extract_text() or "" for page in file.pages[:_MOST_PAGES])
    except (PDFException, ValueError, KeyError, TypeError):
        return ""
    return unicodedata.normalize("NFC", text)
