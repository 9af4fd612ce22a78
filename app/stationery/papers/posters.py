"""Backdrops and slogans as drawings."""

from app.stationery.drawing import pdf, posters, svg
from app.stationery.models import Poster
from app.stationery.terms.posters import LineRole


def layout(poster: Poster) -> posters.Layout:
    """A poster as it is drawn."""
    return posters.Layout(
        width=float(poster.width),
        height=float(poster.height),
        scale=poster.scale,
        palette=poster.palette,
        lines=tuple(
            posters.PosterLine(LineRole(line["role"]), line["text"]) for line in poster.lines
        ),
    )


def picture(poster: Poster) -> str:
    """The poster for the screen (SVG)."""
    return svg.draw(posters.page(layout(poster)), title=poster.title)


def file(poster: Poster) -> bytes:
    """The poster for the printing house: one page at its scale, letters as outlines of a face."""
    size = f"{_metres(float(poster.width))} × {_metres(float(poster.height))} m"
    title = f"{poster.title} ({size}, tỉ lệ 1:{poster.scale})"
    return pdf.draw([posters.page(layout(poster))], title=title)


def _metres(millimetres: float) -> str:
    return f"{millimetres / 1000:g}".replace(".", ",")
