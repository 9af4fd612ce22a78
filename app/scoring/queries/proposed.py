"""Who is proposed for awards out of an announced result, by its quotas and the council's words."""

from collections import Counter
from collections.abc import Mapping, Sequence

from sqlalchemy import select

from app.scoring.announcing.awards import Award, Named
from app.scoring.deciding.quotas import Contender, Quota, Words, share
from app.scoring.deciding.terms import ProposalWord
from app.scoring.models import Announcement, AwardProposal, CriteriaSet
from app.scoring.queries import announcements
from app.scoring.queries.standings import Board, Row
from app.scoring.terms import StandingScope
from tenants.db import db

BY_COUNCIL = "Hội đồng đề nghị"


def proposed(found: Announcement) -> list[Award]:
    """Each award of the set with whom it is proposed for, best first."""
    criteria_set = db.session.get_one(CriteriaSet, found.criteria_set_id)
    board = announcements.board(found)
    said = _said(found.criteria_set_id)
    bands = [str(band["name"]) for band in criteria_set.bands]
    taken: set[int] = set()
    awards: list[Award] = []
    for row in criteria_set.quotas:
        quota = Quota.from_json(row)
        if quota.scope is StandingScope.PROVINCE and found.scope is not StandingScope.PROVINCE:
            continue
        members = _members(quota, board, bands, said.get(quota.award, {}), taken)
        taken.update(one for one, _ in members)
        awards.append(Award(quota.award, [named for _, named in members]))
    return awards


def _said(set_id: int) -> dict[str, dict[int, AwardProposal]]:
    """The council's words by award and member."""
    found: dict[str, dict[int, AwardProposal]] = {}
    query = select(AwardProposal).where(AwardProposal.criteria_set_id == set_id)
    for one in db.session.scalars(query):
        found.setdefault(one.award, {})[one.member_id] = one
    return found


def _members(
    quota: Quota,
    board: Board,
    bands: Sequence[str],
    said: Mapping[int, AwardProposal],
    taken: set[int],
) -> list[tuple[int, Named]]:
    words = Words(
        frozenset(one for one, word in said.items() if word.word is ProposalWord.ADD),
        frozenset(one for one, word in said.items() if word.word is ProposalWord.DROP),
    )
    found: list[tuple[int, Named]] = []
    for rows, count in _pools(quota, board):
        contenders = [Contender(row.member_id, _rank(quota, row), row.band) for row in rows]
        given = share(quota, contenders, members=count, bands=bands, words=words, taken=taken)
        by_member = {row.member_id: row for row in rows}
        found += [(one, _named(quota, by_member[one], said.get(one))) for one in given.proposed]
    return found


def _pools(quota: Quota, board: Board) -> list[tuple[list[Row], int]]:
    """Among whom a quota is shared out, and of how many it is reckoned."""
    if quota.scope is StandingScope.PROVINCE:
        return [(list(board.rows), len(board.rows) + len(board.listed))]
    absent = Counter(one.cluster_id for one in board.listed)
    found: dict[int, list[Row]] = {}
    for row in board.rows:
        found.setdefault(row.cluster_id, []).append(row)
    return [(rows, len(rows) + absent[one]) for one, rows in sorted(found.items())]


def _rank(quota: Quota, row: Row) -> int:
    if quota.scope is StandingScope.PROVINCE and row.province_rank is not None:
        return row.province_rank
    return row.cluster_rank


def _named(quota: Quota, row: Row, word: AwardProposal | None) -> Named:
    note = "" if word is None else f"{BY_COUNCIL}: {word.reason}"
    return Named(row.member_name, row.cluster_name, row.total, row.band, _rank(quota, row), note)
