"""Time for each review, and members of Cụm 4 who score each other."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from app.scoring import review_jobs as jobs
from app.scoring.actions import cross
from app.scoring.actions.appraisals import Verdict
from app.scoring.queries import cross as queries
from app.scoring.queries import sheets
from deploy.demo import clusters, diem_he
from deploy.demo.cast import Cast
from deploy.demo.people import Person
from deploy.demo.stage import Scene, moment

LEAD = "Văn Quan"
DUE = date(2026, 11, 24)
PAIRS = (
    ("Bằng Mạc", diem_he.NAME),
    ("Bằng Mạc", "Khánh Khê"),
    ("Yên Phúc", diem_he.NAME),
    ("Yên Phúc", "Tri Lễ"),
)
"""Whose sheet, and who scores it."""


def scenes(cast: Cast) -> Iterator[Scene]:
    """The province sets the days; lead and province assign; two members score."""
    yield Scene(moment(date(2026, 11, 2), 10), cast.leader, lambda by: _terms(cast, by))
    lead = cast.communes[LEAD].officer
    yield Scene(moment(date(2026, 11, 18), 8), lead, lambda by: _assign(cast, PAIRS, by))
    one = (("Bằng Mạc", "Tân Đoàn"),)
    yield Scene(moment(date(2026, 11, 18), 9), cast.officer, lambda by: _assign(cast, one, by))
    for name, hour in ((diem_he.NAME, 14), ("Khánh Khê", 15)):
        scorer = cast.communes[name].officer
        yield Scene(moment(date(2026, 11, 18), hour), scorer, lambda by: _score(cast, by))
    scorer = cast.communes[diem_he.NAME].officer
    yield Scene(moment(date(2026, 11, 19), 8), scorer, _begin)


def _terms(cast: Cast, by: Person) -> None:
    jobs.set_terms(
        set_id=cast.set_ids[0],
        version=0,
        appraise_by=date(2026, 11, 25),
        explain_days=7,
        settle_by=date(2026, 12, 5),
        by=by,
    )


def _assign(cast: Cast, pairs: Sequence[tuple[str, str]], by: Person) -> None:
    jobs.assign_cross(
        set_id=cast.set_ids[0],
        cluster_id=cast.cluster_ids[clusters.CLUSTER_4],
        pairs=[
            (cast.communes[owner].tenant.id, cast.communes[scorer].tenant.id)
            for owner, scorer in pairs
        ],
        scorers=0,
        due_on=DUE,
        by=by,
    )


def _score(cast: Cast, by: Person) -> None:
    """The first sheet that waits, as its member scored but for the models, and sent."""
    duty = next(one for one in queries.to_score() if one.score_id is None)
    score = cross.begin(assignment_id=duty.id, by=by)
    own = sheets.lines(duty.sheet_id)
    verdicts = {one: Verdict(points=own[one].points) for one in queries.lines(score.id)}
    models = cast.criterion_ids["III.4"]
    verdicts[models] = Verdict(
        points=Decimal(3),
        comment="Có 03 quyết định công nhận mô hình; đề nghị bổ sung phần còn lại.",
    )
    cross.save(cross_score_id=score.id, version=score.version, verdicts=verdicts, by=by)
    jobs.send_cross(cross_score_id=score.id, by=by)


def _begin(by: Person) -> None:
    """The next sheet that waits is opened to be scored."""
    duty = next(one for one in queries.to_score() if one.score_id is None)
    cross.begin(assignment_id=duty.id, by=by)
