"""Shape of notices in the API."""

from marshmallow import Schema, fields, validate

from app.lib.pages import LARGEST
from app.lib.schemas import PageQuery, StrictSchema


class InboxQuerySchema(PageQuery):
    """Which notices are wanted."""

    is_unread = fields.Boolean(
        load_default=False, metadata={"description": "Chỉ thông báo chưa đọc"}
    )


class NoticeSchema(Schema):
    """One notice."""

    id = fields.Integer()
    kind = fields.String(metadata={"description": "Loại", "example": "plan.delivered"})
    text = fields.String()
    path = fields.String(allow_none=True, metadata={"description": "Trang để xử lý"})
    sender = fields.String(metadata={"description": "Đơn vị gửi"})
    sent_at = fields.DateTime()
    read_at = fields.DateTime(allow_none=True)
    is_personal = fields.Boolean(metadata={"description": "Chỉ gửi riêng cho người đọc"})


class InboxSchema(Schema):
    """One page of notices."""

    items = fields.List(fields.Nested(NoticeSchema))
    page = fields.Integer(attribute="number")
    page_size = fields.Integer(attribute="size")
    total = fields.Integer()


class ReadingsSchema(StrictSchema):
    """Which notices have been read."""

    ids = fields.List(
        fields.Integer(),
        load_default=None,
        allow_none=True,
        validate=validate.Length(max=LARGEST),
        metadata={"description": "Mã các thông báo; bỏ trống là tất cả", "example": [1, 2]},
    )


class ReadSchema(Schema):
    """How many notices were marked."""

    read = fields.Integer(metadata={"description": "Số thông báo vừa được đánh dấu"})
