"""What may be written into a draft, and what a draft looks like from outside."""

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from app.correspondence.papers.recipients import PURPOSES
from app.correspondence.policies import drafts as limits
from app.correspondence.terms import Content, DraftState, Form, Purpose
from app.correspondence.terms.labels import LABELS
from app.documents.signing import Capacity
from app.documents.terms import Circulation, PaperKind, Urgency
from app.lib import wording
from app.lib.schemas import PageQuery, StrictSchema

DESKS = ("mine", "waiting", "all")


def _line(most: int = limits.LONGEST_LINE, **options: Any) -> fields.String:
    return fields.String(validate=validate.Length(max=most), **options)


def _named(most: int = limits.LONGEST_LINE) -> fields.String:
    checks = [validate.Length(min=1, error=wording.REQUIRED), validate.Length(max=most)]
    return fields.String(required=True, validate=checks)


def _said(name: str, most: int = limits.LONGEST_TEXT) -> fields.String:
    return _line(most, metadata={"description": LABELS[f"content.{name}"]})


def _lines(name: str) -> fields.List:
    line = fields.String(validate=validate.Length(min=1, max=2000))
    return fields.List(
        line,
        validate=validate.Length(max=limits.LONGEST_LIST),
        metadata={"description": LABELS[f"content.{name}"]},
    )


class AnnexSchema(StrictSchema):
    """An annex; a list is a table in its body (lines that open with `|`)."""

    title = _named(limits.LONGEST_ABSTRACT)
    body = _line(limits.LONGEST_TEXT)
    landscape = fields.Boolean()


class PartySchema(StrictSchema):
    """Who signs a pledge besides the signer."""

    unit = _named()
    position = _line()
    name = _line()


class ContentSchema(StrictSchema):
    """The content of a draft. Which parts there are depends on its form (`GET /paper-forms`)."""

    bases = _lines("bases")
    addressees = _lines("addressees")
    authority = _said("authority", limits.LONGEST_LINE)
    opening = _said("opening")
    body = _said("body")
    closing = _said("closing")
    articles = fields.List(
        fields.String(validate=validate.Length(min=1, max=limits.LONGEST_TEXT)),
        validate=validate.Length(max=limits.LONGEST_LIST),
        metadata={"description": "Các điều, không ghi chữ “Điều 1.”"},
    )
    begun = _said("begun", limits.LONGEST_LINE)
    ended = _said("ended", limits.LONGEST_LINE)
    venue = _said("venue", limits.LONGEST_LINE)
    present = _said("present")
    absent = _said("absent")
    chair = _said("chair", limits.LONGEST_LINE)
    secretary = _said("secretary", limits.LONGEST_LINE)
    conclusion = _said("conclusion")
    event = _said("event", 1000)
    agenda = _said("agenda")
    contact = _said("contact", 1000)
    parties = fields.List(
        fields.Nested(PartySchema), validate=validate.Length(max=limits.MOST_PARTIES)
    )
    annexes = fields.List(
        fields.Nested(AnnexSchema), validate=validate.Length(max=limits.MOST_ANNEXES)
    )


class RecipientSchema(StrictSchema):
    """One recipient. Those with the same `group` are printed as that one line."""

    tenant_id = fields.Integer(
        allow_none=True, metadata={"description": "đơn vị dùng hệ thống, nếu là một"}
    )
    name = _named()
    email = fields.String(
        validate=[
            validate.Length(max=254),
            validate.Regexp(r"^$|^[^\s@]+@[^\s@]+\.[^\s@]+$", error="Địa chỉ thư không đúng."),
        ]
    )
    purpose = fields.Enum(Purpose, by_value=True, load_default=Purpose.KNOW)
    copies = fields.Integer(validate=validate.Range(1, 999))
    group = _line()


