"""Why a sheet has its points, and what would follow from other values."""

from decimal import Decimal
from typing import Any

from flask import redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.lib import numbers
from app.lib.errors import Invalid, NotFound
from app.scoring import printing
from app.scoring.announcing import what_if
from app.scoring.announcing import why as words
from app.scoring.papers.why import explained
from app.scoring.queries import criteria, petitions, telling
from app.scoring.queries.telling import Told
from app.scoring.schemas.announcements import sent_values
from app.scoring.schemas.fields import about, lines_of
from app.scoring.views.blueprint import Page, pages
from tenants import context
from tenants.db import refuse


@pages.get("/score-sheets/<int:sheet_id>/why")
@requires(Permission.SHEET_VIEW)
def why(sheet_id: int) -> str:
    """Every point of a sheet: formula, values, evidence, who changed what and why."""
    found = telling.told(sheet_id, request.args.get("announcement", type=int))
    return render_template(
        "scoring/why.html",
        told=found,
        story=found.story,
        explained=explained,
        is_member=found.member["member"] == context.acting().tenant_id,
        petitions=petitions.of_sheet(sheet_id),
    )


@pages.post("/score-sheets/<int:sheet_id>/why/paper")
@requires(Permission.PAPER_DRAW)
def why_paper(sheet_id: int) -> Response:
    """Have the explanation drawn."""
    announcement_id = request.form.get("announcement", 0, type=int)
    paper_id = printing.ask_why(sheet_id=sheet_id, announcement_id=announcement_id, by=current_user)
    return redirect(url_for("documents.paper", paper_id=paper_id), 303)


@pages.get("/score-sheets/<int:sheet_id>/what-if")
@requires(Permission.SHEET_VIEW)
def what_if_form(sheet_id: int) -> str:
    """The values of a sheet, to be changed without keeping anything."""
    return _what_if(telling.told(sheet_id), {}, {})


@pages.post("/score-sheets/<int:sheet_id>/what-if")
@requires(Permission.SHEET_VIEW)
def what_if_result(sheet_id: int) -> Page:
    """What follows from the values that were typed."""
    found = telling.told(sheet_id)
    try:
        given = found.scale.read(lines_of(request.form))
        mine = what_if.mine(found.scale, found.member, _announced(found), given)
    except Invalid as error:
        refuse()
        return _what_if(found, request.form, error.fields), 422
    among = what_if.among(mine.totals.total, others) if (others := telling.others(found)) else None
    return _what_if(found, request.form, {}, mine=mine, among=among)


def _announced(found: Told) -> Any:
    return None if found.announcement is None else found.result


def _what_if(found: Told, typed: Any, errors: Any, **values: Any) -> str:
    return render_template(
        "scoring/what_if.html",
        told=found,
        typed=typed,
        errors=errors,
        labels=about(errors, found.scale),
        counting={
            one: words.values.counting(found.member["lines"][row.criterion.code])
            for one, row in found.scale.leaves.items()
        },
        before=Decimal(found.result["total"]),
        **{"mine": None, "among": None, **values},
    )


@pages.get("/criteria-sets/<int:set_id>/what-if")
@requires(Permission.SHEET_VIEW)
def cluster_what_if(set_id: int) -> Page:
    """One value of one member changed: who moves where in the cluster. Nothing is kept."""
    scale = criteria.scale(set_id)
    clusters = telling.clusters(scale.criteria_set)
    cluster_id = request.args.get("cluster", type=int) or next(iter(clusters), 0)
    if cluster_id not in clusters:
        raise NotFound("Đơn vị bạn không thuộc, không thẩm định cụm, khối này.")
    members = telling.cluster_members(scale, cluster_id)
    sheet_id = request.args.get("sheet", type=int) or (members[0]["sheet"] if members else 0)
    criterion_id = request.args.get("criterion", type=int) or next(iter(scale.leaves), 0)
    steps, errors = [], {}
    if request.args.get("reckon") and members:
        try:
            given = sent_values(scale, criterion_id, request.args)
            steps = what_if.cluster(
                scale, members, sheet_id=sheet_id, criterion_id=criterion_id, **given
            )
        except Invalid as error:
            errors = error.fields
    member = next((one for one in members if one["sheet"] == sheet_id), None)
    page = render_template(
        "scoring/cluster_what_if.html",
        scale=scale,
        clusters=clusters,
        cluster_id=cluster_id,
        members=members,
        member=member,
        criterion_id=criterion_id,
        row=scale.leaves.get(criterion_id),
        counting=_counting(scale, member, criterion_id),
        steps=steps,
        errors=errors,
        typed=request.args,
        vi=numbers.vi,
    )
    return (page, 422) if errors else page


def _counting(scale: Any, member: Any, criterion_id: int) -> Any:
    if member is None or criterion_id not in scale.leaves:
        return {}
    return words.values.counting(member["lines"][scale.leaves[criterion_id].criterion.code])
