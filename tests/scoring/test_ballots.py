"""Secret ballots: everybody once, counted against all, and nobody can be told from a ballot."""

import io
from collections.abc import Sequence

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import IntegrityError

from app.access.permissions import Role
from app.audit.models import AuditEntry
from app.lib.errors import Conflict, Invalid, NotAllowed, Stale
from app.scoring import council_papers
from app.scoring.actions import ballots, counts, standings
from app.scoring.actions.ballots import BallotContent, Vote
from app.scoring.actions.counts import HandCount
from app.scoring.deciding.counting import Mark, Part
from app.scoring.deciding.terms import BallotPurpose, BallotState, Electorate
from app.scoring.models import Ballot, BallotCandidate, BallotVoter, TieDecision
from app.scoring.queries import ballots as queries
from app.scoring.queries.ballots import Poll
from app.scoring.terms import TieRule
from tenants.db import db
from tests.scoring.scenes import PDF, Scene, make_scene
from tests.scoring.test_standings import board, confirmed
from tests.sql import counted
from tests.world import Person, World

YES, NO = Mark.YES, Mark.NO


def council(scene: Scene, number: int) -> list[Person]:
    """So many members of the council beside the leader of the scene."""
    return [scene.world.person(scene.world.province, Role.COUNCIL_MEMBER) for _ in range(number)]


def prepared(scene: Scene, members: Sequence[int], **given: object) -> int:
    """A ballot on some communes by their number; its id."""
    content: dict[str, object] = {
        "title": "Suy tôn đơn vị dẫn đầu",
        "purpose": BallotPurpose.ACCLAIM,
        "award": "Cờ thi đua",
        "cluster_id": scene.cluster_ids[0],
        "member_ids": [scene.world.communes[one].id for one in members],
        **given,
    }
    with scene.world.acting(scene.leader):
        made = ballots.draft(
            set_id=scene.set_id,
            content=BallotContent(**content),  # type: ignore[arg-type]
            by=scene.leader,
        )
        return made.id


def opened(scene: Scene, ballot_id: int, *extra: str) -> None:
    """Let people vote."""
    with scene.world.acting(scene.leader):
        version = queries.ballot(ballot_id).version
        ballots.open_ballot(ballot_id=ballot_id, version=version, extra=extra, by=scene.leader)


def poll(scene: Scene, ballot_id: int) -> Poll:
    """The ballot as it is."""
    with scene.world.acting(scene.leader, read_only=True):
        return queries.poll(ballot_id)


def vote(scene: Scene, ballot_id: int, person: Person, *said: Mark | int) -> None:
    """Marks or places for the candidates in their order; nothing: a blank ballot."""
    ids = [one.id for one in poll(scene, ballot_id).candidates]
    marks = {one: mark for one, mark in zip(ids, said, strict=False) if isinstance(mark, Mark)}
    places = {one: place for one, place in zip(ids, said, strict=False) if isinstance(place, int)}
    with scene.world.acting(person):
        given = Vote(marks, places, is_blank=not said)
        ballots.cast(ballot_id=ballot_id, vote=given, by=person)


def close(scene: Scene, ballot_id: int) -> Poll:
    """Count."""
    with scene.world.acting(scene.leader):
        version = queries.ballot(ballot_id).version
        ballots.close(ballot_id=ballot_id, version=version, by=scene.leader)
    return poll(scene, ballot_id)


def test_a_candidate_needs_four_fifths_of_all_not_of_those_present(world: World) -> None:
    scene = make_scene(world, (3,))
    confirmed(scene, [{}, {"done": "40"}, {"done": "30"}])
    others = council(scene, 4)
    ballot_id = prepared(scene, [0, 1])
    opened(scene, ballot_id)
    assert poll(scene, ballot_id).ballot.eligible == 5
    for person, said in zip(
        [scene.leader, *others[:2]], [(YES, NO), (YES, YES), (YES, YES)], strict=True
    ):
        vote(scene, ballot_id, person, *said)
    with pytest.raises(Conflict, match="3/5 phiếu; cần ít nhất 4"):
        close(scene, ballot_id)
    vote(scene, ballot_id, others[2], YES, YES)
    found = close(scene, ballot_id)
    assert found.ballot.state is BallotState.CLOSED
    assert (found.ballot.cast, found.ballot.invalid, found.needed) == (4, 0, 4)
    assert [(one.yes, one.no, one.passed) for one in found.candidates] == [
        (4, 0, True),
        (3, 1, False),
    ]
    with pytest.raises(Conflict, match="không mở"):
        vote(scene, ballot_id, others[3], YES, YES)


