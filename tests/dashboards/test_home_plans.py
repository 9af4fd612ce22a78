"""The home page about plans: what waits for whom, what is late, and the issuer's strip."""

from datetime import date

from app.access.permissions import Role
from app.lib import clock
from app.plans import actions
from tests.dashboards.scenes import desk
from tests.plans import cascade
from tests.plans.samples import a_plan
from tests.world import World

IN_TIME = date(2026, 1, 10)
TOO_LATE = date(2026, 2, 10)


def test_a_superiors_plan_passes_over_the_desks_of_a_commune(world: World) -> None:
    given = cascade.issued(world, [world.commune("Điềm He")])
    home = world.commune("Điềm He")
    officer = world.person(home, Role.OFFICER)
    leader = world.person(home, Role.LEADER)
    clerk = world.person(home, Role.CLERK)
    viewer = world.person(home, Role.VIEWER)

    for person in (officer, leader, clerk):
        line = desk(world, person, IN_TIME).line("plan.acknowledge")
        assert line["text"] == "Tiếp nhận Kế hoạch số 01/KH-UBND ngày 04/01/2026"
        assert line["note"] == "Tỉnh Lạng Sơn · Công tác thi đua, khen thưởng năm 2026"
        assert (line["due_on"], line["path"]) == ("2026-01-31", f"/plans/{given.plan_id}")
    assert desk(world, viewer, IN_TIME).kinds == []

    with world.acting(officer):
        actions.acknowledge(plan_id=given.plan_id, by=officer)
    assert desk(world, officer, IN_TIME).kinds == ["plan.derive"]
    assert desk(world, clerk, IN_TIME).kinds == []

    own = cascade.derived(world, given, officer)
    assert desk(world, officer, IN_TIME).line("plan.complete")["path"] == f"/plans/{own}"
    assert desk(world, leader, IN_TIME).line("plan.issue")["path"] == f"/plans/{own}"

    with clock.fixed(IN_TIME), world.acting(leader):
        actions.issue(plan_id=own, signature=cascade.signature(issued_on=IN_TIME), by=leader)
    assert "plan.send" not in desk(world, officer, IN_TIME).kinds
    sending = desk(world, clerk, IN_TIME)
    assert sending.line("plan.send")["text"] == "Gửi kế hoạch của đơn vị lên Tỉnh Lạng Sơn"

    with clock.fixed(IN_TIME), world.acting(clerk):
        actions.send(plan_id=own, by=clerk)
    assert not [kind for kind in desk(world, leader, IN_TIME).kinds if kind.startswith("plan.")]


def test_what_was_due_is_late_and_says_by_how_much(world: World) -> None:
    cascade.issued(world, [world.commune("Điềm He")])
    officer = world.person(world.commune("Điềm He"), Role.OFFICER)
    found = desk(world, officer, TOO_LATE)
    assert found.late == ["plan.acknowledge"]
    assert "quá hạn 10 ngày" in found.page
    assert desk(world, officer, date(2026, 1, 31)).late == []
    assert desk(world, officer, date(2027, 1, 5)).kinds == [], "a year that is over is history"


def test_a_plan_that_asks_for_none_in_return_is_done_once_acknowledged(world: World) -> None:
    given = cascade.issued(world, [world.commune("Điềm He")], due_on=None)
    officer = world.person(world.commune("Điềm He"), Role.OFFICER)
    assert desk(world, officer, IN_TIME).line("plan.acknowledge")["due_on"] is None
    with world.acting(officer):
        actions.acknowledge(plan_id=given.plan_id, by=officer)
    assert desk(world, officer, IN_TIME).kinds == []


def test_a_draft_waits_for_the_officer_to_complete_and_the_leader_to_issue(world: World) -> None:
    officer = world.person(world.province, Role.OFFICER)
    leader = world.person(world.province, Role.LEADER)
    with clock.fixed(IN_TIME), world.acting(officer):
        plan = actions.draft(content=a_plan(), tasks=cascade.TASKS, by=officer)
    line = desk(world, leader, IN_TIME).line("plan.issue")
    assert line["text"] == "Xem và ban hành dự thảo “Công tác thi đua, khen thưởng năm 2026”"
    assert line["note"] == "Kế hoạch năm 2026, lập ngày 10/01/2026"
    assert line["path"] == f"/plans/{plan.id}"
    assert "plan.issue" not in desk(world, officer, IN_TIME).kinds
    assert desk(world, officer, IN_TIME).line("plan.complete")["path"] == f"/plans/{plan.id}"
    neighbour = world.person(world.commune("Điềm He"))
    assert desk(world, neighbour, IN_TIME).kinds == []


def test_the_issuer_sees_how_far_its_recipients_are(world: World) -> None:
    first, second, third, fourth, *_ = world.communes
    given = cascade.issued(world, [first, second, third, fourth])
    with clock.fixed(IN_TIME):
        seer = world.person(second)
        with world.acting(seer):
            actions.see(plan_id=given.plan_id, by=seer)
        maker, sender = world.person(third), world.person(fourth)
        cascade.derived(world, given, maker)
        own = cascade.derived(world, given, sender)
    cascade.sent_up(world, own, sender)
    with world.acting(sender):
        actions.tell_superior(plan_id=own, by=sender)

    found = desk(world, given.leader, IN_TIME)
    assert found.late == []
    assert "1/4" in found.page
    for step in ("<b>4</b> <span>Đã giao", "<b>3</b> <span>Đã xem", "<b>2</b> <span>Đã tiếp nhận"):
        assert step in found.page
    assert "4 đơn vị: Đã gửi lên 1, Đang xây dựng 1, Chưa tiếp nhận 2, Quá hạn 0" in found.page
    assert found.line("plan.review")["text"] == "Xem xét 1 kế hoạch cấp dưới gửi lên"
    clerk = desk(world, world.person(world.province, Role.CLERK), IN_TIME)
    assert clerk.line("plan.read")["text"] == "Xem 1 kế hoạch cấp dưới mới gửi lên"

    late = desk(world, given.leader, TOO_LATE)
    chase = late.line("plan.chase")
    assert (chase["text"], chase["count"]) == ("Đôn đốc 3 đơn vị quá hạn gửi kế hoạch", 3)
    assert chase["path"] == f"/plans/{given.plan_id}/matrix?view=late"
    assert "4 đơn vị: Đã gửi lên 1, Đang xây dựng 0, Chưa tiếp nhận 0, Quá hạn 3" in late.page
    names = [late.page.index(f"<td>{one.name}") for one in (first, second, third)]
    assert len(names) == 3
    assert f"<td>{fourth.name}" not in late.page
    assert "10 ngày" in late.page


def test_a_recipient_sees_nothing_of_its_neighbours(world: World) -> None:
    cascade.issued(world)
    neighbour = world.person(world.commune("Đình Lập"))
    page = desk(world, neighbour, TOO_LATE).page
    assert "Điềm He" not in page
    assert "Đơn vị quá hạn" not in page
