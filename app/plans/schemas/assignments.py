"""Who does it, as the API says it."""

from typing import Any

from marshmallow import Schema, fields, validate

from app.lib.schemas import StrictSchema
from app.plans.queries.assignments import Assignment
from app.plans.terms import Part, WarningCode


class RequestSchema(StrictSchema):
    """A body that is asked instead of ordered."""

    name = fields.String(
        required=True,
        validate=validate.Length(min=1, max=500),
        metadata={"description": "Tên như ghi trong nhiệm vụ", "example": "Ban Xây dựng Đảng"},
    )


class NamedOut(Schema):
    """A printed wording with the offices that it means."""

    wording = fields.String(metadata={"description": "Tên như ghi trong nhiệm vụ"})
    office_ids = fields.List(fields.Integer())
    is_group = fields.Boolean(metadata={"description": "Cách gọi chung của nhiều phòng, ban"})
    unresolved = fields.String(metadata={"description": "Phần chưa có trong danh mục; rỗng nếu đủ"})


class AssignmentOut(Schema):
    """Who leads, supports and is requested for one task."""

    task_id = fields.Integer()
    lead = fields.Nested(NamedOut, allow_none=True)
    support = fields.List(fields.Nested(NamedOut))
    requested = fields.List(fields.Nested(NamedOut))


class PlaceOut(Schema):
    """A task by its printed number."""

    number = fields.Integer()
    task_id = fields.Integer()


class DoubtOut(Schema):
    """What may be amiss with who does the tasks; nothing of it keeps a plan from being issued."""

    code = fields.Enum(WarningCode, by_value=True)
    label = fields.String(attribute="code.label")
    places = fields.List(fields.Nested(PlaceOut))
    sentence = fields.String()
    advice = fields.String(metadata={"description": "Nên làm gì"})
    name = fields.String(allow_none=True, metadata={"description": "Tên cơ quan được nói đến"})


def assignment(one: Assignment) -> dict[str, Any]:
    """An assignment as the API gives it."""
    lead = [_named(named) for named in one.named(Part.LEAD)]
    return {
        "task_id": one.task_id,
        "lead": lead[0] if lead else None,
        "support": [_named(named) for named in one.support],
        "requested": [_named(named) for named in one.requested],
    }


def _named(named: Any) -> dict[str, Any]:
    return {
        "wording": named.wording,
        "office_ids": sorted(named.office_ids),
        "is_group": bool(named.groups),
        "unresolved": named.unknown,
    }
