"""The decision of a batch is held against the registers before anything is given by it."""

from typing import Any

from app.stationery.models import CertificateBatch
from app.stationery.policies import decisions as policies
from app.stationery.queries import decisions


def checked(facts: dict[str, Any], *, present: CertificateBatch | None = None) -> dict[str, Any]:
    """What a batch says, its decision by the number that the registers know.

    One that `present` names already is not asked about again. Raises Invalid at `decision_number`
    for a decision that stands no more, or that no register knows without `confirm_outside`; at
    `decided_on` without its day.
    """
    confirmed = facts.get(policies.CONFIRM, False)
    facts = {name: value for name, value in facts.items() if name != policies.CONFIRM}
    number, on = facts["decision_number"], facts["decided_on"]
    policies.check_dated(number, on)
    if not number:
        return facts
    found = decisions.decision(number, on)
    if present is None or (present.decision_number, present.decided_on) != (found.number, on):
        policies.check_stands(found.named, found.fallen)
        other_day = "" if found.is_known else decisions.other_day(found.number, on.year)
        policies.check_known(found.named, found.is_known, other_day, confirmed)
    return {**facts, "decision_number": found.number}


def check_stands(batch: CertificateBatch) -> None:
    """Raises Conflict where the decision of a batch was revoked or replaced."""
    found = decisions.of_batch(batch)
    if found is not None:
        policies.check_still_stands(found.named, found.fallen)
