"""A criteria set as one plain document: its head and its tree, alike whether stored or read."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from app.lib import numbers
from app.lib.errors import Invalid
from app.scoring import formulas
from app.scoring.content import NodeContent, SetContent, head_of, node_of
from app.scoring.scale import Scale

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, kw_only=True)
class NodeDraft:
    """A group or criterion with its place; `id` is that of the row from which it was written.

    `parent` is the code of the group above, None at the top.
    """

    id: int | None
    parent: str | None
    content: NodeContent

    @property
    def code(self) -> str:
        """Its code."""
        return self.content.code


@dataclass(frozen=True)
class Document:
    """A set: every group before what it holds, siblings in their order."""

    head: SetContent
    nodes: tuple[NodeDraft, ...]

    @cached_property
    def digest(self) -> str:
        """The same for the same content: what an ETag of the whole set says."""
        shown = {
            "head": _plain(vars(self.head)),
            "nodes": [[one.id, one.parent, _plain(vars(one.content))] for one in self.nodes],
        }
        text = json.dumps(shown, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


def of(scale: Scale) -> Document:
    """A stored set as a document."""
    nodes = [
        NodeDraft(
            id=row.criterion.id,
            parent=row.parent_code,
            content=tidy_node(node_of(row.criterion), group_part=None),
        )
        for row in scale.rows
    ]
    return Document(tidy_head(head_of(scale.criteria_set)), tuple(nodes))


def tidy_head(head: SetContent) -> SetContent:
    """The head with its rows complete and its texts without needless white space."""
    bands = [
        {
            "name": tidy(str(band["name"])),
            "from": plain_number(numbers.exact(band["from"])),
            "no_zero": bool(band.get("no_zero")),
            "above": bool(band.get("above")),
        }
        for band in head.bands
    ]
    return replace(
        head,
        title=tidy(head.title),
        bands=tuple(bands),
        tie_chain=tuple(head.tie_chain),
        applies_to=tuple(sorted(set(head.applies_to))),
        downgrades=tuple({**row, "at_most": tidy(row["at_most"])} for row in head.downgrades),
        quotas=tuple({**row, "award": tidy(row["award"])} for row in head.quotas),
    )


def tidy_node(content: NodeContent, *, group_part: Any) -> NodeContent:
    """The node with the parameters that its formula really has.

    Raises Invalid as the formula does. `group_part`: the part of the group above, if it decides.
    """
    params: Mapping[str, Any] = {}
    if content.formula is not None:
        found = formulas.from_params(content.formula, content.params, content.max_points)
        params = {name: _tidy_value(value) for name, value in found.params().items()}
    return replace(
        content,
        text=tidy(content.text),
        guidance=tidy(content.guidance or "") or None,
        gates=tuple(" ".join(tidy(one).split()) for one in content.gates),
        params=params,
        part=content.part if group_part is None else group_part,
    )


def tidy(text: str) -> str:
    """A text as a workbook carries it: line ends alike, no control characters, no outer blanks."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def plain_number(number: Decimal) -> str:
    """A number in one way of writing: '0.5', '90'."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _tidy_value(value: Any) -> Any:
    """Texts of numbers in one way of writing, whatever zeros were stored."""
    if isinstance(value, str):
        try:
            return plain_number(numbers.exact(value))
        except Invalid:
            return value
    if isinstance(value, list):
        return [_tidy_value(one) for one in value]
    if isinstance(value, dict):
        return {name: _tidy_value(one) for name, one in value.items()}
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return plain_number(value)
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(one) for one in value]
    return value if value is None or isinstance(value, bool | int) else str(value)


HEAD_FIELDS = tuple(one.name for one in fields(SetContent))
NODE_FIELDS = tuple(one.name for one in fields(NodeContent))
