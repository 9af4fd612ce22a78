"""Pieces of an HTML fragment from Word, LibreOffice or a web page: lines and tables, in order."""

import re
from collections import Counter
from dataclasses import dataclass, field

from app.documents import tags
from app.documents.tags import Tag

_PARAGRAPHS = frozenset({
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "section", "article",
    "header", "footer", "main", "dt", "dd", "figcaption", "address", "center",
})  # fmt: skip
_CELLS = frozenset({"td", "th"})
_BOLD = frozenset({"b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"})
_VOID = frozenset({
    "br", "hr", "img", "col", "wbr", "meta", "link", "input", "area", "base", "embed", "param",
    "source", "track",
})  # fmt: skip
_UNSEEN = frozenset({
    "head", "title", "script", "style", "xml", "del", "noscript", "template", "svg", "math",
    "textarea", "select", "button", "iframe", "object", "audio", "video", "canvas",
})  # fmt: skip
_LISTED = re.compile(r"mso-list:\s*\S+\s+level(\d)", re.IGNORECASE)
_LABEL = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
_HIDDEN = re.compile(r"display:\s*none|mso-hide:\s*all|visibility:\s*hidden", re.IGNORECASE)
_CENTRED = re.compile(r"text-align:\s*center", re.IGNORECASE)
_WEIGHT = re.compile(r"font-weight:\s*(\w+)", re.IGNORECASE)
_SHIFT = re.compile(r"vertical-align:\s*(super|sub|baseline)", re.IGNORECASE)
_SHIFTS = {"super": "sup", "sub": "sub"}
_RAISED = dict(zip("1234578n", "¹²³⁴⁵⁷⁸ⁿ", strict=True))
"""Raised figures in the face of papers, which has no ⁰ ⁶ ⁹ and nothing lowered."""
_SPACES = re.compile(r"[ \t\r\n]+")
_MOST_SPAN = 60


@dataclass(slots=True)
class Line:
    """A paragraph: words with whether they are bold; a soft break is a line break.

    `label` is the number or bullet of a list as printed, None for a list whose numbers the
    reader counts; `level` counts nested lists from 1; `heading` is 1 to 6.
    """

    runs: list[tuple[str, bool]] = field(default_factory=list)
    label: str = ""
    level: int = 0
    heading: int = 0
    centred: bool = False

    @property
    def text(self) -> str:
        return "".join(words for words, _ in self.runs)


@dataclass(slots=True)
class Cell:
    """A cell of a table with how far it reaches."""

    lines: list[str] = field(default_factory=list)
    across: int = 1
    down: int = 1


@dataclass(slots=True)
class Table:
    """Rows of cells as written, and the caption."""

    rows: list[list[Cell]] = field(default_factory=list)
    caption: str = ""


@dataclass(slots=True)
class _Open:
    """An element that is not closed yet and what it does to the words in it."""

    tag: str
    bold: bool
    hidden: bool
    label: bool
    keeps_breaks: bool
    script: str = ""


@dataclass(slots=True)
class _Count:
    """A list that is being counted."""

    kind: str
    next: int = 1


