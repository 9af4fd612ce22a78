"""Questions of a subordinate, answers of its superior; nobody else reads a thread."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

import pytest
from sqlalchemy import select

from app.access.permissions import Role
from app.lib import clock
from app.lib.errors import Conflict, Invalid, NotFound
from app.notifications.models import Notification
from app.plans import actions, jobs
from app.plans.actions import Attachment
from app.plans.models import Clarification, PlanMessage
from app.plans.queries import exchange, plans
from app.plans.terms import MessageKind, ThreadSide, ThreadState, ThreadView
from tenants.db import db
from tests.plans import cascade
from tests.plans.cascade import Given
from tests.sql import counted
from tests.world import Person, World

ASKED_ON = date(2026, 1, 12)
TEXT = "Xã chưa có công chức chuyên trách, việc kiểm tra có thể làm theo cụm không?"
ANSWER = "Được. Các xã trong cụm thống nhất lịch và báo cáo chung một bản."


def _asked(
    world: World, plan_id: int, by: Person, *, task_id: int | None = None, text: str = TEXT
) -> int:
    with clock.fixed(ASKED_ON), world.acting(by):
        return jobs.ask_and_tell(
            plan_id=plan_id, task_id=task_id, kind=MessageKind.QUESTION, text=text, by=by
        ).thread_id


def _answered(
    world: World, thread_ids: Sequence[int], by: Person, question: str | None = None
) -> actions.Answered:
    with clock.fixed(date(2026, 1, 14)), world.acting(by):
        return jobs.answer_and_tell(thread_ids=thread_ids, text=ANSWER, question=question, by=by)


def _notices(world: World, person: Person, kind: str) -> list[Notification]:
    with world.acting(person):
        return list(
            db.session.scalars(
                select(Notification).where(
                    Notification.kind == kind, Notification.addressee_id == person.tenant.id
                )
            )
        )


@pytest.fixture
def given(world: World) -> Given:
    """The province's plan with three communes."""
    names = ("Điềm He", "Đình Lập", "Kiên Mộc")
    return cascade.issued(world, [world.commune(name) for name in names])


@pytest.fixture
def officer(world: World) -> Person:
    """Who asks: an officer of Điềm He."""
    return world.person(world.commune("Điềm He"), Role.OFFICER)


def test_asked_answered_asked_on(world: World, given: Given, officer: Person) -> None:
    thread_id = _asked(world, given.plan_id, officer)
    with world.acting(given.leader):
        asked = exchange.thread(thread_id)
        assert (asked.state, asked.is_mine) == (ThreadState.OPEN, False)
        assert exchange.open_count() == 1
    _answered(world, [thread_id], given.leader)
    with world.acting(officer):
        assert exchange.thread(thread_id).state is ThreadState.ANSWERED
        actions.reply(
            thread_id=thread_id, kind=MessageKind.DIFFICULTY, text="Chưa có kinh phí.", by=officer
        )
    with world.acting(given.leader):
        again = exchange.thread(thread_id)
        assert (again.state, again.count) == (ThreadState.OPEN, 3)
        said = [(one.writer.name, one.message.kind) for one in exchange.messages(thread_id)]
        assert said == [
            ("Xã Điềm He", MessageKind.QUESTION),
            ("Tỉnh Lạng Sơn", MessageKind.ANSWER),
            ("Xã Điềm He", MessageKind.DIFFICULTY),
        ]


def test_before_the_own_plan_one_asks_about_the_superiors(
    world: World, given: Given, officer: Person
) -> None:
    own = cascade.derived(world, given, officer)
    with world.acting(officer):
        task = plans.tasks(own)[1]
    thread_id = _asked(world, own, officer, task_id=task.id)
    with world.acting(given.leader):
        found = exchange.thread(thread_id)
        assert found.plan.id == given.plan_id
        assert found.task is not None
        assert found.task.id == task.upstream_task_id


def test_a_draft_of_its_own_has_nobody_to_ask(world: World, officer: Person) -> None:
    with world.acting(officer):
        draft = actions.draft(content=actions.with_usual_prose(_content()), by=officer)
    with world.acting(officer), pytest.raises(Conflict):
        exchange.subject(draft.id)


