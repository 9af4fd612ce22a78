"""When a mail is tried again, and when a person may have it sent again."""

from datetime import timedelta

from app.lib.errors import Conflict
from app.mail.models import Mail
from app.mail.terms import MailState

LOST_AFTER = timedelta(minutes=15)
"""How long a claimed mail may stay without a confirmation before it counts as unknown."""

PAUSES = tuple(
    timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 120, 240, 480, 480, 480, 480)
)
"""The pause after each attempt that was put off; after the last one it is given up (two days)."""

AGAIN = (MailState.UNKNOWN, MailState.REFUSED, MailState.GIVEN_UP)


def pause_after(attempts: int) -> timedelta | None:
    """How long to wait after so many attempts that were put off; None to give up."""
    return PAUSES[attempts - 1] if attempts <= len(PAUSES) else None


def can_send_again(mail: Mail) -> bool:
    """What was refused, given up, or sent without a confirmation may be sent again by hand."""
    return mail.state in AGAIN


def check_send_again(mail: Mail) -> None:
    """Raises Conflict for a mail that has gone out or waits its turn."""
    if not can_send_again(mail):
        raise Conflict(f"Thư này đang ở trạng thái “{mail.state.label}”, không cần gửi lại.")
