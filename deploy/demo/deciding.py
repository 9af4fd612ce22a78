"""The council of 2026: facts of discipline, a session with a secret ballot, a word on awards."""

from collections.abc import Iterator
from datetime import date

from app.scoring.actions import ballots, council_sessions, counts, disciplines, proposals
from app.scoring.actions.ballots import BallotContent
from app.scoring.actions.council_sessions import Attendee, SessionContent
from app.scoring.actions.counts import HandCount
from app.scoring.deciding.terms import (
    BallotPurpose,
    DisciplineKind,
    ProposalWord,
    SessionPurpose,
)
from app.scoring.queries import ballots as polls
from app.scoring.queries import criteria, standings
from deploy.demo import clusters
from deploy.demo.cast import Cast
from deploy.demo.people import Person
from deploy.demo.stage import Scene, moment

MEETING = date(2026, 11, 12)
PEOPLE = 12
FLAG, PRAISE = "Cờ thi đua của UBND tỉnh", "Bằng khen của Chủ tịch UBND tỉnh"
QUOTAS = (
    {"award": FLAG, "count": 1, "per_members": None, "scope": "cluster"},
    {"award": PRAISE, "count": 2, "per_members": None, "scope": "cluster"},
)
"""What a cluster may propose: samples, no regulation."""
CAUSES = ("reprimand", "warning", "dismissal", "no_self_score")
"""What lowers a band, mildest first; each leaves one band less (see `downgrades`)."""


def downgrades(bands: list[str]) -> tuple[dict[str, str], ...]:
    """A reprimand leaves at most the second band, and so on down to the last."""
    last = len(bands) - 1
    return tuple(
        {"when": cause, "at_most": bands[min(place, last)]} for place, cause in enumerate(CAUSES, 1)
    )


def scenes(cast: Cast) -> Iterator[Scene]:
    """Two facts, of which one is withdrawn; the session of 12 November; a word on an award."""
    yield Scene(moment(date(2026, 11, 5), 9), cast.officer, lambda by: _facts(cast, by))
    yield Scene(moment(MEETING, 15), cast.council, lambda by: _meet(cast, by))
    yield Scene(moment(date(2026, 11, 13), 15), cast.council, lambda by: _word(cast, by))


def _facts(cast: Cast, by: Person) -> None:
    """Situations made up for the demo."""
    for name, kind, number in (
        ("Yên Phúc", DisciplineKind.REPRIMAND, "Quyết định số 318/QĐ-UBND"),
        ("Tân Đoàn", DisciplineKind.WARNING, "Quyết định số 402/QĐ-UBND"),
    ):
        found = disciplines.record(
            member_id=cast.communes[name].tenant.id,
            kind=kind,
            person="Chủ tịch UBND xã",
            decided_on=date(2026, 9, 15),
            number=number,
            note="Tình huống minh họa",
            by=by,
        )
    reason = "Ghi nhầm đơn vị; quyết định không liên quan đến người đứng đầu xã."
    disciplines.withdraw(discipline_id=found.id, reason=reason, by=by)


def _meet(cast: Cast, by: Person) -> None:
    """The council meets, votes on paper for the leader of the border cluster, and concludes."""
    attendees = [Attendee(name=by.full_name, position="Ủy viên thường trực")]
    attendees += [
        Attendee(
            name=f"Ủy viên {number} (minh họa)",
            position="Thành viên Hội đồng",
            present=number != PEOPLE,
            reason="Đi công tác, đã gửi ý kiến bằng văn bản",
        )
        for number in range(1, PEOPLE + 1)
    ]
    content = SessionContent(
        purpose=SessionPurpose.AWARDS,
        held_on=MEETING,
        began_at="14 giờ 00",
        ended_at="16 giờ 30",
        place="Phòng họp số 2, trụ sở UBND tỉnh",
        chair="Nông Quốc Khải",
        secretary=by.full_name,
        agenda="Xét kết quả chấm điểm của Cụm 1 các xã biên giới.\n"
        "Bỏ phiếu suy tôn đơn vị dẫn đầu cụm, đề nghị tặng Cờ thi đua của UBND tỉnh.",
        conclusion="Thống nhất kết quả của cụm; giao Thường trực Hội đồng trình công bố.",
        attendees=attendees,
    )
    session = council_sessions.write(set_id=cast.set_ids[0], content=content, by=by)
    _ballot(cast, session.id, by)
    council_sessions.close(session_id=session.id, version=session.version, by=by)


def _ballot(cast: Cast, session_id: int, by: Person) -> None:
    set_id, cluster_id = cast.set_ids[0], cast.cluster_ids[clusters.BORDER_1]
    board = standings.reckoned(criteria.criteria_set(set_id), cluster_id=cluster_id)
    ballot = ballots.draft(
        set_id=set_id,
        content=BallotContent(
            title="Suy tôn đơn vị dẫn đầu Cụm 1 các xã biên giới",
            purpose=BallotPurpose.ACCLAIM,
            award=FLAG,
            cluster_id=cluster_id,
            session_id=session_id,
            member_ids=[board.rows[0].member_id],
            by_hand=True,
        ),
        by=by,
    )
    extra = [f"Ủy viên {number} (minh họa)" for number in range(1, PEOPLE + 1)]
    ballots.open_ballot(ballot_id=ballot.id, version=ballot.version, extra=extra, by=by)
    candidate = polls.candidates(ballot.id)[0].id
    eligible = ballot.eligible or 0
    counts.count_by_hand(
        ballot_id=ballot.id,
        version=ballot.version,
        count=HandCount(eligible, 0, {candidate: eligible - 1}, {candidate: 1}),
        by=by,
    )


def _word(cast: Cast, by: Person) -> None:
    """The second of the border cluster already holds a certificate of this year."""
    set_id, cluster_id = cast.set_ids[0], cast.cluster_ids[clusters.BORDER_1]
    board = standings.reckoned(criteria.criteria_set(set_id), cluster_id=cluster_id)
    proposals.say(
        set_id=set_id,
        award=PRAISE,
        member_id=board.rows[1].member_id,
        word=ProposalWord.DROP,
        reason="Đã được tặng Bằng khen về phong trào chuyên đề năm 2026 (tình huống minh họa).",
        by=by,
    )
