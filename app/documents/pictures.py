"""Pages of a drawn paper as pictures, for who looks at it on the screen."""

from dataclasses import dataclass
from io import BytesIO
from threading import Lock

import pypdfium2

from app.lib.errors import NotFound

WIDTH = 900
"""Of a page in picture points: sharp on a screen, some 40 KB."""
_GREYS = 16
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
    with _one_at_a_time:
        document = pypdfium2.PdfDocument(content)
        try:
            pages = len(document)
            if not 1 <= page <= pages:
                raise NotFound(f"Văn bản chỉ có {pages} trang.")
            sheet = document[page - 1]
            image = sheet.render(scale=WIDTH / sheet.get_width(), grayscale=True).to_pil()
        finally:
            document.close()
    file = BytesIO()
    image.quantize(_GREYS).save(file, "PNG", optimize=True)
    return Picture(file.getvalue(), page, pages)
