"""Web process and worker die at random moments of a fan-out and of a merge: all or nothing."""

import contextlib
import random
import re
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import requests
from flask import Flask
from sqlalchemy import func, select

from app.notifications.models import Notification
from app.plans.actions import TaskContent
from app.plans.models import Delivery, Merge, MergeReceipt, Plan, PlanRevision
from app.plans.queries import plans
from deploy.embedded import RedisServer
from tenants import jobs
from tenants.db import db
from tests.plans import amending, cascade
from tests.plans.samples import drafted
from tests.worker.processes import KILLS, Process, grow_impatient, jobs_left, wait_until
from tests.world import PASSWORD, Person, World

DERIVED = 16
"""Communes that have a plan of their own when the province amends its one."""
WORKING = "from worker import __main__; __main__.main()"
CSRF = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"|name="csrf-token" content="([^"]+)"')


@pytest.fixture
def redis_server(app: Flask, tmp_path: Path) -> Iterator[RedisServer]:
    """A Redis of this test's own."""
    found = RedisServer(tmp_path, throw_away=True)
    found.start()
    before = app.extensions["redis"]
    app.extensions["redis"] = jobs.Redis.from_url(found.url)
    yield found
    app.extensions["redis"].close()
    app.extensions["redis"] = before
    found.stop()


def test_a_merge_survives_any_kill(world: World, redis_server: RedisServer) -> None:
    given = cascade.issued(world)
    people = [world.person(one) for one in world.communes[:DERIVED]]
    for officer in people:
        cascade.sent_up(world, cascade.derived(world, given, officer), officer)
    world.work()
    tasks = amending.tasks_of(world, given.plan_id, given.leader)
    amending.issued(
        world,
        given.plan_id,
        given.leader,
        amending.change(tasks[1], text="Phát động phong trào thi đua năm 2026 theo chuyên đề"),
        amending.withdrawal(tasks[3]),
        amending.addition("Kiểm tra chéo giữa các cụm thi đua"),
    )
    dice = random.Random(3)  # noqa: S311 - moments, no secrets
    kills = 0
    while before := jobs_left(world):
        worker = Process("-c", WORKING, REDIS_URL=redis_server.url)
        if kills < KILLS:
            wait_until(lambda before=before: jobs_left(world) < before)
            time.sleep(dice.uniform(0, 0.15))
        else:
            wait_until(lambda: not jobs_left(world), 120)
        worker.kill()
        kills += 1
        grow_impatient(world)
    for officer in people:
        assert _merged(world, given.plan_id, officer) == (2, 2, 3, 3), officer.tenant.name
    with world.acting(given.leader, read_only=True):
        seen = db.session.scalar(select(func.count()).select_from(MergeReceipt))
    assert seen == 3 * DERIVED


def _merged(world: World, plan_id: int, officer: Person) -> tuple[int, int, int, int]:
    """The own plan's revision, how many are kept, merges, and tasks merged upon once."""
    own_id = amending.own_plan_of(world, plan_id, officer)
    with world.acting(officer, read_only=True):
        revisions = select(func.count()).where(PlanRevision.plan_id == own_id)
        return (
            plans.own(own_id).revision,
            db.session.scalar(revisions) or 0,
            db.session.scalar(select(func.count()).select_from(Merge)) or 0,
            db.session.scalar(select(func.count(func.distinct(Merge.upstream_task_id)))) or 0,
        )


class Web:
    """The web process, started anew after each kill at the same address."""

    def __init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.session = requests.Session()
        self.start()

    def start(self) -> None:
        """Serve, and wait until it answers."""
        bind = f"127.0.0.1:{self.port}"
        self.process = Process("-m", "gunicorn", "wsgi:app", "--bind", bind, "--no-control-socket")
        wait_until(self._answers)

    def _answers(self) -> bool:
        try:
            return requests.get(self.url("/healthz"), timeout=2).ok
        except requests.RequestException:
            return False

    def url(self, path: str) -> str:
        """The address of a page."""
        return f"http://127.0.0.1:{self.port}{path}"

    def send(self, path: str, page: str, **fields: str | list[str]) -> requests.Response:
        """Send the form of a page."""
        found = CSRF.search(self.session.get(self.url(page), timeout=30).text)
        assert found, page
        token = found.group(1) or found.group(2)
        data = {"csrf_token": token, **fields}
        return self.session.post(self.url(path), data, timeout=30, allow_redirects=False)

    def kill(self) -> None:
        """The master and its worker, without warning."""
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()
        wait_until(lambda: not self._answers())


def test_a_fan_out_is_whole_or_not_at_all_whenever_the_web_process_dies(world: World) -> None:
    leader = world.person(world.province)
    web = Web()
    web.send("/sign-in", "/sign-in", email=leader.email, password=PASSWORD)
    dice = random.Random(5)  # noqa: S311 - moments, no secrets
    try:
        for number in range(1, KILLS + 1):
            plan = drafted(world, leader, *_tasks(number))
            _issue_and_kill(web, plan, f"{number:02d}", dice.uniform(0, 0.12))
            issued, deliveries, revisions = _state(world, leader, plan.id)
            assert (deliveries, revisions) == ((65, 1) if issued else (0, 0))
            web.start()
            _issue(web, plan, f"{number:02d}")
            assert _state(world, leader, plan.id) == (True, 65, 1)
    finally:
        web.kill()
    world.work()
    with world.acting(leader, read_only=True):
        told = db.session.scalar(select(func.count()).where(Notification.kind == "plan.delivered"))
    assert told == 65 * KILLS


def _tasks(number: int) -> list[TaskContent]:
    return [replace(one, text=f"{one.text} (lần {number})") for one in cascade.TASKS]


def _issue_and_kill(web: Web, plan: Plan, number: str, after: float) -> None:
    """Send the form of issuing, and kill the web process `after` seconds."""
    sender = threading.Thread(target=_issue, args=(web, plan, number))
    sender.start()
    time.sleep(after)
    web.kill()
    sender.join(30)


def _issue(web: Web, plan: Plan, number: str) -> None:
    path = f"/plans/{plan.id}/issuance"
    with contextlib.suppress(requests.RequestException, AssertionError):
        page = web.session.get(web.url(path), timeout=30).text
        chosen = re.findall(r'name="recipient_ids"[^>]*value="(\d+)"', page)
        web.send(
            path,
            path,
            number=number,
            issued_on=date.today().isoformat(),
            signing_capacity="committee_chair",
            signer_name="Đoàn Thanh Sơn",
            recipient_ids=chosen,
        )


def _state(world: World, leader: Person, plan_id: int) -> tuple[bool, int, int]:
    """Whether the plan is issued, to how many, in how many revisions."""
    with world.acting(leader, read_only=True):
        return (
            plans.own(plan_id).issued_at is not None,
            db.session.scalar(select(func.count()).where(Delivery.plan_id == plan_id)) or 0,
            db.session.scalar(select(func.count()).where(PlanRevision.plan_id == plan_id)) or 0,
        )
