"""Clusters among those to whom a paper is written."""

from collections.abc import Iterator

from app.clusters.queries import clusters
from app.correspondence.queries import addressees
from app.lib import clock


@addressees.source
def of_this_year() -> Iterator[addressees.Group]:
    """The clusters of the year that the acting tenant may read; the tenant itself is left out."""
    for group in clusters.readable(year=clock.today().year):
        ids = tuple(member.tenant.id for member in group.by_name)
        yield addressees.Group(f"cluster-{group.cluster.id}", group.cluster.name, ids)
