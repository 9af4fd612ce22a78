"""Pages as PDF, in their true size."""

from collections.abc import Callable, Iterable
from io import BytesIO

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from app.stationery.drawing.marks import Disc, Line, Mark, Page, Rule, Shape


def draw(
    pages: Iterable[Page],
    *,
    title: str,
    count: int = 1,
    progress: Callable[[int], None] = lambda _: None,
) -> bytes:
    """The pages in one file. The same pages give the same bytes; `progress` is told percentages
    of `count` pages.

    What pages share is drawn once and shown on each. Pages are taken one by one: a generator is
    never held whole.
    """
    file = BytesIO()
    canvas = Canvas(file, invariant=1, pageCompression=1, lang="vi")
    canvas.setTitle(title)
    canvas.setCreator("Thi Đua")
    grounds: dict[tuple[Mark, ...], str] = {}
    told = -1
    for number, page in enumerate(pages, start=1):
        canvas.setPageSize((page.width * mm, page.height * mm))
        _ground(canvas, page, grounds)
        _marks(canvas, page.marks, page.height)
        canvas.showPage()
        percent = min(number * 100 // count, 100)
        if percent > told:
            told = percent
            progress(percent)
    canvas.save()
    return file.getvalue()


def _ground(canvas: Canvas, page: Page, grounds: dict[tuple[Mark, ...], str]) -> None:
    if not page.ground:
        return
    if page.ground not in grounds:
        name = f"ground{len(grounds) + 1}"
        canvas.beginForm(name, 0, 0, page.width * mm, page.height * mm)
        _marks(canvas, page.ground, page.height)
        canvas.endForm()
        grounds[page.ground] = name
    canvas.doForm(grounds[page.ground])


def _marks(canvas: Canvas, marks: Iterable[Mark], height: float) -> None:
    for mark in marks:
        if isinstance(mark, Line):
            canvas.setFillColor(HexColor(mark.colour))
            canvas.setFont(mark.face, mark.size)
            canvas.drawString(mark.x * mm, (height - mark.y) * mm, mark.text)
        elif isinstance(mark, Rule):
            _rule(canvas, mark, height)
        elif isinstance(mark, Disc):
            canvas.setFillColor(HexColor(mark.fill))
            canvas.circle(mark.x * mm, (height - mark.y) * mm, mark.radius * mm, stroke=0, fill=1)
        else:
            _shape(canvas, mark, height)


def _rule(canvas: Canvas, rule: Rule, height: float) -> None:
    canvas.setStrokeColor(HexColor(rule.colour))
    canvas.setLineWidth(rule.thickness * mm)
    canvas.setDash([rule.dash * mm] if rule.dash else [])
    canvas.line(rule.x1 * mm, (height - rule.y1) * mm, rule.x2 * mm, (height - rule.y2) * mm)
    canvas.setDash([])


def _shape(canvas: Canvas, shape: Shape, height: float) -> None:
    path = canvas.beginPath()
    (x, y), *rest = shape.points
    path.moveTo(x * mm, (height - y) * mm)
    for x, y in rest:
        path.lineTo(x * mm, (height - y) * mm)
    path.close()
    if shape.fill:
        canvas.setFillColor(HexColor(shape.fill))
    if shape.stroke:
        canvas.setStrokeColor(HexColor(shape.stroke))
        canvas.setLineWidth(shape.thickness * mm)
    canvas.drawPath(path, stroke=int(bool(shape.stroke)), fill=int(bool(shape.fill)))
