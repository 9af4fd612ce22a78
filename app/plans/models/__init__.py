"""The plan, its tasks and frozen revisions, and what passes between superior and subordinate."""

from app.plans.models.delivery import Delivery, Receipt
from app.plans.models.plan import Plan, PlanRevision
from app.plans.models.registration import (
    Clarification,
    PlanMessage,
    PlanReview,
)
from app.plans.models.task import Task

__all__ = [
    "Clarification",
    "Delivery",
    "Plan",
    "PlanMessage",
    "PlanReview",
    "PlanRevision",
    "Receipt",
    "Task",
]
