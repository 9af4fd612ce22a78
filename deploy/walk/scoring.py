"""Stages six to eight: clusters of 65 communes score, appraise, confirm, announce."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any

from app.lib import clock
from deploy.walk.cascade import PDF
from deploy.walk.cast import COMMUNES, HANDS, Cast
from deploy.walk.ledger import Ledger
from deploy.walk.people import Desk
from deploy.walk.scores import BANDS, TREE, Score, ranks

CLUSTERS = 8
YEAR = clock.today().year
ANY = "*"


def make_clusters(cast: Cast, ledger: Ledger) -> list[list[int]]:
    """The province makes eight clusters; the first member leads, the second is deputy."""
    groups = [list(range(first, COMMUNES, CLUSTERS)) for first in range(CLUSTERS)]
    for number, members in enumerate(groups, start=1):
        body = {"year": YEAR, "kind": "cluster", "name": f"Cụm {number}"}
        made = cast.officer.call("POST", "/clusters", body).json()
        ids = [cast.communes[member].id for member in members]
        edit = {
            "name": f"Cụm {number}",
            "member_ids": ids,
            "lead_id": ids[0],
            "deputy_id": ids[1],
        }
        cast.officer.call("PUT", f"/clusters/{made['id']}", edit, version=ANY)
        cast.leader.call("POST", f"/clusters/{made['id']}/issuance")
    clusters = cast.communes[7].desk.get("/clusters", year=YEAR)
    ledger.expect("cụm thi đua xã đọc được", len(clusters), CLUSTERS)
    return groups


def issue_criteria(cast: Cast, ledger: Ledger) -> tuple[int, dict[str, int]]:
    """The criteria set of the year: tried out, issued, frozen."""
    made = cast.officer.call(
        "POST",
        "/criteria-sets",
        {
            "year": YEAR,
            "cluster_kind": "cluster",
            "title": f"Tiêu chí chấm điểm thi đua năm {YEAR}",
            "base_total": "100",
            "bonus_cap": "5",
            "penalty_cap": "5",
            "bands": [{"name": name, "from": str(lower)} for name, lower in BANDS],
            "tie_chain": ["A1"],
            "tie_rule": "shared",
        },
    ).json()
    ids: dict[str, int] = {}
    for node in TREE:
        body = {name: value for name, value in node.items() if name != "above"}
        if "above" in node:
            body["parent_id"] = ids[node["above"]]
        added = cast.officer.call("POST", f"/criteria-sets/{made['id']}/criteria", body).json()
        ids[node["code"]] = added["id"]
    problems = cast.officer.get(f"/criteria-sets/{made['id']}/problems")
    ledger.expect("lỗi của bộ tiêu chí", len(problems), 0)
    values = {str(ids[code]): inputs for code, inputs in Score(7).inputs.items()}
    trial = cast.officer.call(
        "POST", f"/criteria-sets/{made['id']}/trial", {"values": values}
    ).json()
    plain = Score(7).total + Score(7).is_lowered - Score(7).is_raised
    ledger.expect("chấm thử", Decimal(trial["total"]), plain)
    cast.leader.call("POST", f"/criteria-sets/{made['id']}/issuance")
    return int(made["id"]), ids


def score_themselves(cast: Cast, set_id: int, ids: dict[str, int], ledger: Ledger) -> list[int]:
    """65 sheets: entered, proved, submitted."""

    def work(number: int) -> int:
        desk = cast.communes[number].desk
        sheet = desk.call("POST", "/score-sheets", {"criteria_set_id": set_id}).json()
        lines = [
            {"criterion_id": ids[code], "inputs": inputs}
            for code, inputs in Score(number).inputs.items()
        ]
        path = f"/score-sheets/{sheet['id']}"
        desk.call("PUT", f"{path}/lines", {"lines": lines}, version=ANY)
        desk.call(
            "POST",
            f"{path}/evidence",
            files={"file": ("ke-hoach.pdf", PDF)},
            data={"criterion_id": ids["A2"]},
        )
        for _ in range(2):
            desk.call("POST", f"{path}/submission")
        return int(sheet["id"])

    with ThreadPoolExecutor(HANDS) as hands:
        sheets = list(hands.map(work, range(COMMUNES)))
    submitted = _in_state(cast, set_id, "submitted")
    ledger.expect("bảng điểm đã nộp (gửi hai lần)", submitted, COMMUNES)
    ledger.expect("xã bên cạnh đọc được bảng điểm", _readable(cast, sheets), 0)
    return sheets


def _in_state(cast: Cast, set_id: int, state: str) -> int:
    sheets = cast.officer.all("/score-sheets", criteria_set_id=set_id)
    return sum(sheet["state"] == state for sheet in sheets)


def _readable(cast: Cast, sheets: list[int]) -> int:
    """How many sheets of others the last commune, who leads nothing, can open."""
    desk = cast.communes[-1].desk
    headers = {"Authorization": f"Bearer {desk.token}"}
    answers = [
        desk.web.get(f"{desk.base}/api/v1/score-sheets/{sheet}", headers=headers, timeout=60)
        for sheet in sheets[:-1]
    ]
    return sum(answer.ok for answer in answers)


def appraise(
    cast: Cast,
    set_id: int,
    groups: list[list[int]],
    sheets: list[int],
    ids: dict[str, int],
    ledger: Ledger,
) -> None:
    """Leads appraise every sheet but their own, which the deputies appraise; then they settle."""

    def one(appraiser: Desk, number: int) -> None:
        begun = appraiser.call("POST", "/appraisals", {"sheet_id": sheets[number]}).json()
        path = f"/appraisals/{begun['id']}"
        score = Score(number)
        if score.is_lowered:
            lowered = {
                "criterion_id": ids["B2"],
                "points": str(number * 7 % 20 - 1),
                "comment": "Sơ kết chậm so với hướng dẫn.",
            }
            appraiser.call("PUT", f"{path}/lines", {"lines": [lowered]}, version=ANY)
        appraiser.call("POST", f"{path}/dispatch")
        _answer(cast.communes[number].desk, sheets[number], ids, score)
        appraiser.call("POST", f"{path}/settlement", {}, version=ANY)

    def cluster(members: list[int]) -> None:
        lead, deputy = (cast.communes[member].desk for member in members[:2])
        one(deputy, members[0])
        for member in members[1:]:
            one(lead, member)

    with ThreadPoolExecutor(HANDS) as hands:
        list(hands.map(cluster, groups))
    ledger.expect("bảng điểm cụm đã chốt", _in_state(cast, set_id, "settled"), COMMUNES)


def _answer(member: Desk, sheet_id: int, ids: dict[str, int], score: Score) -> None:
    path = f"/score-sheets/{sheet_id}"
    if not score.is_lowered:
        member.call("POST", f"{path}/agreement")
        return
    text = {"criterion_id": ids["B2"], "text": "Xã lùi hội nghị do mưa lũ, đã báo cáo tỉnh."}
    member.call("PUT", f"{path}/explanations", {"explanations": [text]})
    member.call("POST", f"{path}/explanations/dispatch")


def confirm_and_announce(
    cast: Cast, set_id: int, sheets: list[int], ids: dict[str, int], ledger: Ledger
) -> None:
    """The council gives some points back with a reason and confirms the rest; results are out."""
    for number, sheet_id in enumerate(sheets):
        if Score(number).is_raised:
            change = {
                "criterion_id": ids["B2"],
                "points": str(Score(number).b2),
                "reason": "Chấp nhận giải trình: lùi hội nghị vì thiên tai.",
            }
            body = {"sheet_id": sheet_id, "lines": [change]}
            cast.council.call("POST", "/confirmations", body)
    cast.council.call("POST", f"/criteria-sets/{set_id}/confirmations", {})
    ledger.expect("Hội đồng đã xác nhận", _in_state(cast, set_id, "confirmed"), COMMUNES)
    announcement = {
        "issued_on": clock.today().isoformat(),
        "number": "01",
        "signer_name": "Nguyễn Văn Ký",
    }
    cast.leader.call("POST", f"/criteria-sets/{set_id}/announcements", announcement)
    board = cast.communes[0].desk.get("/standings", criteria_set_id=set_id)
    _compare(cast, board["rows"], ledger)


def _compare(cast: Cast, rows: list[Any], ledger: Ledger) -> None:
    numbers = {commune.id: number for number, commune in enumerate(cast.communes)}
    scores = [Score(number) for number in range(COMMUNES)]
    places = ranks(scores)
    by_cluster: dict[int, int] = {}
    for first in range(CLUSTERS):
        by_cluster.update(ranks([score for score in scores if score.number % CLUSTERS == first]))
    ledger.expect("dòng xếp hạng công bố", len(rows), COMMUNES)
    known = [(scores[numbers[row["member_id"]]], row) for row in rows]
    right = sum(Decimal(row["total"]) == score.total for score, row in known)
    ledger.expect("tổng điểm đúng", right, COMMUNES)
    right = sum(row["band"] == score.band for score, row in known)
    ledger.expect("xếp loại đúng", right, COMMUNES)
    right = sum(row["cluster_rank"] == by_cluster[score.number] for score, row in known)
    ledger.expect("hạng trong cụm đúng", right, COMMUNES)
    right = sum(row["province_rank"] == places[score.number] for score, row in known)
    ledger.expect("hạng toàn tỉnh đúng", right, COMMUNES)
