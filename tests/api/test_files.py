"""Files through every door: by page and by API, kept only where they are what they say."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import docx
import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from werkzeug.test import TestResponse

from app.lib import clock
from tests.api.furnished import MEMBERS
from tests.plans import cascade
from tests.plans.samples import YEAR_PLAN_TEXT
from tests.progress.given import ON, site
from tests.scoring import scenes
from tests.world import Client, World

PDF = scenes.PDF
TOO_LARGE = PDF + b"0" * (20 * 1024 * 1024)
FAR_TOO_LARGE = PDF + b"0" * (26 * 1024 * 1024)


@dataclass(frozen=True)
class Door:
    """A form or a resource that takes a file in."""

    path: str
    field: str
    fields: dict[str, str]
    client: Client

    def put(self, name: str, content: bytes) -> TestResponse:
        """Send a file through the door."""
        data: dict[str, Any] = {**self.fields, self.field: (io.BytesIO(content), name)}
        if self.path.startswith("/api/"):
            answer = self.client.call("POST", self.path, data=data)
        else:
            answer = self.client.send(self.path, data)
        answer.request.environ["wsgi.input"].close()
        return answer

    def said(self, answer: TestResponse) -> str:
        """What the answer says is wrong."""
        if answer.is_json:
            problem = answer.get_json()
            errors = (one for some in problem.get("errors", {}).values() for one in some)
            return " ".join([problem["detail"], *errors])
        return answer.text


def reading_page(world: World) -> Door:
    """The page on which a plan is uploaded."""
    return Door("/plans/readings", "file", {}, world.client(world.person(world.province)))


def reading_api(world: World) -> Door:
    """The resource that reads a plan."""
    client = world.client(world.person(world.province))
    return Door("/api/v1/plans/readings", "file", {}, client)


def _task(world: World) -> tuple[Client, int]:
    here = site(world, cascade.issued(world, world.communes[:1]), world.communes[0])
    return world.client(here.officer), here.task_ids[0]


def evidence_page(world: World) -> Door:
    """The page of a task."""
    client, task_id = _task(world)
    return Door(f"/progress/tasks/{task_id}/evidence", "files", {"caption": ""}, client)


def evidence_api(world: World) -> Door:
    """The evidence of a task."""
    client, task_id = _task(world)
    return Door(f"/api/v1/tasks/{task_id}/evidence", "files", {"caption": ""}, client)


def sheet_api(world: World) -> Door:
    """The evidence of a score sheet."""
    scene = scenes.make_scene(world, (MEMBERS,))
    person = scenes.member(scene, 2)
    sheet_id = scenes.fill(scene, person)
    fields = {"criterion_id": str(scene.ids["I.2"]), "caption": "Quyết định"}
    return Door(f"/api/v1/score-sheets/{sheet_id}/evidence", "file", fields, world.client(person))


Opened = Callable[[World], Door]
DOORS = [reading_page, reading_api, evidence_page, evidence_api, sheet_api]


def packed(**files: bytes) -> bytes:
    """An archive of these files."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name.replace("__", "."), content)
    return archive.getvalue()


def bomb() -> bytes:
    """A Word file of a few kilobytes that unpacks to 300 MB."""
    body = b"<w>" + b" " * (300 * 1024 * 1024)
    return packed(**{"[Content_Types]__xml": b"<Types/>", "word/document__xml": body})


def scan() -> bytes:
    """A PDF whose only page is a picture."""
    drawn = io.BytesIO()
    canvas = Canvas(drawn)
    picture = io.BytesIO(
        b"P5 64 64 255\n" + bytes((row * column) % 256 for row in range(64) for column in range(64))
    )
    canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
    canvas.showPage()
    canvas.save()
    return drawn.getvalue()


