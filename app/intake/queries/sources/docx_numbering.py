"""The numbers and bullets that Word counts by itself and does not keep in the text."""

import re
from dataclasses import dataclass, field

from docx.oxml.ns import qn
from lxml.etree import _Element

_PLACEHOLDER = re.compile(r"%([1-9])")
_KEPT_BULLETS = frozenset("-–+*•")
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_MAX_LEVEL = 8
_MAX_STYLE_DEPTH = 20


@dataclass(slots=True)
class _Level:
    shape: str = "decimal"
    pattern: str = "%1."
    start: int = 1


@dataclass(slots=True)
class Numbering:
    """Counts through the lists of one document, paragraph by paragraph."""

    _lists: dict[str, dict[int, _Level]] = field(default_factory=dict)
    _list_of: dict[str, str] = field(default_factory=dict)
    _restarts: dict[str, dict[int, int]] = field(default_factory=dict)
    _styles: dict[str, tuple[str | None, int]] = field(default_factory=dict)
    _counts: dict[str, list[int]] = field(default_factory=dict)
    _started: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, numbering: _Element | None, styles: _Element | None) -> "Numbering":
        """The lists declared in numbering.xml, and the styles that use them."""
        made = cls()
        if numbering is not None:
            for abstract in numbering.iter(qn("w:abstractNum")):
                made._lists[_get(abstract, "w:abstractNumId")] = _levels(abstract)
            for num in numbering.iter(qn("w:num")):
                made._add_num(num)
        if styles is not None:
            made._read_styles(styles)
        return made

    def label(self, paragraph: _Element) -> str:
        """The printed number or bullet of the paragraph, empty if it has none."""
        number, level = self._place(paragraph)
        if number is None or number == "0":
            return ""
        name = self._list_of.get(number)
        levels = self._lists.get(name or "", {})
        if name is None or level not in levels:
            return ""
        return self._next(number, name, levels, level)

    def _place(self, paragraph: _Element) -> tuple[str | None, int]:
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return None, 0
        number, level = _number_of(properties)
        style = properties.find(qn("w:pStyle"))
        if number is None and style is not None:
            number, styled = self._styles.get(_get(style, "w:val"), (None, 0))
            level = level or styled
        return number, min(level, _MAX_LEVEL)

    def _next(self, number: str, name: str, levels: dict[int, _Level], level: int) -> str:
        counts = self._counts.setdefault(name, [0] * (_MAX_LEVEL + 1))
        if number not in self._started:
            self._started.add(number)
            for place, start in self._restarts.get(number, {}).items():
                counts[place] = start - 1
        counts[level] = max(counts[level] + 1, levels[level].start)
        counts[level + 1 :] = [0] * (_MAX_LEVEL - level)
        return self._shown(levels, counts, level)

    @staticmethod
    def _shown(levels: dict[int, _Level], counts: list[int], level: int) -> str:
        own = levels[level]
        if own.shape == "none":
            return ""
        if own.shape == "bullet":
            return own.pattern if own.pattern in _KEPT_BULLETS and own.pattern else "-"

        def filled(match: re.Match[str]) -> str:
            place = int(match.group(1)) - 1
            used = levels.get(place, _Level())
            return _written(counts[place] or used.start, used.shape)

        return _PLACEHOLDER.sub(filled, own.pattern).strip()

    def _add_num(self, num: _Element) -> None:
        number = _get(num, "w:numId")
        abstract = num.find(qn("w:abstractNumId"))
        if abstract is None:
            return
        self._list_of[number] = _get(abstract, "w:val")
        for override in num.iter(qn("w:lvlOverride")):
            start = override.find(qn("w:startOverride"))
            level = _integer(_get(override, "w:ilvl"))
            if start is not None and level <= _MAX_LEVEL:
                starts = self._restarts.setdefault(number, {})
                starts[level] = _integer(_get(start, "w:val"), 1)

    def _read_styles(self, styles: _Element) -> None:
        based: dict[str, str] = {}
        own: dict[str, tuple[str | None, int]] = {}
        for style in styles.iter(qn("w:style")):
            name = _get(style, "w:styleId")
            parent = style.find(qn("w:basedOn"))
            properties = style.find(qn("w:pPr"))
            own[name] = _number_of(properties) if properties is not None else (None, 0)
            if parent is not None:
                based[name] = _get(parent, "w:val")
        for name in own:
            self._styles[name] = _inherited(name, own, based)


def _inherited(
    name: str, own: dict[str, tuple[str | None, int]], based: dict[str, str]
) -> tuple[str | None, int]:
    for _ in range(_MAX_STYLE_DEPTH):
        number, level = own.get(name, (None, 0))
        if number is not None or name not in based:
            return number, level
        name = based[name]
    return None, 0


def _number_of(properties: _Element) -> tuple[str | None, int]:
    found = properties.find(qn("w:numPr"))
    if found is None:
        return None, 0
    number, level = found.find(qn("w:numId")), found.find(qn("w:ilvl"))
    return (
        _get(number, "w:val") if number is not None else None,
        _integer(_get(level, "w:val")) if level is not None else 0,
    )


def _levels(abstract: _Element) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for found in abstract.iter(qn("w:lvl")):
        level = _Level()
        shape, pattern = found.find(qn("w:numFmt")), found.find(qn("w:lvlText"))
        start = found.find(qn("w:start"))
        level.shape = _get(shape, "w:val") if shape is not None else "decimal"
        level.pattern = _get(pattern, "w:val") if pattern is not None else ""
        level.start = _integer(_get(start, "w:val"), 1) if start is not None else 1
        levels[_integer(_get(found, "w:ilvl"))] = level
    return levels


def _get(element: _Element, name: str) -> str:
    return str(element.get(qn(name)) or "")


def _integer(text: str, otherwise: int = 0) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else otherwise


def _written(number: int, shape: str) -> str:
    if shape in ("upperRoman", "lowerRoman"):
        roman = _roman(number)
        return roman if shape == "upperRoman" else roman.lower()
    if shape in ("upperLetter", "lowerLetter"):
        letter = chr(ord("A") + (number - 1) % 26)
        return letter if shape == "upperLetter" else letter.lower()
    return f"{number:02d}" if shape == "decimalZero" else str(number)


def _roman(number: int) -> str:
    if not 0 < number < 40:
        return str(number)
    written = ""
    for value, letters in _ROMAN:
        written += letters * (number // value)
        number %= value
    return written
