"""Real processes of a test, killed without warning, and what they leave in the outbox."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from sqlalchemy import func, select, update

from tenants import jobs
from tenants.db import db
from tenants.models import OutboxEntry
from tests.world import World

ROOT = Path(__file__).resolve().parents[2]
KILLS = int(os.environ.get("KILLS", "6"))
"""How many moments a run kills at: few in CI, 200 and more where the environment says so."""


class Process:
    """A Python process of its own."""

    def __init__(self, *arguments: str, **environment: str) -> None:
        self.child = subprocess.Popen(
            [sys.executable, "-W", "ignore", *arguments],
            cwd=ROOT,
            env={**os.environ, **environment, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    @property
    def is_alive(self) -> bool:
        """Whether it has not ended by itself."""
        return self.child.poll() is None

    def kill(self) -> None:
        """kill -9, children included."""
        os.killpg(self.child.pid, signal.SIGKILL)
        self.child.wait()


def jobs_left(world: World) -> int:
    """How many jobs of the outbox are still to be done."""
    with world.on_platform():
        query = select(func.count()).where(
            OutboxEntry.done_at.is_(None), OutboxEntry.failed_at.is_(None)
        )
        return db.session.scalar(query) or 0


def grow_impatient(world: World) -> None:
    """As if a minute had passed: what a dead worker began may be delivered again."""
    with world.on_platform():
        db.session.execute(
            update(OutboxEntry)
            .where(OutboxEntry.done_at.is_(None))
            .values(
                created_at=func.now() - jobs.PATIENCE * 2,
                started_at=OutboxEntry.started_at - jobs.PATIENCE * 2,
                attempts=0,
            )
        )


def wait_until(is_so: object, seconds: float = 60) -> None:
    """Until `is_so()` holds. Raises TimeoutError."""
    limit = time.monotonic() + seconds
    while not is_so():  # type: ignore[operator]
        if time.monotonic() > limit:
            raise TimeoutError
        time.sleep(0.02)
