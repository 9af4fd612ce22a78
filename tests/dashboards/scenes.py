"""What the home page is about, for its tests: people at their desks, sheets on their way."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.lib import clock
from app.scoring.actions import announcements, confirmations, explanations, standings
from app.scoring.actions.announcements import Paper
from tenants.models import Tenant
from tests.scoring import scenes as scoring
from tests.scoring.scenes import Scene
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
    """What `person` finds at home on the day `on`.

    The page lists the same as the API, and every line leads to a page that is open to the person.
    """
    with clock.fixed(on):
        client = world.client(person)
        answer = client.get("/api/v1/home")
        page = client.get("/home")
        listed = answer.get_json()
        for line in [*listed.get("late", []), *listed.get("waiting", [])]:
            assert client.get(line["path"]).status_code == 200, line
    assert answer.status_code == 200, answer.get_data(as_text=True)
    assert page.status_code == 200, page.get_data(as_text=True)
    found = Desk(answer.get_json(), page.get_data(as_text=True))
    assert sorted(ROW.findall(found.page)) == sorted(found.kinds)
    return found


@dataclass
class Scored:
    """An issued cluster of four in Lạng Sơn whose sheets are moved on step by step."""

    scene: Scene
    members: list[Tenant]
    people: dict[int, Person]

    @property
    def cluster_id(self) -> int:
        """The cluster."""
        return self.scene.cluster_ids[0]

    @property
    def lead(self) -> Person:
        """Who acts for the cluster's lead."""
        return self.people[self.members[0].id]

    @property
    def deputy(self) -> Person:
        """Who acts for the deputy."""
        return self.people[self.members[1].id]

    def filled(self, member: Tenant) -> int:
        """The member's sheet, under way."""
        return scoring.fill(self.scene, self.people[member.id])

    def submitted(self, member: Tenant) -> int:
        """The member's sheet, handed in."""
        return scoring.submit(self.scene, self.people[member.id])

    def agreed(self, sheet_id: int, member: Tenant) -> None:
        """The member's word on its appraisal."""
        person = self.people[member.id]
        with self.scene.world.acting(person):
            explanations.agree(sheet_id=sheet_id, by=person)

    def confirmed(self, sheet_id: int) -> None:
        """The council's word on a settled sheet, as it was settled."""
        by = self.scene.leader
        with self.scene.world.acting(by):
            confirmations.confirm(sheet_id=sheet_id, version=0, changes={}, by=by)

    def excused(self, member: Tenant) -> None:
        """The province lists a member as not having scored itself."""
        by = self.scene.leader
        with self.scene.world.acting(by):
            standings.list_absence(
                set_id=self.scene.set_id, member_id=member.id, reason="Mới thành lập", by=by
            )

    def announced(self, cluster_id: int | None, on: date) -> None:
        """The result of the cluster, or of the whole province, is made known."""
        by = self.scene.leader
        paper = Paper(issued_on=on, number=None, signer_name=None)
        with clock.fixed(on), self.scene.world.acting(by):
            announcements.announce(
                set_id=self.scene.set_id, cluster_id=cluster_id, paper=paper, by=by
            )


def scored(world: World) -> Scored:
    """A cluster of the first four communes and its criteria, issued on 10 November 2026."""
    with clock.fixed(date(2026, 11, 10)):
        scene = scoring.make_scene(world, (4,))
    members = world.communes[:4]
    return Scored(scene, members, {one.id: world.person(one) for one in members})
