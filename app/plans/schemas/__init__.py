"""Shape of what goes into plans and comes out of them, for pages and API."""

from app.plans.schemas.cascade import (
    ComparisonOut,
    CoverageOut,
    DecisionSchema,
    DeliveryQuery,
    IncomingListOut,
    IncomingQuery,
    MatrixOut,
    ReceiptOut,
    ReceivedListOut,
    ReceivedQuery,
    TaskAnswersOut,
)
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
    "ComparisonOut",
    "CoverageOut",
    "DecisionSchema",
    "DeliveryQuery",
    "IncomingListOut",
    "IncomingQuery",
    "IssuanceSchema",
    "MatrixOut",
    "NewTaskSchema",
    "PlanChangeSchema",
    "PlanListOut",
    "PlanOut",
    "PlanQuery",
    "PlanSchema",
    "ReadingSchema",
    "ReceiptOut",
    "ReceivedListOut",
    "ReceivedQuery",
    "TaskAnswersOut",
    "TaskChangeSchema",
    "TaskListOut",
    "TaskListSchema",
    "TaskOut",
    "TaskSchema",
]
