"""Blanks: usual ones, their fields, copies, the province's issued to communes, pages and API."""

import base64
import io

import pytest
from sqlalchemy.exc import IntegrityError

from app.access.permissions import Role
from app.lib.errors import Conflict, Invalid, NotAllowed
from app.stationery.actions import blanks as actions
from app.stationery.drawing.texts import SAMPLE
from app.stationery.models import Blank
from app.stationery.papers import certificates as papers
from app.stationery.queries import blanks as queries
from app.stationery.terms.awards import AwardForm
from tenants.db import db
from tests.sql import counted
from tests.stationery.printing import lines, site, sizes
from tests.world import Person, World

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
FIELD = {
    "fields-0-source": "name", "fields-0-x": "40,5", "fields-0-y": "100", "fields-0-width": "150",
    "fields-0-size": "20", "fields-0-lines": "2", "fields-0-align": "center",
    "fields-0-bold": "1", "fields-0-ink": "red", "fields-1-source": "fixed", "fields-1-size": "14",
}  # fmt: skip
HEAD = {
    "name": "Phôi giấy khen 2026", "form": "commendation_letter", "width": "297", "height": "210",
    "offset_x": "-0,5", "offset_y": "1,2",
}  # fmt: skip


def _usual(world: World, person: Person) -> int:
    with world.acting(person):
        return actions.draft_usual(usual="letter_a4", by=person).id


def test_the_page_moves_the_texts_of_a_blank(world: World) -> None:
    clerk = world.person(world.commune("Điềm He"), Role.OFFICER)
    client = world.client(clerk)
    made = client.send("/stationery/blanks", {"usual": "letter_a4"})
    base = made.headers["Location"]
    page = client.get(base).text
    assert "data-blank-picture" in page
    assert client.send(base, {**HEAD, **FIELD, "version": 1}).status_code == 303
    with world.acting(clerk, read_only=True):
        (blank,) = queries.own()
        assert blank.fields == [
            {
                "source": "name", "text": "", "x": 40.5, "y": 100.0, "width": 150.0, "size": 20.0,
                "lines": 2, "align": "center", "bold": True, "italic": False, "capitals": False,
                "ink": "red",
            }
        ]  # fmt: skip
        assert (float(blank.offset_x), float(blank.offset_y)) == (-0.5, 1.2)
    late = client.send(base, {**HEAD, **FIELD, "version": 1, "name": "Phôi khác"})
    assert late.status_code == 412
    assert "Phôi khác" in late.text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"fields-0-x": "200"}, "vượt mép phải"),
        ({"fields-0-y": "250"}, "vượt mép dưới"),
        ({"fields-0-size": "to"}, "Phải là số"),
        ({"width": "5"}, "Phải lớn hơn hoặc bằng 50"),
        ({"name": "  "}, "Cần từ 1"),
        ({"offset_x": "90"}, "nhỏ hơn hoặc bằng 30"),
    ],
)
def test_what_cannot_be_printed_is_refused_at_its_box(
    world: World, wrong: dict[str, str], said: str
) -> None:
    clerk = world.person(world.commune("Điềm He"), Role.OFFICER)
    blank_id = _usual(world, clerk)
    answer = world.client(clerk).send(
        f"/stationery/blanks/{blank_id}", {**HEAD, **FIELD, "version": 1, **wrong}
    )
    assert answer.status_code == 422
    assert said in answer.text


def test_the_test_print_is_a_grid_in_the_size_of_the_blank(world: World) -> None:
    clerk = world.person(world.commune("Điềm He"), Role.VIEWER)
    officer = world.person(clerk.tenant, Role.OFFICER)
    blank_id = _usual(world, officer)
    content = world.client(clerk).get(f"/stationery/blanks/{blank_id}/test-print.pdf").data
    assert sizes(content) == [(297.0, 210.0)]
    assert {"100", "290"} <= {line.text for line in lines(content)}


def test_a_blank_of_the_province_is_seen_below_once_issued_and_copied(world: World) -> None:
    province = world.person(world.province, Role.OFFICER)
    commune = world.person(world.commune("Điềm He"), Role.OFFICER)
    blank_id = _usual(world, province)
    client = world.client(commune)
    assert client.get(f"/stationery/blanks/{blank_id}").status_code == 404
    assert world.client(province).send(f"/stationery/blanks/{blank_id}/issuance").status_code == 303
    page = client.get(f"/stationery/blanks/{blank_id}").text
    assert "Sao chép về đơn vị" in page
    assert "Lưu phôi" not in page
    assert "Phôi mẫu của cấp trên" in client.get("/stationery/blanks").text
    with world.acting(commune), pytest.raises(NotAllowed, match="sao chép"):
        actions.discard(blank_id=blank_id, by=commune)
    copied = client.send(f"/stationery/blanks/{blank_id}/copies")
    assert copied.status_code == 303
    with world.acting(commune, read_only=True):
        (own,) = queries.own()
        assert own.fields == queries.blank(blank_id).fields
        assert own.id != blank_id
    assert client.send(f"/stationery/blanks/{own.id}/issuance").status_code == 403


