"""Pages: members that join, leave or change a cluster in mid-year."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.clusters import policies as cluster_policies
from app.clusters import queries as clusters
from app.clusters.queries import leading
from app.forms import NO_REFUSAL, Refusal, shows_again
from app.lib import clock
from app.lib.errors import Conflict, Invalid
from app.scoring import jobs
from app.scoring.schemas import moves as schemas
from app.scoring.views.blueprint import pages


def _year() -> int:
    return request.values.get("year", clock.today().year, type=int)


@pages.get("/clusters/moves")
@requires(Permission.CLUSTER_EDIT)
def moves() -> str:
    """What has changed in the year, merged members, and the form that moves a unit."""
    return _page()


def _page(refusal: Refusal = NO_REFUSAL) -> str:
    year = _year()
    cluster_policies.check_arrange(clusters.manages())
    there = clusters.assignment(year=year)
    issued = [group for group in there.groups if group.cluster.issued_at is not None]
    return render_template(
        "scoring/moves.html",
        year=year,
        moves=leading.moves(year=year),
        ceased=leading.ceased(year=year),
        issued=issued,
        places=_places(there, issued),
        errors=refusal.errors,
        typed=refusal.typed or {"moved_on": clock.today().isoformat()},
        today=clock.today(),
    )


def _places(there: clusters.Assignment, issued: list[clusters.Group]) -> list[tuple[int, str]]:
    """Whoever can be moved, with the place where it is: "Xã A (Cụm 1, cụm trưởng)"."""
    seated = {
        member.tenant.id: (member, group.cluster.name)
        for group in issued
        for member in group.members
    }
    options = [
        (one.tenant.id, f"{one.tenant.name} ({name}, {one.role.label.lower()})")
        for one, name in seated.values()
    ]
    options += [(one.id, f"{one.name} (chưa thuộc cụm nào)") for one in there.unassigned]
    return options


def _done(year: int, said: str) -> Response:
    flash(said, "success")
    return redirect(url_for("scoring.moves", year=year), 303)


@pages.post("/clusters/moves")
@requires(Permission.CLUSTER_ISSUE)
@shows_again(_page, Invalid, Conflict)
def move() -> Response:
    """Put a unit into a cluster, or out of it."""
    year = _year()
    jobs.move_member(**schemas.move_form(request.form), by=current_user)
    return _done(year, "Đã ghi thay đổi thành viên; các cụm liên quan nhận được thông báo.")


@pages.post("/clusters/successions")
@requires(Permission.CLUSTER_ISSUE)
@shows_again(_page, Invalid, Conflict)
def succeed() -> Response:
    """Put a successor in the place of a merged member, or drop the member."""
    year = _year()
    jobs.succeed_member(**schemas.succession_form(request.form), by=current_user)
    return _done(year, "Đã ghi đơn vị kế tục; lịch sử thành viên được giữ.")
