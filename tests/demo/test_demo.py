"""The demo province is as its story says, to the last count, and is loaded once."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal

import psycopg
import pytest
from flask import Flask
from sqlalchemy import func, not_, or_, select

from app.audit.models import AuditEntry
from app.clusters.terms import ClusterKind
from app.dashboards.queries.standings import movement, years
from app.lib import clock
from app.notifications.models import Notification
from app.plans.models import Plan, Task
from app.plans.queries import matrix
from app.plans.terms import DeliveryState, Disposition, MatrixView
from app.progress.models import Evidence, Progress
from app.progress.terms import TaskStatus
from app.reports.queries import received
from app.reports.terms import ReportKind, ReportState
from app.scoring.models import Absence, CriteriaSet, Standing, TieDecision
from app.scoring.queries import statuses
from app.scoring.terms import SheetState
from deploy.demo import __main__ as command
from deploy.demo import loading, people, stage
from deploy.demo.cast import DEPARTMENTS, DISTRICT
from deploy.demo.clusters import CLUSTER_4
from deploy.embedded import Addresses, Postgres
from tenants import jobs
from tenants.context import PLATFORM
from tenants.db import db, transaction
from tenants.models import OutboxEntry, Tenant
from tests import servers
from tests.world import Client, World


@pytest.fixture(scope="module")
def own(worker_id: str, addresses: Addresses, postgres: Postgres) -> Addresses:
    """A copy of the demo that nobody else has touched."""
    return servers.demo_copy(servers.run_id(), f"own_{worker_id}", postgres, addresses.redis_url)


@pytest.fixture(scope="module")
def app(own: Addresses) -> Iterator[Flask]:
    """The application on it."""
    app = servers.application(own)
    yield app
    with app.app_context():
        db.engine.dispose()
    app.extensions["redis"].close()


@pytest.fixture(scope="module")
def demo(app: Flask) -> World:
    """The demo's tenants by name."""
    return World(app)


@contextmanager
def reading(app: Flask, tenant: Tenant) -> Iterator[None]:
    """One read as a tenant."""
    with app.app_context(), transaction(jobs.actor_for(tenant), read_only=True):
        yield


def _plan(year: int) -> Plan:
    plan = db.session.scalars(
        select(Plan).where(Plan.year == year, Plan.issued_at.is_not(None)).order_by(Plan.id)
    ).first()
    assert plan is not None
    return plan


def test_the_province_has_issued_twenty_tasks_to_all_below(app: Flask, demo: World) -> None:
    with reading(app, demo.province):
        plan = _plan(2026)
        tasks = db.session.scalars(select(Task).where(Task.plan_id == plan.id)).all()
        found = matrix.matrix(plan.id)
    assert plan.reference == "Kế hoạch số 01/KH-UBND ngày 04/01/2026"
    assert Counter(task.quarter for task in tasks) == {1: 6, 2: 5, 3: 4, 4: 5}
    assert sum(task.mandatory for task in tasks) == 6
    assert {view: found.count(view) for view in MatrixView} == {
        MatrixView.ALL: 65 + len(DEPARTMENTS),
        MatrixView.LATE: 21,
        MatrixView.DELIVERED: 2,
        MatrixView.SEEN: 2,
        MatrixView.ACKNOWLEDGED: 4,
        MatrixView.DERIVED: 6,
        MatrixView.ISSUED: 7,
        MatrixView.SENT: 5,
        MatrixView.RETURNED: 2,
        MatrixView.ACCEPTED: 45,
    }
    assert sum(row.came_late for row in found.rows) == 9
    states = {row.name: row.state for row in found.rows}
    assert states["Xã Điềm He"] is DeliveryState.ACCEPTED
    assert states["Xã Đình Lập"] is DeliveryState.ISSUED
    assert states["Xã Kiên Mộc"] is DeliveryState.ACKNOWLEDGED


def test_diem_he_works_on_eighteen_tasks(app: Flask, demo: World) -> None:
    commune = demo.commune("Điềm He")
    with reading(app, commune):
        tasks = db.session.scalars(
            select(Task).where(Task.tenant_id == commune.id, Task.issued_at.is_not(None))
        ).all()
        done = db.session.scalars(
            select(Progress.status).where(Progress.tenant_id == commune.id)
        ).all()
        pieces = db.session.scalars(select(Evidence.file_id)).all()
        drafts = db.session.scalars(select(Plan.year).where(Plan.issued_at.is_(None))).all()
    assert Counter(task.disposition for task in tasks) == {
        Disposition.KEPT: 8,
        Disposition.ADAPTED: 9,
        Disposition.ADDED: 1,
        Disposition.DECLINED: 3,
    }
    kept = [task for task in tasks if task.disposition is not Disposition.DECLINED]
    assert Counter(task.quarter for task in kept) == {1: 6, 2: 6, 3: 1, 4: 5}
    assert Counter(done) == {
        TaskStatus.DONE: 14,
        TaskStatus.IN_PROGRESS: 2,
        TaskStatus.OBSTRUCTED: 1,
    }
    assert len(pieces) == 12
    assert drafts == [2027]


