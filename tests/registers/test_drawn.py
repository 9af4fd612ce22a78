"""Whatever a room issues is drawn by itself: PDF and Word lie beside its number."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO

import pdfplumber
import pypdfium2
import pytest
from reportlab.lib.pagesizes import A4

from app.access.permissions import Role
from app.clusters import jobs as clusters
from app.clusters.actions.notices import Signing
from app.correspondence.queries import links
from app.documents import queries as drawn
from app.documents.pdf import foot
from app.documents.queries import file_with_content
from app.lib import clock
from app.plans import jobs as plans
from app.plans.queries.plans import own_for_change
from app.plans.terms import SigningCapacity
from app.registers import queries
from app.registers.terms import FileRole
from app.reports import jobs as reports
from tests.clusters.test_year import YEAR, Scene
from tests.plans import amending, cascade
from tests.plans.samples import drafted, signature
from tests.progress.given import site
from tests.reminders import test_urging as urging
from tests.reports import given as reporting
from tests.world import Person, World

PUBLIC_URL = "https://thidua.langson.example"
DPI = 72
ZOOM = 8


@pytest.fixture(name="leader")
def _leader(world: World) -> Person:
    return world.person(world.province, Role.LEADER)


@pytest.fixture(name="public")
def _public(world: World) -> Iterator[None]:
    before = world.app.config["PUBLIC_URL"]
    world.app.config["PUBLIC_URL"] = PUBLIC_URL
    yield
    world.app.config["PUBLIC_URL"] = before


def pdf_of(world: World, by: Person, kind: str, subject_id: int) -> tuple[bytes, str]:
    """The drawn PDF of what was issued, which has its Word file too, and where its code leads."""
    world.work()
    with world.acting(by, read_only=True):
        entry = queries.of_subject(kind, subject_id)
        assert entry is not None
        found = queries.files(entry.id)
        assert [link.role for link, _ in found] == [FileRole.DRAWN, FileRole.EDITABLE]
        assert [file.name.rpartition(".")[2] for _, file in found] == ["pdf", "docx"]
        return file_with_content(found[0][1].id).content, links.verify_url(entry)


def text_of(content: bytes) -> str:
    """The text of all pages."""
    with pdfplumber.open(BytesIO(content)) as pdf:
        return "\n".join(page.extract_text() for page in pdf.pages)


def plan_issued(world: World, leader: Person) -> int:
    """A plan, issued on 4 January 2026 as the page and the API issue it."""
    with clock.fixed(date(2026, 1, 5)):
        plan = drafted(world, leader)
        for _ in range(2):
            with world.acting(leader):
                plans.issue_and_tell(
                    plan_id=plan.id, signature=signature(), recipient_ids=None, by=leader
                )
    return plan.id


def test_a_plan(world: World, leader: Person) -> None:
    content, url = pdf_of(world, leader, "plans", plan_issued(world, leader))
    assert "01/KH-UBND" in text_of(content)
    assert url == ""
    assert "Kiểm tra văn bản" not in text_of(content)


@pytest.mark.usefixtures("public")
def test_with_a_public_address_its_code_leads_to_its_verification(
    world: World, leader: Person
) -> None:
    content, url = pdf_of(world, leader, "plans", plan_issued(world, leader))
    assert url.startswith(f"{PUBLIC_URL}/v/")
    assert f"Kiểm tra văn bản tại {url}" in text_of(content)
    page = pypdfium2.PdfDocument(content)[0].render(scale=ZOOM).to_pil().convert("L")
    modules = foot.code(url).matrix
    step = foot.CODE_SIDE / len(modules)

    def is_dark(row: int, column: int) -> bool:
        x = foot.CODE_LEFT + (column + 0.5) * step
        y = A4[1] - foot.CODE_FOOT - foot.CODE_SIDE + (row + 0.5) * step
        return page.getpixel((round(x * ZOOM), round(y * ZOOM))) < 128

    side = range(len(modules))
    printed = [[is_dark(row, column) for column in side] for row in side]
    assert printed == [[bool(module) for module in row] for row in modules]


def test_a_plan_drawn_late_is_the_one_that_was_issued(world: World, leader: Person) -> None:
    plan_id = plan_issued(world, leader)
    first, *_ = amending.tasks_of(world, plan_id, leader)
    amended = amending.change(first, text="Hoãn")
    amendment_id = amending.issued(world, plan_id, leader, amended)
    content, _ = pdf_of(world, leader, "plans", plan_id)
    with world.acting(leader):
        assert own_for_change(plan_id).revision == 2
    assert all(word in text_of(content) for word in first.text.split())
    assert "Hoãn" not in text_of(content)
    assert "sửa đổi, bổ sung bởi" not in text_of(content)
    content, _ = pdf_of(world, leader, "amendments", amendment_id)
    assert "Hoãn" in text_of(content)


def test_a_report_that_went_up(world: World) -> None:
    here = site(world, cascade.issued(world), world.commune("Điềm He"))
    reporting.worked(world, here)
    report_id = reporting.written(world, here)
    with clock.fixed(reporting.SENT_ON), world.acting(here.officer):
        reports.send_and_tell(report_id=report_id, signature=reporting.signature(), by=here.officer)
    content, _ = pdf_of(world, here.officer, "reports", report_id)
    assert "Số: 12/" in text_of(content)


def test_a_letter_that_urges(world: World) -> None:
    given = cascade.issued(world, world.communes[:4])
    urging_id = urging.drafted(world, given.leader, urging.content(world, given))
    urging.issued(world, given.leader, urging_id)
    content, _ = pdf_of(world, given.leader, "urgings", urging_id)
    assert "01/SNV-TĐKT" in text_of(content)


def test_a_notice_of_clusters(world: World) -> None:
    scene = Scene(world)
    signing = Signing(
        symbol="TB-UBND",
        place="Lạng Sơn",
        issued_on=clock.today(),
        capacity=SigningCapacity.COMMITTEE_CHAIR,
        signer_name="Hồ Tiến Thiệu",
    )
    with world.acting(scene.manager):
        notice = clusters.issue_notice(year=YEAR, signing=signing, by=scene.manager)
    content, _ = pdf_of(world, scene.manager, "cluster_notices", notice.id)
    assert "01/TB-UBND" in text_of(content)


def test_a_recipient_gets_the_very_file_of_the_issuer(world: World, leader: Person) -> None:
    plan_id = plan_issued(world, leader)
    content, _ = pdf_of(world, leader, "plans", plan_id)
    commune = world.commune("Điềm He")
    reader = world.person(commune, Role.OFFICER)
    client = world.client(reader)
    answer = client.send(f"/plans/{plan_id}/papers")
    assert answer.status_code == 303
    assert client.get(answer.location).data == content
    with world.acting(reader, read_only=True):
        entry = queries.of_subject("plans", plan_id)
        assert entry is not None
        number = entry.id
    assert client.get(f"/correspondence/outgoing/{number}").status_code == 200
    page = client.get(f"/plans/{plan_id}").get_data(as_text=True)
    assert "Xem bản gốc số 01/KH-UBND, chữ ký số" in page
    assert f"/correspondence/drafts/new?cites={number}" in page
    own = world.client(leader).send(f"/plans/{plan_id}/papers")
    assert "/papers/" in own.location
    with world.acting(leader):
        hidden = drafted(world, leader)
    assert client.send(f"/plans/{hidden.id}/papers").status_code == 404


@pytest.mark.usefixtures("public")
def test_a_copy_of_an_amended_plan_bears_the_code_of_the_paper(
    world: World, leader: Person
) -> None:
    plan_id = plan_issued(world, leader)
    _, url = pdf_of(world, leader, "plans", plan_id)
    reader = world.person(world.commune("Điềm He"), Role.OFFICER)
    with world.acting(reader):
        paper_id = plans.ask_paper(plan_id=plan_id, by=reader)
    world.work()
    with world.acting(reader, read_only=True):
        file_id = drawn.paper(paper_id).file_id
        assert file_id is not None
        assert url in text_of(file_with_content(file_id).content)
