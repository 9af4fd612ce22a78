"""The forms of pages as the data that the schemas take. Empty rows are left out."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from werkzeug.datastructures import MultiDict

from app.lib import dates, numbers
from app.plans import policies
from app.plans.models import Task
from app.plans.terms import SECTIONS, WHOLE_TASK, locks_of

Form = MultiDict[str, str]
TASK_BLOCKS = tuple(f"q{quarter}" for quarter in dates.QUARTERS)
_OFFICES_APART = re.compile(r"[;\n]")


def new_plan(form: Form) -> dict[str, Any]:
    """The form of a draft by hand."""
    return {**_filled(form, "kind", "year", "title"), **_period(form)}


def plan(form: Form) -> dict[str, Any]:
    """The form of a draft's head and prose."""
    return {
        **_filled(form, "kind", "year", "title", "symbol", "place"),
        **_period(form),
        "legal_bases": [{"text": row["text"]} for row in rows(form, "legal_bases", ("text",))],
        "sections": {name: _lines(form.get(f"sections-{name}", "")) for name in SECTIONS},
        "recipients": [
            {"name": row["name"], "purpose": row["purpose"] or None}
            for row in rows(form, "recipients", ("name", "purpose"))
        ],
    }


def task(form: Mapping[str, str], prefix: str = "") -> dict[str, Any]:
    """One task; in a row its fields are `<prefix>text` and so on."""
    given = {name: form.get(f"{prefix}{name}", "").strip() for name in _TASK_TEXTS}
    return {
        "quarter": given["quarter"],
        "text": _lines(given["text"]),
        "lead_office": given["lead_office"] or None,
        "support_offices": offices(given["support_offices"]),
        "requested_offices": offices(given["requested_offices"]),
        "term": given["term"],
        "mandatory": f"{prefix}mandatory" in form,
        "decline_reason": given["decline_reason"] or None,
    }


def single_task(form: Form, *, locks: bool) -> dict[str, Any]:
    """The form of one task, with what the list of all does not hold.

    `locks` tells whether the form offers to lock fields.
    """
    typed = {**task(form), "combined_with_id": form.get("combined_with_id") or None}
    return {**typed, "locked": locked(form)} if locks else typed


def locked(form: Form) -> list[str]:
    """The fields that are to be locked: the whole task, or single ones."""
    whole = [WHOLE_TASK] if "locked_whole" in form else []
    return locks_of([*whole, *form.getlist("locked")])


def bound(above: Task | None) -> frozenset[str]:
    """The controls of a task that the superior locked; one box holds the four of a deadline."""
    return (
        frozenset(control_of(name) for name in policies.bound_by(above)) if above else frozenset()
    )


_TASK_TEXTS = (
    "quarter",
    "text",
    "lead_office",
    "support_offices",
    "requested_offices",
    "term",
    "decline_reason",
)
_TASK_SIGNS = ("id", "text", "lead_office", "support_offices", "requested_offices", "term")


def task_list(form: Form) -> list[dict[str, Any]]:
    """Every task of the whole-plan editor, quarter by quarter, as it was ordered there."""
    typed = [
        {
            **task(form, f"{block}-{index}-"),
            "id": numbers.identifier(form.get(f"{block}-{index}-id", "")),
        }
        for block in TASK_BLOCKS
        for index in _indices(form, block)
        if any(form.get(f"{block}-{index}-{name}", "").strip() for name in _TASK_SIGNS)
    ]
    return sorted(typed, key=block_of)


def block_of(row: Mapping[str, Any]) -> str:
    """The block of the whole-plan editor in which a row is shown: that of its quarter."""
    block = f"q{row['quarter']}"
    return block if block in TASK_BLOCKS else TASK_BLOCKS[0]


def known_tasks(form: Form) -> dict[int, int]:
    """Which tasks the editor showed, each with its version: "12.1,13.4"."""
    pairs = (pair.partition(".") for pair in form.get("known", "").split(","))
    known = ((numbers.identifier(row), numbers.identifier(version)) for row, _, version in pairs)
    return {row: version for row, version in known if row is not None and version is not None}


def issuance(form: Form) -> dict[str, Any]:
    """The form of issuing a plan."""
    return {
        **_filled(form, "issued_on", "signing_capacity", "signer_name"),
        "number": form.get("number", "").strip() or None,
        "recipient_ids": form.getlist("recipient_ids"),
        "due_on": form.get("due_on", "").strip() or None,
        "edition": form.get("edition") or None,
    }


def rows(form: Form, prefix: str, names: Iterable[str]) -> list[dict[str, str]]:
    """The repeated rows `<prefix>-0-<name>`, `<prefix>-1-<name>` … that hold something."""
    wanted = tuple(names)
    found = [
        {name: form.get(f"{prefix}-{index}-{name}", "").strip() for name in wanted}
        for index in _indices(form, prefix)
    ]
    return [row for row in found if any(row.values())]


def offices(text: str) -> list[str]:
    """Several offices in one box, parted by semicolons or line breaks; each once."""
    names = (" ".join(name.split()) for name in _OFFICES_APART.split(text))
    return list(dict.fromkeys(name for name in names if name))


def names_of(errors: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The errors under the names that the fields have in forms: "recipients.0.name" → "…-0-…"."""
    return {name.replace(".", "-"): messages for name, messages in errors.items()}


def task_names(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """The prefix of each row of the whole-plan editor, in order: "q1-0", "q1-1", "q2-0" …"""
    counts: dict[str, int] = {}
    names = []
    for row in rows:
        block = block_of(row)
        place = counts.get(block, 0)
        counts[block] = place + 1
        names.append(f"{block}-{place}")
    return names


def row_name(name: str, names: Sequence[str]) -> str:
    """The control of a field of a row: "3.deadline_on" → "q2-0-deadline_on"."""
    place, _, field = name.partition(".")
    return f"{names[int(place)]}-{control_of(field)}" if field else ""


def control_of(field: str) -> str:
    """The name of the control that holds a field of a task: the box of the deadline holds four."""
    return "term" if field in (*policies.DEADLINE, "deadline") else field


def control_errors(errors: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The errors of one task under the names of its controls."""
    placed: dict[str, list[str]] = {}
    for name, messages in errors.items():
        known = placed.setdefault(control_of(name), [])
        known += [message for message in messages if message not in known]
    return placed


def task_errors(
    errors: Mapping[str, list[str]], rows: Iterable[Mapping[str, Any]]
) -> dict[str, list[str]]:
    """Errors at `tasks.<index>.<field>` under the names of the whole-plan editor."""
    names = task_names(rows)
    placed: dict[str, list[str]] = {}
    for name, messages in errors.items():
        parts = name.split(".")
        is_row = parts[0] == "tasks" and len(parts) > 2 and parts[1].isdigit()
        key = f"{names[int(parts[1])]}-{control_of(parts[2])}" if is_row else ""
        placed.setdefault(key, []).extend(messages)
    return placed


def _indices(form: Form, prefix: str) -> list[int]:
    pattern = re.compile(rf"{re.escape(prefix)}-(\d{{1,4}})-")
    found = {int(match.group(1)) for name in form if (match := pattern.match(name))}
    return sorted(found)


def _period(form: Form) -> dict[str, str]:
    return {"period": form["period"]} if form.get("period") else {}


def _filled(form: Form, *names: str) -> dict[str, str]:
    return {name: form.get(name, "").strip() for name in names}


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