def test_everybody_votes_once_and_nobody_else(world: World) -> None:
    scene = make_scene(world, (2,))
    confirmed(scene, [{}, {"done": "40"}])
    others = council(scene, 2)
    stranger = world.person(world.province, Role.OFFICER)
    ballot_id = prepared(scene, [0, 1], seats=1)
    with pytest.raises(Conflict, match="không mở"), world.acting(others[0]):
        ballots.cast(ballot_id=ballot_id, vote=Vote(is_blank=True), by=others[0])
    opened(scene, ballot_id)
    vote(scene, ballot_id, others[0], YES, NO)
    with pytest.raises(Conflict, match="một lần"):
        vote(scene, ballot_id, others[0], NO, YES)
    with pytest.raises(NotAllowed):
        vote(scene, ballot_id, stranger, YES, NO)
    with pytest.raises(Invalid, match="nhiều nhất 1"):
        vote(scene, ballot_id, others[1], YES, YES)
    with pytest.raises(Invalid, match="chưa chọn gì"):
        vote(scene, ballot_id, others[1], Mark.BLANK, Mark.BLANK)
    vote(scene, ballot_id, others[1])
    vote(scene, ballot_id, scene.leader, YES, NO)
    found = close(scene, ballot_id)
    assert (found.ballot.cast, found.ballot.invalid) == (3, 1)
    assert [(one.yes, one.no, one.blank) for one in found.candidates] == [(2, 0, 0), (0, 2, 0)]
    for change in (
        update(BallotCandidate).values(yes=3),
        update(BallotVoter).values(name="Khác"),
        update(Ballot).values(title="Khác"),
    ):
        with pytest.raises(IntegrityError, match="frozen"), world.acting(scene.leader):
            db.session.execute(change)


def test_too_few_voters_would_be_no_secret(world: World) -> None:
    scene = make_scene(world, (2,))
    confirmed(scene, [{}, {"done": "40"}])
    council(scene, 1)
    ballot_id = prepared(scene, [0])
    with pytest.raises(Invalid, match="ít nhất 3"):
        opened(scene, ballot_id)
    opened(scene, ballot_id, "Trần Văn Vắng", " ")
    assert [one.name for one in poll(scene, ballot_id).absent][-1] == "Trần Văn Vắng"


def test_no_row_tells_who_voted_last_or_what(world: World) -> None:
    """The register is of one transaction, the box of one length, the trail is mute."""
    scene = make_scene(world, (2,))
    confirmed(scene, [{}, {"done": "40"}])
    others = council(scene, 3)
    ballot_id = prepared(scene, [0, 1], quorum=Part(2, 3))
    opened(scene, ballot_id)
    boxes = []
    for person, said in zip(others, [(YES, NO), (NO, YES), (NO, NO)], strict=True):
        vote(scene, ballot_id, person, *said)
        with world.acting(scene.leader, read_only=True):
            ages = db.session.execute(text("SELECT DISTINCT xmin::text FROM ballot_voters")).all()
            assert len(ages) == 1
            boxes.append(queries.ballot(ballot_id).box or b"")
            hidden = db.session.execute(
                select(func.count()).where(BallotCandidate.yes.is_not(None))
            )
            assert hidden.scalar_one() == 0
    assert len({len(one) for one in boxes}) == 1
    assert len(set(boxes)) == 3
    with world.acting(scene.leader, read_only=True):
        casts = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "ballot.cast")).all()
        assert len(casts) == 3
        assert all(not one.details for one in casts)
    closed = close(scene, ballot_id)
    assert closed.ballot.box is None


