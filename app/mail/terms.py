"""How far an outgoing mail is."""

from dataclasses import dataclass
from enum import StrEnum


class MailState(StrEnum):
    """Where a mail stands. What was begun and not confirmed is `unknown`: it may have arrived."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"
    REFUSED = "refused"
    GIVEN_UP = "given_up"

    @property
    def label(self) -> str:
        """The Vietnamese name of the state."""
        return {
            "queued": "Chờ gửi",
            "sending": "Đang gửi",
            "sent": "Đã gửi",
            "unknown": "Không rõ",
            "refused": "Bị từ chối",
            "given_up": "Đã thôi gửi",
        }[self.value]

    @property
    def tone(self) -> str:
        """The colour of its badge."""
        return {
            "queued": "neutral",
            "sending": "info",
            "sent": "success",
            "unknown": "warning",
            "refused": "danger",
            "given_up": "danger",
        }[self.value]


@dataclass(frozen=True)
class Letter:
    """A mail to be sent: `key` names it once for all in its tenant, `path` the page to act on.

    `text` is plain Vietnamese text, paragraphs parted by line breaks; a line that begins with
    "- " is a point of a list. A mail may carry one PDF.
    """

    user_id: int | None
    address: str
    subject: str
    text: str
    path: str | None
    key: str
    attachment_name: str | None = None
    attachment: bytes | None = None
