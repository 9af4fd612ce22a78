"""Results brought to their announcement, and beyond, for the tests of announcing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from app.lib import clock
from app.scoring import jobs
from app.scoring.actions import confirmations
from app.scoring.actions.announcements import Paper
from app.scoring.actions.confirmations import Change
from app.scoring.queries import confirmations as confirmation_queries
from tests.scoring.scenes import Scene, make_scene, member, settle, submit
from tests.world import World

UNTIL = 10
GIVEN: tuple[dict[str, str], ...] = ({}, {"done": "45"}, {"done": "40"})
"""Three members: 100, 96 and 92 points."""


@dataclass
class Known:
    """A scene whose result is announced: its sheets by member, and the announcement."""

    scene: Scene
    sheet_ids: list[int]
    announcement_id: int

    @property
    def world(self) -> World:
        """Where it is."""
        return self.scene.world


def announce(
    scene: Scene, cluster_id: int | None = None, *, cause: str | None = None, days: int = UNTIL
) -> int:
    """Announce, with a period for petitions; the id of the announcement."""
    with scene.world.acting(scene.leader):
        paper = Paper(
            issued_on=clock.today(),
            signer_name="Hồ Tiến Thiệu",
            petition_until=clock.today() + timedelta(days=days),
            cause=cause,
        )
        return jobs.announce(
            set_id=scene.set_id, cluster_id=cluster_id, paper=paper, by=scene.leader
        ).id


def known(
    world: World,
    given: Sequence[dict[str, str]] = GIVEN,
    *,
    sizes: Sequence[int] | None = None,
    whole: bool = False,
) -> Known:
    """A cluster (else the whole province) whose result is announced."""
    scene = make_scene(world, sizes or (len(given),))
    ids = [submit(scene, member(scene, index), **one) for index, one in enumerate(given)]
    for sheet_id in ids:
        settle(scene, sheet_id)
    with world.acting(scene.leader):
        confirmations.confirm_all(set_id=scene.set_id, by=scene.leader)
    cluster_id = None if whole else scene.cluster_ids[0]
    return Known(scene, ids, announce(scene, cluster_id))


def petition(
    here: Known, index: int, code: str | None = "I.1", text: str = "Đã làm 50 việc"
) -> int:
    """A petition of a member; its id."""
    person = member(here.scene, index)
    with here.world.acting(person):
        return jobs.petition(
            announcement_id=here.announcement_id,
            criterion_id=None if code is None else here.scene.ids[code],
            text=text,
            files=[("bien-ban.pdf", b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n")],
            by=person,
        ).id


def answer(here: Known, petition_id: int, *, granted: bool = True) -> None:
    """The answer of whoever announced."""
    leader = here.scene.leader
    with here.world.acting(leader):
        jobs.answer_petition(
            petition_id=petition_id, granted=granted, reason="Đã đối chiếu hồ sơ", by=leader
        )


def decide_anew(here: Known, index: int, code: str, points: str) -> None:
    """The council gives other points to a sheet that came back to it."""
    leader, sheet_id = here.scene.leader, here.sheet_ids[index]
    with here.world.acting(leader):
        there = confirmation_queries.of_sheet(sheet_id)
        assert there is not None
        change = Change(points=Decimal(points), reason="Kiến nghị có căn cứ")
        confirmations.confirm(
            sheet_id=sheet_id,
            version=there.version,
            changes={here.scene.ids[code]: change},
            by=leader,
        )


def next_year(today: date) -> date:
    """A day after every period."""
    return today.replace(year=today.year + 1)
