"""What the office is told when something may not happen.

Every message is Vietnamese, is shown to an official as it is, and names what to do next.
`status` is the HTTP status that pages and API answer with.
"""

from collections.abc import Mapping
from typing import ClassVar


class DomainError(Exception):
    """A rule of the office was broken. `field` names the input that it concerns, if one."""

    status: ClassVar[int] = 400

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field

    def __str__(self) -> str:
        return self.message


class NotSignedIn(DomainError):
    """Nobody is signed in, or the session has ended."""

    status = 401

    def __init__(
        self, message: str = "Mời bạn đăng nhập để tiếp tục.", field: str | None = None
    ) -> None:
        super().__init__(message, field)


class NotAllowed(DomainError):
    """This person, or this office, may not do this."""

    status = 403

    def __init__(
        self, message: str = "Bạn không có quyền làm việc này.", field: str | None = None
    ) -> None:
        super().__init__(message, field)


class NotFound(DomainError):
    """There is no such thing, or it may not be seen: the two are told apart to nobody."""

    status = 404

    def __init__(
        self,
        message: str = "Không tìm thấy nội dung này, hoặc nội dung không thuộc đơn vị.",
        field: str | None = None,
    ) -> None:
        super().__init__(message, field)


class Invalid(DomainError):
    """What was entered cannot be taken. `fields` lists the messages of every field at fault.

    `Invalid("Điểm phải từ 0 đến 10.", "points")` for one field, or
    `Invalid(fields={"points": […], "note": […]})` for several at once.
    """

    status = 422

    def __init__(
        self,
        message: str | None = None,
        field: str | None = None,
        *,
        fields: Mapping[str, list[str]] | None = None,
    ) -> None:
        self.fields: dict[str, list[str]] = {
            name: list(said) for name, said in (fields or {}).items()
        }
        if field is not None and message is not None:
            self.fields.setdefault(field, []).append(message)
        super().__init__(message or self._summary(), field or next(iter(self.fields), None))

    def _summary(self) -> str:
        said = [message for messages in self.fields.values() for message in messages]
        if len(said) == 1:
            return said[0]
        return "Có nội dung nhập chưa đúng; xin xem và sửa từng ô được nêu."


class Conflict(DomainError):
    """It cannot be done in the present state: already issued, already sent, still in use."""

    status = 409


class Stale(DomainError):
    """Someone else saved first. `changed`: label of the field → (what I sent, what is there)."""

    status = 412

    def __init__(
        self,
        message: str = "Nội dung đã được người khác sửa trong lúc bạn đang nhập; "
        "xin xem thay đổi rồi lưu lại.",
        field: str | None = None,
        *,
        changed: Mapping[str, tuple[str, str]] | None = None,
    ) -> None:
        super().__init__(message, field)
        self.changed: dict[str, tuple[str, str]] = dict(changed or {})