def test_an_absent_member_s_written_opinion_is_counted_with_its_paper(world: World) -> None:
    scene = make_scene(world, (2,))
    confirmed(scene, [{}, {"done": "40"}])
    others = council(scene, 2)
    ballot_id = prepared(scene, [0])
    opened(scene, ballot_id, "Lý Thị Vắng")
    vote(scene, ballot_id, scene.leader, YES)
    vote(scene, ballot_id, others[0], YES)
    before = poll(scene, ballot_id)
    absent = before.absent
    candidate = before.candidates[0].id
    for voter in absent:
        with world.acting(scene.leader):
            ballots.record_written(
                ballot_id=ballot_id,
                voter_id=voter.id,
                vote=Vote({candidate: YES}),
                name="phieu.pdf",
                content=PDF,
                by=scene.leader,
            )
    with pytest.raises(Conflict, match="một lần"):
        vote(scene, ballot_id, others[1], YES)
    found = close(scene, ballot_id)
    assert (found.ballot.cast, found.ballot.written, found.candidates[0].yes) == (4, 2, 4)
    assert all(one.file_id for one in found.voters if one.name in {a.name for a in absent})


def test_a_vote_ends_a_tie_and_equal_sums_leave_it_to_the_authority(world: World) -> None:
    scene = make_scene(world, (3,), tie_rule=TieRule.VOTE)
    a, b, _ = confirmed(scene, [{}, {}, {"done": "25"}])
    cluster_id = scene.cluster_ids[0]
    others = council(scene, 3)
    assert board(scene, cluster_id).awaiting == [(a, b)]
    assert "chờ kết quả bỏ phiếu kín" in board(scene, cluster_id).rows[0].tie_note
    order = {"purpose": BallotPurpose.ORDER, "award": None, "quorum": Part(2, 3)}
    with pytest.raises(Invalid, match="đúng các đơn vị"):
        prepared(scene, [0, 2], **order)
    deciding = {
        "set_id": scene.set_id,
        "cluster_id": cluster_id,
        "sheet_ids": [b, a],
        "reason": "Kết luận của Chủ tịch Hội đồng",
        "by": scene.leader,
    }
    with world.acting(scene.leader), pytest.raises(Conflict, match="bỏ phiếu kín"):
        standings.decide_tie(**deciding)  # type: ignore[arg-type]
    even = prepared(scene, [0, 1], **order)
    opened(scene, even)
    for person, said in zip([scene.leader, *others], [(1, 2), (1, 2), (2, 1), (2, 1)], strict=True):
        vote(scene, even, person, *said)
    assert close(scene, even).is_undecided
    assert board(scene, cluster_id).awaiting == [(a, b)]
    again = prepared(scene, [0, 1], **order)
    opened(scene, again)
    with pytest.raises(Invalid, match="thứ bậc khác nhau"):
        vote(scene, again, scene.leader, 1, 1)
    for person, said in zip([scene.leader, *others], [(2, 1), (1, 2), (2, 1), (2, 1)], strict=True):
        vote(scene, again, person, *said)
    found = close(scene, again)
    assert [(one.points, one.place) for one in found.candidates] == [(7, 2), (5, 1)]
    result = board(scene, cluster_id)
    assert (result.awaiting, result.rows[0].sheet_id, result.rows[0].decided) == ([], b, True)
    assert "kết quả bỏ phiếu kín" in result.rows[0].tie_note.lower()
    with world.acting(scene.leader):
        assert db.session.scalars(select(TieDecision)).one().ballot_id == again


def test_after_an_even_ballot_the_authority_may_decide(world: World) -> None:
    scene = make_scene(world, (2,), tie_rule=TieRule.VOTE)
    a, b = confirmed(scene, [{}, {}])
    even = prepared(scene, [0, 1], purpose=BallotPurpose.ORDER, award=None, by_hand=True)
    council(scene, 3)
    opened(scene, even)
    ids = [one.id for one in poll(scene, even).candidates]
    with world.acting(scene.leader):
        counts.count_by_hand(
            ballot_id=even,
            version=queries.ballot(even).version,
            count=HandCount(4, 0, sums=dict.fromkeys(ids, 6)),
            by=scene.leader,
        )
        standings.decide_tie(
            set_id=scene.set_id,
            cluster_id=scene.cluster_ids[0],
            sheet_ids=[b, a],
            reason="Kết luận của Chủ tịch Hội đồng",
            by=scene.leader,
        )
    assert [row.sheet_id for row in board(scene, scene.cluster_ids[0]).rows] == [b, a]


