"""Who is proposed for which award, as a paper names them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Named:
    """A member that is proposed: where it stands, and what the council said of it."""

    name: str
    cluster_name: str
    total: Decimal
    band: str
    rank: int
    note: str = ""


@dataclass(frozen=True)
class Award:
    """An award and who is proposed for it, best first."""

    name: str
    members: Sequence[Named]
