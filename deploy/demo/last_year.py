"""The clusters' year before: two clusters scored in the first months of the new communes, so that
results can be compared over two years."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from app.clusters import actions as clusters
from app.clusters import jobs as cluster_jobs
from app.clusters.terms import ClusterKind
from app.scoring import jobs
from app.scoring.actions import appraisals, confirmations, criteria, criteria_sets, sheets
from app.scoring.actions.announcements import Paper
from app.scoring.actions.sheets import LineContent
from app.scoring.content import NodeContent, SetContent
from app.scoring.queries import sheets as queries
from app.scoring.terms import FormulaKind
from deploy.demo import clusters as this_year
from deploy.demo.cast import Cast, Unit
from deploy.demo.people import Person
from deploy.demo.stage import Scene, moment
from tenants.db import db

YEAR = 2025
MADE_ON, SCORED_ON, SETTLED_ON = date(2025, 8, 5), date(2025, 12, 3), date(2025, 12, 12)
ANNOUNCED_ON = date(2025, 12, 24)
SIGNER = "Nông Quốc Khải"
BANDS = (
    {"name": "Hoàn thành xuất sắc nhiệm vụ", "from": "90"},
    {"name": "Hoàn thành tốt nhiệm vụ", "from": "80"},
    {"name": "Hoàn thành nhiệm vụ", "from": "65"},
    {"name": "Không hoàn thành nhiệm vụ", "from": "0"},
)
TREE = (
    ("1", None, "Phát triển kinh tế - xã hội, quốc phòng, an ninh", "50"),
    ("1.1", "1", "Kết quả thực hiện các chỉ tiêu 6 tháng cuối năm", "35"),
    ("1.2", "1", "Vận hành chính quyền địa phương 2 cấp từ ngày 01/7/2025", "15"),
    ("2", None, "Xây dựng Đảng, hệ thống chính trị", "25"),
    ("2.1", "2", "Kết quả xây dựng Đảng, chính quyền, đoàn thể", "25"),
    ("3", None, "Công tác thi đua, khen thưởng", "25"),
    ("3.1", "3", "Tổ chức phong trào thi đua, hoạt động của cụm", "15"),
    ("3.2", "3", "Hồ sơ khen thưởng đúng quy định, đúng hạn", "10"),
)
LEAVES = ("1.1", "1.2", "2.1", "3.1", "3.2")
POINTS: dict[str, tuple[str, str, str, str, str]] = {
    "Đồng Đăng": ("33", "14", "24", "14", "9.5"),
    "Quốc Khánh": ("31", "12.5", "23", "13", "9"),
    "Quốc Việt": ("28.5", "11", "21", "12.5", "8"),
    "Kháng Chiến": ("25", "11", "19.5", "10", "7.5"),
    "Thụy Hùng": ("30", "13", "22", "14", "9"),
    "Hoàng Văn Thụ": ("29", "12", "22.5", "11.5", "8.5"),
    "Văn Quan": ("32", "13", "23.5", "13.5", "9.5"),
    "Tri Lễ": ("29.5", "12", "21.5", "13", "9"),
    "Điềm He": ("31.5", "13.5", "23", "14", "9.5"),
    "Khánh Khê": ("28", "11.5", "21", "12", "8"),
    "Yên Phúc": ("30", "12", "22", "12.5", "8.5"),
    "Tân Đoàn": ("27.5", "11", "20.5", "11", "8.5"),
    "Bằng Mạc": ("29", "12.5", "21", "12", "9"),
    "Vạn Linh": ("26.5", "10.5", "20", "11.5", "7"),
}
"""What each member gave itself and was left with, by criterion."""
CLUSTERS = (this_year.BORDER_1, this_year.CLUSTER_4)


@dataclass
class LastYear:
    """What the deeds of the year leave behind for those after them."""

    cast: Cast
    set_id: int = 0
    cluster_ids: dict[str, int] = field(default_factory=dict)
    criterion_ids: dict[str, int] = field(default_factory=dict)
    sheet_ids: dict[str, int] = field(default_factory=dict)

    def make(self, by: Person) -> None:
        """Both clusters, as they go on in the year after."""
        for name in CLUSTERS:
            made = clusters.create(year=YEAR, kind=ClusterKind.CLUSTER, name=name, by=by)
            db.session.flush()
            ids = [unit.tenant.id for unit in this_year.units_of(self.cast, name)]
            clusters.edit(
                cluster_id=made.id,
                version=made.version,
                name=name,
                member_ids=ids,
                lead_id=ids[0],
                deputy_id=ids[1],
                by=by,
            )
            self.cluster_ids[name] = made.id
        self._draft(by)

    def _draft(self, by: Person) -> None:
        made = criteria_sets.draft(
            content=SetContent(
                year=YEAR,
                cluster_kind=ClusterKind.CLUSTER,
                title="Bộ tiêu chí chấm điểm thi đua 6 tháng cuối năm 2025 đối với các xã, phường "
                "(mẫu, không phải quy định)",
                bands=BANDS,
                tie_chain=("1", "3"),
            ),
            by=by,
        )
        self.set_id = made.id
        for code, above, text, most in TREE:
            content = NodeContent(
                code=code,
                text=text,
                max_points=Decimal(most),
                formula=FormulaKind.MANUAL if code in LEAVES else None,
            )
            parent = None if above is None else self.criterion_ids[above]
            node = criteria.add(set_id=made.id, parent_id=parent, content=content, by=by)
            self.criterion_ids[code] = node.id

    def issue(self, by: Person) -> None:
        """The leader issues clusters and criteria."""
        cluster_jobs.issue(cluster_ids=list(self.cluster_ids.values()), by=by)
        jobs.issue_set(set_id=self.set_id, by=by)

    def score(self, unit: Unit, by: Person) -> None:
        """A member scores itself and submits."""
        sheet = sheets.open_sheet(set_id=self.set_id, by=by)
        lines = {
            self.criterion_ids[code]: LineContent(inputs={"points": points})
            for code, points in zip(LEAVES, POINTS[unit.name], strict=True)
        }
        sheets.save(sheet_id=sheet.id, version=sheet.version, lines=lines, by=by)
        jobs.submit_sheet(sheet_id=sheet.id, by=by)
        self.sheet_ids[unit.name] = sheet.id

    def appraise(self, names: list[str], by: Person) -> None:
        """An appraiser finds the sheets in order and sends its word."""
        for name in names:
            started = appraisals.start(sheet_id=self.sheet_ids[name], by=by)
            jobs.send_appraisal(appraisal_id=started.id, by=by)

    def settle(self, names: list[str], by: Person) -> None:
        """Nobody has anything to explain; the points stand."""
        for name in names:
            found = queries.detail(self.sheet_ids[name]).appraisal
            assert found is not None
            jobs.settle(appraisal_id=found.id, version=found.version, verdicts={}, by=by)

    def confirm(self, by: Person) -> None:
        """The council takes the points over."""
        confirmations.confirm_all(set_id=self.set_id, by=by)

    def announce(self, by: Person) -> None:
        """Results of both clusters together."""
        paper = Paper(number="98", issued_on=ANNOUNCED_ON, signer_name=SIGNER)
        jobs.announce(set_id=self.set_id, cluster_id=None, paper=paper, by=by)


def scenes(cast: Cast) -> Iterator[Scene]:
    """From the clusters of August to the result of December."""
    year = LastYear(cast)
    yield Scene(moment(MADE_ON, 9), cast.officer, year.make)
    yield Scene(moment(MADE_ON, 15), cast.leader, year.issue)
    for name in CLUSTERS:
        units = this_year.units_of(cast, name)
        for minute, unit in enumerate(units):
            yield _scored(year, unit, minute)
        lead, deputy = units[0], units[1]
        others = [unit.name for unit in units[1:]]
        for who, names in ((lead, others), (deputy, [lead.name])):
            yield _by(date(2025, 12, 8), who, year.appraise, names)
            yield _by(SETTLED_ON, who, year.settle, names)
    yield Scene(moment(date(2025, 12, 19), 9), cast.council, year.confirm)
    yield Scene(moment(ANNOUNCED_ON, 14), cast.leader, year.announce)


def _scored(year: LastYear, unit: Unit, minute: int) -> Scene:
    at = moment(SCORED_ON, 9, minute)
    return Scene(at, unit.leader, lambda by: year.score(unit, by))


def _by(on: date, unit: Unit, deed: Callable[[list[str], Person], None], names: list[str]) -> Scene:
    return Scene(moment(on, 10), unit.leader, lambda by: deed(names, by))
