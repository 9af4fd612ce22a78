"""Incoming papers that a leader gave to somebody, for the tests of other rooms."""

from datetime import date

from app.registers import actions
from tests.world import Person


def given(by: Person, to: Person | None, due_on: date | None, number: int = 1) -> int:
    """A paper that came by post and was given to a person with a day; call it while acting.

    Without a person it only has its day.
    """
    entry = actions.incoming.receive(
        sender_name="Sở Nội vụ tỉnh Lạng Sơn",
        paper_number=f"{number}/SNV-TĐKT",
        abstract=f"Đề nghị báo cáo tổng kết phong trào thi đua, lần {number}",
        due_on=due_on,
        by=by,
    )
    if to is not None:
        actions.incoming.assign(incoming_id=entry.id, user_id=to.id, due_on=due_on, by=by)
    return entry.id
