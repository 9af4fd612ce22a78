"""Shape of notices and terms of office."""

from typing import Any

from marshmallow import fields, post_load, validate
from werkzeug.datastructures import MultiDict

from app.clusters.actions.notices import Signing
from app.clusters.schemas.year import day_of
from app.clusters.terms import Choosing, MemberRole
from app.lib.schemas import StrictSchema, load
from app.plans.terms import SigningCapacity

SHORT = validate.Length(max=200)


class NoticeIn(StrictSchema):
    """How a notice goes out."""

    year = fields.Integer(required=True, validate=validate.Range(2000, 2100))
    number = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=20))
    symbol = fields.String(required=True, validate=validate.Length(1, 60))
    place = fields.String(required=True, validate=validate.Length(1, 100))
    issued_on = fields.Date(required=True)
    signing_capacity = fields.Enum(SigningCapacity, by_value=True, required=True)
    signer_name = fields.String(required=True, validate=validate.Length(1, 200))
    basis = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=1000))

    @post_load
    def signing(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """As the action takes it."""
        year, capacity = data.pop("year"), data.pop("signing_capacity")
        return {"year": year, "signing": Signing(capacity=capacity, **data)}


class NoticeRow(StrictSchema):
    """What a notice says of one cluster."""

    cluster_id = fields.Integer()
    name = fields.String()
    members = fields.Integer()
    lead = fields.String()
    deputy = fields.String()
    lead_choosing = fields.String()
    deputy_choosing = fields.String()
    lead_from = fields.String(allow_none=True)
    lead_to = fields.String(allow_none=True)
    deputy_from = fields.String(allow_none=True)
    deputy_to = fields.String(allow_none=True)


class NoticeOut(StrictSchema):
    """A notice of leads and deputies."""

    id = fields.Integer()
    tenant_id = fields.Integer()
    year = fields.Integer()
    number = fields.String()
    symbol = fields.String()
    place = fields.String()
    basis = fields.String(allow_none=True)
    signer_name = fields.String()
    signer_position = fields.String()
    issued_on = fields.Date()
    rows = fields.List(fields.Nested(NoticeRow))


class TermOut(StrictSchema):
    """A term of office."""

    year = fields.Integer()
    tenant_id = fields.Integer(attribute="tenant.id")
    name = fields.String(attribute="tenant.name")
    role = fields.Enum(MemberRole, by_value=True, attribute="term.role")
    choosing = fields.Enum(Choosing, by_value=True, attribute="term.choosing")
    from_on = fields.Date(attribute="term.from_on")
    to_on = fields.Date(attribute="term.to_on")
    basis = fields.String(attribute="term.basis", allow_none=True)


def notice_form(form: MultiDict[str, str]) -> dict[str, Any]:
    """The form that issues a notice."""
    names = ("year", "symbol", "place", "signing_capacity", "signer_name")
    given: dict[str, Any] = load(
        NoticeIn(),
        {
            **{name: form.get(name, "").strip() for name in names},
            "number": form.get("number", "").strip() or None,
            "basis": form.get("basis", "").strip() or None,
            "issued_on": day_of(form, "issued_on") or "",
        },
    )
    return given
