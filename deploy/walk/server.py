"""The throw-away instance: real servers, web, worker and schedule, on a free port."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests

from deploy.instance import Instance
from deploy.serve import ROOT, processes
from migrations import schema

OPERATOR = ("vanhanh@vi-du.vn", "Người vận hành")
PASSWORD = "Đi hết một năm 2026"  # noqa: S105 - of a throw-away instance


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running() -> Iterator[str]:
    """The address of an empty instance with one operator; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="thidua-walk-") as folder:
        os.environ["INSTANCE"] = folder
        os.environ["HOST"] = "127.0.0.1"
        instance = Instance(Path(folder))
        children = []
        try:
            addresses = instance.start()
            schema.upgrade(addresses.owner_url)
            os.environ.update(addresses.as_environment())
            environment = {
                **os.environ,
                **addresses.as_environment(),
                "OPERATOR_PASSWORD": PASSWORD,
            }
            subprocess.run(
                [sys.executable, "-m", "flask", "--app", "wsgi", "accounts", "operator", *OPERATOR],
                cwd=ROOT,
                env=environment,
                check=True,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            port = _free_port()
            children = processes(addresses, port, Path(folder))
            for child in children:
                child.log = Path(folder) / f"{child.name}.log"
                child.keep()
            base = f"http://127.0.0.1:{port}"
            _wait_until_ready(base)
            yield base
        except BaseException:
            _show_faults(Path(folder))
            raise
        finally:
            for child in reversed(children):
                child.stop()
            instance.stop()


def _show_faults(folder: Path) -> None:
    """The last lines of the logs that tell of an error."""
    for log in sorted(folder.glob("*.log")):
        faults = [line for line in log.read_text().splitlines() if '"level": "error"' in line]
        for line in faults[-2:]:
            print(f"{log.stem}: {line[-3000:]}", flush=True)


def _wait_until_ready(base: str) -> None:
    limit = time.monotonic() + 60
    while time.monotonic() < limit:
        try:
            if requests.get(f"{base}/readyz", timeout=5).ok:
                return
        except requests.RequestException:
            pass
        time.sleep(0.2)
    raise RuntimeError("the instance did not answer within a minute")
