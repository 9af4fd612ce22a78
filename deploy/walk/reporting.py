"""Stage five: half-year reports go up, and are accepted or returned."""

from concurrent.futures import ThreadPoolExecutor

from app.lib import clock
from deploy.walk.cascade import SENDERS, count, declines
from deploy.walk.cast import HANDS, Cast
from deploy.walk.ledger import Ledger

RETURNED = 2


def report(cast: Cast, plan_id: int, plans: list[int], ledger: Ledger) -> None:
    """Sixty communes report; the province returns two with a reason, which are sent again."""

    def send(numbered: tuple[int, int]) -> None:
        number, own = numbered
        desk = cast.communes[number].desk
        draft = desk.call("POST", "/reports", {"plan_id": own, "kind": "half_year_review"})
        report_id = draft.json()["id"]
        sections = dict.fromkeys(draft.json()["missing_sections"], "Đã thực hiện theo kế hoạch.")
        version = (
            draft.headers.get("ETag") or desk.call("GET", f"/reports/{report_id}").headers["ETag"]
        )
        desk.call("PATCH", f"/reports/{report_id}", {"narrative": sections}, version=version)
        for _ in range(2):
            _submit(cast, number, report_id)

    with ThreadPoolExecutor(HANDS) as hands:
        list(hands.map(send, enumerate(plans)))
    _review(cast, ledger)
    _count_lines(cast, plan_id, ledger)


def _submit(cast: Cast, number: int, report_id: int) -> None:
    commune = cast.communes[number]
    cast.communes[number].desk.call(
        "POST",
        f"/reports/{report_id}/submissions",
        {
            "issued_on": clock.today().isoformat(),
            "capacity": "committee_chair",
            "signer_name": f"Chủ tịch {commune.name}",
        },
        version=commune.desk.call("GET", f"/reports/{report_id}").headers["ETag"],
    )


def _received(cast: Cast) -> dict[str, object]:
    year = clock.today().year
    answer: dict[str, object] = cast.officer.get("/submissions", year=year, kind="half_year_review")
    return answer


def _review(cast: Cast, ledger: Ledger) -> None:
    received = _received(cast)
    ledger.expect("báo cáo nhận được (mỗi xã gửi hai lần)", received["received"], SENDERS)
    sent = [row for row in received["items"] if row["submission_id"]]  # type: ignore[attr-defined]
    for number, row in enumerate(sent):
        verdict = (
            {"verdict": "returned", "reason": "Bổ sung kết quả phong trào chuyên đề."}
            if number < RETURNED
            else {"verdict": "accepted"}
        )
        cast.officer.call("PUT", f"/submissions/{row['submission_id']}/review", verdict)
    again = _received(cast)
    ledger.expect("báo cáo được tiếp nhận", again["accepted"], SENDERS - RETURNED)
    ledger.expect("báo cáo trả lại, có lý do", again["returned"], RETURNED)
    for row in sent[:RETURNED]:
        number = next(n for n, each in enumerate(cast.communes) if each.id == row["tenant_id"])
        _submit(cast, number, cast.communes[number].desk.get("/reports")[0]["id"])
    ledger.expect("gửi lại lần hai, chờ tiếp nhận", _received(cast)["waiting"], RETURNED)


def _count_lines(cast: Cast, plan_id: int, ledger: Ledger) -> None:
    rollup = cast.officer.get(f"/plans/{plan_id}/report-rollup", kind="half_year_review")
    done = sum(task["counts"]["done"] for task in rollup["tasks"])
    ledger.expect("dòng báo cáo hoàn thành (quý I, II)", done, 10 * SENDERS - count(declines))
