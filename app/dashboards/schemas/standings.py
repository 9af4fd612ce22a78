"""What results over all clusters look like to programs. Decimals are text."""

from typing import Any

from marshmallow import fields, validate

from app.clusters.terms import ClusterKind
from app.dashboards.terms import Level, Measure
from app.lib import numbers
from app.lib.pages import LARGEST, SIZE
from app.lib.schemas import StrictSchema
from tenants.models import TenantKind


class Exact(fields.String):
    """A decimal as text ("87.5"), without needless zeros."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else numbers.plain(value)


class YearQuery(StrictSchema):
    """Whose clusters, in which year; without: the caller's own or its superior's, the latest."""

    owner_id = fields.Integer(
        load_default=None, metadata={"description": "Đơn vị quản lý các cụm, khối"}
    )
    year = fields.Integer(load_default=None, metadata={"description": "Năm thi đua"})


class NarrowedQuery(YearQuery):
    """Which results are wanted."""

    cluster_id = fields.Integer(load_default=None)
    kind = fields.Enum(ClusterKind, by_value=True, load_default=None)
    unit_kind = fields.Enum(TenantKind, by_value=True, load_default=None)
    band = fields.String(load_default="", validate=validate.Length(max=200))
    district_id = fields.Integer(load_default=None, metadata={"description": "Huyện cũ"})


class PlacesQuery(NarrowedQuery):
    """The same, a part of them."""

    page = fields.Integer(load_default=1, validate=validate.Range(1, 100_000))
    page_size = fields.Integer(load_default=SIZE, validate=validate.Range(1, LARGEST))


class SummaryQuery(NarrowedQuery):
    """The same, summed up."""

    level = fields.Enum(
        Level,
        by_value=True,
        load_default=Level.CLUSTERS,
        metadata={"description": "Gộp theo cụm, loại đơn vị, huyện cũ"},
    )


class PlaceOut(StrictSchema):
    """A member's result."""

    rank = fields.Integer(metadata={"description": "Hạng theo % điểm chuẩn, mọi cụm, khối"})
    member_id = fields.Integer()
    member_name = fields.String()
    unit_kind = fields.Enum(TenantKind, by_value=True)
    district_id = fields.Integer(allow_none=True)
    district_name = fields.String(allow_none=True)
    criteria_set_id = fields.Integer(attribute="set_id")
    cluster_id = fields.Integer()
    cluster_name = fields.String()
    cluster_kind = fields.Enum(ClusterKind, by_value=True)
    cluster_rank = fields.Integer()
    province_rank = fields.Integer(allow_none=True)
    total = Exact()
    percent = Exact(metadata={"description": "Tổng điểm × 100 / tổng điểm chuẩn, đến 0,001"})
    z = Exact(
        allow_none=True,
        metadata={"description": "Độ lệch so với trung bình cụm, tính bằng độ lệch chuẩn"},
    )
    band = fields.String()
    is_announced = fields.Boolean()


class PlacesOut(StrictSchema):
    """A part of the results of a year, best first."""

    owner_id = fields.Integer(allow_none=True)
    year = fields.Integer(allow_none=True)
    years = fields.List(fields.Integer())
    total = fields.Integer()
    page = fields.Integer()
    items = fields.List(fields.Nested(PlaceOut))


class FiveOut(StrictSchema):
    """The five numbers of a box."""

    least = Exact()
    lower = Exact()
    middle = Exact()
    upper = Exact()
    most = Exact()


class GroupOut(StrictSchema):
    """The results of one group, in percent of the base."""

    key = fields.Integer(allow_none=True)
    label = fields.String()
    count = fields.Integer()
    members = fields.Integer(allow_none=True)
    mean = Exact(allow_none=True)
    deviation = Exact(allow_none=True)
    five = fields.Nested(FiveOut, allow_none=True)
    bands = fields.Dict(keys=fields.String(), values=fields.Integer())
    first = fields.List(fields.String(), metadata={"description": "Đơn vị dẫn đầu"})


class ClassOut(StrictSchema):
    """How many results from `lower` to below `upper`."""

    lower = Exact()
    upper = Exact()
    count = fields.Integer()


