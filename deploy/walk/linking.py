"""A plan that a commune wrote in Word is read, joined to the province's plan, issued, sent up."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.lib import clock
from deploy.walk.cast import Cast
from deploy.walk.ledger import Ledger
from deploy.walk.people import Desk
from deploy.walk.sample import PLAN_OF_A_COMMUNE
from deploy.walk.superior import PROVINCE_2025, PROVINCE_2026

DOCUMENTS = Path(__file__).resolve().parents[3] / "shared/documents"


NOT_WALKED = (0, 0, 0)


@dataclass(frozen=True)
class Case:
    """A file, the commune that uploads it, the province's plan behind it, and what must come out:
    tasks read, tasks joined by the sure proposals, what the plan lacks."""

    name: str
    commune: str
    file: str
    above: Mapping[int, tuple[int, str]]
    year: int
    issued_on: str
    counts: tuple[int, int, int]
    counts_of_sample: tuple[int, int, int]


CASES = (
    Case(
        name="Điềm He",
        commune="Xã Điềm He",
        file="001",
        above=PROVINCE_2026,
        year=2026,
        issued_on="2026-01-04",
        counts=(18, 17, 2),
        counts_of_sample=(18, 17, 2),
    ),
    Case(
        name="Bình Gia",
        commune="Xã Bình Gia",
        file="004",
        above=PROVINCE_2025,
        year=2025,
        issued_on="2025-01-06",
        counts=(24, 17, 1),
        counts_of_sample=NOT_WALKED,
    ),
)


def link(cast: Cast, ledger: Ledger) -> None:
    """Each file goes the whole way; the first of them also where the real files are not here."""
    for case in CASES:
        found = next(DOCUMENTS.glob(f"{case.file}_*.txt"), None)
        if found is not None:
            _walk(cast, case, found.read_bytes(), case.counts, ledger)
        elif case.counts_of_sample != NOT_WALKED:
            _walk(cast, case, PLAN_OF_A_COMMUNE.encode(), case.counts_of_sample, ledger)


def _walk(
    cast: Cast, case: Case, text: bytes, counts: tuple[int, int, int], ledger: Ledger
) -> None:
    commune = cast.named(case.commune)
    above_id = _issue_above(cast, case, commune.id)
    desk = commune.desk
    plan = desk.call("POST", "/plans/readings", files={"file": ("ke-hoach.txt", text)}).json()
    path = f"/plans/{plan['id']}"
    proposal = desk.get(f"{path}/link/proposal", upstream_plan_id=above_id)
    ledger.expect(f"{case.name}: nhiệm vụ đọc được", len(proposal["tasks"]), counts[0])
    _join(desk, path, above_id, proposal)
    missing = desk.get(f"{path}/link")["missing"]
    linked = sum(one["is_sure"] for one in proposal["tasks"])
    ledger.expect(f"{case.name}: nhiệm vụ nối được", linked, counts[1])
    ledger.expect(f"{case.name}: cấp trên giao mà chưa có", len(missing), counts[2])
    for task in missing:
        answer = {"answer": "declined", "decline_reason": "Không thuộc nhiệm vụ của xã."}
        desk.call("PUT", f"{path}/upstream-tasks/{task['id']}", answer)
    _confirm(desk, path)
    _issue_and_send(desk, path, case)
    _count_above(cast, case, above_id, counts, ledger)


def _issue_above(cast: Cast, case: Case, commune_id: int) -> int:
    tasks = [{"quarter": quarter, "text": text} for quarter, text in case.above.values()]
    title = f"Công tác thi đua, khen thưởng năm {case.year}"
    plan = cast.officer.call(
        "POST", "/plans", {"year": case.year, "title": title, "tasks": tasks}
    ).json()
    issuance = {
        "issued_on": case.issued_on,
        "recipient_ids": [commune_id],
        "signing_capacity": "committee_chair",
        "signer_name": "Nguyễn Văn Ký",
    }
    cast.leader.call("POST", f"/plans/{plan['id']}/issuance", issuance)
    return int(plan["id"])


def _join(desk: Desk, path: str, above_id: int, proposal: Any) -> None:
    chosen = [
        {
            "task_id": one["task_id"],
            "upstream_task_id": one["upstream_task_id"] if one["is_sure"] else None,
        }
        for one in proposal["tasks"]
    ]
    body = {"upstream_plan_id": above_id, "tasks": chosen, "edition": proposal["edition"]}
    version = desk.call("GET", f"{path}/link").headers["ETag"]
    desk.call("PUT", f"{path}/link", body, version=version)


def _confirm(desk: Desk, path: str) -> None:
    version = desk.call("GET", f"{path}/review").headers["ETag"]
    desk.call("POST", f"{path}/review/confirmations", {}, version=version)


def _issue_and_send(desk: Desk, path: str, case: Case) -> None:
    today = clock.today()
    issuance = {
        "issued_on": case.issued_on if today.year != case.year else today.isoformat(),
        "signing_capacity": "committee_chair",
        "signer_name": f"Chủ tịch {case.name}",
    }
    desk.call("POST", f"{path}/issuance", issuance)
    desk.call("POST", f"{path}/dispatch")


def _count_above(
    cast: Cast, case: Case, above_id: int, counts: tuple[int, int, int], ledger: Ledger
) -> None:
    coverage = cast.officer.get(f"/plans/{above_id}/coverage")
    declined = sum(task["declined"] for task in coverage["tasks"])
    waiting = sum(task["waiting"] for task in coverage["tasks"])
    ledger.expect(f"{case.name}: tỉnh thấy không thực hiện", declined, counts[2])
    ledger.expect(f"{case.name}: tỉnh thấy nhiệm vụ chưa trả lời", waiting, 0)
    ledger.expect(f"{case.name}: nhiệm vụ xã bổ sung", coverage["added"], counts[0] - counts[1])
