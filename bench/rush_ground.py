"""What the rush stands on: 165 members in eleven clusters, sixty criteria, sheets nearly done."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import insert, select

from app.access.permissions import Role
from app.accounts.models import ApiToken, Membership, User
from app.accounts.queries import hashed
from app.clusters import actions as clusters
from app.clusters.terms import ClusterKind
from app.lib import clock
from app.scoring.actions import criteria, criteria_sets, sheets
from app.scoring.actions.sheets import LineContent
from app.scoring.content import NodeContent, SetContent
from app.scoring.queries import sheets as queries
from app.scoring.terms import FormulaKind
from bench import ground
from bench.ground import Person
from tenants.context import PLATFORM, Acting
from tenants.db import db, transaction
from tenants.models import Tenant

MEMBERS, CLUSTER_SIZE = 165, 15
GROUPS, EACH = 6, 10
YEAR = 2026
BANDS = (
    {"name": "Xuất sắc", "from": "54"},
    {"name": "Tốt", "from": "42"},
    {"name": "Hoàn thành", "from": "0"},
)


@dataclass(frozen=True)
class Seat:
    """A member with its sheet, its token, who appraises it, and the versions of its lines."""

    person: Person
    token: str
    sheet_id: int
    appraiser_id: int
    versions: dict[int, int]

    @property
    def tenant_id(self) -> int:
        """The unit."""
        return self.person.tenant.id

    @property
    def acting(self) -> Acting:
        """Whom the database sees."""
        return self.person.acting


@dataclass(frozen=True)
class Ground:
    """Everybody, and the criteria that are filled in."""

    seats: list[Seat]
    leads: list[Seat]
    criterion_ids: list[int]


def make() -> Ground:
    """A province in which every member has a whole sheet that is not submitted yet."""
    head = ground.province("R", MEMBERS)
    units = _units(head)
    people = {unit.id: _person(unit, number) for number, unit in enumerate(units)}
    appraisers = _clusters(head, units)
    set_id, criterion_ids = _criteria(head)
    seats = []
    for unit in units:
        person, token = people[unit.id]
        sheet_id, versions = _sheet(person, set_id, criterion_ids)
        seats.append(Seat(person, token, sheet_id, appraisers[unit.id], versions))
    chosen = set(appraisers.values())
    return Ground(seats, [one for one in seats if one.tenant_id in chosen], criterion_ids)


def _units(head: Person) -> list[Tenant]:
    with transaction(PLATFORM):
        query = select(Tenant).where(Tenant.parent_id == head.tenant.id).order_by(Tenant.code)
        return list(db.session.scalars(query))


def _person(unit: Tenant, number: int) -> tuple[Person, str]:
    token = f"td_{secrets.token_urlsafe(24)}"
    with transaction(PLATFORM):
        user = User(email=f"r{number}@bench.vn", full_name=f"Cán bộ {number}", password_hash="-")  # noqa: S106 - opens nothing
        db.session.add(user)
        db.session.flush()
        roles = [Role.OFFICER.value, Role.LEADER.value]
        db.session.add(Membership(tenant_id=unit.id, user_id=user.id, role_names=roles))
        now = clock.now()
        row: dict[str, Any] = {"created_at": now, "expires_at": now + timedelta(days=1)}
        row |= {"user_id": user.id, "tenant_id": unit.id, "label": "Đo tải"}
        db.session.execute(insert(ApiToken), [{**row, "token_hash": hashed(token)}])
        return Person(user.id, user.full_name, unit), token


def _clusters(head: Person, units: list[Tenant]) -> dict[int, int]:
    """Who appraises whom: the lead, and for the lead the deputy."""
    appraisers: dict[int, int] = {}
    with transaction(head.acting):
        made = []
        for start in range(0, len(units), CLUSTER_SIZE):
            ids = [unit.id for unit in units[start : start + CLUSTER_SIZE]]
            name = f"Cụm {start // CLUSTER_SIZE + 1}"
            one = clusters.create(year=YEAR, kind=ClusterKind.CLUSTER, name=name, by=head)
            db.session.flush()
            clusters.edit(
                cluster_id=one.id,
                version=one.version,
                name=name,
                member_ids=ids,
                lead_id=ids[0],
                deputy_id=ids[1],
                by=head,
            )
            made.append(one.id)
            appraisers |= {unit: ids[0] for unit in ids} | {ids[0]: ids[1]}
        clusters.issue(cluster_ids=made, by=head)
    return appraisers


def _criteria(head: Person) -> tuple[int, list[int]]:
    total = Decimal(GROUPS * EACH)
    with transaction(head.acting):
        found = criteria_sets.draft(
            content=SetContent(
                year=YEAR,
                cluster_kind=ClusterKind.CLUSTER,
                title="Bộ tiêu chí đo tải",
                base_total=total,
                bands=BANDS,
            ),
            by=head,
        )
        ids = []
        for group in range(1, GROUPS + 1):
            content = NodeContent(code=f"{group}", text="Nhóm", max_points=Decimal(EACH))
            above = criteria.add(set_id=found.id, parent_id=None, content=content, by=head)
            for number in range(1, EACH + 1):
                leaf = NodeContent(
                    code=f"{group}.{number}",
                    text=f"Tỷ lệ thực hiện nhiệm vụ {group}.{number}",
                    max_points=Decimal(1),
                    formula=FormulaKind.RATIO,
                )
                made = criteria.add(set_id=found.id, parent_id=above.id, content=leaf, by=head)
                ids.append(made.id)
        criteria_sets.issue(set_id=found.id, by=head)
        return found.id, ids


def _sheet(person: Person, set_id: int, criterion_ids: list[int]) -> tuple[int, dict[int, int]]:
    with transaction(person.acting):
        sheet = sheets.open_sheet(set_id=set_id, by=person)
        lines = {one: LineContent(inputs={"done": "50", "assigned": "50"}) for one in criterion_ids}
        sheets.save(sheet_id=sheet.id, version=sheet.version, lines=lines, by=person)
        db.session.flush()
        versions = {one: line.version for one, line in queries.lines(sheet.id).items()}
        return sheet.id, versions
