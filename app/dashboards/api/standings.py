"""Results over all clusters: places, summaries, movement, criteria by cluster."""

from typing import Any

from app.access import Permission, requires
from app.dashboards.api.blueprint import resources
from app.dashboards.queries.standings import heat, movement, summaries, years
from app.dashboards.queries.standings.places import Narrowed, Year
from app.dashboards.schemas import standings as schemas
from app.dashboards.terms import Level
from app.lib.pages import offset
from app.scoring.queries import criteria


def _year(owner_id: int | None, year: int | None) -> tuple[Year | None, dict[str, Any]]:
    """The results asked for, and what says whose they are."""
    manager = years.chosen(years.managers(), owner_id)
    if manager is None:
        return None, {"owner_id": None, "year": year, "years": []}
    wanted = year if year is not None else next(iter(manager.years), None)
    head = {"owner_id": manager.tenant.id, "year": wanted, "years": manager.years}
    if wanted is None or wanted not in manager.years:
        return None, head
    return years.of_year(manager.tenant, wanted), head


@resources.get("/standings-overview")
@requires(Permission.STANDING_VIEW)
@resources.arguments(schemas.SummaryQuery, location="query", as_kwargs=True)
@resources.response(200, schemas.SummaryOut)
@resources.doc(summary="Kết quả thi đua một năm của mọi cụm, khối: phân bố, xếp loại, độ phân tán")
def standings_overview(
    owner_id: int | None, year: int | None, level: Level, **narrowed: Any
) -> dict[str, Any]:
    """The results summed up by cluster, kind of unit, or district of old."""
    found, head = _year(owner_id, year)
    if found is None:
        return {**head, "whole": None, "groups": [], "distributions": []}
    kept = found.kept(Narrowed(**narrowed))
    return {
        **head,
        "whole": summaries.whole(found, kept),
        "groups": summaries.by_level(found, kept, level),
        "distributions": [
            {"measure": one, "classes": summaries.distribution(kept, one)} for one in found.measures
        ],
    }


@resources.get("/standings-overview/places")
@requires(Permission.STANDING_VIEW)
@resources.arguments(schemas.PlacesQuery, location="query", as_kwargs=True)
@resources.response(200, schemas.PlacesOut)
@resources.doc(summary="Xếp hạng theo % điểm chuẩn trong toàn bộ các cụm, khối")
def standings_places(
    owner_id: int | None, year: int | None, page: int, page_size: int, **narrowed: Any
) -> dict[str, Any]:
    """The members over all clusters, best percentage first."""
    found, head = _year(owner_id, year)
    kept = [] if found is None else found.kept(Narrowed(**narrowed))
    start = offset(page, page_size)
    return {**head, "total": len(kept), "page": page, "items": kept[start : start + page_size]}


@resources.get("/standings-overview/movement")
@requires(Permission.STANDING_VIEW)
@resources.arguments(schemas.YearQuery, location="query", as_kwargs=True)
@resources.response(200, schemas.MovementOut)
@resources.doc(summary="Thay đổi so với năm trước, quy đổi qua sáp nhập")
def standings_movement(owner_id: int | None, year: int | None) -> dict[str, Any]:
    """How members moved since the year before."""
    found, head = _year(owner_id, year)
    if found is None:
        return {**head, "before": None, "mean_change": None, "items": []}
    moved = movement.since(found)
    return {
        **head,
        "before": moved.before,
        "mean_change": moved.mean_change,
        "items": moved.moves,
    }


@resources.get("/standings-overview/heat-map")
@requires(Permission.STANDING_VIEW)
@resources.arguments(schemas.HeatQuery, location="query", as_kwargs=True)
@resources.response(200, schemas.HeatOut)
@resources.doc(summary="Tiêu chí × cụm: bình quân % điểm tối đa (chỉ đơn vị quản lý cụm, khối)")
def standings_heat(criteria_set_id: int) -> Any:
    """Criteria by clusters, for who manages these."""
    return heat.of_set(criteria_set_id)


@resources.get("/standings-overview/criteria/<int:criterion_id>")
@requires(Permission.STANDING_VIEW)
@resources.arguments(schemas.MembersQuery, location="query", as_kwargs=True)
@resources.response(200, schemas.MembersOut)
@resources.doc(summary="Điểm của từng đơn vị ở một tiêu chí (chỉ đơn vị quản lý cụm, khối)")
def standings_criterion(
    cluster_id: int | None, page: int, page_size: int, criterion_id: int
) -> Any:
    """One criterion: every member's points, most first."""
    criterion = criteria.criterion(criterion_id)
    return heat.members(criterion, cluster_id=cluster_id, page=page, size=page_size)
