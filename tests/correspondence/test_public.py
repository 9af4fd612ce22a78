"""Pages without sign-in: a paper by its code, and what was published; nothing else."""

import io

from flask import Flask
from sqlalchemy import func, select, text

from app.correspondence.actions import publishing
from app.documents import actions as documents
from app.documents.models import File
from app.lib import verification_codes
from app.registers import actions as registers
from app.registers.models import OutgoingPaper, PaperChange
from app.registers.terms import ChangeKind, FileRole, PaperState
from tenants.context import Acting
from tenants.db import db, transaction
from tests.correspondence import issued
from tests.sql import counted
from tests.world import World


def test_the_code_of_a_paper_tells_what_the_register_says_of_it(world: World) -> None:
    found = issued.paper(world)
    answer = world.client().get(f"/v/{found.code}")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    for words in (found.number, issued.ABSTRACT, "tỉnh Lạng Sơn", "Hồ Tiến Thiệu", "có hiệu lực"):
        assert words in page
    assert "/files/" not in page
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_an_unknown_code_is_answered_calmly(world: World) -> None:
    for code in ("khong-co", "x" * 500, "%00", "20"):
        answer = world.client().get(f"/v/{code}")
        assert answer.status_code == 404, code
    page = world.client().get("/v/khong-co").get_data(as_text=True)
    assert "Không có văn bản nào mang mã này; hãy kiểm tra lại từng ký tự" in page
    assert 'value="khong-co"' in page
    assert "không thuộc đơn vị" not in page


def test_a_code_is_typed_by_hand_in_any_case(world: World) -> None:
    found = issued.paper(world)
    client = world.client()
    printed = verification_codes.printed(found.code)
    assert client.get(f"/v/{printed.lower()}").status_code == 200
    assert client.get(f"/api/v1/verifications/{printed.lower()}").status_code == 200
    assert '/v"' in client.get("/public").get_data(as_text=True)
    empty = client.get("/v", query_string={"code": " "})
    assert (empty.status_code, "Mã kiểm tra" in empty.get_data(as_text=True)) == (200, True)
    typed = client.get("/v", query_string={"code": found.code.lower().replace("0", "o")})
    assert (typed.status_code, typed.location) == (303, f"/v/{printed}")
    for wrong in ("khong-co", "x" * 500, "ươ 🎉", '"><script>'):
        answer = client.get("/v", query_string={"code": wrong})
        assert answer.status_code == 404, wrong
        assert "Không có văn bản nào mang mã này" in answer.get_data(as_text=True)


def test_a_reserved_number_is_no_paper(world: World) -> None:
    found = issued.paper(world)
    with world.acting(found.clerk):
        code = db.session.scalars(
            select(OutgoingPaper.code).where(OutgoingPaper.id == found.id)
        ).one()
    assert world.client().get(f"/v/{code[:-1]}").status_code == 404


def test_a_file_is_compared_to_the_last_byte(world: World) -> None:
    found = issued.paper(world)
    client = world.client()
    same = client.send(
        f"/v/{found.code}/comparisons", {"file": (io.BytesIO(found.content), "qd.pdf")}
    ).get_data(as_text=True)
    assert "trùng khớp từng byte với bản ký số" in same
    changed = client.send(
        f"/v/{found.code}/comparisons", {"file": (io.BytesIO(found.content + b" "), "qd.pdf")}
    ).get_data(as_text=True)
    assert "không trùng với tệp nào" in changed
    nothing = client.send(f"/v/{found.code}/comparisons")
    assert nothing.status_code == 422
    assert "Hãy chọn tệp" in nothing.get_data(as_text=True)


def test_the_holder_of_a_code_reads_that_paper_and_nothing_else(app: Flask, world: World) -> None:
    found, other = issued.paper(world), issued.paper(world, abstract="Việc khác")
    with app.app_context(), transaction(Acting(paper_code=found.code), read_only=True):
        assert db.session.scalars(select(OutgoingPaper.id)).all() == [found.id]
        assert db.session.scalars(select(File.id)).all() == [found.file_id]
    assert other.id != found.id


def test_files_of_a_paper_that_was_not_published_stay_closed(world: World) -> None:
    found = issued.paper(world)
    client = world.client()
    assert client.get(f"/v/{found.code}/files/{found.file_id}").status_code == 404
    assert client.get(f"/public/{found.id}/files/{found.file_id}").status_code == 404
    assert client.get(f"/files/{found.file_id}").status_code == 401