def test_units_of_a_cluster_vote_on_paper_and_impossible_numbers_are_refused(world: World) -> None:
    scene = make_scene(world, (4,))
    confirmed(scene, [{}, {"done": "40"}])
    with pytest.raises(Invalid, match="hội nghị cụm"):
        prepared(scene, [0], electorate=Electorate.CLUSTER)
    ballot_id = prepared(scene, [0, 1], electorate=Electorate.CLUSTER, by_hand=True)
    opened(scene, ballot_id)
    found = poll(scene, ballot_id)
    assert (found.ballot.eligible, found.voters) == (4, [])
    first, second = (one.id for one in found.candidates)

    def count(given: HandCount) -> None:
        with world.acting(scene.leader):
            counts.count_by_hand(
                ballot_id=ballot_id,
                version=queries.ballot(ballot_id).version,
                count=given,
                minutes=("bien-ban.pdf", PDF),
                by=scene.leader,
            )

    for wrong, field in (
        (HandCount(5), "cast"),
        (HandCount(4, 5), "invalid"),
        (HandCount(4, 1, {first: 3}, {first: 1}), f"yes.{first}"),
    ):
        with pytest.raises(Invalid) as raised:
            count(wrong)
        assert field in raised.value.fields
    with pytest.raises(Conflict, match="cần ít nhất 4"):
        count(HandCount(3, 0, {first: 3}))
    count(HandCount(4, 0, {first: 4, second: 1}, {second: 3}))
    found = poll(scene, ballot_id)
    assert [one.passed for one in found.candidates] == [True, False]
    assert found.ballot.minutes_file_id is not None


def test_a_ballot_may_be_given_up_uncounted_and_old_pages_are_told(world: World) -> None:
    scene = make_scene(world, (2,))
    confirmed(scene, [{}, {"done": "40"}])
    others = council(scene, 3)
    ballot_id = prepared(scene, [0])
    opened(scene, ballot_id)
    version = poll(scene, ballot_id).ballot.version
    vote(scene, ballot_id, others[0], YES)
    with world.acting(scene.leader), pytest.raises(Stale):
        ballots.close(ballot_id=ballot_id, version=version, by=scene.leader)
    with world.acting(scene.leader):
        given_up = ballots.cancel(
            ballot_id=ballot_id,
            version=queries.ballot(ballot_id).version,
            reason="Danh sách thiếu một thành viên",
            by=scene.leader,
        )
        assert (given_up.state, given_up.box) == (BallotState.CANCELLED, None)
    with pytest.raises(Conflict):
        vote(scene, ballot_id, others[1], YES)


