"""The last stage: the province amends its plan; sixty derived plans merge it and answer."""

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from app.lib import clock
from deploy.walk.cascade import ADAPTED, DECLINED, SENDERS, TASKS, adapts, count, declines
from deploy.walk.cast import HANDS, Cast, Commune
from deploy.walk.ledger import Ledger

UNTOUCHED = 4
"""A task of the province (by number, from 1) that no commune changed."""
CHOICES = ("theirs", "mine", "other")
REASON = "Lịch công tác của tỉnh thay đổi"


def choice(number: int) -> str:
    """How commune `number` settles its conflict: each way in turn."""
    return CHOICES[number // 5 % 3]


def takes(number: int) -> bool:
    """Nine of ten communes take the new task."""
    return number % 10 != 0


def lets_go(number: int) -> bool:
    """Every second commune lets the withdrawn task go."""
    return number % 2 == 0


def amend(cast: Cast, plan_id: int, plans: list[int], ledger: Ledger) -> None:
    """Three tasks change, one is withdrawn, one added; conflicts are settled below."""
    _issue(cast, plan_id)
    _wait(cast, plan_id)
    ledger.expect("lúc đầu", _states(cast, plan_id), _expected_at_first())
    with ThreadPoolExecutor(HANDS) as hands:
        revisions = list(
            hands.map(
                lambda pair: _answer(cast.communes[pair[0]], pair[0], pair[1]), enumerate(plans)
            )
        )
    ledger.expect("sau khi trả lời", _states(cast, plan_id), _expected_in_the_end())
    ledger.expect("số bản của 60 kế hoạch xã", sum(revisions), _expected_revisions())
    _count_texts(cast, plans, ledger)
    _count_answers(cast, plan_id, ledger)


def _issue(cast: Cast, plan_id: int) -> None:
    tasks = cast.officer.get(f"/plans/{plan_id}/tasks")["tasks"]
    made = cast.officer.call("POST", f"/plans/{plan_id}/amendments", {"reason": REASON})
    amendment = made.json()
    lines = [
        {
            "change": "change",
            "task_id": tasks[number - 1]["id"],
            "task": {"text": f"{tasks[number - 1]['text']}, báo cáo trước"},
        }
        for number in (DECLINED, ADAPTED, UNTOUCHED)
    ]
    lines.append({"change": "withdraw", "task_id": tasks[TASKS - 1]["id"]})
    lines.append({"change": "add", "task": {"quarter": 4, "text": "Hội thi cán bộ thi đua giỏi"}})
    path = f"/amendments/{amendment['id']}"
    cast.officer.call("PUT", f"{path}/lines", {"lines": lines}, version=made.headers["ETag"])
    issuance = {
        "issued_on": clock.today().isoformat(),
        "signing_capacity": "committee_chair",
        "signer_name": "Nguyễn Văn Ký",
    }
    for _ in range(2):
        cast.leader.call("POST", f"{path}/issuance", issuance)


def _answers(cast: Cast, plan_id: int, **query: Any) -> Any:
    return cast.officer.get(f"/plans/{plan_id}/revisions/2/answers", **query)


def _states(cast: Cast, plan_id: int) -> dict[str, int]:
    found: dict[str, int] = dict(sorted(_answers(cast, plan_id)["states"].items()))
    return found


def _wait(cast: Cast, plan_id: int) -> None:
    for _ in range(300):
        if sum(_answers(cast, plan_id)["states"].values()) == 5 * SENDERS:
            return
        time.sleep(0.4)


def _expected_at_first() -> dict[str, int]:
    """Of each of the five changes what it met, reckoned commune by commune."""
    met: Counter[str] = Counter()
    for number in range(SENDERS):
        met["informed" if declines(number) else "applied"] += 1
        met["conflict" if adapts(number) else "applied"] += 1
        met.update(("applied", "withdrawal", "offered"))
    return dict(sorted(met.items()))


def _expected_in_the_end() -> dict[str, int]:
    met = Counter(_expected_at_first())
    settled = {"theirs": "taken", "mine": "kept", "other": "rewritten"}
    for number in range(SENDERS):
        if adapts(number):
            met["conflict"] -= 1
            met[settled[choice(number)]] += 1
        met["offered"] -= 1
        met["accepted" if takes(number) else "refused"] += 1
        met["withdrawal"] -= 1
        met["confirmed" if lets_go(number) else "kept_as_own"] += 1
    return {state: counted for state, counted in sorted(met.items()) if counted}


def _expected_revisions() -> int:
    """Issued, merged, and one more for each answer that changes the plan; keeping one's own not."""
    kept = count(lambda number: adapts(number) and choice(number) == "mine")
    return 2 * SENDERS + count(adapts) - kept + 2 * SENDERS


def _answer(commune: Commune, number: int, plan_id: int) -> int:
    for one in commune.desk.get(f"/plans/{plan_id}/merges")["items"]:
        body = _settlement(one, number)
        if body is not None:
            path = f"/merges/{one['id']}"
            version = commune.desk.call("GET", path).headers["ETag"]
            commune.desk.call("PUT", f"{path}/settlement", body, version=version)
    return int(commune.desk.get(f"/plans/{plan_id}")["revision"])


def _settlement(one: dict[str, Any], number: int) -> dict[str, Any] | None:
    reason = "Xã không có điều kiện làm theo."
    if one["state"] == "conflict":
        others = {"text": f"Bản thứ ba của xã số {number}"}
        return {"choices": {"text": choice(number)}, "others": others, "reason": reason}
    if one["state"] == "offered":
        return {"follows": takes(number), "reason": reason}
    if one["state"] == "withdrawal":
        return {"follows": lets_go(number), "reason": reason}
    return None


def _count_texts(cast: Cast, plans: list[int], ledger: Ledger) -> None:
    """What now stands in the plans, read task by task."""
    found: Counter[str] = Counter()
    for number, plan_id in enumerate(plans):
        for task in cast.communes[number].desk.get(f"/plans/{plan_id}/tasks")["tasks"]:
            found["báo cáo trước"] += task["text"].endswith(", báo cáo trước")
            found["thứ ba"] += task["text"].startswith("Bản thứ ba")
    thirds = count(lambda number: adapts(number) and choice(number) == "other")
    kept = count(lambda number: adapts(number) and choice(number) == "mine")
    ledger.expect("nhiệm vụ viết bản thứ ba", found["thứ ba"], thirds)
    ledger.expect(
        "nhiệm vụ mang lời văn mới của tỉnh", found["báo cáo trước"], 3 * SENDERS - thirds - kept
    )


def _count_answers(cast: Cast, plan_id: int, ledger: Ledger) -> None:
    """Each answer with its day and reason; no word of a commune's own text goes up with it."""
    kept = _answers(cast, plan_id, state="kept", page_size=200)["items"]
    ledger.expect(
        "câu giữ của đơn vị có lý do", sum(bool(one["reason"]) for one in kept), len(kept)
    )
    dated = sum(bool(one["answered_at"]) for one in kept)
    ledger.expect("câu giữ của đơn vị có ngày", dated, len(kept))
    leaked = "Bản thứ ba" in str(_answers(cast, plan_id, page_size=200))
    ledger.expect("lời văn của xã lọt vào câu trả lời", leaked, False)
