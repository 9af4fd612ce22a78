"""`make run`: the servers, the schema, the demo data once, then web, worker and schedule.

Whatever of these dies is started again; Ctrl-C stops all of it.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

from app.settings import instance_folder
from deploy.demo import people
from deploy.embedded import Addresses
from deploy.instance import Instance
from migrations import schema

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
EVERYWHERE = "0.0.0.0"  # noqa: S104 - an office reaches it from its desks; HOST narrows it


class Process:
    """One child process that is kept running."""

    def __init__(self, name: str, command: list[str], environment: dict[str, str]) -> None:
        self.name = name
        self.command = command
        self.environment = environment
        self.child: subprocess.Popen[bytes] | None = None
        self.born = 0.0
        self.log: Path | None = None

    def keep(self) -> None:
        """Start it if it is not running, at most once a second."""
        if self.child is not None and self.child.poll() is None:
            return
        if self.child is not None:
            print(f"{self.name} đã dừng (mã {self.child.returncode}); đang chạy lại.", flush=True)
        if time.monotonic() - self.born < 1:
            return
        self.born = time.monotonic()
        with open(self.log, "ab") if self.log else nullcontext() as log:
            self.child = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def stop(self) -> None:
        """Ask it to end, and after ten seconds make it end."""
        if self.child is None or self.child.poll() is not None:
            return
        self.child.terminate()
        try:
            self.child.wait(10)
        except subprocess.TimeoutExpired:
            self.child.kill()


def processes(addresses: Addresses, port: int, folder: Path) -> list[Process]:
    """Web, worker and schedule, with the environment that they need."""
    environment = {**os.environ, **addresses.as_environment(), "PYTHONUNBUFFERED": "1"}
    web = [
        *(
            str(BIN / "gunicorn"),
            "wsgi:app",
            "--bind",
            f"{os.environ.get('HOST', EVERYWHERE)}:{port}",
        ),
        *("--workers", os.environ.get("WEB_WORKERS", "2"), "--threads", "4"),
        *("--worker-tmp-dir", str(folder), "--graceful-timeout", "10", "--no-control-socket"),
    ]
    return [
        Process("web", web, environment),
        Process("worker", [sys.executable, "-m", "worker"], environment),
        Process("schedule", [sys.executable, "-m", "worker.schedule"], environment),
    ]


def is_demo() -> bool:
    """Whether the demo province is loaded."""
    return os.environ.get("DEMO", "1") == "1"


def prepare(addresses: Addresses) -> None:
    """Migrate, and load the demo province into an empty database."""
    schema.upgrade(addresses.owner_url)
    if is_demo():
        environment = {**os.environ, **addresses.as_environment()}
        subprocess.run(
            [sys.executable, "-m", "deploy.demo"],
            cwd=ROOT,
            env=environment,
            check=True,
        )


def main() -> int:
    """Run until a signal comes."""
    port = int(os.environ.get("PORT", "8000"))
    if is_demo():
        os.environ.setdefault("PUBLIC_URL", f"http://localhost:{port}")
    folder = instance_folder()
    stopping = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopping.set())
    instance = Instance(folder)
    children: list[Process] = []
    try:
        addresses = instance.start()
        prepare(addresses)
        children = processes(addresses, port, folder)
        _watch(children, instance, stopping, lambda: _announce(port))
    finally:
        for child in reversed(children):
            child.stop()
        instance.stop()
    return 0


def _watch(
    children: list[Process],
    instance: Instance,
    stopping: threading.Event,
    announce: Callable[[], None],
) -> None:
    announced = False
    while not stopping.is_set():
        if instance.redis is not None:
            instance.redis.start()
        for child in children:
            child.keep()
        if not announced:
            announced = True
            announce()
        stopping.wait(1)


def _announce(port: int) -> None:
    print(f"\nThi Đua: http://localhost:{port}   (Ctrl-C để dừng)\n", flush=True)
    if is_demo():
        print(people.table(), flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
