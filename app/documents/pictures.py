"""Pages of a drawn paper as pictures, for who looks at it on the screen."""

from dataclasses import dataclass
from io import BytesIO
from threading import Lock

import pypdfium2
from PIL.Image import Image

from app.lib.errors import NotFound

WIDTH = 900
"""Of a page in picture points: sharp on a screen, some 40 KB."""
HEIGHT = 1300
"""Of a page that is more slender than A4."""
_GREYS, _COLOURS = 16, 48
_one_at_a_time = Lock()
"""PDFium keeps state of its own and may not be entered by two threads at once."""


@dataclass(frozen=True)
class Picture:
    """One page as PNG, and of how many."""

    png: bytes
    page: int
    pages: int


def count(content: bytes) -> int:
    """How many pages a PDF has."""
    with _one_at_a_time:
        document = pypdfium2.PdfDocument(content)
        try:
            return len(document)
        finally:
            document.close()


def of_page(content: bytes, page: int = 1) -> Picture:
    """A page of a PDF, counted from 1. Raises NotFound for a page that it has not."""
    image, pages = _rendered(content, page, is_grey=True)
    return Picture(_png(image, _GREYS), page, pages)


def in_colour(content: bytes) -> bytes:
    """The first page of a PDF in its colours, as PNG."""
    image, _ = _rendered(content, 1, is_grey=False)
    return _png(image, _COLOURS)


def _rendered(content: bytes, page: int, *, is_grey: bool) -> tuple[Image, int]:
    """A page inside of `WIDTH` × `HEIGHT`, and of how many."""
    with _one_at_a_time:
        document = pypdfium2.PdfDocument(content)
        try:
            pages = len(document)
            if not 1 <= page <= pages:
                raise NotFound(f"Văn bản chỉ có {pages} trang.")
            sheet = document[page - 1]
            scale = min(WIDTH / sheet.get_width(), HEIGHT / sheet.get_height())
            return sheet.render(scale=scale, grayscale=is_grey).to_pil(), pages
        finally:
            document.close()


def _png(image: Image, colours: int) -> bytes:
    file = BytesIO()
    image.quantize(colours).save(file, "PNG", optimize=True)
    return file.getvalue()