def _content() -> actions.PlanContent:
    return actions.PlanContent(year=2026, title="Kế hoạch riêng của xã")


def test_a_plan_that_was_not_delivered_here_is_not_asked_about(world: World, given: Given) -> None:
    stranger = world.person(world.commune("Bắc Sơn"))
    with world.acting(stranger), pytest.raises(NotFound):
        actions.ask(plan_id=given.plan_id, kind=MessageKind.QUESTION, text=TEXT, by=stranger)


def test_a_task_of_another_plan_is_refused(world: World, given: Given, officer: Person) -> None:
    other = cascade.issued(world, [officer.tenant])
    with world.acting(officer):
        task = plans.tasks(other.plan_id)[0]
    with world.acting(officer), pytest.raises(NotFound):
        exchange.subject(given.plan_id, task.id)


def test_nobody_else_reads_a_thread(world: World, given: Given, officer: Person) -> None:
    thread_id = _asked(world, given.plan_id, officer)
    _answered(world, [thread_id], given.leader)
    strangers = [
        world.person(world.commune("Đình Lập")),
        world.person(world.commune("Bắc Sơn")),
        world.person(cascade.district(world)),
    ]
    for stranger in strangers:
        with world.acting(stranger):
            assert db.session.scalars(select(PlanMessage)).all() == []
            with pytest.raises(NotFound):
                exchange.thread(thread_id)
            assert exchange.counts(given.plan_id).threads == 0
    for stranger in strangers[:2]:
        client = world.client(stranger)
        for path in (f"/threads/{thread_id}", f"/api/v1/threads/{thread_id}"):
            assert client.get(path).status_code == 404
        said = client.send(f"/threads/{thread_id}/messages", {"kind": "question", "text": "Gì?"})
        assert said.status_code == 404
        answered = client.send("/threads/answers", {"thread_ids": [thread_id], "text": "Không."})
        assert answered.status_code == 404
    with world.acting(officer):
        assert len(exchange.messages(thread_id)) == 2


def test_each_side_says_what_is_its_own(world: World, given: Given, officer: Person) -> None:
    thread_id = _asked(world, given.plan_id, officer)
    for person, kind in (
        (officer, MessageKind.ANSWER),
        (given.leader, MessageKind.QUESTION),
    ):
        with world.acting(person), pytest.raises(Invalid) as refused:
            actions.reply(thread_id=thread_id, kind=kind, text="…", by=person)
        assert "kind" in refused.value.fields
    with world.acting(officer), pytest.raises(Invalid):
        actions.ask(plan_id=given.plan_id, kind=MessageKind.QUESTION, text="  ", by=officer)


def test_the_same_words_twice_are_said_once(world: World, given: Given, officer: Person) -> None:
    first = _asked(world, given.plan_id, officer)
    assert _asked(world, given.plan_id, officer, text=f" {TEXT} ") == first
    _answered(world, [first], given.leader)
    assert _answered(world, [first], given.leader).message_ids == []
    with world.acting(given.leader):
        for _ in range(2):
            actions.reply(
                thread_id=first, kind=MessageKind.ANSWER, text="Thêm: gửi trước 30/6.", by=officer
            )
    with world.acting(officer):
        assert exchange.thread(first).count == 3


def test_one_answer_to_several(world: World, given: Given) -> None:
    people = [world.person(world.commune(name)) for name in ("Điềm He", "Đình Lập", "Kiên Mộc")]
    asked = [_asked(world, given.plan_id, person) for person in people]
    with world.acting(given.leader), counted(world.app) as statements:
        done = actions.answer(thread_ids=asked[:2], text=ANSWER, by=given.leader)
        assert len(done.message_ids) == 2
    inserts = [one for one in statements if one.startswith("INSERT INTO plan_messages")]
    assert len(inserts) == 1
    with world.acting(given.leader):
        page = exchange.threads(side=ThreadSide.BELOW, view=ThreadView.OPEN)
        assert [thread.id for thread in page.items] == asked[2:]
        assert page.counts == {ThreadView.OPEN: 1, ThreadView.ANSWERED: 2, ThreadView.ALL: 3}
        assert exchange.threads(side=ThreadSide.BELOW, text="dinh lap").total == 1
    for person in people:
        with world.acting(person):
            assert exchange.threads(side=ThreadSide.OWN).total == 1
    with world.acting(people[0]), pytest.raises(NotFound):
        actions.answer(thread_ids=asked[:1], text=ANSWER, by=people[0])


