"""Confirmations, absences, ties, announcements, standings: API schemas and page forms."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from marshmallow import fields, validate

from app.lib import numbers
from app.lib.errors import Invalid
from app.lib.schemas import StrictSchema
from app.scoring.actions.announcements import Paper
from app.scoring.queries.standings import Row
from app.scoring.schemas.fields import FormReader, Points
from app.scoring.terms import StandingScope


class BulkIn(StrictSchema):
    """Whose settled sheets are confirmed as they are: of a cluster, or of all."""

    cluster_id = fields.Integer(load_default=None, allow_none=True)


class BulkOut(StrictSchema):
    """How many were confirmed now."""

    confirmed = fields.Integer()


class AbsenceIn(StrictSchema):
    """A member that did not score itself, and why."""

    member_id = fields.Integer(required=True)
    reason = fields.String(required=True, validate=validate.Length(1, 2000))


class AbsenceOut(StrictSchema):
    """A member without a place."""

    member_id = fields.Integer()
    member_name = fields.String()
    cluster_id = fields.Integer()
    cluster_name = fields.String()
    reason = fields.String()


class ListedOut(AbsenceOut):
    """A member without a place; its band is by rule alone."""

    band = fields.String()
    band_note = fields.String()


class TieIn(StrictSchema):
    """The authority's order among equals, first place first."""

    cluster_id = fields.Integer(load_default=None, allow_none=True)
    sheet_ids = fields.List(fields.Integer(), required=True, validate=validate.Length(2, 200))
    reason = fields.String(required=True, validate=validate.Length(1, 2000))


class TieOut(StrictSchema):
    """What was decided."""

    id = fields.Integer()
    scope = fields.Enum(StandingScope, by_value=True)
    sheet_ids = fields.List(fields.Integer())
    reason = fields.String()


class AnnouncementIn(StrictSchema):
    """What is announced: a cluster, or without one the whole province; its paper, until when
    members may petition, and for a further edition its cause."""

    cluster_id = fields.Integer(load_default=None, allow_none=True)
    number = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=20))
    issued_on = fields.Date(load_default=None, allow_none=True)
    signer_name = fields.String(
        load_default=None, allow_none=True, validate=validate.Length(max=100)
    )
    petition_until = fields.Date(load_default=None, allow_none=True)
    cause = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=2000))


class AnnouncementOut(StrictSchema):
    """What was announced."""

    id = fields.Integer()
    criteria_set_id = fields.Integer()
    year = fields.Integer()
    scope = fields.Enum(StandingScope, by_value=True)
    cluster_id = fields.Integer(allow_none=True)
    cluster_name = fields.String(allow_none=True)
    number = fields.String(allow_none=True)
    issued_on = fields.Date()
    issued_at = fields.DateTime()
    edition = fields.Integer()
    cause = fields.String(allow_none=True)
    digest = fields.String(allow_none=True)
    petition_until = fields.Date(allow_none=True)


class RowOut(StrictSchema):
    """A place."""

    member_id = fields.Integer()
    member_name = fields.String()
    cluster_id = fields.Integer()
    cluster_name = fields.String()
    sheet_id = fields.Integer(allow_none=True)
    self_total = Points()
    appraised_total = Points()
    total = Points()
    band = fields.String()
    cluster_rank = fields.Integer()
    province_rank = fields.Integer(allow_none=True)
    tie_note = fields.String()
    awaits_decision = fields.Boolean()
    band_note = fields.String()
    percent = Points(allow_none=True)
    decided = fields.Boolean()


class BoardQuery(StrictSchema):
    """Which result: by which set; of a cluster, or without one of the whole province."""

    criteria_set_id = fields.Integer(required=True)
    cluster_id = fields.Integer(load_default=None)


class BoardOut(StrictSchema):
    """A result: announced, or for the province alone as it stands now."""

    scope = fields.Enum(StandingScope, by_value=True)
    cluster_id = fields.Integer(allow_none=True)
    announcement = fields.Nested(AnnouncementOut, allow_none=True)
    rows = fields.List(fields.Nested(RowOut))
    absences = fields.List(fields.Nested(ListedOut), attribute="listed")
    unfinished = fields.List(fields.String(), attribute="unfinished_names")
    awaiting = fields.List(fields.List(fields.Integer()))


def paper_form(form: Mapping[str, str]) -> Paper:
    """The paper of an announcement as the page gives it."""
    reader = FormReader(form)
    paper = Paper(
        number=reader.text("number") or None,
        issued_on=reader.day("issued_on"),
        signer_name=reader.text("signer_name") or None,
        petition_until=reader.day("petition_until"),
        cause=reader.text("cause") or None,
    )
    reader.finish()
    return paper


def tie_form(form: Mapping[str, str]) -> list[int]:
    """The order of a group of equals: each sheet's place in `place.<sheet id>`, 1 first.

    Raises Invalid where a place is missing or taken twice.
    """
    reader = FormReader(form)
    ids = [one for name in form if (one := _placed(name)) is not None]
    places = {sheet_id: reader.whole(f"place.{sheet_id}") for sheet_id in ids}
    reader.finish()
    if sorted(place or 0 for place in places.values()) != list(range(1, len(ids) + 1)):
        raise Invalid(f"Xếp mỗi đơn vị một thứ bậc khác nhau, từ 1 đến {len(ids)}.", "sheet_ids")
    return sorted(ids, key=lambda sheet_id: places[sheet_id] or 0)


def _placed(name: str) -> int | None:
    head, _, rest = name.partition(".")
    return numbers.identifier(rest) if head == "place" else None


def bars(rows: Iterable[Row]) -> list[tuple[str, Decimal, str, str]]:
    """The totals as bars of a chart: name, number, text, tone (the best in green)."""
    return [
        (row.member_name, row.total, numbers.vi(row.total), "success" if _first(row) else "")
        for row in rows
    ]


def _first(row: Row) -> bool:
    return (row.province_rank or row.cluster_rank) == 1