class Fragment:
    """Walks through a fragment in one pass; `pieces` are its lines and tables in order.

    `left_out` names what a text cannot hold: pictures, small raised and lowered letters.

    No tree is built, so that a fragment made to nest without end costs no more than its length.
    """

    def __init__(self) -> None:
        self.pieces: list[Line | Table] = []
        self.left_out: dict[str, None] = {}
        self._open: list[_Open] = [_Open("", False, False, False, False)]
        self._opened: Counter[str] = Counter()
        self._lists: list[_Count] = []
        self._line = Line()
        self._label = ""
        self._tables: list[Table] = []
        self._cell: Cell | None = None

    def read(self, html: str) -> list[Line | Table]:
        """The pieces of this fragment."""
        for token in tags.read(html):
            if isinstance(token, str):
                self._words(self._spaced(token))
            elif token.closes:
                self._close(token.name)
            else:
                self._begin(token)
        self._end_line()
        while self._tables:
            self._end_table()
        return self.pieces

    def _begin(self, found: Tag) -> None:
        tag, given = found.name, found.given
        style = given.get("style", "")
        if tag == "br":
            self._words("\n")
            return
        if tag == "img" and not self._open[-1].hidden:
            self.left_out["hình ảnh"] = None
        if tag in _VOID:
            return
        if tag == "body":
            del self._open[1:]
            self._opened.clear()
        above = self._open[-1]
        self._opened[tag] += 1
        self._open.append(
            _Open(
                tag,
                _is_bold(tag, style, above.bold),
                above.hidden or tag in _UNSEEN or _HIDDEN.search(style) is not None,
                above.label or _LABEL.search(style) is not None,
                above.keeps_breaks or tag == "pre",
                _script(tag, style, above.script),
            )
        )
        if tag in _PARAGRAPHS:
            self._begin_paragraph(tag, given, style)
        elif tag in ("ul", "ol"):
            self._begin_list(tag, given)
        elif tag == "li":
            self._begin_item(given)
        else:
            self._begin_of_table(tag, given)

    def _close(self, tag: str) -> None:
        if not self._opened[tag]:
            return
        if tag in _PARAGRAPHS or tag in ("li", "ul", "ol", "caption") or tag in _CELLS:
            self._end_line()
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        elif tag in _CELLS and len(self._tables) == 1:
            self._cell = None
        elif tag == "table" and self._tables:
            self._end_table()
        closed = ""
        while closed != tag:
            closed = self._open.pop().tag
            self._opened[closed] -= 1

    def _spaced(self, words: str) -> str:
        return words if self._open[-1].keeps_breaks else _SPACES.sub(" ", words)

    def _words(self, words: str) -> None:
        state = self._open[-1]
        if state.hidden:
            return
        if state.label:
            self._label += words
        else:
            self._line.runs.append((self._in_script(words, state.script), state.bold))

    def _in_script(self, words: str, script: str) -> str:
        """Raised figures as the signs that papers have for them (m²); others stay as they are."""
        if not script or not words.strip():
            return words
        signs = [_RAISED.get(sign, "") if script == "sup" else "" for sign in words.strip()]
        if all(signs):
            return words.replace(words.strip(), "".join(signs))
        self.left_out["chỉ số trên" if script == "sup" else "chỉ số dưới"] = None
        return words

    def _begin_paragraph(self, tag: str, given: dict[str, str], style: str) -> None:
        if self._line.text.strip():
            self._end_line()
        self._line.centred = (
            tag == "center" or given.get("align") == "center" or bool(_CENTRED.search(style))
        )
        listed = _LISTED.search(style)
        if listed:
            self._line.level = int(listed[1])
        if tag[0] == "h" and tag[1:].isdigit():
            self._line.heading = int(tag[1:])

    def _begin_list(self, tag: str, given: dict[str, str]) -> None:
        self._end_line()
        start = given.get("start", "")
        kind = given.get("type", "1")[:1] if tag == "ol" else "-"
        self._lists.append(_Count(kind, int(start) if _is_count(start) else 1))

    def _begin_item(self, given: dict[str, str]) -> None:
        self._end_line()
        if not self._lists:
            self._lists.append(_Count("-"))
        count = self._lists[-1]
        if _is_count(given.get("value", "")):
            count.next = int(given["value"])
        self._line.level = len(self._lists)
        self._label = label_of(count.kind, count.next)
        count.next += 1

    def _begin_of_table(self, tag: str, given: dict[str, str]) -> None:
        if tag == "table":
            if not self._tables:
                self._end_line()
            self._tables.append(Table())
        elif not self._tables:
            return
        elif tag == "tr" and len(self._tables) == 1:
            self._tables[0].rows.append([])
        elif tag in _CELLS:
            self._end_line()
            if len(self._tables) == 1:
                self._begin_cell(given)

    def _begin_cell(self, given: dict[str, str]) -> None:
        rows = self._tables[0].rows
        if not rows:
            rows.append([])
        self._cell = Cell([], _span(given.get("colspan", "")), _span(given.get("rowspan", "")))
        rows[-1].append(self._cell)

    def _end_line(self) -> None:
        line, self._line = self._line, Line()
        line.label, self._label = self._label.strip(), ""
        text = line.text.strip()
        if not text and not line.label:
            return
        if not self._tables:
            self.pieces.append(line)
        elif self._cell is not None:
            self._cell.lines.append(f"{line.label} {text}".strip())
        elif self._open[-1].tag == "caption":
            self._tables[0].caption = text

    def _end_table(self) -> None:
        self._end_line()
        table = self._tables.pop()
        if not self._tables:
            self._cell = None
            self.pieces.append(table)


def label_of(kind: str, count: int) -> str:
    """The number of an item as the decree writes it: `1.`, `a)` with đ and without f, `I.`."""
    if kind == "-":
        return "-"
    if kind in "aA" and count <= len(_LETTERS):
        return f"{_LETTERS[count - 1]})"
    return f"{_roman(count)}." if kind in "iI" and count < 40 else f"{count}."


_LETTERS = "abcdđeghiklmnopqrstuvxy"


def _roman(number: int) -> str:
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]


def _script(tag: str, style: str, above: str) -> str:
    """Whether words stand raised ("sup"), lowered ("sub") or on the line ("")."""
    shift = _SHIFT.search(style)
    if shift:
        return _SHIFTS.get(shift[1].lower(), "")
    return tag if tag in ("sup", "sub") else above


def _is_bold(tag: str, style: str, above: bool) -> bool:
    weight = _WEIGHT.search(style)
    if weight:
        value = weight[1].lower()
        return value in ("bold", "bolder") or (value.isdigit() and int(value) >= 600)
    return above or tag in _BOLD


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 5


def _span(text: str) -> int:
    return min(max(int(text), 1), _MOST_SPAN) if _is_count(text) else 1
