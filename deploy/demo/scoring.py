"""Scoring in 2026: one border cluster announced, Cụm 4 midway, a few others at the start."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.scoring import jobs
from app.scoring.actions import appraisals, confirmations, evidence, explanations, sheets, standings
from app.scoring.actions.announcements import Paper
from app.scoring.actions.appraisals import Verdict
from app.scoring.actions.confirmations import Change
from app.scoring.queries import drawing
from app.scoring.queries import sheets as queries
from deploy.demo import clusters, crossing, diem_he, marking, petitioning, proofs
from deploy.demo.cast import Cast, Unit
from deploy.demo.people import Person
from deploy.demo.province_plan import LAUNCH, SELF_SCORING
from deploy.demo.scores import SCORES, Score
from deploy.demo.stage import Scene, moment

Deed = Callable[[Person], object]
ABSENT = "Kháng Chiến"
SIGNER = "Nông Quốc Khải"


@dataclass
class Sheet:
    """A commune's sheet on its way."""

    cast: Cast
    unit: Unit
    sheet_id: int = 0
    appraisal_id: int = 0

    @property
    def score(self) -> Score:
        """The figures of the commune."""
        return SCORES[self.unit.name]

    @property
    def officer(self) -> Person:
        """Who fills it in."""
        return self.unit.officer

    def fill(self, count: int | None = None) -> Deed:
        """The officer opens it and enters the first `count` criteria (all without one)."""

        def deed(by: Person) -> None:
            opened = sheets.open_sheet(set_id=self.cast.set_ids[0], by=by)
            self.sheet_id = opened.id
            listed = list(self.score.lines().items())[:count]
            lines = {self.cast.criterion_ids[code]: line for code, line in listed}
            sheets.save(sheet_id=opened.id, version=opened.version, lines=lines, by=by)
            self._prove({code for code, _ in listed}, by)
            if count is None and self.unit.name != diem_he.NAME:
                marking.done(self.unit, SELF_SCORING, "Đã tự chấm, trình lãnh đạo nộp.", by)

        return deed

    def _prove(self, filled: set[str], by: Person) -> None:
        codes = [code for code in self.score.proved() if code in filled]
        if self.unit.name == diem_he.NAME and "III.1" in codes:
            codes.remove("III.1")
            self._pick("III.1", LAUNCH, by)
        for code in codes:
            name, content, caption = proofs.of(self.unit, code)
            evidence.attach(
                sheet_id=self.sheet_id,
                criterion_id=self.cast.criterion_ids[code],
                name=name,
                content=content,
                caption=caption,
                by=by,
            )

    def _pick(self, code: str, place: int, by: Person) -> None:
        """Take over what is kept at the commune's own task."""
        for proof in drawing.task_proofs([self.cast.task_ids[place]]):
            evidence.pick(
                sheet_id=self.sheet_id,
                criterion_id=self.cast.criterion_ids[code],
                evidence_id=proof.id,
                by=by,
            )

    def submit(self, by: Person) -> None:
        """The leader sends it to the appraiser and the province."""
        jobs.submit_sheet(sheet_id=self.sheet_id, by=by)

    def begin(self, verdicts: Mapping[str, tuple[str, str]], comment: str | None = None) -> Deed:
        """The appraiser writes points and remarks, by code."""

        def deed(by: Person) -> None:
            started = appraisals.start(sheet_id=self.sheet_id, by=by)
            self.appraisal_id = started.id
            appraisals.save(
                appraisal_id=started.id,
                version=started.version,
                verdicts=self._verdicts(verdicts),
                comment=comment,
                by=by,
            )

        return deed

    def appraise(self, verdicts: Mapping[str, tuple[str, str]], comment: str | None = None) -> Deed:
        """The appraiser writes points and remarks and sends them to the member."""

        def deed(by: Person) -> None:
            self.begin(verdicts, comment)(by)
            jobs.send_appraisal(appraisal_id=self.appraisal_id, by=by)

        return deed

    def explain(self, texts: Mapping[str, str]) -> Deed:
        """The member answers, by code."""

        def deed(by: Person) -> None:
            said: dict[int | None, str] = {
                self.cast.criterion_ids[code]: text for code, text in texts.items()
            }
            explanations.save(sheet_id=self.sheet_id, texts=said, by=by)
            jobs.send_explanation(sheet_id=self.sheet_id, by=by)

        return deed

    def agree(self, by: Person) -> None:
        """The member agrees."""
        jobs.agree(sheet_id=self.sheet_id, by=by)

    def settle(self, verdicts: Mapping[str, tuple[str, str]]) -> Deed:
        """The appraiser holds to its points, or changes some, by code."""

        def deed(by: Person) -> None:
            found = queries.detail(self.sheet_id).appraisal
            assert found is not None
            jobs.settle(
                appraisal_id=found.id,
                version=found.version,
                verdicts=self._verdicts(verdicts),
                by=by,
            )

        return deed

    def _verdicts(self, given: Mapping[str, tuple[str, str]]) -> dict[int, Verdict]:
        return {
            self.cast.criterion_ids[code]: Verdict(points=Decimal(points), comment=comment)
            for code, (points, comment) in given.items()
        }


