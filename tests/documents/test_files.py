"""Files: which are kept, who reads them; papers asked for and drawn."""

import io
import re
import zipfile
from collections.abc import Callable

import docx
import pytest

from app.documents import actions, policies, queries
from app.documents.paper import Paper, Paragraph, SignatureBlock
from app.documents.pdf import FontsMissing
from app.documents.terms import PaperKind
from app.lib.errors import Invalid, NotFound
from tenants import jobs
from tests.world import World

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def _zip(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("rong.pdf", b""),
        ("gia.pdf", b"MZ\x90\x00"),
        ("anh.png", PDF),
        ("lenh.exe", b"MZ\x90\x00"),
        ("trang.html", b"<script>alert(1)</script>"),
        ("hong.docx", b"PK\x03\x04 hong"),
        ("bom.docx", _zip({"[Content_Types].xml": b"", "a": b"0" * 40_000_000})),
        ("khong-phai.xlsx", _zip({"a.txt": b"a"})),
        ("nhi-phan.txt", b"\x00\x01\x02"),
    ],
)
def test_an_unsuitable_file_is_refused_at_its_field(name: str, content: bytes) -> None:
    with pytest.raises(Invalid) as refusal:
        policies.check_file(name, content)
    assert refusal.value.field == "file"


def test_what_notepad_calls_unicode_is_text() -> None:
    accepted = policies.check_file("ke-hoach.txt", "Kế hoạch\r\n".encode("utf-16"))
    assert accepted.media_type == "text/plain; charset=utf-16"
    for broken in (b"\xff\xfeK", b"\xff\xfeK\x00\x00\x00"):
        with pytest.raises(Invalid):
            policies.check_file("hong.txt", broken)


def test_an_over_large_file_is_refused() -> None:
    with pytest.raises(Invalid, match="20 MB"):
        policies.check_file("lon.pdf", PDF + b"0" * policies.MOST_BYTES)


def test_a_name_loses_its_folders() -> None:
    assert policies.clean_name("C:\\Users\\a\\kế hoạch.pdf") == "kế hoạch.pdf"
    assert policies.clean_name("../../etc/passwd") == "passwd"


def test_a_file_is_read_at_home_and_nowhere_else(world: World) -> None:
    here = world.person(world.commune("Điềm He"))
    there = world.person(world.commune("Đình Lập"))
    above = world.person(world.province)
    with world.acting(here):
        file_id = actions.store(name="minh chứng.pdf", content=PDF, by=here).id
    assert world.client(here).get(f"/files/{file_id}").data == PDF
    for stranger in (there, above):
        client = world.client(stranger)
        assert client.get(f"/files/{file_id}").status_code == 404
        assert client.get(f"/api/v1/files/{file_id}/content").status_code == 404
        with world.acting(stranger, read_only=True), pytest.raises(NotFound):
            queries.file(file_id)


def _paper() -> Paper:
    return Paper(
        kind=PaperKind.PLAN,
        issuer_lines=("Ủy ban nhân dân", "xã Điềm He"),
        symbol="KH-UBND",
        place="Điềm He",
        abstract="Công tác thi đua, khen thưởng năm 2026",
        blocks=(Paragraph("Ủy ban nhân dân xã ban hành Kế hoạch."),),
        signature=SignatureBlock(("TM. Ủy ban nhân dân",), "Chủ tịch", "Lý Thị Dương"),
    )


@jobs.job("tests.draw")
def draw(*, paper_id: int) -> None:
    """Draw the paper of this test."""
    actions.finish(paper_id=paper_id, paper=_paper(), file_name="ke-hoach.pdf")


def test_a_paper_is_drawn_once_however_often_it_is_asked_for(world: World) -> None:
    officer = world.person(world.commune("Điềm He"))
    ids = set()
    for _ in range(2):
        with world.acting(officer):
            asked = actions.ask(
                subject_kind="plans",
                subject_id=1,
                fingerprint="r1",
                title="Kế hoạch",
                draw=draw,
                by=officer,
            )
            ids.add(asked.id)
    assert len(ids) == 1
    paper_id = ids.pop()
    client = world.client(officer)
    assert "Đang tạo bản in" in client.get(f"/papers/{paper_id}").get_data(as_text=True)
    assert world.work() == 1
    progress = client.get(f"/papers/{paper_id}/progress").json
    assert progress is not None
    assert progress["state"] == "done"
    with world.acting(officer, read_only=True):
        paper = queries.paper(paper_id)
        file_id, word_id = paper.file_id, queries.word_of(paper)
    assert client.get(f"/files/{file_id}").data.startswith(b"%PDF-")
    word = client.get(f"/files/{word_id}")
    assert word.headers["Content-Disposition"] == "attachment; filename=ke-hoach.docx"
    assert "TM. ỦY BAN NHÂN DÂN" in " ".join(
        cell.text for cell in docx.Document(io.BytesIO(word.data)).tables[-1].rows[0].cells
    )
    page = client.get(f"/papers/{paper_id}").get_data(as_text=True)
    for label, linked in (("Mở bản in (PDF)", file_id), ("Tải bản Word (DOCX)", word_id)):
        assert re.search(rf'href="/files/{linked}">{re.escape(label)}<', page)
    told = client.get(f"/api/v1/papers/{paper_id}").json
    assert told is not None
    assert (told["file_id"], told["word_file_id"]) == (file_id, word_id)
    neighbour = world.client(world.person(world.commune("Đình Lập")))
    assert neighbour.get(f"/papers/{paper_id}").status_code == 404


@jobs.job("tests.draw_without_faces")
def draw_without_faces(*, paper_id: int) -> None:
    """A worker that lacks the faces of papers."""
    raise FontsMissing("Máy chủ thiếu phông chữ LiberationSerif-Bold.ttf.")


def test_a_paper_that_lacks_its_faces_says_so_and_is_drawn_when_they_are_there(
    world: World,
) -> None:
    officer = world.person(world.commune("Điềm He"))

    def ask(job: Callable[..., object]) -> int:
        with world.acting(officer):
            asked = actions.ask(
                subject_kind="plans",
                subject_id=2,
                fingerprint="r1",
                title="Kế hoạch",
                draw=job,
                by=officer,
            )
            return asked.id

    paper_id = ask(draw_without_faces)
    for _ in range(jobs.MOST_ATTEMPTS):
        with pytest.raises(FontsMissing):
            world.work()
    client = world.client(officer)
    page = client.get(f"/papers/{paper_id}").get_data(as_text=True)
    assert "Máy chủ thiếu phông chữ LiberationSerif-Bold.ttf." in page
    assert ask(draw) == paper_id
    assert world.work() == 1
    assert "Mở bản in (PDF)" in client.get(f"/papers/{paper_id}").get_data(as_text=True)
