"""Pages: the clusters of a year, one cluster, quick assignment."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.clusters import actions, jobs, policies, queries, schemas
from app.clusters.queries import leading
from app.clusters.terms import Choosing, ClusterKind
from app.clusters.views.blueprint import pages
from app.clusters.views.frame import frame
from app.forms import NO_REFUSAL, Refusal, says_why, shows_again, version_typed
from app.lib import clock
from app.lib.errors import Invalid


def _year() -> int:
    return request.values.get("year", clock.today().year, type=int)


def _see(cluster_id: int) -> Response:
    return redirect(url_for("clusters.show", cluster_id=cluster_id), 303)


@pages.get("/clusters")
@requires(Permission.CLUSTER_VIEW)
def index() -> str:
    """The clusters of a year: all of them for the province, its own for a member."""
    year = _year()
    if not queries.manages():
        return render_template(
            "clusters/own.html",
            year=year,
            choices=_choices(year, queries.years()),
            groups=queries.own_groups(year=year),
            notices=leading.notices(year=year),
        )
    return _index()


def _choices(year: int, years: list[int]) -> list[tuple[int, int]]:
    """The years to choose from: those that have clusters, the one shown, this one and the next."""
    today = clock.today().year
    return [(one, one) for one in sorted({*years, year, today, today + 1}, reverse=True)]


def _index(refusal: Refusal = NO_REFUSAL) -> str:
    year, years = _year(), queries.years()
    return render_template(
        "clusters/index.html",
        year=year,
        years=years,
        choices=_choices(year, years),
        assignment=queries.assignment(year=year),
        own=queries.own_groups(year=year),
        notices=leading.notices(year=year),
        ceased=leading.ceased(year=year),
        kinds=ClusterKind,
        errors=refusal.errors,
        typed=refusal.typed,
    )


@pages.post("/clusters")
@requires(Permission.CLUSTER_EDIT)
@shows_again(_index)
def create() -> Response:
    """Make an empty cluster, then choose its members."""
    given = schemas.new_cluster_form(request.form)
    cluster = actions.create(**given, by=current_user)
    flash(f"Đã lập “{cluster.name}”. Hãy chọn thành viên, cụm trưởng và cụm phó.", "success")
    return _see(cluster.id)


@pages.get("/clusters/<int:cluster_id>")
@requires(Permission.CLUSTER_VIEW)
def show(cluster_id: int) -> str:
    """One cluster with its members."""
    return _cluster(cluster_id)


def _cluster(cluster_id: int, refusal: Refusal = NO_REFUSAL) -> str:
    around = frame(cluster_id)
    group, arranges = around["group"], around["reader"].is_manager
    return render_template(
        "clusters/show.html",
        **around,
        terms=leading.terms(cluster_id),
        moves=leading.moves(year=group.cluster.year, cluster_id=cluster_id),
        choosing=Choosing,
        assignment=queries.assignment(year=group.cluster.year) if arranges else None,
        arranges=arranges,
        can_edit=arranges and policies.can_edit(group.cluster),
        errors=refusal.errors,
        typed=refusal.typed,
        stale=refusal.stale,
        refusal=refusal,
    )


@pages.post("/clusters/<int:cluster_id>")
@requires(Permission.CLUSTER_EDIT)
@shows_again(_cluster)
def edit(cluster_id: int) -> Response:
    """Save a draft: its name, members, lead and deputy."""
    given = schemas.cluster_form(request.form)
    cluster = actions.edit(cluster_id=cluster_id, version=version_typed(), **given, by=current_user)
    flash(f"Đã lưu “{cluster.name}”.", "success")
    return _see(cluster_id)


@pages.post("/clusters/<int:cluster_id>/removal")
@requires(Permission.CLUSTER_EDIT)
def discard(cluster_id: int) -> Response:
    """Delete a draft."""
    year = queries.cluster(cluster_id).year
    actions.discard(cluster_id=cluster_id, version=version_typed(), by=current_user)
    flash("Đã xóa cụm; các thành viên trở về danh sách chưa phân cụm.", "success")
    return redirect(url_for("clusters.index", year=year), 303)


@pages.post("/clusters/<int:cluster_id>/issuance")
@requires(Permission.CLUSTER_ISSUE)
@says_why(_cluster, Invalid)
def issue(cluster_id: int) -> Response:
    """Announce one cluster to its members."""
    jobs.issue(cluster_ids=[cluster_id], by=current_user)
    flash("Đã ban hành; các thành viên sẽ nhận được thông báo.", "success")
    return _see(cluster_id)


@pages.post("/clusters/<int:cluster_id>/roles")
@requires(Permission.CLUSTER_ISSUE)
@shows_again(_cluster)
def change_roles(cluster_id: int) -> Response:
    """Give an issued cluster another lead or deputy."""
    given = schemas.roles_form(request.form)
    jobs.change_roles(cluster_id=cluster_id, version=version_typed(), **given, by=current_user)
    flash("Đã thay cụm trưởng, cụm phó; các thành viên sẽ nhận được thông báo.", "success")
    return _see(cluster_id)


@pages.get("/clusters/assignment")
@requires(Permission.CLUSTER_EDIT)
def assignment() -> str:
    """Every unit with the cluster in which it is, all on one page."""
    return _assignment()


def _assignment(refusal: Refusal = NO_REFUSAL) -> str:
    policies.check_arrange(queries.manages())
    year = _year()
    return render_template(
        "clusters/assignment.html",
        year=year,
        assignment=queries.assignment(year=year),
        errors=refusal.errors,
        typed=refusal.typed,
    )


@pages.post("/clusters/assignment")
@requires(Permission.CLUSTER_EDIT)
@shows_again(_assignment)
def assign() -> Response:
    """Put units into clusters."""
    year = _year()
    places = schemas.assignment_form(request.form)
    moved = actions.assign(year=year, places=places, by=current_user)
    flash(f"Đã phân cụm cho {moved} đơn vị.", "success")
    return redirect(url_for("clusters.index", year=year), 303)


@pages.post("/clusters/copies")
@requires(Permission.CLUSTER_EDIT)
def copy() -> Response:
    """Make last year's clusters again."""
    year = _year()
    made = actions.copy(from_year=year - 1, to_year=year, by=current_user)
    flash(f"Đã sao chép {made} cụm của năm {year - 1} thành dự thảo.", "success")
    return redirect(url_for("clusters.index", year=year), 303)


@pages.post("/clusters/issuance")
@requires(Permission.CLUSTER_ISSUE)
def issue_all() -> Response:
    """Announce every draft of the year that lacks nothing."""
    year = _year()
    ready = [
        group.cluster.id
        for group in queries.groups(year=year)
        if policies.can_edit(group.cluster) and not group.lacking
    ]
    issued = jobs.issue(cluster_ids=ready, by=current_user)
    flash(f"Đã ban hành {len(issued)} cụm, khối thi đua năm {year}.", "success")
    return redirect(url_for("clusters.index", year=year), 303)
