"""Where an edit differs from the draft as it now stands."""

from collections.abc import Mapping
from typing import Any

from app.correspondence.models import OfficialPaper
from app.correspondence.terms.labels import LABELS
from app.documents.signing import capacity_of

Difference = tuple[str, str]


def differences(draft: OfficialPaper, changes: Mapping[str, Any]) -> dict[str, Difference]:
    """What an edit would change: label → (mine, what is there), in words."""
    found = compared(draft, changes)
    return {LABELS.get(name, name): pair for name, pair in found.items()}


def compared(draft: OfficialPaper, changes: Mapping[str, Any]) -> dict[str, Difference]:
    """As `differences`, by the name of the field: "content.body"."""
    present = flat({name: getattr(draft, name, None) for name in changes if name != "capacity"})
    if "capacity" in changes:
        lines = tuple((draft.signing_lines or "").splitlines())
        signed = draft.signer_position is not None
        capacity = capacity_of(lines, draft.signer_position or "") if signed else ""
        present["capacity"] = said(capacity)
    mine = flat(changes)
    names = dict.fromkeys((*mine, *present))
    return {
        name: (mine.get(name, ""), present.get(name, ""))
        for name in names
        if mine.get(name, "") != present.get(name, "")
    }


def flat(values: Mapping[str, Any]) -> dict[str, str]:
    """The fields in words, those of the content as `content.<name>`."""
    found: dict[str, str] = {}
    for name, value in values.items():
        if name == "content":
            found.update({f"content.{part}": said(inner) for part, inner in value.items()})
        else:
            found[name] = said(value)
    return {name: text for name, text in found.items() if text}


def said(value: Any) -> str:
    """A value in words: lists a line each."""
    if isinstance(value, Mapping):
        shown = (value.get("name"), value.get("unit"), value.get("title"), value.get("body"))
        return ", ".join(str(part) for part in shown if part)
    if isinstance(value, list | tuple):
        return "\n".join(said(one) for one in value)
    return "" if value is None else str(getattr(value, "label", value))
