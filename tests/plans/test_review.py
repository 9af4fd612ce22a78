"""A draft is compared with the paper it was read from: where, how sure, corrected, confirmed."""

from typing import Any

import pytest

from app.access.permissions import Role
from app.lib.errors import Conflict, Invalid, Stale
from app.plans import actions
from app.plans.actions import PlanContent, TaskContent
from app.plans.models import Plan
from app.plans.queries import plans, readings
from app.plans.queries import slips as slip_queries
from app.plans.terms import Certainty, Found
from tests.plans.samples import YEAR_PLAN_TEXT
from tests.sql import counted
from tests.world import Client, Person, World

SLIPS = YEAR_PLAN_TEXT.replace(
    "Thiết thực, chất lượng.", "Đổi mới hình tức khen thường trên địa bàn phường này."
).replace("Báo cáo sơ kết công tác", "Báo cáo sơ kết của của công tác")


@pytest.fixture(name="officer")
def _officer(world: World) -> Person:
    return world.person(world.commune("Điềm He"), Role.OFFICER)


@pytest.fixture(name="client")
def _client(world: World, officer: Person) -> Client:
    return world.client(officer)


def read(world: World, by: Person, text: str = YEAR_PLAN_TEXT) -> Plan:
    with world.acting(by):
        return actions.draft_from_file(name="kh.txt", content=text.encode(), by=by)


def review(world: World, by: Person, plan: Plan) -> readings.Review:
    with world.acting(by):
        own = plans.own(plan.id)
        return readings.review(own, own.issuer)


def test_every_field_says_where_it_stands_and_how_it_was_found(
    world: World, officer: Person
) -> None:
    plan = read(world, officer)
    head, first, second = review(world, officer, plan).cards
    lines = plan.reading["lines"]  # type: ignore[index]
    said = {name: lines[one.line - 1] for name, one in head.fields.items() if one.line}
    assert said["title"] == "Công tác thi đua, khen thưởng năm 2026"
    assert said["symbol"] == "Số: 12/KH-UBND"
    assert said["sections.purpose"] == "Đẩy mạnh các phong trào thi đua."
    assert said["signer"] == "Lý Thị Dương"
    assert lines[(first.line or 0) - 1].startswith("1\tTổ chức Hội nghị")
    assert {name: one.found for name, one in first.fields.items()} == {
        "text": Found.CELL,
        "quarter": Found.BAND,
        "term": Found.WORDS,
        "lead_office": Found.FIRST_OFFICE,
        "support_offices": Found.REST,
    }
    assert second.fields["term"].found is Found.NO_DEADLINE
    assert [one.label for one in first.guesses] == ["Cơ quan chủ trì"]
    assert Found.FIRST_OFFICE.certainty is Certainty.GUESS


def test_a_guess_that_was_corrected_or_confirmed_is_none(world: World, officer: Person) -> None:
    plan = read(world, officer)
    assert len(review(world, officer, plan).guesses) == 2
    with world.acting(officer):
        task = plans.tasks(plan.id)[0]
        changes = {"lead_office": "Phòng Văn hóa - Xã hội"}
        actions.edit_task(task_id=task.id, version=1, changes=changes, by=officer)
    (left,) = review(world, officer, plan).guesses
    assert left.where == "Nhiệm vụ 2"
    with world.acting(officer):
        actions.confirm_reading(plan_id=plan.id, keys=[left.key], by=officer)
    found = review(world, officer, plan)
    assert (found.guesses, found.checked) == ([], 1)
    assert found.cards[2].checked_by == officer.full_name


def test_all_is_confirmed_at_once_only_as_it_was_seen(world: World, officer: Person) -> None:
    plan = read(world, officer)
    edition = review(world, officer, plan).edition
    with world.acting(officer):
        task = plans.tasks(plan.id)[0]
        actions.edit_task(task_id=task.id, version=1, changes={"text": "Khác"}, by=officer)
    with pytest.raises(Stale), world.acting(officer):
        actions.confirm_reading(plan_id=plan.id, edition=edition, by=officer)
    edition = review(world, officer, plan).edition
    with world.acting(officer):
        actions.confirm_reading(plan_id=plan.id, edition=edition, by=officer)
    assert review(world, officer, plan).checked == 3


def test_only_a_draft_from_a_file_is_compared(world: World, officer: Person) -> None:
    with world.acting(officer):
        plan = actions.draft(content=PlanContent(year=2026, title="Kế hoạch"), by=officer)
        with pytest.raises(Conflict, match="không được đọc từ tệp"):
            actions.confirm_reading(plan_id=plan.id, by=officer)
        with pytest.raises(Conflict, match="Chỗ này đã được sửa"):
            actions.correct_slips(plan_id=plan.id, by=officer)
    read_plan = read(world, officer)
    with pytest.raises(Invalid) as refused, world.acting(officer):
        actions.confirm_reading(plan_id=read_plan.id, keys=["task.0"], by=officer)
    assert refused.value.field == "keys"


