"""The turning of the year: closing the books, taking tasks over, history that is only read."""

from datetime import date

import pytest

from app.access import Role
from app.lib import clock
from app.lib.errors import Conflict, Invalid
from app.plans import actions as plans
from app.plans.queries import plans as plan_queries
from app.progress import actions
from app.progress.actions import Upload
from app.progress.queries import books
from app.progress.terms import TaskStatus
from tests.plans import cascade
from tests.plans.samples import a_plan, a_task
from tests.progress.given import Site, entry, recorded, site
from tests.scoring.scenes import PDF
from tests.sql import counted
from tests.world import World

NEW_YEAR = date(2027, 1, 10)
FILE = Upload(name="a.pdf", content=PDF)


@pytest.fixture
def here(world: World) -> Site:
    given = cascade.issued(world, [world.commune("Điềm He")])
    found = site(world, given, world.commune("Điềm He"))
    recorded(world, found.officer, entry(found.task_ids[0], TaskStatus.DONE))
    return found


def close(world: World, here: Site, on: date = NEW_YEAR) -> None:
    with clock.fixed(on), world.acting(here.officer):
        open_tasks = books.plan_year(2026).open_tasks
        plans.close_year(year=2026, open_tasks=open_tasks, by=here.officer)


def test_a_year_is_closed_after_it_has_ended(world: World, here: Site) -> None:
    with pytest.raises(Conflict, match="chưa kết thúc"):
        close(world, here, date(2026, 12, 31))
    close(world, here)
    close(world, here)
    with clock.fixed(NEW_YEAR), world.acting(here.officer):
        (found,) = books.plan_years()
        assert found.closing is not None
        assert (found.closing.open_tasks, found.open_tasks) == (4, 4)
        assert found.figures.count(TaskStatus.DONE) == 1
        assert len(books.history()) == 1


def test_what_is_closed_is_read_and_not_written_on(world: World, here: Site) -> None:
    with clock.fixed(NEW_YEAR), world.acting(here.officer):
        draft = plans.draft(content=a_plan(), tasks=[a_task()], by=here.officer)
    close(world, here)
    with clock.fixed(NEW_YEAR):
        with world.acting(here.officer), pytest.raises(Conflict, match="khóa sổ năm 2026"):
            plans.draft(content=a_plan(), by=here.officer)
        with world.acting(here.officer), pytest.raises(Conflict, match="khóa sổ năm 2026"):
            plans.add_task(plan_id=draft.id, content=a_task(), by=here.officer)
        with world.acting(here.officer), pytest.raises(Conflict, match="khóa sổ năm 2026"):
            actions.record(
                entry=entry(here.task_ids[1], TaskStatus.DONE, on=NEW_YEAR), by=here.officer
            )
        with world.acting(here.officer), pytest.raises(Conflict, match="khóa sổ năm 2026"):
            actions.add_evidence(task_id=here.task_ids[1], uploads=[FILE], by=here.officer)
        with world.acting(here.officer):
            assert plan_queries.own(draft.id).title
            plans.draft(content=a_plan(year=2027), by=here.officer)


def test_a_closed_year_is_opened_again_for_a_reason(world: World, here: Site) -> None:
    close(world, here)
    with clock.fixed(NEW_YEAR):
        with world.acting(here.officer), pytest.raises(Invalid, match="lý do"):
            plans.reopen_year(year=2026, reason=" ", by=here.officer)
        with world.acting(here.officer):
            plans.reopen_year(year=2026, reason="Sót báo cáo cụm", by=here.officer)
        with world.acting(here.officer), pytest.raises(Conflict, match="đang mở"):
            plans.reopen_year(year=2026, reason="Sót báo cáo cụm", by=here.officer)
        with world.acting(here.officer):
            actions.record(
                entry=entry(here.task_ids[1], TaskStatus.DONE, on=NEW_YEAR), by=here.officer
            )
    close(world, here)
    with world.acting(here.officer):
        assert [one.reopening_reason for one in books.history()] == [None, "Sót báo cáo cụm"]