def test_an_issued_blank_keeps_its_fields(world: World) -> None:
    province = world.person(world.province, Role.OFFICER)
    blank_id = _usual(world, province)
    with world.acting(province):
        actions.issue(blank_id=blank_id, by=province)
    with world.acting(province), pytest.raises(Conflict, match="sao chép"):
        actions.change(blank_id=blank_id, version=2, facts={"fields": []}, by=province)
    with pytest.raises(IntegrityError, match="frozen"), world.acting(province):
        db.session.get_one(Blank, blank_id).fields = []
    with world.acting(province):
        db.session.get_one(Blank, blank_id).offset_x = 1


def test_a_blank_in_use_stays(world: World) -> None:
    given = site(world)
    with world.acting(given.clerk), pytest.raises(Conflict, match="đang dùng"):
        actions.discard(blank_id=given.blank_id, by=given.clerk)
    with world.acting(given.clerk):
        spare = actions.copy(blank_id=given.blank_id, by=given.clerk)
        actions.discard(blank_id=spare.id, by=given.clerk)
    with world.acting(given.clerk, read_only=True):
        assert [blank.id for blank in queries.own()] == [given.blank_id]


def test_a_scan_lies_under_the_fields_on_the_screen_only(world: World) -> None:
    clerk = world.person(world.commune("Điềm He"), Role.OFFICER)
    blank_id = _usual(world, clerk)
    client = world.client(clerk)
    base = f"/stationery/blanks/{blank_id}"
    assert client.send(f"{base}/background").status_code == 422
    text = {"file": (io.BytesIO(b"chu thuong"), "phoi.txt")}
    assert "PNG hoặc JPG" in client.send(f"{base}/background", text).text
    done = client.send(f"{base}/background", {"file": (io.BytesIO(PNG), "phoi.png")})
    assert done.status_code == 303
    assert "data-blank-background" in client.get(base).text
    with world.acting(clerk, read_only=True):
        blank = queries.blank(blank_id)
        assert b"/Subtype /Image" not in papers.test_file(blank, SAMPLE)
    assert client.send(f"{base}/background/deletion").status_code == 303
    assert "data-blank-background" not in client.get(base).text


def test_the_api_of_blanks(world: World) -> None:
    clerk = world.person(world.commune("Điềm He"), Role.OFFICER)
    client = world.client(clerk)
    made = client.call("POST", "/api/v1/blanks/usual", json={"usual": "letter_a3"})
    assert made.status_code == 201
    url = made.headers["Location"]
    skip = ("id", "version", "tenant_id", "background_id", "issued_at")
    body = {name: value for name, value in made.json.items() if name not in skip}
    body["fields"][0]["x"] = 33.3
    tag = {"If-Match": made.headers["ETag"]}
    assert client.call("PUT", url, json=body, headers=tag).json["fields"][0]["x"] == 33.3
    assert client.call("PUT", url, json=body, headers=tag).status_code == 412
    body["fields"][0]["x"] = 900
    fresh = {"If-Match": client.get(url).headers["ETag"]}
    refused = client.call("PUT", url, json=body, headers=fresh)
    assert refused.status_code == 422
    assert client.get(f"{url}/test-print").data.startswith(b"%PDF")
    copied = client.call("POST", f"{url}/copies")
    assert client.call("DELETE", copied.headers["Location"]).status_code == 204
    assert client.call("POST", f"{url}/issuance").status_code == 403
    assert len(client.get("/api/v1/blanks").json) == 1


def test_a_usual_blank_that_there_is_not(world: World) -> None:
    clerk = world.person(world.commune("Điềm He"), Role.OFFICER)
    assert world.client(clerk).send("/stationery/blanks", {"usual": "x"}).status_code == 422
    with world.acting(clerk), pytest.raises(Invalid):
        actions.draft_usual(usual="x", by=clerk)


def test_the_list_asks_the_database_as_often_for_1_blank_as_for_20(world: World) -> None:
    counts = []
    for many in (1, 20):
        clerk = world.person(world.commune("Điềm He" if many == 1 else "Vạn Linh"), Role.OFFICER)
        for _ in range(many):
            _usual(world, clerk)
        client = world.client(clerk)
        with counted(world.app) as statements:
            assert client.get("/stationery/blanks").status_code == 200
        counts.append(len(statements))
    assert counts[0] == counts[1]
    with world.acting(clerk, read_only=True):
        assert {blank.form for blank in queries.own()} == {AwardForm.COMMENDATION_LETTER}
