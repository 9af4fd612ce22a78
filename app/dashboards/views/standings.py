"""Pages: results of a year over all clusters, from the province down to one criterion."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.clusters.terms import ClusterKind
from app.dashboards import jobs
from app.dashboards.queries.standings import heat, movement, summaries, workbook, years
from app.dashboards.queries.standings.places import Narrowed, Year
from app.dashboards.queries.standings.years import Manager
from app.dashboards.terms import Level
from app.dashboards.views.blueprint import pages
from app.lib import workbooks
from app.lib.pages import Page, offset
from app.scoring.queries import criteria
from tenants.models import Tenant, TenantKind

SIZE = 100
Item = TypeVar("Item")


@dataclass(frozen=True)
class Asked:
    """Which results the address asks for; `year` None where there are none at all."""

    managers: list[Manager]
    owner: Tenant | None
    years: Sequence[int]
    year: int | None
    narrowed: Narrowed

    def results(self) -> Year | None:
        """The results of the year."""
        if self.owner is None or self.year is None:
            return None
        return years.of_year(self.owner, self.year)

    @property
    def values(self) -> dict[str, Any]:
        """The address of the same results on another page."""
        found = self.narrowed
        return {
            "owner": self.owner.id if self.owner and len(self.managers) > 1 else None,
            "year": self.year,
            "cluster": found.cluster_id,
            "kind": found.kind.value if found.kind else None,
            "unit": found.unit_kind.value if found.unit_kind else None,
            "band": found.band or None,
            "district": found.district_id,
        }


def _asked() -> Asked:
    managers = years.managers()
    manager = years.chosen(managers, request.args.get("owner", type=int))
    owner, listed = (None, ()) if manager is None else (manager.tenant, manager.years)
    year = request.args.get("year", type=int)
    narrowed = Narrowed(
        cluster_id=request.args.get("cluster", type=int),
        kind=request.args.get("kind", type=ClusterKind),
        unit_kind=request.args.get("unit", type=TenantKind),
        band=request.args.get("band", ""),
        district_id=request.args.get("district", type=int),
    )
    if year not in listed:
        year = listed[0] if listed else None
    return Asked(managers, owner, listed, year, narrowed)


def _shown(template: str, asked: Asked, year: Year | None, **values: Any) -> str:
    return render_template(
        f"dashboards/{template}.html",
        asked=asked,
        year=year,
        kept=[] if year is None else year.kept(asked.narrowed),
        **values,
    )


def _page(items: Sequence[Item]) -> Page[Item]:
    number = max(request.args.get("page", 1, type=int), 1)
    start = offset(number, SIZE)
    return Page(items[start : start + SIZE], number, SIZE, len(items))


@pages.get("/standings-overview")
@requires(Permission.STANDING_VIEW)
def standings_overview() -> str:
    """How results are spread: over classes, bands, clusters, kinds and districts."""
    asked = _asked()
    year = asked.results()
    level = request.args.get("level", Level.CLUSTERS, type=Level)
    if year is None:
        return _shown("standings_overview", asked, None)
    kept = year.kept(asked.narrowed)
    return _shown(
        "standings_overview",
        asked,
        year,
        level=level,
        levels=list(Level),
        summaries=summaries.by_level(year, kept, level),
        whole=summaries.whole(year, kept),
        distributions=[(one, summaries.distribution(kept, one)) for one in year.measures],
        bands=summaries.bands(kept, year.bands),
        axis=summaries.axis(kept),
    )


@pages.get("/standings-overview/places")
@requires(Permission.STANDING_VIEW)
def standings_places() -> str:
    """The members over all clusters, best percentage first."""
    asked = _asked()
    year = asked.results()
    found = [] if year is None else year.kept(asked.narrowed)
    return _shown("standings_places", asked, year, page=_page(found))


@pages.get("/standings-overview/movement")
@requires(Permission.STANDING_VIEW)
def standings_movement() -> str:
    """How members moved since the year before."""
    asked = _asked()
    year = asked.results()
    if year is None:
        return _shown("standings_movement", asked, None)
    found = movement.since(year)
    compared = [one for one in found.compared if asked.narrowed.keeps(one.place)]
    page = _page(compared)
    most = found.largest_change
    return _shown("standings_movement", asked, year, movement=found, page=page, most=most)


@pages.get("/standings-overview/heat-map")
@requires(Permission.STANDING_VIEW)
def standings_heat() -> str:
    """Criteria by clusters, for who manages these."""
    asked = _asked()
    year = asked.results()
    set_id = request.args.get("set", type=int)
    if year is None:
        return _shown("standings_heat", asked, None)
    heat.check(year.owner.id)
    chosen = heat.usual_set(year) if set_id is None else set_id
    found = None if chosen is None else heat.of_set(chosen)
    return _shown("standings_heat", asked, year, heat=found, sets=heat.scored_sets(year))


@pages.get("/standings-overview/criteria/<int:criterion_id>")
@requires(Permission.STANDING_VIEW)
def standings_criterion(criterion_id: int) -> str:
    """One criterion: every member's points, most first."""
    criterion = criteria.criterion(criterion_id)
    number = max(request.args.get("page", 1, type=int), 1)
    cluster_id = request.args.get("cluster", type=int)
    page = heat.members(criterion, cluster_id=cluster_id, page=number, size=SIZE)
    return render_template(
        "dashboards/standings_criterion.html",
        criterion=criterion,
        criteria_set=criteria.criteria_set(criterion.criteria_set_id),
        clusters=heat.clusters(criterion.criteria_set_id),
        cluster_id=cluster_id,
        page=page,
    )


@pages.get("/standings-overview.xlsx")
@requires(Permission.STANDING_VIEW)
def standings_xlsx() -> Response:
    """All tables as a workbook."""
    year = _asked().results()
    if year is None:
        return redirect(url_for("dashboards.standings_overview"))
    name = f"tong-hop-ket-qua-thi-dua-{year.year}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    content = workbooks.as_xlsx(workbook.sheets(year))
    return Response(content, mimetype=workbooks.XLSX, headers=headers)


@pages.post("/standings-overview/<int:year>/paper")
@requires(Permission.PAPER_DRAW)
def standings_paper(year: int) -> Response:
    """Have the report of a year drawn, with its charts."""
    paper_id = jobs.ask_report(year=year, by=current_user)
    return redirect(url_for("documents.paper", paper_id=paper_id), 303)
