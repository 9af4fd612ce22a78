"""What the public pages are asked."""

from collections.abc import Mapping

from marshmallow import Schema, fields, validate
from werkzeug.datastructures import FileStorage

from app.correspondence.queries.public import Wanted
from app.documents.terms import PaperKind
from app.lib import characters
from app.lib.errors import Invalid
from app.lib.schemas import MOST_PAGES, PageQuery

LONGEST_SEARCH = 200
YEARS = range(1945, 2200)


def uploaded(upload: FileStorage | None) -> tuple[str, bytes]:
    """Name and bytes of the file that was chosen. Raises Invalid at `file` without one."""
    content = b"" if upload is None else upload.read()
    if upload is None or not upload.filename or not content:
        raise Invalid("Hãy chọn tệp có nội dung để đối chiếu.", "file")
    return upload.filename, content


def publications_wanted(given: Mapping[str, str]) -> tuple[Wanted, int]:
    """Which published papers an address asks for, and which page of them; nonsense is passed
    over."""
    page = _number(given.get("page", "")) or 1
    year = _number(given.get("year", ""))
    text = characters.typed(given.get("q", "")).replace("\x00", "")
    kind = given.get("kind", "")
    return (
        Wanted(
            text=text[:LONGEST_SEARCH],
            province_id=_number(given.get("province", "")),
            issuer_id=_number(given.get("issuer", "")),
            year=year if year in YEARS else None,
            kind=next((one for one in PaperKind if one.value == kind), None),
        ),
        min(page, MOST_PAGES),
    )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and 0 < len(text) < 16 else None


class PublicationsQuery(PageQuery):
    """Which published papers are wanted."""

    q = fields.String(load_default="", validate=validate.Length(max=LONGEST_SEARCH))
    province = fields.Integer(load_default=None)
    issuer = fields.Integer(load_default=None)
    year = fields.Integer(load_default=None, validate=validate.Range(min(YEARS), max(YEARS)))
    kind = fields.Enum(PaperKind, by_value=True, load_default=None)


class KnownChangeOut(Schema):
    """What became of a paper."""

    change = fields.String()
    reason = fields.String()
    by_paper = fields.String(metadata={"description": "số, ngày của văn bản thu hồi, thay thế"})


class KnownOut(Schema):
    """What the register vouches for."""

    number = fields.String(attribute="paper.full_number")
    kind = fields.String(attribute="paper.kind.label")
    abstract = fields.String(attribute="paper.abstract")
    issued_on = fields.Date(attribute="paper.issued_on")
    issuer = fields.String(attribute="issuer.name")
    signer_position = fields.String(attribute="paper.signer_position", allow_none=True)
    signer_name = fields.String(attribute="paper.signer_name", allow_none=True)
    state = fields.String(attribute="paper.state.value")
    changes = fields.List(fields.Nested(KnownChangeOut))


class PublishedOut(Schema):
    """One published paper."""

    id = fields.Integer(attribute="paper.id")
    number = fields.String(attribute="paper.full_number")
    kind = fields.String(attribute="paper.kind.label")
    abstract = fields.String(attribute="paper.abstract")
    issued_on = fields.Date(attribute="paper.issued_on")
    issuer = fields.String(attribute="issuer_name")
    state = fields.String(attribute="paper.state.value")
    code = fields.String(attribute="paper.code")


class PublishedListOut(Schema):
    """One page of published papers."""

    items = fields.List(fields.Nested(PublishedOut))
    page = fields.Integer(attribute="number")
    page_size = fields.Integer(attribute="size")
    total = fields.Integer()