def test_reports_are_accepted_returned_and_waiting(app: Flask, demo: World) -> None:
    with reading(app, demo.province):
        half = received.expected(ReportKind.HALF_YEAR_REVIEW, 2026)
        year = received.expected(ReportKind.YEAR_REVIEW, 2026)
        first = received.expected(ReportKind.HALF_YEAR_REVIEW, 2025)
    assert Counter(one.state for one in half) == {
        ReportState.ACCEPTED: 40,
        ReportState.RETURNED: 3,
        ReportState.SENT: 2,
        None: 26,
    }
    states = {one.name: one.state for one in half}
    assert states["Xã Điềm He"] is ReportState.ACCEPTED
    assert states["Xã Đình Lập"] is ReportState.RETURNED
    assert states["Xã Kiên Mộc"] is None
    assert Counter(one.state for one in year) == {ReportState.SENT: 3, None: 68}
    assert {one.name: one.state for one in first if one.state} == {
        "Huyện Bình Gia": ReportState.ACCEPTED
    }


def test_cluster_4_is_midway_and_a_border_cluster_is_announced(app: Flask, demo: World) -> None:
    with reading(app, demo.province):
        criteria_set = db.session.scalars(
            select(CriteriaSet).where(
                CriteriaSet.issued_at.is_not(None),
                CriteriaSet.tenant_id == demo.province.id,
                CriteriaSet.year == 2026,
                CriteriaSet.cluster_kind == ClusterKind.CLUSTER,
                CriteriaSet.replaced_at.is_(None),
            )
        ).one()
        found = statuses.of_set(criteria_set.id)
        clusters = {one.cluster_name for one in found}
        standings = db.session.scalars(
            select(Standing)
            .where(Standing.criteria_set_id == criteria_set.id)
            .order_by(Standing.cluster_rank)
        ).all()
        absent = db.session.scalars(select(Absence.member_name)).all()
        ties = db.session.scalars(select(TieDecision.sheet_ids)).all()
    assert "(mẫu, không phải quy định)" in criteria_set.title
    assert (criteria_set.base_total, criteria_set.bonus_cap, criteria_set.penalty_cap) == (
        100,
        5,
        5,
    )
    assert len(found) == 65
    assert len(clusters) == 9
    states = {one.member_name: one.state for one in found}
    assert {
        name: states[name]
        for name in (one.member_name for one in found if one.cluster_name == CLUSTER_4)
    } == {
        "Xã Văn Quan": SheetState.SUBMITTED,
        "Xã Tri Lễ": SheetState.SETTLED,
        "Xã Điềm He": SheetState.APPRAISED,
        "Xã Khánh Khê": SheetState.EXPLAINED,
        "Xã Yên Phúc": SheetState.SUBMITTED,
        "Xã Tân Đoàn": SheetState.SETTLED,
        "Xã Bằng Mạc": SheetState.SUBMITTED,
        "Xã Vạn Linh": None,
    }
    assert [(one.member_name, one.cluster_rank, one.total, one.band) for one in standings] == [
        ("Xã Đồng Đăng", 1, Decimal("103.441"), "Hoàn thành xuất sắc nhiệm vụ"),
        ("Xã Quốc Khánh", 2, Decimal("96.917"), "Hoàn thành xuất sắc nhiệm vụ"),
        ("Xã Thụy Hùng", 3, Decimal("95.164"), "Hoàn thành xuất sắc nhiệm vụ"),
        ("Xã Hoàng Văn Thụ", 4, Decimal("95.164"), "Hoàn thành xuất sắc nhiệm vụ"),
        ("Xã Quốc Việt", 5, Decimal("83.024"), "Hoàn thành tốt nhiệm vụ"),
    ]
    assert absent == ["Xã Kháng Chiến"]
    assert [len(one) for one in ties] == [2]


