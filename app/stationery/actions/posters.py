"""Writing posters and the library of slogans."""

from typing import Any

from sqlalchemy import select

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib.errors import Conflict
from app.stationery.models import Poster, Slogan
from app.stationery.policies.posters import check_page
from app.stationery.policies.versions import check_fresh
from app.stationery.queries import posters as queries
from app.stationery.terms.posters import USUAL_SLOGANS
from tenants import context
from tenants.db import db

LABELS = {
    "title": "Tên",
    "kind": "Loại",
    "width": "Rộng",
    "height": "Cao",
    "scale": "Tỉ lệ",
    "palette": "Màu",
}
SLOGAN_LABELS = {"text": "Khẩu hiệu", "occasion": "Dịp dùng"}
THERE = "Khẩu hiệu này đã có trong thư viện."


def composed(*, facts: dict[str, Any]) -> Poster:
    """A poster kept nowhere, to be looked at. Raises Invalid for a page that no file holds."""
    check_page(facts)
    return Poster(tenant_id=context.acting().tenant_id, **facts)


def draft(*, facts: dict[str, Any], by: Person) -> Poster:
    """Enter a poster. Raises Invalid for a page that no file holds."""
    poster = composed(facts=facts)
    db.session.add(poster)
    audit.record("poster.drafted", poster, by=by, title=poster.title)
    return poster


def change(*, poster_id: int, version: int, facts: dict[str, Any], by: Person) -> Poster:
    """Change its words, size or colours. Raises Stale, Invalid."""
    poster = queries.poster(poster_id)
    check_fresh(poster, version, facts, LABELS)
    check_page(facts)
    for name, value in facts.items():
        setattr(poster, name, value)
    audit.record("poster.changed", poster, by=by, title=poster.title)
    return poster


def discard(*, poster_id: int, by: Person) -> None:
    """Strike a poster out; files drawn of it stay."""
    poster = queries.poster(poster_id)
    audit.record("poster.discarded", poster, by=by, title=poster.title)
    db.session.delete(poster)


def add_slogan(*, text: str, occasion: str, by: Person) -> Slogan:
    """Put a slogan into the library. Raises Conflict for one that is there."""
    _check_new(text)
    slogan = Slogan(tenant_id=context.acting().tenant_id, text=text, occasion=occasion)
    db.session.add(slogan)
    audit.record("slogan.added", slogan, by=by, text=text)
    return slogan


def add_usual(*, by: Person) -> int:
    """Put the usual slogans into the library, those that are missing; how many."""
    there = {one.text for one in queries.slogans()}
    missing = [(text, occasion) for text, occasion in USUAL_SLOGANS if text not in there]
    for text, occasion in missing:
        db.session.add(Slogan(tenant_id=context.acting().tenant_id, text=text, occasion=occasion))
    if missing:
        audit.record("slogan.usual_added", by=by, count=len(missing))
    return len(missing)


def change_slogan(*, slogan_id: int, version: int, text: str, occasion: str, by: Person) -> Slogan:
    """Rewrite a slogan. Raises Stale; Conflict for words that are there already."""
    slogan = queries.slogan(slogan_id)
    check_fresh(slogan, version, {"text": text, "occasion": occasion}, SLOGAN_LABELS)
    if text != slogan.text:
        _check_new(text)
    slogan.text, slogan.occasion = text, occasion
    audit.record("slogan.changed", slogan, by=by, text=text)
    return slogan


def remove_slogan(*, slogan_id: int, by: Person) -> None:
    """Take a slogan out of the library."""
    slogan = queries.slogan(slogan_id)
    audit.record("slogan.removed", slogan, by=by, text=slogan.text)
    db.session.delete(slogan)


def _check_new(text: str) -> None:
    there = select(Slogan.id).where(
        Slogan.tenant_id == context.acting().tenant_id, Slogan.text == text
    )
    if db.session.scalar(there) is not None:
        raise Conflict(THERE)
