"""The editor's form as the data that the schemas take. Empty rows are left out."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from werkzeug.datastructures import MultiDict

from app.correspondence.queries import addressees
from app.correspondence.queries.addressees import Unit
from app.correspondence.terms import Form, Purpose
from app.lib import numbers

Typed = MultiDict[str, str]
PLAIN = ("organ", "unit", "abstract", "place", "archive", "signer_position", "signer_name")
CHOSEN = ("urgency", "circulation", "capacity")
LISTS = ("bases", "addressees")
_CLOSING = re.compile(r"\s*[;.]+$")
_FOLLOWING = re.compile(r"như\s+(?:trên|điều|khoản|điểm|mục|phần|kính gửi)\b", re.IGNORECASE)
_DASH = re.compile(r"^[-–•*+]\s+")


def draft(typed: Typed, form: Form, units: Sequence[Unit]) -> dict[str, Any]:
    """All that the editor sent, for `DraftChanges`."""
    return {
        **{name: typed.get(name, "").strip() for name in PLAIN},
        **{name: typed.get(name) or None for name in CHOSEN},
        "content": {name: _part(typed, name) for name in sorted(form.asks)},
        "recipients": recipients(typed, units),
    }


def _part(typed: Typed, name: str) -> Any:
    if name in LISTS:
        return lines(typed.get(f"content-{name}", ""))
    if name == "articles":
        return [row["text"] for row in rows(typed, name, ("text",))]
    if name == "parties":
        return rows(typed, name, ("unit", "position", "name"))
    if name == "annexes":
        return [
            {"title": row["title"], "body": row["body"], "landscape": row["landscape"] == "1"}
            for row in rows(typed, name, ("title", "body", "landscape"))
        ]
    return _text(typed.get(f"content-{name}", ""))


def lines(text: str) -> list[str]:
    """One entry a line, without the dash before and the mark behind it."""
    bare = (_CLOSING.sub("", _DASH.sub("", line.strip())).strip() for line in text.splitlines())
    return [line for line in bare if line]


def recipients(typed: Typed, units: Sequence[Unit]) -> list[dict[str, Any]]:
    """The rows of Nơi nhận, then those picked from the list of units and the groups.

    A name that was typed as that of a unit, with or without diacritics, becomes that unit.
    """
    found: list[dict[str, Any]] = []
    for row in rows(typed, "recipients", RECIPIENT):
        found += _together(row, units) if row["members"] else [_recipient(row, units)]
    found += [_recipient(_written(line), units) for line in lines(typed.get("more-recipients", ""))]
    known = {one["tenant_id"] for one in found}
    purpose = typed.get("pick-purpose") or "carry_out"
    for unit, group in _picked(typed, units):
        if unit.id not in known:
            known.add(unit.id)
            more = {"group": group} if group else {}
            found.append({"tenant_id": unit.id, "name": unit.name, "purpose": purpose, **more})
    return found


RECIPIENT = ("name", "purpose", "email", "tenant_id", "members", "copies")
"""What a row of Nơi nhận holds: one unit, or the `members` of several that print as one line."""


def rows_of(kept: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rows that show these recipients; those of one group are one row."""
    found: list[dict[str, Any]] = []
    groups: dict[tuple[str, str], dict[str, Any]] = {}
    for one in kept:
        group = str(one.get("group") or "")
        if not group or not one.get("tenant_id"):
            found.append(dict(one))
            continue
        purpose = str(one.get("purpose") or "")
        row = groups.get((group, purpose))
        if row is None:
            row = groups[group, purpose] = {"name": group, "purpose": purpose, "members": ""}
            found.append(row)
        row["members"] += f"{',' if row['members'] else ''}{one['tenant_id']}"
    return found


def _together(row: Mapping[str, str], units: Sequence[Unit]) -> list[dict[str, Any]]:
    by_id = {unit.id: unit for unit in units}
    members = map(numbers.identifier, row["members"].split(","))
    return [
        {
            "tenant_id": number,
            "name": by_id[number].name,
            "purpose": row["purpose"] or "know",
            "group": row["name"],
        }
        for number in members
        if number in by_id
    ]


def _recipient(row: Mapping[str, str], units: Sequence[Unit]) -> dict[str, Any]:
    tenant_id = numbers.identifier(row["tenant_id"])
    present = next((unit for unit in units if unit.id == tenant_id), None)
    named = addressees.named(units, row["name"])
    one: dict[str, Any] = {"name": row["name"], "tenant_id": None}
    if present is not None and (named is None or named.id == present.id):
        one["tenant_id"] = present.id
    elif named is not None:
        one.update(tenant_id=named.id, name=named.name)
    one["purpose"] = _purpose(row)
    if row["copies"]:
        one["copies"] = row["copies"]
    return {**one, **({"email": row["email"]} if row["email"] else {})}


def _purpose(row: Mapping[str, str]) -> str:
    """Why a row receives the paper; "Như trên", "Như Điều 3" never carry a mark of their own."""
    if _FOLLOWING.match(row["name"]):
        return Purpose.FOLLOW.value
    return row["purpose"] or Purpose.KNOW.value


def _written(line: str) -> dict[str, str]:
    """A line of Nơi nhận as it is printed: "Sở Nội vụ (b/c)"."""
    marks = {purpose.mark: purpose.value for purpose in Purpose if purpose.mark}
    name, _, rest = line.rpartition("(")
    purpose = marks.get(rest.rstrip(") ").strip(), "") if name else ""
    return {
        **dict.fromkeys(RECIPIENT, ""),
        "name": name.strip() if purpose else line,
        "purpose": purpose,
    }


def _picked(typed: Typed, units: Sequence[Unit]) -> Iterable[tuple[Unit, str]]:
    by_id = {unit.id: unit for unit in units}
    wanted = set(typed.getlist("pick-groups"))
    for group in addressees.groups(units):
        if group.key in wanted:
            yield from ((by_id[number], group.name) for number in group.unit_ids)
    for number in map(numbers.identifier, typed.getlist("pick")):
        if number in by_id:
            yield by_id[number], ""


def rows(typed: Typed, prefix: str, names: Iterable[str]) -> list[dict[str, str]]:
    """The repeated rows `<prefix>-0-<name>` … that hold something a person typed."""
    pattern = re.compile(rf"{re.escape(prefix)}-(\d{{1,4}})-")
    wanted = tuple(names)
    places = sorted({int(hit.group(1)) for name in typed if (hit := pattern.match(name))})
    found = [
        {name: _text(typed.get(f"{prefix}-{place}-{name}", "")) for name in wanted}
        for place in places
    ]
    unsaid = {"landscape", "purpose", "tenant_id", "copies", "members"}
    return [row for row in found if any(row[name] for name in wanted if name not in unsaid)]


def _text(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def names_of(errors: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The errors under the names of the controls: "recipients.0.name" → "recipients-0-name"."""
    placed: dict[str, list[str]] = {}
    for name, messages in errors.items():
        control = name.removeprefix("content.") if _is_row(name) else name
        if name.startswith(tuple(f"content.{one}." for one in LISTS)):
            control = ".".join(name.split(".")[:2])
        if control.startswith("articles."):
            control = f"{control}.text"
        said = placed.setdefault(control.replace(".", "-"), [])
        said += [message for message in messages if message not in said]
    return placed


def _is_row(name: str) -> bool:
    return name.startswith(("content.articles.", "content.parties.", "content.annexes."))
