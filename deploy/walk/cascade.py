"""Stages two to four: the plan goes down, is derived and comes up; tasks are done with evidence."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from app.lib import clock
from deploy.walk.cast import COMMUNES, HANDS, Cast, Commune
from deploy.walk.ledger import Ledger
from deploy.walk.sample import PLAN_OF_A_COMMUNE

REAL_PLAN = (
    Path(__file__).resolve().parents[3] / "shared/documents/001_diem-he_ke-hoach-nam-2026.txt"
)
SENDERS = 60
TASKS = 20
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
DECLINED, ADAPTED = 2, 3
"""The province's tasks (by number, from 1) that some communes decline and adapt."""

ISSUED_ON = clock.today() - timedelta(days=20)
DUE_ON = clock.today() - timedelta(days=1)
YEAR = ISSUED_ON.year


def declines(number: int) -> bool:
    """Every sixth commune declines task 2."""
    return number % 6 == 0


def adapts(number: int) -> bool:
    """Every fifth commune adapts task 3."""
    return number % 5 == 0


def adds(number: int) -> bool:
    """Every fourth commune adds a task of its own."""
    return number % 4 == 0


def count(rule: Any) -> int:
    """How many of the sending communes a rule holds for."""
    return sum(rule(number) for number in range(SENDERS))


def read_a_plan(cast: Cast, ledger: Ledger) -> None:
    """Điềm He uploads its plan of the year; a draft with 18 tasks is there to correct."""
    desk = cast.named("Xã Điềm He").desk
    text = REAL_PLAN.read_bytes() if REAL_PLAN.exists() else PLAN_OF_A_COMMUNE.encode()
    answer = desk.call("POST", "/plans/readings", files={"file": ("ke-hoach.txt", text)})
    plan = answer.json()
    tasks = desk.get(f"/plans/{plan['id']}/tasks")["tasks"]
    quarters = tuple(sum(task["quarter"] == quarter for task in tasks) for quarter in range(1, 5))
    ledger.expect("nhiệm vụ đọc được từ kế hoạch xã Điềm He", len(tasks), 18)
    ledger.expect("trong đó theo quý I–IV", quarters, (6, 6, 1, 5))
    desk.call("DELETE", f"/plans/{plan['id']}", version=answer.headers["ETag"])


def issue_the_province_plan(cast: Cast, ledger: Ledger) -> int:
    """The officer writes it, the leader issues it to all communes."""
    plan = cast.officer.call(
        "POST",
        "/plans",
        {
            "year": YEAR,
            "title": f"Công tác thi đua, khen thưởng năm {YEAR}",
            "sections": {"purpose": "Đẩy mạnh các phong trào thi đua yêu nước trên địa bàn tỉnh."},
            "tasks": [
                {
                    "quarter": number // 5 + 1,
                    "text": f"Nhiệm vụ {number + 1}: tổ chức thực hiện công tác thi đua",
                    "lead_office": "UBND xã, phường",
                    "support_offices": ["Các cơ quan, đơn vị liên quan"],
                    "mandatory": number == 0,
                }
                for number in range(TASKS)
            ],
        },
    ).json()
    issuance = {
        "issued_on": ISSUED_ON.isoformat(),
        "due_on": DUE_ON.isoformat(),
        "recipient_ids": None,
        "signing_capacity": "committee_chair",
        "signer_name": "Nguyễn Văn Ký",
    }
    for _ in range(2):
        cast.leader.call("POST", f"/plans/{plan['id']}/issuance", issuance)
    matrix = cast.officer.get(f"/plans/{plan['id']}/deliveries", page_size=200)
    ledger.expect("đã giao (gửi ban hành hai lần)", matrix["total"], COMMUNES)
    ledger.expect("chậm ngay sau khi giao (hạn đã qua)", matrix["counts"]["late"], COMMUNES)
    return int(plan["id"])


def acknowledge(cast: Cast, plan_id: int, ledger: Ledger) -> None:
    """Every commune finds the plan among what came in, and acknowledges it."""

    def receive(commune: Commune) -> int:
        incoming = commune.desk.get("/plans/incoming")
        commune.desk.call("POST", f"/plans/{plan_id}/sighting")
        commune.desk.call("POST", f"/plans/{plan_id}/acknowledgement")
        return int(incoming["total"])

    with ThreadPoolExecutor(HANDS) as hands:
        ledger.expect("kế hoạch đến ở các xã", sum(hands.map(receive, cast.communes)), COMMUNES)
    counts = cast.officer.get(f"/plans/{plan_id}/deliveries")["counts"]
    ledger.expect("đã tiếp nhận", counts["acknowledged"], COMMUNES)


def derive_and_send(cast: Cast, plan_id: int, ledger: Ledger) -> list[int]:
    """Sixty communes derive, decide, issue and send up; five stay late."""

    def work(numbered: tuple[int, Commune]) -> int:
        number, commune = numbered
        own = commune.desk.call("POST", f"/plans/{plan_id}/derivation").json()
        again = commune.desk.call("POST", f"/plans/{plan_id}/derivation").json()
        if again["id"] != own["id"]:
            raise AssertionError("derived twice")
        _decide(commune, own["id"], number)
        commune.desk.call(
            "POST",
            f"/plans/{own['id']}/issuance",
            {
                "issued_on": clock.today().isoformat(),
                "signing_capacity": "committee_chair",
                "signer_name": f"Chủ tịch {commune.name}",
            },
        )
        commune.desk.call("POST", f"/plans/{own['id']}/dispatch")
        return int(own["id"])

    with ThreadPoolExecutor(HANDS) as hands:
        plans = list(hands.map(work, enumerate(cast.communes[:SENDERS])))
    _count_states(cast, plan_id, ledger)
    _count_coverage(cast, plan_id, ledger)
    return plans