class DraftChanges(StrictSchema):
    """What of a draft is changed; what is not named stays."""

    organ = _line(40)
    unit = _line(40)
    abstract = _line(limits.LONGEST_ABSTRACT)
    place = _line(100)
    content = fields.Nested(ContentSchema)
    recipients = fields.List(
        fields.Nested(RecipientSchema), validate=validate.Length(max=limits.MOST_RECIPIENTS)
    )
    archive = _line(100)
    urgency = fields.Enum(Urgency, by_value=True, allow_none=True)
    circulation = fields.Enum(Circulation, by_value=True, allow_none=True)
    capacity = fields.Enum(Capacity, by_value=True, allow_none=True)
    signer_position = _line(150)
    signer_name = _line(150)

    @validates_schema
    def one_unit_once(self, data: dict[str, Any], **_: Any) -> None:
        """A unit receives a paper once."""
        seen: set[int] = set()
        wrong: dict[int, dict[str, list[str]]] = {}
        for place, one in enumerate(data.get("recipients", [])):
            unit = one.get("tenant_id")
            if unit is not None and unit in seen:
                wrong[place] = {"name": [f"{one['name']} đã có trong Nơi nhận."]}
            seen.add(unit)
        if wrong:
            raise ValidationError({"recipients": wrong})


class DraftBeginning(DraftChanges):
    """A new draft."""

    form = fields.Enum(Form, by_value=True, required=True)


class FormNamed(StrictSchema):
    """Which form of paper is meant."""

    form = fields.Enum(Form, by_value=True, required=True)


class DraftQuery(PageQuery):
    """Which drafts are wanted."""

    desk = fields.String(load_default="all", validate=validate.OneOf(DESKS))
    q = fields.String(load_default="", validate=validate.Length(max=200))
    kind = fields.Enum(PaperKind, by_value=True)
    state = fields.Enum(DraftState, by_value=True)


class DraftSummarySchema(StrictSchema):
    """A draft in a list."""

    id = fields.Integer()
    form = fields.Enum(Form, by_value=True)
    kind = fields.Enum(PaperKind, by_value=True)
    symbol = fields.String()
    abstract = fields.String()
    state = fields.Enum(DraftState, by_value=True)
    drafted_by_name = fields.String()
    number = fields.String(allow_none=True)
    version = fields.Integer()


class DraftSchema(DraftSummarySchema):
    """A draft, whole."""

    organ = fields.String()
    unit = fields.String()
    place = fields.String()
    archive = fields.String()
    content = fields.Nested(ContentSchema)
    recipients = fields.List(fields.Nested(RecipientSchema))
    urgency = fields.Enum(Urgency, by_value=True, allow_none=True)
    circulation = fields.Enum(Circulation, by_value=True, allow_none=True)
    signing_lines = fields.List(fields.String())
    signer_position = fields.String(allow_none=True)
    signer_name = fields.String(allow_none=True)
    outgoing_id = fields.Integer(allow_none=True)
    replaces_id = fields.Integer(allow_none=True)


class DraftListSchema(StrictSchema):
    """A page of drafts."""

    items = fields.List(fields.Nested(DraftSummarySchema))
    page = fields.Integer()
    pages = fields.Integer()
    total = fields.Integer()


class FormSchema(StrictSchema):
    """A form of paper and the parts of its content."""

    form = fields.String()
    label = fields.String()
    abbreviation = fields.String()
    content = fields.List(fields.String())


class Printing(StrictSchema):
    """What is printed: the whole paper, or ("guests") an invitation for each guest."""

    format = fields.String(load_default="whole", validate=validate.OneOf(("whole", "guests")))


class PreviewSchema(StrictSchema):
    """A paper as it would be printed."""

    pages = fields.Integer()
    pdf = fields.String(metadata={"description": "tệp PDF, mã base64"})


class PaperSchema(StrictSchema):
    """A print that was asked for."""

    id = fields.Integer()
    title = fields.String()


def summary(draft: Any, number: str | None) -> dict[str, Any]:
    """A draft as lists show it."""
    return {
        **{
            name: getattr(draft, name)
            for name in ("id", "kind", "symbol", "abstract", "state", "drafted_by_name", "version")
        },
        "form": Form.of(draft.kind),
        "number": number,
    }


def whole(draft: Any, number: str | None) -> dict[str, Any]:
    """A draft with all that it says."""
    names = ("organ", "unit", "place", "archive", "urgency", "circulation", "signer_position")
    return {
        **summary(draft, number),
        **{name: getattr(draft, name) for name in names},
        "signer_name": draft.signer_name,
        "signing_lines": (draft.signing_lines or "").splitlines(),
        "content": Content.of(draft.content).stored(),
        "recipients": [
            {**one, "purpose": PURPOSES[one.get("purpose") or Purpose.KNOW.value]}
            for one in draft.recipients
        ],
        "outgoing_id": draft.outgoing_id,
        "replaces_id": draft.replaces_id,
    }
