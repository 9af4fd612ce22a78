"""Shape of the papers of a cluster's year."""

from typing import Any

from marshmallow import fields, post_load, validate
from werkzeug.datastructures import MultiDict

from app.clusters.actions.meetings import MeetingContent, MinutesContent
from app.clusters.actions.plans import PlanContent
from app.clusters.actions.pledges import PledgeContent
from app.clusters.terms import Occasion
from app.lib import dates, numbers
from app.lib.errors import Invalid, NotFound
from app.lib.schemas import StrictSchema, load

SHORT = validate.Length(max=200)
LONG = validate.Length(max=20_000)
LINE = validate.Length(max=2_000)
LINES = validate.Length(max=60)
FORM_ROWS = 100


def _text(limit: validate.Length = SHORT, **given: Any) -> fields.String:
    return fields.String(required=True, validate=limit, **given)


def _maybe(limit: validate.Length = SHORT, **given: Any) -> fields.String:
    return fields.String(load_default=None, allow_none=True, validate=limit, **given)


def _lines() -> fields.List:
    return fields.List(fields.String(validate=LINE), load_default=list, validate=LINES)


def _day(**given: Any) -> fields.Date:
    return fields.Date(load_default=None, allow_none=True, **given)


class Task(StrictSchema):
    """A task of a cluster's plan."""

    text = _text(LINE)
    due = fields.Date(load_default=None, allow_none=True)
    who = fields.String(load_default="", validate=SHORT)

    @post_load
    def plain(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """As it is kept: the day as text."""
        return {**data, "due": data["due"].isoformat() if data["due"] else None}


class PlanIn(StrictSchema):
    """What a plan says."""

    title = _text(validate.Length(max=500))
    purpose = _text(LONG)
    tasks = fields.List(fields.Nested(Task), load_default=list, validate=LINES)
    implementation = _text(LONG)

    @post_load
    def content(self, data: dict[str, Any], **_: Any) -> PlanContent:
        """As actions take it."""
        return PlanContent(**data)


class PlanSending(StrictSchema):
    """Who signs a plan that is sent, its number and day."""

    number = _maybe(validate.Length(max=20), metadata={"description": "bỏ trống: số tiếp theo"})
    issued_on = _day(metadata={"description": "bỏ trống: hôm nay"})
    signer_name = _text()
    signer_position = _text()


class PledgeIn(StrictSchema):
    """What all promise together."""

    contents = _lines()
    register_by = _day()
    sign_on = _day()
    place = _maybe()

    @post_load
    def content(self, data: dict[str, Any], **_: Any) -> PledgeContent:
        """As actions take it."""
        return PledgeContent(**data)


class Target(StrictSchema):
    """A target that a member registers."""

    text = _text(LINE)
    value = _text(validate.Length(max=100))
    unit = fields.String(load_default="", validate=validate.Length(max=50))


class Targets(StrictSchema):
    """Everything that a member registers."""

    targets = fields.List(fields.Nested(Target), required=True, validate=LINES)


class Signing(StrictSchema):
    """In which position one signs."""

    position = _text(validate.Length(1, 200))


class MeetingIn(StrictSchema):
    """When and where a cluster meets."""

    held_on = fields.Date(required=True)
    starts_at = _text(validate.Length(max=40))
    place = _text(validate.Length(max=500))
    chair_name = _text()
    chair_position = _text()
    agenda = _lines()

    @post_load
    def content(self, data: dict[str, Any], **_: Any) -> MeetingContent:
        """As actions take it."""
        return MeetingContent(**data)


class Attendee(StrictSchema):
    """A member that was asked to a meeting."""

    tenant_id = fields.Integer(required=True)
    present = fields.Boolean(required=True)
    people = fields.String(load_default="", validate=validate.Length(max=500))


class MinutesIn(StrictSchema):
    """What came of a meeting."""

    secretary_name = _text()
    discussion = _text(LONG)
    conclusions = _lines()
    attendees = fields.List(
        fields.Nested(Attendee), load_default=list, validate=validate.Length(max=400)
    )
    guests = _maybe(LINE)
    ended_at = _maybe(validate.Length(max=40))
    number = _maybe(validate.Length(max=20))
    next_lead_id = fields.Integer(load_default=None, allow_none=True)
    next_deputy_id = fields.Integer(load_default=None, allow_none=True)

    @post_load
    def content(self, data: dict[str, Any], **_: Any) -> MinutesContent:
        """As actions take it."""
        attendees = data.pop("attendees")
        return MinutesContent(
            **data,
            present=[one["tenant_id"] for one in attendees if one["present"]],
            people={one["tenant_id"]: one["people"] for one in attendees if one["people"]},
        )


class TaskOut(StrictSchema):
    """A task of a cluster's plan."""

    text = fields.String()
    due = fields.String(allow_none=True)
    who = fields.String()


class PlanOut(StrictSchema):
    """A cluster's plan."""

    id = fields.Integer()
    tenant_id = fields.Integer()
    revision = fields.Integer()
    title = fields.String()
    purpose = fields.String()
    tasks = fields.List(fields.Nested(TaskOut))
    implementation = fields.String()
    number = fields.String(allow_none=True)
    signer_name = fields.String(allow_none=True)
    signer_position = fields.String(allow_none=True)
    signed_on = fields.Date(allow_none=True)
    sent_at = fields.DateTime(allow_none=True)
    version = fields.Integer()


class RegistrationOut(StrictSchema):
    """What a member registered."""

    id = fields.Integer()
    tenant_id = fields.Integer()
    revision = fields.Integer()
    targets = fields.List(fields.Nested(Target))
    sent_at = fields.DateTime(allow_none=True)
    version = fields.Integer()


class SignatureOut(StrictSchema):
    """Who signed for a member, when, and the SHA-256 of what was signed."""

    tenant_id = fields.Integer()
    registration_id = fields.Integer()
    signer_name = fields.String()
    signer_position = fields.String()
    digest = fields.String()
    signed_at = fields.DateTime(attribute="sent_at")


class PartyOut(StrictSchema):
    """A member in the pledge."""

    tenant_id = fields.Integer(attribute="tenant.id")
    name = fields.String(attribute="tenant.name")
    registration = fields.Nested(RegistrationOut, allow_none=True)
    draft = fields.Nested(RegistrationOut, allow_none=True)
    signature = fields.Nested(SignatureOut, allow_none=True)


class PledgeOut(StrictSchema):
    """The pledge of a cluster with who has registered and signed."""

    id = fields.Integer(attribute="pledge.id")
    tenant_id = fields.Integer(attribute="pledge.tenant_id")
    contents = fields.List(fields.String(), attribute="pledge.contents")
    register_by = fields.Date(attribute="pledge.register_by", allow_none=True)
    sign_on = fields.Date(attribute="pledge.sign_on", allow_none=True)
    place = fields.String(attribute="pledge.place", allow_none=True)
    sent_at = fields.DateTime(attribute="pledge.sent_at", allow_none=True)
    version = fields.Integer(attribute="pledge.version")
    registered = fields.Integer()
    signed = fields.Integer()
    parties = fields.List(fields.Nested(PartyOut))


class AttendeeOut(StrictSchema):
    """A member that was asked to a meeting."""

    tenant_id = fields.Integer()
    name = fields.String()
    present = fields.Boolean()
    people = fields.String()


class MinutesOut(StrictSchema):
    """The minutes of a meeting."""

    id = fields.Integer()
    attendees = fields.List(fields.Nested(AttendeeOut))
    guests = fields.String(allow_none=True)
    secretary_name = fields.String()
    ended_at = fields.String(allow_none=True)
    discussion = fields.String()
    conclusions = fields.List(fields.String())
    next_lead_id = fields.Integer(allow_none=True)
    next_deputy_id = fields.Integer(allow_none=True)
    number = fields.String(allow_none=True)
    sent_at = fields.DateTime(allow_none=True)
    version = fields.Integer()


class MeetingOut(StrictSchema):
    """A meeting of a cluster with its minutes."""

    id = fields.Integer(attribute="meeting.id")
    tenant_id = fields.Integer(attribute="meeting.tenant_id")
    occasion = fields.Enum(Occasion, by_value=True, attribute="meeting.occasion")
    held_on = fields.Date(attribute="meeting.held_on")
    starts_at = fields.String(attribute="meeting.starts_at")
    place = fields.String(attribute="meeting.place")
    chair_name = fields.String(attribute="meeting.chair_name")
    chair_position = fields.String(attribute="meeting.chair_position")
    agenda = fields.List(fields.String(), attribute="meeting.agenda")
    sent_at = fields.DateTime(attribute="meeting.sent_at", allow_none=True)
    closed_at = fields.DateTime(attribute="meeting.closed_at", allow_none=True)
    version = fields.Integer(attribute="meeting.version")
    minutes = fields.Nested(MinutesOut, allow_none=True)


def occasion_of(text: str) -> Occasion:
    """The meeting that an address names. Raises NotFound for any other word."""
    try:
        return Occasion(text)
    except ValueError as error:
        raise NotFound("Cụm có hội nghị sơ kết 6 tháng và hội nghị tổng kết năm.") from error


def lines_of(text: str) -> list[str]:
    """A text box as its lines, without empty ones."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def rows_of(form: MultiDict[str, str], prefix: str, names: tuple[str, ...]) -> list[dict[str, str]]:
    """Repeated rows `prefix-0-name`; rows in which nothing was typed are left out."""
    rows = [
        {name: form.get(f"{prefix}-{index}-{name}", "").strip() for name in names}
        for index in range(FORM_ROWS)
    ]
    return [row for row in rows if any(row.values())]


def day_of(form: MultiDict[str, str], name: str) -> str | None:
    """A day as typed (15/3/2026 or 2026-03-15) in the API's way; None where nothing is.

    Raises Invalid at the field for what is no day.
    """
    typed = form.get(name, "").strip()
    return dates.parse(typed, name).isoformat() if typed else None


def plan_form(form: MultiDict[str, str]) -> PlanContent:
    """The page of a plan."""
    tasks: list[dict[str, Any]] = []
    for index, row in enumerate(rows_of(form, "tasks", ("text", "due", "who"))):
        due = dates.parse(row["due"], f"tasks.{index}.due").isoformat() if row["due"] else None
        tasks.append({**row, "due": due})
    names = ("title", "purpose", "implementation")
    given = {name: form.get(name, "") for name in names}
    content: PlanContent = load(PlanIn(), {**given, "tasks": tasks})
    return content


def plan_sending_form(form: MultiDict[str, str]) -> dict[str, Any]:
    """The form that sends a plan."""
    given = {name: form.get(name, "").strip() for name in ("signer_name", "signer_position")}
    optional = {
        "number": form.get("number", "").strip() or None,
        "issued_on": day_of(form, "issued_on"),
    }
    sending: dict[str, Any] = load(PlanSending(), {**given, **optional})
    return sending


def pledge_form(form: MultiDict[str, str]) -> PledgeContent:
    """The page on which the lead writes the pledge."""
    content: PledgeContent = load(
        PledgeIn(),
        {
            "contents": lines_of(form.get("contents", "")),
            "register_by": day_of(form, "register_by"),
            "sign_on": day_of(form, "sign_on"),
            "place": form.get("place", "").strip() or None,
        },
    )
    return content


def targets_form(form: MultiDict[str, str]) -> list[dict[str, Any]]:
    """The page on which a member registers its targets."""
    rows = rows_of(form, "targets", ("text", "value", "unit"))
    return list(load(Targets(), {"targets": rows})["targets"])


def meeting_form(form: MultiDict[str, str]) -> MeetingContent:
    """The page that sets a meeting."""
    names = ("starts_at", "place", "chair_name", "chair_position")
    held_on = day_of(form, "held_on")
    if held_on is None:
        raise Invalid("Cần ghi ngày họp.", "held_on")
    content: MeetingContent = load(
        MeetingIn(),
        {
            **{name: form.get(name, "") for name in names},
            "held_on": held_on,
            "agenda": lines_of(form.get("agenda", "")),
        },
    )
    return content


def minutes_form(form: MultiDict[str, str]) -> MinutesContent:
    """The page of minutes: `present` once for each member that came, `people-<id>` who came."""
    present = set(form.getlist("present"))
    members = {name.removeprefix("people-") for name in form if name.startswith("people-")}
    attendees = [
        {"tenant_id": one, "present": one in present, "people": form.get(f"people-{one}", "")}
        for one in sorted(members | present)
        if numbers.identifier(one) is not None
    ]
    optional = ("guests", "ended_at", "number", "next_lead_id", "next_deputy_id")
    content: MinutesContent = load(
        MinutesIn(),
        {
            **{name: form.get(name, "") for name in ("secretary_name", "discussion")},
            **{name: form.get(name, "").strip() or None for name in optional},
            "conclusions": lines_of(form.get("conclusions", "")),
            "attendees": attendees,
        },
    )
    return content
