"""The user guide: the Markdown files of docs/huong-dan, which GitHub shows as they are.

README.md names the chapters in their order; each file begins with its title.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from app.lib.errors import NotFound

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "huong-dan"
PREFIX = "/guide"
CHAPTER_LINK = re.compile(r"(?:\./)?([a-z0-9-]+)\.md(#.*)?", re.IGNORECASE)
FRONT = "README"

_reader = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(frozen=True)
class Heading:
    """A heading of a chapter and the anchor under which it is found."""

    anchor: str
    text: str


@dataclass(frozen=True)
class Chapter:
    """One file of the guide as HTML, without its title; `links` are the chapters it names."""

    slug: str
    title: str
    html: Markup
    headings: tuple[Heading, ...]
    links: tuple[str, ...]

    @property
    def path(self) -> str:
        """Its address."""
        return PREFIX if self.slug == FRONT else f"{PREFIX}/{self.slug}"


def front() -> Chapter:
    """What the guide is, and which chapter is for whom."""
    return _read(FRONT)


def chapters() -> list[Chapter]:
    """Every chapter, in the order in which the front names them."""
    return [_read(slug) for slug in front().links]


def chapter(slug: str) -> Chapter:
    """One chapter. Raises NotFound for one that the front does not name."""
    if slug not in front().links:
        raise NotFound("Không có phần hướng dẫn này; hãy chọn trong mục lục.")
    return _read(slug)


@lru_cache
def _read(slug: str) -> Chapter:
    return rendered(slug, (FOLDER / f"{slug}.md").read_text(encoding="utf-8"))


def rendered(slug: str, text: str) -> Chapter:
    """A chapter's Markdown as a page; HTML in it is shown, not run."""
    tokens = _reader.parse(text)
    title = tokens[1].content
    body = tokens[3:]
    links = _relink(body)
    headings = _anchor(body)
    html = _reader.renderer.render(body, _reader.options, {})
    return Chapter(slug, title, Markup(html), headings, links)  # noqa: S704 - no HTML passes


def _anchor(body: list[Token]) -> tuple[Heading, ...]:
    """Give every heading the anchor that GitHub gives it; those of the second level."""
    found = []
    for place, token in enumerate(body):
        if token.type == "heading_open":
            text = body[place + 1].content
            token.attrSet("id", anchor_of(text))
            if token.tag == "h2":
                found.append(Heading(anchor_of(text), text))
    return tuple(found)


def anchor_of(heading: str) -> str:
    """The anchor of a heading, as GitHub makes it: "Khi gặp lỗi 412" → "khi-gặp-lỗi-412"."""
    kept = "".join(char for char in heading.lower() if char.isalnum() or char in " -_")
    return kept.replace(" ", "-")


def _relink(body: list[Token]) -> tuple[str, ...]:
    """Turn links to other files into addresses of the page; which chapters they name."""
    named = []
    for token in (child for outer in body for child in outer.children or []):
        target = CHAPTER_LINK.fullmatch(str(token.attrGet("href") or ""))
        if target is None:
            continue
        slug, fragment = target.group(1), target.group(2) or ""
        token.attrSet("href", (PREFIX if slug == FRONT else f"{PREFIX}/{slug}") + fragment)
        if slug != FRONT:
            named.append(slug)
    return tuple(dict.fromkeys(named))
