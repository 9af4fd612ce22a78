"""Every form of every page a person reaches, filled with what no form expects."""

import re
from pathlib import Path
from urllib.parse import urlencode

import pytest

from app.access.permissions import TENANT_ROLES
from tests.api import crawl
from tests.api.crawl import Box, Form
from tests.api.furnished import Furnished, furnish
from tests.world import Client, World

MARKUP = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
RAW = ("<script>alert(1)", "<img src=x")
ODD = (
    "\x00",
    "9" * 5_000,
    "-1",
    "NaN",
    "1e999",
    "²",
    "٣",
    "0000-00-00",
    "9999-12-31",
    MARKUP,
    '=HYPERLINK("http://x.vn")',
    "x" * 100_000,
    "\u202eđảo\u200b\x0b\x01",
)
PARTS = 2
APP = Path(__file__).resolve().parents[2] / "app"
LEFT_ALONE = ("/sign-out", "/account/", "/acting-tenant", "/members/")
"""They would end the session, or take the person's roles away; their rooms' tests fill them."""


@pytest.fixture
def furnished(world: World) -> Furnished:
    """A province in the middle of its work."""
    return furnish(world)


def _send(client: Client, form: Form, data: dict[str, str]) -> tuple[int, str]:
    if form.method == "GET":
        joint = "&" if "?" in form.action else "?"
        answer = client.get(f"{form.action}{joint}{urlencode(data)}")
    else:
        answer = client.send(form.action, data)
    return answer.status_code, answer.get_data(as_text=True)


def _filled(form: Form, odd: str, *, all_boxes: bool) -> dict[str, str]:
    def value(box: Box) -> str:
        return odd if box.is_typed or all_boxes else box.value

    left_out = ("csrf_token",)
    return {
        box.name: value(box)
        for box in form.boxes
        if box.kind != "file" and box.name not in left_out
    }


@pytest.mark.parametrize("who", ["province", "commune"])
@pytest.mark.parametrize("part", range(PARTS))
def test_no_form_breaks_or_lets_markup_through(furnished: Furnished, who: str, part: int) -> None:
    client = furnished.world.client(getattr(furnished, who))
    reached = sorted(crawl.forms(client), key=lambda form: form.key)
    assert len(reached) > 40
    wrong, refused = [], 0
    for index, form in enumerate(reached[part::PARTS]):
        if form.action.startswith(LEFT_ALONE):
            continue
        odd_ones = (ODD[(index * 3 + step) % len(ODD)] for step in range(3))
        for odd, all_boxes in zip([*odd_ones, MARKUP], (False, True, True, False), strict=True):
            status, page = _send(client, form, _filled(form, odd, all_boxes=all_boxes))
            refused += 400 <= status < 500
            if status >= 500 or any(raw in page for raw in RAW):
                wrong.append(f"{status} {form.method} {form.action} with {odd[:30]!r}")
    assert wrong == []
    assert refused > 5


ASKED = re.compile(r"request\.(?:args|values)\.get\(\s*\"(\w+)\"|arguments\.get\(\s*\"(\w+)\"")


def _arguments() -> set[str]:
    """Every argument that the pages read from an address."""
    sources = (path.read_text() for path in APP.rglob("*.py"))
    return {name for text in sources for pair in ASKED.findall(text) for name in pair if name}


@pytest.mark.parametrize("who", ["province", "commune"])
def test_no_address_breaks_or_lets_markup_through(furnished: Furnished, who: str) -> None:
    client = furnished.world.client(getattr(furnished, who))
    names = sorted(_arguments())
    assert {"page", "year", "view", "q"} <= set(names)
    reached = [path for path, _ in crawl.pages(client)]
    wrong = []
    for index, path in enumerate(reached):
        for odd in (ODD[(index + step) % len(ODD)] for step in (0, 5)):
            asked = urlencode(dict.fromkeys(names, odd[:3_000]))
            answer = client.get(f"{path.partition('?')[0]}?{asked}")
            page = answer.get_data(as_text=True)
            if answer.status_code >= 500 or any(raw in page for raw in RAW):
                wrong.append(f"{answer.status_code} {path} with {odd[:30]!r}")
    assert wrong == []


NO_ROWS = (
    "0",
    "-1",
    "9223372036854775807",
    "9223372036854775808",
    "9" * 4_400,
    "٣",
    "%00",
    "1e3",
)
PAGES = ("/plans/{}", "/files/{}", "/score-sheets/{}", "/units/{}", "/guide/{}", "/invitations/{}")
RESOURCES = ("plans/{}", "tasks/{}", "files/{}/content", "criteria/{}", "tenants/{}", "members/{}")


def test_an_identifier_that_names_no_row_is_not_found(world: World) -> None:
    client = world.client(world.person(world.province, *TENANT_ROLES))
    for identifier in NO_ROWS:
        for path in PAGES:
            assert client.get(path.format(identifier)).status_code == 404, (path, identifier)
        for path in RESOURCES:
            answer = client.get(f"/api/v1/{path.format(identifier)}")
            assert answer.status_code == 404, (path, identifier)
            assert answer.mimetype == "application/problem+json"
