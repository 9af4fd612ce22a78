"""What the members of the clusters said of themselves: one row of figures a commune."""

from dataclasses import dataclass

from app.scoring.actions.sheets import LineContent

EVIDENCE = {
    "I.1": "Báo cáo kết quả thực hiện các chỉ tiêu kinh tế - xã hội năm 2026",
    "II.1": "Thông báo kết quả đánh giá, xếp loại tổ chức đảng, chính quyền, đoàn thể",
    "III.1": "Bản phát động và giao ước thi đua năm 2026",
    "III.4": "Quyết định công nhận mô hình, điển hình tiên tiến",
    "IV.1": "Quyết định tặng Cờ thi đua",
    "IV.2": "Quyết định công nhận sáng kiến",
}
"""What proves the points of the criteria that need evidence."""


@dataclass(frozen=True, kw_only=True)
class Score:
    """The figures of one sheet, named by what they count.

    `targets`: (met, assigned); `budget`, `online`: percentages; `files`, `tasks`, `dossiers`:
    (in time or good, all); `rating`, `activity`: points given to oneself.
    """

    targets: tuple[int, int]
    budget: str
    files: tuple[int, int]
    online: str
    rating: str
    tasks: tuple[int, int]
    reports: int = 2
    models: int = 3
    dossiers: tuple[int, int] = (40, 41)
    activity: str = "4"
    flags: int = 0
    initiatives: int = 1
    late: int = 0

    def lines(self) -> dict[str, LineContent]:
        """What is entered, by the code of the criterion."""
        return {
            "I.1": _ratio(self.targets),
            "I.2": _line(value=self.budget),
            "I.3": _ratio(self.files),
            "I.4": _line(value=self.online),
            "I.5": _line(met="yes"),
            "II.1": _line(points=self.rating),
            "II.2": _line(met="yes"),
            "III.1": _line(met="yes"),
            "III.2": _ratio(self.tasks),
            "III.3": _line(
                count=str(self.reports),
                note="Báo cáo tổng kết năm 2025, báo cáo sơ kết 6 tháng đầu năm 2026",
            ),
            "III.4": _line(count=str(self.models)),
            "III.5": _ratio(self.dossiers),
            "III.6": _line(points=self.activity),
            "IV.1": _line(count=str(self.flags)),
            "IV.2": _line(count=str(self.initiatives)),
            "V.1": _line(count=str(self.late)),
            "V.2": _line(count="0"),
        }

    def proved(self) -> list[str]:
        """The codes that need evidence."""
        without = {"III.4": self.models, "IV.1": self.flags, "IV.2": self.initiatives}
        return [code for code in EVIDENCE if without.get(code, 1)]


def _line(note: str | None = None, **inputs: str) -> LineContent:
    return LineContent(inputs=inputs, note=note)


def _ratio(pair: tuple[int, int]) -> LineContent:
    return _line(done=str(pair[0]), assigned=str(pair[1]))


EQUAL = Score(
    targets=(15, 16),
    budget="101.2",
    files=(1490, 1512),
    online="82.5",
    rating="9",
    tasks=(17, 19),
    models=2,
    late=1,
)
"""Thụy Hùng and Hoàng Văn Thụ came out alike to the last point."""

SCORES: dict[str, Score] = {
    "Đồng Đăng": Score(
        targets=(18, 18),
        budget="108.4",
        files=(3980, 3996),
        online="91",
        rating="10",
        tasks=(18, 19),
        models=4,
        flags=1,
        initiatives=2,
    ),
    "Quốc Khánh": Score(
        targets=(17, 18),
        budget="102",
        files=(1610, 1622),
        online="84",
        rating="9.5",
        tasks=(18, 20),
        initiatives=2,
    ),
    "Quốc Việt": Score(
        targets=(13, 16),
        budget="91.5",
        files=(1204, 1260),
        online="71",
        rating="8.5",
        tasks=(15, 19),
        models=2,
        initiatives=0,
        late=2,
    ),
    "Thụy Hùng": EQUAL,
    "Hoàng Văn Thụ": EQUAL,
    "Văn Quan": Score(
        targets=(17, 18),
        budget="104",
        files=(2410, 2424),
        online="85.2",
        rating="9.5",
        tasks=(17, 19),
        models=4,
        initiatives=1,
    ),
    "Tri Lễ": Score(
        targets=(15, 17),
        budget="100.3",
        files=(1385, 1402),
        online="78",
        rating="9",
        tasks=(16, 18),
    ),
    "Điềm He": Score(
        targets=(13, 15),
        budget="94",
        files=(1718, 1741),
        online="76.4",
        rating="9.5",
        tasks=(14, 18),
        dossiers=(41, 42),
    ),
    "Khánh Khê": Score(
        targets=(14, 16),
        budget="98.7",
        files=(1122, 1140),
        online="80.6",
        rating="9",
        tasks=(15, 18),
        models=4,
        late=1,
    ),
    "Yên Phúc": Score(
        targets=(13, 16),
        budget="90.4",
        files=(1530, 1592),
        online="69",
        rating="8.5",
        tasks=(14, 19),
        models=2,
        initiatives=0,
        late=2,
    ),
    "Tân Đoàn": Score(
        targets=(15, 16),
        budget="101",
        files=(1015, 1024),
        online="81",
        rating="9.5",
        tasks=(16, 18),
        models=3,
    ),
    "Bằng Mạc": Score(
        targets=(14, 17),
        budget="96.2",
        files=(1290, 1318),
        online="74",
        rating="9",
        tasks=(15, 19),
        models=5,
        late=1,
    ),
    "Vạn Linh": Score(
        targets=(15, 17),
        budget="99.1",
        files=(1344, 1362),
        online="77",
        rating="9",
        tasks=(15, 18),
    ),
    "Tam Thanh": Score(
        targets=(19, 20),
        budget="106",
        files=(6120, 6138),
        online="93",
        rating="9.5",
        tasks=(17, 19),
        initiatives=2,
    ),
    "Kỳ Lừa": Score(
        targets=(18, 20),
        budget="103",
        files=(6844, 6880),
        online="90",
        rating="9.5",
        tasks=(17, 19),
    ),
    "Bắc Sơn": Score(
        targets=(17, 18),
        budget="105",
        files=(2260, 2275),
        online="86",
        rating="9.5",
        tasks=(18, 20),
        models=4,
    ),
    "Vũ Lăng": Score(
        targets=(15, 17),
        budget="100",
        files=(1410, 1431),
        online="80",
        rating="9",
        tasks=(16, 19),
    ),
    "Hữu Lũng": Score(
        targets=(17, 18),
        budget="107",
        files=(4480, 4502),
        online="88",
        rating="9.5",
        tasks=(17, 19),
    ),
}
