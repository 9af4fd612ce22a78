"""Words of an amendment, and of how a subordinate merges it."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any


class ChangeKind(StrEnum):
    """What an amendment does with one task."""

    CHANGE = "change"
    ADD = "add"
    WITHDRAW = "withdraw"

    @property
    def label(self) -> str:
        """The Vietnamese name of the change."""
        return {"change": "Sửa đổi", "add": "Bổ sung", "withdraw": "Bãi bỏ"}[self.value]


MERGED_FIELDS: dict[str, str] = {
    "text": "Nội dung",
    "quarter": "Quý",
    "deadline": "Hạn",
    "lead_office": "Cơ quan chủ trì",
    "support_offices": "Cơ quan phối hợp",
    "requested_offices": "Cơ quan được đề nghị",
    "mandatory": "Bắt buộc",
}
"""What is compared of a task, field by field, with the name shown for it."""

WHOLE_TASK = "task"
"""The lock of a whole task: what it says and by when, and whether it is carried out."""

HELD_BY_WHOLE = ("text", "quarter", "deadline", "mandatory")
"""What the lock of a whole task holds. Which of its own offices carries the task out each office
says itself, unless those fields are locked singly."""

LOCKS: dict[str, str] = {
    WHOLE_TASK: "Cả nhiệm vụ",
    **{name: label for name, label in MERGED_FIELDS.items() if name != "mandatory"},
}
"""What a superior may lock, with the name shown for it."""


class MergeKind(StrEnum):
    """What the superior did with the task."""

    CHANGED = "changed"
    ADDED = "added"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """The Vietnamese name of what the superior did."""
        return {
            "changed": "Cấp trên sửa đổi",
            "added": "Cấp trên bổ sung",
            "withdrawn": "Cấp trên bãi bỏ",
        }[self.value]


class MergeState(StrEnum):
    """What became of one task of an amendment with one subordinate."""

    APPLIED = "applied"
    EQUAL = "equal"
    FORCED = "forced"
    INSERTED = "inserted"
    REMOVED = "removed"
    INFORMED = "informed"
    CONFLICT = "conflict"
    OFFERED = "offered"
    WITHDRAWAL = "withdrawal"
    TAKEN = "taken"
    KEPT = "kept"
    REWRITTEN = "rewritten"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    CONFIRMED = "confirmed"
    KEPT_AS_OWN = "kept_as_own"
    SUPERSEDED = "superseded"

    @property
    def label(self) -> str:
        """The Vietnamese name of the state."""
        return _STATES[self.value]

    @property
    def is_open(self) -> bool:
        """Whether it waits for a decision."""
        return self in OPEN_STATES

    @property
    def is_answer(self) -> bool:
        """Whether a person of the subordinate decided it."""
        return self in ANSWERS


_STATES = {
    "applied": "Đã cập nhật",
    "equal": "Đã giống sẵn",
    "forced": "Cập nhật theo khóa",
    "inserted": "Đã bổ sung",
    "removed": "Đã bãi bỏ theo khóa",
    "informed": "Đã báo, không đổi",
    "conflict": "Chờ quyết định: sửa khác nhau",
    "offered": "Chờ quyết định: nhiệm vụ mới",
    "withdrawal": "Chờ quyết định: cấp trên bãi bỏ",
    "taken": "Theo cấp trên",
    "kept": "Giữ của đơn vị",
    "rewritten": "Viết bản thứ ba",
    "accepted": "Nhận nhiệm vụ",
    "refused": "Không nhận",
    "confirmed": "Đồng ý bãi bỏ",
    "kept_as_own": "Giữ làm nhiệm vụ của đơn vị",
    "superseded": "Thay bằng lần điều chỉnh sau",
}
OPEN_STATES = (MergeState.CONFLICT, MergeState.OFFERED, MergeState.WITHDRAWAL)
"""What waits for a decision of the subordinate."""
ANSWERS = (
    MergeState.TAKEN,
    MergeState.KEPT,
    MergeState.REWRITTEN,
    MergeState.ACCEPTED,
    MergeState.REFUSED,
    MergeState.CONFIRMED,
    MergeState.KEPT_AS_OWN,
)
"""What a person decided."""
WITH_REASON = (MergeState.KEPT, MergeState.REFUSED, MergeState.KEPT_AS_OWN)
"""Decisions that the superior reads with a reason."""


class FieldChoice(StrEnum):
    """How a conflict of one field is decided."""

    THEIRS = "theirs"
    MINE = "mine"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The Vietnamese name of the choice."""
        return {
            "theirs": "Theo cấp trên",
            "mine": "Giữ của đơn vị",
            "other": "Viết bản khác",
        }[self.value]


_DEADLINE = {
    "on": "deadline_on",
    "inclusive": "deadline_inclusive",
    "precision": "deadline_precision",
    "tentative": "tentative",
}
"""The parts of a deadline, with the names that a revision gives them."""


def facts_of(content: Mapping[str, Any]) -> dict[str, Any]:
    """What is compared of a task, out of its content as a revision keeps it."""
    given = content.get
    on = given("deadline_on")
    return {
        "text": content["text"],
        "quarter": content["quarter"],
        "deadline": {
            "on": on,
            "inclusive": on is None or given("deadline_inclusive", True),
            "precision": "day" if on is None else given("deadline_precision", "day"),
            "tentative": given("tentative", False),
        },
        "lead_office": given("lead_office"),
        "support_offices": list(given("support_offices") or ()),
        "requested_offices": list(given("requested_offices") or ()),
        "mandatory": bool(given("mandatory")),
    }


def with_facts(content: Mapping[str, Any], facts: Mapping[str, Any]) -> dict[str, Any]:
    """The content of a task with these facts in place of its own."""
    given = dict(facts)
    due = given.pop("deadline", None)
    if due is not None:
        given |= {name: due[part] for part, name in _DEADLINE.items()}
    return {**content, **given}


def locks_of(names: Iterable[str]) -> list[str]:
    """Locks in full, in their order: that of a whole task with the fields that it holds."""
    wanted = set(names)
    held = held_by(wanted)
    return [name for name in LOCKS if name in wanted or name in held]


def held_by(locks: Iterable[str]) -> set[str]:
    """The fields of a task, as `MERGED_FIELDS` names them, that these locks hold."""
    wanted = set(locks)
    whole = HELD_BY_WHOLE if WHOLE_TASK in wanted else ()
    return {*whole, *wanted} & MERGED_FIELDS.keys()