def test_two_officers_correct_different_tasks(world: World, officer: Person) -> None:
    plan = read(world, officer)
    other = world.person(world.commune("Điềm He"), Role.OFFICER)
    with world.acting(officer):
        one, two = plans.tasks(plan.id)
    for task, by in ((one, officer), (two, other)):
        with world.acting(by):
            changes = {"text": f"Do {by.full_name} sửa"}
            actions.confirm_read_task(task_id=task.id, version=1, changes=changes, by=by)
    found = review(world, officer, plan)
    assert [card.checked_by for card in found.cards] == [None, officer.full_name, other.full_name]
    with pytest.raises(Stale), world.acting(other):
        actions.confirm_read_task(task_id=one.id, version=1, changes={"text": "Muộn"}, by=other)


def test_who_corrects_an_older_head_is_told_what_differs(world: World, officer: Person) -> None:
    plan = read(world, officer)
    with world.acting(officer):
        mark = readings.head_mark(plans.own(plan.id))
    with world.acting(officer):
        changes = {"title": "Công tác thi đua năm 2026"}
        actions.confirm_read_head(plan_id=plan.id, mark=mark, changes=changes, by=officer)
    changes = {"title": "Tên khác"}
    with pytest.raises(Stale) as stale, world.acting(officer):
        actions.confirm_read_head(plan_id=plan.id, mark=mark, changes=changes, by=officer)
    assert stale.value.changed == {"Trích yếu": ("Tên khác", "Công tác thi đua năm 2026")}


def _slips(world: World, by: Person, plan: Plan) -> list[tuple[str, str | None]]:
    return [(one.printed, one.right) for one in review(world, by, plan).slips]


def test_slips_are_pointed_out_and_set_right_one_by_one(world: World, officer: Person) -> None:
    plan = read(world, officer, SLIPS)
    assert _slips(world, officer, plan) == [
        ("của của", "của"),
        ("hình tức", "hình thức"),
        ("khen thường", "khen thưởng"),
        ("địa bàn phường", "địa bàn xã"),
    ]
    with world.acting(officer):
        place = "sections.requirements"
        assert (
            actions.correct_slips(plan_id=plan.id, place=place, printed="khen thường", by=officer)
            == 1
        )
    assert len(_slips(world, officer, plan)) == 3
    with world.acting(officer):
        assert actions.correct_slips(plan_id=plan.id, by=officer) == 3
    with world.acting(officer):
        own = plans.own(plan.id)
        wanted = "Đổi mới hình thức khen thưởng trên địa bàn xã này."
        assert own.sections["requirements"] == wanted
        assert "của của" not in plans.tasks(plan.id)[1].text
    assert _slips(world, officer, plan) == []


def test_a_draft_by_hand_is_looked_through_too(world: World, officer: Person) -> None:
    with world.acting(officer):
        plan = actions.draft(
            content=PlanContent(
                year=2026,
                title="Công tác thi đua năm 2025",
                sections={"implementation": "1. Một\n3. Ba", "purpose": "Mục tiêu của tỉnh giao"},
            ),
            tasks=[TaskContent(quarter=1, text="Khen thường người tốt")],
            by=officer,
        )
        own = plans.own(plan.id)
        found = slip_queries.of_draft(own, plans.tasks(plan.id), own.issuer)
    assert [(one.label, one.code, one.is_safe) for one in found] == [
        ("Trích yếu", "year", False),
        ("Nhiệm vụ 1", "misspelling", True),
        ("Mục đích", "level_mismatch", False),
        ("Tổ chức thực hiện", "numbering_gap", False),
    ]


