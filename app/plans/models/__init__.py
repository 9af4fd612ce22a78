"""The plan, its tasks and frozen revisions, and what passes between superior and subordinate."""

from app.plans.models.amendment import Amendment, AmendmentLine
from app.plans.models.delivery import Delivery, Receipt
from app.plans.models.merge import Merge, MergeReceipt
from app.plans.models.pilot import Pilot
from app.plans.models.plan import Plan, PlanRevision, printed_order
from app.plans.models.registration import (
    Clarification,
    PlanMessage,
    PlanReview,
)
from app.plans.models.task import Task
from app.plans.models.year import YearClosing

__all__ = [
    "Amendment",
    "AmendmentLine",
    "Clarification",
    "Delivery",
    "Merge",
    "MergeReceipt",
    "Pilot",
    "Plan",
    "PlanMessage",
    "PlanReview",
    "PlanRevision",
    "Receipt",
    "Task",
    "YearClosing",
    "printed_order",
]
