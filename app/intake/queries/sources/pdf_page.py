"""Pages of a PDF opened one by one, and abandoned when they hold more than any page can."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTContainer, LTItem, LTPage
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdfpage import PDFPage
from pdfplumber import PDF
from pdfplumber.page import Page

from app.intake.queries.sources.files import refuse

MAX_PAGES = 200
MAX_DRAWN_PER_PAGE = 100_000


class _Counting(PDFPageAggregator):
    """Lays a page out, and stops at a page that was made to fill the memory."""

    drawn = 0

    def render_char(self, *args: Any, **kwargs: Any) -> float:
        self._count()
        return super().render_char(*args, **kwargs)

    def paint_path(self, *args: Any, **kwargs: Any) -> None:
        self._count()
        super().paint_path(*args, **kwargs)

    def begin_figure(self, *args: Any, **kwargs: Any) -> None:
        self._count()
        super().begin_figure(*args, **kwargs)

    def _count(self) -> None:
        self.drawn += 1
        if self.drawn > MAX_DRAWN_PER_PAGE:
            raise refuse("Tệp PDF có trang quá nhiều chữ, nét vẽ; xin kiểm tra lại tệp.")


class LightPage(Page):
    """A page that describes each letter by the few facts that words are made from.

    pdfplumber's own description has some thirty, colours and all, and takes most of its time.
    """

    @property
    def layout(self) -> LTPage:
        """The page laid out once. Raises Invalid for a page that holds far too much."""
        if not hasattr(self, "_layout"):
            device = _Counting(self.pdf.rsrcmgr, pageno=self.page_number)
            PDFPageInterpreter(self.pdf.rsrcmgr, device).process_page(self.page_obj)
            self._layout: LTPage = device.get_result()
        return self._layout

    def process_object(self, obj: LTItem) -> dict[str, Any]:
        """The facts of one object of the page."""
        if not isinstance(obj, LTChar):
            return super().process_object(obj)
        left, top = self.mediabox[:2]
        above = self.height - obj.y1 + top
        return {
            "object_type": "char",
            "text": obj.get_text(),
            "x0": obj.x0 + left,
            "x1": obj.x1 + left,
            "top": above,
            "bottom": self.height - obj.y0 + top,
            "doctop": self.initial_doctop + above,
            "upright": obj.upright,
            "size": obj.size,
        }


def pages_of(pdf: PDF, make: type[LightPage] = LightPage) -> Iterator[LightPage]:
    """The pages in order, each described by `make`, turned so that its words stand upright.

    Raises Invalid at the first page too many.
    """
    above = 0.0
    for place, found in enumerate(islice(PDFPage.create_pages(pdf.doc), MAX_PAGES + 1)):
        if place == MAX_PAGES:
            raise refuse(f"Tệp PDF dài hơn {MAX_PAGES} trang; xin tách riêng phần kế hoạch.")
        page = make(pdf, found, page_number=place + 1, initial_doctop=above)
        askew = _askew(page)
        if askew:
            turned = (found.rotate + askew) % 360
            found.rotate, found.attrs = turned, {**found.attrs, "Rotate": turned}
            page = make(pdf, found, page_number=place + 1, initial_doctop=above)
        above += page.height
        yield page


def _askew(page: LightPage) -> int:
    """By how many degrees a page must be turned clockwise so that most of its words stand
    upright: scanners and copiers keep sheets as they lay."""
    directions = Counter(map(_turn, _letters(page.layout)))
    turn, letters = directions.most_common(1)[0] if directions else (0, 0)
    return turn if letters * 2 > directions.total() else 0


def _letters(within: Iterable[LTItem]) -> Iterator[LTChar]:
    for item in within:
        if isinstance(item, LTChar):
            yield item
        elif isinstance(item, LTContainer):
            yield from _letters(item)


def _turn(letter: LTChar) -> int:
    along, up = letter.matrix[:2]
    if abs(along) >= abs(up):
        return 0 if along >= 0 else 180
    return 90 if up > 0 else 270
