"""Members score each other by assignment: who reads what, who may ask whom, what the lead takes."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from app.documents.models import File
from app.lib import clock
from app.lib.errors import Conflict, Invalid, NotAllowed, NotFound, Stale
from app.notifications.models import Notification
from app.scoring import review_jobs
from app.scoring.actions import appraisals, cross
from app.scoring.actions.appraisals import Verdict
from app.scoring.models import (
    CrossAssignment,
    CrossScore,
    CrossScoreLine,
    Explanation,
    ScoreSheet,
    SheetEvidence,
    SheetLine,
)
from app.scoring.queries import cross as queries
from app.scoring.queries import severity, sheets, side_by_side
from tenants.db import db
from tests.scoring.compared import compared_scene, submit_compared
from tests.scoring.scenes import Scene, appraise, fill, make_scene, member, submit
from tests.sql import counted
from tests.world import Person, World


def _assign(scene: Scene, by: Person, *pairs: tuple[Person, Person]) -> list[int]:
    """Ask for scores: pairs of (whose sheet, scorer); the ids."""
    with scene.world.acting(by):
        made = review_jobs.assign_cross(
            set_id=scene.set_id,
            cluster_id=scene.cluster_ids[0],
            pairs=[(owner.tenant.id, scorer.tenant.id) for owner, scorer in pairs],
            scorers=0,
            due_on=date(2026, 12, 1),
            by=by,
        )
        return [one.id for one in made]


def _score(scene: Scene, scorer: Person, assignment_id: int, **points: str) -> int:
    """Points that were sent: full for all but those given by code; the id."""
    with scene.world.acting(scorer):
        score = cross.begin(assignment_id=assignment_id, by=scorer)
        given = {scene.ids[code.replace("_", ".")]: text for code, text in points.items()}
        most = {"I.1": "40", "I.2": "20", "II.1": "40", "III.1": "0", "IV.1": "0"}
        verdicts = {
            one: Verdict(points=Decimal(given.get(one, most[code])), comment="Đã xem")
            for code, one in scene.ids.items()
            if code in most
        }
        cross.save(cross_score_id=score.id, version=score.version, verdicts=verdicts, by=scorer)
        review_jobs.send_cross(cross_score_id=score.id, by=scorer)
        return score.id


def _readable(scene: Scene, person: Person, sheet_id: int) -> tuple[int, int, int, int, int]:
    """How many rows of a sheet a person's tenant reads: sheet, lines, evidence, files, words."""
    with scene.world.acting(person):
        proofs = db.session.scalars(
            select(SheetEvidence.file_id).where(SheetEvidence.sheet_id == sheet_id)
        ).all()
        return (
            len(db.session.scalars(select(ScoreSheet.id).where(ScoreSheet.id == sheet_id)).all()),
            len(
                db.session.scalars(select(SheetLine.id).where(SheetLine.sheet_id == sheet_id)).all()
            ),
            len(proofs),
            len(db.session.scalars(select(File.id).where(File.id.in_(proofs))).all()),
            len(
                db.session.scalars(
                    select(Explanation.id).where(Explanation.sheet_id == sheet_id)
                ).all()
            ),
        )


NOTHING = (0, 0, 0, 0, 0)


def test_a_sheet_is_open_to_its_scorer_while_the_assignment_stands(world: World) -> None:
    scene = make_scene(world)
    lead, owner, scorer = (member(scene, index) for index in (0, 2, 3))
    sheet_id = submit(scene, owner)
    assert _readable(scene, scorer, sheet_id) == NOTHING
    (asked,) = _assign(scene, lead, (owner, scorer))
    assert _readable(scene, scorer, sheet_id) == (1, 5, 1, 1, 0)
    assert _readable(scene, member(scene, 1), sheet_id) == NOTHING
    client = world.client(scorer)
    assert client.get(f"/score-sheets/{sheet_id}").status_code == 200
    world.work()
    with world.acting(scorer):
        kinds = db.session.scalars(
            select(Notification.kind).where(Notification.addressee_id == scorer.tenant.id)
        ).all()
        assert "cross.assigned" in kinds
    with world.acting(lead):
        cross.withdraw(assignment_id=asked, by=lead)
    assert _readable(scene, scorer, sheet_id) == NOTHING
    assert client.get(f"/score-sheets/{sheet_id}").status_code == 404