def test_a_general_answer_reaches_everybody_without_who_asked(
    world: World, given: Given, officer: Person
) -> None:
    with world.acting(officer):
        task = plans.tasks(given.plan_id)[3]
    thread_id = _asked(world, given.plan_id, officer, task_id=task.id)
    question = "Việc kiểm tra có thể làm theo cụm không?"
    done = _answered(world, [thread_id], given.leader, question)
    assert done.clarification is not None
    world.work()
    neighbour = world.person(world.commune("Kiên Mộc"))
    with world.acting(neighbour):
        ((one, about),) = exchange.clarifications(given.plan_id)
        assert (one.question, one.answer) == (question, ANSWER)
        assert about is not None
        assert about.id == task.id
        columns = [column.name for column in Clarification.__table__.columns]
        assert officer.tenant.id not in [getattr(one, name) for name in columns]
    page = world.client(neighbour).get(f"/plans/{given.plan_id}/threads").get_data(as_text=True)
    assert question in page
    assert "Điềm He" not in page
    (notice,) = _notices(world, neighbour, "plan.clarified")
    assert "Điềm He" not in notice.text
    stranger = world.person(world.commune("Bắc Sơn"))
    with world.acting(stranger):
        assert db.session.scalars(select(Clarification)).all() == []


def test_a_general_answer_is_about_one_plan_of_ones_own(
    world: World, given: Given, officer: Person
) -> None:
    other = cascade.issued(world, [officer.tenant])
    asked = [_asked(world, plan_id, officer) for plan_id in (given.plan_id, other.plan_id)]
    with pytest.raises(Invalid) as refused:
        _answered(world, asked, given.leader, "Hỏi chung")
    assert "thread_ids" in refused.value.fields
    with pytest.raises(Invalid):
        _answered(world, asked[:1], given.leader, "  ")


def test_people_are_told(world: World, given: Given, officer: Person) -> None:
    thread_id = _asked(world, given.plan_id, officer)
    world.work()
    (asked,) = _notices(world, given.leader, "plan.asked")
    assert asked.path == f"/threads/{thread_id}"
    assert "UBND xã Điềm He hỏi về Kế hoạch số" in asked.text
    _answered(world, [thread_id], given.leader)
    for _ in range(2):
        world.work()
    (answered,) = _notices(world, officer, "plan.answered")
    assert answered.path == f"/threads/{thread_id}"


def test_a_file_goes_along_and_only_the_other_side_reads_it(
    world: World, given: Given, officer: Person
) -> None:
    content = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    with world.acting(officer):
        message = actions.ask(
            plan_id=given.plan_id,
            kind=MessageKind.DIFFICULTY,
            text="Xem văn bản kèm theo.",
            attachment=Attachment("vuong-mac.pdf", content),
            by=officer,
        )
    path = f"/files/{message.file_id}"
    answer = world.client(given.leader).get(path)
    assert (answer.status_code, answer.data) == (200, content)
    assert world.client(world.person(world.commune("Đình Lập"))).get(path).status_code == 404
    with world.acting(given.leader):
        (one,) = exchange.messages(message.id)
        assert one.file_name == "vuong-mac.pdf"


def test_a_closed_unit_asks_no_more(world: World) -> None:
    bình_gia = cascade.district(world)
    above = cascade.issued_in_2025(world, bình_gia)
    chief = world.person(bình_gia)
    with clock.fixed(date(2026, 1, 10)), world.acting(chief), pytest.raises(Conflict):
        actions.ask(plan_id=above.plan_id, kind=MessageKind.QUESTION, text=TEXT, by=chief)


