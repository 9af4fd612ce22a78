"""Pages: a cluster as the hub of its year."""

from flask import render_template, url_for

from app.access import Permission, requires
from app.dashboards.queries import cluster_year as queries
from app.dashboards.queries.cluster_year import ClusterYear
from app.dashboards.terms import YearStep
from app.dashboards.views.blueprint import pages
from tenants import context


@pages.get("/clusters/<int:cluster_id>/year")
@requires(Permission.CLUSTER_VIEW)
def cluster_year(cluster_id: int) -> str:
    """The steps of a cluster's year, what is done, whose turn it is."""
    found = queries.of(cluster_id)
    mine = context.acting().tenant_id or 0
    return render_template(
        "dashboards/cluster_year.html",
        year=found,
        group=found.group,
        cluster=found.group.cluster,
        role=found.group.roles.get(mine),
        is_manager=found.manager.id == mine,
        doors=doors(found, mine),
    )


def doors(found: ClusterYear, mine: int) -> dict[YearStep, str]:
    """Where the reader does or sees each step."""
    cluster = found.group.cluster
    scoring = url_for("scoring.own_sheets")
    if found.manager.id == mine and found.criteria_set is not None:
        scoring = url_for("scoring.council", set=found.criteria_set.id, cluster=cluster.id)
    appraising = scoring if found.manager.id == mine else url_for("scoring.appraisals")
    return {
        YearStep.ISSUE: url_for("clusters.show", cluster_id=cluster.id),
        YearStep.PLAN: url_for("clusters.plan", cluster_id=cluster.id),
        YearStep.PLEDGE: url_for("clusters.pledge", cluster_id=cluster.id),
        YearStep.HALF_YEAR: url_for(
            "clusters.meeting", occasion="half_year", cluster_id=cluster.id
        ),
        YearStep.SELF_SCORING: scoring,
        YearStep.APPRAISAL: appraising,
        YearStep.YEAR_MEETING: url_for("clusters.meeting", occasion="year", cluster_id=cluster.id),
        YearStep.ELECTION: url_for("clusters.meeting", occasion="year", cluster_id=cluster.id),
    }
