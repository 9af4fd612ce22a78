"""A paper is signed: by the person named on it, then with the seal of the organ."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from pyhanko.sign.signers import Signer

from app.audit import actions as audit
from app.audit.actions import Person
from app.documents import actions as documents
from app.documents import queries as files
from app.lib import clock
from app.lib.errors import Conflict, Invalid, Stale
from app.registers import actions as registering
from app.registers import queries as registers
from app.registers.terms import FileRole
from app.signatures import policies, queries
from app.signatures.models import PaperSignature, SigningKey
from app.signatures.pades import certificates, places, signing, stamps
from app.signatures.pades.certificates import Certificate
from app.signatures.pades.credentials import CredentialError
from app.signatures.pades.signing import NoTimestamp, SigningFailed, Visible
from app.signatures.pades.verification import SignatureReport
from app.signatures.queries import keys, papers, services
from app.signatures.queries.papers import File, OutgoingPaper
from app.signatures.terms import Part, Verdict
from tenants.db import db


@dataclass(frozen=True)
class Place:
    """Where a person wants the signature: page from 1, millimetres from the left and from above."""

    page: int
    left: float
    below: float


@dataclass(frozen=True, kw_only=True)
class Wish:
    """How to sign: the secret that opens the key, and what the signer decided beside it.

    `seen_file_id` is the file that the signer looked at; None signs whichever is the paper now.
    """

    secret: str
    seen_file_id: int | None
    place: Place | None = None
    without_timestamp: bool = False
    other_name_reason: str = ""

    def __repr__(self) -> str:
        return f"Wish(seen_file_id={self.seen_file_id})"


def sign(*, paper_id: int, part: Part, wish: Wish, by: Person) -> PaperSignature:
    """Sign the present file of a paper; the signed file becomes the paper.

    Raises Stale where another file has become the paper since the signer looked, Conflict where it
    may not be signed now, NotAllowed for another person than the signer named on it, Invalid at
    `secret`, `place` or `other_name_reason`.
    """
    paper = papers.locked(paper_id)
    file = _checked(paper, part, wish, by)
    key = key_for(part, by)
    content = files.file_with_content(file.id).content

    def visible(facts: Certificate) -> Visible:
        return Visible(*_visible(paper, key, content, facts, wish.place, clock.now()))

    signed = signed_with(paper, part, content, wish, by, visible)
    mine = _last(signed)
    kept = documents.store(name=_name(paper, part), content=signed, by=by)
    registering.attach(paper_id=paper.id, file_id=kept.id, role=FileRole.SIGNED, by=by)
    row = _row(paper, key, kept, mine, wish, by)
    db.session.add(row)
    db.session.flush()
    audit.record(
        "outgoing_paper.signed",
        paper,
        by=by,
        number=paper.full_number,
        part=part.value,
        name=row.subject,
        serial=row.serial,
        sha256=row.sha256,
        reason=row.other_name_reason,
    )
    return row


def key_for(part: Part, by: Person) -> SigningKey:
    """The key with which a person signs. Raises Conflict without one."""
    key = keys.key_of(part, by.id)
    if key is None:
        raise Conflict("Bạn chưa có khóa ký số. Hãy tải khóa lên trước khi ký.")
    return key


def _checked(paper: OutgoingPaper, part: Part, wish: Wish, by: Person) -> File:
    policies.check_signable(paper)
    if part is Part.LEADER:
        policies.check_person(paper, by.full_name)
    file = registers.current_file(paper.id)
    if file is None:
        raise Conflict("Văn bản chưa có bản PDF để ký. Hãy đợi bản in tạo xong.")
    if wish.seen_file_id is not None and file.id != wish.seen_file_id:
        raise Stale("Văn bản vừa có bản khác (có người vừa ký hoặc vừa đưa tệp lên). Hãy xem lại.")
    policies.check_order(
        part,
        papers.part_done(paper.id),
        is_signed_on_paper=papers.is_scanned(paper.id, file.id),
    )
    return file


def signed_with(
    paper: OutgoingPaper,
    part: Part,
    content: bytes,
    wish: Wish,
    by: Person,
    visible: Callable[[Certificate], Visible],
) -> bytes:
    """A file of a paper, signed with the key of a person or of the organ.

    `visible` is what is seen of it, by the facts of the certificate. Raises Invalid at `secret`,
    `place` or `other_name_reason`, Conflict for what cannot be signed.
    """
    now = clock.now()
    try:
        with keys.credential(key_for(part, by)).opened(wish.secret) as signer:
            facts = certificates.facts(signer.signing_cert)
            policies.check_certificate(
                part, facts, papers.parties(paper), reason=wish.other_name_reason, at=now
            )
            return _stamped(content, signer, visible(facts), part, wish, now)
    except CredentialError as error:
        raise Invalid(error.message, "secret") from error
    except NoTimestamp as error:
        more = " Hoặc chọn “Ký không kèm dấu thời gian”." if queries.may_skip_timestamp() else ""
        raise Conflict(error.message + more) from error
    except SigningFailed as error:
        raise Conflict(error.message) from error


def _stamped(
    content: bytes, signer: Signer, visible: Visible, part: Part, wish: Wish, now: datetime
) -> bytes:
    """Signed with all that the settings allow: time stamp, chain, what is known of revocation."""
    may_skip = queries.may_skip_timestamp() and wish.without_timestamp
    tsa = None if may_skip else queries.timestamper()
    trusted, asker = queries.trust(), services.asker()
    if tsa is not None or asker is not None:
        known = trusted.context(now) if asker is None else trusted.fetching(asker)
        try:
            return signing.sign(
                content, signer, visible, field=part.field, at=now, tsa=tsa, validation=known
            )
        except signing.Untrusted:
            pass
    return signing.sign(content, signer, visible, field=part.field, at=now, tsa=tsa)


def _visible(
    paper: OutgoingPaper,
    key: SigningKey,
    content: bytes,
    facts: Certificate,
    wanted: Place | None,
    now: datetime,
) -> tuple[stamps.Stamp, places.Box]:
    image = queries.stamp_of(key)
    if key.part is Part.LEADER:
        stamp = stamps.signature(image) if image else stamps.signed_by(facts.subject, now)
        return stamp, places.around(_place(paper, content, wanted), stamp)
    if image is None:
        stamp = stamps.note((facts.subject,), now)
        return stamp, places.top_right(content, stamp)
    stamp = stamps.seal(image, float(key.stamp_width or 36))
    signature = places.of_field(content, Part.LEADER.field)
    if signature is not None and wanted is None:
        return stamp, places.beside(signature, stamp)
    return stamp, places.around(_place(paper, content, wanted), stamp)


def _place(paper: OutgoingPaper, content: bytes, wanted: Place | None) -> places.Place:
    if wanted is not None:
        try:
            return places.at(wanted.page, wanted.left, wanted.below, content)
        except ValueError as error:
            raise Invalid("Tệp không có trang hoặc vị trí này. Hãy chọn lại.", "place") from error
    found = places.of_signature(content, paper.signer_name or "")
    if found is None:
        raise Invalid(
            "Không tìm thấy tên người ký trong tệp nên không biết đặt chữ ký ở đâu. "
            "Hãy chọn trang và vị trí.",
            "place",
        )
    return found


def _last(signed: bytes) -> SignatureReport:
    """What is found of the signature just made. Raises Conflict where it, or another, is bad."""
    found = queries.report(signed)
    bad = [one for one in found.signatures if one.verdict is Verdict.INVALID]
    if bad or not found.signatures:
        why = " ".join(bad[0].reasons + bad[0].changes) if bad else found.headline
        raise Conflict(f"Chưa ký: chữ ký tạo ra không hợp lệ. {why}")
    return found.signatures[-1]


def _row(
    paper: OutgoingPaper,
    key: SigningKey,
    kept: File,
    mine: SignatureReport,
    wish: Wish,
    by: Person,
) -> PaperSignature:
    return PaperSignature(
        tenant_id=paper.tenant_id,
        paper_id=paper.id,
        file_id=kept.id,
        part=key.part,
        key_kind=key.kind,
        subject=key.subject,
        organisation=key.organisation,
        issuer=key.issuer,
        serial=key.serial,
        signed_at=mine.at or clock.now(),
        stamped_by=mine.stamped_by or None,
        sha256=kept.sha256,
        signed_by=by.id,
        signed_by_name=by.full_name,
        other_name_reason=wish.other_name_reason.strip() or None,
    )


def _name(paper: OutgoingPaper, part: Part) -> str:
    """The name of the signed file: "01-qd-snv-2026-da-ky.pdf", 50 letters at most."""
    ending = "-da-ky.pdf" if part is Part.LEADER else "-da-dong-dau.pdf"
    return f"{paper.file_stem[: 50 - len(ending)].rstrip('-')}{ending}"
