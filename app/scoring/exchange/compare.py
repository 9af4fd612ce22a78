"""What changes from one document of a set to another: added, changed, moved, removed."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.scoring.content import shown
from app.scoring.exchange import words
from app.scoring.exchange.document import HEAD_FIELDS, NODE_FIELDS, Document, NodeDraft

TOP = "cấp cao nhất"


class ChangeKind(StrEnum):
    """What happens to the head, a group or a criterion."""

    ADDED = "added"
    CHANGED = "changed"
    MOVED = "moved"
    REMOVED = "removed"

    @property
    def label(self) -> str:
        """The Vietnamese name of the change."""
        return {
            "added": "Thêm",
            "changed": "Sửa",
            "moved": "Chuyển chỗ",
            "removed": "Xóa",
        }[self.value]


@dataclass(frozen=True)
class Difference:
    """One field, as it was and as it becomes."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Change:
    """One change; `code` is None for the head of the set."""

    kind: ChangeKind
    code: str | None
    text: str
    fields: tuple[Difference, ...] = ()


@dataclass(frozen=True)
class Pairs:
    """Which node of the new document is which of the old: by the key it was written with, else
    by its code."""

    old_of: Mapping[str, NodeDraft]
    gone: tuple[NodeDraft, ...]


def compare(old: Document, new: Document, cluster_names: Mapping[int, str]) -> list[Change]:
    """Every change, the head first, then the tree in the order of the new document."""
    pairs = match(old, new)
    return [*_head_changes(old, new, cluster_names), *_node_changes(old, new, pairs)]


def match(old: Document, new: Document) -> Pairs:
    """The nodes of the old document by the code that they have in the new one."""
    by_id = {one.id: one for one in old.nodes if one.id is not None}
    found: dict[str, NodeDraft] = {}
    taken: set[str] = set()
    for one in new.nodes:
        there = by_id.get(one.id) if one.id is not None else None
        if there is not None and there.code not in taken:
            found[one.code] = there
            taken.add(there.code)
    by_code = {one.code: one for one in old.nodes}
    for one in new.nodes:
        there = by_code.get(one.code)
        alike = there is not None and _kind(there) == _kind(one)
        if one.code not in found and there is not None and alike and there.code not in taken:
            found[one.code] = there
            taken.add(there.code)
    return Pairs(found, tuple(one for one in old.nodes if one.code not in taken))


def _kind(one: NodeDraft) -> bool:
    return one.content.formula is None


def _head_changes(old: Document, new: Document, names: Mapping[int, str]) -> Iterator[Change]:
    changed = tuple(
        Difference(
            words.HEAD_LABELS[name],
            words.head_text(name, getattr(old.head, name), names),
            words.head_text(name, getattr(new.head, name), names),
        )
        for name in HEAD_FIELDS
        if getattr(old.head, name) != getattr(new.head, name)
    )
    if changed:
        yield Change(ChangeKind.CHANGED, None, "Thông tin chung", changed)


def _node_changes(old: Document, new: Document, pairs: Pairs) -> Iterator[Change]:
    moved = _moved(old, new, pairs)
    new_code = {there.code: code for code, there in pairs.old_of.items()}
    for one in new.nodes:
        there = pairs.old_of.get(one.code)
        if there is None:
            yield Change(ChangeKind.ADDED, one.code, one.content.text, _facts(one))
            continue
        differs = tuple(_differences(there, one))
        if differs:
            yield Change(ChangeKind.CHANGED, one.code, one.content.text, differs)
        if one.code in moved:
            above = "" if there.parent is None else new_code.get(there.parent, there.parent)
            place = Difference(
                "Nằm trong nhóm", above or "cấp cao nhất", one.parent or "cấp cao nhất"
            )
            same = place.old == place.new
            told = Difference("Thứ tự trong nhóm", "thứ tự cũ", "thứ tự mới") if same else place
            yield Change(ChangeKind.MOVED, one.code, one.content.text, (told,))
    for gone in pairs.gone:
        yield Change(ChangeKind.REMOVED, gone.code, gone.content.text)


def _facts(one: NodeDraft) -> tuple[Difference, ...]:
    kind = "Nhóm" if one.content.formula is None else one.content.formula.label
    return (
        Difference("Cách tính", "", kind),
        Difference("Điểm tối đa", "", shown(one.content.max_points)),
    )


def _differences(old: NodeDraft, new: NodeDraft) -> Iterator[Difference]:
    for name in NODE_FIELDS:
        before, after = getattr(old.content, name), getattr(new.content, name)
        if before == after:
            continue
        if name == "params":
            yield from _param_differences(before, after)
        else:
            label = words.NODE_LABELS[name]
            yield Difference(label, words.node_text(before), words.node_text(after))


def _param_differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Difference]:
    for name in dict.fromkeys([*old, *new]):
        if old.get(name) != new.get(name):
            label = words.PARAM_LABELS.get(name, name)
            yield Difference(
                label, words.param_text(name, old.get(name)), words.param_text(name, new.get(name))
            )


def _moved(old: Document, new: Document, pairs: Pairs) -> set[str]:
    """The codes of nodes under another group than before, or out of their old order."""
    new_code = {there.code: code for code, there in pairs.old_of.items()}
    place = {one.code: index for index, one in enumerate(old.nodes)}
    moved: set[str] = set()
    stayed: dict[str | None, list[str]] = {}
    for one in new.nodes:
        there = pairs.old_of.get(one.code)
        if there is None:
            continue
        above = None if there.parent is None else new_code.get(there.parent)
        if above != one.parent or (there.parent is not None and above is None):
            moved.add(one.code)
        else:
            stayed.setdefault(one.parent, []).append(one.code)
    for codes in stayed.values():
        places = [place[pairs.old_of[code].code] for code in codes]
        kept = _longest_ascending(places)
        moved.update(code for code, at in zip(codes, places, strict=True) if at not in kept)
    return moved


def _longest_ascending(numbers: Sequence[int]) -> set[int]:
    """The most of these different numbers that stand in ascending order."""
    tails: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        at = bisect_left(tails, number)
        before[number] = tails[at - 1] if at else None
        tails[at : at + 1] = [number]
    kept: set[int] = set()
    last = tails[-1] if tails else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return kept


def count(changes: Iterable[Change]) -> dict[ChangeKind, int]:
    """How many changes of each kind there are."""
    found = dict.fromkeys(ChangeKind, 0)
    for one in changes:
        found[one.kind] += 1
    return found