def _page(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status
    return str(answer.get_data(as_text=True))


def test_the_page_shows_the_source_beside_the_fields(
    world: World, officer: Person, client: Client
) -> None:
    plan = read(world, officer, SLIPS)
    page = _page(client.get(f"/plans/{plan.id}/review"))
    assert '<li id="line-9"' in page
    assert 'href="#line-' in page
    assert "phỏng đoán</b>: văn bản không ghi ai chủ trì" in page
    assert "Sửa thành “hình thức”" in page
    assert "Đã đối chiếu 0/3" in page
    assert "Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022" in page
    assert "Đọc từ tệp" not in page
    issuing = world.client(world.person(world.commune("Điềm He")))
    warned = _page(issuing.get(f"/plans/{plan.id}/issuance"))
    assert "Còn 2 chỗ hệ thống phỏng đoán" in warned
    assert "Có 4 chỗ có thể là lỗi gõ" in warned


def test_a_task_is_corrected_and_confirmed_in_place(
    world: World, officer: Person, client: Client
) -> None:
    plan = read(world, officer)
    with world.acting(officer):
        task = plans.tasks(plan.id)[0]
    url = f"/plans/{plan.id}/review/tasks/{task.id}"
    typed = {
        "version": "1", "text": "Đã sửa", "quarter": "1", "term": "trước ngày 20/01/2026",
        "lead_office": "Văn phòng", "support_offices": "Các thôn; Các trường",
    }  # fmt: skip
    answer = client.send(url, typed)
    assert answer.status_code == 303
    assert answer.location.startswith(f"/plans/{plan.id}/review#task-")
    with world.acting(officer):
        saved = plans.own_task(task.id)
        assert (saved.text, saved.lead_office) == ("Đã sửa", "Văn phòng")
        assert saved.deadline_inclusive is False
    assert "Đã sửa" in _page(client.send(url, typed), 412)
    empty = _page(client.send(url, {**typed, "version": "2", "text": ""}), 422)
    assert "Các thôn; Các trường" in empty


def test_the_head_is_corrected_in_place(world: World, officer: Person, client: Client) -> None:
    plan = read(world, officer)
    with world.acting(officer):
        mark = readings.head_mark(plans.own(plan.id))
    url = f"/plans/{plan.id}/review/head"
    typed = {
        "mark": str(mark), "title": "Tên mới", "kind": "year_plan", "year": "2026",
        "symbol": "KH-UBND", "place": "Điềm He", "sections-purpose": "Mục đích mới",
        "legal_bases-0-text": "Căn cứ Luật", "recipients-0-name": "Lưu: VT",
    }  # fmt: skip
    assert client.send(url, typed).status_code == 303
    assert "Tên mới" in _page(client.send(url, {**typed, "title": "Khác"}), 412)
    with world.acting(officer):
        mark = readings.head_mark(plans.own(plan.id))
    wrong = {**typed, "mark": str(mark), "title": ""}
    assert 'href="#f-title"' in _page(client.send(url, wrong), 422)


def test_the_api_reviews_confirms_and_corrects(
    world: World, officer: Person, client: Client
) -> None:
    plan = read(world, officer, SLIPS)
    url = f"/api/v1/plans/{plan.id}"
    answer = client.get(f"{url}/review")
    found = answer.get_json()
    assert (found["checked"], len(found["cards"]), len(found["slips"])) == (0, 3, 4)
    lead = next(one for one in found["cards"][1]["fields"] if one["name"] == "lead_office")
    assert (lead["certainty"], lead["found"]) == ("guess", "first_office")
    tag = {"If-Match": answer.headers["ETag"]}
    body = {"keys": ["head", found["cards"][1]["key"]]}
    assert client.call("POST", f"{url}/review/confirmations", json=body).status_code == 428
    done = client.call("POST", f"{url}/review/confirmations", json=body, headers=tag)
    assert done.get_json()["checked"] == 2
    late = client.call("POST", f"{url}/review/confirmations", json={}, headers=tag)
    assert late.status_code == 412
    fixed = client.call("POST", f"{url}/corrections", json={})
    assert fixed.get_json() == {"corrected": 4}
    assert client.call("POST", f"{url}/corrections", json={}).status_code == 409


def test_a_long_plan_is_shown_by_quarters_in_the_same_number_of_statements(
    world: World, officer: Person, client: Client
) -> None:
    row = "{no}\tTrồng cây đợt {no}\t- UBND xã. - Các thôn."
    table = "\n".join(row.format(no=no) for no in range(3, 60))
    long = read(world, officer, YEAR_PLAN_TEXT.replace("III. TỔ CHỨC", f"{table}\n\nIII. TỔ CHỨC"))
    short = read(world, officer)
    client.get(f"/plans/{short.id}/review")
    with counted(client.application) as few:
        _page(client.get(f"/plans/{short.id}/review"))
    with counted(client.application) as many:
        page = _page(client.get(f"/plans/{long.id}/review?quarter=1"))
    assert len(many) == len(few)
    assert "Nhiệm vụ 1 " in page
    assert "Trồng cây đợt 40</textarea>" not in page
    assert "Trồng cây đợt 40</textarea>" in _page(client.get(f"/plans/{long.id}/review?quarter=2"))


def test_a_paper_of_a_namesake_is_noted(world: World, officer: Person) -> None:
    other = YEAR_PLAN_TEXT.replace("XÃ ĐIỀM HE", "PHƯỜNG ĐIỀM HE")
    notes = read(world, officer, other).reading["notes"]  # type: ignore[index]
    assert "other_issuer" in {note["code"] for note in notes}
    own = read(world, officer).reading["notes"]  # type: ignore[index]
    assert "other_issuer" not in {note["code"] for note in own}