def test_the_pages(world: World, given: Given, officer: Person) -> None:
    commune, province = world.client(officer), world.client(given.leader)
    at = f"/plans/{given.plan_id}/threads"
    assert "Hỏi cấp trên" in commune.get(f"/plans/{given.plan_id}").get_data(as_text=True)
    wrong = commune.send(at, {"kind": "question", "text": ""})
    assert wrong.status_code == 422
    asked = commune.send(
        at,
        {"kind": "difficulty", "text": TEXT, "file": (BytesIO(b"x"), "a.exe")},
        content_type="multipart/form-data",
    )
    assert asked.status_code == 422
    asked = commune.send(at, {"kind": "difficulty", "text": TEXT})
    assert asked.status_code == 303
    thread = asked.headers["Location"]
    assert TEXT in commune.get(thread).get_data(as_text=True)
    for path in ("/threads", at, thread):
        page = province.get(path).get_data(as_text=True)
        assert TEXT in page, path
        assert "Xã Điềm He" in page or "xã Điềm He" in page
    nothing = province.send("/threads/answers", {"text": ANSWER})
    assert nothing.status_code == 422
    assert ANSWER in nothing.get_data(as_text=True)
    number = thread.rsplit("/", 1)[1]
    general = {"kind": "answer", "text": ANSWER, "general": "1", "question": ""}
    assert province.send(f"{thread}/messages", general).status_code == 422
    done = province.send(f"{thread}/messages", {**general, "question": "Kiểm tra theo cụm?"})
    assert done.status_code == 303
    assert "Kiểm tra theo cụm?" in commune.get(at).get_data(as_text=True)
    again = province.send("/threads/answers", {"thread_ids": [number], "text": "Xem công văn 15."})
    assert again.status_code == 303
    assert "Xem công văn 15." in commune.get(thread).get_data(as_text=True)
    assert commune.get("/threads").status_code == 200


def test_an_own_plans_page_leads_to_the_superiors(
    world: World, given: Given, officer: Person
) -> None:
    own = cascade.derived(world, given, officer)
    with world.acting(officer):
        task = plans.tasks(own)[2]
    client = world.client(officer)
    answer = client.get(f"/plans/{own}/threads?task={task.id}")
    assert (
        answer.headers["Location"] == f"/plans/{given.plan_id}/threads?task={task.upstream_task_id}"
    )
    assert "Hỏi cấp trên" in client.get(f"/plans/{own}").get_data(as_text=True)


def test_the_resources(world: World, given: Given, officer: Person) -> None:
    commune, province = world.client(officer), world.client(given.leader)
    asked = commune.call(
        "POST", f"/api/v1/plans/{given.plan_id}/threads", json={"text": TEXT, "kind": "difficulty"}
    )
    assert asked.status_code == 201
    thread = asked.headers["Location"]
    number = asked.get_json()["id"]
    (line,) = province.get("/api/v1/threads?side=below&view=open").get_json()["items"]
    assert (line["id"], line["asker"]["name"]) == (number, "Xã Điềm He")
    wrong = commune.call("POST", f"{thread}/messages", json={"kind": "answer", "text": "Được."})
    assert wrong.status_code == 422
    said = province.call("POST", f"{thread}/messages", json={"kind": "answer", "text": "Được."})
    assert [one["kind"] for one in said.get_json()["messages"]] == ["difficulty", "answer"]
    done = province.call(
        "POST",
        "/api/v1/threads/answers",
        json={"thread_ids": [number], "text": ANSWER, "question": "Kiểm tra theo cụm?"},
    )
    assert done.status_code == 200
    assert done.get_json()["messages"] == 1
    at = f"/api/v1/plans/{given.plan_id}/clarifications"
    (general,) = world.client(world.person(world.commune("Kiên Mộc"))).get(at).get_json()
    assert (general["question"], general["answer"]) == ("Kiểm tra theo cụm?", ANSWER)
    assert "asker" not in general


@pytest.mark.parametrize("path", ["/threads", "/plans/{}/threads"])
def test_lists_take_as_many_statements_for_65_communes_as_for_3(world: World, path: str) -> None:
    counts = []
    for number in (3, 65):
        given = cascade.issued(world, world.communes[:number])
        for commune in world.communes[:number]:
            _asked(world, given.plan_id, world.person(commune))
        client = world.client(given.leader)
        at = path.format(given.plan_id)
        client.get(at)
        with counted(world.app) as statements:
            assert client.get(at).status_code == 200
        counts.append(len(statements))
    assert counts[0] == counts[1]
