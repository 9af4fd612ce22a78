"""Shape of what goes in and out of clusters, for pages and API."""

from app.clusters.schemas.clusters import (
    Assignment,
    ClusterEdit,
    ClusterOut,
    Copy,
    Count,
    MemberOut,
    NewCluster,
    Roles,
    YearQuery,
    assignment_form,
    cluster_form,
    new_cluster_form,
    roles_form,
)

__all__ = [
    "Assignment",
    "ClusterEdit",
    "ClusterOut",
    "Copy",
    "Count",
    "MemberOut",
    "NewCluster",
    "Roles",
    "YearQuery",
    "assignment_form",
    "cluster_form",
    "new_cluster_form",
    "roles_form",
]
