"""Filling in line by line: gates, what is lacking, conflicts, sources, last year, Excel, paper."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from xlsxwriter.utility import xl_cell_to_rowcol

from app.access.permissions import Role
from app.documents.models import File
from app.lib import clock
from app.lib.errors import Conflict, Invalid, Stale
from app.scoring.actions import cells, evidence, sheet_imports, sheets
from app.scoring.actions.cells import CellContent
from app.scoring.actions.sheets import LineContent
from app.scoring.queries import criteria, drawing, filling, last_year
from app.scoring.queries import sheets as queries
from tenants.db import db
from tests.scoring import filled, workbooks
from tests.scoring.filled import ANSWERS, PLAN
from tests.scoring.scenes import PDF, Scene, appraise, member
from tests.scoring.test_drawing import record, scene_with_task
from tests.sql import counted
from tests.world import Client, Person, World


def opened(scene: Scene, person: Person) -> int:
    """The sheet of a member; its id."""
    with scene.world.acting(person):
        return sheets.open_sheet(set_id=scene.set_id, by=person).id


def put(
    scene: Scene, sheet_id: int, code: str, person: Person, version: int = 1, **typed: str
) -> None:
    """Type into one line."""
    with scene.world.acting(person):
        cells.save(
            sheet_id=sheet_id,
            criterion_id=scene.ids[code],
            version=version,
            content=CellContent(typed=typed),
            by=person,
        )


def edited(content: bytes, cells_by_name: dict[str, Any]) -> bytes:
    """The workbook of a sheet with some cells typed over."""
    book = workbooks.opened(content)
    for name, value in cells_by_name.items():
        row, column = xl_cell_to_rowcol(name)
        book["Bảng tự chấm"][row][column] = value
    return workbooks.saved(book)


def path(scene: Scene, sheet_id: int, code: str) -> str:
    """The address of one line."""
    return f"/api/v1/score-sheets/{sheet_id}/lines/{scene.ids[code]}"


def test_a_sheet_of_every_formula_adds_up(world: World) -> None:
    scene = filled.make_scene(world)
    person = member(scene, 2)
    sheet_id = filled.fill(scene, person)
    with world.acting(person):
        detail = queries.detail(sheet_id)
        points = {code: detail.points[one] for code, one in scene.ids.items() if "." in code}
        assert points == {
            "I.1": Decimal(18),
            "I.2": Decimal(10),
            "I.3": Decimal(18),
            "I.4": Decimal(9),
            "II.1": Decimal(8),
            "II.2": Decimal(10),
            "II.3": Decimal(8),
            "III.1": Decimal(3),
            "IV.1": Decimal(0),
        }
        assert detail.totals.total == detail.sheet.self_total == Decimal(84)
        assert sheets.submit(sheet_id=sheet_id, by=person).self_total == Decimal(84)


def test_a_line_is_typed_as_people_write_and_its_answer_says_all(world: World) -> None:
    scene = filled.make_scene(world)
    client = world.client(member(scene, 2))
    made = client.call("POST", "/api/v1/score-sheets", json={"criteria_set_id": scene.set_id})
    line = path(scene, made.json["id"], "I.1")
    assert client.call("PATCH", line, json={"typed": {}}).status_code == 428
    first = client.call(
        "PATCH", line, json={"typed": {"done": "45,5"}}, headers={"If-Match": '"1"'}
    )
    assert first.status_code == 200
    assert (first.json["points"], first.json["version"]) == (None, 2)
    assert [gap["said"] for gap in first.json["gaps"]] == ["I.1: nhập chưa đủ."]
    rest = {"typed": {"assigned": "50"}, "note": "Theo báo cáo"}
    second = client.call("PATCH", line, json=rest, headers={"If-Match": first.headers["ETag"]})
    assert second.json["typed"] == {"done": "45,5", "assigned": "50"}
    assert (second.json["points"], second.json["explained"]) == ("18.2", "20 × 45,5/50 = 18,2")
    assert second.json["gaps"] == []
    assert second.json["doubts"] == []
    sums = second.json["sheet"]
    assert (sums["total"], sums["answered"], sums["count"]) == ("18.2", 1, 9)
    assert sums["blocking"] == 8
    assert sums["groups"][0] == {
        "criterion_id": scene.ids["I"],
        "code": "I",
        "points": "18.2",
        "answered": 1,
        "count": 4,
    }
    wrong = client.call("PATCH", line, json={"typed": {"done": "x"}}, headers={"If-Match": "*"})
    assert wrong.status_code == 422
    assert f"lines.{scene.ids['I.1']}.done" in wrong.json["errors"]
    unknown = {"inputs": {"lạ": "1"}}
    assert client.call("PATCH", line, json=unknown, headers={"If-Match": "*"}).status_code == 422
    emptied = client.call("PATCH", line, json={"typed": {"done": ""}}, headers={"If-Match": "*"})
    assert (emptied.json["points"], emptied.json["typed"]) == (None, {"assigned": "50"})


def test_a_value_that_is_hardly_true_is_told_and_keeps_nobody_from_going_on(world: World) -> None:
    scene = filled.make_scene(world)
    person = member(scene, 2)
    sheet_id, client = opened(scene, person), world.client(person)
    typed = {"typed": {"done": "60", "assigned": "50"}}
    answer = client.call(
        "PATCH", path(scene, sheet_id, "I.1"), json=typed, headers={"If-Match": "*"}
    )
    doubt = "Số đã thực hiện lớn hơn số phải thực hiện; xin kiểm tra."
    assert (answer.json["points"], answer.json["doubts"]) == ("20", [doubt])
    assert answer.json["gaps"] == []
    assert doubt in client.get(f"/score-sheets/{sheet_id}").get_data(as_text=True)


def test_sent_again_it_does_no_harm_and_another_hand_is_told(world: World) -> None:
    scene = filled.make_scene(world)
    person = member(scene, 2)
    sheet_id = opened(scene, person)
    for _ in range(2):
        put(scene, sheet_id, "I.1", person, done="45", assigned="50")
    put(scene, sheet_id, "II.3", person, bonus="8", penalty="1")
    with pytest.raises(Stale) as raised:
        put(scene, sheet_id, "I.1", person, done="40")
    assert raised.value.changed == {"I.1. Đã làm": ("40", "45")}
    client = world.client(person)
    there = client.get(path(scene, sheet_id, "I.1"))
    assert (there.headers["ETag"], there.json["saved_by_name"]) == ('"2"', person.full_name)


def test_the_plain_form_refuses_only_the_lines_that_another_changed(world: World) -> None:
    scene = filled.make_scene(world)
    person = member(scene, 2)
    sheet_id = opened(scene, person)
    put(scene, sheet_id, "I.1", person, done="45", assigned="50")
    ids = scene.ids
    mine = {
        ids["I.1"]: LineContent(inputs={"done": "40", "assigned": "50"}),
        ids["II.3"]: LineContent(inputs={"bonus": "8", "penalty": "0"}),
    }
    stale = {ids["I.1"]: 1, ids["II.3"]: 1}
    with world.acting(person), pytest.raises(Stale) as raised:
        sheets.save(sheet_id=sheet_id, version=None, versions=stale, lines=mine, by=person)
    assert raised.value.changed == {"I.1. Đã làm": ("40", "45")}
    with world.acting(person):
        fresh = {**stale, ids["I.1"]: 2}
        sheets.save(sheet_id=sheet_id, version=None, versions=fresh, lines=mine, by=person)
        assert queries.sheet(sheet_id).self_total == Decimal(24)


def test_a_gate_opens_and_shuts_with_its_evidence(world: World) -> None:
    scene = filled.make_scene(world)
    person = member(scene, 2)
    sheet_id = opened(scene, person)
    one = scene.ids["I.4"]
    put(scene, sheet_id, "I.4", person, points="9")

    def standing() -> tuple[Decimal | None, Decimal | None, list[str]]:
        with world.acting(person):
            found = filling.of_sheet(queries.sheet(sheet_id))
            said = [gap.said for gap in found.gaps if gap.criterion_id == one]
            return found.lines[one].points, found.sheet.self_total, said

    shut = ["I.4: tính 0 điểm vì chưa có minh chứng “Kế hoạch”."]
    assert standing() == (Decimal(0), Decimal(0), shut)
    with world.acting(person):
        other = filled.attach(scene, sheet_id, "I.4", person, name="anh.pdf")
    assert standing() == (Decimal(0), Decimal(0), shut)
    with world.acting(person):
        evidence.describe(sheet_id=sheet_id, evidence_id=other, caption=None, kind=PLAN, by=person)
    assert standing() == (Decimal(9), Decimal(9), [])
    with world.acting(person):
        evidence.detach(sheet_id=sheet_id, evidence_id=other, by=person)
    assert standing() == (Decimal(0), Decimal(0), shut)
    with world.acting(person), pytest.raises(Invalid, match="loại minh chứng"):
        filled.attach(scene, sheet_id, "I.4", person, name="khac.pdf", kind="Ảnh")


def test_the_same_file_twice_is_told_and_its_hash_is_shown(world: World) -> None:
    scene = filled.make_scene(world)
    person = member(scene, 2)
    sheet_id = opened(scene, person)
    with world.acting(person):
        filled.attach(scene, sheet_id, "I.2", person, name="quyet-dinh.pdf")
        [proof] = queries.proofs(sheet_id)[scene.ids["I.2"]]
        assert proof.sha256 == db.session.get_one(File, proof.file_id).sha256
    with world.acting(person), pytest.raises(Invalid, match="đã có ở tiêu chí"):
        filled.attach(scene, sheet_id, "I.2", person, name="quyet-dinh.pdf")
    page = world.client(person).get(f"/score-sheets/{sheet_id}").get_data(as_text=True)
    assert proof.sha256 in page


def test_what_was_not_assigned_needs_a_reason_and_lacks_nothing_else(world: World) -> None:
    scene = filled.make_scene(world)
    person = member(scene, 2)
    sheet_id = opened(scene, person)
    client = world.client(person)
    line, tag = path(scene, sheet_id, "II.2"), {"If-Match": "*"}
    said = client.call("PATCH", line, json={"unassigned": True}, headers=tag).json
    assert [gap["kind"] for gap in said["gaps"]] == ["reason"]
    said = client.call("PATCH", line, json={"note": "Không có làng nghề"}, headers=tag).json
    assert (said["gaps"], said["unassigned"], said["sheet"]["answered"]) == ([], True, 1)
    with world.acting(person):
        assert scene.ids["II.2"] not in queries.detail(sheet_id).points
    always = client.call(
        "PATCH", path(scene, sheet_id, "I.1"), json={"unassigned": True}, headers=tag
    )
    assert always.status_code == 422


def test_boxes_of_awards_left_empty_mean_no_once_one_says_anything(world: World) -> None:
    scene = filled.make_scene(world)
    person = member(scene, 2)
    sheet_id = opened(scene, person)
    put(scene, sheet_id, "III.1", person, flag="", certificate="", nothing_held="")
    with world.acting(person):
        assert queries.lines(sheet_id)[scene.ids["III.1"]].inputs == {}
    put(scene, sheet_id, "III.1", person, flag="yes", certificate="", nothing_held="")
    with world.acting(person):
        line = queries.lines(sheet_id)[scene.ids["III.1"]]
        assert (line.inputs, line.points) == ({"flag": "yes", "certificate": "no"}, Decimal(3))
    put(scene, sheet_id, "III.1", person, version=2, flag="", certificate="", nothing_held="1")
    with world.acting(person):
        line = queries.lines(sheet_id)[scene.ids["III.1"]]
        assert (line.inputs, line.points) == ({"flag": "no", "certificate": "no"}, Decimal(0))


def test_saving_a_line_takes_few_statements_whatever_the_size_of_the_cluster(world: World) -> None:
    scene = filled.make_scene(world, (3, 60))
    counts = []
    for person in (member(scene, 2), member(scene, 10)):
        sheet_id = opened(scene, person)
        client = world.client(person)
        client.token()
        content = {"typed": {"done": "45", "assigned": "50"}}
        with counted(world.app) as statements:
            answer = client.call(
                "PATCH", path(scene, sheet_id, "I.1"), json=content, headers={"If-Match": '"1"'}
            )
        assert answer.status_code == 200
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 12


def test_the_page_takes_as_many_statements_for_3_as_for_60_members(world: World) -> None:
    scene = filled.make_scene(world, (3, 60))
    counts = []
    for person in (member(scene, 2), member(scene, 10)):
        sheet_id = filled.fill(scene, person)
        client = world.client(person)
        client.token()
        with counted(world.app) as statements:
            page = client.get(f"/score-sheets/{sheet_id}")
        assert page.status_code == 200
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 30


def _next_year(scene: Scene, person: Person) -> int:
    """The sheet of the member for the year after."""
    with clock.fixed(date(2027, 3, 2)):
        later = filled.make_scene(scene.world, year=2027)
        return opened(later, person)


def test_last_years_value_stands_beside_the_field(world: World) -> None:
    scene = filled.make_scene(world)
    person = member(scene, 2)
    before = filled.fill(scene, person)
    with world.acting(person):
        sheets.submit(sheet_id=before, by=person)
    sheet_id = _next_year(scene, person)
    with world.acting(person):
        earlier = last_year.of(queries.sheet(sheet_id))
        assert earlier["I.1"][0].points == Decimal(18)
        assert earlier["I.1"][0].inputs == ANSWERS["I.1"]
    page = world.client(person).get(f"/score-sheets/{sheet_id}").get_data(as_text=True)
    assert "Năm 2026:" in page
    stranger = member(scene, 1)
    with world.acting(stranger):
        [only] = criteria.sets(year=2027)
        later = sheets.open_sheet(set_id=only.criteria_set.id, by=stranger)
        assert last_year.of(later) == {}


def test_a_value_comes_from_the_report_and_can_be_taken_back(world: World) -> None:
    scene, _, owner, own_id = scene_with_task(world)
    record(world, owner, own_id, 0, 60)
    sheet_id = opened(scene, owner)
    one = scene.ids["I.1"]
    with world.acting(owner):
        found = filling.of_sheet(queries.sheet(sheet_id))
        [offer] = drawing.offers(found.scale)[one]
        assert (offer.origin, offer.inputs) == ("task", {"done": "60", "assigned": "100"})
        assert offer.task_ids == (own_id,)
        version = found.lines[one].version
    put(scene, sheet_id, "I.1", owner, version=version, done="70", assigned="100")
    client = world.client(owner)
    page = client.get(f"/score-sheets/{sheet_id}").get_data(as_text=True)
    assert f"/progress/tasks/{own_id}" in page
    assert "Lấy số này" in page
    taken = client.call(
        "POST",
        f"{path(scene, sheet_id, 'I.1')}/drawing",
        json={"origin": "task"},
        headers={"If-Match": f'"{version + 1}"'},
    )
    assert taken.json["inputs"] == {"done": "60", "assigned": "100"}
    assert "Tiến độ nhiệm vụ" in taken.json["source"]
    nothing = client.call(
        "POST",
        f"{path(scene, sheet_id, 'I.1')}/drawing",
        json={"origin": "report"},
        headers={"If-Match": "*"},
    )
    assert nothing.status_code == 404


def _workbook(client: Client, sheet_id: int) -> bytes:
    answer = client.get(f"/score-sheets/{sheet_id}/workbook")
    assert answer.status_code == 200
    return answer.data


def test_a_filled_workbook_is_looked_at_and_then_applied(world: World) -> None:
    scene = filled.make_scene(world)
    person = member(scene, 2)
    sheet_id = opened(scene, person)
    client = world.client(person)
    exported = _workbook(client, sheet_id)
    typed = {"F6": 45.5, "F7": 50, "F8": "Có", "G6": "Theo báo cáo"}
    changed = edited(exported, typed)
    form = {"file": (BytesIO(changed), "bang-diem.xlsx")}
    looked = client.send(f"/score-sheets/{sheet_id}/imports", form)
    assert looked.status_code == 200
    text = looked.get_data(as_text=True)
    assert "Sẽ thay đổi 4 ô" in text
    assert "45,5" in text
    with world.acting(person):
        sheet = queries.sheet(sheet_id)
        assert sheet.self_total == Decimal(0)
        version = sheet.version
    where = text.partition("/application")[0].rpartition('action="')[2] + "/application"
    assert client.send(where, {"version": version}).status_code == 303
    with world.acting(person):
        detail = queries.detail(sheet_id)
        assert detail.lines[scene.ids["I.1"]].inputs == {"done": "45.5", "assigned": "50"}
        assert detail.lines[scene.ids["I.1"]].note == "Theo báo cáo"
        assert detail.totals.total == Decimal("28.2")
    assert client.send(where, {"version": version}).status_code == 409


def test_what_is_wrong_in_a_workbook_is_named_by_cell(world: World) -> None:
    scene = filled.make_scene(world)
    person = member(scene, 2)
    sheet_id = opened(scene, person)
    exported = _workbook(world.client(person), sheet_id)
    wrong = edited(exported, {"F6": "bốn lăm", "F8": "có lẽ", "F9": 40, "F10": 20})
    with world.acting(person):
        looked = sheet_imports.look(sheet_id=sheet_id, name="a.xlsx", content=wrong, by=person)
        cells_at_fault = [fault.cell for fault in looked.reading.faults]
        assert cells_at_fault == ["F6", "F8", "F10"]
        version = queries.sheet(sheet_id).version
        with pytest.raises(Invalid):
            sheet_imports.apply(
                sheet_id=sheet_id, file_id=looked.file_id, version=version, by=person
            )
    put(scene, sheet_id, "IV.1", person, count="2")
    with world.acting(person):
        late = edited(exported, {"F23": 1})
        found = sheet_imports.look(sheet_id=sheet_id, name="b.xlsx", content=late, by=person)
        assert [clash.cell for clash in found.reading.clashes] == ["F23"]


def test_another_file_is_no_workbook_of_a_sheet(world: World) -> None:
    scene = filled.make_scene(world)
    person = member(scene, 2)
    sheet_id = opened(scene, person)
    client = world.client(person)
    for content, name in ((PDF, "a.pdf"), (PDF, "a.xlsx"), (b"", "b.xlsx")):
        answer = client.send(
            f"/score-sheets/{sheet_id}/imports", {"file": (BytesIO(content), name)}
        )
        assert answer.status_code == 422
    assert client.send(f"/score-sheets/{sheet_id}/imports", {}).status_code == 422


def test_the_sheet_is_drawn_as_a_paper(world: World) -> None:
    scene = filled.make_scene(world)
    person = member(scene, 2)
    sheet_id = filled.fill(scene, person)
    client = world.client(person)
    asked = client.send(f"/score-sheets/{sheet_id}/papers")
    assert asked.status_code == 303
    world.work()
    shown = client.get(asked.headers["Location"]).get_data(as_text=True)
    assert "Mở bản in (PDF)" in shown
    other = world.client(member(scene, 3))
    assert other.send(f"/score-sheets/{sheet_id}/papers").status_code == 404


def test_evidence_goes_with_an_explanation_and_changes_no_self_score(world: World) -> None:
    scene = filled.make_scene(world)
    person, lead = member(scene, 2), member(scene, 0)
    sheet_id = filled.fill(scene, person)
    with world.acting(person):
        sheets.submit(sheet_id=sheet_id, by=person)
    with world.acting(person), pytest.raises(Conflict):
        filled.attach(scene, sheet_id, "I.2", person, name="sau-khi-nop.pdf")
    appraise(scene, sheet_id, I_1="10")
    with world.acting(person):
        added = filled.attach(scene, sheet_id, "I.1", person, name="bo-sung.pdf")
        assert queries.sheet(sheet_id).self_total == Decimal(84)
    with world.acting(lead):
        assert scene.ids["I.1"] not in queries.proofs(sheet_id)
    client = world.client(person)
    text = {"text": "Một việc xong ngày 10/11"}
    where = f"/api/v1/score-sheets/{sheet_id}/explanations/{scene.ids['I.1']}"
    kept = client.call("PUT", where, json=text, headers={"If-Match": '"0"'})
    assert (kept.status_code, kept.headers["ETag"]) == (200, '"1"')
    again = client.call("PUT", where, json=text, headers={"If-Match": '"0"'})
    assert again.status_code == 200
    stale = client.call("PUT", where, json={"text": "Khác"}, headers={"If-Match": '"0"'})
    assert stale.status_code == 412
    whole = f"/api/v1/score-sheets/{sheet_id}/explanations/0"
    assert client.call("PUT", whole, json=text, headers={"If-Match": '"0"'}).status_code == 200
    sent = client.call("POST", f"/api/v1/score-sheets/{sheet_id}/explanations/dispatch")
    assert sent.status_code == 200
    with world.acting(lead):
        [proof] = queries.proofs(sheet_id)[scene.ids["I.1"]]
        assert (proof.id, proof.explains) == (added, True)
    with world.acting(person), pytest.raises(Conflict):
        evidence.detach(sheet_id=sheet_id, evidence_id=added, by=person)


def test_late_evidence_is_marked(world: World) -> None:
    scene = filled.make_scene(world)
    person = member(scene, 2)
    sheet_id = filled.fill(scene, person)
    with world.acting(person):
        [proof] = queries.proofs(sheet_id)[scene.ids["I.2"]]
    added = clock.local(proof.added_at).date()
    assert proof.is_late(date(2020, 1, 1))
    assert not proof.is_late(added)
    assert not proof.is_late(None)


def test_neighbours_and_viewers_fill_in_nothing(world: World) -> None:
    scene = filled.make_scene(world)
    person = member(scene, 2)
    sheet_id = filled.fill(scene, person)
    line, body = path(scene, sheet_id, "I.1"), {"typed": {"done": "1"}}
    for stranger in (member(scene, 3), member(scene, 0), scene.leader):
        client = world.client(stranger)
        assert client.get(line).status_code == 404
        answer = client.call("PATCH", line, json=body, headers={"If-Match": "*"})
        assert answer.status_code == 404
        assert client.get(f"/score-sheets/{sheet_id}/workbook").status_code == 404
    viewer = world.client(world.person(person.tenant, Role.VIEWER))
    assert viewer.get(line).status_code == 200
    assert viewer.call("PATCH", line, json=body, headers={"If-Match": "*"}).status_code == 403
    assert viewer.get(f"/api/v1/score-sheets/{sheet_id}/gaps").status_code == 200


def test_the_api_gives_takes_and_prints_a_sheet(world: World) -> None:
    scene = filled.make_scene(world)
    person = member(scene, 2)
    sheet_id = opened(scene, person)
    client, base = world.client(person), f"/api/v1/score-sheets/{sheet_id}"
    exported = client.get(f"{base}/workbook")
    assert exported.status_code == 200
    changed = edited(exported.data, {"F6": 45, "F7": 50})
    upload = {"file": (BytesIO(changed), "a.xlsx")}
    looked = client.call("POST", f"{base}/imports", data=upload)
    assert looked.status_code == 201
    assert [(one["cell"], one["after"]) for one in looked.json["changes"]] == [
        ("F6", "45"),
        ("F7", "50"),
    ]
    where = f"{base}/imports/{looked.json['file_id']}/application"
    assert client.call("POST", where).status_code == 428
    tag = {"If-Match": client.get(base).headers["ETag"]}
    assert client.call("POST", where, headers=tag).json["total"] == "18"
    assert client.call("POST", where, headers=tag).status_code == 412
    asked = client.call("POST", f"{base}/papers")
    assert asked.status_code == 202
    assert client.get(asked.headers["Location"]).status_code == 200
