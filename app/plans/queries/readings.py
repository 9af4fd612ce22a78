"""A draft beside the paper it was read from: where each field stands, how sure the reader is."""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.plans.models import Plan, Task
from app.plans.queries import comparison, plans, slips
from app.plans.queries.slips import DraftSlip
from app.plans.terms import PLAN_FIELDS, TASK_FIELDS, Certainty, Found
from tenants.models import Tenant

HEAD = "head"
HEAD_FIELDS: dict[str, str] = {**PLAN_FIELDS, "signer": "Người ký"}


@dataclass(frozen=True)
class ReadField:
    """One field: on which line of the source it stands and how it was found."""

    name: str
    label: str
    line: int | None
    found: Found
    is_changed: bool

    @property
    def is_guess(self) -> bool:
        """Whether it is still what the reader only guessed."""
        return self.found.certainty is Certainty.GUESS and not self.is_changed


@dataclass(frozen=True)
class Card:
    """What is compared with the source at one go: the head, or one task."""

    key: str
    title: str
    fields: Mapping[str, ReadField]
    checked_by: str | None
    checked_at: datetime | None
    task: Task | None = None
    number: int | None = None

    @property
    def is_checked(self) -> bool:
        """Whether a person has compared it with the source."""
        return self.checked_at is not None

    @property
    def guesses(self) -> list[ReadField]:
        """What the reader guessed and nobody has looked at."""
        return [] if self.is_checked else [one for one in self.fields.values() if one.is_guess]

    @property
    def line(self) -> int | None:
        """The first line of it in the source."""
        return min((one.line for one in self.fields.values() if one.line), default=None)


@dataclass(frozen=True)
class Guess:
    """A guess that nobody has confirmed: in which card, which field, why it is a guess."""

    key: str
    where: str
    label: str
    found: Found


@dataclass(frozen=True)
class Review:
    """The whole comparison of a draft with its paper."""

    plan: Plan
    cards: Sequence[Card]
    slips: Sequence[DraftSlip]
    edition: str

    @property
    def checked(self) -> int:
        """How many cards have been compared."""
        return sum(card.is_checked for card in self.cards)

    @property
    def guesses(self) -> list[Guess]:
        """Every guess that nobody has confirmed."""
        return _guesses(self.cards)


def review(plan: Plan, tenant: Tenant) -> Review:
    """The draft field by field beside what was read."""
    tasks = plans.tasks(plan.id)
    found = slips.of_draft(plan, tasks, tenant)
    return Review(plan, list(_cards(plan, tasks)), found, plans.edition(plan, tasks))


def unconfirmed(plan: Plan, tasks: Sequence[Task]) -> list[Guess]:
    """The guesses of a draft from a file that nobody has confirmed, for whoever issues it."""
    return _guesses(list(_cards(plan, tasks))) if plan.source_file_id else []


def keys_of(plan: Plan, tasks: Sequence[Task]) -> list[str]:
    """What can be confirmed of a draft: its head and each task."""
    return [HEAD, *(key_of(task) for task in tasks if task.stands)]


def key_of(task: Task) -> str:
    """The key under which a task is confirmed."""
    return f"task.{task.id}"


def head_mark(plan: Plan) -> int:
    """The head as it stands, in one number: what an officer saw when correcting it."""
    values = [comparison.as_text(getattr(plan, name)) for name in PLAN_FIELDS if "." not in name]
    sections = [f"{name}={text}" for name, text in sorted(plan.sections.items())]
    return zlib.crc32("\x1f".join([*values, *sections]).encode())


def _guesses(cards: Sequence[Card]) -> list[Guess]:
    return [
        Guess(card.key, card.title, one.label, one.found) for card in cards for one in card.guesses
    ]


def _cards(plan: Plan, tasks: Sequence[Task]) -> Iterator[Card]:
    reading = plan.reading or {}
    kept, checked = reading.get("fields") or {}, reading.get("checked") or {}
    yield Card(
        HEAD,
        "Phần đầu và lời văn",
        {name: one for name, one in _fields(kept, "", HEAD_FIELDS, lambda name: _of(plan, name))},
        **_check(checked.get(HEAD)),
    )
    for number, task in plans.numbered(tasks):
        if task.stands:
            yield _task_card(task, number, kept, checked.get(key_of(task)))


def _task_card(
    task: Task, number: int | None, kept: Mapping[str, Any], check: Mapping[str, Any] | None
) -> Card:
    labels = {**TASK_FIELDS, "term": "Thời hạn"}
    found = _fields(kept, f"{key_of(task)}.", labels, lambda name: getattr(task, name, None))
    return Card(
        key_of(task),
        f"Nhiệm vụ {number}",
        dict(found),
        **_check(check),
        task=task,
        number=number,
    )


def _fields(
    kept: Mapping[str, Any], prefix: str, labels: Mapping[str, str], value_of: Any
) -> Iterator[tuple[str, ReadField]]:
    for key, one in kept.items():
        name = key.removeprefix(prefix)
        if not key.startswith(prefix) or name not in labels:
            continue
        changed = "value" in one and str(one["value"]) != _as_kept(value_of(name))
        yield name, ReadField(name, labels[name], one["line"], Found.of(one["found"]), changed)


def _of(plan: Plan, name: str) -> Any:
    if name.startswith("sections."):
        return plan.sections.get(name.removeprefix("sections."))
    return plan.signer_name if name == "signer" else getattr(plan, name, None)


def _as_kept(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None or value in ([], ()) else str(value)


def _check(check: Mapping[str, Any] | None) -> dict[str, Any]:
    if not check:
        return {"checked_by": None, "checked_at": None}
    return {"checked_by": check["name"], "checked_at": datetime.fromisoformat(check["at"])}
