"""Who is proposed for awards out of one announced result, as its papers name them."""

from app.scoring.announcing.awards import Award, Named
from app.scoring.models import Announcement, CriteriaSet
from app.scoring.queries import announcements, proposals, standings
from app.scoring.queries.proposals import Pool
from tenants.db import db

BY_COUNCIL = "Hội đồng đề nghị"


def proposed(found: Announcement) -> list[Award]:
    """Each award of the set with whom it is proposed for, best first, cluster by cluster."""
    criteria_set = db.session.get_one(CriteriaSet, found.criteria_set_id)
    members: dict[str, list[Named]] = {}
    for pool in proposals.pools(criteria_set, announcements.board(found)):
        members.setdefault(pool.share.quota.award, []).extend(_named(pool))
    return [Award(name, named) for name, named in members.items()]


def has_awards(announcement_id: int) -> bool:
    """Whether anything is given out for a result."""
    return bool(proposed(standings.announcement(announcement_id)))


def _named(pool: Pool) -> list[Named]:
    return [
        Named(
            name=row.member_name,
            cluster_name=row.cluster_name,
            total=row.total,
            band=row.band,
            rank=pool.rank(row),
            note="" if word is None else f"{BY_COUNCIL}: {word.reason}",
        )
        for row, word in pool.proposed
    ]
