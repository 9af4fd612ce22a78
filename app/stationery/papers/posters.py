"""Backdrops and slogans as drawings."""

from typing import Any

from app.documents import pictures
from app.lib import clock
from app.stationery.drawing import pdf, posters
from app.stationery.models import Poster, Slogan
from app.stationery.terms.posters import LineRole, Palette, PosterKind
from tenants.models import Tenant


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


def picture(poster: Poster) -> bytes:
    """The very file as a picture for the screen (PNG), in its own letters."""
    return pictures.in_colour(file(poster))


def file(poster: Poster) -> bytes:
    """The poster for the printing house: one page at its scale, letters as outlines of a face."""
    size = f"{_metres(float(poster.width))} × {_metres(float(poster.height))} m"
    title = f"{poster.title} ({size}, tỉ lệ 1:{poster.scale})"
    return pdf.draw([posters.page(layout(poster))], title=title)


def _metres(millimetres: float) -> str:
    return f"{millimetres / 1000:g}".replace(".", ",")


def usual_backdrop(tenant: Tenant) -> dict[str, Any]:
    """A backdrop to begin with: organ, event, title, place and day."""
    organ = f"Ủy ban nhân dân {tenant.name_in_text}" if tenant.kind.has_committee else tenant.name
    lines = (
        (LineRole.ORGAN, organ),
        (LineRole.EVENT, "Hội nghị"),
        (LineRole.TITLE, ""),
        (LineRole.SUBTITLE, ""),
        (LineRole.PLACE_DATE, f"{tenant.short_name}, ngày … tháng … năm {clock.today().year}"),
    )
    return {
        "title": "",
        "kind": PosterKind.BACKDROP.value,
        "width": 6000,
        "height": 3000,
        "scale": 10,
        "palette": Palette.RED_YELLOW.value,
        "lines": [{"role": role.value, "text": text} for role, text in lines],
    }


def usual_slogan(slogan: Slogan) -> dict[str, Any]:
    """A banner with a slogan of the library."""
    return {
        "title": slogan.text[:200],
        "kind": PosterKind.SLOGAN.value,
        "width": 5000,
        "height": 700,
        "scale": 5,
        "palette": Palette.RED_YELLOW.value,
        "lines": [{"role": LineRole.SLOGAN.value, "text": slogan.text}],
    }
