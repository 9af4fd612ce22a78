"""Facts of discipline, and which of them bear on a year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.lib import dates
from app.lib.errors import NotFound
from app.scoring.deciding.downgrades import Fact
from app.scoring.models import CriteriaSet, Discipline
from app.scoring.terms import DowngradeCause
from tenants.db import db
from tenants.models import Tenant

ZERO = Fact(DowngradeCause.ZERO_CRITERION.value, "có tiêu chí bị 0 điểm")
ABSENT = Fact(DowngradeCause.NO_SELF_SCORE.value, "không tự chấm điểm")


@dataclass(frozen=True)
class Recorded:
    """A fact with the name of the member that it concerns."""

    discipline: Discipline
    member_name: str


def said(one: Discipline) -> str:
    """As the note of a lowered band says it."""
    return f"{one.person} {one.kind.said}, {one.number} ngày {dates.short(one.decided_on)}"


def recorded(year: int) -> list[Recorded]:
    """The facts that lie in a year, newest first, those withdrawn included."""
    rows = db.session.execute(
        select(Discipline, Tenant.name)
        .join(Tenant, Tenant.id == Discipline.member_id)
        .where(Discipline.decided_on.between(*_year(year)))
        .order_by(Discipline.decided_on.desc(), Discipline.id.desc())
    )
    return [Recorded(one, name) for one, name in rows]


def discipline(discipline_id: int) -> Discipline:
    """One fact. Raises NotFound."""
    found = db.session.get(Discipline, discipline_id)
    if found is None:
        raise NotFound("Không tìm thấy trường hợp này.")
    return found


def facts(criteria_set: CriteriaSet) -> dict[int, list[Fact]]:
    """What bears on the bands of a set's year, by member: one statement, none without rules."""
    if not criteria_set.downgrades:
        return {}
    found: dict[int, list[Fact]] = {}
    for one in _standing(criteria_set.year):
        found.setdefault(one.member_id, []).append(Fact(one.kind.value, said(one)))
    return found


def _standing(year: int) -> Sequence[Discipline]:
    return db.session.scalars(
        select(Discipline)
        .where(Discipline.decided_on.between(*_year(year)), Discipline.withdrawn_at.is_(None))
        .order_by(Discipline.decided_on, Discipline.id)
    ).all()


def _year(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)
