"""Reading posters and the library of slogans."""

from collections.abc import Sequence

from sqlalchemy import func, select

from app.lib.errors import NotFound
from app.lib.pages import SIZE, Page
from app.stationery.models import Poster, Slogan
from tenants import context
from tenants.db import db


def posters(page: int = 1, size: int = SIZE) -> Page[Poster]:
    """The tenant's backdrops and slogans, newest first."""
    mine = Poster.tenant_id == context.acting().tenant_id
    total = db.session.scalar(select(func.count()).select_from(Poster).where(mine)) or 0
    found = db.session.scalars(
        select(Poster).where(mine).order_by(Poster.id.desc()).offset((page - 1) * size).limit(size)
    ).all()
    return Page(found, page, size, total)


def poster(poster_id: int) -> Poster:
    """One poster. Raises NotFound."""
    found = db.session.get(Poster, poster_id)
    if found is None:
        raise NotFound("Không tìm thấy ma két, khẩu hiệu này.")
    return found


def slogans() -> Sequence[Slogan]:
    """The library, by occasion."""
    return db.session.scalars(
        select(Slogan)
        .where(Slogan.tenant_id == context.acting().tenant_id)
        .order_by(Slogan.occasion, Slogan.id)
    ).all()


def slogan(slogan_id: int) -> Slogan:
    """One slogan of the library. Raises NotFound."""
    found = db.session.get(Slogan, slogan_id)
    if found is None:
        raise NotFound("Không tìm thấy khẩu hiệu này.")
    return found
