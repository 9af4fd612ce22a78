"""The rows of Nơi nhận as the editor sends and shows them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from app.correspondence.papers.recipients import FOLLOWING, is_reference, pointed_at
from app.correspondence.queries.addressees import Offer, Unit
from app.correspondence.schemas.typed import Typed, lines, rows
from app.correspondence.terms import Content, Form, Purpose
from app.lib import numbers
from app.lib.text import fold

Rows = list[dict[str, Any]]
ASKED = "addressees-asked"
"""Says that the form asked whether units in Kính gửi, Kính mời receive it: `addressees-named`."""
RECIPIENT = ("name", "purpose", "email", "tenant_id", "members", "copies", "named", "asked")
"""What a row of Nơi nhận holds: one unit, or the `members` of several that print as one line.

`named` has a line such as "Như Điều 3" sent to the units that the article names, as it is where
nobody `asked`.
"""


def recipients(typed: Typed, offer: Offer, content: Content, form: Form) -> Rows:
    """The rows of Nơi nhận, those picked from the lists, and whom Kính gửi names; each unit once.

    A name that was typed as that of a unit or a group, with or without diacritics, becomes it.
    """
    found: Rows = []
    written = [*rows(typed, "recipients", RECIPIENT), *_quick(typed)]
    for row in written:
        found += _of_row(row, offer)
    known = {one["tenant_id"] for one in found if one["tenant_id"]}
    found += list(_picked(typed, offer, typed.get("pick-purpose", ""), known))
    for row in written:
        if is_reference(row["name"]) and (row["named"] or not row["asked"]):
            found = list(_sent_to_the_named(found, row["name"], offer, content, known))
    if form.sends_to_addressees and (typed.get("addressees-named") or not typed.get(ASKED)):
        found += _new(offer, offer.mentioned("\n".join(content.addressees)), known, FOLLOWING)
    return found


def _of_row(row: Mapping[str, str], offer: Offer) -> Rows:
    """One row as the recipients that it stands for."""
    if row["members"]:
        members = map(numbers.identifier, row["members"].split(","))
        return _together(offer, members, row["name"], row["purpose"] or Purpose.KNOW.value)
    group = None if row["tenant_id"] else offer.group_named(row["name"])
    if group is not None:
        return _together(offer, group.unit_ids, group.name, row["purpose"] or Purpose.KNOW.value)
    return [_one(row, offer)]


def _together(offer: Offer, ids: Iterable[int | None], name: str, purpose: str) -> Rows:
    kept = (offer.by_id[one] for one in ids if one in offer.by_id)
    return [
        {"tenant_id": unit.id, "name": unit.name, "purpose": purpose, "group": name}
        for unit in kept
    ]


def _new(offer: Offer, ids: Iterable[int], known: set[int], name: str) -> Rows:
    """Those of these units that are not on the list yet, under one line that points elsewhere."""
    fresh = [one for one in ids if one not in known]
    known.update(fresh)
    return _together(offer, fresh, name, Purpose.FOLLOW.value)


def _sent_to_the_named(
    found: Rows, name: str, offer: Offer, content: Content, known: set[int]
) -> Iterator[dict[str, Any]]:
    """ "Như Điều 3" with the units in its place that the article names, where it names any."""
    for one in found:
        is_it = one["name"] == name and one["tenant_id"] is None
        named = offer.mentioned(pointed_at(name, content)) if is_it else []
        yield from _new(offer, named, known, name) or [one]


def _one(row: Mapping[str, str], offer: Offer) -> dict[str, Any]:
    present = offer.by_id.get(numbers.identifier(row["tenant_id"]) or 0)
    named = offer.named(row["name"])
    one: dict[str, Any] = {"name": row["name"], "tenant_id": None}
    if present is not None and (named is None or named.id == present.id):
        one["tenant_id"] = present.id
    elif named is not None:
        one.update(tenant_id=named.id, name=named.name)
    unit = offer.by_id.get(one["tenant_id"] or 0)
    one["purpose"] = _purpose(row, unit)
    return {**one, **{name: row[name] for name in ("copies", "email") if row[name]}}


def _purpose(row: Mapping[str, str], unit: Unit | None) -> str:
    """Why a row receives the paper; "Như trên", "Như Điều 3" never carry a mark of their own."""
    if is_reference(row["name"]):
        return Purpose.FOLLOW.value
    return row["purpose"] or _usual(unit, Purpose.KNOW)


def _usual(unit: Unit | None, otherwise: Purpose) -> str:
    """What is usual where nobody says why: a superior gets a report (b/c)."""
    return (Purpose.REPORT if unit is not None and unit.is_above else otherwise).value


def _quick(typed: Typed) -> Iterator[dict[str, str]]:
    """The lines that were typed at once."""
    yield from map(written, lines(typed.get("more-recipients", "")))


def written(line: str) -> dict[str, str]:
    """A line of Nơi nhận as it is printed as a row: "Sở Nội vụ (b/c)"."""
    marks = {purpose.mark: purpose.value for purpose in Purpose if purpose.mark}
    name, _, rest = line.rpartition("(")
    purpose = marks.get(rest.rstrip(") ").strip(), "") if name else ""
    said = name.strip() if purpose else line
    return {**dict.fromkeys(RECIPIENT, ""), "name": said, "purpose": purpose}


def as_row(place: int, row: Mapping[str, Any]) -> dict[str, str]:
    """The controls of a row of the editor, named by its place."""
    return {f"recipients-{place}-{name}": str(value) for name, value in row.items() if value}


def _picked(typed: Typed, offer: Offer, purpose: str, known: set[int]) -> Iterator[dict[str, Any]]:
    for unit, group in _chosen(typed, offer):
        if unit.id not in known:
            known.add(unit.id)
            more = {"group": group} if group else {}
            said = purpose or _usual(unit, Purpose.CARRY_OUT)
            yield {"tenant_id": unit.id, "name": unit.name, "purpose": said, **more}


def _chosen(typed: Typed, offer: Offer) -> Iterator[tuple[Unit, str]]:
    wanted = set(typed.getlist("pick-groups"))
    for group in offer.groups:
        if group.key in wanted:
            yield from ((offer.by_id[number], group.name) for number in group.unit_ids)
    for number in map(numbers.identifier, typed.getlist("pick")):
        if number in offer.by_id:
            yield offer.by_id[number], ""


def rows_of(kept: Iterable[Mapping[str, Any]]) -> Rows:
    """The rows that show these recipients; those of one group are one row.

    Whom Kính gửi names is shown there, not as a row.
    """
    found: Rows = []
    groups: dict[tuple[str, str], dict[str, Any]] = {}
    for one in kept:
        group, purpose = str(one.get("group") or ""), str(one.get("purpose") or "")
        if not group or not one.get("tenant_id"):
            found.append({**one, **({"asked": "1"} if is_reference(one["name"]) else {})})
        elif is_reference(group) and (group, purpose) not in groups:
            groups[group, purpose] = {"name": group, "purpose": purpose, "named": "1"}
            found += [] if fold(group) == fold(FOLLOWING) else [groups[group, purpose]]
        elif not is_reference(group):
            row = groups.get((group, purpose))
            if row is None:
                row = groups[group, purpose] = {"name": group, "purpose": purpose, "members": ""}
                found.append(row)
            row["members"] += f"{',' if row['members'] else ''}{one['tenant_id']}"
    return found
