"""The whole story, from January 2025 to November 2026."""

from collections.abc import Iterator
from datetime import date

from app.plans import actions
from deploy.demo import (
    amending,
    binh_gia,
    certificates,
    cluster_year,
    clusters,
    courses,
    criteria,
    deciding,
    diem_he,
    diem_he_desk,
    diem_he_offices,
    diem_he_work,
    dinh_lap,
    districts,
    drafting,
    everyday,
    exchanging,
    half_done,
    last_year,
    merger,
    offices,
    province_plan,
    province_work,
    registering,
    registration,
    reminding,
    reports,
    school_year,
    scoring,
    signatures,
    signing_off,
    turning,
    year_plans,
    year_work,
)
from deploy.demo.authority import Authority
from deploy.demo.cast import Cast
from deploy.demo.people import Person
from deploy.demo.stage import Scene, moment


def scenes(cast: Cast, authority: Authority) -> Iterator[Scene]:
    """Every deed of the demo, in no order; keys to sign with are issued by `authority`."""
    found = courses.courses(cast)
    home = cast.communes[diem_he.NAME]
    yield from districts.scenes(cast)
    yield from binh_gia.scenes(cast)
    yield from merger.scenes(cast)
    yield from offices.scenes(cast)
    yield from year_plans.scenes(cast, found)
    yield from registration.scenes(cast, found)
    yield from everyday.scenes(cast, found)
    yield from amending.scenes(cast)
    yield from province_work.scenes(cast)
    yield from last_year.scenes(cast)
    yield from clusters.scenes(cast)
    yield from cluster_year.scenes(cast)
    yield from half_done.scenes(cast)
    yield from year_work.scenes(found)
    yield from diem_he.scenes(home, diem_he_work.WORKS)
    yield from diem_he_offices.scenes(home)
    yield from diem_he_desk.scenes(home)
    yield from reports.scenes(cast, found)
    yield from reminding.scenes(cast)
    yield from criteria.scenes(cast)
    yield from scoring.scenes(cast)
    yield from deciding.scenes(cast)
    yield from drafting.scenes(cast)
    yield from signing_off.scenes(cast)
    yield from registering.scenes(cast)
    yield from exchanging.scenes(cast)
    yield from signatures.scenes(cast, authority)
    yield from certificates.scenes(cast)
    yield from turning.scenes(cast)
    yield from school_year.scenes(cast)
    yield from dinh_lap.scenes(cast.communes[dinh_lap.NAME])
    yield Scene(moment(date(2026, 11, 17), 10), cast.officer, lambda by: _next_year(cast, by))


def _next_year(cast: Cast, by: Person) -> None:
    """The province begins the plan of 2027 out of that of 2026."""
    actions.copy_to_next_year(plan_id=cast.plan_ids[province_plan.YEAR], by=by)
