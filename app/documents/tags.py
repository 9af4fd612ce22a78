"""HTML cut into its tags and words in one pass, however broken it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

_NAME = re.compile(r"/?([a-zA-Z][a-zA-Z0-9:]{0,30})")
_STOP = re.compile(r"[>\"']")
_ATTRIBUTE = re.compile(
    r"([a-zA-Z-]{1,30})\s{0,9}=\s{0,9}(?:\"([^\"]{0,4000})\"|'([^']{0,4000})'|([^\s\"'>]{1,400}))"
)
_LONGEST_TAG = 10_000
_RAW = frozenset({"script", "style", "title", "textarea", "xml"})
"""Elements whose content is no HTML."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag; `given` holds its attributes, `closes` says that it ends an element."""

    name: str
    closes: bool = False
    given: dict[str, str] = field(default_factory=dict)


def read(html: str) -> Iterator[Tag | str]:
    """Tags and the words between them. Comments, declarations and raw content are left out;
    a tag or a comment that is never closed ends the fragment."""
    lower = html.lower()
    place = 0
    while place >= 0:
        start = html.find("<", place)
        if start < 0:
            yield unescape(html[place:])
            return
        if start > place:
            yield unescape(html[place:start])
        name = _NAME.match(html, start + 1)
        if name is None:
            if html[start + 1 : start + 2] not in ("!", "?", "/"):
                yield "<"
                place = start + 1
            else:
                place = _after_note(html, start)
            continue
        end = _end_of_tag(html, name.end())
        if end < 0:
            return
        tag = _tag(name, html[name.end() : end])
        place = end + 1
        if tag.name in _RAW and not tag.closes:
            place = lower.find(f"</{tag.name}", place)
        else:
            yield tag


def _after_note(html: str, start: int) -> int:
    """The place after a comment or a declaration, -1 where it never ends."""
    close = "-->" if html.startswith("<!--", start) else ">"
    end = html.find(close, start + 2)
    return end + len(close) if end >= 0 else -1


def _end_of_tag(html: str, place: int) -> int:
    """The `>` of the tag, not one inside quotes; -1 where there is none."""
    while True:
        stop = _STOP.search(html, place)
        if stop is None:
            return -1
        if stop.group() == ">":
            return stop.start()
        closing = html.find(stop.group(), stop.end())
        place = closing + 1 if closing >= 0 else stop.end()


def _tag(name: re.Match[str], inside: str) -> Tag:
    closes = name.group().startswith("/")
    given = {}
    if not closes and len(inside) <= _LONGEST_TAG:
        for match in _ATTRIBUTE.finditer(inside):
            value = next((one for one in match.groups()[1:] if one is not None), "")
            given[match[1].lower()] = unescape(value)
    return Tag(name[1].lower(), closes, given)
