"""The pages of an amendment: written, read, issued; and of its answers, above and below."""

import re
from datetime import date

import pytest

from app.lib import clock
from app.plans import actions
from app.plans.models import Merge
from app.plans.queries import amendments, plans
from app.plans.terms import FieldChoice, MergeState
from tests.plans import amending, cascade
from tests.plans.cascade import Given
from tests.sql import counted
from tests.world import Client, Person, World


@pytest.fixture
def given(world: World) -> Given:
    """The province's plan, with Điềm He and Đình Lập."""
    return cascade.issued(world, [world.commune("Điềm He"), world.commune("Đình Lập")])


@pytest.fixture
def officer(world: World) -> Person:
    """Somebody of Điềm He."""
    return world.person(world.commune("Điềm He"))


@pytest.fixture
def own(world: World, given: Given, officer: Person) -> int:
    """Its plan, with the second task worded anew, sent up."""
    plan_id = cascade.derived(world, given, officer)
    with world.acting(officer):
        task = plans.tasks(plan_id)[1]
        actions.edit_task(
            task_id=task.id,
            version=task.version,
            changes={"text": "Phát động ở các thôn"},
            by=officer,
        )
    cascade.sent_up(world, plan_id, officer)
    return plan_id


@pytest.fixture
def client(world: World, given: Given) -> Client:
    """The browser of the province's leader."""
    return world.client(given.leader)


def _draft(world: World, given: Given) -> tuple[int, int]:
    with world.acting(given.leader, read_only=True):
        found = amendments.open_draft(given.plan_id)
        assert found is not None
        return found.id, found.version


def _text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.get_data(as_text=True)[:3000]
    return answer.get_data(as_text=True)


def test_an_amendment_is_written_read_and_issued_by_pages(
    world: World, given: Given, officer: Person, own: int, client: Client
) -> None:
    tasks = amending.tasks_of(world, given.plan_id, given.leader)
    assert "Điều chỉnh kế hoạch" in _text(client, f"/plans/{given.plan_id}")
    empty = client.send(f"/plans/{given.plan_id}/amendments", {"reason": " "})
    assert empty.status_code == 422
    begun = client.send(f"/plans/{given.plan_id}/amendments", {"reason": "Lịch <b>đổi</b>"})
    assert begun.status_code == 303
    amendment_id, version = _draft(world, given)
    page = _text(client, f"/amendments/{amendment_id}")
    assert "Lịch &lt;b&gt;đổi&lt;/b&gt;" in page
    line = {
        "task_id": tasks[1].id,
        "version": version,
        "quarter": 1,
        "text": "Phát động phong trào thi đua toàn tỉnh năm 2026",
        "term": "trước ngày 20/3",
        "locked": ["deadline"],
    }
    form = _text(client, f"/amendments/{amendment_id}/tasks/{tasks[1].id}")
    assert "Nhiệm vụ hiện có" in form
    assert f'data-draft="amendment-{amendment_id}-task-{tasks[1].id}"' in form
    form = _text(client, f"/amendments/{amendment_id}/lines/new")
    assert f'data-draft="amendment-{amendment_id}-new"' in form
    saved = client.send(f"/amendments/{amendment_id}/lines", line)
    assert saved.status_code == 303, saved.get_data(as_text=True)[:3000]
    stale = client.send(f"/amendments/{amendment_id}/lines", {**line, "text": "Khác"})
    assert stale.status_code == 412
    assert "Những gì bạn nhập vẫn còn bên dưới" in stale.get_data(as_text=True)
    _, version = _draft(world, given)
    added = client.send(
        f"/amendments/{amendment_id}/lines",
        {
            "version": version,
            "quarter": 4,
            "text": "Tổ chức hội thi",
            "term": "trước ngày 20/11",
            "support_offices": "Các trường học",
            "requested_offices": "Hội Khuyến học",
        },
    )
    assert added.status_code == 303
    _, version = _draft(world, given)
    gone = client.send(
        f"/amendments/{amendment_id}/lines",
        {"version": version, "change": "withdraw", "task_id": tasks[3].id},
    )
    assert gone.status_code == 303
    page = _text(client, f"/amendments/{amendment_id}")
    assert re.search(r"<ins><span class=\"vh\">thêm: </span>[^<]*toàn tỉnh", page)
    assert "trước ngày 20/03/2026" in page
    assert page.count("Bãi bỏ</span>") == 1
    _, version = _draft(world, given)
    form = _text(client, f"/amendments/{amendment_id}/issuance")
    assert 'value="02"' in form
    for words in ("trước ngày 20/11/2026", "Các trường học", "Hội Khuyến học"):
        assert words in page
        assert words in form
    issuance = {
        "number": "02",
        "issued_on": clock.today().isoformat(),
        "signing_capacity": "committee_chair",
        "signer_name": "Đoàn Thanh Sơn",
        "version": version,
    }
    taken = client.send(f"/amendments/{amendment_id}/issuance", {**issuance, "number": "01"})
    assert taken.status_code == 422
    assert "Số 01/KH-UBND của năm 2026 đã dùng (đã ban hành)" in taken.get_data(as_text=True)
    for _ in range(2):
        assert client.send(f"/amendments/{amendment_id}/issuance", issuance).status_code == 303
    world.work()
    with world.acting(given.leader):
        assert plans.own(given.plan_id).revision == 2
    history = _text(client, f"/plans/{given.plan_id}/revisions")
    assert "Điều chỉnh, bổ sung" in history
    shown = _text(client, f"/plans/{given.plan_id}/revisions/2?base=1")
    assert "Khác với bản 1" in shown
    assert "Tổ chức hội thi" in shown
    answers = _text(client, f"/plans/{given.plan_id}/revisions/2/answers")
    assert "Chờ quyết định: sửa khác nhau" in answers
    assert "các thôn" not in answers
    assert "Chưa xây dựng kế hoạch" in answers
    below = world.client(officer)
    assert "toàn tỉnh" in _text(below, f"/amendments/{amendment_id}")
    assert "Thông báo" in _text(below, "/notifications")
    assert "3 nhiệm vụ chờ đơn vị quyết định" in _text(below, f"/plans/{given.plan_id}")