def _decide(commune: Commune, plan_id: int, number: int) -> None:
    tasks = commune.desk.get(f"/plans/{plan_id}/tasks")["tasks"]
    if declines(number):
        _answer(commune, tasks[DECLINED - 1], "PUT", "/disposition", DECLINE)
    if adapts(number):
        task = tasks[ADAPTED - 1]
        change = {"quarter": task["quarter"], "text": f"{task['text']} trên địa bàn {commune.name}"}
        _answer(commune, task, "PATCH", "", change)
    if adds(number):
        own = {"quarter": 4, "text": f"Tuyên dương gương người tốt, việc tốt {commune.name}"}
        plan = commune.desk.call("GET", f"/plans/{plan_id}")
        commune.desk.call("POST", f"/plans/{plan_id}/tasks", own, version=plan.headers.get("ETag"))


DECLINE = {"disposition": "declined", "decline_reason": "Xã không có đơn vị thuộc diện này."}


def _answer(commune: Commune, task: Any, method: str, part: str, body: Any) -> None:
    path = f"/tasks/{task['id']}"
    version = commune.desk.call("GET", path).headers["ETag"]
    commune.desk.call(method, path + part, body, version=version)


def _count_states(cast: Cast, plan_id: int, ledger: Ledger) -> None:
    matrix = cast.officer.get(f"/plans/{plan_id}/deliveries", page_size=200)
    counts = matrix["counts"]
    ledger.expect("đã xây dựng kế hoạch", counts["derived"], SENDERS)
    ledger.expect("đã ban hành", counts["issued"], SENDERS)
    ledger.expect("đã gửi lên", counts["sent"], SENDERS)
    ledger.expect("còn chậm", counts["late"], COMMUNES - SENDERS)
    late = sorted(row["recipient_id"] for row in matrix["items"] if row["late"])
    must_be = sorted(commune.id for commune in cast.communes[SENDERS:])
    ledger.expect("đúng các xã chậm", late == must_be, True)


def _count_coverage(cast: Cast, plan_id: int, ledger: Ledger) -> None:
    coverage = cast.officer.get(f"/plans/{plan_id}/coverage")
    answered = [task["kept"] + task["adapted"] + task["declined"] for task in coverage["tasks"]]
    ledger.expect("nhiệm vụ cấp dưới đã trả lời", sum(answered), TASKS * SENDERS)
    declined = coverage["tasks"][DECLINED - 1]["declined"]
    ledger.expect("không thực hiện nhiệm vụ 2", declined, count(declines))
    adapted = coverage["tasks"][ADAPTED - 1]["adapted"]
    ledger.expect("điều chỉnh nhiệm vụ 3", adapted, count(adapts))
    ledger.expect("nhiệm vụ xã bổ sung", coverage["added"], count(adds))
    ledger.expect("chưa trả lời, mỗi nhiệm vụ", coverage["tasks"][0]["waiting"], 5)


def do_the_tasks(cast: Cast, plan_id: int, plans: list[int], ledger: Ledger) -> None:
    """The tasks of quarters I and II are done, those of III begun; the first with evidence."""
    today = clock.today()

    def work(numbered: tuple[int, int]) -> None:
        number, own = numbered
        desk = cast.communes[number].desk
        for task in desk.get(f"/plans/{own}/tasks")["tasks"]:
            if task["quarter"] <= 3 and task["disposition"] != "declined":
                entry = _entry(task, today)
                desk.call("PUT", f"/tasks/{task['id']}/progress", entry, version="*")
        first = desk.get(f"/plans/{own}/tasks")["tasks"][0]
        desk.call("POST", f"/tasks/{first['id']}/evidence", files={"files": ("bien-ban.pdf", PDF)})

    with ThreadPoolExecutor(HANDS) as hands:
        list(hands.map(work, enumerate(plans)))
    _count_progress(cast, plan_id, ledger)


def _entry(task: Any, on: date) -> dict[str, Any]:
    done = task["quarter"] <= 2
    return {
        "status": "done" if done else "in_progress",
        "percent": 100 if done else 40,
        "on": on.isoformat(),
        "note": "Ghi chú nội bộ của xã, tỉnh không đọc.",
    }


def _count_progress(cast: Cast, plan_id: int, ledger: Ledger) -> None:
    answer = cast.officer.call("GET", f"/plans/{plan_id}/rollup", params={"page_size": 200})
    rollup = answer.json()
    done = sum(task["done"] for task in rollup["tasks"])
    ledger.expect("hoàn thành (quý I, II)", done, 10 * SENDERS - count(declines))
    begun = sum(task["in_progress"] for task in rollup["tasks"])
    ledger.expect("đang thực hiện (quý III)", begun, 5 * SENDERS)
    ledger.expect("ghi chú nội bộ lọt lên tỉnh", "Ghi chú nội bộ" in answer.text, False)


def wait_for_notices(cast: Cast, ledger: Ledger) -> None:
    """The worker has told every commune that the plan came."""
    told = 0
    for _ in range(150):
        notices = [commune.desk.get("/notifications") for commune in cast.communes]
        told = sum("giao" in str(notice) for notice in notices)
        if told == COMMUNES:
            break
        time.sleep(0.4)
    ledger.expect("xã được báo có kế hoạch đến", told, COMMUNES)
