"""Shape of what goes in and out of clusters, for pages and API."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields, validate
from werkzeug.datastructures import MultiDict

from app.clusters.schemas.year import day_of
from app.clusters.terms import Choosing, ClusterKind, MemberRole
from app.lib import numbers
from app.lib.errors import Invalid
from app.lib.schemas import StrictSchema, load


def _year() -> fields.Integer:
    return fields.Integer(required=True, validate=validate.Range(2000, 2100))


class NewCluster(StrictSchema):
    """A cluster to be made."""

    year = _year()
    kind = fields.Enum(ClusterKind, by_value=True, required=True)
    name = fields.String(required=True, validate=validate.Length(1, 200))


class ClusterEdit(StrictSchema):
    """The whole of a draft cluster."""

    name = fields.String(required=True, validate=validate.Length(1, 200))
    member_ids = fields.List(fields.Integer(), required=True, validate=validate.Length(max=400))
    lead_id = fields.Integer(load_default=None, allow_none=True)
    deputy_id = fields.Integer(load_default=None, allow_none=True)
    choosing = fields.Enum(Choosing, by_value=True, load_default=Choosing.APPOINTED)
    basis = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=1000))
    term_from = fields.Date(load_default=None, allow_none=True)
    term_to = fields.Date(load_default=None, allow_none=True)


class Roles(StrictSchema):
    """Who leads an issued cluster from now on, and why."""

    lead_id = fields.Integer(required=True)
    deputy_id = fields.Integer(required=True)
    reason = fields.String(required=True, validate=validate.Length(1, 1000))
    choosing = fields.Enum(Choosing, by_value=True, load_default=Choosing.APPOINTED)
    from_on = fields.Date(load_default=None, allow_none=True)


class Place(StrictSchema):
    """A unit and the cluster in which it shall be; null: in none."""

    member_id = fields.Integer(required=True)
    cluster_id = fields.Integer(required=True, allow_none=True)


class Assignment(StrictSchema):
    """Many units put into clusters at once."""

    year = _year()
    places = fields.List(fields.Nested(Place), required=True, validate=validate.Length(max=4000))


class Copy(StrictSchema):
    """Clusters of one year to be made again in another."""

    from_year = _year()
    to_year = _year()


class YearQuery(StrictSchema):
    """Which year."""

    year = _year()


class MemberOut(StrictSchema):
    """A member of a cluster."""

    tenant_id = fields.Integer(attribute="tenant.id")
    name = fields.String(attribute="tenant.name")
    role = fields.Enum(MemberRole, by_value=True)


class ClusterOut(StrictSchema):
    """A cluster with its members."""

    id = fields.Integer(attribute="cluster.id")
    year = fields.Integer(attribute="cluster.year")
    kind = fields.Enum(ClusterKind, by_value=True, attribute="cluster.kind")
    name = fields.String(attribute="cluster.name")
    issued_at = fields.DateTime(attribute="cluster.issued_at", allow_none=True)
    tenant_id = fields.Integer(attribute="cluster.tenant_id")
    choosing = fields.Enum(Choosing, by_value=True, attribute="cluster.choosing")
    basis = fields.String(attribute="cluster.basis", allow_none=True)
    term_from = fields.Date(attribute="cluster.term_from", allow_none=True)
    term_to = fields.Date(attribute="cluster.term_to", allow_none=True)
    version = fields.Integer(attribute="cluster.version")
    members = fields.List(fields.Nested(MemberOut))
    lacking = fields.List(fields.String())


class Count(StrictSchema):
    """How many."""

    count = fields.Integer()


def cluster_form(form: MultiDict[str, str]) -> dict[str, Any]:
    """The page of a draft cluster."""
    return load(
        ClusterEdit(),
        {
            "name": form.get("name", ""),
            "member_ids": form.getlist("member_ids"),
            "lead_id": form.get("lead_id") or None,
            "deputy_id": form.get("deputy_id") or None,
            "choosing": form.get("choosing") or Choosing.APPOINTED.value,
            "basis": form.get("basis", "").strip() or None,
            "term_from": day_of(form, "term_from"),
            "term_to": day_of(form, "term_to"),
        },
    )


def roles_form(form: MultiDict[str, str]) -> dict[str, Any]:
    """The form that gives an issued cluster another lead or deputy."""
    names = ("lead_id", "deputy_id", "reason")
    return load(
        Roles(),
        {
            **{name: form.get(name, "") for name in names},
            "choosing": form.get("choosing") or Choosing.APPOINTED.value,
            "from_on": day_of(form, "from_on"),
        },
    )


def assignment_form(form: Mapping[str, str]) -> dict[int, int | None]:
    """The page of quick assignment: fields `places.<unit>`, each the id of a cluster or empty."""
    places: dict[int, int | None] = {}
    for name, value in form.items():
        if not name.startswith("places."):
            continue
        unit, cluster = numbers.identifier(name.removeprefix("places.")), numbers.identifier(value)
        if unit is None or (value and cluster is None):
            raise Invalid("Giá trị chưa đúng.", name)
        places[unit] = cluster
    return places


def new_cluster_form(form: Mapping[str, str]) -> dict[str, Any]:
    """The form that makes a cluster."""
    return load(NewCluster(), {name: form.get(name, "") for name in ("year", "kind", "name")})
