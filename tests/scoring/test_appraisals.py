"""The cluster's view: appraised by another, explained by the member, settled, then frozen."""

from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from app.lib.errors import Conflict, Invalid, NotAllowed, NotFound, Stale
from app.notifications.models import Notification
from app.scoring import jobs
from app.scoring.actions import appraisals, explanations
from app.scoring.actions.appraisals import Verdict
from app.scoring.models import Appraisal, AppraisalLine, Explanation
from app.scoring.queries import appraisals as queries
from app.scoring.queries import sheets, statuses
from app.scoring.terms import SheetState
from tenants.db import db
from tests.scoring.scenes import appraise, fill, lead_of, make_scene, member, settle, submit
from tests.sql import counted
from tests.world import World


def test_it_begins_with_the_members_own_points(world: World) -> None:
    scene = make_scene(world)
    sheet_id = submit(scene, member(scene, 2), done="45")
    lead = lead_of(scene, sheet_id)
    with world.acting(lead):
        first = appraisals.start(sheet_id=sheet_id, by=lead)
        again = appraisals.start(sheet_id=sheet_id, by=lead)
        assert first.id == again.id
        lines = sheets.appraised_lines(first.id)
        assert lines[scene.ids["I.1"]].points == Decimal(36)
        assert first.total == Decimal(96)


def test_nobody_appraises_its_own_sheet_nor_one_that_was_not_sent_to_it(world: World) -> None:
    scene = make_scene(world)
    lead, deputy, other = (member(scene, index) for index in range(3))
    own = submit(scene, lead)
    theirs = submit(scene, other)
    draft = fill(scene, deputy)
    with world.acting(lead):
        with pytest.raises(NotAllowed):
            appraisals.start(sheet_id=own, by=lead)
        with pytest.raises(NotFound):
            appraisals.start(sheet_id=draft, by=lead)
    with world.acting(deputy), pytest.raises(NotFound):
        appraisals.start(sheet_id=theirs, by=deputy)
    with world.acting(scene.leader), pytest.raises(NotAllowed):
        appraisals.start(sheet_id=theirs, by=scene.leader)
    own_row = {
        "tenant_id": lead.tenant.id,
        "sheet_id": own,
        "member_id": lead.tenant.id,
        "province_id": world.province.id,
    }
    with pytest.raises(IntegrityError, match="not_own_sheet"), world.acting(lead):
        db.session.execute(insert(Appraisal).values(own_row))


def test_changed_points_need_a_remark_before_they_are_sent(world: World) -> None:
    scene = make_scene(world)
    sheet_id = submit(scene, member(scene, 2))
    lead = lead_of(scene, sheet_id)
    one = scene.ids["II.1"]
    with world.acting(lead):
        made = appraisals.start(sheet_id=sheet_id, by=lead)
        less = {one: Verdict(points=Decimal(20))}
        appraisals.save(appraisal_id=made.id, version=made.version, verdicts=less, by=lead)
        with pytest.raises(Invalid) as raised:
            appraisals.send(appraisal_id=made.id, by=lead)
        assert list(raised.value.fields) == [f"lines.{one}.comment"]
        too_much = {one: Verdict(points=Decimal("40.001"), comment="Vượt")}
        with pytest.raises(Invalid) as raised:
            appraisals.save(appraisal_id=made.id, version=made.version, verdicts=too_much, by=lead)
        assert list(raised.value.fields) == [f"lines.{one}.points"]
        with pytest.raises(Stale):
            appraisals.save(appraisal_id=made.id, version=1, verdicts=less, by=lead)