def scenes(cast: Cast) -> Iterator[Scene]:
    """All of the scoring."""
    yield from _border(cast)
    yield from _cluster_4(cast)
    yield from _others(cast)
    yield from crossing.scenes(cast)


def _sheet(cast: Cast, name: str) -> Sheet:
    return Sheet(cast, cast.communes[name])


def _filled(
    sheet: Sheet, on: date, submitted_on: date | None, *, count: int | None = None
) -> Iterator[Scene]:
    minute = sheet.unit.dice.randint(0, 59)
    yield Scene(moment(on, 10, minute), sheet.officer, sheet.fill(count))
    if submitted_on:
        yield Scene(moment(submitted_on, 15, minute), sheet.unit.leader, sheet.submit)


def _border(cast: Cast) -> Iterator[Scene]:
    """The first border cluster, chosen to go ahead of the others: announced on 16 November."""
    units = clusters.units_of(cast, clusters.BORDER_1)
    lead, deputy = units[0], units[1]
    found = {unit.name: Sheet(cast, unit) for unit in units if unit.name != ABSENT}
    for number, sheet in enumerate(found.values()):
        yield from _filled(sheet, date(2026, 10, 14 + number % 3), date(2026, 10, 20))
        appraiser = deputy if sheet.unit is lead else lead
        at = moment(date(2026, 10, 26), 9 + number, 15)
        yield Scene(at, appraiser.officer, sheet.appraise(BORDER_VERDICTS.get(sheet.unit.name, {})))
        yield Scene(moment(date(2026, 10, 29), 9 + number), sheet.officer, sheet.agree)
        at = moment(date(2026, 11, 3), 9 + number)
        yield Scene(at, appraiser.leader, sheet.settle({}))
    second = found["Quốc Khánh"]
    yield Scene(moment(date(2026, 11, 10), 9), cast.council, lambda by: _confirm(cast, second, by))
    yield Scene(moment(date(2026, 11, 12), 9), cast.officer, lambda by: _absent(cast, by))
    equals = [found["Thụy Hùng"], found["Hoàng Văn Thụ"]]
    yield Scene(moment(date(2026, 11, 13), 9), cast.leader, lambda by: _tie(cast, equals, by))
    yield Scene(moment(date(2026, 11, 16), 14), cast.leader, lambda by: _announce(cast, by))
    yield from petitioning.scenes(cast)


BORDER_VERDICTS = {
    "Quốc Việt": {"III.6": ("3.5", "Vắng 01 lần sinh hoạt cụm (hội nghị sơ kết 6 tháng).")},
    "Quốc Khánh": {"II.1": ("9", "Chi bộ 02 thôn xếp loại hoàn thành nhiệm vụ.")},
}


def _confirm(cast: Cast, second: Sheet, by: Person) -> None:
    """The council takes a point off one sheet and confirms the others as they are."""
    reason = "01 sáng kiến chưa có quyết định công nhận cấp tỉnh (mới công nhận cấp cơ sở)."
    change = Change(points=Decimal(1), reason=reason)
    confirmations.confirm(
        sheet_id=second.sheet_id,
        version=0,
        changes={cast.criterion_ids["IV.2"]: change},
        by=by,
    )
    confirmations.confirm_all(
        set_id=cast.set_ids[0], cluster_id=cast.cluster_ids[clusters.BORDER_1], by=by
    )


def _absent(cast: Cast, by: Person) -> None:
    standings.list_absence(
        set_id=cast.set_ids[0],
        member_id=cast.communes[ABSENT].tenant.id,
        reason="Không tự chấm, không nộp bảng điểm dù cụm trưởng đã đôn đốc hai lần.",
        by=by,
    )


def _tie(cast: Cast, equals: list[Sheet], by: Person) -> None:
    standings.decide_tie(
        set_id=cast.set_ids[0],
        cluster_id=cast.cluster_ids[clusters.BORDER_1],
        sheet_ids=[sheet.sheet_id for sheet in equals],
        reason="Thụy Hùng có tỷ lệ nữ được khen thưởng cao hơn; kết luận phiên họp Hội đồng ngày "
        "12/11/2026",
        by=by,
    )


def _announce(cast: Cast, by: Person) -> None:
    paper = Paper(
        number="148",
        issued_on=date(2026, 11, 16),
        signer_name=SIGNER,
        petition_until=date(2026, 11, 26),
    )
    jobs.announce(
        set_id=cast.set_ids[0],
        cluster_id=cast.cluster_ids[clusters.BORDER_1],
        paper=paper,
        by=by,
    )