def test_an_assignment_that_one_writes_for_oneself_opens_nothing(world: World) -> None:
    scene = make_scene(world)
    owner, thief = member(scene, 2), member(scene, 3)
    sheet_id, draft = submit(scene, owner), fill(scene, member(scene, 1))
    row = {
        "criteria_set_id": scene.set_id,
        "cluster_id": scene.cluster_ids[0],
        "sheet_id": sheet_id,
        "member_id": owner.tenant.id,
        "scorer_id": thief.tenant.id,
        "appraiser_id": thief.tenant.id,
        "province_id": thief.tenant.id,
        "sent_at": clock.now(),
    }
    with world.acting(thief):
        db.session.execute(insert(CrossAssignment).values({**row, "tenant_id": thief.tenant.id}))
    assert _readable(scene, thief, sheet_id) == NOTHING
    with world.acting(thief):
        assert queries.to_score() == []
        asked = db.session.scalars(select(CrossAssignment.id)).one()
        with pytest.raises(NotFound):
            cross.begin(assignment_id=asked, by=thief)
    with pytest.raises(Exception, match="row-level security"), world.acting(thief):
        db.session.execute(
            insert(CrossAssignment).values({**row, "tenant_id": world.communes[0].id})
        )
    _assign(scene, member(scene, 0), (owner, thief))
    assert _readable(scene, thief, draft) == NOTHING
    with pytest.raises(IntegrityError, match="frozen"), world.acting(member(scene, 0)):
        db.session.execute(
            update(CrossAssignment)
            .where(CrossAssignment.tenant_id == world.communes[0].id)
            .values(sheet_id=draft)
        )


def test_who_may_ask_whom(world: World) -> None:
    scene = make_scene(world, (4, 3))
    lead, deputy, owner, other = (member(scene, index) for index in range(4))
    stranger = member(scene, 5)
    submit(scene, owner)
    submit(scene, lead)
    with pytest.raises(Invalid) as raised:
        _assign(scene, lead, (owner, owner))
    assert list(raised.value.fields) == ["scorer_id"]
    with pytest.raises(Invalid, match="thành viên của cụm"):
        _assign(scene, lead, (owner, stranger))
    with pytest.raises(Invalid, match="đã thẩm định"):
        _assign(scene, scene.leader, (owner, lead))
    with pytest.raises(Invalid) as raised:
        _assign(scene, lead, (deputy, other))
    assert list(raised.value.fields) == ["member_id"]
    with pytest.raises(Invalid):
        _assign(scene, lead, (lead, other))
    with pytest.raises(Invalid):
        _assign(scene, other, (owner, deputy))
    assert len(_assign(scene, deputy, (lead, other))) == 1
    assert len(_assign(scene, scene.leader, (owner, other))) == 1
    with pytest.raises(Conflict):
        _assign(scene, lead, (owner, other))
    own_row = {
        "tenant_id": owner.tenant.id,
        "assignment_id": 1,
        "sheet_id": 1,
        "member_id": owner.tenant.id,
        "appraiser_id": lead.tenant.id,
        "province_id": world.province.id,
    }
    with pytest.raises(IntegrityError, match="not_own_sheet"), world.acting(owner):
        db.session.execute(insert(CrossScore).values(own_row))


