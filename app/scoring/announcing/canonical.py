"""Frozen results as bytes: the same content always gives the same bytes.

JSON in UTF-8, keys sorted, no blanks, lists in the order of their numbers; every decimal is text
without needless zeros, and there are no binary floats in it.
"""

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

Content = dict[str, Any]
"""Objects, lists, text, whole numbers, yes and no."""


def decimal(value: Decimal | None) -> str | None:
    """'87.5' for 87.500; None stays None."""
    if value is None:
        return None
    shown = f"{value:f}"
    shown = shown.rstrip("0").rstrip(".") if "." in shown else shown
    return "0" if shown == "-0" else shown


def text(content: Mapping[str, Any]) -> str:
    """The one text of a content. Raises TypeError for a binary float or a thing JSON lacks."""
    _refuse_floats(content)
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read(frozen: str) -> Content:
    """The content of a text."""
    found: Content = json.loads(frozen)
    return found


def digest(frozen: str) -> str:
    """The SHA-256 of a text's UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(frozen.encode()).hexdigest()


def differences(frozen: Any, found: Any, at: str = "") -> list[str]:
    """Where two contents differ, as paths ("results.members.7.total: 92 / 91"); sorted."""
    if isinstance(frozen, dict) and isinstance(found, dict):
        return [
            said
            for key in sorted({*frozen, *found})
            for said in differences(frozen.get(key), found.get(key), f"{at}.{key}" if at else key)
        ]
    if isinstance(frozen, list) and isinstance(found, list) and len(frozen) == len(found):
        return [
            said
            for place, (one, other) in enumerate(zip(frozen, found, strict=True))
            for said in differences(one, other, f"{at}.{place}")
        ]
    return [] if frozen == found else [f"{at}: {_short(frozen)} / {_short(found)}"]


def _short(value: Any) -> str:
    shown = "–" if value is None else str(value)
    return shown if len(shown) <= 60 else f"{shown[:60]}…"


def _refuse_floats(value: Any) -> None:
    if isinstance(value, float):
        raise TypeError("a binary float is not exact")
    if isinstance(value, Mapping):
        for each in value.values():
            _refuse_floats(each)
    elif isinstance(value, list | tuple):
        for each in value:
            _refuse_floats(each)
