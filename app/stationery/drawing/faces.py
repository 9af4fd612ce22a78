"""The faces: Liberation Serif as on papers, and Liberation Sans in bold for what is hung."""

import unicodedata
from functools import cache, lru_cache
from importlib import resources

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from app.documents.pdf import fonts
from app.documents.wording import printable
from app.stationery.drawing.marks import POINT

REGULAR = fonts.REGULAR
BOLD = fonts.BOLD
ITALIC = fonts.ITALIC
BOLD_ITALIC = fonts.BOLD_ITALIC
POSTER = "PosterSans-Bold"
POSTER_ITALIC = "PosterSans-BoldItalic"

_FILES = {POSTER: "LiberationSans-Bold.ttf", POSTER_ITALIC: "LiberationSans-BoldItalic.ttf"}
MARKED_HEIGHT = 0.96
"""How high capitals with a mark upon them reach, in sizes."""
DEPTH = 0.24
"""How far letters reach below their foot: g, y, Ậ."""


def _register() -> None:
    for name, file in _FILES.items():
        with resources.as_file(resources.files("indico_fonts") / file) as path:
            pdfmetrics.registerFont(TTFont(name, str(path)))


_register()


def face_of(*, bold: bool, italic: bool) -> str:
    """The serif face in this weight and slope."""
    return {(False, False): REGULAR, (True, False): BOLD, (False, True): ITALIC}.get(
        (bold, italic), BOLD_ITALIC
    )


def width(text: str, face: str, size: float) -> float:
    """How wide a line of letters is, in millimetres."""
    return _measured(text, face) * size * POINT


@lru_cache(maxsize=20_000)
def _measured(text: str, face: str) -> float:
    """The width in sizes: texts are tried in many sizes, and their words come again and again."""
    return float(pdfmetrics.stringWidth(text, face, 1))


@cache
def _letters(face: str) -> frozenset[int]:
    return frozenset(pdfmetrics.getFont(face).face.charToGlyph)


def clean(text: str, face: str = REGULAR) -> str:
    """Composed letters that the face has; what it has not (emoji) is left out, not printed as a
    box. Line breaks stay."""
    letters = _letters(face)
    kept = "".join(char for char in printable(text) if char == "\n" or ord(char) in letters)
    return "\n".join(" ".join(line.split()) for line in kept.split("\n")).strip("\n")


def capitals(text: str) -> str:
    """Vietnamese capitals: ủ → Ủ, ỹ → Ỹ, đ → Đ, whichever way the marks were typed."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).upper())
