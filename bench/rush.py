"""The last minutes before the deadline: every member saves and submits while the leads appraise.

Real gunicorn on an instance of its own, one connection for each member. Members type with pauses,
as people do; what the server acknowledged is looked for in the database afterwards.
`python -m bench.rush [seconds]`.
"""

import http.client
import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select

from app.factory import create_app
from app.scoring.models import Appraisal, AppraisalLine, ScoreSheet, SheetLine
from bench import rush_ground
from bench.rush_ground import Ground, Seat
from deploy.instance import Instance
from migrations import schema
from tenants.db import db, transaction

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 75.0
CELLS = 12
"""How many lines each member still changes."""
APPRAISED_EVERY = 3.0
"""A lead gives points for one line about so often, in seconds."""
WANTED_MS = 300


@dataclass
class Seen:
    """What one client saw: milliseconds by deed, what went wrong, what was acknowledged."""

    times: dict[str, list[float]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    saved: dict[tuple[int, int], str] = field(default_factory=dict)
    submitted: set[int] = field(default_factory=set)
    judged: dict[tuple[int, int], str] = field(default_factory=dict)


class Client:
    """One person's connection."""

    def __init__(self, port: int, token: str, seen: Seen) -> None:
        self.port = port
        self.headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        self.seen = seen
        self.line: http.client.HTTPConnection | None = None

    def call(
        self, deed: str, method: str, path: str, body: Any = None, tag: str | None = None
    ) -> tuple[int, Any]:
        """Ask once, and note how long it took; an answer of another kind than 2xx is an error."""
        headers = self.headers | ({} if tag is None else {"If-Match": tag})
        began = time.perf_counter()
        try:
            status, answer = self._ask(method, f"/api/v1{path}", body, headers)
        except OSError as error:
            self.line = None
            self.seen.errors.append(f"{deed}: {error!r}")
            return 0, None
        self.seen.times.setdefault(deed, []).append((time.perf_counter() - began) * 1000)
        if not 200 <= status < 300:
            self.seen.errors.append(f"{deed}: {status} {answer}")
        return status, answer

    def _ask(
        self, method: str, path: str, body: Any, headers: Mapping[str, str]
    ) -> tuple[int, Any]:
        if self.line is None:
            self.line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        content = None if body is None else json.dumps(body)
        try:
            self.line.request(method, path, body=content, headers=dict(headers))
            found = self.line.getresponse()
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            self.line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
            self.line.request(method, path, body=content, headers=dict(headers))
            found = self.line.getresponse()
        text = found.read()
        return found.status, json.loads(text) if text else None


def _member(seat: Seat, ground: Ground, client: Client, until: float) -> None:
    """Change some lines, each once, with pauses; submit before the time is over."""
    dice = random.Random(seat.sheet_id)  # noqa: S311 - typing, not secrets
    chosen = dice.sample(ground.criterion_ids, CELLS)
    span = max(until - time.monotonic() - 3, 1)
    moments = sorted(time.monotonic() + dice.random() * span for _ in range(CELLS + 1))
    for moment, criterion_id in zip(moments, chosen, strict=False):
        time.sleep(max(moment - time.monotonic(), 0))
        done = str(dice.randint(1, 49))
        path = f"/score-sheets/{seat.sheet_id}/lines/{criterion_id}"
        status, _ = client.call(
            "lưu một dòng",
            "PATCH",
            path,
            {"typed": {"done": done}},
            f'"{seat.versions[criterion_id]}"',
        )
        if status == 200:
            client.seen.saved[seat.sheet_id, criterion_id] = done
    time.sleep(max(moments[-1] - time.monotonic(), 0))
    status, _ = client.call("nộp bảng điểm", "POST", f"/score-sheets/{seat.sheet_id}/submission")
    if status == 200:
        client.seen.submitted.add(seat.sheet_id)


def _lead(ground: Ground, done: Callable[[], set[int]], client: Client, until: float) -> None:
    """Appraise what has come in, one line after the other."""
    dice = random.Random(client.port)  # noqa: S311 - typing, not secrets
    begun: dict[int, int] = {}
    while time.monotonic() < until:
        time.sleep(dice.uniform(0.5, 1.5) * APPRAISED_EVERY)
        come = sorted(done() - begun.keys())
        if come:
            status, made = client.call("mở thẩm định", "POST", "/appraisals", {"sheet_id": come[0]})
            if status == 201:
                begun[come[0]] = made["id"]
        if begun:
            _judge(ground, dice, begun, client)


def _judge(ground: Ground, dice: random.Random, begun: Mapping[int, int], client: Client) -> None:
    appraisal_id = dice.choice(list(begun.values()))
    criterion_id = dice.choice(ground.criterion_ids)
    if (appraisal_id, criterion_id) in client.seen.judged:
        return
    points = f"0.{dice.randint(1, 9)}"
    status, _ = client.call(
        "chấm một ô",
        "PATCH",
        f"/appraisals/{appraisal_id}/lines/{criterion_id}",
        {"points": points, "comment": "Theo hồ sơ"},
        '"1"',
    )
    if status == 200:
        client.seen.judged[appraisal_id, criterion_id] = points


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _serve(port: int, folder: Path) -> subprocess.Popen[bytes]:
    """Gunicorn as `make run` starts it; its log goes to a file."""
    command = [
        *(str(Path(sys.executable).parent / "gunicorn"), "wsgi:app", "--bind", f"127.0.0.1:{port}"),
        *("--workers", os.environ.get("WEB_WORKERS", "2"), "--threads", "4"),
        *("--worker-tmp-dir", str(folder), "--graceful-timeout", "10", "--no-control-socket"),
    ]
    with open(folder / "web.log", "ab") as log:
        return subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)


