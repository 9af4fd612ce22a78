"""Who is proposed for which award by the result as it stands, and by the council's word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.scoring.deciding.quotas import Contender, Quota, Share, Words, share
from app.scoring.deciding.terms import ProposalWord
from app.scoring.models import AwardProposal, CriteriaSet
from app.scoring.queries import standings
from app.scoring.queries.standings import Board, Row
from app.scoring.terms import StandingScope
from tenants.db import db


@dataclass(frozen=True)
class Pool:
    """An award among those who compete for it: of one cluster, or of all (`cluster_id` None).

    `unfinished`: how many of them the council has neither confirmed nor listed as absent.
    """

    share: Share
    cluster_id: int | None
    cluster_name: str | None
    rows: Mapping[int, Row]
    words: Mapping[int, AwardProposal]
    bands: Sequence[str]
    unfinished: int = 0

    @property
    def provisional(self) -> bool:
        """Whether somebody who competes is neither confirmed nor listed as absent yet."""
        return self.unfinished > 0

    @property
    def key(self) -> str:
        """What names the pool on a page."""
        return f"{self.share.quota.award}-{self.cluster_id or 'all'}"

    @property
    def proposed(self) -> list[tuple[Row, AwardProposal | None]]:
        """Who is proposed, best first, with the council's word where it added it."""
        return [(self.rows[one], self.words.get(one)) for one in self.share.proposed]

    @property
    def undecided(self) -> list[Row]:
        """The equals through whom the number cuts."""
        return [self.rows[one] for one in self.share.undecided]

    @property
    def dropped(self) -> list[tuple[Row, AwardProposal]]:
        """Whom the council does not propose."""
        return [
            (self.rows[one], word)
            for one, word in self.words.items()
            if word.word is ProposalWord.DROP and one in self.rows
        ]

    @property
    def others(self) -> list[Row]:
        """Who might be added: of an allowed band, and not on the list."""
        allowed = self.share.quota.allowed(self.bands)
        taken = {*self.share.proposed, *(row.member_id for row, _ in self.dropped)}
        return [row for one, row in self.rows.items() if one not in taken and row.band in allowed]

    def rank(self, row: Row) -> int:
        """The rank that counts here."""
        return rank(self.share.quota, row)


def rank(quota: Quota, row: Row) -> int:
    """By which rank a quota goes."""
    if quota.scope is StandingScope.PROVINCE and row.province_rank is not None:
        return row.province_rank
    return row.cluster_rank


def pools(criteria_set: CriteriaSet, board: Board | None = None) -> list[Pool]:
    """Every award of a set, in the declared order, cluster by cluster where it is the clusters'.

    By the result of all clusters as it stands, or by `board`; that of one cluster shares out only
    what is the clusters'.
    """
    board = standings.board(criteria_set) if board is None else board
    said = _said(criteria_set.id)
    taken: set[int] = set()
    found: list[Pool] = []
    for row in criteria_set.quotas:
        quota = Quota.from_json(row)
        if quota.scope is StandingScope.PROVINCE and board.scope is not StandingScope.PROVINCE:
            continue
        words = said.get(quota.award, {})
        made = [
            _pool(criteria_set, quota, board, cluster_id, name, words, frozenset(taken))
            for cluster_id, name in _among(quota, board)
        ]
        taken.update(one for pool in made for one in pool.share.proposed)
        found += made
    return found


def _said(set_id: int) -> dict[str, dict[int, AwardProposal]]:
    found: dict[str, dict[int, AwardProposal]] = {}
    query = select(AwardProposal).where(AwardProposal.criteria_set_id == set_id)
    for one in db.session.scalars(query.order_by(AwardProposal.id)):
        found.setdefault(one.award, {})[one.member_id] = one
    return found


def _among(quota: Quota, board: Board) -> list[tuple[int | None, str | None]]:
    if quota.scope is StandingScope.PROVINCE:
        return [(None, None)]
    names = {row.cluster_id: row.cluster_name for row in board.rows}
    return sorted(names.items(), key=lambda one: (one[1], one[0]))


def _pool(
    criteria_set: CriteriaSet,
    quota: Quota,
    board: Board,
    cluster_id: int | None,
    cluster_name: str | None,
    words: Mapping[int, AwardProposal],
    taken: frozenset[int],
) -> Pool:
    rows = {row.member_id: row for row in board.rows if cluster_id in (None, row.cluster_id)}
    members = sum(
        cluster_id in (None, one)
        for one in (
            *(row.cluster_id for row in board.rows),
            *(absent.cluster_id for absent in board.listed),
            *(status.cluster_id for status in board.unfinished),
        )
    )
    bands = [str(band["name"]) for band in criteria_set.bands]
    mine = {one: word for one, word in words.items() if one in rows}
    return Pool(
        share(
            quota,
            [Contender(one, rank(quota, row), row.band) for one, row in rows.items()],
            members=members,
            bands=bands,
            words=_words(mine),
            taken=taken,
        ),
        cluster_id,
        cluster_name,
        rows,
        mine,
        bands,
        sum(cluster_id in (None, status.cluster_id) for status in board.unfinished),
    )


def _words(said: Mapping[int, AwardProposal]) -> Words:
    by_word = {
        word: frozenset(one for one, row in said.items() if row.word is word)
        for word in ProposalWord
    }
    return Words(by_word[ProposalWord.ADD], by_word[ProposalWord.DROP])


def word(set_id: int, award: str, member_id: int) -> AwardProposal | None:
    """What the council said of a member for an award."""
    return db.session.scalar(
        select(AwardProposal).where(
            AwardProposal.criteria_set_id == set_id,
            AwardProposal.award == award,
            AwardProposal.member_id == member_id,
        )
    )
