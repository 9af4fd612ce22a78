"""What people without sign-in see: the paper whose code they hold, and what was published.

Called as nobody but the holder of a code (`Acting.paper_code`) or a reader of the public pages
(`Acting.public`): the database shows them no other row.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, and_, func, select

from app.documents import queries as documents
from app.documents.models import File
from app.documents.terms import PaperKind
from app.lib.errors import NotFound
from app.lib.pages import SIZE, Page, offset
from app.lib.text import fold
from app.registers import queries as registers
from app.registers.models import OutgoingPaper, PaperChange, PaperFile
from app.registers.terms import FileRole, PaperState
from app.stationery.terms import issuer_of
from tenants.db import db
from tenants.models import Tenant

CODE_LENGTH = 64
GIVEN_OUT = (PaperState.ISSUED, PaperState.REVOKED, PaperState.REPLACED)
UNKNOWN = "Không có văn bản nào mang mã này; hãy kiểm tra lại từng ký tự hoặc quét lại mã QR."


@dataclass(frozen=True)
class Issuer:
    """The body that issued a paper, alone and inside a sentence."""

    name: str
    name_in_text: str


@dataclass(frozen=True)
class Known:
    """A paper as the register vouches for it, with its files where it was published.

    `main_id` names the file that is the paper, published or not.
    """

    paper: OutgoingPaper
    issuer: Issuer
    changes: Sequence[PaperChange]
    main_id: int | None
    files: Sequence[File]

    @property
    def is_in_force(self) -> bool:
        """Whether it was neither revoked nor replaced."""
        return self.paper.state is PaperState.ISSUED


@dataclass(frozen=True)
class Comparison:
    """A file that somebody holds, against the files of the paper."""

    name: str
    sha256: str
    matches: FileRole | None


@dataclass(frozen=True)
class Wanted:
    """Which published papers are looked for."""

    text: str = ""
    province_id: int | None = None
    issuer_id: int | None = None
    year: int | None = None
    kind: PaperKind | None = None


@dataclass(frozen=True)
class Published:
    """A published paper in the list."""

    paper: OutgoingPaper
    issuer_name: str


@dataclass(frozen=True)
class Choices:
    """What the published papers can be narrowed by."""

    issuers: Sequence[tuple[int, str]]
    years: Sequence[int]
    kinds: Sequence[PaperKind]

    @property
    def year_options(self) -> list[tuple[int, str]]:
        """The years as a list to choose from."""
        return [(year, str(year)) for year in self.years]

    @property
    def kind_options(self) -> list[tuple[str, str]]:
        """The kinds as a list to choose from."""
        return [(kind.value, kind.label) for kind in self.kinds]


def verified(code: str) -> Known:
    """The paper that carries this code, with its files where it was published.

    Raises NotFound for a code of nothing, and for a number that no issued paper carries.
    """
    paper = db.session.scalar(
        select(OutgoingPaper).where(
            OutgoingPaper.code == code[:CODE_LENGTH], OutgoingPaper.state.in_(GIVEN_OUT)
        )
    )
    if paper is None:
        raise NotFound(UNKNOWN)
    return _known(paper)


def published(paper_id: int) -> Known:
    """One published paper with its files. Raises NotFound."""
    paper = db.session.scalar(
        select(OutgoingPaper).where(
            OutgoingPaper.id == paper_id,
            OutgoingPaper.public_at.is_not(None),
            OutgoingPaper.state.in_(GIVEN_OUT),
        )
    )
    if paper is None:
        raise NotFound("Văn bản này không được công khai, hoặc đã thôi công khai.")
    return _known(paper)


def _known(paper: OutgoingPaper) -> Known:
    tenant = db.session.get_one(Tenant, paper.tenant_id)
    name = issuer_of(tenant, paper.symbol)
    issuer = Issuer(name, tenant.name_in_text if name == tenant.name else name)
    changes = db.session.scalars(
        select(PaperChange).where(PaperChange.paper_id == paper.id).order_by(PaperChange.id.desc())
    ).all()
    main = registers.current_file(paper.id)
    shown = _with_annexes(paper, main) if paper.public_at else ()
    return Known(paper, issuer, changes, None if main is None else main.id, shown)


def _with_annexes(paper: OutgoingPaper, main: File | None) -> list[File]:
    """The paper itself and what is annexed to it; never the Word file that can be edited."""
    annexes = db.session.scalars(
        select(File)
        .join(PaperFile, and_(File.tenant_id == PaperFile.tenant_id, File.id == PaperFile.file_id))
        .where(PaperFile.paper_id == paper.id, PaperFile.role == FileRole.ANNEX)
        .order_by(PaperFile.id)
    )
    return [*([] if main is None else [main]), *annexes]


def file_of(known: Known, file_id: int) -> File:
    """A file of a published paper, with its content. Raises NotFound for any other."""
    if file_id not in {file.id for file in known.files}:
        raise NotFound("Tệp này không được công khai.")
    return documents.file_with_content(file_id)


def content_of(known: Known) -> bytes | None:
    """The bytes of the file that is the paper, for its signatures to be read; None without one."""
    return None if known.main_id is None else documents.file_with_content(known.main_id).content


def compare(known: Known, *, name: str, content: bytes) -> Comparison:
    """Whether a file is, to the last byte, one of the files of the paper (SHA-256)."""
    digest = hashlib.sha256(content).hexdigest()
    role = db.session.scalar(
        select(PaperFile.role)
        .join(File, and_(File.tenant_id == PaperFile.tenant_id, File.id == PaperFile.file_id))
        .where(PaperFile.paper_id == known.paper.id, File.sha256 == digest)
        .order_by(PaperFile.id.desc())
        .limit(1)
    )
    return Comparison(name, digest, role)


def publications(wanted: Wanted, *, page: int = 1, size: int = SIZE) -> Page[Published]:
    """Published papers, the newest first, found with or without diacritics."""
    query = _wanted(wanted)
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    rows = db.session.execute(
        query.order_by(OutgoingPaper.issued_on.desc(), OutgoingPaper.id.desc())
        .limit(size)
        .offset(offset(page, size))
    )
    items = [Published(paper, issuer_of(tenant, paper.symbol)) for paper, tenant in rows]
    return Page(items, max(page, 1), size, total)


def _wanted(wanted: Wanted) -> Select[OutgoingPaper, Tenant]:
    query = _all_published().with_only_columns(OutgoingPaper, Tenant)
    if wanted.text.strip():
        for word in fold(wanted.text).split()[:12]:
            query = query.where(OutgoingPaper.folded.contains(word, autoescape=True))
    if wanted.province_id is not None:
        query = query.where(
            (Tenant.province_id == wanted.province_id) | (Tenant.id == wanted.province_id)
        )
    if wanted.issuer_id is not None:
        query = query.where(OutgoingPaper.tenant_id == wanted.issuer_id)
    if wanted.year is not None:
        query = query.where(OutgoingPaper.year == wanted.year)
    if wanted.kind is not None:
        query = query.where(OutgoingPaper.kind == wanted.kind)
    return query


def _all_published() -> Select[OutgoingPaper]:
    return (
        select(OutgoingPaper)
        .join(Tenant, Tenant.id == OutgoingPaper.tenant_id)
        .where(OutgoingPaper.public_at.is_not(None), OutgoingPaper.state.in_(GIVEN_OUT))
    )


def choices() -> Choices:
    """Who has published, of which years and kinds."""
    issuers = db.session.execute(
        _all_published()
        .with_only_columns(Tenant.id, Tenant.name, Tenant.sort_key)
        .distinct()
        .order_by(Tenant.sort_key, Tenant.id)
    )
    facets = db.session.execute(
        _all_published().with_only_columns(OutgoingPaper.year, OutgoingPaper.kind).distinct()
    ).all()
    return Choices(
        [(issuer_id, name) for issuer_id, name, _ in issuers],
        sorted({year for year, _ in facets}, reverse=True),
        sorted({kind for _, kind in facets if kind}, key=lambda kind: kind.label),
    )