def test_the_border_cluster_is_compared_with_the_year_before(app: Flask, demo: World) -> None:
    with reading(app, demo.province):
        before = years.of_year(demo.province, 2025)
        found = movement.since(years.of_year(demo.province, 2026))
    assert (len(before.places), before.announced, len(before.clusters)) == (14, 14, 2)
    announced = [one for one in found.compared if one.place.is_announced]
    assert {one.place.member_name: one.change for one in announced} == {
        "Xã Đồng Đăng": Decimal("8.941"),
        "Xã Quốc Khánh": Decimal("8.417"),
        "Xã Thụy Hùng": Decimal("7.164"),
        "Xã Hoàng Văn Thụ": Decimal("11.664"),
        "Xã Quốc Việt": Decimal("2.024"),
    }


def test_the_district_of_2025_reads_its_history(app: Flask, demo: World) -> None:
    with app.app_context(), transaction(PLATFORM, read_only=True):
        district = db.session.scalars(select(Tenant).where(Tenant.name == DISTRICT)).one()
    with reading(app, district):
        plan = _plan(2025)
        quarters = Counter(db.session.scalars(select(Task.quarter).where(Task.plan_id == plan.id)))
        found = matrix.matrix(plan.id)
        done = db.session.scalars(
            select(Progress.status).where(Progress.tenant_id == district.id)
        ).all()
    assert district.is_closed
    assert quarters == {1: 10, 2: 6, 3: 4, 4: 4}
    assert len(found.rows) == 19
    assert found.count(MatrixView.ACCEPTED) == 19
    assert sum(row.came_late for row in found.rows) == 2
    assert Counter(done) == {TaskStatus.DONE: 14, TaskStatus.IN_PROGRESS: 2}


def test_nothing_of_the_story_lies_outside_its_years(app: Flask, demo: World) -> None:
    """Everything is dated by the story, not by the day of loading."""
    with app.app_context(), transaction(PLATFORM, read_only=True):
        waiting = db.session.scalar(
            select(func.count()).where(
                or_(
                    OutboxEntry.done_at.is_(None) & not_(stage.DRAWN_LATER),
                    OutboxEntry.failed_at.is_not(None),
                )
            )
        )
    assert waiting == 0
    with reading(app, demo.province):
        told = db.session.scalars(select(Notification.sent_at)).all()
        trail = db.session.scalars(select(AuditEntry.created_at)).all()
    for moments in (told, trail):
        days = {clock.local(at).date() for at in moments if at is not None}
        assert date(2025, 1, 1) <= min(days)
        assert max(days) <= min(date(2026, 11, 20), clock.today())


def test_every_account_of_the_table_signs_in(app: Flask, demo: World) -> None:
    app.test_client_class = Client
    for account in people.ACCOUNTS:
        client = app.test_client()
        answer = client.send("/sign-in", {"email": account.address, "password": people.PASSWORD})
        assert (answer.status_code, answer.location) == (303, "/home"), account.address


def test_loading_again_changes_nothing(
    app: Flask, own: Addresses, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = _fingerprint(own)
    for name, value in own.as_environment().items():
        monkeypatch.setenv(name, value)
    assert command.main() == 0
    assert capsys.readouterr().out == ""
    assert _fingerprint(own) == before


def test_a_load_that_broke_off_is_known_and_emptied(
    app: Flask, worker_id: str, addresses: Addresses, postgres: Postgres
) -> None:
    half = servers.demo_copy(servers.run_id(), f"half_{worker_id}", postgres, addresses.redis_url)
    broken = servers.application(half)
    with broken.app_context():
        assert not loading.broke_off(loading.addresses_of_people())
        with psycopg.connect(half.owner_url.replace("thidua_owner", "postgres")) as connection:
            connection.execute(
                "DELETE FROM memberships m USING users u WHERE m.user_id = u.id "
                "AND u.email LIKE 'vanhanh@%'"
            )
            connection.execute("DELETE FROM users WHERE email LIKE 'vanhanh@%'")
        assert loading.broke_off(loading.addresses_of_people())
        loading.empty(half.owner_url)
        assert loading.addresses_of_people() == set()
        with transaction(PLATFORM, read_only=True):
            assert db.session.scalar(select(func.count(Tenant.id))) == 272
        db.engine.dispose()
    broken.extensions["redis"].close()


def _fingerprint(own: Addresses) -> dict[str, str]:
    """A hash over the rows of every table."""
    url = own.owner_url.replace("thidua_owner", "postgres")
    with psycopg.connect(url) as connection:
        tables = connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        ).fetchall()
        return {
            name: connection.execute(
                f"SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM {name} t"
            ).fetchone()[0]
            for (name,) in tables
        }
