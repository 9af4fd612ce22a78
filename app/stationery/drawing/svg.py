"""A page as SVG for the screen: the same marks at the same places."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, tostring

from app.stationery.drawing import faces
from app.stationery.drawing.marks import POINT, Disc, Line, Mark, Page, Rule, Shape

_NAMESPACE = "http://www.w3.org/2000/svg"


def draw(page: Page, *, title: str) -> str:
    """The page as one SVG file; lines of letters keep their width whatever face the screen has."""
    root = Element(
        "svg",
        {
            "xmlns": _NAMESPACE,
            "viewBox": f"0 0 {_n(page.width)} {_n(page.height)}",
            "width": f"{_n(page.width)}mm",
            "height": f"{_n(page.height)}mm",
        },
    )
    SubElement(root, "title").text = title
    SubElement(root, "rect", {"width": "100%", "height": "100%", "fill": "#FFFFFF"})
    for mark in (*page.ground, *page.marks):
        name, attributes, text = _element(mark)
        SubElement(root, name, dict(attributes)).text = text
    return tostring(root, encoding="unicode")


def _element(mark: Mark) -> tuple[str, Iterator[tuple[str, str]], str | None]:
    if isinstance(mark, Line):
        return "text", _line(mark), mark.text
    if isinstance(mark, Rule):
        return "line", _rule(mark), None
    if isinstance(mark, Disc):
        return "circle", _disc(mark), None
    return "polygon", _shape(mark), None


def _line(line: Line) -> Iterator[tuple[str, str]]:
    family, weight, style = faces.css(line.face)
    yield from (("x", _n(line.x)), ("y", _n(line.y)), ("fill", line.colour))
    yield "font-size", _n(line.size * POINT)
    yield from (("font-family", family), ("font-weight", weight), ("font-style", style))
    yield "textLength", _n(faces.width(line.text, line.face, line.size))
    yield "lengthAdjust", "spacingAndGlyphs"


def _rule(rule: Rule) -> Iterator[tuple[str, str]]:
    yield from (("x1", _n(rule.x1)), ("y1", _n(rule.y1)), ("x2", _n(rule.x2)), ("y2", _n(rule.y2)))
    yield from (("stroke", rule.colour), ("stroke-width", _n(rule.thickness)))
    if rule.dash:
        yield "stroke-dasharray", _n(rule.dash)


def _disc(disc: Disc) -> Iterator[tuple[str, str]]:
    yield from (("cx", _n(disc.x)), ("cy", _n(disc.y)), ("r", _n(disc.radius)))
    yield "fill", disc.fill


def _shape(shape: Shape) -> Iterator[tuple[str, str]]:
    yield "points", " ".join(f"{_n(x)},{_n(y)}" for x, y in shape.points)
    yield "fill", shape.fill or "none"
    if shape.stroke:
        yield from (("stroke", shape.stroke), ("stroke-width", _n(shape.thickness)))


def _n(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")
