"""The pages of sending and receiving: the same cost for few and many, errors at their field."""

import io
import re
import zipfile

import pytest
from flask import Flask
from sqlalchemy import select

from app.access.permissions import Role
from app.correspondence import envelopes
from app.correspondence.actions import addressing
from app.correspondence.models import PaperRecipient
from app.correspondence.terms import Purpose
from app.registers.models import IncomingPaper, OutgoingPaper
from tenants.db import db, on_platform
from tenants.models import Tenant
from tests.correspondence import issued
from tests.correspondence.test_envelopes import PAPER
from tests.correspondence.test_receiving import sent
from tests.scoring import scenes
from tests.sql import counted
from tests.world import Client, World

LARGEST = 150_000


def _hub(paper_id: int) -> str:
    return f"/correspondence/outgoing/{paper_id}"


def test_the_page_of_a_paper_costs_the_same_for_three_and_for_all(app: Flask, world: World) -> None:
    costs = []
    for units in (world.communes[:3], world.communes):
        found = sent(world, *units)
        client = world.client(found.clerk)
        with counted(app) as statements:
            answer = client.get(_hub(found.id))
        assert answer.status_code == 200
        assert len(answer.data) < LARGEST
        costs.append(len(statements))
    assert costs[0] == costs[1]


def test_the_list_of_what_waits_costs_the_same_for_three_and_for_many(
    app: Flask, world: World
) -> None:
    commune = world.communes[0]
    client = world.client(world.person(commune, Role.CLERK))
    costs = []
    for count in (3, 20):
        for _ in range(count):
            sent(world, commune)
        with counted(app) as statements:
            answer = client.get("/correspondence/incoming")
        assert answer.status_code == 200
        assert len(answer.data) < LARGEST
        costs.append(len(statements))
    assert costs[0] == costs[1]


def test_a_paper_goes_out_and_comes_in_by_the_pages(world: World) -> None:
    found = issued.paper(world)
    clerk = world.client(found.clerk)
    commune = world.commune("Điềm He")
    page = clerk.get(f"{_hub(found.id)}?unit=diem he").get_data(as_text=True)
    assert f'value="{commune.id}"' in page
    added = clerk.send(
        f"{_hub(found.id)}/recipients", {"tenant_ids": [str(commune.id)], "purpose": "carry_out"}
    )
    assert added.status_code == 303
    assert clerk.send(f"{_hub(found.id)}/dispatch").status_code == 303
    desk = world.client(world.person(commune, Role.CLERK))
    listed = desk.get("/correspondence/incoming").get_data(as_text=True)
    assert found.number in listed
    shown = desk.get(_hub(found.id)).get_data(as_text=True)
    assert "Vào sổ văn bản đến" in shown
    assert "Thêm nơi nhận" not in shown
    assert desk.get(f"/files/{found.file_id}").data == found.content
    assert desk.send(f"{_hub(found.id)}/sighting").status_code == 204
    assert "ký trước, sau đó văn thư" not in shown
    assert desk.send(f"{_hub(found.id)}/registration").status_code == 303
    with world.acting(world.person(commune, Role.CLERK)):
        line = db.session.scalars(select(IncomingPaper)).one().id
    assert f'<a href="/registers/incoming/{line}">Số đến' in desk.get(_hub(found.id)).text
    after = clerk.get(_hub(found.id)).get_data(as_text=True)
    assert "Đã vào sổ" in after
    assert "số 01 lúc" in after


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "Hãy chọn một cách thêm"),
        ({"name": "x" * 301}, "300"),
        ({"name": "Báo", "email": "sai"}, "Địa chỉ thư điện tử chưa đúng"),
        ({"group": "moon"}, ""),
        ({"tenant_ids": ["abc"]}, ""),
        ({"tenant_ids": ["0"]}, ""),
        ({"tenant_ids": ["999999999"]}, "không có trong danh mục"),
        ({"name": "Báo", "group": "communes"}, "Hãy chọn một cách thêm"),
    ],
)
def test_bad_recipients_are_answered_at_the_field(
    world: World, data: dict[str, object], words: str
) -> None:
    found = issued.paper(world)
    answer = world.client(found.clerk).send(f"{_hub(found.id)}/recipients", data)
    assert answer.status_code == 422
    assert words in answer.get_data(as_text=True)


