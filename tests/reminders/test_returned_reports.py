"""A report that was returned is still to come: the list of those late and the home page agree."""

from datetime import date
from typing import Any

import pytest

from app.lib import clock
from app.reports.terms import Verdict
from tests.dashboards.scenes import desk
from tests.plans import cascade
from tests.plans.cascade import Given
from tests.progress.given import Site, sites
from tests.reports.given import answered, sent, worked, written
from tests.world import World

JULY = date(2026, 7, 20)
RESENT_ON = date(2026, 7, 10)


@pytest.fixture
def province(world: World) -> Given:
    return cascade.issued(world, world.communes[:3])


@pytest.fixture
def reporting(world: World, province: Given) -> list[Site]:
    found = sites(world, province, world.communes[:2])
    for one in found:
        worked(world, one)
    return found


def _late(world: World, province: Given) -> list[dict[str, Any]]:
    with clock.fixed(JULY):
        client = world.client(province.leader)
        found = client.get("/api/v1/late-below?at_once=true&kind=report").get_json()["units"]
    return [one for one in found if isinstance(one, dict)]


def _chased(world: World, province: Given) -> int:
    return int(desk(world, province.leader, JULY).line("report.chase")["count"])


def test_both_count_reports_that_were_returned(
    world: World, province: Given, reporting: list[Site]
) -> None:
    ids = [written(world, one) for one in reporting]
    sent(world, reporting[0], ids[0])
    back = sent(world, reporting[1], ids[1])
    assert len(_late(world, province)) == _chased(world, province) == 1

    answered(world, province.leader, back.id, Verdict.RETURNED, "Thiếu số liệu")
    late = {one["tenant_id"]: one for one in _late(world, province)}
    assert len(late) == _chased(world, province) == 2
    returned, unsent = late[world.communes[1].id], late[world.communes[2].id]
    assert (returned["reports"], returned["returned"]) == ([], ["báo cáo 6 tháng"])
    assert (unsent["reports"], unsent["returned"]) == (["báo cáo 6 tháng"], [])
    with clock.fixed(JULY):
        page = world.client(province.leader).get("/late?kind=report&from=now").text
    assert page.count("báo cáo 6 tháng bị trả lại, chưa gửi lại") == 1

    sent(world, reporting[1], ids[1], on=RESENT_ON, number=None)
    assert len(_late(world, province)) == _chased(world, province) == 1
