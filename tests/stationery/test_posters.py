"""Backdrops and slogans: fitted lines, true proportions, contrast, the library, pages and API."""

import io
import unicodedata

import pytest
from PIL import Image

from app.access.permissions import Role
from app.documents import pictures
from app.documents.models import DrawnPaper, File
from app.stationery.drawing import pdf, posters
from app.stationery.jobs import posters as jobs
from app.stationery.queries import posters as queries
from app.stationery.terms.posters import SIZES, USUAL_SLOGANS, LineRole, Palette
from tenants.db import db
from tests.sql import counted
from tests.stationery.printing import lines, sizes
from tests.world import World

WELCOME = (
    "Nhiệt liệt chào mừng các đại biểu đến dự Hội nghị Tuyên dương Điển hình tiên tiến xã Trùng "
    "Khánh lần thứ I (2025-2030)"
)
BACKDROP = (
    (LineRole.ORGAN, "Ủy ban nhân dân xã Trùng Khánh"),
    (LineRole.EVENT, "Hội nghị"),
    (LineRole.TITLE, "Tuyên dương điển hình tiên tiến"),
    (LineRole.SUBTITLE, "Lần thứ I (2025 - 2030)"),
    (LineRole.PLACE_DATE, "Trùng Khánh, ngày 19 tháng 8 năm 2025"),
)


def _layout(
    *said: tuple[LineRole, str], width: float = 6000, height: float = 3000, scale: int = 10
) -> posters.Layout:
    return posters.Layout(
        width=width, height=height, scale=scale, palette=Palette.RED_YELLOW,
        lines=tuple(posters.PosterLine(role, text) for role, text in said),
    )  # fmt: skip


def test_a_backdrop_of_six_by_three_metres_keeps_its_proportions_and_its_ranks() -> None:
    content = pdf.draw([posters.page(_layout(*BACKDROP))], title="Thử")
    assert sizes(content) == [(600.0, 300.0)]
    found = lines(content)
    by_text = {line.text: line for line in found}
    organ, event = by_text["ỦY BAN NHÂN DÂN XÃ TRÙNG KHÁNH"], by_text["HỘI NGHỊ"]
    title = next(line for line in found if line.text.startswith("TUYÊN DƯƠNG"))
    place = next(line for line in found if line.text.startswith("Trùng Khánh, ngày"))
    assert title.size > event.size > organ.size > place.size
    assert organ.y < event.y < title.y < place.y
    for line in found:
        assert line.x >= 600 * 0.049
        assert line.end <= 600 * 0.951
        assert (line.x + line.end) / 2 == pytest.approx(300, abs=0.2)
    top = organ.y - organ.size * 0.96 * 25.4 / 72
    assert top >= 300 * 0.08
    assert place.y <= 300 * 0.92


@pytest.mark.parametrize("key", SIZES)
def test_a_long_slogan_fills_any_size_without_leaving_it(key: str) -> None:
    size = SIZES[key]
    layout = _layout(
        (LineRole.SLOGAN, WELCOME), width=size.width, height=size.height, scale=size.scale
    )
    page = posters.page(layout)
    found = lines(pdf.draw([page], title="Thử"))
    assert " ".join(line.text.strip() for line in found) == WELCOME.upper()
    assert all(line.x > 0 and line.end < page.width for line in found)
    assert all(0 < line.y < page.height for line in found)
    wide = max(line.end - line.x for line in found) / page.width
    high = (found[-1].y - found[0].y + found[0].size * 0.3) / page.height
    assert wide > 0.6 or high > 0.55, "the letters are as large as they can be"


