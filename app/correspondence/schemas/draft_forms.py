"""The editor's form as the data that the schemas take. Empty rows are left out."""

from collections.abc import Mapping
from typing import Any

from app.correspondence.queries.addressees import Offer
from app.correspondence.schemas import recipient_forms
from app.correspondence.schemas.typed import Typed, lines, rows, text_of
from app.correspondence.terms import Content, Form

PLAIN = ("organ", "unit", "abstract", "place", "archive", "signer_position", "signer_name")
CHOSEN = ("urgency", "circulation", "capacity")
LISTS = ("bases", "addressees")


def draft(typed: Typed, form: Form, offer: Offer) -> dict[str, Any]:
    """All that the editor sent, for `DraftChanges`."""
    content = {name: _part(typed, name) for name in sorted(form.asks)}
    return {
        **{name: typed.get(name, "").strip() for name in PLAIN},
        **{name: typed.get(name) or None for name in CHOSEN},
        "content": content,
        "recipients": recipient_forms.recipients(typed, offer, Content.of(content), form),
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
    return text_of(typed.get(f"content-{name}", ""))


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
