"""Words of the plan that came up: the superior's verdict, questions and answers."""

from enum import StrEnum


class PlanVerdict(StrEnum):
    """A superior's answer to a plan that came up."""

    ACCEPTED = "accepted"
    RETURNED = "returned"

    @property
    def label(self) -> str:
        """The Vietnamese name of the verdict."""
        return {"accepted": "Chấp nhận", "returned": "Trả lại"}[self.value]


class RoundState(StrEnum):
    """Where one sending of a plan stands with its addressee."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    RETURNED = "returned"

    @property
    def label(self) -> str:
        """The Vietnamese name of the state."""
        return {
            "waiting": "Chờ cấp trên xem xét",
            "accepted": "Được chấp nhận",
            "returned": "Bị trả lại",
        }[self.value]

    @property
    def label_above(self) -> str:
        """The same as the addressee says it."""
        return {"waiting": "Chờ xem xét", "accepted": "Đã chấp nhận", "returned": "Đã trả lại"}[
            self.value
        ]

    @classmethod
    def after(cls, verdict: PlanVerdict | None) -> "RoundState":
        """The state that a verdict, or its absence, makes."""
        return cls.WAITING if verdict is None else cls(verdict.value)


class MessageKind(StrEnum):
    """What a message between subordinate and superior is: the first two ask, the last answers."""

    QUESTION = "question"
    DIFFICULTY = "difficulty"
    ANSWER = "answer"

    @property
    def label(self) -> str:
        """The Vietnamese name of the kind."""
        return {
            "question": "Câu hỏi",
            "difficulty": "Khó khăn, vướng mắc",
            "answer": "Trả lời",
        }[self.value]


ASKING = (MessageKind.QUESTION, MessageKind.DIFFICULTY)
"""What a subordinate writes."""


class ThreadState(StrEnum):
    """Whether the last word of a thread is the superior's."""

    OPEN = "open"
    ANSWERED = "answered"

    @property
    def label(self) -> str:
        """The Vietnamese name of the state."""
        return {"open": "Chờ trả lời", "answered": "Đã trả lời"}[self.value]


class ThreadView(StrEnum):
    """Which threads a list shows."""

    OPEN = "open"
    ANSWERED = "answered"
    ALL = "all"

    @property
    def label(self) -> str:
        """The Vietnamese name of the view."""
        return {"open": "Chờ trả lời", "answered": "Đã trả lời", "all": "Tất cả"}[self.value]


class ThreadSide(StrEnum):
    """Whose threads a list shows: those that subordinates asked here, or one's own."""

    BELOW = "below"
    OWN = "own"

    @property
    def label(self) -> str:
        """The Vietnamese name of the side."""
        return {"below": "Cấp dưới hỏi", "own": "Đơn vị hỏi cấp trên"}[self.value]
