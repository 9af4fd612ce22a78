"""Shape of what goes into plans and comes out of them, for pages and API."""

from app.plans.schemas.inputs import (
    IssuanceSchema,
    NewTaskSchema,
    PlanChangeSchema,
    PlanQuery,
    PlanSchema,
    ReadingSchema,
    TaskChangeSchema,
    TaskListSchema,
    TaskSchema,
)
from app.plans.schemas.outputs import PlanListOut, PlanOut, TaskListOut, TaskOut

__all__ = [
    "IssuanceSchema",
    "NewTaskSchema",
    "PlanChangeSchema",
    "PlanListOut",
    "PlanOut",
    "PlanQuery",
    "PlanSchema",
    "ReadingSchema",
    "TaskChangeSchema",
    "TaskListOut",
    "TaskListSchema",
    "TaskOut",
    "TaskSchema",
]