def word_file(*lines: str, rows: list[tuple[str, ...]] | None = None) -> bytes:
    """A Word file with these lines, and a table."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    for row in rows or []:
        table = document.add_table(rows=1, cols=len(row))
        for cell, text in zip(table.rows[0].cells, row, strict=True):
            cell.text = text
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


@pytest.mark.parametrize("door", DOORS)
def test_what_is_no_paper_is_refused_at_every_door(world: World, door: Opened) -> None:
    opened = door(world)
    refused = {
        "rong.pdf": b"",
        "lenh.exe": b"MZ\x90\x00" + bytes(200),
        "trang.html": b"<html><script>alert(1)</script></html>",
        "hinh.svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        "gia.pdf": b"MZ\x90\x00" + bytes(200),
        "anh.png": PDF,
        "hong.docx": b"PK\x03\x04" + bytes(100),
        "khong.docx": packed(a__txt=b"a"),
        "bom.docx": bomb(),
        "lon.pdf": TOO_LARGE,
    }
    for name, content in refused.items():
        answer = opened.put(name, content)
        assert answer.status_code == 422, name
        assert name in opened.said(answer) or "Tệp" in opened.said(answer), name
    assert "20 MB" in opened.said(opened.put("lon.pdf", TOO_LARGE))


@pytest.mark.parametrize("door", [reading_page, evidence_api])
def test_what_is_far_too_large_is_refused_before_it_is_read(world: World, door: Opened) -> None:
    answer = (opened := door(world)).put("rat-lon.pdf", FAR_TOO_LARGE)
    assert answer.status_code == 413
    assert "20 MB" in opened.said(answer)
    assert "25 MB" in opened.said(answer)


@pytest.mark.parametrize("door", DOORS)
def test_without_a_file_the_field_is_named(world: World, door: Opened) -> None:
    opened = door(world)
    send = opened.client.call if opened.path.startswith("/api/") else None
    kind = "multipart/form-data"
    if send is not None:
        answer = send("POST", opened.path, data=opened.fields, content_type=kind)
    else:
        answer = opened.client.send(opened.path, opened.fields, content_type=kind)
    assert answer.status_code == 422
    assert "ệp" in opened.said(answer) or "Cần nhập" in opened.said(answer)


@pytest.mark.parametrize("door", [reading_page, reading_api])
def test_a_scan_is_told_to_have_no_text(world: World, door: Opened) -> None:
    opened = door(world)
    answer = opened.put("quet.pdf", scan())
    assert answer.status_code == 422
    assert "ảnh" in opened.said(answer) or "không có chữ" in opened.said(answer)


def test_markup_and_formulas_in_a_paper_are_words(world: World) -> None:
    opened = reading_page(world)
    marked = "<script>alert(1)</script> Phát động phong trào thi đua"
    reckoned = '=HYPERLINK("http://x.vn","Báo cáo") sơ kết 6 tháng'
    text = YEAR_PLAN_TEXT.replace("Tổ chức Hội nghị tổng kết năm 2025", marked).replace(
        "Báo cáo sơ kết công tác TĐKT 6 tháng đầu năm 2026", reckoned
    )
    answer = opened.put("ke-hoach.txt", text.encode())
    assert answer.status_code == 303
    page = opened.client.get(answer.headers["Location"]).text
    assert "<script>alert" not in page
    assert "=HYPERLINK(" in page
    assert "onerror" not in page
    number = answer.headers["Location"].split("/")[2]
    listed = opened.client.get(f"/api/v1/plans/{number}/tasks").get_json()["tasks"]
    assert any(task["text"].startswith("=HYPERLINK(") for task in listed)


def test_characters_that_cannot_be_kept_are_left_out_of_a_paper(world: World) -> None:
    opened = reading_page(world)
    text = YEAR_PLAN_TEXT.replace("Thiết thực", "Thiết\x0c thực\x08, \u202eđúng")
    answer = opened.put("ke-hoach.txt", text.encode())
    assert answer.status_code == 303, opened.said(answer)
    assert opened.client.get(answer.headers["Location"]).status_code == 200


NAMES = [
    ('a"; filename="b.html.pdf', ".pdf"),
    ("../../../etc/passwd.pdf", "passwd.pdf"),
    ("C:\\Users\\a\\báo cáo.pdf", "báo cáo.pdf"),
    ("\u202efdp.exe.pdf", "fdp.exe.pdf"),
    ("<img src=x onerror=alert(1)>.pdf", ".pdf"),
    ("báo cáo; tổng kết, 100%.pdf", "báo cáo; tổng kết, 100%.pdf"),
    ("a" * 400 + ".pdf", ".pdf"),
]


@pytest.mark.parametrize(("name", "ending"), NAMES)
def test_a_files_name_is_a_name_and_nothing_else(world: World, name: str, ending: str) -> None:
    opened = evidence_api(world)
    with clock.fixed(ON):
        answer = opened.put(name, PDF)
    assert answer.status_code == 201, answer.text
    (kept,) = answer.get_json()
    assert kept["name"].endswith(ending)
    assert "/" not in kept["name"]
    assert "\\" not in kept["name"]
    assert len(kept["name"]) <= 200
    with opened.client.get(f"/files/{kept['file_id']}") as file:
        assert file.data == PDF
        assert file.headers["X-Content-Type-Options"] == "nosniff"
        shown = file.headers["Content-Disposition"]
        assert shown.startswith(("inline", "attachment"))
        assert "\n" not in shown
        assert file.mimetype == "application/pdf"
    page = opened.client.get(f"/progress/tasks/{kept['task_id']}").text
    assert "<img src=x" not in page


def test_text_is_handed_out_to_be_saved_not_shown(world: World) -> None:
    opened = evidence_api(world)
    answer = opened.put("ghi-chu.txt", b"<script>alert(1)</script>")
    (kept,) = answer.get_json()
    for path in (f"/files/{kept['file_id']}", f"/api/v1/files/{kept['file_id']}/content"):
        with opened.client.get(path) as file:
            assert file.headers["Content-Disposition"].startswith("attachment")
            assert file.mimetype == "text/plain"
            assert "default-src 'none'" in file.headers["Content-Security-Policy"]
