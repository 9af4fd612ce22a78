"""Pages without sign-in: a paper by its code, and what was published; nothing else."""

import io

from flask import Flask
from sqlalchemy import func, select, text

from app.documents.models import File
from app.registers.models import OutgoingPaper
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
    for words in (found.number, issued.ABSTRACT, "Tỉnh Lạng Sơn", "Hồ Tiến Thiệu", "có hiệu lực"):
        assert words in page
    assert "/files/" not in page
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_an_unknown_code_is_answered_calmly(world: World) -> None:
    for code in ("khong-co", "x" * 500, "%00", "20"):
        answer = world.client().get(f"/v/{code}")
        assert answer.status_code == 404, code
    assert "mã QR" in world.client().get("/v/khong-co").get_data(as_text=True)


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
