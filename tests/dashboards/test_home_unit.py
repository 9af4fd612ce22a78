"""The home page of a new unit, of its administrator, of the platform's operator."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import update

from app.access.permissions import Role
from app.accounts.models import Invitation, Membership
from app.directory.models import Office
from app.directory.terms import OfficeKind
from app.lib import clock
from tenants.db import db
from tenants.models import OutboxEntry
from tests.dashboards.scenes import desk
from tests.plans import cascade
from tests.world import Person, World

TODAY = date(2026, 1, 10)


def _set_up(world: World, admin: Person) -> None:
    with world.acting(admin):
        db.session.add(
            Office(
                tenant_id=admin.tenant.id,
                kind=OfficeKind.BUREAU,
                name="Phòng Văn hóa - Xã hội",
                sort_key="phong van hoa",
            )
        )


def test_a_new_commune_is_told_how_to_begin(world: World) -> None:
    commune = world.commune("Điềm He")
    admin = world.person(commune, Role.TENANT_ADMIN, Role.OFFICER)
    page = desk(world, admin, TODAY).page
    for step in ("Bắt đầu sử dụng", "Khai báo phòng, ban, thôn", "Mời người dùng"):
        assert step in page
    assert "Kế hoạch của cấp trên sẽ hiện ở mục “Kế hoạch đến”" in page

    _set_up(world, admin)
    world.person(commune, Role.LEADER)
    assert "Khai báo phòng, ban, thôn</a>" not in desk(world, admin, TODAY).page
    given = cascade.issued(world, [commune])
    cascade.derived(world, given, admin)
    assert "Bắt đầu sử dụng" not in desk(world, admin, TODAY).page


def test_who_can_take_no_step_is_not_told_to(world: World) -> None:
    viewer = world.person(world.commune("Điềm He"), Role.VIEWER)
    page = desk(world, viewer, TODAY).page
    assert "Bắt đầu sử dụng" not in page
    assert "Không có việc nào đang chờ bạn" in page


def test_the_administrator_sees_people_without_roles_and_open_invitations(world: World) -> None:
    commune = world.commune("Điềm He")
    admin = world.person(commune, Role.TENANT_ADMIN)
    newcomer = world.person(commune, Role.VIEWER)
    with world.acting(admin):
        db.session.execute(
            update(Membership).where(Membership.user_id == newcomer.id).values(role_names=[])
        )
        for number in range(2):
            db.session.add(
                Invitation(
                    tenant_id=commune.id,
                    email=f"moi{number}@example.vn",
                    full_name="Người Được Mời",
                    role_names=["officer"],
                    token_hash=f"hash-{number}",
                    invited_by=admin.id,
                    expires_at=datetime(2026, 1, 20, tzinfo=UTC),
                    withdrawn_at=clock.now() if number else None,
                )
            )
    found = desk(world, admin, TODAY)
    assert found.line("unit.member_roles")["text"] == "Giao vai trò cho 1 người chưa có vai trò"
    assert found.line("unit.invitations")["text"] == "1 lời mời chưa được nhận"
    leader = world.person(commune, Role.LEADER)
    assert desk(world, leader, TODAY).kinds == []


def test_who_has_no_role_is_told_whom_to_ask(world: World) -> None:
    commune = world.commune("Điềm He")
    newcomer = world.person(commune, Role.VIEWER)
    with world.on_platform():
        db.session.execute(
            update(Membership).where(Membership.user_id == newcomer.id).values(role_names=[])
        )
    assert "Bạn chưa có vai trò trong Xã Điềm He" in desk(world, newcomer, TODAY).page


def test_a_closed_unit_reads_and_owes_nothing(world: World) -> None:
    archivist = world.person(cascade.district(world), Role.OFFICER, Role.LEADER)
    found = desk(world, archivist, TODAY)
    assert found.kinds == []
    assert "Huyện Bình Gia đã kết thúc hoạt động ngày 30/06/2025" in found.page


def test_the_operator_sees_provinces_and_jobs_given_up_but_no_papers(world: World) -> None:
    cascade.issued(world, [world.commune("Điềm He")])
    operator = world.person(world.platform, Role.OPERATOR)
    quiet = desk(world, operator, TODAY)
    assert quiet.kinds == []
    assert "Tỉnh, thành phố đã mở" in quiet.page
    long_ago = clock.now() - timedelta(days=1)
    with world.on_platform():
        for name, failed in (("plans.draw", clock.now()), ("plans.notify_issue", None)):
            db.session.add(
                OutboxEntry(
                    tenant_id=world.province.id,
                    name=name,
                    arguments={"plan_id": 1},
                    due_at=long_ago,
                    failed_at=failed,
                    error="RuntimeError: bí mật của tỉnh",
                )
            )
    found = desk(world, operator, clock.today())
    assert found.line("platform.job_failed")["count"] == 1
    assert found.line("platform.job_stuck")["count"] == 1
    assert "<code>plans.draw</code>" in found.page
    assert "bí mật" not in found.page
    assert "Công tác thi đua" not in found.page
