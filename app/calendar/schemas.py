"""Shape of what goes into the calendar and comes out of it."""

from datetime import date
from typing import Any

from marshmallow import Schema, fields, validate

from app.calendar.policies import LONGEST_NAME
from app.calendar.terms import EventKind
from app.lib import clock
from app.lib.schemas import StrictSchema


class AnniversaryIn(StrictSchema):
    """A day that is remembered every year."""

    name = fields.String(required=True, validate=validate.Length(min=1, max=LONGEST_NAME))
    day = fields.Integer(required=True, validate=validate.Range(min=1, max=31))
    month = fields.Integer(required=True, validate=validate.Range(min=1, max=12))
    since_year = fields.Integer(
        allow_none=True,
        load_default=None,
        validate=validate.Range(min=1, max=2100),
        metadata={"description": "năm diễn ra; để đếm số năm kỷ niệm", "example": 1945},
    )


class AnniversaryOut(Schema):
    """A day of the tenant's own."""

    id = fields.Integer()
    name = fields.String()
    day = fields.Integer()
    month = fields.Integer()
    since_year = fields.Integer(allow_none=True)
    version = fields.Integer()


class SpanQuery(StrictSchema):
    """Which days are wanted."""

    first = fields.Date(
        required=True, metadata={"description": "ngày đầu", "example": "2026-01-01"}
    )
    last = fields.Date(
        required=True, metadata={"description": "ngày cuối", "example": "2026-03-31"}
    )
    only_mine = fields.Boolean(
        load_default=False,
        metadata={"description": "chỉ nhiệm vụ do phòng của người gọi chủ trì"},
    )


class EventOut(Schema):
    """Something on a day."""

    key = fields.String()
    on = fields.Date()
    kind = fields.Enum(EventKind, by_value=True)
    title = fields.String()
    note = fields.String()
    path = fields.String(allow_none=True)
    is_done = fields.Boolean()
    is_late = fields.Boolean()
    is_tentative = fields.Boolean()


class FeedIn(StrictSchema):
    """What the feed is to hold."""

    only_mine = fields.Boolean(load_default=False)


class FeedOut(Schema):
    """A new feed: its address is shown this once."""

    address = fields.String()
    only_mine = fields.Boolean()
    created_at = fields.DateTime()


def first_of_month(text: str | None) -> date:
    """The first day of the month "2026-11"; of the present month for anything else."""
    year, _, month = (text or "").partition("-")
    today = clock.today()
    if year.isdigit() and month.isdigit() and 2000 <= int(year) <= 2100 and 1 <= int(month) <= 12:
        return date(int(year), int(month), 1)
    return today.replace(day=1)


def anniversary(form: Any) -> dict[str, Any]:
    """The form of a day of remembrance."""
    return {
        "name": form.get("name", "").strip(),
        "day": form.get("day", "").strip(),
        "month": form.get("month", "").strip(),
        "since_year": form.get("since_year", "").strip() or None,
    }
