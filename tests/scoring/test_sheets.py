"""Self-scoring: opening, filling, evidence, submitting; and who may see what."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from app.access.permissions import Role
from app.clusters import actions as clusters
from app.clusters import queries as cluster_queries
from app.lib import clock
from app.lib.errors import Conflict, Invalid, NotFound, Stale
from app.notifications.models import Notification
from app.scoring import jobs
from app.scoring.actions import evidence, sheets
from app.scoring.actions.sheets import LineContent
from app.scoring.models import ScoreSheet, SheetEvidence, SheetLine
from app.scoring.queries import criteria, statuses
from app.scoring.queries import sheets as queries
from app.scoring.terms import SheetState
from tenants.db import db
from tests.scoring.scenes import PDF, answers, draft_set, fill, make_scene, member, submit
from tests.sql import counted
from tests.world import World


def test_points_follow_from_what_is_entered(world: World) -> None:
    scene = make_scene(world)
    person = member(scene, 2)
    sheet_id = fill(scene, person, done="45", value="75", late="3")
    with world.acting(person):
        detail = queries.detail(sheet_id)
        assert detail.points == {
            scene.ids["I.1"]: Decimal(36),
            scene.ids["I.2"]: Decimal(20),
            scene.ids["II.1"]: Decimal(20),
            scene.ids["III.1"]: Decimal(0),
            scene.ids["IV.1"]: Decimal("1.5"),
        }
        assert detail.totals.total == Decimal("74.5") == detail.sheet.self_total
        assert detail.state is SheetState.SELF_SCORING
        assert detail.unproved == set()


@pytest.mark.parametrize(
    ("code", "inputs", "field"),
    [
        ("I.1", {"done": "-1", "assigned": "50"}, "done"),
        ("I.1", {"done": "1", "assigned": "0"}, "assigned"),
        ("I.1", {"done": "1e9", "assigned": "1"}, "done"),
        ("III.1", {"count": "1.5"}, "count"),
        ("I.2", {"met": "maybe"}, "met"),
        ("I.2", {"lạ": "1"}, "lạ"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    world: World, code: str, inputs: dict[str, str], field: str
) -> None:
    scene = make_scene(world)
    person = member(scene, 2)
    with world.acting(person):
        sheet = sheets.open_sheet(set_id=scene.set_id, by=person)
        one = scene.ids[code]
        with pytest.raises(Invalid) as raised:
            sheets.save(
                sheet_id=sheet.id,
                version=sheet.version,
                lines={one: LineContent(inputs=inputs)},
                by=person,
            )
    assert list(raised.value.fields) == [f"lines.{one}.{field}"]


def test_a_sheet_is_submitted_whole_and_with_evidence(world: World) -> None:
    scene = make_scene(world)
    person = member(scene, 2)
    with world.acting(person):
        sheet = sheets.open_sheet(set_id=scene.set_id, by=person)
        some = answers(scene)
        del some[scene.ids["II.1"]]
        sheets.save(sheet_id=sheet.id, version=sheet.version, lines=some, by=person)
        with pytest.raises(Invalid) as raised:
            sheets.submit(sheet_id=sheet.id, by=person)
        assert raised.value.fields == {
            f"lines.{scene.ids['II.1']}": ["II.1: chưa tự chấm."],
            f"lines.{scene.ids['I.2']}": ["I.2: có điểm nhưng chưa có minh chứng."],
        }
        nothing = {**answers(scene, met="no")}
        sheets.save(sheet_id=sheet.id, version=sheet.version, lines=nothing, by=person)
        assert sheets.submit(sheet_id=sheet.id, by=person).self_total == Decimal(80)


def test_it_goes_to_the_lead_and_the_leads_own_to_the_deputy(world: World) -> None:
    scene = make_scene(world)
    lead, deputy, other = (member(scene, index) for index in range(3))
    ids = {who.tenant.id: submit(scene, who) for who in (lead, deputy, other)}
    with world.acting(scene.leader):
        sent = {sheet.tenant_id: sheet.appraiser_id for sheet in db.session.query(ScoreSheet)}
    assert sent == {
        lead.tenant.id: deputy.tenant.id,
        deputy.tenant.id: lead.tenant.id,
        other.tenant.id: lead.tenant.id,
    }
    with world.acting(deputy):
        assert queries.detail(ids[lead.tenant.id]).member.id == lead.tenant.id
        with pytest.raises(NotFound):
            queries.sheet(ids[other.tenant.id])


def test_submitting_twice_sends_once(world: World) -> None:
    scene = make_scene(world)
    person = member(scene, 2)
    sheet_id = fill(scene, person)
    for _ in range(2):
        with world.acting(person):
            jobs.submit_sheet(sheet_id=sheet_id, by=person)
        world.work()
    with world.acting(scene.leader):
        told = db.session.scalars(
            select(Notification).where(Notification.kind.like("score_sheet.%"))
        ).all()
    assert sorted(one.kind for one in told) == ["score_sheet.submitted"]
    with world.acting(person):
        kinds = db.session.scalars(select(Notification.kind)).all()
    assert sorted(kinds) == ["score_sheet.submitted", "score_sheet.to_appraise"]


def test_a_submitted_sheet_does_not_change_not_even_in_the_database(world: World) -> None:
    scene = make_scene(world)
    person = member(scene, 2)
    sheet_id = submit(scene, person)
    with world.acting(person):
        version = queries.sheet(sheet_id).version
        with pytest.raises(Conflict):
            sheets.save(sheet_id=sheet_id, version=version, lines=answers(scene), by=person)
        with pytest.raises(Conflict):
            evidence.attach(
                sheet_id=sheet_id,
                criterion_id=scene.ids["I.2"],
                name="them.pdf",
                content=PDF,
                caption=None,
                by=person,
            )
    changes = (
        update(ScoreSheet).values(self_total=1),
        update(SheetLine).values(points=1),
        update(SheetEvidence).values(caption="khác"),
    )
    for change in changes:
        with pytest.raises(IntegrityError, match="frozen"), world.acting(person):
            db.session.execute(change)


def test_a_neighbour_never_sees_a_sheet_and_others_only_once_it_is_submitted(
    world: World,
) -> None:
    scene = make_scene(world, (4, 3))
    owner, neighbour, stranger = member(scene, 2), member(scene, 3), member(scene, 4)
    lead = member(scene, 0)
    sheet_id = fill(scene, owner)
    with world.acting(owner):
        file_id = queries.proofs(sheet_id)[scene.ids["I.2"]][0].file_id
    paths = [
        f"/score-sheets/{sheet_id}",
        f"/api/v1/score-sheets/{sheet_id}",
        f"/api/v1/score-sheets/{sheet_id}/lines",
        f"/api/v1/score-sheets/{sheet_id}/evidence",
        f"/files/{file_id}",
    ]

    def seen(who: object) -> list[int]:
        client = world.client(who)  # type: ignore[arg-type]
        return [client.get(path).status_code for path in paths]

    hidden, shown = [404] * len(paths), [200] * len(paths)
    everybody = (neighbour, stranger, lead, scene.leader)
    assert [seen(who) for who in everybody] == [hidden] * 4
    assert seen(owner) == shown
    with world.acting(owner):
        sheets.submit(sheet_id=sheet_id, by=owner)
    assert [seen(neighbour), seen(stranger)] == [hidden, hidden]
    assert [seen(lead), seen(scene.leader), seen(owner)] == [shown, shown, shown]
    with world.acting(neighbour):
        found = statuses.of_set(scene.set_id)
        assert {one.member_id: one.sheet_id for one in found}[owner.tenant.id] is None


def test_a_job_of_a_neighbour_finds_nothing(world: World) -> None:
    scene = make_scene(world)
    sheet_id = submit(scene, member(scene, 2))
    neighbour = member(scene, 3)
    for job in (jobs.tell_submitted, jobs.tell_appraised, jobs.tell_settled):
        with world.acting(neighbour), pytest.raises(NotFound):
            job(sheet_id=sheet_id)


def test_only_a_member_of_a_cluster_of_the_sets_kind_opens_a_sheet(world: World) -> None:
    scene = make_scene(world)
    outsider = member(scene, 10)
    with world.acting(outsider), pytest.raises(Conflict, match="chưa thuộc cụm thi đua"):
        sheets.open_sheet(set_id=scene.set_id, by=outsider)
    draft_id, _ = draft_set(world, scene.leader)
    person = member(scene, 2)
    with world.acting(person), pytest.raises(NotFound):
        sheets.open_sheet(set_id=draft_id, by=person)


def test_a_sheet_keeps_its_appraiser_when_the_lead_changes(world: World) -> None:
    scene = make_scene(world)
    lead, person, later = member(scene, 0), member(scene, 2), member(scene, 3)
    early_id = submit(scene, person)
    with world.acting(scene.leader):
        cluster = cluster_queries.cluster(scene.cluster_ids[0])
        clusters.change_roles(
            cluster_id=cluster.id,
            version=cluster.version,
            lead_id=person.tenant.id,
            deputy_id=world.communes[1].id,
            reason="Luân phiên",
            by=scene.leader,
        )
    late_id = submit(scene, later)
    with world.acting(scene.leader):
        assert queries.sheet(early_id).appraiser_id == lead.tenant.id
        assert queries.sheet(late_id).appraiser_id == person.tenant.id


def test_the_second_of_two_editors_sees_what_changed(world: World) -> None:
    scene = make_scene(world)
    person = member(scene, 2)
    sheet_id = fill(scene, person)
    with world.acting(person):
        version = queries.sheet(sheet_id).version
        sheets.save(sheet_id=sheet_id, version=version, lines=answers(scene, done="40"), by=person)
    with world.acting(person), pytest.raises(Stale) as raised:
        sheets.save(sheet_id=sheet_id, version=version, lines=answers(scene, done="30"), by=person)
    assert raised.value.changed == {"I.1. Đã làm": ("30", "40")}


def test_the_page_takes_numbers_as_people_write_them_and_files_with_them(world: World) -> None:
    scene = make_scene(world)
    person = member(scene, 2)
    client = world.client(person)
    listed = client.get("/score-sheets").get_data(as_text=True)
    assert "Mở bảng điểm" in listed
    path = client.send("/score-sheets", {"criteria_set_id": scene.set_id}).headers["Location"]
    ids = scene.ids
    form = {
        "version": 2,
        f"lines.{ids['I.1']}.done": "45,5",
        f"lines.{ids['I.1']}.assigned": "50",
        f"lines.{ids['I.1']}.note": "Theo báo cáo năm",
        f"lines.{ids['I.2']}.met": "yes",
        f"lines.{ids['II.1']}.value": "",
        f"lines.{ids['III.1']}.count": "0",
        f"lines.{ids['IV.1']}.count": "1",
    }
    shown = client.get(path).get_data(as_text=True)
    found = shown.partition('name="version" value="')[2].partition('"')[0]
    form["version"] = int(found)
    wrong = client.send(path, {**form, f"lines.{ids['I.1']}.done": "bốn lăm"})
    assert wrong.status_code == 422
    assert "bốn lăm" in wrong.get_data(as_text=True)
    bad_file = {f"lines.{ids['I.2']}.files": (BytesIO(b"MZ\x90"), "virus.exe")}
    refused = client.send(path, {**form, **bad_file})
    assert refused.status_code == 422
    assert "không đúng loại" in refused.get_data(as_text=True)
    good_file = {f"lines.{ids['I.2']}.files": (BytesIO(PDF), "bang-khen.pdf")}
    saved = client.send(path, {**form, **good_file})
    assert saved.status_code == 303
    page = client.get(path).get_data(as_text=True)
    assert "bang-khen.pdf" in page
    assert "Theo báo cáo năm" in page
    assert "40 × 45,5/50 = 36,4" in page
    late = client.send(path, form)
    assert late.status_code == 412
    missing = client.send(f"{path}/submission")
    assert missing.status_code == 422
    assert "II.1: chưa tự chấm." in missing.get_data(as_text=True)
    with world.acting(person):
        [proof] = queries.proofs(int(path.rpartition("/")[2]))[ids["I.2"]]
        version = queries.sheet(int(path.rpartition("/")[2])).version
    form |= {"version": version, f"lines.{ids['II.1']}.value": "100", "drop": proof.id}
    assert client.send(path, form).status_code == 303
    assert client.send(f"{path}/submission").status_code == 422
    form |= {"version": version + 1, f"lines.{ids['I.2']}.met": "no"}
    del form["drop"]
    assert client.send(path, form).status_code == 303
    assert client.send(f"{path}/submission").status_code == 303
    assert client.send(f"{path}/submission").status_code == 303
    assert "Đã nộp" in client.get(path).get_data(as_text=True)


def test_the_api_fills_and_submits(world: World) -> None:
    scene = make_scene(world)
    client = world.client(member(scene, 2))
    made = client.call("POST", "/api/v1/score-sheets", json={"criteria_set_id": scene.set_id})
    assert (made.status_code, made.json["state"]) == (201, "self_scoring")
    path = made.headers["Location"]
    lines = [
        {"criterion_id": one, "inputs": dict(content.inputs)}
        for one, content in answers(scene, done="45").items()
    ]
    assert client.call("PUT", f"{path}/lines", json={"lines": lines}).status_code == 428
    tag = {"If-Match": made.headers["ETag"]}
    above = [{"criterion_id": scene.ids["I.1"], "inputs": {"done": "x"}}]
    wrong = client.call("PUT", f"{path}/lines", json={"lines": above}, headers=tag)
    assert wrong.status_code == 422
    assert f"lines.{scene.ids['I.1']}.done" in wrong.json["errors"]
    saved = client.call("PUT", f"{path}/lines", json={"lines": lines}, headers=tag)
    assert (saved.json["total"], saved.json["unproved"]) == ("96", [scene.ids["I.2"]])
    stale = client.call("PUT", f"{path}/lines", json={"lines": lines}, headers=tag)
    assert stale.status_code == 412
    upload = {"criterion_id": scene.ids["I.2"], "file": (BytesIO(PDF), "qd.pdf")}
    proof = client.call("POST", f"{path}/evidence", data=upload)
    assert (proof.status_code, proof.json["name"]) == (201, "qd.pdf")
    assert len(client.get(f"{path}/evidence").json) == 1
    sent = client.call("POST", f"{path}/submission")
    assert (sent.status_code, sent.json["state"]) == (200, "submitted")
    gone = client.call("DELETE", f"{path}/evidence/{proof.json['id']}")
    assert gone.status_code == 409
    rows = {row["code"]: row for row in client.get(f"{path}/lines").json}
    assert rows["I.1"]["points"] == "36"
    mine = client.get("/api/v1/score-sheets").json
    assert (mine["total"], mine["items"][0]["state"]) == (1, "submitted")


def test_a_viewer_fills_nothing_and_an_officer_submits_nothing(world: World) -> None:
    scene = make_scene(world)
    person = member(scene, 2)
    sheet_id = fill(scene, person)
    viewer = world.client(world.person(person.tenant, Role.VIEWER))
    officer = world.client(world.person(person.tenant, Role.OFFICER))
    shown = viewer.get(f"/score-sheets/{sheet_id}").get_data(as_text=True)
    assert "Lưu và tính điểm" not in shown
    assert "Nội dung I.1" in shown
    assert viewer.send(f"/score-sheets/{sheet_id}", {"version": 1}).status_code == 403
    assert officer.send(f"/score-sheets/{sheet_id}/submission").status_code == 403


def test_the_number_of_statements_does_not_grow(world: World) -> None:
    scene = make_scene(world, (3, 60))
    person = member(scene, 2)
    sheet_id = submit(scene, person)
    few_of, many_of = scene.cluster_ids
    with counted(world.app) as few, world.acting(scene.leader):
        assert len(statuses.of_set(scene.set_id, cluster_id=few_of)) == 3
    with counted(world.app) as many, world.acting(scene.leader):
        assert len(statuses.of_set(scene.set_id, cluster_id=many_of)) == 60
    assert len(few) == len(many) == 2
    with counted(world.app) as shown, world.acting(person):
        queries.detail(sheet_id)
    assert len(shown) <= 10


def test_a_late_sheet_is_marked_as_late(world: World) -> None:
    scene = make_scene(world)
    person = member(scene, 2)
    with clock.fixed(date(2026, 12, 5)):
        submit(scene, person)
        with world.acting(scene.leader):
            last = criteria.criteria_set(scene.set_id).submit_by
            late = {one.member_id: one.is_late(last) for one in statuses.of_set(scene.set_id)}
            assert set(late.values()) == {True}
    with clock.fixed(date(2026, 11, 30)), world.acting(scene.leader):
        late = {one.member_id: one.is_late(last) for one in statuses.of_set(scene.set_id)}
        assert [member_id for member_id, is_late in late.items() if is_late] == [person.tenant.id]
    page = world.client(scene.leader).get(f"/council?set={scene.set_id}").get_data(as_text=True)
    assert "nộp muộn" in page