def test_the_pages_of_a_ballot(world: World) -> None:
    scene = make_scene(world, (3,))
    confirmed(scene, [{}, {"done": "40"}, {"done": "30"}])
    others = council(scene, 3)
    leader = world.client(scene.leader)
    cluster_id = scene.cluster_ids[0]
    form = f"/ballots/new?set={scene.set_id}&cluster={cluster_id}"
    assert world.communes[0].name in leader.get(form).get_data(as_text=True)
    given = {
        "set": scene.set_id,
        "cluster": cluster_id,
        "title": "Suy tôn đề nghị tặng Cờ",
        "purpose": "acclaim",
        "electorate": "council",
        "award": "Cờ thi đua",
        "passing": "4/5",
        "quorum": "4/5",
    }
    refused = leader.send("/ballots", given)
    assert refused.status_code == 422
    assert "Hãy chọn các đơn vị" in refused.get_data(as_text=True)
    ids = [world.communes[0].id, world.communes[1].id]
    made = leader.send("/ballots", {**given, "member_ids": ids})
    assert made.status_code == 303
    path = made.headers["Location"]
    assert "Mở bỏ phiếu" in leader.get(path).get_data(as_text=True)
    assert leader.send(f"{path}/opening", {"version": 9}).status_code == 412
    version = poll(scene, 1).ballot.version
    assert leader.send(f"{path}/opening", {"version": version}).status_code == 303
    candidates = [one.id for one in poll(scene, 1).candidates]
    marks = {f"mark.{candidates[0]}": "yes", f"mark.{candidates[1]}": "no"}
    for person in others:
        client = world.client(person)
        assert "Phiếu của bạn" in client.get(path).get_data(as_text=True)
        assert client.send(f"{path}/votes", {}).status_code == 422
        assert client.send(f"{path}/votes", marks).status_code == 303
        shown = client.get(path).get_data(as_text=True)
        assert "Bạn đã bỏ phiếu." in shown
        assert "Phiếu của bạn" not in shown
    assert "Không đạt" not in leader.get(path).get_data(as_text=True)
    waiting = poll(scene, 1).absent[0]
    written = {"voter_id": str(waiting.id), **marks}
    assert leader.send(f"{path}/written-opinions", written).status_code == 422
    file = {**written, "file": (io.BytesIO(PDF), "phieu.pdf")}
    sent = leader.send(f"{path}/written-opinions", file, content_type="multipart/form-data")
    assert sent.status_code == 303
    version = poll(scene, 1).ballot.version
    assert leader.send(f"{path}/count", {"version": version}).status_code == 303
    result = leader.get(path).get_data(as_text=True)
    assert "<b>4</b>/4" in result
    assert "Không đạt" in result
    assert "Suy tôn đề nghị tặng Cờ" in leader.get(f"/ballots?set={scene.set_id}").get_data(
        as_text=True
    )
    outsider = world.client(world.person(world.communes[0], Role.COUNCIL_MEMBER))
    assert outsider.get(path).status_code == 404
    assert outsider.get("/ballots").status_code == 403
    with world.acting(scene.leader):
        paper_id = council_papers.ask_ballot(ballot_id=1, by=scene.leader)
    world.work()
    assert leader.get(f"/papers/{paper_id}").status_code == 200


def test_the_api_of_a_ballot(world: World) -> None:
    scene = make_scene(world, (2,))
    confirmed(scene, [{}, {"done": "40"}])
    others = council(scene, 2)
    client = world.client(scene.leader)
    base = f"/api/v1/criteria-sets/{scene.set_id}/ballots"
    given = {
        "title": "Suy tôn",
        "purpose": "acclaim",
        "award": "Cờ thi đua",
        "member_ids": [world.communes[0].id],
        "quorum": {"numerator": 2, "denominator": 3},
    }
    wrong = client.call("POST", base, json={**given, "passing": {"numerator": 3, "denominator": 2}})
    assert wrong.status_code == 422
    made = client.call("POST", base, json=given)
    assert made.status_code == 201
    path = made.headers["Location"]
    assert client.call("POST", f"{path}/opening", json={}).status_code == 428
    tag = {"If-Match": made.headers["ETag"]}
    assert client.call("POST", f"{path}/opening", json={}, headers=tag).status_code == 200
    candidate = made.json["candidates"][0]["id"]
    ballot = {"marks": [{"candidate_id": candidate, "mark": "yes"}]}
    for person in others:
        other = world.client(person)
        assert other.call("POST", f"{path}/votes", json=ballot).status_code == 204
        assert other.call("POST", f"{path}/votes", json=ballot).status_code == 409
    now = client.get(path)
    assert [one["yes"] for one in now.json["candidates"]] == [None]
    tag = {"If-Match": now.headers["ETag"]}
    closed = client.call("POST", f"{path}/count", headers=tag)
    assert closed.json["candidates"][0]["passed"] is False
    assert (closed.json["candidates"][0]["yes"], closed.json["needed"]) == (2, 3)
    listed = client.get(f"/api/v1/ballots?criteria_set_id={scene.set_id}")
    assert [one["state"] for one in listed.json] == ["closed"]


def test_a_list_of_ballots_costs_the_same_for_many(world: World) -> None:
    scene = make_scene(world, (2,))
    confirmed(scene, [{}, {"done": "40"}])
    council(scene, 3)
    costs = []
    client = world.client(scene.leader)
    for number in (1, 5):
        for _ in range(number):
            opened(scene, prepared(scene, [0]))
        with counted(world.app) as statements:
            assert client.get(f"/ballots?set={scene.set_id}").status_code == 200
        costs.append(len(statements))
    assert costs[0] == costs[1]
