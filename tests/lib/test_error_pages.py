"""The page of an error leads back: to where one came from, else to the page above."""

import re

import pytest

from app.access.permissions import Role
from tests.stationery.printing import site
from tests.world import World

HOST = "http://localhost"
BACK = re.compile(r'<a class="button primary" href="([^"]*)">([^<]*)</a>')


def _way(page: str) -> tuple[str, str]:
    found = BACK.search(page)
    assert found, page
    return found.group(1), found.group(2)


@pytest.mark.parametrize(
    ("came", "leads"),
    [
        (f"{HOST}/stationery/certificates?page=2", f"{HOST}/stationery/certificates?page=2"),
        ("https://elsewhere.example/x", "/stationery/certificates"),
        (f"{HOST}.elsewhere.example/x", "/stationery/certificates"),
        ("", "/stationery/certificates"),
    ],
)
def test_an_error_leads_to_where_one_came_from_on_this_site(
    world: World, came: str, leads: str
) -> None:
    client = world.client(world.person(world.commune("Điềm He"), Role.OFFICER))
    there_is_none = "/stationery/certificates/999999/numbering"
    answer = client.send(there_is_none, headers={"Referer": came})
    assert answer.status_code == 404
    assert _way(answer.text) == (leads.replace("&", "&amp;"), "Quay lại")
    assert 'href="/">Về trang chủ</a>' in answer.text


def test_whoever_may_not_is_led_to_the_list_and_never_to_the_same_page(world: World) -> None:
    viewer = world.client(world.person(world.commune("Điềm He"), Role.VIEWER))
    path = "/stationery/certificates/new"
    refused = viewer.get(path, headers={"Referer": f"{HOST}{path}?on=2026-11-20"})
    assert refused.status_code == 403
    assert _way(refused.text) == ("/stationery/certificates", "Quay lại")
    lost = viewer.get("/no-such-page", headers={"Referer": f"{HOST}/no-such-page"})
    assert (lost.status_code, _way(lost.text)) == (404, ("/", "Về trang chủ"))


def test_what_cannot_be_done_now_leads_to_the_page_of_its_subject(world: World) -> None:
    given = site(world, rows=0)
    batch = f"/stationery/certificates/{given.batch_id}"
    refused = world.client(given.clerk).send(f"{batch}/numbering")
    assert refused.status_code == 409
    assert _way(refused.text) == (batch, "Quay lại")