def test_in_turn_nobody_scores_itself_and_late_sheets_are_added(world: World) -> None:
    scene = make_scene(world, (5,))
    people = [member(scene, index) for index in range(5)]
    for person in people[1:4]:
        submit(scene, person)
    lead = people[0]
    given = {"set_id": scene.set_id, "cluster_id": scene.cluster_ids[0], "scorers": 2}
    with world.acting(lead):
        made = cross.assign_in_turn(**given, by=lead)
        pairs = {(one.member_id, one.scorer_id) for one in made}
        assert len(pairs) == 6
        assert all(owner != scorer and scorer != lead.tenant.id for owner, scorer in pairs)
        with pytest.raises(Conflict):
            cross.assign_in_turn(**given, by=lead)
        with pytest.raises(Invalid) as raised:
            cross.assign_in_turn(**{**given, "scorers": 4}, by=lead)
        assert list(raised.value.fields) == ["scorers"]
    submit(scene, people[4])
    with world.acting(lead):
        assert len(cross.assign_in_turn(**given, by=lead)) == 2


def test_scores_are_the_leads_once_sent_and_never_the_members(world: World) -> None:
    scene = make_scene(world)
    lead, deputy, owner, scorer = (member(scene, index) for index in range(4))
    sheet_id = submit(scene, owner)
    one_asked, two_asked = _assign(scene, lead, (owner, scorer), (owner, deputy))
    with world.acting(scorer):
        draft = cross.begin(assignment_id=one_asked, by=scorer)
        assert cross.begin(assignment_id=one_asked, by=scorer).id == draft.id
        with pytest.raises(Invalid) as raised:
            cross.send(cross_score_id=draft.id, by=scorer)
        assert len(raised.value.fields) == 5
        verdicts = {scene.ids["I.1"]: Verdict(points=Decimal(1))}
        with pytest.raises(Stale):
            cross.save(cross_score_id=draft.id, version=99, verdicts=verdicts, by=scorer)
        verdicts = {scene.ids["I.1"]: Verdict(points=Decimal(41))}
        with pytest.raises(Invalid):
            cross.save(cross_score_id=draft.id, version=1, verdicts=verdicts, by=scorer)
    for reader in (lead, owner, scene.leader):
        with world.acting(reader), pytest.raises(NotFound):
            queries.score(draft.id)
    _score(scene, scorer, one_asked, I_1="30")
    _score(scene, deputy, two_asked, I_1="37")
    one = scene.ids["I.1"]
    with world.acting(lead):
        board = side_by_side.board(set_id=scene.set_id, cluster_id=scene.cluster_ids[0])
        spread = board.cross(sheet_id, one)
        assert spread == queries.Spread(
            2, Decimal("33.5"), Decimal("33.5"), Decimal(30), Decimal(37)
        )
        given = {"set_id": scene.set_id, "cluster_id": scene.cluster_ids[0]}
        assert cross.take_over(**given, criterion_id=one, by=lead) == 1
        made = appraisals.start(sheet_id=sheet_id, by=lead)
        line = sheets.appraised_lines(made.id)[one]
        assert (line.points, line.comment) == (
            Decimal("33.5"),
            "Trung vị chấm chéo của 2 đơn vị.",
        )
        with pytest.raises(Conflict):
            cross.withdraw(assignment_id=one_asked, by=lead)
    with world.acting(owner):
        assert db.session.scalars(select(CrossScore.id)).all() == []
        assert db.session.scalars(select(CrossScoreLine.id)).all() == []
    with pytest.raises(IntegrityError, match="frozen"), world.acting(scorer):
        db.session.execute(update(CrossScoreLine).values(points=1))
    with pytest.raises(IntegrityError, match="frozen"), world.acting(scorer):
        db.session.execute(delete(CrossScore))


