"""JSON resources: what waits for the reader, and search."""

from typing import Any

from flask_login import current_user

from app.access import Permission, requires, signed_in
from app.dashboards.api.blueprint import resources
from app.dashboards.queries import home as homes
from app.dashboards.queries import search as searches
from app.dashboards.queries import sendings as came
from app.dashboards.schemas.home import (
    HomeSchema,
    SearchQuery,
    SearchSchema,
    SendingQuery,
    SendingsSchema,
)
from app.dashboards.terms import SendingGroup


@resources.get("/home")
@signed_in
@resources.response(200, HomeSchema)
@resources.doc(summary="Việc đang chờ và việc quá hạn của người gọi")
def home() -> Any:
    """What is late and what waits for the caller, as on the home page."""
    return homes.home(current_user)


@resources.get("/search")
@signed_in
@resources.arguments(SearchQuery, location="query")
@resources.response(200, SearchSchema)
@resources.doc(summary="Tìm kế hoạch, nhiệm vụ, đơn vị, người trong đơn vị")
def search(query: dict[str, Any]) -> Any:
    """What the caller may find, group by group; diacritics do not count."""
    typed = query.pop("q")
    found = searches.search(typed, reader=current_user, **query)
    return {"q": typed, "page": query["page"], "groups": found}


@resources.get("/plan-sendings")
@requires(Permission.PLAN_VIEW)
@resources.arguments(SendingQuery, location="query", as_kwargs=True)
@resources.response(200, SendingsSchema)
@resources.doc(summary="Tình hình cấp dưới gửi kế hoạch: phải gửi, đã gửi, đúng hạn, chấp nhận")
def sendings(by: SendingGroup, **narrowed: Any) -> Any:
    """How the subordinates' plans come up; without a year, over all years."""
    return {"total": came.total(**narrowed), "items": came.by(by, **narrowed)}
