"""Jobs: written with the deed, done once, as their tenant, whatever dies on the way."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from app.audit import actions as audit
from app.audit.models import AuditEntry
from deploy.embedded import RedisServer
from tenants import context, jobs
from tenants.db import db
from tenants.models import OutboxEntry
from tests.world import Person, World


@jobs.job("tests.note")
def note(*, text: str) -> None:
    """Leave one line in the trail of the tenant."""
    audit.record("tests.noted", by=None, text=text)


@jobs.job("tests.fail")
def fail(*, text: str) -> None:
    """Write, then fail."""
    audit.record("tests.noted", by=None, text=text)
    raise ValueError(text)


def _noted(world: World, person: Person) -> list[str]:
    with world.acting(person, read_only=True):
        return [
            details["text"]
            for details in db.session.scalars(
                select(AuditEntry.details)
                .where(AuditEntry.verb == "tests.noted")
                .order_by(AuditEntry.id)
            )
        ]


def test_a_job_is_done_as_its_tenant_and_once(world: World) -> None:
    officer = world.person(world.commune("Điềm He"))
    with world.acting(officer):
        entry_id = jobs.enqueue(note, text="một")
    assert entry_id is not None
    assert world.work() == 1
    with world.app.app_context():
        assert jobs.run(entry_id) is False
    assert _noted(world, officer) == ["một"]
    assert _noted(world, world.person(world.province)) == []


def test_what_is_rolled_back_leaves_no_job(world: World) -> None:
    officer = world.person(world.province)
    with pytest.raises(ZeroDivisionError):
        _ask_and_break_off(world, officer)
    assert world.work() == 0


def _ask_and_break_off(world: World, officer: Person) -> None:
    with world.acting(officer):
        jobs.enqueue(note, text="không")
        _ = 1 / 0


def test_the_same_key_is_asked_for_once_per_tenant(world: World) -> None:
    officer = world.person(world.province)
    for _ in range(2):
        with world.acting(officer):
            jobs.enqueue(note, key="một lần", text="một lần")
    world.work()
    assert _noted(world, officer) == ["một lần"]


def test_a_failed_job_leaves_nothing_and_is_given_up_after_five_attempts(world: World) -> None:
    officer = world.person(world.province)
    with world.acting(officer):
        entry_id = jobs.enqueue(fail, text="hỏng")
    assert entry_id is not None
    for _ in range(jobs.MOST_ATTEMPTS):
        with world.app.app_context(), pytest.raises(ValueError, match="hỏng"):
            jobs.run(entry_id)
    with world.on_platform():
        entry = db.session.get_one(OutboxEntry, entry_id)
        assert entry.failed_at is not None
        assert entry.error == "ValueError: hỏng"
    assert _noted(world, officer) == []
    assert world.work() == 0


def test_a_job_without_context_sees_nothing(world: World) -> None:
    officer = world.person(world.province)
    with world.acting(officer):
        jobs.enqueue(note, text="riêng")
    assert context.acting().tenant_id is None
    with world.app.app_context():
        assert db.session.scalar(select(func.count()).select_from(OutboxEntry)) == 0
        db.session.rollback()


class Worker:
    """A real worker process."""

    def __init__(self, redis_url: str) -> None:
        self.environment = {
            **os.environ,
            "REDIS_URL": redis_url,
            "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
        }
        self.child = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        code = "import tests.worker.test_outbox; from worker.__main__ import main; main()"
        return subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", code],
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def kill(self) -> None:
        """kill -9."""
        self.child.send_signal(signal.SIGKILL)
        self.child.wait()

    def start_again(self) -> None:
        """A new process in its place."""
        self.child = self._start()


@pytest.fixture
def redis_server(app: Flask, tmp_path: Path) -> Iterator[RedisServer]:
    """A Redis of this test's own, to be killed."""
    server = RedisServer(tmp_path, throw_away=True)
    server.start()
    before = app.extensions["redis"]
    app.extensions["redis"] = jobs.Redis.from_url(server.url)
    yield server
    app.extensions["redis"].close()
    app.extensions["redis"] = before
    server.stop()


def _wait_until_done(world: World, count: int) -> None:
    limit = time.monotonic() + 60
    while time.monotonic() < limit:
        with world.on_platform():
            done = db.session.scalar(
                select(func.count())
                .select_from(OutboxEntry)
                .where(OutboxEntry.done_at.is_not(None))
            )
        if done == count:
            return
        time.sleep(0.2)
    pytest.fail(f"{done} of {count} jobs done after a minute")


def test_jobs_survive_the_death_of_worker_and_redis(
    world: World, redis_server: RedisServer
) -> None:
    officer = world.person(world.commune("Điềm He"))
    worker = Worker(redis_server.url)
    try:
        for number in range(10):
            with world.acting(officer):
                jobs.enqueue(note, text=str(number))
        worker.kill()
        for number in range(10, 20):
            with world.acting(officer):
                jobs.enqueue(note, text=str(number))
        redis_server.kill()
        for number in range(20, 30):
            with world.acting(officer):
                jobs.enqueue(note, text=str(number))
        redis_server.start()
        with world.on_platform():
            db.session.execute(
                update(OutboxEntry).values(
                    created_at=func.now() - jobs.PATIENCE * 2,
                    started_at=OutboxEntry.started_at - jobs.PATIENCE * 2,
                )
            )
        worker.start_again()
        _wait_until_done(world, 30)
    finally:
        worker.kill()
    assert sorted(_noted(world, officer), key=int) == [str(number) for number in range(30)]
