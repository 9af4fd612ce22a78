"""A quarter of reminders, played through with a moved clock on the walk's own database.

The hours of the schedule are struck in this process, day by day, while web and worker of the
instance go on with theirs. What must come out is reckoned apart: from the last days alone.
"""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta

from flask import Flask

from app.factory import create_app
from app.lib import clock
from app.reminders import jobs as reminders
from app.reminders.terms.ladder import is_working_day
from app.settings import Settings
from deploy.walk.cast import COMMUNES, HANDS, Cast, Commune
from deploy.walk.ledger import Ledger
from tenants import jobs
from tenants.db import db

DAY = timedelta(days=1)
QUARTER = timedelta(days=92)
AHEAD = 12
TASKS = "/progress/tasks/"
ANSWER = 10
"""So many communes answer the province after the first reminder."""

TODAY = clock.today()
YEAR = TODAY.year
LAST_DAY = min(TODAY + AHEAD * DAY, date(YEAR, 12, 31))


def play(cast: Cast, ledger: Ledger) -> None:
    """Days of steps, one of them lost to a downtime; the counts after each."""
    before = _reminded(cast)
    plan_id = _one_more_plan(cast)
    with _clockwork() as app:
        _strike(app, LAST_DAY - 7 * DAY)
        said = _said(cast, before)
        ledger.expect("nhắc trước hạn 7 ngày", said["Còn 7 ngày"], COMMUNES)
        _answer(cast, plan_id)
        _strike(app, LAST_DAY - DAY)
        said = _said(cast, before)
        left = COMMUNES - ANSWER
        ledger.expect("ngừng máy đúng hôm trước hạn 2 ngày: nhắc bù", said["Còn 1 ngày"], left)
        for _ in range(2):
            _strike(app, LAST_DAY + DAY)
        said = _said(cast, before)
        ledger.expect("quá hạn 1 ngày (gõ giờ hai lần)", said["Quá hạn 1 ngày"], left)
        _strike(app, _working_days_after(LAST_DAY, 5))
        _expect_list(cast, plan_id, ledger)
        tasks = _open_tasks(cast)
        own = _reminded(cast)
        for on in sorted({last_day + after * DAY for last_day in tasks for after in (-7, -2, 1)}):
            _strike(app, on)
        new = _reminded(cast) - own
        played = sum(count for (_, path, _), count in new.items() if path.startswith(TASKS))
    ledger.expect("nhắc nhiệm vụ của quý tới", played, 3 * sum(tasks.values()))
    ledger.expect("lời nhắc trùng", _doubled(cast), 0)


def _one_more_plan(cast: Cast) -> int:
    """A plan to which every commune owes an answer in twelve days."""
    plan = cast.officer.call(
        "POST",
        "/plans",
        {
            "kind": "other_plan",
            "year": YEAR,
            "title": "Đợt thi đua cao điểm",
            "tasks": [{"quarter": 4, "text": "Tuyên truyền, phát động trong toàn tỉnh"}],
        },
    ).json()
    cast.leader.call(
        "POST",
        f"/plans/{plan['id']}/issuance",
        {
            "issued_on": TODAY.isoformat(),
            "due_on": LAST_DAY.isoformat(),
            "recipient_ids": None,
            "signing_capacity": "committee_chair",
            "signer_name": "Nguyễn Văn Ký",
        },
    )
    return int(plan["id"])


def _answer(cast: Cast, plan_id: int) -> None:
    def send(commune: Commune) -> None:
        commune.desk.call("POST", f"/plans/{plan_id}/acknowledgement")
        own = commune.desk.call("POST", f"/plans/{plan_id}/derivation").json()
        commune.desk.call(
            "POST",
            f"/plans/{own['id']}/issuance",
            {
                "issued_on": TODAY.isoformat(),
                "signing_capacity": "committee_chair",
                "signer_name": f"Chủ tịch {commune.name}",
            },
        )
        commune.desk.call("POST", f"/plans/{own['id']}/dispatch")

    with ThreadPoolExecutor(HANDS) as hands:
        list(hands.map(send, cast.communes[:ANSWER]))