def test_the_member_sees_it_once_sent_and_a_neighbour_never(world: World) -> None:
    scene = make_scene(world)
    owner, neighbour = member(scene, 2), member(scene, 3)
    sheet_id = submit(scene, owner)
    lead = lead_of(scene, sheet_id)
    with world.acting(lead):
        appraisal_id = appraisals.start(sheet_id=sheet_id, by=lead).id
    path = f"/api/v1/appraisals/{appraisal_id}"
    people = (owner, scene.leader, neighbour)
    clients = [world.client(who) for who in people]
    assert [client.get(path).status_code for client in clients] == [404, 404, 404]
    with world.acting(owner):
        assert sheets.detail(sheet_id).appraised == {}
        assert sheets.detail(sheet_id).state is SheetState.SUBMITTED
    with world.acting(lead):
        jobs.send_appraisal(appraisal_id=appraisal_id, by=lead)
    world.work()
    assert [client.get(path).status_code for client in clients] == [200, 200, 404]
    assert clients[2].get(f"/appraisals/{appraisal_id}").status_code == 404
    with world.acting(owner):
        assert sheets.detail(sheet_id).state is SheetState.APPRAISED
        kinds = db.session.scalars(
            select(Notification.kind).where(Notification.addressee_id == owner.tenant.id)
        ).all()
        assert "appraisal.sent" in kinds
    page = clients[0].get(f"/score-sheets/{sheet_id}").get_data(as_text=True)
    assert "Gửi giải trình" in page


def test_the_member_explains_once_and_the_lead_settles_with_what_was_sent_kept(
    world: World,
) -> None:
    scene = make_scene(world)
    owner = member(scene, 2)
    sheet_id = submit(scene, owner)
    appraisal_id = appraise(scene, sheet_id, II_1="20")
    lead, one = lead_of(scene, sheet_id), scene.ids["II.1"]
    with world.acting(owner):
        explanations.save(sheet_id=sheet_id, texts={one: "Đã có văn bản", None: " "}, by=owner)
    with world.acting(lead):
        assert sheets.explanations(sheet_id) == {}
    with world.acting(owner):
        jobs.send_explanation(sheet_id=sheet_id, by=owner)
        with pytest.raises(Conflict):
            explanations.save(sheet_id=sheet_id, texts={one: "Thêm nữa"}, by=owner)
    with pytest.raises(IntegrityError, match="frozen"), world.acting(owner):
        db.session.execute(update(Explanation).values(text="khác"))
    with world.acting(lead):
        detail = sheets.detail(sheet_id)
        assert detail.state is SheetState.EXPLAINED
        assert detail.explanations[one].text == "Đã có văn bản"
        version = queries.appraisal(appraisal_id).version
        middle = {one: Verdict(points=Decimal(30))}
        with pytest.raises(Invalid) as raised:
            appraisals.settle(appraisal_id=appraisal_id, version=version, verdicts=middle, by=lead)
        assert list(raised.value.fields) == [f"lines.{one}.comment"]
        back = {one: Verdict(points=Decimal(40), comment="Chấp nhận giải trình")}
        with pytest.raises(Stale):
            appraisals.settle(appraisal_id=appraisal_id, version=99, verdicts=back, by=lead)
        appraisals.settle(appraisal_id=appraisal_id, version=version, verdicts=back, by=lead)
    with world.acting(owner):
        detail = sheets.detail(sheet_id)
        line = detail.appraised[one]
        assert (line.points, line.settled_points) == (Decimal(20), Decimal(40))
        assert (line.comment, line.settled_comment) == ("Chưa đủ", "Chấp nhận giải trình")
        assert detail.appraisal is not None
        assert detail.appraisal.total == Decimal(80)
        assert detail.appraisal.settled_total == Decimal(100)
        assert detail.state is SheetState.SETTLED