def test_scores_that_nobody_asked_for_do_not_count(world: World) -> None:
    scene = make_scene(world)
    lead, _, owner, thief = (member(scene, index) for index in range(4))
    sheet_id = submit(scene, owner)
    now = clock.now()
    shared = {
        "tenant_id": thief.tenant.id,
        "appraiser_id": lead.tenant.id,
        "province_id": world.province.id,
        "sent_at": now,
    }
    with world.acting(thief):
        asked = {
            **shared,
            "criteria_set_id": scene.set_id,
            "cluster_id": scene.cluster_ids[0],
            "sheet_id": sheet_id,
            "member_id": owner.tenant.id,
            "scorer_id": thief.tenant.id,
        }
        assignment_id = db.session.scalar(
            insert(CrossAssignment).values(asked).returning(CrossAssignment.id)
        )
        score = {
            **shared,
            "assignment_id": assignment_id,
            "sheet_id": sheet_id,
            "member_id": owner.tenant.id,
            "total": 1,
        }
        score_id = db.session.scalar(insert(CrossScore).values(score).returning(CrossScore.id))
        line = {**shared, "cross_score_id": score_id, "criterion_id": scene.ids["I.1"], "points": 1}
        db.session.execute(insert(CrossScoreLine).values(line))
    with world.acting(lead):
        assert db.session.scalars(select(CrossScore.id)).all() == [score_id]
        assert queries.given([sheet_id]) == {}
        assert queries.of_cluster(set_id=scene.set_id, cluster_id=scene.cluster_ids[0]) == []


def test_what_is_reckoned_or_was_not_assigned_is_not_scored(world: World) -> None:
    scene = compared_scene(world)
    lead, owner, scorer = (member(scene, index) for index in (0, 2, 3))
    submit_compared(scene, owner, count=None)
    (asked,) = _assign(scene, lead, (owner, scorer))
    with world.acting(scorer):
        score = cross.begin(assignment_id=asked, by=scorer)
        scored = {one: code for code, one in scene.ids.items()}
        assert {scored[one] for one in queries.lines(score.id)} == {"I.2", "II.1"}
        outside = {scene.ids["I.1"]: Verdict(points=Decimal(1))}
        with pytest.raises(Invalid):
            cross.save(cross_score_id=score.id, version=1, verdicts=outside, by=scorer)


def test_only_who_was_asked_begins_and_only_who_asked_withdraws(world: World) -> None:
    scene = make_scene(world)
    lead, deputy, owner, scorer = (member(scene, index) for index in range(4))
    submit(scene, owner)
    (asked,) = _assign(scene, lead, (owner, scorer))
    with world.acting(deputy), pytest.raises(NotFound):
        cross.begin(assignment_id=asked, by=deputy)
    with world.acting(lead), pytest.raises(NotAllowed):
        cross.begin(assignment_id=asked, by=lead)
    with world.acting(scorer), pytest.raises(NotAllowed):
        cross.withdraw(assignment_id=asked, by=scorer)
    with world.acting(scorer):
        score = cross.begin(assignment_id=asked, by=scorer)
    with world.acting(lead):
        cross.withdraw(assignment_id=asked, by=lead)
        with pytest.raises(Conflict):
            cross.withdraw(assignment_id=asked, by=lead)
    with world.acting(scorer), pytest.raises((Conflict, NotFound)):
        cross.save(cross_score_id=score.id, version=1, verdicts={}, by=scorer)


