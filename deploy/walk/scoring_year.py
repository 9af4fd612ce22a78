"""A cluster's year with every kind of formula, an explanation, ties, ballots, a downgrade and a
petition, beside results by hand; and the same year summed up."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from app.lib import clock
from deploy.walk.cascade import PDF
from deploy.walk.cast import Cast
from deploy.walk.ledger import Ledger
from deploy.walk.people import Desk
from deploy.walk.scores import Score
from deploy.walk.scoring import ANY
from deploy.walk.scoring_sums import (
    AFTER_PETITION,
    CORRECTED,
    ENTERED,
    FLAG,
    HEAD,
    HEAT,
    MEMBERS,
    ORDER_SUMS,
    RESULTS,
    SURVEY_PLAN,
    TREE,
    Z,
)

YEAR = clock.today().year - 1
NAME = "Cụm đủ các công thức"
YES, NO = "yes", "no"


class ClusterYear:
    """The year of one cluster, step by step; members by their letters."""

    def __init__(self, cast: Cast, ledger: Ledger) -> None:
        self.cast, self.ledger = cast, ledger
        self.communes = dict(zip(MEMBERS, cast.communes, strict=False))
        self.cluster_id = self.set_id = 0
        self.ids: dict[str, int] = {}
        self.sheets: dict[str, int] = {}

    def desk(self, letter: str) -> Desk:
        """Where a member works."""
        return self.communes[letter].desk

    def letter(self, member_id: int) -> str:
        """Which member it is."""
        return next(one for one, commune in self.communes.items() if commune.id == member_id)

    def arrange(self) -> None:
        """The cluster and its criteria set, issued."""
        officer, leader = self.cast.officer, self.cast.leader
        body = {"year": YEAR, "kind": "cluster", "name": NAME}
        self.cluster_id = officer.call("POST", "/clusters", body).json()["id"]
        ids = [commune.id for commune in self.communes.values()]
        edit = {"name": NAME, "member_ids": ids, "lead_id": ids[0], "deputy_id": ids[1]}
        officer.call("PUT", f"/clusters/{self.cluster_id}", edit, version=ANY)
        leader.call("POST", f"/clusters/{self.cluster_id}/issuance")
        made = officer.call("POST", "/criteria-sets", {"year": YEAR, **HEAD}).json()
        self.set_id = made["id"]
        at = f"/criteria-sets/{self.set_id}"
        for node in TREE:
            body = {name: value for name, value in node.items() if name != "above"}
            if "above" in node:
                body["parent_id"] = self.ids[node["above"]]
            added = officer.call("POST", f"{at}/criteria", body).json()
            self.ids[node["code"]] = added["id"]
        problems = officer.get(f"{at}/problems")
        self.ledger.expect("F1-F11: lỗi của bộ tiêu chí", len(problems), 0)
        leader.call("POST", f"{at}/issuance")

    def score(self) -> None:
        """Every member fills in its sheet and submits it."""
        for letter, entered in ENTERED.items():
            desk = self.desk(letter)
            sheet = desk.call("POST", "/score-sheets", {"criteria_set_id": self.set_id}).json()
            self.sheets[letter] = sheet["id"]
            path = f"/score-sheets/{sheet['id']}"
            lines = [self._line(code, inputs) for code, inputs in entered.lines.items()]
            desk.call("PUT", f"{path}/lines", {"lines": lines}, version=ANY)
            if entered.has_survey_plan:
                proof = {"criterion_id": self.ids["II.2"], "kind": SURVEY_PLAN}
                files = {"file": ("ke-hoach-khao-sat.pdf", PDF)}
                desk.call("POST", f"{path}/evidence", files=files, data=proof)
            desk.call("POST", f"{path}/submission")
        states = self._count("submitted")
        self.ledger.expect("F1-F11: bảng điểm đã nộp", states, len(MEMBERS))

    def _line(self, code: str, inputs: dict[str, str] | None) -> dict[str, Any]:
        line: dict[str, Any] = {"criterion_id": self.ids[code], "inputs": inputs or {}}
        if inputs is None:
            line |= {"unassigned": True, "note": "Xã không có biên giới"}
        return line

    def _count(self, state: str) -> int:
        sheets = self.cast.officer.all("/score-sheets", criteria_set_id=self.set_id)
        return sum(sheet["state"] == state for sheet in sheets)

    def appraise(self) -> None:
        """The lead appraises all but itself; one explains itself and is heard, one agrees."""
        for letter in MEMBERS:
            appraiser = self.desk("B" if letter == "A" else "A")
            begun = appraiser.call("POST", "/appraisals", {"sheet_id": self.sheets[letter]}).json()
            path = f"/appraisals/{begun['id']}"
            changed = self._changes(letter)
            if changed:
                appraiser.call("PUT", f"{path}/lines", {"lines": [changed]}, version=ANY)
            appraiser.call("POST", f"{path}/dispatch")
            self._answer(letter)
            lines = [self._verdict("III.2", points="8", comment="Chấp nhận giải trình.")]
            body = {"lines": lines if letter == "C" else []}
            appraiser.call("POST", f"{path}/settlement", body, version=ANY)
        self.ledger.expect("F1-F11: bảng cụm đã chốt", self._count("settled"), len(MEMBERS))

    def _verdict(self, code: str, **said: Any) -> dict[str, Any]:
        return {"criterion_id": self.ids[code], **said}

    def _changes(self, letter: str) -> dict[str, Any] | None:
        if letter == "B":
            inputs = {"actual": CORRECTED}
            return self._verdict("I.4", inputs=inputs, comment="5 mô hình chưa được công nhận.")
        if letter in "CD":
            points = "6" if letter == "C" else "5"
            return self._verdict("III.2", points=points, comment="Sơ kết chậm so với hướng dẫn.")
        return None

    def _answer(self, letter: str) -> None:
        path = f"/score-sheets/{self.sheets[letter]}"
        if letter != "C":
            self.desk(letter).call("POST", f"{path}/agreement")
            return
        text = {"criterion_id": self.ids["III.2"], "text": "Xã lùi hội nghị vì mưa lũ."}
        self.desk(letter).call("PUT", f"{path}/explanations", {"explanations": [text]})
        self.desk(letter).call("POST", f"{path}/explanations/dispatch")

    def decide(self) -> None:
        """The council gives a point back, confirms the rest; a leader was warned."""
        council = self.cast.council
        change = self._verdict("III.2", points="6", reason="Hội nghị đúng kế hoạch điều chỉnh.")
        council.call("POST", "/confirmations", {"sheet_id": self.sheets["D"], "lines": [change]})
        council.call("POST", f"/criteria-sets/{self.set_id}/confirmations", {})
        self.ledger.expect("F1-F11: Hội đồng xác nhận", self._count("confirmed"), len(MEMBERS))
        fact = {
            "member_id": self.communes["B"].id,
            "kind": "warning",
            "person": "Chủ tịch UBND",
            "decided_on": f"{YEAR}-10-05",
            "number": "412/QĐ-UBND",
        }
        council.call("POST", "/disciplines", fact)
        board = self._board()
        waiting = ["".join(sorted(self._letters(group))) for group in board["awaiting"]]
        self.ledger.expect("F1-F11: nhóm bằng điểm chờ bỏ phiếu", waiting, ["CH"])

    def _letters(self, sheet_ids: list[int]) -> list[str]:
        by_sheet = {sheet_id: letter for letter, sheet_id in self.sheets.items()}
        return [by_sheet[one] for one in sheet_ids]

    def _board(self) -> Any:
        return self.cast.officer.get(
            "/standings", criteria_set_id=self.set_id, cluster_id=self.cluster_id
        )

    def vote(self) -> None:
        """Five members of the council put two equals in order, and vote on the flag."""
        order = self._open({"title": "Xếp thứ tự hai đơn vị bằng điểm", "purpose": "order"}, "CH")
        places = [{"H": 1, "C": 2}, {"H": 1, "C": 2}, {"H": 1, "C": 2}, {"H": 2, "C": 1}]
        for voter, one in zip(self.cast.councillors, places, strict=False):
            body = [
                {"candidate_id": order[letter], "place": place} for letter, place in one.items()
            ]
            voter.call("POST", f"/ballots/{order['ballot']}/votes", {"places": body})
        self._write(order["ballot"], f"{order['H']}:1,{order['C']}:2")
        found = self._closed(order["ballot"])
        sums = {self.letter(one["member_id"]): one["points"] for one in found["candidates"]}
        self.ledger.expect("tổng thứ bậc bỏ phiếu kín", _listed(sums), _listed(ORDER_SUMS))
        self.ledger.expect("phiếu bằng văn bản", found["ballot"]["written"], 1)
        title = f"Suy tôn {FLAG}"
        flag = self._open({"title": title, "purpose": "acclaim", "award": FLAG}, "AB")
        marks = [(YES, YES), (YES, YES), (YES, YES), (YES, NO), (NO, NO)]
        for voter, pair in zip(self.cast.councillors, marks, strict=True):
            body = [
                {"candidate_id": flag[letter], "mark": mark}
                for letter, mark in zip("AB", pair, strict=True)
            ]
            voter.call("POST", f"/ballots/{flag['ballot']}/votes", {"marks": body})
        found = self._closed(flag["ballot"])
        votes = {
            self.letter(one["member_id"]): f"{one['yes']} {'đạt' if one['passed'] else 'không'}"
            for one in found["candidates"]
        }
        by_hand = _listed({"A": "4 đạt", "B": "3 không"})
        self.ledger.expect("suy tôn Cờ: cần 4/5 của 5 thành viên", _listed(votes), by_hand)
        pools = self.cast.officer.get("/award-proposals", criteria_set_id=self.set_id)
        proposed = [self.letter(one) for pool in pools for one in pool["proposed"]]
        self.ledger.expect("đơn vị được đề nghị tặng Cờ", proposed, ["A"])

    def _open(self, content: dict[str, Any], letters: str) -> dict[str, Any]:
        """A ballot that is open: its id, and the candidates by letter."""
        members = [self.communes[letter].id for letter in letters]
        body = {**content, "member_ids": members, "cluster_id": self.cluster_id}
        at = f"/criteria-sets/{self.set_id}/ballots"
        ballot_id = self.cast.leader.call("POST", at, body).json()["ballot"]["id"]
        opened = self.cast.leader.call(
            "POST", f"/ballots/{ballot_id}/opening", {}, version=ANY
        ).json()
        self.ledger.expect("thành viên bỏ phiếu", opened["ballot"]["eligible"], 5)
        return {
            "ballot": ballot_id,
            **{self.letter(one["member_id"]): one["id"] for one in opened["candidates"]},
        }

    def _write(self, ballot_id: int, marks: str) -> None:
        """The last member was absent and answered on paper."""
        poll = self.cast.leader.get(f"/ballots/{ballot_id}")
        voter = next(one["id"] for one in poll["voters"] if one["way"] == "none")
        self.cast.leader.call(
            "POST",
            f"/ballots/{ballot_id}/written-opinions",
            files={"file": ("phieu-lay-y-kien.pdf", PDF)},
            data={"voter_id": voter, "marks": marks},
        )

    def _closed(self, ballot_id: int) -> Any:
        return self.cast.leader.call("POST", f"/ballots/{ballot_id}/count", version=ANY).json()

    def announce(self, cause: str | None = None) -> int:
        """Make the result known; the id of the announcement."""
        today = clock.today()
        body = {
            "cluster_id": self.cluster_id,
            "issued_on": today.isoformat(),
            "number": "02" if cause else "01",
            "petition_until": (today + timedelta(days=10)).isoformat(),
            "cause": cause,
        }
        at = f"/criteria-sets/{self.set_id}/announcements"
        return int(self.cast.leader.call("POST", at, body).json()["id"])

    def compare(self, after_petition: bool) -> None:
        """Every place beside the results by hand."""
        which = "lần 2" if after_petition else "lần 1"
        found = {}
        for row in self.desk("H").get(
            "/standings", criteria_set_id=self.set_id, cluster_id=self.cluster_id
        )["rows"]:
            found[self.letter(row["member_id"])] = row
        for letter, result in RESULTS.items():
            total, rank = result.total, result.rank
            if after_petition and letter in AFTER_PETITION:
                total, rank = AFTER_PETITION[letter]
            row = found[letter]
            seen = (Decimal(row["total"]), row["band"], row["cluster_rank"])
            self.ledger.expect(
                f"đơn vị {letter}, công bố {which}", _said(*seen), _said(total, result.band, rank)
            )

    def tell_why(self) -> None:
        """Each member reads every point of its sheet, as it was reckoned by hand."""
        for letter, result in RESULTS.items():
            why = self.desk(letter).get(f"/score-sheets/{self.sheets[letter]}/why")
            seen = {
                line["code"]: "-" if line["unassigned"] else Decimal(line["points"])
                for line in why["lines"]
            }
            by_hand = {
                code: "-" if points == "-" else Decimal(points)
                for code, points in result.points.items()
            }
            right = sum(seen.get(code) == points for code, points in by_hand.items())
            self.ledger.expect(f"từng tiêu chí của đơn vị {letter} đúng", right, len(by_hand))

    def petition(self, announcement_id: int) -> int:
        """G asks, is heard, and the result is announced anew; the id of the new announcement."""
        body = {"criterion_id": self.ids["III.4"], "text": "Chưa tính 01 lần được cụm biểu dương."}
        at = f"/announcements/{announcement_id}/petitions"
        asked = self.desk("G").call("POST", at, body).json()
        answer = {"granted": True, "reason": "Có biên bản sinh hoạt cụm."}
        self.cast.leader.call("POST", f"/petitions/{asked['id']}/answer", answer)
        change = self._verdict("III.4", points="1", reason="Theo kiến nghị được chấp nhận.")
        path = f"/score-sheets/{self.sheets['G']}/confirmation"
        self.cast.council.call("PUT", path, {"lines": [change]}, version=ANY)
        return self.announce("Chấp nhận kiến nghị về tiêu chí III.4")

    def verify(self, *announcement_ids: int) -> None:
        """Both editions follow, byte for byte, from what was frozen with them."""
        for number, one in enumerate(announcement_ids, start=1):
            found = self.cast.officer.get(f"/announcements/{one}/verification")
            self.ledger.expect(f"lần công bố {number} tính lại khớp", found["matches"], True)
        newest = self.desk("A").get(f"/announcements/{announcement_ids[-1]}")
        moved = sorted(self.letter(one["member_id"]) for one in newest["changes"])
        self.ledger.expect("đơn vị thay đổi ở lần 2", moved, sorted(AFTER_PETITION))

    def sum_up(self) -> None:
        """The same year over all clusters: percent, distance, criteria by cluster."""
        places = self.desk("C").get("/standings-overview/places", year=YEAR)["items"]
        seen = {self.letter(one["member_id"]): one for one in places}
        percents = {one: Decimal(seen[one]["percent"]) for one in MEMBERS}
        expected = {one: RESULTS[one].total for one in MEMBERS} | {
            one: total for one, (total, _) in AFTER_PETITION.items()
        }
        self.ledger.expect("% điểm chuẩn đúng", percents == expected, True)
        z = {one: Decimal(seen[one]["z"]) for one in Z}
        self.ledger.expect("độ lệch so với cụm (Z)", z == Z, True)
        heat = self.cast.officer.get("/standings-overview/heat-map", criteria_set_id=self.set_id)
        cells = {row["code"]: row["cells"] for row in heat["rows"]}
        shares = {code: Decimal(cells[code][0]["percent"]) for code in HEAT}
        self.ledger.expect("tiêu chí × cụm, % tối đa", shares == HEAT, True)

    def moved(self) -> None:
        """This year beside the one before, for those scored in both."""
        found = self.cast.officer.get("/standings-overview/movement", year=YEAR + 1)
        seen = {
            one["member_id"]: Decimal(one["change"])
            for one in found["items"]
            if one["change"] is not None
        }
        expected = {}
        for number, letter in enumerate(MEMBERS):
            before = AFTER_PETITION.get(letter, (RESULTS[letter].total, 0))[0]
            expected[self.communes[letter].id] = Score(number).total - before
        self.ledger.expect("đơn vị so được với năm trước", len(seen), len(MEMBERS))
        self.ledger.expect("tăng, giảm so với năm trước đúng", seen == expected, True)


def _listed(values: Mapping[str, object]) -> str:
    return ", ".join(f"{one}: {value}" for one, value in sorted(values.items()))


def _said(total: Decimal, band: str, rank: int) -> str:
    return f"{total.normalize():f} {band} {rank}"


def play(cast: Cast, ledger: Ledger) -> ClusterYear:
    """The whole year."""
    year = ClusterYear(cast, ledger)
    year.arrange()
    year.score()
    year.appraise()
    year.decide()
    year.vote()
    first = year.announce()
    year.compare(after_petition=False)
    year.tell_why()
    second = year.petition(first)
    year.compare(after_petition=True)
    year.verify(first, second)
    year.sum_up()
    return year
