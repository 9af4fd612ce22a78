"""Plain text files: their encodings, and tables kept as tabs or as pipes."""

import re

from app.intake.queries.sources import legacy, markup
from app.intake.queries.sources.columns import read_header
from app.intake.queries.sources.files import MAX_LINES, refuse, too_long
from app.intake.queries.sources.lines import Cell, Line, Lines, Source
from app.intake.queries.when import band_quarter

MAX_CHARACTERS = 2_000_000
_NEWLINE = re.compile(r"\r\n|\r|\n")
_RULE_CELL = re.compile(r":?-{2,}:?")
_ORDINAL = re.compile(r"(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVX]{1,6}|[A-H])[.)]?")
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SECTION = re.compile(r"\s*(?:[IVX]{1,5}|[A-H])\s*[./)-]\s*\S")
_LOOK_AHEAD = 3
_FEW_BROKEN = 50


def read(data: bytes) -> Source:
    """The lines of a text file. Raises Invalid for what is not text, or far too much of it."""
    text, encoding = legacy.converted(_decoded(data))
    if len(text) > MAX_CHARACTERS or len(_NEWLINE.findall(text)) > MAX_LINES:
        raise too_long()
    return Source(_TextReader(text).lines(), encoding)


def _decoded(data: bytes) -> str:
    text = _utf16(data)
    if text is None:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = _damaged(data) or _single_byte(data)
    return _checked(text)


def _checked(text: str) -> str:
    if len(_NOT_TEXT.findall(text[:100_000])) > len(text) // 500:
        raise refuse("Tệp không phải là văn bản; xin kiểm tra lại tệp.")
    return text


def _damaged(data: bytes) -> str | None:
    """UTF-8 with a few broken bytes, which become "\ufffd"; None if it is no UTF-8 at all."""
    text = data.decode("utf-8-sig", errors="replace")
    few = text.count("\ufffd") * _FEW_BROKEN < len(text)
    return text if few and legacy.looks_vietnamese(text) else None


def _utf16(data: bytes) -> str | None:
    head = data[:2000]
    encoding = None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif head[1::2].count(0) > len(head) // 5 and not head[::2].count(0):
        encoding = "utf-16-le"
    elif head[::2].count(0) > len(head) // 5 and not head[1::2].count(0):
        encoding = "utf-16-be"
    if encoding is None:
        return None
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise refuse("Tệp văn bản bị hỏng, không đọc được bảng mã.") from error


def _single_byte(data: bytes) -> str:
    """Windows-1258, TCVN3 or VNI, told apart by the Vietnamese words that come out."""
    windows = markup.normal(data.decode("cp1258", errors="replace"))
    if legacy.looks_vietnamese(windows):
        return windows
    latin = _checked(data.decode("latin-1"))
    if legacy.converted(latin)[1] is None:
        raise refuse(
            "Không nhận ra bảng mã của tệp văn bản; xin lưu lại bằng bảng mã Unicode (UTF-8)."
        )
    return latin


class _TextReader:
    """Walks through the lines and gathers the rows of tables."""

    def __init__(self, text: str) -> None:
        self._raw = [markup.normal(line) for line in _NEWLINE.split(text)]
        self._lines = Lines()
        self._width = 0
        self._table = 0
        self._filled = 0

    def lines(self) -> tuple[Line, ...]:
        for place, raw in enumerate(self._raw):
            self._take(place, raw)
        return self._lines.freeze()

    def _take(self, place: int, raw: str) -> None:
        if not raw.strip():
            self._lines.skip()
            return
        cells = _cells(raw)
        if cells is not None and self._is_row(cells):
            self._add_row(cells)
        elif self._width and _band(raw):
            self._lines.add_row(self._table, _padded([raw.strip()], self._width))
        elif self._width and self._continues(place, raw):
            self._lines.append_to_row(raw.strip())
        else:
            self._width = self._filled = 0
            self._lines.add(_spaced(raw))

    def _is_row(self, cells: list[str]) -> bool:
        if read_header(cells):
            self._width = len(cells)
            self._filled = 0
            self._table = self._lines.new_table()
            return True
        return bool(self._width) and len(cells) > 1

    def _add_row(self, cells: list[str]) -> None:
        if all(_RULE_CELL.fullmatch(cell) for cell in cells if cell):
            self._lines.skip()
            return
        if self._completes(cells):
            whole = [cell.text for cell in self._lines.last_row[: self._filled]]
            whole[-1] = f"{whole[-1]}\n{cells[0]}".strip()
            whole += cells[1:]
            self._lines.rewrite_row(_padded(whole, self._width))
            self._filled = len(whole)
            return
        self._lines.add_row(self._table, _padded(cells, self._width))
        self._filled = len(cells)

    def _completes(self, cells: list[str]) -> bool:
        """Whether these cells are the rest of a row that broke off inside one of its cells."""
        short = 0 < self._filled < self._width
        fits = self._filled + len(cells) - 1 <= self._width
        return short and fits and bool(cells[0]) and not _ORDINAL.fullmatch(cells[0])

    def _continues(self, place: int, raw: str) -> bool:
        """Whether a line without tabs stands inside a table: further rows follow soon."""
        if _SECTION.match(raw):
            return False
        following = [line for line in self._raw[place + 1 : place + 12] if line.strip()]
        return any(
            (cells := _cells(line)) is not None and len(cells) == self._width
            for line in following[:_LOOK_AHEAD]
        )


def _cells(raw: str) -> list[str] | None:
    if "\t" in raw:
        return [cell.strip() for cell in raw.split("\t")]
    stripped = raw.strip()
    if stripped.startswith("|") and stripped.endswith("|") and stripped.count("|") > 2:
        return [cell.strip() for cell in stripped[1:-1].split("|")]
    return None


def _band(raw: str) -> bool:
    return band_quarter(raw) is not None


def _padded(cells: list[str], width: int) -> tuple[Cell, ...]:
    if len(cells) > width:
        cells = [*cells[: width - 1], " ".join(cells[width - 1 :]).strip()]
    return tuple(Cell(cell) for cell in cells + [""] * (width - len(cells)))


def _spaced(raw: str) -> str:
    """The line with its tabs as wide gaps, its own width kept for telling columns apart."""
    return raw.replace("\t", "    ").rstrip()