def test_the_public_pages_see_no_unpublished_row(app: Flask, world: World) -> None:
    found = issued.paper(world)
    with app.app_context(), transaction(Acting(public=True), read_only=True):
        seen = db.session.scalars(
            select(OutgoingPaper.id).where(OutgoingPaper.public_at.is_(None))
        ).all()
        files = db.session.scalar(select(func.count()).where(File.id == found.file_id))
    assert (seen, files) == ([], 0)


def test_signed_in_or_not_one_reads_public_pages_as_nobody(app: Flask, world: World) -> None:
    found = issued.paper(world)
    client = world.client(found.clerk)
    with counted(app) as statements:
        assert client.get("/public").status_code == 200
    assert issued.ABSTRACT not in client.get("/public").get_data(as_text=True)
    assert statements
    with world.acting(found.clerk):
        setting = db.session.scalar(text("SELECT current_setting('app.public', true)"))
    assert setting == ""


def test_a_revoked_paper_is_said_to_be_so_in_large_letters(world: World) -> None:
    found = issued.paper(world)
    with world.acting(found.clerk):
        entry = db.session.get_one(OutgoingPaper, found.id)
        entry.state, entry.reason = PaperState.REVOKED, "Sai đối tượng"
        db.session.add(
            PaperChange(
                tenant_id=entry.tenant_id,
                paper_id=entry.id,
                change=ChangeKind.REVOKED,
                reason="Danh sách có tập thể chưa đủ điều kiện",
                by_paper="Quyết định số 09/QĐ-UBND ngày 20/11/2026",
                by_id=found.clerk.id,
                by_name=found.clerk.full_name,
            )
        )
    page = world.client().get(f"/v/{found.code}").get_data(as_text=True)
    assert "VĂN BẢN NÀY ĐÃ THU HỒI, KHÔNG CÒN HIỆU LỰC" in page
    assert "Quyết định số 09/QĐ-UBND ngày 20/11/2026" in page
    assert "chưa đủ điều kiện" in page
    told = world.client().get(f"/api/v1/verifications/{found.code}").get_json()
    assert (told["state"], told["changes"][0]["change"]) == ("revoked", "revoked")
    answer = world.client(found.clerk).send(f"/correspondence/outgoing/{found.id}/dispatch")
    assert answer.status_code == 409
    assert "còn hiệu lực" in answer.get_data(as_text=True)


def test_the_word_file_is_never_public(world: World) -> None:
    found = issued.paper(world)
    with world.acting(found.clerk):
        word = documents.store(name="nhap.txt", content=b"ban nhap", by=found.clerk)
        registers.attach(paper_id=found.id, file_id=word.id, role=FileRole.EDITABLE, by=found.clerk)
        publishing.publish(paper_id=found.id, reason="Theo quy chế", by=found.clerk)
    anybody = world.client()
    page = anybody.get(f"/v/{found.code}").get_data(as_text=True)
    assert f"/files/{found.file_id}" in page
    assert f"/files/{word.id}" not in page
    assert anybody.get(f"/public/{found.id}/files/{word.id}").status_code == 404
    assert anybody.get(f"/v/{found.code}/files/{word.id}").status_code == 404


def test_the_public_list_costs_the_same_for_few_and_many(app: Flask, world: World) -> None:
    clerk = issued.clerk(world, world.province)
    client, costs = world.client(), []
    for count in (3, 20):
        for _ in range(count):
            found = issued.paper(world, by=clerk)
            with world.acting(clerk):
                publishing.publish(paper_id=found.id, reason="Theo quy chế", by=clerk)
        with counted(app) as statements:
            answer = client.get("/public")
        assert (answer.status_code, len(answer.data) < 150_000) == (200, True)
        costs.append(len(statements))
    assert costs[0] == costs[1]


def test_robots_read_what_was_published_alone(world: World) -> None:
    rules = world.client().get("/robots.txt").get_data(as_text=True)
    assert "Allow: /public" in rules
    assert "Disallow: /" in rules


def test_guessing_codes_and_comparing_without_end_are_slowed_down(world: World) -> None:
    found = issued.paper(world)
    client = world.client()
    client.token()
    assert [client.get(f"/v/doan-{n}").status_code for n in range(60)] == [404] * 60
    assert client.get("/v/doan-nua").status_code == 429
    path = f"/v/{found.code}/comparisons"
    asked = [
        client.send(path, {"file": (io.BytesIO(found.content), "a.pdf")}).status_code
        for _ in range(31)
    ]
    assert (asked[:30], asked[30]) == ([200] * 30, 429)
