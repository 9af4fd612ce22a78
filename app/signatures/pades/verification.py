"""A report on the signatures of a PDF file: who, when, whether intact and trusted, what changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from asn1crypto import x509
from pyhanko.pdf_utils.generic import DictionaryObject, IndirectObject
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import SuspiciousModification
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import (
    DocumentSecurityStore,
    EmbeddedPdfSignature,
    KeyUsageConstraints,
    PdfSignatureStatus,
    SignatureCoverageLevel,
    validate_pdf_signature,
)
from pyhanko.sign.validation.errors import NoDSSFoundError

from app.signatures.pades import certificates, chains, changes, reasons, standing
from app.signatures.pades.certificates import Certificate
from app.signatures.pades.standing import Standing
from app.signatures.pades.trust import Trust
from app.signatures.terms import Verdict

_USES = KeyUsageConstraints(
    key_usage={"non_repudiation", "digital_signature"}, match_all_key_usages=False
)
_MOST_SIGNATURES = 40
_MOST_TAIL = 1024


@dataclass(frozen=True, kw_only=True)
class SignatureReport:
    """One signature of a file.

    `claimed_at` is the signer's own clock, `stamped_at` the time that an authority certified.
    `is_unrevoked`: a list or an answer at hand says that the certificate was not revoked.
    `reasons` tell why it is not simply valid; `changes` what was done to the file after it, and
    `is_followed` whether others signed later, which is no change. `other_name` says what of a paper
    the name on the certificate does not fit, once it was held against one.
    """

    field: str
    verdict: Verdict
    certificate: Certificate | None = None
    claimed_at: datetime | None = None
    stamped_at: datetime | None = None
    stamped_by: str = ""
    is_intact: bool = False
    is_trusted: bool = False
    is_unrevoked: bool = False
    is_followed: bool = False
    covers_all: bool = False
    reasons: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    other_name: str = ""

    @property
    def at(self) -> datetime | None:
        """When it was signed, certified or claimed."""
        return self.stamped_at or self.claimed_at


@dataclass(frozen=True)
class VerificationReport:
    """What was found of a whole file, in the order of signing."""

    verdict: Verdict
    headline: str
    signatures: tuple[SignatureReport, ...] = ()

    @property
    def is_valid(self) -> bool:
        """Whether every signature is intact, trusted, and nothing was changed."""
        return self.verdict is Verdict.VALID


@dataclass(frozen=True)
class _Known:
    """What the file itself brings along for validation: its DSS."""

    others: tuple[x509.Certificate, ...] = ()
    crls: tuple[bytes, ...] = ()
    ocsps: tuple[bytes, ...] = ()


def report(content: bytes, trust: Trust, at: datetime) -> VerificationReport:
    """Check every signature of a file against `trust`, as of `at`.

    Never raises: a file that cannot be read is reported as such.
    """
    try:
        reader = PdfFileReader(BytesIO(content), strict=False)
        if reader.encrypted:
            return VerificationReport(
                Verdict.UNREADABLE, "Tệp PDF đặt mật khẩu nên không kiểm tra được chữ ký."
            )
        known = _known(reader)
        found = tuple(
            _checked(reader, name, field, trust, known, at) for name, field in _signed(reader)
        )
    # Whatever a hostile file breaks in the reader must not break the page that reports on it.
    except Exception:
        return VerificationReport(
            Verdict.UNREADABLE, "Không đọc được tệp: tệp không phải PDF hoặc đã bị hỏng."
        )
    ordered = tuple(sorted(found, key=lambda one: (one.covers_all, not one.is_followed)))
    is_changed = any(one.changes or reasons.TAMPERED in one.reasons for one in ordered)
    told = reasons.summary([one.verdict for one in ordered], is_changed=is_changed)
    return VerificationReport(*told, ordered)


def _signed(reader: PdfFileReader) -> Iterator[tuple[str, DictionaryObject]]:
    """The filled fields of persons' and organs' signatures, in the file's order."""
    if "/AcroForm" not in reader.root:
        return
    fields = list(enumerate_sig_fields(reader, filled_status=True))
    for name, _, reference in fields[:_MOST_SIGNATURES]:
        field = reference.get_object() if isinstance(reference, IndirectObject) else reference
        value = field.get("/V", None)
        if not isinstance(value, DictionaryObject) or value.get("/Type") != "/DocTimeStamp":
            yield name, field


def _known(reader: PdfFileReader) -> _Known:
    try:
        store = DocumentSecurityStore.read_dss(reader)
    except NoDSSFoundError:
        return _Known()
    return _Known(
        tuple(store.load_certs()),
        tuple(stream.get_object().data for stream in store.crls),
        tuple(stream.get_object().data for stream in store.ocsps),
    )


