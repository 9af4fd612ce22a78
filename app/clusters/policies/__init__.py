"""May it happen now? Pairs `can_x` and `check_x`, shared by the button and the action."""

from app.clusters.policies.clusters import (
    can_edit,
    check_arrange,
    check_edit,
    check_issue,
    check_name,
    check_roles,
    check_term,
    check_year,
    lacking,
)

__all__ = [
    "can_edit",
    "check_arrange",
    "check_edit",
    "check_issue",
    "check_name",
    "check_roles",
    "check_term",
    "check_year",
    "lacking",
]