def test_a_return_without_a_reason_is_answered_at_the_field(world: World) -> None:
    found = sent(world, world.communes[0])
    desk = world.client(world.person(world.communes[0], Role.CLERK))
    answer = desk.send(f"{_hub(found.id)}/return", {"reason": " "})
    assert answer.status_code == 422
    assert "Hãy ghi lý do" in answer.get_data(as_text=True)
    assert desk.send(f"{_hub(found.id)}/return", {"reason": "Gửi nhầm"}).status_code == 303


def test_a_paper_is_published_and_withdrawn_with_a_reason(world: World) -> None:
    found = issued.paper(world)
    clerk, anybody = world.client(found.clerk), world.client()
    anybody.token()
    assert clerk.send(f"{_hub(found.id)}/publication", {"reason": ""}).status_code == 422
    word = {"reason": "Theo Luật Tiếp cận thông tin"}
    assert clerk.send(f"{_hub(found.id)}/publication", word).status_code == 303
    listed = anybody.get("/public?q=tang bang khen").get_data(as_text=True)
    assert found.number in listed
    file = anybody.get(f"/public/{found.id}/files/{found.file_id}")
    assert file.data == found.content
    assert anybody.get(f"/v/{found.code}/files/{found.file_id}").data == found.content
    assert clerk.send(f"{_hub(found.id)}/publication", word).status_code == 409
    assert clerk.send(f"{_hub(found.id)}/publication/withdrawal", word).status_code == 303
    assert anybody.get(f"/public/{found.id}/files/{found.file_id}").status_code == 404
    assert found.number not in anybody.get("/public").get_data(as_text=True)


@pytest.mark.parametrize(
    "query", ["?page=0", "?page=x", "?year=20266", "?issuer=-1", "?kind=x&q=%00", "?endpoint=x"]
)
def test_nonsense_in_the_address_of_the_public_page_is_passed_over(
    world: World, query: str
) -> None:
    assert world.client().get(f"/public{query}").status_code in (200, 400, 422)


def _hidden(page: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page):
        found.setdefault(name, []).append(value)
    return found


def test_a_package_is_taken_in_after_a_look_at_it(world: World) -> None:
    commune = world.communes[0]
    desk = world.client(world.person(commune, Role.CLERK))
    content = envelopes.pack(PAPER, made_at=PAPER.traces[0].at)
    page = _opened(desk, content)
    assert "Về việc tặng Bằng khen" in page
    assert "phu-luc.xlsx” bị hỏng" in page
    hidden = _hidden(page)
    confirmed = {
        "sender_name": PAPER.sender.name,
        "sender_code": PAPER.sender.code,
        "paper_number": "12/QĐ-UBND",
        "abstract": PAPER.subject,
        "kind": "decision",
        "issued_on": "2026-11-20",
        "file_ids": hidden["file_ids"],
    }
    bad = desk.send("/correspondence/incoming/entries", {**confirmed, "issued_on": "hôm qua"})
    assert bad.status_code == 422
    assert PAPER.sender.name in bad.get_data(as_text=True)
    assert desk.send("/correspondence/incoming/entries", confirmed).status_code == 303
    with world.acting(world.person(commune, Role.CLERK)):
        entry = db.session.scalars(select(IncomingPaper)).one()
        assert (entry.number, entry.paper_number) == (1, "12/QĐ-UBND")
    assert "Có thể văn bản này đã vào sổ" in _opened(desk, content)


def _opened(desk: Client, content: bytes) -> str:
    answer = desk.send(
        "/correspondence/incoming/envelopes", {"file": (io.BytesIO(content), "goi.zip")}
    )
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_a_file_of_another_unit_is_not_taken_in(world: World) -> None:
    found = sent(world, world.communes[0])
    desk = world.client(world.person(world.communes[0], Role.CLERK))
    answer = desk.send(
        "/correspondence/incoming/entries",
        {
            "sender_name": "Tỉnh",
            "paper_number": "1/X",
            "abstract": "x",
            "issued_on": "2026-11-20",
            "file_ids": [str(found.file_id)],
        },
    )
    assert answer.status_code == 422
    assert "không thuộc đơn vị" in answer.get_data(as_text=True)


