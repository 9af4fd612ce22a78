"""Where a signature stands on the page (Decree 30/2020/NĐ-CP, annex I, boxes 7c, 8 and 14).

A paper drawn here names the space for the signature itself: the destination `SPACE`, whose
rectangle lies between the signer's capacity and name. In a file that came from elsewhere the
signer's name is looked for on the page; where it is not found, a page and a point are given.
"""

import re
import unicodedata
from dataclasses import dataclass
from io import BytesIO

import pdfplumber
from pdfminer.pdfexceptions import PDFException
from pdfplumber.page import Page
from pyhanko.pdf_utils.generic import DictionaryObject, IndirectObject
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from reportlab.lib.units import mm

from app.documents.pdf.measures import SIGNING_SPACE as SPACE
from app.signatures.pades.stamps import Stamp

_ABOVE_NAME = 16 * mm
"""From the name up to the middle of the space that the decree's form leaves for the signature."""
_MOST_PAGES = 40
"""So many pages from the end are searched for the signer's name."""
_EDGE = 10 * mm
_OVERLAP = 1 / 3
"""The seal covers a third of the signature, on its left."""


@dataclass(frozen=True)
class Place:
    """A point of a page (from 0) in points from its lower left corner: the middle of a stamp."""

    page: int
    x: float
    y: float


@dataclass(frozen=True)
class Box:
    """A rectangle of a page, in points."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


def of_signature(content: bytes, name: str) -> Place | None:
    """The middle of the space for the signature of `name`, or None where it is not found."""
    drawn = _drawn(content)
    return drawn if drawn is not None or not name.strip() else _by_name(content, name)


def at(page: int, left_mm: float, below_mm: float, content: bytes) -> Place:
    """A point that a person chose: page from 1, millimetres from the left and the upper edge.

    Raises ValueError where the file has no such page or point.
    """
    sizes = page_sizes(content)
    if not 1 <= page <= len(sizes):
        raise ValueError("page")
    width, height = sizes[page - 1]
    if not (0 < left_mm * mm < width and 0 < below_mm * mm < height):
        raise ValueError("point")
    return Place(page - 1, left_mm * mm, height - below_mm * mm)


def page_sizes(content: bytes) -> list[tuple[float, float]]:
    """Width and height of each page, in points."""
    with pdfplumber.open(BytesIO(content)) as file:
        return [(float(page.width), float(page.height)) for page in file.pages]


def around(place: Place, stamp: Stamp) -> Box:
    """The box of a signature with its middle at `place`."""
    wide, high = stamp.width * mm, stamp.height * mm
    left, bottom = max(_EDGE, place.x - wide / 2), max(_EDGE, place.y - high / 2)
    return Box(place.page, left, bottom, left + wide, bottom + high)


def beside(signature: Box, stamp: Stamp) -> Box:
    """The box of the seal: it covers the left third of the signature, their middles level."""
    wide, high = stamp.width * mm, stamp.height * mm
    right = signature.left + (signature.right - signature.left) * _OVERLAP
    bottom = (signature.bottom + signature.top - high) / 2
    left = max(_EDGE, right - wide)
    return Box(signature.page, left, bottom, left + wide, bottom + high)


def of_field(content: bytes, prefix: str) -> Box | None:
    """The box of the newest signed field whose name begins with `prefix`, or None."""
    try:
        reader = PdfFileReader(BytesIO(content), strict=False)
        pages = [page.get_object() for page in _pages(reader)]
        boxes = [
            _box_of(number, note.get_object())
            for number, page in enumerate(pages)
            if "/Annots" in page
            for note in page["/Annots"]
            if str(note.get_object().get("/T", "")).startswith(prefix)
        ]
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, PdfError):
        return None
    seen = [box for box in boxes if box.right > box.left and box.top > box.bottom]
    return seen[-1] if seen else None


def _box_of(page: int, field: DictionaryObject) -> Box:
    left, bottom, right, top = (float(side) for side in field["/Rect"])
    return Box(page, left, bottom, right, top)


def top_right(content: bytes, stamp: Stamp) -> Box:
    """Box 14: the upper right corner of page 1, in the margin above the head of the paper."""
    width, height = page_sizes(content)[0]
    right, top = width - 20 * mm, height - 4 * mm
    return Box(0, right - stamp.width * mm, top - stamp.height * mm, right, top)


def _drawn(content: bytes) -> Place | None:
    try:
        reader = PdfFileReader(BytesIO(content), strict=False)
        target = reader.root["/Dests"][f"/{SPACE}"]
        page, _, left, bottom, right, top = (target.raw_get(place) for place in range(6))
        number = [kid.reference for kid in _pages(reader)].index(page.reference)
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, PdfError):
        return None
    return Place(number, (float(left) + float(right)) / 2, (float(bottom) + float(top)) / 2)


def _pages(reader: PdfFileReader) -> list[IndirectObject]:
    count = int(reader.root["/Pages"]["/Count"])
    return [reader.find_page_for_modification(number)[0] for number in range(count)]


def _by_name(content: bytes, name: str) -> Place | None:
    wanted = re.escape(unicodedata.normalize("NFC", " ".join(name.split())))
    pattern = re.compile(wanted.replace(r"\ ", r"\s+"), re.IGNORECASE)
    try:
        with pdfplumber.open(BytesIO(content)) as file:
            for page in reversed(file.pages[-_MOST_PAGES:]):
                found = _on_page(page, pattern)
                if found is not None:
                    return found
    except (PDFException, ValueError, KeyError, TypeError):
        return None
    return None


def _on_page(page: Page, pattern: re.Pattern[str]) -> Place | None:
    """Above the lowest mention in the right half: the name stands at the end of the paper."""
    hits = [hit for hit in page.search(pattern) if hit["x1"] > page.width / 2]
    if not hits:
        return None
    hit = max(hits, key=lambda one: one["top"])
    y = float(page.height) - float(hit["top"]) + _ABOVE_NAME
    return Place(page.page_number - 1, (float(hit["x0"]) + float(hit["x1"])) / 2, y)
