"""The editor and a draft cost the same for few and many recipients, and stay light."""

import unicodedata

from flask import Flask

from app.access.permissions import Role
from tests.correspondence.test_drafts_pages import DECISION
from tests.sql import counted
from tests.world import World

LARGEST = 150_000


def test_three_recipients_and_forty_cost_the_same(app: Flask, world: World) -> None:
    client = world.client(world.person(world.province, Role.OFFICER))
    costs = []
    for communes in (world.communes[:3], world.communes[:40]):
        given = {**DECISION, "pick": [str(one.id) for one in communes]}
        made = client.send("/correspondence/drafts", given)
        assert made.status_code == 303, made.get_data(as_text=True)[-2000:]
        for path in (made.headers["Location"], made.headers["Location"] + "/text"):
            with counted(app) as statements:
                answer = client.get(path)
            assert (answer.status_code, len(answer.data) < LARGEST) == (200, True), len(answer.data)
            costs.append(len(statements))
    assert costs[:2] == costs[2:]


def test_what_is_typed_in_any_form_is_kept_or_told_at_its_box(world: World) -> None:
    client = world.client(world.person(world.commune("Điềm He"), Role.OFFICER))
    odd = {
        **DECISION,
        "abstract": unicodedata.normalize("NFD", "Về việc tặng Giấy khen 🎉"),
        "articles-0-text": "",
        "articles-1-text": "   ",
        "recipients-0-name": "Ủy ban Mặt trận " * 8,
        "recipients-0-purpose": "khong-co",
    }
    refused = client.send("/correspondence/drafts", odd)
    assert refused.status_code == 422
    assert 'aria-invalid="true"' in refused.get_data(as_text=True)
    kept = client.send("/correspondence/drafts", {**odd, "recipients-0-purpose": ""})
    assert kept.status_code == 303
    page = client.get(kept.headers["Location"]).get_data(as_text=True)
    assert "Phải sửa trước khi trình" in page
    assert "Về việc tặng Giấy khen" in unicodedata.normalize("NFC", page)


def test_of_two_tabs_the_second_is_shown_what_differs(world: World) -> None:
    client = world.client(world.person(world.commune("Điềm He"), Role.OFFICER))
    path = client.send("/correspondence/drafts", DECISION).headers["Location"] + "/text"
    first = client.send(path, {**DECISION, "version": "1", "abstract": "Thẻ thứ nhất"})
    assert first.status_code == 303
    second = client.send(path, {**DECISION, "version": "1", "abstract": "Thẻ thứ hai"})
    page = second.get_data(as_text=True)
    assert second.status_code == 412
    assert "Thẻ thứ nhất" in page
    assert "Thẻ thứ hai" in page
