"""What forms show: choices, what a row holds, how two versions differ."""

from collections.abc import Iterable
from typing import Any

from flask import request
from werkzeug.wrappers import Response

from app.lib import schemas as shapes

Page = str | Response | tuple[str, int]
"""What the view of a form answers: the form with its messages, or whither it leads."""


def page_number() -> int:
    """The page of a list that the address asks for; nonsense is the first one."""
    return min(max(request.args.get("page", 1, type=int), 1), shapes.MOST_PAGES)


def options(words: Iterable[Any]) -> list[tuple[str, str]]:
    """The choices of a list of words."""
    return [(word.value, word.label) for word in words]


def typed_facts(row: Any, names: Iterable[str]) -> dict[str, Any]:
    """What a form shows of a row."""
    values = {name: getattr(row, name) for name in names}
    return {name: getattr(value, "value", value) for name, value in values.items()}
