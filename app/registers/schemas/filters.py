"""Which lines of a book are asked for: by a program, by a page's address, by an export."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields, validate

from app.documents.terms import PaperKind
from app.lib import clock
from app.lib.schemas import LARGEST, PageQuery, StrictSchema
from app.registers.queries.books import IncomingFilter, OutgoingFilter
from app.registers.terms import IncomingView, PaperState

_YEARS = validate.Range(2000, 2100)
_TEXT = validate.Length(max=200)


class Period(StrictSchema):
    """A year, a span of days, words without diacritics, a predecessor's book."""

    year = fields.Integer(load_default=lambda: clock.today().year, validate=_YEARS)
    since = fields.Date(load_default=None, allow_none=True)
    until = fields.Date(load_default=None, allow_none=True)
    q = fields.String(load_default="", validate=_TEXT)
    of_id = fields.Integer(
        load_default=None,
        allow_none=True,
        validate=validate.Range(1, LARGEST),
        metadata={"description": "Đơn vị tiền thân có sổ cần đọc"},
    )


class OutgoingLines(Period):
    """Which lines of the outgoing register."""

    series = fields.String(load_default=None, allow_none=True, validate=_TEXT)
    state = fields.Enum(PaperState, by_value=True, load_default=None, allow_none=True)


class IncomingLines(Period):
    """Which lines of the incoming register."""

    view = fields.Enum(IncomingView, by_value=True, load_default=IncomingView.ALL)
    kind = fields.Enum(PaperKind, by_value=True, load_default=None, allow_none=True)
    assigned_to = fields.Integer(
        load_default=None, allow_none=True, validate=validate.Range(1, LARGEST)
    )


class OutgoingQuery(PageQuery, OutgoingLines):
    """A page of the outgoing register."""


class IncomingQuery(PageQuery, IncomingLines):
    """A page of the incoming register."""


def outgoing_filter(given: Mapping[str, Any]) -> OutgoingFilter:
    """What an export kept of its filter."""
    return OutgoingFilter(**OutgoingLines().load(dict(given)))


def incoming_filter(given: Mapping[str, Any]) -> IncomingFilter:
    """What an export kept of its filter."""
    return IncomingFilter(**IncomingLines().load(dict(given)))


def outgoing_typed(given: Mapping[str, str]) -> OutgoingFilter:
    """What a page's address asks for; what cannot be read is left out."""
    return OutgoingFilter(**_readable(OutgoingLines(), given))


def incoming_typed(given: Mapping[str, str]) -> IncomingFilter:
    """What a page's address asks for; what cannot be read is left out."""
    return IncomingFilter(**_readable(IncomingLines(), given))


def _readable(schema: StrictSchema, given: Mapping[str, str]) -> dict[str, Any]:
    typed = {name: given[name] for name in schema.fields if given.get(name, "").strip()}
    try:
        loaded: dict[str, Any] = schema.load(typed)
    except ValidationError as error:
        wrong = error.normalized_messages()
        loaded = schema.load({name: text for name, text in typed.items() if name not in wrong})
    return loaded
