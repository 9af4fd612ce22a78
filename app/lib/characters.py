"""Characters that an office can keep and print, and those that nobody can see.

PostgreSQL keeps no NUL and no half of a surrogate pair, XML (DOCX, SVG) no control characters. What
comes in is checked for them once, where it becomes data: nothing below needs to think of them.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

_UNKEPT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LINE_BREAKS = re.compile("[\x0b\x0c]")
_CONTROLS = re.compile("[\x01-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_UNSEEN = "\u00ad\u180e\u200b\u200c\u200d\u2060\ufeff"
_ENDS = re.compile(rf"^[\s{_UNSEEN}]+|[\s{_UNSEEN}]+$")

KEY = "Tên mục có ký tự không dùng được ({code})."
TEXT = "Có ký tự không dùng được ({code}) ở vị trí {place}; hãy xóa rồi gửi lại."


def tidy(text: str) -> str:
    """The text as it is kept: composed letters (NFC), nothing that turns the direction of writing,
    no white space or unseen characters at its ends."""
    return _ENDS.sub("", unicodedata.normalize("NFC", _TURNING.sub("", text)))


def typed(text: str) -> str:
    """What a box of a page holds, as its typist saw it.

    Text pasted from word processors brings their line breaks (VT, FF) and stray control characters
    along: the former become line breaks, the latter go. NUL, which nobody types, stays to be
    refused.
    """
    return _CONTROLS.sub("", _LINE_BREAKS.sub("\n", text))


def faults(data: Any) -> dict[str, list[str]]:
    """What cannot be kept anywhere in `data` (text, lists, mappings), by dotted path."""
    found: dict[str, list[str]] = {}
    for path, message in _faults(data, ""):
        found.setdefault(path, []).append(message)
    return found


def is_kept(text: str) -> bool:
    """Whether the text can be kept and printed."""
    return _UNKEPT.search(text) is None


def _faults(data: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(data, str):
        match = _UNKEPT.search(data)
        if match is not None:
            yield path, TEXT.format(code=_code(match), place=match.start() + 1)
    elif isinstance(data, Mapping):
        for name, inner in data.items():
            match = _UNKEPT.search(str(name))
            if match is not None:
                yield path, KEY.format(code=_code(match))
            else:
                yield from _faults(inner, f"{path}.{name}" if path else str(name))
    elif isinstance(data, list | tuple):
        for index, inner in enumerate(data):
            yield from _faults(inner, f"{path}.{index}" if path else str(index))


def _code(match: re.Match[str]) -> str:
    return f"U+{ord(match.group()):04X}"