def _cluster_4(cast: Cast) -> Iterator[Scene]:
    """Every state of a sheet but the last two."""
    lead, deputy = (cast.communes[name].officer for name in ("Văn Quan", "Tri Lễ"))
    sheets_of = {name: _sheet(cast, name) for name in CLUSTER_4_DAYS}
    for name, (filled, submitted) in CLUSTER_4_DAYS.items():
        count = None if submitted else 9
        yield from _filled(sheets_of[name], filled, submitted, count=count)
    settled, plain = sheets_of["Tri Lễ"], sheets_of["Tân Đoàn"]
    yield Scene(moment(date(2026, 11, 9), 9), lead, settled.appraise(TRI_LE))
    yield Scene(moment(date(2026, 11, 11), 9), deputy, settled.explain(TRI_LE_SAYS))
    yield Scene(moment(date(2026, 11, 13), 9), lead, settled.settle(TRI_LE_SETTLED))
    yield Scene(moment(date(2026, 11, 9), 14), lead, plain.appraise({}))
    yield Scene(moment(date(2026, 11, 10), 14), plain.officer, plain.agree)
    yield Scene(moment(date(2026, 11, 13), 10), lead, plain.settle({}))
    explained = sheets_of["Khánh Khê"]
    yield Scene(moment(date(2026, 11, 12), 9), lead, explained.appraise(KHANH_KHE))
    yield Scene(moment(date(2026, 11, 16), 9), explained.officer, explained.explain(KHANH_KHE_SAYS))
    appraised = sheets_of[diem_he.NAME]
    yield Scene(moment(date(2026, 11, 17), 9), lead, appraised.appraise(DIEM_HE, DIEM_HE_OVERALL))
    begun = sheets_of["Bằng Mạc"]
    yield Scene(moment(date(2026, 11, 18), 15), lead, begun.begin(BANG_MAC))


CLUSTER_4_DAYS: dict[str, tuple[date, date | None]] = {
    "Văn Quan": (date(2026, 11, 6), date(2026, 11, 11)),
    "Tri Lễ": (date(2026, 11, 3), date(2026, 11, 5)),
    "Tân Đoàn": (date(2026, 11, 3), date(2026, 11, 6)),
    "Khánh Khê": (date(2026, 11, 4), date(2026, 11, 9)),
    diem_he.NAME: (date(2026, 11, 5), date(2026, 11, 9)),
    "Bằng Mạc": (date(2026, 11, 9), date(2026, 11, 13)),
    "Yên Phúc": (date(2026, 11, 12), date(2026, 11, 17)),
    "Vạn Linh": (date(2026, 11, 18), None),
}
"""When each member filled in its sheet and when it submitted it."""

TRI_LE = {"III.4": ("2", "Mới có quyết định công nhận 02 mô hình; mô hình thứ ba chưa có.")}
TRI_LE_SAYS = {
    "III.4": "Mô hình nuôi ong lấy mật thôn Bản Châu được công nhận tại Quyết định số 318/QĐ-UBND "
    "ngày 02/11/2026; đề nghị cụm xem xét."
}
TRI_LE_SETTLED = {"III.4": ("3", "Đã có đủ 03 quyết định công nhận; thống nhất điểm tự chấm.")}
KHANH_KHE = {
    "III.4": ("3", "Mô hình thứ tư trùng với mô hình đã chấm năm 2025."),
    "III.6": ("3.5", "Gửi biên bản kiểm tra chéo chậm 05 ngày."),
}
KHANH_KHE_SAYS = {
    "III.4": "Mô hình năm 2025 ở thôn Bìa, mô hình năm 2026 ở thôn Đon Úy, do hai tổ hợp tác khác "
    "nhau thực hiện; xin gửi kèm quyết định công nhận.",
    "III.6": "Xã thống nhất với nhận xét của cụm trưởng.",
}
DIEM_HE = {
    "III.4": ("2", "Minh chứng mới thể hiện 02 mô hình được công nhận; đề nghị bổ sung."),
    "II.1": ("9", "Chưa có thông báo chính thức mức xếp loại của Đảng bộ xã."),
}
DIEM_HE_OVERALL = (
    "Bảng điểm rõ ràng, có minh chứng. Đề nghị xã giải trình hai nội dung nêu trên trước ngày "
    "24/11/2026."
)
BANG_MAC = {"III.4": ("3", "Trong 05 mô hình kê khai, mới có 03 mô hình được công nhận.")}


def _others(cast: Cast) -> Iterator[Scene]:
    """A few in other clusters have begun."""
    submitted = date(2026, 11, 18)
    for name in ("Tam Thanh", "Bắc Sơn", "Hữu Lũng"):
        yield from _filled(_sheet(cast, name), date(2026, 11, 16), submitted)
    for name, count in (("Kỳ Lừa", 12), ("Vũ Lăng", 6)):
        yield from _filled(_sheet(cast, name), date(2026, 11, 17), None, count=count)
