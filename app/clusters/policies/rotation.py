"""Who leads next, where the lead goes round (luân phiên)."""

from collections.abc import Mapping, Sequence
from datetime import date


def propose(
    members: Sequence[int],
    *,
    lead_id: int | None,
    deputy_id: int | None,
    served: Mapping[int, date],
) -> tuple[int, int] | None:
    """The next lead and deputy: the deputy moves up, the one who waits longest follows.

    `members` in the order of the cluster; `served` says when a member last held a place. Whoever
    never did comes before all others; of equals the next in the list after the present lead.
    None for fewer than two members.
    """
    if len(members) < 2:
        return None
    start = members.index(lead_id) + 1 if lead_id in members else 0
    waiting = [*members[start:], *members[:start]]
    waiting.sort(key=lambda member: served.get(member, date.min))
    lead = (
        deputy_id
        if deputy_id in members
        else next(member for member in waiting if member != lead_id)
    )
    assert lead is not None
    return lead, next(member for member in waiting if member != lead)