def _contrast(one: str, other: str) -> float:
    """How well one colour is read on the other (WCAG 2: 4.5 for text, 3 for large letters)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("palette", Palette)
def test_letters_are_read_well_on_their_ground(palette: Palette) -> None:
    assert _contrast(palette.ink, palette.ground) >= 4.5


def test_capitals_of_split_letters_and_signs_without_a_face() -> None:
    split = unicodedata.normalize("NFD", "Ủy ban Mỹ Yên ⭐")
    found = lines(pdf.draw([posters.page(_layout((LineRole.TITLE, split)))], title="Thử"))
    assert [line.text for line in found] == ["ỦY BAN", "MỸ YÊN"] or [
        line.text for line in found
    ] == ["ỦY BAN MỸ YÊN"]


def test_the_picture_on_the_screen_is_the_very_file() -> None:
    for width, height in ((6000, 3000), (800, 2500)):
        content = pdf.draw(
            [posters.page(_layout(*BACKDROP, width=width, height=height))], title="T"
        )
        image = Image.open(io.BytesIO(pictures.in_colour(content))).convert("RGB")
        assert image.width / image.height == pytest.approx(width / height, abs=0.01)
        assert image.width <= pictures.WIDTH
        assert image.height <= pictures.HEIGHT
        red, green, blue = image.getpixel((3, 3))  # type: ignore[misc]
        assert (red, green, blue) == pytest.approx((0xC8, 0x10, 0x2E), abs=6)
        drawn = zip(*[iter(image.tobytes())] * 3, strict=True)
        yellow = sum(one > 230 and two > 200 for one, two, _ in drawn)
        assert yellow > image.width, "the letters are there"


def test_lines_never_end_within_a_name_nor_show_a_day_left_blank() -> None:
    said = (
        (LineRole.ORGAN, "Ủy ban nhân dân tỉnh Lạng Sơn"),
        (LineRole.EVENT, "Hội nghị"),
        (LineRole.TITLE, "Tổng kết công tác thi đua, khen thưởng và phong trào thi đua năm 2026"),
        (LineRole.PLACE_DATE, "Lạng Sơn, ngày … tháng … năm 2026"),
    )
    for width in (6000, 4000, 3000):
        page = posters.page(_layout(*said, width=width))
        found = [line.text.strip() for line in lines(pdf.draw([page], title="Thử"))]
        whole = "\n".join(found)
        assert "ngày" not in whole
        for name in ("LẠNG SƠN", "PHONG TRÀO", "NĂM 2026", "TỔNG KẾT"):
            assert name in whole, (width, name)
        assert whole.count("THI") == whole.count("THI ĐUA")
        assert all(" " in line for line in found)


def test_nothing_but_spaces_draws_an_empty_ground() -> None:
    assert lines(pdf.draw([posters.page(_layout((LineRole.TITLE, "⭐")))], title="Thử")) == []


FORM = {
    "title": "Hội nghị tuyên dương", "kind": "backdrop", "width": "6000", "height": "3000",
    "scale": "10", "palette": "red_yellow", "line_role": ["organ", "event", "title", "slogan"],
    "line_text": ["UBND xã", "Hội nghị", "Tuyên dương điển hình\ntiên tiến", " "],
}  # fmt: skip


def test_the_pages_from_a_new_backdrop_to_its_file(world: World) -> None:
    clerk = world.person(world.commune("Điềm He"), Role.OFFICER)
    client = world.client(clerk)
    assert "xã Điềm He" in client.get("/stationery/posters/new").text
    made = client.send("/stationery/posters", FORM)
    assert made.status_code == 303
    base = made.headers["Location"]
    assert "Khổ thật" in client.get(base).text
    picture = client.get(f"{base}/picture.png")
    assert (picture.mimetype, picture.data[:4]) == ("image/png", b"\x89PNG")
    assert client.send(base, {**FORM, "version": 1, "palette": "plain"}).status_code == 303
    assert client.send(base, {**FORM, "version": 1, "title": "Tên khác"}).status_code == 412
    asked = client.send(f"{base}/drawing")
    world.work()
    with world.acting(clerk):
        paper_id = int(asked.headers["Location"].rpartition("/")[2])
        content = db.session.get_one(File, db.session.get_one(DrawnPaper, paper_id).file_id).content
        assert jobs.ask_poster(poster_id=1, by=clerk) == paper_id
    assert sizes(content) == [(600.0, 300.0)]
    assert client.send(f"{base}/deletion").status_code == 303
    assert client.get(base).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"line_text": ["", "", "", ""]}, "Cần từ 1 đến 12 dòng chữ"),
        ({"width": "20000", "scale": "1"}, "dài quá 5 m"),
        ({"width": "100", "height": "100", "scale": "20"}, "nhỏ hơn 4 cm"),
        ({"width": "20000", "height": "500", "scale": "10"}, "quá dài"),
        ({"width": "sáu mét"}, "Phải là số"),
        ({"palette": "tím"}, "Phải là một trong"),
        ({"line_text": ["A" * 301, "", "", ""]}, "Cần từ 1 đến 300"),
    ],
)
def test_what_cannot_be_hung_is_refused(world: World, wrong: dict[str, str], said: str) -> None:
    client = world.client(world.person(world.commune("Điềm He"), Role.OFFICER))
    answer = client.send("/stationery/posters", {**FORM, **wrong})
    assert answer.status_code == 422
    assert said in answer.text


def test_the_library_begins_with_usual_slogans_and_is_the_tenants_own(world: World) -> None:
    clerk = world.person(world.commune("Điềm He"), Role.OFFICER)
    client = world.client(clerk)
    for _ in range(2):
        assert client.send("/stationery/slogans/usual").status_code == 303
    with world.acting(clerk, read_only=True):
        found = queries.slogans()
        assert len(found) == len(USUAL_SLOGANS)
        one = found[0]
    base = f"/stationery/slogans/{one.id}"
    there = client.send("/stationery/slogans", {"text": one.text, "occasion": ""})
    assert there.status_code == 422
    assert "đã có trong thư viện" in there.text
    changed = {"text": "Thi đua dạy tốt, học tốt!", "occasion": "Giáo dục"}
    assert client.send(base, {**changed, "version": 1}).status_code == 303
    assert client.send(base, {**changed, "text": "Câu khác", "version": 1}).status_code == 412
    assert "THI ĐUA" not in client.get(f"/stationery/posters/new?slogan={one.id}").text
    assert "Thi đua dạy tốt" in client.get(f"/stationery/posters/new?slogan={one.id}").text
    assert client.send(f"{base}/deletion").status_code == 303
    stranger = world.client(world.person(world.commune("Vạn Linh"), Role.OFFICER))
    assert stranger.get(base).status_code == 404
    assert "chưa có câu nào" in stranger.get("/stationery/slogans").text


def test_the_api_of_posters_and_slogans(world: World) -> None:
    clerk = world.person(world.commune("Điềm He"), Role.OFFICER)
    client = world.client(clerk)
    body = {
        "title": "Băng rôn", "kind": "slogan", "width": 5000, "height": 700, "scale": 5,
        "palette": "red_white", "lines": [{"role": "slogan", "text": WELCOME}],
    }  # fmt: skip
    made = client.call("POST", "/api/v1/posters", json=body)
    assert made.status_code == 201
    url, tag = made.headers["Location"], {"If-Match": made.headers["ETag"]}
    assert client.call("PUT", url, json={**body, "scale": 10}, headers=tag).json["scale"] == 10
    assert client.call("PUT", url, json=body, headers=tag).status_code == 412
    assert client.call("POST", f"{url}/drawing").status_code == 202
    stored = client.get(f"{url}/picture").data
    assert stored.startswith(b"\x89PNG")
    unsaved = client.call("POST", "/api/v1/posters/preview", json={**body, "scale": 10})
    assert unsaved.data == stored, "the picture before it is kept is that of the file"
    assert client.get("/api/v1/posters").json["total"] == 1
    assert client.call("DELETE", url).status_code == 204
    slogan = client.call("POST", "/api/v1/slogans", json={"text": "Vì quê hương giàu đẹp!"})
    address = slogan.headers["Location"]
    tag = {"If-Match": slogan.headers["ETag"]}
    changed = client.call("PUT", address, json={"text": "Vì thôn bản!"}, headers=tag)
    assert changed.json["text"] == "Vì thôn bản!"
    assert len(client.call("POST", "/api/v1/slogans/usual").json) == len(USUAL_SLOGANS) + 1
    assert client.call("DELETE", address).status_code == 204


def test_a_viewer_sees_and_changes_nothing(world: World) -> None:
    clerk = world.person(world.commune("Điềm He"), Role.OFFICER)
    url = world.client(clerk).send("/stationery/posters", FORM).headers["Location"]
    viewer = world.client(world.person(clerk.tenant, Role.VIEWER))
    assert "Tạo tệp in" not in viewer.get(url).text
    assert viewer.send(f"{url}/drawing").status_code == 403
    assert viewer.send("/stationery/slogans/usual").status_code == 403


def test_the_lists_ask_the_database_as_often_for_1_as_for_30(world: World) -> None:
    counts = []
    for many in (1, 30):
        clerk = world.person(world.commune("Điềm He" if many == 1 else "Vạn Linh"), Role.OFFICER)
        client = world.client(clerk)
        for _ in range(many):
            client.send("/stationery/posters", FORM)
        client.send("/stationery/slogans/usual")
        with counted(world.app) as statements:
            assert client.get("/stationery/posters").status_code == 200
            assert client.get("/stationery/slogans").status_code == 200
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_the_form_shows_a_poster_before_it_has_a_name(world: World) -> None:
    client = world.client(world.person(world.communes[0], Role.OFFICER))
    typed = {
        "title": "",
        "kind": "backdrop",
        "width": "6000",
        "height": "3000",
        "scale": "10",
        "palette": "red_yellow",
        "line_role": "organ",
        "line_text": "Ủy ban nhân dân xã Điềm He",
        "page": "1",
    }
    shown = client.send("/stationery/posters/previews", typed)
    assert shown.status_code == 200
    assert shown.get_json()["image"].startswith("data:image/png;base64,")
    assert client.send("/stationery/posters/previews", {**typed, "width": "x"}).status_code == 422
    assert client.send("/stationery/posters", typed).status_code == 422