def _await(port: int) -> None:
    """Until the workers have loaded: a deadline finds a server that has been up for months."""
    quick = 0
    for _ in range(600):
        began = time.perf_counter()
        try:
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            line.request("GET", "/sign-in")
            answer = line.getresponse()
            answer.read()
            line.close()
        except OSError:
            time.sleep(0.1)
            continue
        is_quick = answer.status == 200 and time.perf_counter() - began < 1
        quick = quick + 1 if is_quick else 0
        if quick == 40:
            return
    raise RuntimeError("the web server did not come up")


def _run(ground: Ground, port: int, seconds: float) -> list[Seen]:
    until = time.monotonic() + seconds
    seen, threads = [], []

    def start(deed: Callable[..., None], token: str, *given: Any) -> None:
        mine = Seen()
        client = Client(port, token, mine)
        seen.append(mine)
        threads.append(threading.Thread(target=deed, args=(*given, client, until), daemon=True))

    for seat in ground.seats:
        start(_member, seat.token, seat, ground)
    for lead in ground.leads:
        wanted = {one.sheet_id for one in ground.seats if one.appraiser_id == lead.tenant_id}

        def come(wanted: set[int] = wanted) -> set[int]:
            return wanted & set().union(*(one.submitted for one in list(seen)))

        start(_lead, lead.token, ground, come)
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(seconds + 60)
    return seen


def _lost(ground: Ground, seen: list[Seen]) -> int:
    """How many acknowledged cells and submissions are not in the database."""
    saved = {place: done for one in seen for place, done in one.saved.items()}
    judged = {place: points for one in seen for place, points in one.judged.items()}
    submitted = set().union(*(one.submitted for one in seen))
    lost = 0
    for seat in ground.seats:
        with transaction(seat.acting):
            lines = db.session.execute(
                select(SheetLine.criterion_id, SheetLine.inputs).where(
                    SheetLine.sheet_id == seat.sheet_id
                )
            )
            kept = {criterion_id: inputs.get("done") for criterion_id, inputs in lines}
            lost += sum(
                kept.get(criterion_id) != done
                for (sheet_id, criterion_id), done in saved.items()
                if sheet_id == seat.sheet_id
            )
            sent_at = db.session.scalar(
                select(ScoreSheet.sent_at).where(ScoreSheet.id == seat.sheet_id)
            )
            lost += seat.sheet_id in submitted and sent_at is None
            rows = db.session.execute(
                select(Appraisal.id, AppraisalLine.criterion_id, AppraisalLine.points)
                .join(AppraisalLine, AppraisalLine.appraisal_id == Appraisal.id)
                .where(Appraisal.tenant_id == seat.tenant_id)
            )
            for appraisal_id, criterion_id, points in rows:
                wanted = judged.pop((appraisal_id, criterion_id), None)
                lost += wanted is not None and f"{points:.1f}" != wanted
    return lost + len(judged)


def _quantile(times: list[float], share: float) -> float:
    ordered = sorted(times)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def _report(seen: list[Seen], lost: int, seconds: float) -> bool:
    """Print the figures; whether they are as wanted."""
    by_deed: dict[str, list[float]] = {}
    for one in seen:
        for deed, times in one.times.items():
            by_deed.setdefault(deed, []).extend(times)
    every = [each for times in by_deed.values() for each in times]
    errors = [error for one in seen for error in one.errors]
    print(f"{'việc':24}{'số lần':>8}{'p50 ms':>10}{'p95 ms':>10}{'tối đa':>10}")
    for deed, times in [*sorted(by_deed.items()), ("tất cả", every)]:
        half, most, top = _quantile(times, 0.5), _quantile(times, 0.95), max(times)
        print(f"{deed:24}{len(times):>8}{half:>10.1f}{most:>10.1f}{top:>10.1f}")
    print(f"{len(every) / seconds:.1f} yêu cầu mỗi giây; lỗi: {len(errors)}; mất: {lost}")
    for error in errors[:10]:
        print(f"  {error[:300]}")
    return not errors and not lost and _quantile(every, 0.95) < WANTED_MS


def main() -> int:
    """Make the ground, let everybody loose, look at what is there."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    with tempfile.TemporaryDirectory(prefix="thidua-rush-") as name:
        folder = Path(name)
        instance = Instance(folder)
        addresses = instance.start()
        os.environ.update(addresses.as_environment())
        web: subprocess.Popen[bytes] | None = None
        try:
            schema.upgrade(addresses.owner_url)
            app, port = create_app(), _free_port()
            with app.app_context():
                ground = rush_ground.make()
                web = _serve(port, folder)
                _await(port)
                seen = _run(ground, port, seconds)
                return 0 if _report(seen, _lost(ground, seen), seconds) else 1
        finally:
            if web is not None:
                web.terminate()
                web.wait(20)
            instance.stop()


if __name__ == "__main__":
    sys.exit(main())