def test_a_settled_appraisal_does_not_change_not_even_in_the_database(world: World) -> None:
    scene = make_scene(world)
    owner = member(scene, 2)
    sheet_id = submit(scene, owner)
    appraisal_id = settle(scene, sheet_id)
    lead = lead_of(scene, sheet_id)
    with world.acting(lead):
        version = queries.appraisal(appraisal_id).version
        with pytest.raises(Conflict):
            appraisals.settle(appraisal_id=appraisal_id, version=version, verdicts={}, by=lead)
        with pytest.raises(Conflict):
            appraisals.save(appraisal_id=appraisal_id, version=version, verdicts={}, by=lead)
    with world.acting(owner), pytest.raises(Conflict):
        explanations.agree(sheet_id=sheet_id, by=owner)
    for change in (
        update(Appraisal).values(comment="khác"),
        update(AppraisalLine).values(settled_points=1),
    ):
        with pytest.raises(IntegrityError, match="frozen"), world.acting(lead):
            db.session.execute(change)


def test_what_was_sent_to_the_member_does_not_change_while_it_explains(world: World) -> None:
    scene = make_scene(world)
    sheet_id = submit(scene, member(scene, 2))
    appraise(scene, sheet_id)
    lead = lead_of(scene, sheet_id)
    with pytest.raises(IntegrityError, match="frozen"), world.acting(lead):
        db.session.execute(update(AppraisalLine).values(points=1))


def test_the_list_of_the_lead_holds_its_members_and_the_deputys_the_lead(world: World) -> None:
    scene = make_scene(world, (4, 3))
    lead, deputy, other = (member(scene, index) for index in range(3))
    submit(scene, other)
    submit(scene, lead)
    with world.acting(lead):
        mine = {one.member_id: one.state for one in statuses.to_appraise()}
    assert mine == {
        deputy.tenant.id: None,
        other.tenant.id: SheetState.SUBMITTED,
        world.communes[3].id: None,
    }
    with world.acting(deputy):
        assert [one.member_id for one in statuses.to_appraise()] == [lead.tenant.id]
    with world.acting(other):
        assert statuses.to_appraise() == []


def test_the_counters_are_of_the_newest_year_of_which_sheets_have_come(world: World) -> None:
    scene = make_scene(world)
    submit(scene, member(scene, 1))
    with world.acting(member(scene, 0)):
        found = statuses.to_appraise()
    later = [replace(one, criteria_set_id=0, sent_at=None) for one in found]
    years = {scene.set_id: 2026, 0: 2027}
    assert queries.newest_year(years, found + later) == 2026
    assert queries.newest_year(years, later) == 2027
    assert queries.newest_year(years, []) is None
    page = world.client(member(scene, 0)).get("/appraisals").get_data(as_text=True)
    assert "0/3" in page


def test_the_pages_of_both_sides(world: World) -> None:
    scene = make_scene(world)
    owner = member(scene, 2)
    sheet_id = submit(scene, owner)
    lead, one = world.client(lead_of(scene, sheet_id)), scene.ids["II.1"]
    assert owner.tenant.name in lead.get("/appraisals").get_data(as_text=True)
    path = lead.send("/appraisals", {"sheet_id": sheet_id}).headers["Location"]
    page = lead.get(path).get_data(as_text=True)
    assert f"Quyết định của {owner.tenant.name}" in page
    points = {"I.1": "40", "I.2": "20", "II.1": "20,5", "III.1": "0", "IV.1": "0"}
    form = {f"lines.{scene.ids[code]}.points": given for code, given in points.items()}
    version = int(page.partition('name="version" value="')[2].partition('"')[0])
    refused = lead.send(f"{path}/dispatch", {**form, "version": version})
    assert refused.status_code == 422
    assert "cần ghi nhận xét" in refused.get_data(as_text=True)
    above = lead.send(path, {**form, f"lines.{one}.points": "41", "version": version})
    assert above.status_code == 422
    assert "phải từ 0 đến 40" in above.get_data(as_text=True)
    form |= {f"lines.{one}.comment": "Thiếu số liệu quý IV", "comment": "Nhìn chung tốt"}
    assert lead.send(path, {**form, "version": version}).status_code == 303
    assert lead.send(path, {**form, "version": version}).status_code == 412
    shown = lead.get(path).get_data(as_text=True)
    version = int(shown.partition('name="version" value="')[2].partition('"')[0])
    assert lead.send(f"{path}/dispatch", {**form, "version": version}).status_code == 303

    client = world.client(owner)
    sheet = f"/score-sheets/{sheet_id}"
    seen = client.get(sheet).get_data(as_text=True)
    assert "Thiếu số liệu quý IV" in seen
    assert "Nhìn chung tốt" in seen
    nothing = client.send(f"{sheet}/explanations/dispatch", {"text": ""})
    assert nothing.status_code == 422
    word = {f"lines.{one}.text": "Số liệu quý IV ở phụ lục", "text": ""}
    assert client.send(f"{sheet}/explanations", word).status_code == 303
    assert client.send(f"{sheet}/explanations/dispatch", word).status_code == 303
    assert client.send(f"{sheet}/agreement").status_code == 409

    shown = lead.get(path).get_data(as_text=True)
    assert "Số liệu quý IV ở phụ lục" in shown
    version = int(shown.partition('name="version" value="')[2].partition('"')[0])
    final = {name: value for name, value in form.items() if name.endswith("points")}
    settled = lead.send(
        f"{path}/settlement", {**final, f"lines.{one}.points": "40", "version": version}
    )
    assert settled.status_code == 303
    assert "Cụm đã chốt" in client.get(sheet).get_data(as_text=True)


