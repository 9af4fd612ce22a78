"""Shape of the year of a cluster."""

from marshmallow import Schema, fields

from app.dashboards.terms import StepState, YearStep


class StepSchema(Schema):
    """One step of the year."""

    key = fields.Enum(YearStep, by_value=True)
    state = fields.Enum(StepState, by_value=True)
    note = fields.String()
    actor = fields.String()
    is_mine = fields.Boolean(metadata={"description": "Đến lượt đơn vị gọi"})
    time = fields.String()


class ClusterYearSchema(Schema):
    """A cluster with the steps of its year."""

    cluster_id = fields.Integer(attribute="group.cluster.id")
    name = fields.String(attribute="group.cluster.name")
    year = fields.Integer(attribute="group.cluster.year")
    manager_id = fields.Integer(attribute="manager.id")
    manager = fields.String(attribute="manager.name")
    steps = fields.List(fields.Nested(StepSchema))
    next_step = fields.Nested(StepSchema, allow_none=True)
