"""The last year of the districts: their cluster, its criteria, the sheet that one of them began.

The districts closed half a year later; the province, to which their papers fell, still reads it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from app.clusters import actions as clusters
from app.clusters import jobs as cluster_jobs
from app.clusters.queries import units
from app.clusters.terms import ClusterKind
from app.scoring import jobs
from app.scoring.actions import criteria, criteria_sets, sheets
from app.scoring.actions.sheets import LineContent
from app.scoring.content import NodeContent, SetContent
from app.scoring.terms import FormulaKind
from deploy.demo.cast import Cast
from deploy.demo.last_year import BANDS
from deploy.demo.people import Person
from deploy.demo.stage import Scene, moment
from tenants.db import db
from tenants.models import TenantKind

YEAR = 2024
MADE_ON, BEGUN_ON = date(2025, 1, 6), date(2025, 1, 9)
NAME = "Cụm thi đua các huyện"
MEMBERS = 4
TREE = (
    ("1", None, "Phát triển kinh tế - xã hội, quốc phòng, an ninh", "70"),
    ("1.1", "1", "Kết quả thực hiện các chỉ tiêu năm 2024 của huyện", "70"),
    ("2", None, "Công tác thi đua, khen thưởng", "30"),
    ("2.1", "2", "Tổ chức phong trào thi đua, hoạt động của cụm", "30"),
)
POINTS = {"1.1": "64", "2.1": "27.5"}


@dataclass
class Districts:
    """What the deeds leave behind for those after them."""

    cast: Cast
    cluster_id: int = 0
    set_id: int = 0
    criterion_ids: dict[str, int] = field(default_factory=dict)

    def make(self, by: Person) -> None:
        """A few districts, Bình Gia among them, and the criteria of the year."""
        home = self.cast.district.tenant.id
        districts = [one.id for one in units() if one.kind is TenantKind.DISTRICT]
        others = [one for one in districts if one != home]
        self._make(by, [*others[: MEMBERS - 1], home])
        self._draft(by)

    def _make(self, by: Person, ids: list[int]) -> None:
        made = clusters.create(year=YEAR, kind=ClusterKind.CLUSTER, name=NAME, by=by)
        db.session.flush()
        clusters.edit(
            cluster_id=made.id,
            version=made.version,
            name=NAME,
            member_ids=ids,
            lead_id=ids[0],
            deputy_id=ids[1],
            by=by,
        )
        db.session.flush()
        self.cluster_id = made.id

    def _draft(self, by: Person) -> None:
        made = criteria_sets.draft(
            content=SetContent(
                year=YEAR,
                cluster_kind=ClusterKind.CLUSTER,
                title="Bộ tiêu chí chấm điểm thi đua năm 2024 đối với các huyện (mẫu, không phải "
                "quy định)",
                bands=BANDS,
                tie_chain=("1",),
            ),
            by=by,
        )
        self.set_id = made.id
        for code, above, text, most in TREE:
            content = NodeContent(
                code=code,
                text=text,
                max_points=Decimal(most),
                formula=FormulaKind.MANUAL if code in POINTS else None,
            )
            parent = None if above is None else self.criterion_ids[above]
            node = criteria.add(set_id=made.id, parent_id=parent, content=content, by=by)
            db.session.flush()
            self.criterion_ids[code] = node.id

    def issue(self, by: Person) -> None:
        """The leader issues the cluster and its criteria."""
        cluster_jobs.issue(cluster_ids=[self.cluster_id], by=by)
        jobs.issue_set(set_id=self.set_id, by=by)

    def begin(self, by: Person) -> None:
        """Bình Gia scores itself, and never submits."""
        sheet = sheets.open_sheet(set_id=self.set_id, by=by)
        lines = {
            self.criterion_ids[code]: LineContent(inputs={"points": points})
            for code, points in POINTS.items()
        }
        sheets.save(sheet_id=sheet.id, version=sheet.version, lines=lines, by=by)


def scenes(cast: Cast) -> Iterator[Scene]:
    """Three days of January 2025."""
    year = Districts(cast)
    yield Scene(moment(MADE_ON, 9), cast.officer, year.make)
    yield Scene(moment(MADE_ON, 15), cast.leader, year.issue)
    yield Scene(moment(BEGUN_ON, 9), cast.district.officer, year.begin)