def test_pages_of_lead_and_scorer(world: World) -> None:
    scene = make_scene(world)
    lead, owner, scorer = (member(scene, index) for index in (0, 2, 3))
    submit(scene, owner)
    client = world.client(lead)
    path = f"/criteria-sets/{scene.set_id}/clusters/{scene.cluster_ids[0]}/cross-assignments"
    assert owner.tenant.name in client.get(path).get_data(as_text=True)
    assert client.send(path, {"scorers": "x"}).status_code == 422
    chosen = {"chosen": "1", "pair": f"{owner.tenant.id}-{scorer.tenant.id}"}
    assert client.send(path, chosen).status_code == 303
    assert client.send(path, chosen).status_code == 409
    other = world.client(scorer)
    listed = other.get("/cross-scores").get_data(as_text=True)
    assert owner.tenant.name in listed
    asked = listed.partition('name="assignment_id" value="')[2].partition('"')[0]
    sheet = other.send("/cross-scores", {"assignment_id": asked}).headers["Location"]
    page = other.get(sheet).get_data(as_text=True)
    assert f"Quyết định của {owner.tenant.name}" in page
    form = {f"lines.{one}.points": "0" for code, one in scene.ids.items() if "." in code}
    assert other.send(sheet, {**form, "version": 1}).status_code == 303
    too_much = {**form, f"lines.{scene.ids['I.1']}.points": "41", "version": 2}
    assert other.send(sheet, too_much).status_code == 422
    assert other.send(sheet, {**form, "version": 1}).status_code == 412
    empty = {**form, f"lines.{scene.ids['I.1']}.points": "", "version": 2}
    assert other.send(f"{sheet}/dispatch", empty).status_code == 422
    assert other.send(f"{sheet}/dispatch", {**form, "version": 2}).status_code == 303
    assert "Đã gửi" in client.get(path).get_data(as_text=True)
    assert client.get(sheet).status_code == 200
    assert world.client(owner).get(sheet).status_code == 404
    with world.acting(lead):
        hands = severity.of_scorers(set_id=scene.set_id, cluster_id=scene.cluster_ids[0]).hands
        assert [(one.name, one.count, one.mean) for one in hands] == [(scorer.tenant.name, 1, None)]


def test_the_api_of_lead_and_scorer(world: World) -> None:
    scene = make_scene(world)
    lead, owner, scorer = (member(scene, index) for index in (0, 2, 3))
    submit(scene, owner)
    client, other = world.client(lead), world.client(scorer)
    at = f"/api/v1/criteria-sets/{scene.set_id}/clusters/{scene.cluster_ids[0]}/cross-assignments"
    made = client.call("POST", at, json={"scorers": 1})
    assert made.status_code == 201
    assert [(one["member_id"], one["scorer_id"]) for one in made.json] == [
        (owner.tenant.id, scorer.tenant.id)
    ]
    duty = other.get("/api/v1/cross-assignments").json[0]
    begun = other.call("POST", "/api/v1/cross-scores", json={"assignment_id": duty["id"]})
    path, tag = begun.headers["Location"], {"If-Match": begun.headers["ETag"]}
    lines = [{"criterion_id": one, "points": "0"} for code, one in scene.ids.items() if "." in code]
    saved = other.call("PUT", f"{path}/lines", json={"lines": lines}, headers=tag)
    assert saved.json["total"] == "0"
    stale = other.call(
        "PUT", f"{path}/lines", json={"lines": [{**lines[0], "points": "1"}]}, headers=tag
    )
    assert stale.status_code == 412
    assert other.call("POST", f"{path}/dispatch").json["sent_at"] is not None
    assert len(client.get(f"{path}/lines").json) == 5
    assert client.call("DELETE", f"/api/v1/cross-assignments/{duty['id']}").status_code == 409
    assert [one["total"] for one in client.get(at).json] == ["0"]


def test_the_number_of_statements_does_not_grow(world: World) -> None:
    scene = make_scene(world, (4, 14))
    for index in (1, 2, *range(5, 17)):
        submit(scene, member(scene, index))
    counts = []
    for index, cluster_id in zip((0, 4), scene.cluster_ids, strict=True):
        lead = member(scene, index)
        with world.acting(lead):
            cross.assign_in_turn(set_id=scene.set_id, cluster_id=cluster_id, scorers=2, by=lead)
        client = world.client(lead)
        path = f"/criteria-sets/{scene.set_id}/clusters/{cluster_id}/cross-assignments"
        client.get(path)
        with counted(world.app) as statements:
            assert client.get(path).status_code == 200
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_an_explanation_is_not_opened_with_the_sheet(world: World) -> None:
    scene = make_scene(world)
    lead, owner, scorer = (member(scene, index) for index in (0, 2, 3))
    sheet_id = submit(scene, owner)
    _assign(scene, lead, (owner, scorer))
    appraise(scene, sheet_id, II_1="20")
    with world.acting(scorer):
        detail = sheets.detail(sheet_id)
        assert detail.appraised == {}
        assert detail.explanations == {}
