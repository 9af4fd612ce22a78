"""What was read from a paper, as plain data."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from app.intake.terms import MESSAGES, Level, Note, PlanKind


@dataclass(frozen=True, slots=True)
class ReadWarning:
    """Something to check. `line` counts from 1 in the text that was read, see `ReadPlan.lines`."""

    code: Note
    line: int
    message: str

    @classmethod
    def about(cls, code: Note, line: int, **facts: object) -> "ReadWarning":
        """The warning with its Vietnamese sentence filled in."""
        return cls(code, line, MESSAGES[code].format(**facts))

    def as_dict(self) -> dict[str, Any]:
        """Code, line and message."""
        return {"code": str(self.code), "line": self.line, "message": self.message}


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """A paper on which the plan rests; `number` and `symbol` as printed: "01", "KH-UBND".

    `kind` is the type of paper in Vietnamese lower case ("kế hoạch", "luật"); `printed` the
    citation as it stands in the plan.
    """

    kind: str
    number: str | None
    symbol: str | None
    on: date | None
    issuer: str | None
    printed: str = ""
    line: int = 0

    def as_dict(self) -> dict[str, Any]:
        """The five facts of the citation."""
        return {
            "kind": self.kind,
            "number": self.number,
            "symbol": self.symbol,
            "on": _iso(self.on),
            "issuer": self.issuer,
        }


@dataclass(frozen=True, slots=True)
class ReadTask:
    """One task. `offices` are all actors in the printed order, leads before supporters.

    `lead` and `support` are filled only where the paper tells them apart. `time` is the printed
    cell of the time column and `due_on` its last day; `parts` the actions of a cell that lists
    several. `in_table` tells a row of a table from an item of prose, `banded` a quarter that
    heads its rows from one told by the time.
    """

    no: str | None
    quarter: int | None
    text: str
    offices: tuple[str, ...]
    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    time: str | None = None
    due_on: date | None = None
    product: str | None = None
    parts: tuple[str, ...] = ()
    line: int = 0
    in_table: bool = False
    banded: bool = False

    def as_dict(self) -> dict[str, Any]:
        """Number, quarter, text and offices."""
        return {
            "no": self.no,
            "quarter": self.quarter,
            "text": self.text,
            "offices": list(self.offices),
        }


@dataclass(frozen=True, slots=True)
class ReadDeadline:
    """A date by which something is due: "trước ngày" excludes the day, "chậm nhất" includes it.

    `context` is the sentence around it.
    """

    text: str
    on: date | None
    inclusive: bool
    context: str = ""
    line: int = 0

    def as_dict(self) -> dict[str, Any]:
        """Printed words, day and whether the day itself is still in time."""
        return {"text": self.text, "on": _iso(self.on), "inclusive": self.inclusive}


@dataclass(frozen=True, slots=True)
class Delegates:
    """How many delegates: at most, about, and the shares of the groups in percent."""

    max: int | None = None
    approx: int | None = None
    ratios: tuple[Decimal, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Maximum, approximate number, ratios."""
        return {"max": self.max, "approx": self.approx, "ratios": [_plain(r) for r in self.ratios]}


@dataclass(frozen=True, slots=True)
class Recipient:
    """One line of "Nơi nhận"; `purpose` is the mark in brackets, such as "b/c"."""

    name: str
    purpose: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """Name and purpose."""
        return {"name": self.name, "purpose": self.purpose}


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed: "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Hoàng Văn Hội", each as printed."""

    capacity: str | None = None
    position: str | None = None
    name: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """Capacity, position, name."""
        return {"capacity": self.capacity, "position": self.position, "name": self.name}


@dataclass(frozen=True, slots=True)
class Duty:
    """What one actor has to do under "Tổ chức thực hiện": the heading and the actions under it."""

    actor: str
    actions: tuple[str, ...]
    line: int = 0


@dataclass(frozen=True, slots=True)
class ReadPlan:
    """A paper read into data; `as_dict` is what the command prints.

    Beyond the printed facts it carries what a draft is filled from: the superior organ of the
    letterhead, the paragraphs on purpose, requirements, budget and implementation, the duties
    of each actor, and the lines of text that line numbers of warnings refer to.
    """

    kind: PlanKind
    issuer: str | None = None
    level: Level | None = None
    number: str | None = None
    symbol: str | None = None
    place: str | None = None
    issued_on: date | None = None
    title: str | None = None
    year: int | None = None
    legal_bases: tuple[LegalBasis, ...] = ()
    tasks: tuple[ReadTask, ...] = ()
    deadlines: tuple[ReadDeadline, ...] = ()
    agenda: tuple[str, ...] = ()
    delegates: Delegates = field(default_factory=Delegates)
    movements: tuple[str, ...] = ()
    predecessors: tuple[str, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    signer: Signer = field(default_factory=Signer)
    warnings: tuple[ReadWarning, ...] = ()
    superior: str | None = None
    purpose: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    budget: tuple[str, ...] = ()
    implementation: tuple[str, ...] = ()
    duties: tuple[Duty, ...] = ()
    lines: tuple[str, ...] = field(default=(), repr=False)

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON: dates ISO 8601, absent values null or empty."""
        return {
            "kind": str(self.kind),
            "issuer": self.issuer,
            "level": str(self.level) if self.level else None,
            "number": self.number,
            "symbol": self.symbol,
            "place": self.place,
            "issued_on": _iso(self.issued_on),
            "title": self.title,
            "year": self.year,
            "legal_bases": _dicts(self.legal_bases),
            "tasks": _dicts(self.tasks),
            "deadlines": _dicts(self.deadlines),
            "agenda": list(self.agenda),
            "delegates": self.delegates.as_dict(),
            "movements": list(self.movements),
            "predecessors": list(self.predecessors),
            "recipients": _dicts(self.recipients),
            "signer": self.signer.as_dict(),
            "warnings": _dicts(self.warnings),
        }


def _dicts(
    items: Sequence[LegalBasis | ReadTask | ReadDeadline | Recipient | ReadWarning],
) -> list[dict[str, Any]]:
    return [item.as_dict() for item in items]


def _iso(on: date | None) -> str | None:
    return on.isoformat() if on else None


def _plain(ratio: Decimal) -> int | float:
    return int(ratio) if ratio == ratio.to_integral_value() else float(ratio)
