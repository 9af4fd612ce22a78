"""What the home page and search look like to programs, and the addresses of their doors."""

from flask import url_for
from marshmallow import fields, validate

from app.dashboards.queries.desk import Door
from app.dashboards.terms import LineKind, SearchGroup, SendingGroup, Topic
from app.lib.pages import LARGEST
from app.lib.schemas import PageQuery, StrictSchema


def address(door: Door) -> str:
    """Where a door of the product leads."""
    return url_for(door.endpoint, **door.values)  # type: ignore[arg-type]


class LineSchema(StrictSchema):
    """One piece of work."""

    kind = fields.Enum(LineKind, by_value=True, metadata={"description": "Loại việc"})
    topic = fields.Enum(Topic, by_value=True, metadata={"description": "Nhóm việc"})
    text = fields.String(metadata={"description": "Việc cần làm"})
    note = fields.String(allow_none=True, metadata={"description": "Của văn bản, đơn vị nào"})
    due_on = fields.Date(allow_none=True, metadata={"description": "Ngày cuối cùng còn đúng hạn"})
    count = fields.Integer(metadata={"description": "Việc này gồm bao nhiêu mục"})
    path = fields.Function(
        lambda line: address(line.door),
        metadata={"description": "Trang để làm việc này", "type": "string"},
    )


class HomeSchema(StrictSchema):
    """What is late and what waits."""

    today = fields.Date(metadata={"description": "Hôm nay, theo giờ Việt Nam"})
    late = fields.List(fields.Nested(LineSchema), metadata={"description": "Đã quá hạn"})
    waiting = fields.List(fields.Nested(LineSchema), metadata={"description": "Chờ bạn xử lý"})


class SearchQuery(PageQuery):
    """What is looked for, and which part of what is found."""

    q = fields.String(required=True, metadata={"description": "Từ cần tìm, không cần dấu"})
    group = fields.Enum(
        SearchGroup, by_value=True, load_default=None, metadata={"description": "Chỉ một nhóm"}
    )
    page_size = fields.Integer(load_default=20, validate=validate.Range(1, LARGEST))


class HitSchema(StrictSchema):
    """One thing found."""

    title = fields.String(metadata={"description": "Tên, nội dung"})
    note = fields.String(metadata={"description": "Của văn bản, đơn vị nào"})
    path = fields.Function(
        lambda hit: address(hit.door) if hit.door else None,
        metadata={"description": "Trang của nội dung này", "type": "string", "nullable": True},
    )


class FoundSchema(StrictSchema):
    """What one group holds."""

    group = fields.Enum(SearchGroup, by_value=True)
    total = fields.Integer(metadata={"description": "Tất cả bao nhiêu"})
    items = fields.List(fields.Nested(HitSchema))


class SearchSchema(StrictSchema):
    """What was found, group by group."""

    q = fields.String()
    page = fields.Integer()
    groups = fields.List(fields.Nested(FoundSchema))


class SendingQuery(StrictSchema):
    """Which plans that came up are counted, and by what."""

    by = fields.Enum(
        SendingGroup,
        by_value=True,
        load_default=SendingGroup.UNITS,
        metadata={"description": "Gộp theo đơn vị, cụm, huyện cũ, tháng gửi, năm"},
    )
    year = fields.Integer(load_default=None, metadata={"description": "Năm của kế hoạch đã giao"})
    plan_id = fields.Integer(
        load_default=None, metadata={"description": "Chỉ kế hoạch đã giao này"}
    )


class RatesSchema(StrictSchema):
    """The numbers of one group; what they count is described at /plan-sendings."""

    key = fields.Integer(allow_none=True)
    label = fields.String()
    expected = fields.Integer(metadata={"description": "Phải gửi"})
    received = fields.Integer(metadata={"description": "Đã gửi"})
    on_time = fields.Integer(metadata={"description": "Gửi lần đầu trong hạn"})
    late = fields.Integer(metadata={"description": "Gửi lần đầu sau hạn"})
    overdue = fields.Integer(metadata={"description": "Quá hạn, chưa gửi"})
    accepted = fields.Integer(metadata={"description": "Lần gửi mới nhất được chấp nhận"})
    returned = fields.Integer(metadata={"description": "Lần gửi mới nhất bị trả lại"})
    waiting = fields.Integer(metadata={"description": "Chờ xem xét"})


class SendingsSchema(StrictSchema):
    """How plans come up."""

    total = fields.Nested(RatesSchema)
    items = fields.List(fields.Nested(RatesSchema))
