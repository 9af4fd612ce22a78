"""Clusters and blocs, who leads them and for how long, and the papers of their year."""

from app.clusters.models.clusters import Cluster, ClusterMember
from app.clusters.models.leading import ClusterMove, ClusterNotice, ClusterTerm
from app.clusters.models.meetings import ClusterMeeting, ClusterMinutes
from app.clusters.models.plans import ClusterPlan
from app.clusters.models.pledges import Pledge, PledgeRegistration, PledgeSignature

__all__ = [
    "Cluster",
    "ClusterMeeting",
    "ClusterMember",
    "ClusterMinutes",
    "ClusterMove",
    "ClusterNotice",
    "ClusterPlan",
    "ClusterTerm",
    "Pledge",
    "PledgeRegistration",
    "PledgeSignature",
]
