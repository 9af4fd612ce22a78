"""What the home page is about, for its tests: people at their desks, sheets on their way."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from app.lib import clock
from app.scoring.models import Appraisal, Confirmation, Explanation, ScoreSheet
from tenants.db import db
from tenants.models import Tenant
from tests.scoring.scenes import Scene, make_scene
from tests.world import Person, World

ROW = re.compile(r'<tr data-kind="([a-z._]+)"')


@dataclass(frozen=True)
class Desk:
    """The home page of a person on a day, as the API and the page give it."""

    answer: dict[str, Any]
    page: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Everything, late first."""
        return [*self.answer["late"], *self.answer["waiting"]]

    @property
    def kinds(self) -> list[str]:
        """What is to be done."""
        return [line["kind"] for line in self.lines]

    @property
    def late(self) -> list[str]:
        """What should have been done."""
        return [line["kind"] for line in self.answer["late"]]

    def line(self, kind: str) -> dict[str, Any]:
        """The one line of a kind."""
        (found,) = (line for line in self.lines if line["kind"] == kind)
        return found


def desk(world: World, person: Person, on: date) -> Desk:
    """What `person` finds at home on the day `on`; the page lists the same as the API."""
    with clock.fixed(on):
        client = world.client(person)
        answer = client.get("/api/v1/home")
        page = client.get("/home")
    assert answer.status_code == 200, answer.get_data(as_text=True)
    assert page.status_code == 200, page.get_data(as_text=True)
    found = Desk(answer.get_json(), page.get_data(as_text=True))
    assert sorted(ROW.findall(found.page)) == sorted(found.kinds)
    return found


@dataclass
class Scored:
    """An issued cluster of four in Lạng Sơn whose sheets are moved on step by step."""

    world: World
    scene: Scene
    members: list[Tenant]
    people: dict[int, Person]

    @property
    def lead(self) -> Person:
        """Who acts for the cluster's lead."""
        return self.people[self.members[0].id]

    @property
    def deputy(self) -> Person:
        """Who acts for the deputy."""
        return self.people[self.members[1].id]

    def appraiser_of(self, member: Tenant) -> Person:
        """The lead appraises all but its own sheet."""
        return self.deputy if member.id == self.members[0].id else self.lead

    def submitted(self, member: Tenant, *, sent: bool = True) -> int:
        """The member's sheet, handed in or under way."""
        person = self.people[member.id]
        with self.world.acting(person):
            sheet = ScoreSheet(
                tenant_id=member.id,
                criteria_set_id=self.scene.set_id,
                cluster_id=self.scene.cluster_ids[0],
                year=2026,
                province_id=self.world.province.id,
                appraiser_id=self.appraiser_of(member).tenant.id,
                sent_at=clock.now() if sent else None,
                self_total=Decimal(90),
            )
            db.session.add(sheet)
            db.session.flush()
            return sheet.id

    def appraised(self, sheet_id: int, member: Tenant, *, settled: bool = False) -> None:
        """The cluster's view of a sheet, told to the member; with `settled` it is final."""
        by = self.appraiser_of(member)
        with self.world.acting(by):
            db.session.add(
                Appraisal(
                    tenant_id=by.tenant.id,
                    sheet_id=sheet_id,
                    member_id=member.id,
                    province_id=self.world.province.id,
                    total=Decimal(88),
                    sent_at=clock.now(),
                    settled_at=clock.now() if settled else None,
                    settled_total=Decimal(88) if settled else None,
                )
            )

    def explained(self, sheet_id: int, member: Tenant) -> None:
        """The member's word on the appraisal."""
        with self.world.acting(self.people[member.id]):
            db.session.add(
                Explanation(
                    tenant_id=member.id,
                    sheet_id=sheet_id,
                    text="Đơn vị bổ sung minh chứng.",
                    province_id=self.world.province.id,
                    appraiser_id=self.appraiser_of(member).tenant.id,
                    sent_at=clock.now(),
                )
            )

    def confirmed(self, sheet_id: int, member: Tenant) -> None:
        """The council's word on a settled sheet."""
        with self.world.acting(self.scene.leader):
            db.session.add(
                Confirmation(
                    tenant_id=self.world.province.id,
                    sheet_id=sheet_id,
                    criteria_set_id=self.scene.set_id,
                    member_id=member.id,
                    appraiser_id=self.appraiser_of(member).tenant.id,
                    total=Decimal(88),
                    confirmed_by=self.scene.leader.id,
                )
            )


def scored(world: World) -> Scored:
    """A cluster of the first four communes and its criteria, issued on 10 November 2026."""
    with clock.fixed(date(2026, 11, 10)):
        scene = make_scene(world, (4,))
    members = world.communes[:4]
    return Scored(world, scene, members, {one.id: world.person(one) for one in members})
