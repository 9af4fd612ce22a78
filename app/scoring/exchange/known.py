"""What a workbook may refer to."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Known:
    """Clusters by name; tasks and the nodes of the set by id."""

    clusters: Mapping[str, int] = field(default_factory=dict)
    task_ids: Collection[int] = ()
    node_ids: Collection[int] = ()
