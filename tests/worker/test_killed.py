"""The worker is killed at random moments while it reminds and sends: nothing lost, nothing doubled.

`KILLS` moments in a run of CI; the walk of a release sets more by the environment.
"""

import random
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.access.permissions import Role
from app.lib import clock
from app.mail import actions as mail
from app.mail.models import Mail
from app.mail.terms import Letter, MailState
from app.notifications.models import Notification
from app.reminders import jobs as reminders
from app.reminders.models import Reminder
from deploy.embedded import RedisServer
from tenants import jobs
from tenants.db import db
from tests.mail import server
from tests.mail.server import Postbox
from tests.plans import cascade
from tests.worker.processes import KILLS, Process, grow_impatient, jobs_left
from tests.world import Person, World

ON = date(2026, 1, 24)

REMINDING = f"""
from datetime import date
from app.lib import clock
from worker import runner, __main__
with clock.fixed(date.fromisoformat("{ON.isoformat()}")):
    __main__.main()
"""
SENDING = """
import time
from worker import post, runner
with runner.application().app_context():
    while True:
        post.deliver_due()
        time.sleep(0.05)
"""


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


def test_reminders_survive_any_kill(world: World, redis_server: RedisServer) -> None:
    cascade.issued(world, world.communes)
    officers = [world.person(one, Role.OFFICER) for one in world.communes]
    with clock.fixed(ON), world.app.app_context():
        assert reminders.schedule() == len(officers) + 1
    dice = random.Random(7)  # noqa: S311 - moments, no secrets
    limit = time.monotonic() + 240
    kills = 0
    while jobs_left(world):
        assert time.monotonic() < limit, f"{jobs_left(world)} jobs left"
        worker = Process("-c", REMINDING, REDIS_URL=redis_server.url)
        before = jobs_left(world)
        while kills >= KILLS and jobs_left(world) and worker.is_alive:
            time.sleep(0.1)
            assert time.monotonic() < limit
        while before == jobs_left(world) and time.monotonic() < limit and before:
            time.sleep(0.02)
        time.sleep(dice.uniform(0, 0.25))
        worker.kill()
        kills += 1
        grow_impatient(world)
    assert kills >= KILLS
    with world.on_platform():
        tenants = {one.id: one for one in world.communes}
    for officer in officers[:: max(1, len(officers) // 13)]:
        assert _told(world, officer) == Counter({"plan": 1}), tenants[officer.tenant.id].name
    assert _all_told(world, officers) == len(officers)


def _told(world: World, officer: Person) -> Counter[str]:
    with world.acting(officer, read_only=True):
        rows = db.session.scalars(select(Reminder.kind))
        kinds = Counter(kind.value for kind in rows)
        notices = db.session.scalar(
            select(func.count()).where(Notification.kind == "reminder.plan.due")
        )
    assert notices == kinds["plan"]
    return kinds


def _all_told(world: World, officers: list[Person]) -> int:
    count = 0
    for officer in officers:
        with world.acting(officer, read_only=True):
            count += db.session.scalar(select(func.count()).select_from(Reminder)) or 0
    return count


def test_no_mail_is_sent_twice_whatever_is_killed(world: World, tmp_path: Path) -> None:
    officer = world.person(world.commune("Điềm He"))
    box = Postbox(delay=0.02)
    count = 12 * KILLS
    with server.listening(box), server.used_by(world.app, box):
        with world.acting(officer):
            posted = mail.post(
                [
                    Letter(None, f"nguoi{n}@example.vn", f"Thư {n}", "Nội dung", None, f"k{n}")
                    for n in range(count)
                ]
            )
        assert posted == count
        dice = random.Random(11)  # noqa: S311 - moments, no secrets
        to_box = {
            "SMTP_URL": f"smtp://127.0.0.1:{box.port}",
            "SMTP_STARTTLS": "0",
            "MAIL_FROM": "thi-dua@example.vn",
        }
        kills = 0
        while _states(world, officer)[MailState.QUEUED]:
            sender = Process("-c", SENDING, **to_box)
            _wait_for_some(world, officer, kills)
            time.sleep(dice.uniform(0, 0.2))
            sender.kill()
            kills += 1
        time.sleep(0.5)
        assert kills >= KILLS
        with clock.fixed(clock.now() + timedelta(hours=1)), world.on_platform():
            lost = mail.note_lost()
    states = _states(world, officer)
    arrived = Counter(box.addresses)
    assert max(arrived.values()) == 1, "none twice"
    assert set(states) <= {MailState.SENT, MailState.UNKNOWN}
    assert states[MailState.UNKNOWN] == lost <= kills, "one a kill at most is unknown"
    assert _sent_to(world, officer) <= set(arrived), "what counts as sent has arrived"
    assert len(arrived) >= count - lost, "nothing lost but what is said to be unknown"


def _states(world: World, officer: Person) -> Counter[MailState]:
    with world.acting(officer, read_only=True):
        return Counter(db.session.scalars(select(Mail.state)))


def _sent_to(world: World, officer: Person) -> set[str]:
    with world.acting(officer, read_only=True):
        query = select(Mail.address).where(Mail.state == MailState.SENT)
        return set(db.session.scalars(query))


def _wait_for_some(world: World, officer: Person, kills: int) -> None:
    """Until this process has sent something; after the last kill, until it has sent all."""
    before = _states(world, officer)[MailState.QUEUED]
    limit = time.monotonic() + 60
    while time.monotonic() < limit:
        queued = _states(world, officer)[MailState.QUEUED]
        if queued == 0 or (kills < KILLS and queued < before):
            return
        time.sleep(0.02)
    pytest.fail("nothing was sent for a minute")
