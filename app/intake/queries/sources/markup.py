"""Takes stray markup off a text: HTML fragments, marks of bold, invisible characters."""

import html
import re
import unicodedata

import nh3

_TAG = re.compile(r"<[/!]?\s*[a-zA-Z][^<>]{0,2000}>")
_BREAKING = re.compile(r"<\s*(?:br|/p|/li|/div|/tr)\s*/?>", re.IGNORECASE)
_LONE = re.compile(r"<(?![/!]?\s*[a-zA-Z][^<>]{0,2000}>)")
_BOLD = re.compile(r"\*\*|__(?=\S)|(?<=\S)__")
_INVISIBLE = dict.fromkeys(
    [0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F)]
)
_SPACES = {0xA0: " ", 0x2007: " ", 0x202F: " ", 0x3000: " ", 0x0B: "\n", 0x0C: "\n", 0x85: "\n"}
_LOOKALIKES = {0xD0: "Đ", 0x189: "Đ", 0xF0: "đ"}
_CONTROLS = dict.fromkeys([*range(0x09), *range(0x0E, 0x20), 0x7F, 0x2028, 0x2029], " ")
_CLEAN = _INVISIBLE | _SPACES | _LOOKALIKES | _CONTROLS


def normal(text: str) -> str:
    """The text in composed Unicode, with plain spaces and no invisible characters."""
    return unicodedata.normalize("NFC", text.translate(_CLEAN))


def has_tags(text: str) -> bool:
    """Whether the text holds anything that a browser would take for a tag."""
    return _TAG.search(text) is not None


def plain(text: str) -> str:
    """The text without HTML tags and without the marks of bold; never longer than it was.

    A formula such as "=HYPERLINK(…)" or a lone "<" is text and stays.
    """
    for _ in range(3):
        if not has_tags(text):
            break
        text = _without_tags(text)
    return _BOLD.sub("", text)


def _without_tags(text: str) -> str:
    text = _LONE.sub("&lt;", _BREAKING.sub("\n", text))
    return html.unescape(nh3.clean(text, tags=set(), attributes={}))