def _open_tasks(cast: Cast) -> Counter[date]:
    """How many open tasks of the communes have which last day, a week to a quarter ahead."""

    def of(commune: Commune) -> list[date]:
        found = []
        for plan in commune.desk.all("/plans", year=YEAR):
            if plan["state"] == "issued":
                for task in commune.desk.get(f"/plans/{plan['id']}/progress")["tasks"]:
                    if task["status"] not in ("done", "cancelled"):
                        found.append(date.fromisoformat(task["last_day"]))
        return found

    with ThreadPoolExecutor(HANDS) as hands:
        days = [on for some in hands.map(of, cast.communes) for on in some]
    first = _working_days_after(LAST_DAY, 5) + 7 * DAY
    return Counter(on for on in days if first < on <= TODAY + QUARTER)


@contextmanager
def _clockwork() -> Iterator[Flask]:
    """The application on the walk's database, with a queue of its own that no worker reads."""
    settings = Settings.from_environment()
    mark = "&" if "?" in settings.redis_url else "?"
    app = create_app(replace(settings, redis_url=f"{settings.redis_url}{mark}db=9"))
    yield app
    with app.app_context():
        db.engine.dispose()
    app.extensions["redis"].close()


def _strike(app: Flask, on: date) -> None:
    """It is half past seven: the schedule asks, and what was asked is done."""
    at = datetime(on.year, on.month, on.day, 7, 30, tzinfo=clock.TZ)
    with clock.fixed(at), app.app_context():
        reminders.schedule()
        jobs.run_open()


def _reminded(cast: Cast) -> Counter[tuple[int, str, str]]:
    """What each commune's officer was reminded of, as the API tells: path and words."""

    def of(commune: Commune) -> list[tuple[int, str, str]]:
        return [
            (commune.id, str(one["path"]), one["text"])
            for one in commune.desk.all("/notifications")
            if one["kind"].startswith("reminder.")
        ]

    with ThreadPoolExecutor(HANDS) as hands:
        return Counter(one for some in hands.map(of, cast.communes) for one in some)


def _said(cast: Cast, before: Counter[tuple[int, str, str]]) -> Counter[str]:
    """With which words the new reminders of the one more plan begin."""
    new = _reminded(cast) - before
    return Counter(
        text.partition(" (")[0] for _, _, text in new.elements() if "Đợt thi đua cao điểm" in text
    )


def _doubled(cast: Cast) -> int:
    return sum(count - 1 for count in _reminded(cast).values())


def _working_days_after(day: date, count: int) -> date:
    while count:
        day += DAY
        count -= is_working_day(day)
    return day


def _expect_list(cast: Cast, plan_id: int, ledger: Ledger) -> None:
    """The officer of the province was told once how many came onto the list, and urges them."""
    told = [
        one["text"]
        for one in cast.officer.all("/notifications")
        if one["kind"] == "reminder.below" and f"{COMMUNES - ANSWER} đơn vị" in one["text"]
    ]
    ledger.expect("lần báo tỉnh danh sách chậm hạn", len(told), 1)
    late = [commune.id for commune in cast.communes[ANSWER:]]
    urging = {
        "form": "letter",
        "plan_id": plan_id,
        "unit_ids": late,
        "subject": "đôn đốc gửi kế hoạch đợt thi đua cao điểm",
        "body": "Đề nghị các đơn vị khẩn trương gửi kế hoạch.",
        "issued_as": "home_affairs",
        "symbol": "SNV-TĐKT",
        "place": "Lạng Sơn",
    }
    made = cast.officer.call("POST", "/urgings", urging).json()
    signing = {
        "issued_on": TODAY.isoformat(),
        "signing_capacity": "director",
        "signer_name": "Nguyễn Văn Ký",
    }
    for _ in range(2):
        cast.leader.call("POST", f"/urgings/{made['id']}/issuance", signing)

    def opened(commune: Commune) -> int:
        came = commune.desk.get("/urgings/incoming")
        if came["total"]:
            commune.desk.call("POST", f"/urgings/{made['id']}/sighting")
        return int(came["total"])

    with ThreadPoolExecutor(HANDS) as hands:
        came = sum(hands.map(opened, cast.communes))
    ledger.expect("xã nhận công văn đôn đốc (ban hành hai lần)", came, len(late))
    items = cast.officer.get(f"/urgings/{made['id']}/recipients")["items"]
    seen = sum(one["seen_at"] is not None for one in items)
    ledger.expect("tỉnh thấy đã mở xem", seen, len(late))