def test_a_conflict_is_decided_on_its_page_and_the_second_is_told(
    world: World, given: Given, officer: Person, own: int, client: Client
) -> None:
    above = amending.tasks_of(world, given.plan_id, given.leader)
    amending.spread(
        world,
        given.plan_id,
        given.leader,
        amending.change(above[1], text="Phát động toàn tỉnh", deadline_on=date(2026, 3, 20)),
    )
    (merge,) = amending.merges(world, officer)
    below = world.client(officer)
    page = _text(below, f"/plans/{own}/merges")
    for words in ("Trước khi cấp trên điều chỉnh", "Cấp trên sửa thành", "Đơn vị đang ghi"):
        assert words in page
    assert "Hạn: đã cập nhật theo cấp trên" in page
    path = f"/merges/{merge.id}/settlement"
    said = {"version": merge.version, "choice_text": "mine", "reason": ""}
    missing = below.send(path, said)
    assert missing.status_code == 422
    assert "Cần ghi lý do" in missing.get_data(as_text=True)
    assert below.send(path, {**said, "reason": "Đã phổ biến"}).status_code == 303
    second = world.client(world.person(officer.tenant)).send(path, {**said, "reason": "x"})
    assert second.status_code == 409
    assert "đã trả lời lúc" in second.get_data(as_text=True)
    answers = _text(client, f"/plans/{given.plan_id}/revisions/2/answers")
    assert "Đã phổ biến" in answers
    assert "giữ của đơn vị" in answers
    assert amending.merges(world, officer)[0].state is MergeState.KEPT


def test_a_third_wording_is_taken_from_the_form(
    world: World, given: Given, officer: Person, own: int
) -> None:
    with world.acting(officer):
        assert plans.tasks(own)[1].text == "Phát động ở các thôn"
    above = amending.tasks_of(world, given.plan_id, given.leader)
    amending.spread(
        world, given.plan_id, given.leader, amending.change(above[1], text="Phát động toàn tỉnh")
    )
    (merge,) = amending.merges(world, officer)
    same = world.client(officer).send(
        f"/merges/{merge.id}/settlement",
        {
            "version": merge.version,
            "choice_text": FieldChoice.OTHER.value,
            "other_text": "Phát động ở các thôn",
        },
    )
    assert same.status_code == 422
    assert "Bản khác chưa khác với nội dung đơn vị đang ghi" in same.get_data(as_text=True)
    answer = world.client(officer).send(
        f"/merges/{merge.id}/settlement",
        {
            "version": merge.version,
            "choice_text": FieldChoice.OTHER.value,
            "other_text": "Phát động ở xã và các thôn",
        },
    )
    assert answer.status_code == 303
    assert _merge(world, officer).state is MergeState.REWRITTEN
    with world.acting(officer):
        assert plans.tasks(own)[1].text == "Phát động ở xã và các thôn"


def _merge(world: World, officer: Person) -> Merge:
    return amending.merges(world, officer)[-1]


def test_no_page_of_an_amendment_asks_more_for_more_communes_and_tasks(
    world: World, own: int, given: Given, officer: Person
) -> None:
    def statements(path: str, person: Person) -> int:
        client = world.client(person)
        client.get(path)
        with counted(world.app) as seen:
            _text(client, path)
        return len(seen)

    above = amending.tasks_of(world, given.plan_id, given.leader)
    first = amending.spread(
        world, given.plan_id, given.leader, amending.change(above[1], text="Phát động toàn tỉnh")
    )
    history = f"/plans/{given.plan_id}/revisions"

    def all_pages(amendment_id: int, revision: int) -> list[int]:
        return [
            statements(f"{history}/{revision}/answers", given.leader),
            statements(f"{history}/{revision}", given.leader),
            statements(f"/amendments/{amendment_id}", given.leader),
            statements(f"/plans/{own}/merges", officer),
        ]

    small = all_pages(first, 2)
    cascade.derived(world, given, world.person(world.commune("Đình Lập")))
    second = amending.spread(
        world,
        given.plan_id,
        given.leader,
        *(amending.change(task, text=f"{task.text} (mới)") for task in above[1:]),
        on=date(2026, 6, 1),
    )
    large = all_pages(second, 3)
    assert large == small
    assert max(large) <= 22
