"""The home page about work: tasks that fall due, reports on their way up and back."""

from datetime import date

from sqlalchemy import select, update

from app.access.permissions import Role
from app.accounts.models import Membership
from app.lib import clock
from app.plans.actions import TaskContent
from app.progress.terms import TaskStatus
from app.reports import actions as reports
from app.reports.models import Report, Submission
from app.reports.terms import SECTIONS, ReportKind, Verdict
from tenants.db import db
from tests.dashboards.scenes import desk
from tests.plans import cascade
from tests.progress import given as progress
from tests.progress.given import Site
from tests.world import Person, World

MAY = date(2026, 5, 20)
JUNE = date(2026, 6, 10)
JULY = date(2026, 7, 3)
OFFICE = "Phòng Văn hóa - Xã hội"
TASKS = (
    TaskContent(quarter=1, text="Phát động thi đua", lead_office="Văn phòng"),
    TaskContent(
        quarter=2,
        text="Kiểm tra các thôn",
        lead_office="Công an xã",
        deadline_on=date(2026, 6, 15),
    ),
    TaskContent(
        quarter=2,
        text="Tuyên truyền điển hình",
        lead_office="Văn phòng",
        support_offices=(OFFICE,),
        deadline_on=date(2026, 7, 1),
        deadline_inclusive=False,
    ),
    TaskContent(quarter=4, text="Tổng kết năm", lead_office=OFFICE),
)


def _site(world: World, tasks: tuple[TaskContent, ...] = TASKS) -> Site:
    commune = world.commune("Điềm He")
    return progress.site(world, cascade.issued(world, [commune], tasks=tasks), commune)


def _of_office(world: World, site: Site) -> Person:
    person = world.person(site.tenant, Role.OFFICER)
    with world.on_platform():
        db.session.execute(
            update(Membership)
            .where(Membership.user_id == person.id)
            .values(office_name="phòng văn hoá - xã hội")
        )
    return person


def test_tasks_of_my_office_come_first_and_late_ones_apart(world: World) -> None:
    site = _site(world)
    person = _of_office(world, site)
    found = desk(world, person, JUNE)
    tasks = [line for line in found.lines if line["kind"] == "task.do"]
    assert [line["text"] for line in tasks] == [
        "Phát động thi đua",
        "Kiểm tra các thôn",
        "Tuyên truyền điển hình",
    ]
    assert [line["due_on"] for line in tasks] == ["2026-03-31", "2026-06-15", "2026-06-30"]
    assert tasks[0]["note"] == "Văn phòng · Chưa thực hiện"
    assert tasks[0]["path"] == f"/progress/tasks/{site.task_ids[0]}"
    assert found.late == ["task.do"]
    assert "Quý I, nhiệm vụ: Hoàn thành 0" in found.page

    progress.recorded(
        world,
        site.officer,
        progress.entry(site.task_ids[0], TaskStatus.DONE),
        progress.entry(site.task_ids[1], TaskStatus.IN_PROGRESS, 40),
    )
    found = desk(world, person, JUNE)
    assert found.late == []
    tasks = [line for line in found.lines if line["kind"] == "task.do"]
    assert [line["note"] for line in tasks] == [
        "Công an xã · Đang thực hiện · 40%",
        "Văn phòng · Chưa thực hiện",
    ]
    assert "Quý I, nhiệm vụ: Hoàn thành 1" in found.page


def test_many_tasks_are_summed_up_behind_those_of_my_office(world: World) -> None:
    many = tuple(TaskContent(quarter=1, text=f"Việc {n}", lead_office="A") for n in range(9))
    mine = TaskContent(quarter=1, text="Việc của phòng tôi", lead_office=OFFICE)
    site = _site(world, (*many, mine))
    found = desk(world, _of_office(world, site), JUNE)
    tasks = [line for line in found.answer["late"] if line["kind"].startswith("task.")]
    assert tasks[0]["text"] == "Việc của phòng tôi"
    assert [line["kind"] for line in tasks] == ["task.do"] * 6 + ["task.others"]
    assert (tasks[6]["text"], tasks[6]["count"]) == ("Và 4 nhiệm vụ khác quá hạn", 4)
    assert tasks[6]["path"] == "/progress?year=2026&late=1"
    assert '<span class="figure-number">10</span> <span class="figure-label">Quá hạn' in found.page