def test_another_tenants_closing_closes_nothing_here(world: World, here: Site) -> None:
    close(world, here)
    province = world.person(world.province, Role.LEADER, Role.OFFICER)
    with clock.fixed(NEW_YEAR), world.acting(province):
        assert books.plan_year(2026).closing is None
        plans.draft(content=a_plan(), by=province)


def test_chosen_tasks_go_on_into_the_next_year(world: World, here: Site) -> None:
    kept = here.task_ids[1:3]
    with clock.fixed(NEW_YEAR):
        with world.acting(here.officer):
            made = plans.copy_to_next_year(
                plan_id=here.plan_id, task_ids=set(kept), by=here.officer
            )
        with world.acting(here.officer):
            found = books.successors(made.id)
    assert [one.task_id is not None for one in found] == [False, True, True, False, False]
    assert found[1].text == "Phát động phong trào thi đua năm 2027"
    assert found[0].before.status is TaskStatus.DONE


def test_the_pages_of_the_turning_year(world: World, here: Site) -> None:
    with clock.fixed(NEW_YEAR):
        client = world.client(here.officer)
        page = client.get(f"/plans/{here.plan_id}/next-year").text
        assert "Hoàn thành" in page
        assert page.count('name="task_ids"') == 5
        refused = client.send(f"/plans/{here.plan_id}/next-year")
        assert refused.status_code == 422
        assert "Hãy chọn ít nhất một nhiệm vụ" in refused.text
        made = client.send(f"/plans/{here.plan_id}/next-year", {"task_ids": here.task_ids[:2]})
        assert made.status_code == 303
        shown = client.get(f"{made.location}/previous-year").text
        assert shown.count("Không chuyển sang") == 3
        assert "Đã hết năm, chưa khóa sổ" in client.get("/plan-years").text
        assert "4 nhiệm vụ chưa xong" in client.get("/plan-years/2026").text
        assert client.send("/plan-years/2026/closing").status_code == 303
        page = client.get("/plan-years/2026").text
        assert "đã khóa sổ" in page
        assert client.send("/plan-years/2026/reopening", {"reason": ""}).status_code == 422
        assert client.send("/plan-years/2026/reopening", {"reason": "Sót"}).status_code == 303
        assert "mở lại" in client.get("/plan-years/2026").text


def test_only_a_leader_closes(world: World, here: Site) -> None:
    with clock.fixed(NEW_YEAR):
        officer = world.client(world.person(here.tenant, Role.OFFICER))
        assert officer.send("/plan-years/2026/closing").status_code == 403
        assert officer.call("PUT", "/api/v1/plan-years/2026/closing").status_code == 403


def test_the_api_of_the_turning_year(world: World, here: Site) -> None:
    with clock.fixed(NEW_YEAR):
        client = world.client(here.officer)
        assert client.call("PUT", "/api/v1/plan-years/2027/closing").status_code == 409
        closed = client.call("PUT", "/api/v1/plan-years/2026/closing").get_json()
        assert (closed["tasks"], closed["open_tasks"]) == (5, 4)
        assert closed["closed_at"]
        path = "/api/v1/plan-years/2026/reopenings"
        assert client.call("POST", path, json={"reason": ""}).status_code == 422
        assert client.call("POST", path, json={"reason": "Sót"}).status_code == 201
        (year,) = client.call("GET", "/api/v1/plan-years").get_json()
        assert year["closed_at"] is None


def test_the_pages_ask_a_fixed_number_of_questions(world: World, here: Site) -> None:
    client = world.client(here.officer)
    client.get("/plan-years")
    with counted(world.app) as few:
        client.get("/plan-years")
    with clock.fixed(NEW_YEAR), world.acting(here.officer):
        for year in range(2010, 2025):
            plans.draft(content=a_plan(year=year), by=here.officer)
    with counted(world.app) as many:
        assert client.get("/plan-years").text.count("dự thảo") == 15
    assert len(many) == len(few)
