"""The pages on which papers are written."""

import pytest

from app.access import Role
from tests.registers.assigned import given
from tests.world import Person, World

DECISION = {
    "form": "decision",
    "organ": "UBND",
    "unit": "VHXH",
    "abstract": "Về việc tặng Giấy khen năm 2026",
    "place": "Điềm He",
    "archive": "VT",
    "capacity": "head",
    "signer_name": "Lý Thị Dương",
    "content-authority": "Chủ tịch Ủy ban nhân dân xã Điềm He",
    "content-bases": "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;\n",
    "articles-0-text": "Tặng Giấy khen cho 03 tập thể (có danh sách kèm theo).",
    "articles-1-text": "Quyết định này có hiệu lực kể từ ngày ký.",
    "recipients-0-name": "so noi vu",
    "recipients-0-purpose": "report",
    "annexes-0-title": "Danh sách tập thể được khen",
    "annexes-0-body": "| TT | Tên |\n|---|---|\n| 1 | Thôn Bản Mới |",
}


@pytest.fixture
def officer(world: World) -> Person:
    return world.person(world.commune("Điềm He"), Role.OFFICER)


def page(client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.get_data(as_text=True)[-3000:]
    return answer.get_data(as_text=True)


def test_a_paper_is_written_and_read(world: World, officer: Person) -> None:
    client = world.client(officer)
    assert "Giao ước thi đua" in page(client, "/correspondence/drafts/new")
    for form in (
        "plan",
        "report",
        "decision",
        "proposal",
        "notice",
        "guidance",
        "programme",
        "minutes",
        "invitation",
        "letter",
        "pledge",
    ):
        assert "Lưu dự thảo" in page(client, f"/correspondence/drafts/new?form={form}")
    answer = client.send("/correspondence/drafts", DECISION)
    assert answer.status_code == 303, answer.get_data(as_text=True)[-3000:]
    path = answer.headers["Location"]
    shown = page(client, path)
    assert "tặng Giấy khen" in shown
    assert "QĐ-UBND" in shown
    page(client, path + "/text")
    picture = client.get(f"{path}/pages/1.png")
    assert picture.status_code == 200
    assert picture.mimetype == "image/png"
    preview = client.send("/correspondence/previews", {**DECISION, "page": "2"})
    assert preview.status_code == 200, preview.get_data(as_text=True)[-2000:]
    assert preview.json["pages"] == 2
    for path in (
        "/correspondence/drafts",
        "/correspondence/drafts?desk=mine&q=giay%20khen",
        "/stationery/letterheads",
        "/stationery/letterheads/UBND",
        "/stationery/text-blocks",
        "/stationery/text-blocks/new",
    ):
        page(client, path)


def test_an_answer_opens_with_what_the_incoming_paper_says(world: World) -> None:
    commune = world.commune("Điềm He")
    leader = world.person(commune, Role.LEADER)
    with world.acting(leader):
        incoming_id = given(leader, leader, None)
    path = f"/correspondence/drafts/new?form=letter&answers={incoming_id}"
    client = world.client(leader)
    assert path.replace("&", "&amp;") in client.get(f"/registers/incoming/{incoming_id}").text
    text = page(client, path)
    assert "Sở Nội vụ tỉnh Lạng Sơn</textarea>" in text
    assert (
        "Phúc đáp Văn bản số 1/SNV-TĐKT của Sở Nội vụ tỉnh Lạng Sơn về việc đề nghị báo cáo tổng "
        "kết phong trào thi đua, lần 1, Ủy ban nhân dân xã Điềm He có ý kiến như sau:"
    ) in text
    neighbour = world.client(world.person(world.commune("Kiên Mộc"), Role.LEADER))
    assert neighbour.get(path).status_code == 404
    viewer = world.client(world.person(commune, Role.VIEWER))
    assert viewer.get(path).status_code == 403
    assert "answers=" not in viewer.get(f"/registers/incoming/{incoming_id}").text
    for wrong in ("x", "-1", str(10**30)):
        assert "Phúc đáp Văn bản" not in page(
            client, f"/correspondence/drafts/new?form=letter&answers={wrong}"
        )