def test_last_years_open_tasks_stay_for_a_quarter(world: World) -> None:
    site = _site(world)
    assert "task.do" in desk(world, site.officer, date(2027, 3, 1)).late
    assert "task.do" not in desk(world, site.officer, date(2027, 4, 1)).kinds


def _begun(world: World, site: Site) -> int:
    with clock.fixed(JUNE), world.acting(site.officer):
        report = reports.draft(
            plan_id=site.plan_id, kind=ReportKind.HALF_YEAR_REVIEW, by=site.officer
        )
        narrative = {key: "Nội dung." for key in SECTIONS}
        reports.edit(
            report_id=report.id,
            version=report.version,
            changes={"narrative": narrative},
            by=site.officer,
        )
        return report.id


def _sent(world: World, site: Site, report_id: int, on: date) -> int:
    with clock.fixed(on), world.acting(site.officer):
        return reports.send(
            report_id=report_id, signature=cascade.signature(issued_on=on), by=site.officer
        ).id


def _answered(world: World, submission_id: int, by: Person, reason: str | None) -> None:
    verdict = Verdict.RETURNED if reason else Verdict.ACCEPTED
    with world.acting(by):
        reports.review(submission_id=submission_id, verdict=verdict, reason=reason, by=by)


def test_a_report_is_written_sent_returned_and_accepted(world: World) -> None:
    site = _site(world)
    officer, clerk = (world.person(site.tenant, role) for role in (Role.OFFICER, Role.CLERK))
    above = world.person(world.province, Role.OFFICER)
    assert "report.write" not in desk(world, officer, MAY).kinds
    line = desk(world, officer, JUNE).line("report.write")
    assert (line["text"], line["due_on"]) == ("Lập báo cáo sơ kết 6 tháng 2026", "2026-06-30")
    assert desk(world, clerk, JUNE).kinds == []

    report_id = _begun(world, site)
    assert desk(world, officer, JUNE).line("report.write")["text"].startswith("Hoàn thiện")
    assert desk(world, clerk, JUNE).line("report.send")["path"] == f"/reports/{report_id}"
    assert "report.send" in desk(world, clerk, JULY).late

    first = _sent(world, site, report_id, JUNE)
    assert not [kind for kind in desk(world, officer, JUNE).kinds if kind.startswith("report.")]
    review = desk(world, above, JUNE).line("report.review")
    assert review["text"] == "Duyệt 1 báo cáo sơ kết 6 tháng 2026 đã gửi lên"
    assert review["note"] == "Báo cáo chờ lâu nhất gửi ngày 10/06/2026"

    _answered(world, first, above, "Thiếu số liệu quý II.")
    back = desk(world, officer, JULY).line("report.correct")
    assert back["note"] == "Lý do trả lại: Thiếu số liệu quý II."
    assert "report.correct" in desk(world, clerk, JULY).late
    assert desk(world, above, JULY).line("report.chase")["count"] == 1
    assert "report.review" not in desk(world, above, JULY).kinds

    _answered(world, _sent(world, site, report_id, JULY), above, None)
    for person in (officer, clerk, above):
        assert not [k for k in desk(world, person, JULY).kinds if k.startswith("report.")]


def test_the_province_chases_those_who_sent_no_report(world: World) -> None:
    given = cascade.issued(world, world.communes[:3])
    officer = world.person(world.province, Role.OFFICER)
    assert "report.chase" not in desk(world, officer, JUNE).kinds
    line = desk(world, officer, JULY).line("report.chase")
    assert line["text"] == "Đôn đốc 3 đơn vị chưa gửi báo cáo sơ kết 6 tháng 2026"
    site = progress.site(world, given, world.communes[0])
    _sent(world, site, _begun(world, site), JUNE)
    assert desk(world, officer, JULY).line("report.chase")["count"] == 2
    with world.acting(site.officer):
        assert (
            db.session.scalars(select(Submission.report_id)).all()
            == db.session.scalars(select(Report.id)).all()
        )
