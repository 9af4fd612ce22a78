"""A commune that ceased hands over to its only successor; nothing is lost, nothing taken twice."""

from sqlalchemy import select

from app.lib import clock
from app.mergers import actions
from app.mergers.queries import handovers
from app.plans.models import Plan, Task
from app.progress import actions as progress
from app.progress.actions import Upload
from app.progress.models import Evidence, Progress, ProgressEntry
from app.progress.terms import TaskStatus
from tenants.db import db
from tests.mergers.year import FIRST_DAY, JANUARY, LAST_DAY, MARCH, Year
from tests.world import World

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def test_open_tasks_pass_with_their_states_evidence_and_links(world: World) -> None:
    year = Year(world)
    district = year.closed("Huyện Bình Gia")
    old = year.closed("Xã Bình La", above="Huyện Bình Gia")
    heir = world.commune("Tân Văn")
    top = year.issue(world.province, JANUARY)
    middle = year.derive(district, top, JANUARY, added=["Việc riêng của huyện"])
    own = year.derive(old, middle, JANUARY, added=["Việc riêng của xã"])
    first, second, third, fromdistrict, mine, fourth = year.tasks(old, own, MARCH)
    year.record(old, first, MARCH, TaskStatus.DONE, 100)
    year.record(old, second, MARCH, TaskStatus.IN_PROGRESS, 40, note="Đang chọn điển hình")
    with year.at(old, MARCH) as by:
        progress.add_evidence(
            task_id=second, uploads=[Upload(name="danh-sach.pdf", content=PDF)], by=by
        )

    with year.at(heir, FIRST_DAY) as by:
        done = actions.take_over(by=by)
        again = actions.take_over(by=by)
    assert (done.tasks, again.tasks) == (5, 0)

    provincial = year.tasks(world.province, top, FIRST_DAY)
    with year.at(heir, FIRST_DAY):
        lines = handovers.taken()
        tasks = {one.from_task_id: db.session.get_one(Task, one.task_id) for one in lines}
        assert tasks.keys() == {second, third, fromdistrict, mine, fourth}
        assert tasks[second].upstream_task_id == provincial[1]
        assert tasks[fourth].upstream_task_id == provincial[3]
        assert tasks[fromdistrict].upstream_task_id is None
        assert tasks[mine].upstream_task_id is None
        state = db.session.scalars(
            select(Progress).where(Progress.task_id == tasks[second].id)
        ).one()
        assert (state.status, state.percent, state.evidence_count) == (
            TaskStatus.IN_PROGRESS,
            40,
            1,
        )
        assert state.addressee_id == world.province.id
        entry = db.session.scalars(select(ProgressEntry)).one()
        assert "Đang chọn điển hình" in (entry.note or "")
        assert db.session.scalars(select(Evidence.caption)).one().endswith("cũ)")
        plan = db.session.scalars(select(Plan)).one()
        assert plan.title == "Nhiệm vụ năm 2025 tiếp nhận từ xã Bình La (cũ)"
        assert plan.issued_at is not None
    with year.at(world.province, FIRST_DAY):
        seen = db.session.scalars(
            select(Progress.percent).where(Progress.upstream_task_id == provincial[1])
        ).all()
        assert seen == [40]


def test_before_the_last_day_has_passed_nothing_passes(world: World) -> None:
    year = Year(world)
    old = year.closed("Xã Bình La", above="Huyện Bình Gia")
    own = year.issue(old, JANUARY)
    assert own
    with year.at(old, LAST_DAY):
        assert clock.today() == LAST_DAY
    with year.at(world.commune("Bình Gia"), FIRST_DAY) as by:
        assert actions.take_over(by=by).tasks == 0
    with year.at(world.commune("Tân Văn"), FIRST_DAY) as by:
        assert actions.take_over(by=by).tasks == 4


def test_a_task_taken_over_goes_on_and_its_list_grows_by_revisions(world: World) -> None:
    year = Year(world)
    old = year.closed("Xã Bính Xá", above="Huyện Đình Lập")
    own = year.issue(old, JANUARY)
    tasks = year.tasks(old, own, MARCH)
    heir = world.commune("Kiên Mộc")
    with year.at(heir, FIRST_DAY) as by:
        assert actions.take_over(by=by).tasks == 0
        assert actions.claim(task_ids=tasks[:1], by=by).tasks == 1
        assert actions.claim(task_ids=tasks[2:], by=by).tasks == 2
        plan = db.session.scalars(select(Plan)).one()
        assert plan.revision == 2
        line = handovers.taken()[0]
    year.record(heir, line.task_id, FIRST_DAY, TaskStatus.DONE, 100)
