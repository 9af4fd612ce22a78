"""Backdrops and slogans: lines fitted to a ground, each as large as its rank allows."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from app.stationery.drawing import faces
from app.stationery.drawing.fitting import COMPOUNDS, spread
from app.stationery.drawing.marks import POINT, Line, Page, rectangle
from app.stationery.terms.posters import LineRole, Palette

SIDE = 0.05
"""Room kept free at each side, as a share of the width."""
ENDS = 0.09
"""Room kept free above and below, as a share of the height."""
LEADING = 1.28
MOST_LINES, MOST_LINES_UPRIGHT = 4, 12
"""Into how many lines of letters one line of its author may break."""

_PLACE = re.compile(
    r"(?:tỉnh|thành phố|xã|phường|đặc khu)[ \t]+(\S+[ \t]+\S+)[ \t]*(?:$|lần thứ|năm)", re.MULTILINE
)
_BLANKS = ("…", "...")


@dataclass(frozen=True, slots=True)
class Look:
    """How a line of this rank is set: its size beside the others, its face, capitals."""

    weight: float
    face: str
    capitals: bool
    gap: float


LOOKS = {
    LineRole.ORGAN: Look(1.0, faces.POSTER, True, 0.0),
    LineRole.EVENT: Look(1.5, faces.POSTER, True, 0.55),
    LineRole.TITLE: Look(1.9, faces.POSTER, True, 0.25),
    LineRole.SUBTITLE: Look(1.15, faces.POSTER, True, 0.25),
    LineRole.SLOGAN: Look(1.25, faces.POSTER, True, 0.45),
    LineRole.PLACE_DATE: Look(0.8, faces.POSTER_ITALIC, False, 0.6),
}


@dataclass(frozen=True, slots=True)
class PosterLine:
    """One line as its author wrote it."""

    role: LineRole
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A poster: its true size in millimetres, the scale of its file, its colours and lines."""

    width: float
    height: float
    scale: int
    palette: Palette
    lines: tuple[PosterLine, ...]


@dataclass(frozen=True, slots=True)
class _Block:
    """A line of the author broken into lines of letters at one size."""

    look: Look
    size: float
    lines: tuple[str, ...]


def page(layout: Layout) -> Page:
    """The poster at its scale, in true proportions."""
    width, height = layout.width / layout.scale, layout.height / layout.scale
    blocks = _fitted([line for line in layout.lines if _is_filled(line)], width, height)
    y = (height - _depth(blocks)) / 2
    marks: list[Line] = []
    for number, block in enumerate(blocks):
        y += block.look.gap * block.size * POINT if number else 0
        for line in block.lines:
            foot = y + block.size * faces.MARKED_HEIGHT * POINT
            left = (width - faces.width(line, block.look.face, block.size)) / 2
            marks.append(Line(left, foot, line, block.look.face, block.size, layout.palette.ink))
            y += block.size * LEADING * POINT
    ground = rectangle(0, 0, width, height, fill=layout.palette.ground)
    return Page(width, height, (ground, *marks))


def _is_filled(line: PosterLine) -> bool:
    """A day that nobody filled in ("ngày … tháng …") is not hung on a wall."""
    return line.role is not LineRole.PLACE_DATE or not any(one in line.text for one in _BLANKS)


def together(lines: Sequence[PosterLine]) -> frozenset[str]:
    """What no line ends within: common compounds, and the places that the lines name."""
    said = "\n".join(line.text.lower() for line in lines)
    places = {" ".join(place.split()) for place in _PLACE.findall(said)}
    named = {
        line.text.partition(",")[0].strip().lower()
        for line in lines
        if line.role is LineRole.PLACE_DATE and "," in line.text
    }
    return COMPOUNDS | {name for name in places | named if 1 < len(name.split()) <= 3}


def _fitted(lines: Sequence[PosterLine], width: float, height: float) -> list[_Block]:
    """The blocks at the largest common measure at which all stand inside the margins."""
    room, depth = width * (1 - 2 * SIDE), height * (1 - 2 * ENDS)
    low, high = 0.5, height / POINT
    most = MOST_LINES if width >= height else MOST_LINES_UPRIGHT
    kept = together(lines)
    best = _blocks(lines, low, room, most, kept)
    while high - low > max(low * 0.004, 0.05):
        middle = (low + high) / 2
        tried = _blocks(lines, middle, room, most, kept)
        if tried is not None and _depth(tried) <= depth:
            low, best = middle, tried
        else:
            high = middle
    return best or []


def _blocks(
    lines: Sequence[PosterLine], unit: float, room: float, most: int, kept: Collection[str]
) -> list[_Block] | None:
    """Every line at `unit` times its weight; None where a word is wider than the room."""
    blocks = []
    for line in lines:
        look = LOOKS[line.role]
        text = faces.clean(faces.capitals(line.text) if look.capitals else line.text, look.face)
        size = unit * look.weight
        broken = spread(text, look.face, size, room, kept)
        if broken is None or len(broken) > most * (text.count("\n") + 1):
            return None
        if broken:
            blocks.append(_Block(look, size, broken))
    return blocks


def _depth(blocks: Sequence[_Block]) -> float:
    """From the top of the first line to the foot of the last."""
    if not blocks:
        return 0
    gaps = sum(block.look.gap * block.size for block in blocks[1:])
    lines = sum(len(block.lines) * block.size * LEADING for block in blocks)
    slack = blocks[-1].size * (LEADING - faces.MARKED_HEIGHT - faces.DEPTH)
    return (gaps + lines - slack) * POINT
