"""What the tests of signing share: a throw-away authority, a drawn paper, signing in one line."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache

from app.documents import pdf
from app.documents.paper import Paper, Paragraph, SignatureBlock
from app.documents.terms import PaperKind
from app.signatures.pades import credentials, places, signing, stamps, verification
from app.signatures.pades.signing import Visible
from app.signatures.pades.trust import Trust
from app.signatures.pades.verification import VerificationReport
from deploy.demo import stamp_pictures
from deploy.demo.authority import Authority, Holder

PASSPHRASE = "mat-khau-khoa-2026"
SIGNER = "Hoàng Thị Lan"
ORGAN = "Ủy ban nhân dân xã Điềm He"


@dataclass(frozen=True)
class Kit:
    """An authority with a leader's and an organ's key."""

    authority: Authority
    leader: Holder
    organ: Holder

    @property
    def trust(self) -> Trust:
        """Trust in its root."""
        return Trust((self.authority.root.der,))


@cache
def kit() -> Kit:
    """Made once a process: keys take time."""
    authority = Authority("CA thử nghiệm")
    return Kit(authority, authority.issue(SIGNER, ORGAN), authority.issue(ORGAN, ORGAN))


def paper(name: str = SIGNER, paragraphs: int = 6) -> Paper:
    """A decision of a commune."""
    return Paper(
        kind=PaperKind.DECISION,
        issuer_lines=("ỦY BAN NHÂN DÂN", "XÃ ĐIỀM HE"),
        symbol="QĐ-UBND",
        place="Điềm He",
        abstract="Về việc khen thưởng năm 2026",
        number="01",
        issued_on=date(2026, 1, 5),
        blocks=tuple(
            Paragraph(f"Nội dung thứ {number} của quyết định khen thưởng các tập thể, cá nhân.")
            for number in range(1, paragraphs + 1)
        ),
        signature=SignatureBlock(("TM. ỦY BAN NHÂN DÂN",), "CHỦ TỊCH", name),
        recipients=("Như Điều 3", "Sở Nội vụ (b/c)"),
    )


@cache
def drawn() -> bytes:
    """The decision as a PDF."""
    return pdf.draw(paper())


def signed_by(
    holder: Holder,
    content: bytes,
    *,
    field: str = "KyLanhDao",
    visible: Visible | None = None,
    with_chain: bool = True,
    **options: object,
) -> bytes:
    """The file with one more signature, by a key file."""
    key = credentials.KeyFile(holder.key_file(PASSPHRASE, with_chain=with_chain))
    with key.opened(PASSPHRASE) as signer:
        return signing.sign(content, signer, visible, field=field, at=datetime.now(UTC), **options)  # type: ignore[arg-type]


@cache
def twice_signed() -> bytes:
    """The decision with the leader's signature and the organ's seal where they belong."""
    ours = kit()
    stamp = stamps.signature(stamp_pictures.signature(3))
    place = places.of_signature(drawn(), SIGNER)
    assert place is not None
    box = places.around(place, stamp)
    once = signed_by(ours.leader, drawn(), visible=Visible(stamp, box))
    red = stamps.seal(stamp_pictures.seal("ỦY BAN NHÂN DÂN", "XÃ ĐIỀM HE"), 36)
    seal = Visible(red, places.beside(box, red))
    return signed_by(ours.organ, once, field="KyCoQuan", visible=seal)


def report(content: bytes, trust: Trust | None = None) -> VerificationReport:
    """What is found of a file now."""
    return verification.report(content, trust or kit().trust, datetime.now(UTC))