def test_what_is_no_envelope_is_refused_on_the_page(world: World) -> None:
    desk = world.client(world.person(world.communes[0], Role.CLERK))
    for content, words in ((b"", "Hãy chọn tệp"), (b"PK\x03\x04x", "hỏng"), (b"<a/>", "edXML")):
        answer = desk.send(
            "/correspondence/incoming/envelopes", {"file": (io.BytesIO(content), "a.edxml")}
        )
        assert answer.status_code == 422
        assert words in answer.get_data(as_text=True)


def test_the_package_of_a_paper_is_read_by_another_office(world: World) -> None:
    found = sent(world, world.communes[0])
    with world.on_platform(), on_platform():
        db.session.get_one(Tenant, world.province.id).agency_code = "000.00.00.H37"
    try:
        clerk = world.client(found.clerk)
        answer = clerk.get(f"{_hub(found.id)}/package")
        assert answer.mimetype == "application/zip"
        read = envelopes.open_package(answer.data)
        assert read.attachments[0].content == found.content
        assert read.sender.code == "H37"
        bare = clerk.get(f"{_hub(found.id)}/envelope")
        assert envelopes.read(bare.data).subject == issued.ABSTRACT
        desk = world.client(world.person(world.communes[0], Role.CLERK))
        assert desk.get(f"{_hub(found.id)}/package").status_code == 200
        stranger = world.client(world.person(world.communes[1], Role.CLERK))
        assert stranger.get(f"{_hub(found.id)}/package").status_code == 404
    finally:
        with world.on_platform(), on_platform():
            db.session.get_one(Tenant, world.province.id).agency_code = None


def test_without_an_agency_code_the_package_goes_without_an_envelope(world: World) -> None:
    found = issued.paper(world)
    clerk = world.client(found.clerk)
    with zipfile.ZipFile(io.BytesIO(clerk.get(f"{_hub(found.id)}/package").data)) as archive:
        assert "phong-bi.edxml" not in archive.namelist()
    refused = clerk.get(f"{_hub(found.id)}/envelope")
    assert refused.status_code == 409
    assert "mã định danh" in refused.get_data(as_text=True)


def test_only_the_clerk_sends_and_registers(world: World) -> None:
    found = sent(world, world.communes[0])
    for role in (Role.OFFICER, Role.VIEWER):
        desk = world.client(world.person(world.communes[0], role))
        assert desk.send(f"{_hub(found.id)}/registration").status_code == 403
        assert "Vào sổ văn bản đến" not in desk.get(_hub(found.id)).get_data(as_text=True)


def test_a_recipient_of_an_own_list_is_taken_off_by_the_page(world: World) -> None:
    found = issued.paper(world)
    with world.acting(found.clerk):
        row = addressing.add_outsider(
            paper_id=found.id, name="Lưu", email=None, purpose=Purpose.KNOW, by=found.clerk
        )
        number = row.id
    clerk = world.client(found.clerk)
    path = f"{_hub(found.id)}/recipients/{number}/removal"
    other = issued.paper(world, by=found.clerk)
    wrong = f"{_hub(other.id)}/recipients/{number}/removal"
    assert clerk.send(wrong).status_code == 404
    assert clerk.send(path).status_code == 303
    with world.acting(found.clerk):
        assert db.session.scalars(select(PaperRecipient)).all() == []
        assert db.session.get(OutgoingPaper, found.id) is not None


def test_a_whole_cluster_is_put_on_the_list(world: World) -> None:
    scene = scenes.make_scene(world, (4,))
    found = issued.paper(world)
    clerk = world.client(found.clerk)
    cluster_id = scene.cluster_ids[0]
    page = clerk.get(f"/clusters/recipients/{found.id}").get_data(as_text=True)
    assert f'value="{cluster_id}"' in page
    path = f"/clusters/recipients/{found.id}"
    assert clerk.send(path, {"cluster_id": str(cluster_id)}).status_code == 303
    assert clerk.send(path, {"cluster_id": "x"}).status_code == 422
    assert clerk.send(path, {"cluster_id": "999999"}).status_code == 404
    again = clerk.call(
        "POST",
        f"/api/v1/outgoing-papers/{found.id}/cluster-recipients",
        json={"cluster_id": cluster_id},
    )
    assert (again.status_code, again.get_json()) == (201, {"added": 0})
    with world.acting(found.clerk):
        assert len(db.session.scalars(select(PaperRecipient)).all()) == 4
