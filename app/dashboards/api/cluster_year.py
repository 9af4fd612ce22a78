"""JSON resources: the steps of a cluster's year."""

from typing import Any

from app.access import Permission, requires
from app.dashboards.api.blueprint import resources
from app.dashboards.queries import cluster_year as queries
from app.dashboards.schemas.cluster_year import ClusterYearSchema


@resources.get("/clusters/<int:cluster_id>/year")
@requires(Permission.CLUSTER_VIEW)
@resources.response(200, ClusterYearSchema)
@resources.doc(summary="Tiến trình năm của cụm: việc đã xong, đang làm, ai làm tiếp")
def cluster_year(cluster_id: int) -> Any:
    """The steps of a cluster's year."""
    return queries.of(cluster_id)