class DistributionOut(StrictSchema):
    """The results counted in classes."""

    measure = fields.Enum(Measure, by_value=True)
    classes = fields.List(fields.Nested(ClassOut))


class SummaryOut(StrictSchema):
    """The results of a year summed up."""

    owner_id = fields.Integer(allow_none=True)
    year = fields.Integer(allow_none=True)
    whole = fields.Nested(GroupOut, allow_none=True)
    groups = fields.List(fields.Nested(GroupOut))
    distributions = fields.List(fields.Nested(DistributionOut))


class SourceOut(StrictSchema):
    """Whose result of the year before is compared with."""

    member_id = fields.Integer()
    member_name = fields.String()
    percent = Exact()


class MoveOut(StrictSchema):
    """A member beside the year before."""

    member_id = fields.Integer(attribute="place.member_id")
    member_name = fields.String(attribute="place.member_name")
    percent = Exact(attribute="place.percent")
    percent_before = Exact(attribute="origin.percent", dump_default=None, allow_none=True)
    change = Exact(allow_none=True)
    rank = fields.Integer(allow_none=True)
    rank_before = fields.Integer(allow_none=True)
    climbed = fields.Integer(allow_none=True)
    sources = fields.List(fields.Nested(SourceOut), attribute="origin.places", dump_default=list)
    why_not = fields.String(metadata={"description": "Vì sao không so được"})


class MovementOut(StrictSchema):
    """A year beside the year before; a successor beside the mean of its predecessors."""

    owner_id = fields.Integer(allow_none=True)
    year = fields.Integer(allow_none=True)
    before = fields.Integer(allow_none=True)
    mean_change = Exact(allow_none=True)
    items = fields.List(fields.Nested(MoveOut))


class HeatQuery(StrictSchema):
    """By which set."""

    criteria_set_id = fields.Integer(required=True)


class CellOut(StrictSchema):
    """The mean of one cluster in one criterion."""

    cluster_id = fields.Integer()
    mean = Exact()
    percent = Exact(metadata={"description": "% điểm tối đa"})
    count = fields.Integer(metadata={"description": "Số đơn vị được giao tiêu chí"})


class WholeOut(StrictSchema):
    """The mean of all clusters in one criterion."""

    mean = Exact()
    percent = Exact()
    count = fields.Integer()


class HeatRowOut(StrictSchema):
    """A group or criterion over the clusters."""

    criterion_id = fields.Integer(attribute="criterion.id")
    code = fields.String(attribute="criterion.code")
    text = fields.String(attribute="criterion.text")
    max_points = Exact(attribute="criterion.max_points")
    is_group = fields.Boolean(attribute="criterion.is_group")
    is_penalty = fields.Boolean()
    cells = fields.List(fields.Nested(CellOut), attribute="by_cluster")
    whole = fields.Nested(WholeOut, allow_none=True)


class ClusterOut(StrictSchema):
    """A cluster by name."""

    id = fields.Integer()
    name = fields.String()


class HeatOut(StrictSchema):
    """Criteria × clusters of a set."""

    criteria_set_id = fields.Integer(attribute="criteria_set.id")
    sheets = fields.Integer(metadata={"description": "Bảng điểm đã xác nhận"})
    clusters = fields.List(fields.Nested(ClusterOut), attribute="named")
    rows = fields.List(fields.Nested(HeatRowOut))


class MembersQuery(StrictSchema):
    """Which members' points in a criterion, and which part of them."""

    cluster_id = fields.Integer(load_default=None)
    page = fields.Integer(load_default=1, validate=validate.Range(1, 100_000))
    page_size = fields.Integer(load_default=SIZE, validate=validate.Range(1, LARGEST))


class MemberPointsOut(StrictSchema):
    """One member's points in one criterion."""

    member_id = fields.Integer()
    member_name = fields.String()
    cluster_id = fields.Integer()
    cluster_name = fields.String()
    sheet_id = fields.Integer()
    self_points = Exact(allow_none=True)
    settled_points = Exact()
    points = Exact()
    unassigned = fields.Boolean()


class MembersOut(StrictSchema):
    """A part of the members, most points first."""

    total = fields.Integer()
    page = fields.Integer(attribute="number")
    items = fields.List(fields.Nested(MemberPointsOut))
