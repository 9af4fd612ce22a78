"""What every page of a cluster's year shows around its content: who reads, as what."""

from dataclasses import dataclass
from typing import Any

from flask import redirect, url_for
from werkzeug.wrappers import Response

from app.clusters import queries
from app.clusters.queries import Group
from app.clusters.terms import MemberRole
from tenants import context


@dataclass(frozen=True)
class Reader:
    """The acting tenant beside a cluster."""

    tenant_id: int
    role: MemberRole | None
    is_manager: bool

    @property
    def is_lead(self) -> bool:
        """Whether it leads."""
        return self.role is MemberRole.LEAD

    @property
    def is_member(self) -> bool:
        """Whether it is in the cluster."""
        return self.role is not None


def frame(cluster_id: int) -> dict[str, Any]:
    """The cluster, and what the reader is in it. Raises NotFound."""
    group = queries.group(cluster_id)
    return {"group": group, "cluster": group.cluster, "reader": reader_of(group)}


def reader_of(group: Group) -> Reader:
    """What the acting tenant is in a cluster."""
    mine = context.acting().tenant_id or 0
    return Reader(mine, group.roles.get(mine), group.cluster.tenant_id == mine)


def see(endpoint: str, cluster_id: int, **values: Any) -> Response:
    """To a page of the cluster, after something was done."""
    return redirect(url_for(f"clusters.{endpoint}", cluster_id=cluster_id, **values), 303)


def to_paper(paper_id: int) -> Response:
    """To the page of a paper that is being drawn."""
    return redirect(url_for("documents.paper", paper_id=paper_id), 303)