def test_the_api_of_both_sides(world: World) -> None:
    scene = make_scene(world)
    owner = member(scene, 2)
    sheet_id = submit(scene, owner)
    lead, one = world.client(lead_of(scene, sheet_id)), scene.ids["II.1"]
    made = lead.call("POST", "/api/v1/appraisals", json={"sheet_id": sheet_id})
    path, tag = made.headers["Location"], {"If-Match": made.headers["ETag"]}
    lines = {"lines": [{"criterion_id": one, "points": "20", "comment": "Chưa đủ"}]}
    saved = lead.call("PUT", f"{path}/lines", json=lines, headers=tag)
    assert saved.json["total"] == "80"
    assert lead.call("PUT", f"{path}/lines", json=lines, headers=tag).status_code == 412
    sent = lead.call("POST", f"{path}/dispatch")
    assert sent.json["sent_at"] is not None
    client = world.client(owner)
    words = f"/api/v1/score-sheets/{sheet_id}/explanations"
    given = {"explanations": [{"criterion_id": one, "text": "Đã đủ"}]}
    assert client.call("PUT", words, json=given).json[0]["sent_at"] is None
    assert client.call("POST", f"{words}/dispatch").json[0]["sent_at"] is not None
    assert client.call("PUT", words, json=given).status_code == 409
    assert lead.get(words).json[0]["text"] == "Đã đủ"
    assert lead.call("POST", f"{path}/settlement", json={}).status_code == 428
    tag = {"If-Match": lead.get(path).headers["ETag"]}
    back = {"lines": [{"criterion_id": one, "points": "40"}]}
    settled = lead.call("POST", f"{path}/settlement", json=back, headers=tag)
    assert (settled.json["settled_total"], settled.json["total"]) == ("100", "80")
    listed = lead.get("/api/v1/appraisals").json
    assert [row["state"] for row in listed if row["sheet_id"] == sheet_id] == ["settled"]


def test_the_number_of_statements_does_not_grow(world: World) -> None:
    scene = make_scene(world, (4, 12))
    few_lead, many_lead = member(scene, 0), member(scene, 4)
    for index in (1, 2, 3, 5, 6, 7, 8, 9):
        submit(scene, member(scene, index))
    few, many = world.client(few_lead), world.client(many_lead)
    few.get("/appraisals")
    many.get("/appraisals")
    with counted(world.app) as of_few:
        few.get("/appraisals")
    with counted(world.app) as of_many:
        many.get("/appraisals")
    assert len(of_few) == len(of_many)
