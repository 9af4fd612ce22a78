"""What a form of many rows sent, as texts and rows."""

import re
from collections.abc import Iterable

from werkzeug.datastructures import MultiDict

Typed = MultiDict[str, str]
_CLOSING = re.compile(r"\s*[;.]+$")
_DASH = re.compile(r"^[-–•*+]\s+")
_UNSAID = {"landscape", "purpose", "tenant_id", "copies", "members", "named", "asked"}
"""What alone makes no row."""


def lines(text: str) -> list[str]:
    """One entry a line, without the dash before and the mark behind it."""
    bare = (_CLOSING.sub("", _DASH.sub("", line.strip())).strip() for line in text.splitlines())
    return [line for line in bare if line]


def rows(typed: Typed, prefix: str, names: Iterable[str]) -> list[dict[str, str]]:
    """The repeated rows `<prefix>-0-<name>` … that hold something a person typed."""
    pattern = re.compile(rf"{re.escape(prefix)}-(\d{{1,4}})-")
    wanted = tuple(names)
    places = sorted({int(hit.group(1)) for name in typed if (hit := pattern.match(name))})
    found = [
        {name: text_of(typed.get(f"{prefix}-{place}-{name}", "")) for name in wanted}
        for place in places
    ]
    return [row for row in found if any(row[name] for name in wanted if name not in _UNSAID)]


def text_of(text: str) -> str:
    """The text of a box with the ends of lines of Unix."""
    return text.replace("\r\n", "\n").strip()