def _checked(
    reader: PdfFileReader,
    name: str,
    field: DictionaryObject,
    trust: Trust,
    known: _Known,
    at: datetime,
) -> SignatureReport:
    try:
        embedded = EmbeddedPdfSignature(reader, field, name)
        facts = certificates.facts(embedded.signer_cert)
        status = _status(embedded, trust, known, at)
    # A broken dictionary, a broken CMS object: any error of the library means the same to people.
    except Exception:
        return SignatureReport(field=name, verdict=Verdict.INVALID, reasons=(reasons.BROKEN,))
    return _reported(name, embedded, facts, status, _Moments(trust, known, at))


@dataclass(frozen=True)
class _Moments:
    """Whom to trust, and the moment of checking: a certificate is also asked about others."""

    trust: Trust
    known: _Known
    now: datetime

    def standing(self, embedded: EmbeddedPdfSignature, at: datetime) -> Standing:
        """The signer's certificate as it stood at another moment."""
        return self.of(_status(embedded, self.trust, self.known, at, skip_diff=True), at)

    def is_unrevoked(self, embedded: EmbeddedPdfSignature, at: datetime | None) -> bool:
        """Whether anything at hand says that the certificate was not revoked when signing."""
        return chains.is_known(
            embedded.signer_cert,
            [*embedded.other_embedded_certs, *self.known.others],
            self.trust,
            at or self.now,
            crls=self.known.crls,
            ocsps=self.known.ocsps,
        )

    def of(self, status: PdfSignatureStatus, at: datetime) -> Standing:
        """The signer's certificate as it stands by this status of `at`."""
        return standing.of(status, at, (*self.trust.crls, *self.known.crls))


def _status(
    embedded: EmbeddedPdfSignature,
    trust: Trust,
    known: _Known,
    at: datetime,
    *,
    skip_diff: bool = False,
) -> PdfSignatureStatus:
    context = trust.context(at, others=known.others, crls=known.crls, ocsps=known.ocsps)
    return validate_pdf_signature(embedded, context, key_usage_settings=_USES, skip_diff=skip_diff)


def _reported(
    name: str,
    embedded: EmbeddedPdfSignature,
    facts: Certificate,
    status: PdfSignatureStatus,
    moments: _Moments,
) -> SignatureReport:
    stamp = status.timestamp_validity
    stamped = stamp.timestamp if stamp is not None and stamp.trusted else None
    claimed = embedded.self_reported_timestamp
    is_whole = bool(status.intact and status.valid)
    told = _changes(embedded, status) if is_whole else ()
    holding = moments.standing(embedded, stamped) if stamped else moments.of(status, moments.now)
    then = moments.standing(embedded, claimed) if claimed and not stamped else None
    doubts: tuple[str, ...] = (reasons.TAMPERED,)
    if is_whole:
        doubts = reasons.of_trust(
            facts, holding, then, claimed=claimed, stamped=stamped, now=moments.now
        )
        if stamp is not None and stamped is None:
            doubts = (*doubts, reasons.BAD_TIMESTAMP)
    verdict = reasons.verdict(is_whole, bool(told), holding, then)
    return SignatureReport(
        field=name,
        verdict=verdict,
        certificate=facts,
        claimed_at=claimed,
        stamped_at=stamped,
        stamped_by=certificates.facts(stamp.signing_cert).subject if stamp else "",
        is_intact=is_whole and not told,
        is_trusted=holding.is_trusted,
        is_unrevoked=holding.is_trusted and moments.is_unrevoked(embedded, stamped or claimed),
        is_followed=bool(changes.later_signatures(embedded.reader, embedded.signed_revision)),
        covers_all=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        reasons=doubts,
        changes=told,
    )


def _changes(embedded: EmbeddedPdfSignature, status: PdfSignatureStatus) -> tuple[str, ...]:
    """What was done after the signature beyond what signing again does; () for nothing."""
    if status.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        return (reasons.NOT_COVERED,)
    is_bad = isinstance(status.diff_result, SuspiciousModification) or not status.docmdp_ok
    look = changes.since if is_bad else changes.disguised
    try:
        told = look(embedded.reader, embedded.signed_revision)
    # A file too broken to compare loses the details, and is not said to be whole.
    except Exception:
        told = (reasons.CHANGED,)
    if not told and is_bad:
        return (reasons.CHANGED,)
    return (*told, *_tail(embedded))


def _tail(embedded: EmbeddedPdfSignature) -> tuple[str, ...]:
    """Whether something hangs on the end of a file after its last signature."""
    if embedded.reader.xrefs.total_revisions > embedded.signed_revision + 1:
        return ()
    rest = embedded.reader.stream
    rest.seek(int(embedded.byte_range[2]) + int(embedded.byte_range[3]))
    return (reasons.TAIL,) if rest.read(_MOST_TAIL).strip() else ()
