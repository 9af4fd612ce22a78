"""A draft that comes back is looked at again; who issues what is issued is led to the paper."""

from datetime import date

import pytest

from app.lib import clock
from tests.correspondence import desks
from tests.world import World


@pytest.fixture(autouse=True)
def _today():  # type: ignore[no-untyped-def]
    with clock.fixed(date(2026, 3, 2)):
        yield


def test_what_was_let_stand_is_looked_at_again_once_the_draft_came_back(world: World) -> None:
    at = desks.office(world)
    draft_id = desks.draft(world, at.drafter, abstract="Công tác khen thường năm 2026")
    path = f"/correspondence/drafts/{draft_id}"
    drafter, head, leader = (world.client(one) for one in (at.drafter, at.head, at.leader))
    first = drafter.send(f"{path}/submission", {"version": "1", "acknowledged": "1"})
    assert first.status_code == 303
    assert 'id="f-acknowledged"' not in head.get(path).get_data(as_text=True)
    assert head.send(f"{path}/approval", {"version": "2"}).status_code == 303
    assert leader.send(f"{path}/return", {"version": "3", "note": "Xem lại"}).status_code == 303
    assert 'id="f-acknowledged"' in drafter.get(path).get_data(as_text=True)
    refused = drafter.send(f"{path}/submission", {"version": "4"})
    page = refused.get_data(as_text=True)
    assert refused.status_code == 422
    assert 'id="f-acknowledged"' in page
    assert "Sửa nội dung" in page
    again = drafter.send(f"{path}/submission", {"version": "4", "acknowledged": "1"})
    assert again.status_code == 303


@pytest.mark.parametrize("held", [{"version": "4"}, {}], ids=["stale", "without version"])
def test_who_issues_what_is_issued_is_led_to_the_paper(world: World, held: dict[str, str]) -> None:
    at = desks.office(world)
    draft_id = desks.approved(world, at)
    path = f"/correspondence/drafts/{draft_id}/issuance"
    clerk = world.client(at.clerk)
    first = clerk.send(path, {"version": "4"})
    second = clerk.send(path, held)
    assert (first.status_code, second.status_code) == (303, 303)
    assert second.headers["Location"] == first.headers["Location"]
    page = clerk.get(second.headers["Location"]).get_data(as_text=True)
    assert "Văn bản này đã được ban hành trước đó, số 01/KH-UBND" in page
    assert "TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH: Lý Văn Dũng" in page


def test_who_decides_goes_from_one_waiting_draft_to_the_next(world: World) -> None:
    at = desks.office(world)
    leader, head = world.client(at.leader), world.client(at.head)
    ids = [desks.draft(world, at.drafter, abstract=f"Phong trào số {n}") for n in range(3)]
    paths = [f"/correspondence/drafts/{one}" for one in ids]
    drafter = world.client(at.drafter)
    for path in paths:
        assert drafter.send(f"{path}/submission", {"acknowledged": "1"}).status_code == 303
        assert head.send(f"{path}/approval", {"acknowledged": "1"}).status_code == 303
    for place, (left, following) in ((2, (2, 1)), (1, (1, 0))):
        done = leader.send(f"{paths[place]}/approval", {"acknowledged": "1"})
        page = leader.get(done.location).get_data(as_text=True)
        assert f'Còn {left} dự thảo khác chờ bạn. <a href="{paths[following]}">' in page
    done = leader.send(f"{paths[0]}/approval", {"acknowledged": "1"})
    assert "dự thảo khác chờ bạn" not in leader.get(done.location).get_data(as_text=True)
    assert "dự thảo khác chờ bạn" not in drafter.get(paths[0]).get_data(as_text=True)
