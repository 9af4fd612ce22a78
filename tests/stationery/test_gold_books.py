"""Gold books: their lines by number, volumes with a cover, Excel, pages and API."""

import io

from python_calamine import CalamineWorkbook

from app.access.permissions import Role
from app.documents.book import Book
from app.documents.models import DrawnPaper, File
from app.documents.pdf.book import draw_book
from app.stationery.actions import certificates as actions
from app.stationery.actions import corrections
from app.stationery.models import GoldSeries
from app.stationery.papers import gold_books as papers
from app.stationery.queries import certificates as batches
from app.stationery.queries import gold_books as queries
from app.stationery.terms.awards import AwardForm
from tenants.db import db
from tests.sql import counted
from tests.stationery.printing import Site, facts, lines, recipient, site, sizes
from tests.world import World


def _numbered(world: World, rows: int = 3) -> tuple[Site, int]:
    """A batch in the gold book, another after it with one who has died; the book's id."""
    given = site(world, rows)
    with world.acting(given.clerk):
        actions.enter_gold_book(batch_id=given.batch_id, by=given.clerk)
        later = facts(world, given.clerk, decision_number="130/QĐ-UBND")
        batch = actions.draft(facts=later, by=given.clerk)
        dead = recipient("Lê Văn Tưởng", is_posthumous=True)
        actions.add(batch_id=batch.id, rows=[dead], by=given.clerk)
        actions.enter_gold_book(batch_id=batch.id, by=given.clerk)
        (book,) = queries.books()
        return given, book.id


def _file(world: World, given: Site, paper_id: int) -> bytes:
    with world.acting(given.clerk, read_only=True):
        return db.session.get_one(File, db.session.get_one(DrawnPaper, paper_id).file_id).content


def test_a_volume_has_its_cover_and_a_line_for_each_number(world: World) -> None:
    given, book_id = _numbered(world)
    client = world.client(given.clerk)
    base = f"/stationery/gold-books/{book_id}"
    wrong = client.send(f"{base}/drawings", {"volume": "0", "first": "9", "last": ""})
    assert wrong.status_code == 422
    beyond = client.send(f"{base}/drawings", {"volume": "2", "first": "9", "last": ""})
    assert (beyond.status_code, "có số từ 1 đến 4" in beyond.text) == (422, True)
    asked = client.send(f"{base}/drawings", {"volume": "2", "first": "2", "last": ""})
    assert asked.status_code == 303
    world.work()
    content = _file(world, given, int(asked.headers["Location"].rpartition("/")[2]))
    assert sizes(content) == [(297.0, 210.0)] * 2
    cover = [line.text.strip() for line in lines(content, 0)]
    assert cover[-5:] == [
        "SỔ VÀNG TẶNG GIẤY KHEN",
        "Năm: 2026",
        "Từ ngày 25/12/2026 đến ngày 25/12/2026",
        "Từ số 02 đến số 04",
        "Quyển số: 02",
    ]
    said = [line.text.strip() for line in lines(content, 1)]
    assert {"02", "03", "04", "Truy tặng"} <= set(said)
    assert "01" not in said
    assert "Ông Lê Văn Tưởng" in " ".join(said)


def test_the_longest_title_stays_on_the_cover() -> None:
    book = Book(
        issuer_lines=("Ủy ban nhân dân", "tỉnh Lạng Sơn"),
        title=papers.title(GoldSeries(form=AwardForm.MODEL_COMMUNE, year=2026, last=1)),
        year=2026, span=(), columns=papers.COLUMNS, rows=(),
    )  # fmt: skip
    content = draw_book(book)
    cover = lines(content, 0)
    title = next(line for line in cover if line.text.startswith("SỔ VÀNG TẶNG DANH HIỆU"))
    assert title.x >= 19.9
    assert title.end <= 277.1
    assert cover[-1].text == "Quyển số: ……"


def test_the_same_volume_is_drawn_once_until_a_word_is_corrected(world: World) -> None:
    given, book_id = _numbered(world)
    client = world.client(given.clerk)
    url = f"/api/v1/gold-books/{book_id}"
    first = client.call("POST", f"{url}/drawing", json={}).json["paper_id"]
    assert client.call("POST", f"{url}/drawing", json={"last": 4}).json["paper_id"] == first
    with world.acting(given.clerk):
        row = batches.certificate(given.row_ids[0])
        corrected = recipient("Hoàng Văn Một")
        corrections.correct_row(
            certificate_id=row.id, version=row.version, facts=corrected, reason="Sai tên",
            by=given.clerk,
        )  # fmt: skip
    assert client.call("POST", f"{url}/drawing", json={}).json["paper_id"] != first
    world.work()
    found = client.get(f"{url}/lines").json
    assert [line["certificate"]["gold_number"] for line in found["items"]] == [1, 2, 3, 4]
    assert found["items"][3]["decision_number"] == "130/QĐ-UBND"
    assert client.get("/api/v1/gold-books").json == [
        {"id": book_id, "form": "commendation_letter", "year": 2026, "last": 4}
    ]


def test_the_book_in_excel_and_nobody_elses(world: World) -> None:
    given, book_id = _numbered(world)
    path = f"/stationery/gold-books/{book_id}"
    with CalamineWorkbook.from_filelike(
        io.BytesIO(world.client(given.clerk).get(f"{path}/lines.xlsx").data)
    ) as book:
        cells = book.get_sheet_by_name("Năm 2026").to_python()
    assert cells[-1][:2] == ["04", "Ông Lê Văn Tưởng"]
    assert cells[-1][-1] == "Truy tặng"
    stranger = world.client(world.person(world.commune("Vạn Linh"), Role.OFFICER))
    for address in (path, f"{path}/lines.xlsx", f"/api/v1/gold-books/{book_id}/lines"):
        assert stranger.get(address).status_code == 404
    viewer = world.client(world.person(given.clerk.tenant, Role.VIEWER))
    assert "In sổ vàng" not in viewer.get(path).text
    assert viewer.send(f"{path}/drawings").status_code == 403


def test_the_pages_ask_the_database_as_often_for_4_lines_as_for_45(world: World) -> None:
    counts = []
    for rows in (3, 45):
        given, book_id = _numbered(world, rows)
        with world.acting(given.clerk):
            for form in (AwardForm.FIGHTER, AwardForm.ADVANCED_WORKER)[: rows // 45 * 2]:
                batch = actions.draft(facts=facts(world, given.clerk, form=form), by=given.clerk)
                actions.add(batch_id=batch.id, rows=[recipient("Lê A")], by=given.clerk)
                actions.enter_gold_book(batch_id=batch.id, by=given.clerk)
        client = world.client(given.clerk)
        client.get("/stationery/gold-books")
        with counted(world.app) as statements:
            assert client.get("/stationery/gold-books").status_code == 200
            page = client.get(f"/stationery/gold-books/{book_id}")
        assert len(page.data) < 150_000
        counts.append(len(statements))
    assert counts[0] == counts[1]
