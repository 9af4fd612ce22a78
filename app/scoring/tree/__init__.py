"""The tree of a criteria set: what may be wrong with it, and how points add up in it.

The points of a node count in what stands above it times its weight. Criteria that a member was not
assigned are left out; what becomes of their maxima is the set's `Rebase`:

- none: they are lost;
- group: the points of a group of the base part are multiplied by its maximum / the maximum of its
  assigned children (where that is less). A group of which nothing was assigned counts as not
  assigned in the group above; at the top its maximum is lost.
- total: the base is multiplied by the base total / the maximum of all that was assigned.

Sums below 0 are not multiplied: nobody's deductions grow by what was not assigned.

Rounding: the points of each criterion are rounded half up to three places, once. Sums and products
by weight are exact; each group, part and the base is rounded half up to three places, once, from
the exact quotient of its re-basing, before its maximum limits it.
"""

from app.scoring.tree.faults import problems
from app.scoring.tree.nodes import MOST_LEVELS, MOST_WEIGHT, Node, Problem
from app.scoring.tree.results import GroupTotal, Totals
from app.scoring.tree.sums import Sums
from app.scoring.tree.totals import Tree

__all__ = [
    "MOST_LEVELS",
    "MOST_WEIGHT",
    "GroupTotal",
    "Node",
    "Problem",
    "Sums",
    "Totals",
    "Tree",
    "problems",
]
