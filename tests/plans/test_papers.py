"""The plan as an official paper."""

from datetime import date

import pytest

from app.documents import pdf
from app.documents.paper import Heading, Paper, Paragraph, TaskTable
from app.lib import clock
from app.plans import papers
from app.plans.models import Plan, Task
from app.plans.queries import plans
from app.plans.terms import Disposition, PlanKind, PlanPeriod
from tenants import provision
from tenants.db import db
from tenants.models import Tenant, TenantKind
from tests.plans.samples import TODAY, a_task, drafted, issued
from tests.world import Person, World

PROSE = {
    "purpose": "Đẩy mạnh phong trào thi đua.",
    "requirements": "Thiết thực.\n- Đúng đối tượng;\n- Kịp thời",
    "budget": "Từ ngân sách xã.",
    "implementation": "1. Giao Phòng Văn hóa - Xã hội đôn đốc.",
    "closing": "Yêu cầu các đơn vị nghiêm túc thực hiện.",
}
BASES = [
    {"text": "Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"},
    {"text": "Thực hiện Kế hoạch số 01/KH-UBND ngày 04/01/2026 của UBND tỉnh Lạng Sơn"},
]
COPIES = [
    {"name": "UBND tỉnh", "purpose": "b/c"},
    {"name": "Các thôn", "purpose": None},
    {"name": "Lưu: VT, VHXH.", "purpose": None},
]


def paper_of(world: World, by: Person, plan: Plan) -> Paper:
    with world.acting(by, read_only=True):
        plan = plans.own(plan.id)
        return papers.plan_paper(
            plan,
            plans.numbered(plans.tasks(plan.id)),
            issuer=plan.issuer,
            superior=plans.superior_named_on_papers(plan.issuer),
        )


@pytest.fixture(name="officer")
def _officer(world: World) -> Person:
    return world.person(world.commune("Điềm He"))


@pytest.fixture(name="paper")
def _paper(world: World, officer: Person) -> Paper:
    tasks = (
        a_task("Tổng kết", lead_office="Phòng VHXH", support_offices=("Các thôn",)),
        a_task("Gửi hồ sơ", deadline_on=date(2026, 1, 25), deadline_inclusive=False),
        a_task("Báo cáo năm", quarter=4),
    )
    given = {"sections": PROSE, "legal_bases": BASES, "recipients": COPIES}
    return paper_of(world, officer, drafted(world, officer, *tasks, **given))


def test_the_letterhead_of_a_draft(paper: Paper) -> None:
    assert paper.issuer_lines == ("Ủy ban nhân dân", "xã Điềm He")
    assert (paper.superior, paper.draft, paper.number, paper.issued_on) == (None, True, None, None)
    assert (paper.symbol, paper.place, paper.year) == ("KH-UBND", "Điềm He", 2026)
    assert paper.abstract == "Công tác thi đua, khen thưởng năm 2026"


def test_bases_open_as_they_are_worded(paper: Paper) -> None:
    assert paper.bases == (
        "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",
        BASES[1]["text"],
    )


def test_the_parts_are_numbered_in_order(paper: Paper) -> None:
    headings = [block.text for block in paper.blocks if isinstance(block, Heading)]
    assert headings == [
        "I. Mục đích, yêu cầu",
        "1. Mục đích",
        "2. Yêu cầu",
        "II. Nội dung thực hiện",
        "III. Kinh phí thực hiện",
        "IV. Tổ chức thực hiện",
    ]
    assert paper.blocks[0] == Paragraph(
        "UBND xã Điềm He ban hành Kế hoạch công tác thi đua, khen thưởng năm 2026, cụ thể như sau:"
    )
    assert paper.blocks[-1] == Paragraph(PROSE["closing"])


def test_tasks_stand_in_bands_of_quarters(paper: Paper) -> None:
    (table,) = [block for block in paper.blocks if isinstance(block, TaskTable)]
    assert [band.label for band in table.bands] == ["QUÝ I", "QUÝ IV"]
    assert [row.no for band in table.bands for row in band.rows] == ["1", "2", "3"]
    assert table.bands[0].rows[0].offices == ("Phòng VHXH", "Các thôn")
    assert table.bands[0].rows[1].deadline == "Trước ngày 25/01/2026"


def test_recipients_and_archive_are_told_apart(paper: Paper) -> None:
    assert paper.recipients == ("UBND tỉnh (b/c)", "Các thôn")
    assert paper.archive == "VT, VHXH"


def test_a_chairman_signs_for_the_committee(paper: Paper) -> None:
    assert paper.signature.capacity == ("TM. ỦY BAN NHÂN DÂN",)
    assert (paper.signature.position, paper.signature.name) == ("CHỦ TỊCH", "")


def test_parts_that_are_empty_are_left_out(world: World, officer: Person) -> None:
    paper = paper_of(world, officer, drafted(world, officer))
    headings = [block.text for block in paper.blocks if isinstance(block, Heading)]
    assert headings == ["I. Nội dung thực hiện"]
    assert (paper.bases, paper.recipients, paper.archive) == ((), (), "VT")


def test_an_issued_plan_carries_number_day_and_signer(world: World) -> None:
    leader = world.person(world.province)
    paper = paper_of(world, leader, issued(world, leader))
    assert (paper.number, paper.issued_on, paper.draft) == ("01", date(2026, 1, 4), False)
    assert paper.signature.name == "Đoàn Thanh Sơn"
    assert paper.issuer_lines == ("Ủy ban nhân dân", "tỉnh Lạng Sơn")


def test_a_department_stands_under_its_province(world: World) -> None:
    with world.on_platform():
        department = provision.body(
            kind=TenantKind.DEPARTMENT,
            name="Sở Nội vụ",
            code="SNV",
            superior=db.session.get_one(Tenant, world.province.id),
        )
    officer = world.person(department)
    paper = paper_of(world, officer, drafted(world, officer))
    assert paper.superior == "Ủy ban nhân dân tỉnh Lạng Sơn"
    assert (paper.issuer_lines, paper.symbol, paper.place) == (
        ("Sở Nội vụ",),
        "KH-SNV",
        "Lạng Sơn",
    )
    assert (paper.signature.capacity, paper.signature.position) == ((), "GIÁM ĐỐC")


def test_a_declined_task_is_not_printed() -> None:
    kept = Task(
        text="Giữ",
        quarter=1,
        support_offices=[],
        requested_offices=[],
        disposition=Disposition.ADDED,
    )
    declined = Task(
        text="Bỏ",
        quarter=1,
        support_offices=[],
        requested_offices=[],
        disposition=Disposition.DECLINED,
    )
    plan = Plan(year=2026, title="Công tác", symbol="KH-UBND", place="Điềm He")
    plan.kind, plan.period = PlanKind.YEAR_PLAN, PlanPeriod.CALENDAR_YEAR
    plan.legal_bases, plan.sections, plan.recipients = [], {}, []
    issuer = Tenant(name="Xã Điềm He", kind=TenantKind.COMMUNE, unit_word="xã")
    paper = papers.plan_paper(plan, plans.numbered([declined, kept]), issuer=issuer)
    (table,) = [block for block in paper.blocks if isinstance(block, TaskTable)]
    assert [(row.no, row.text) for row in table.bands[0].rows] == [("1", "Giữ")]


def test_sixty_tasks_are_drawn(world: World, officer: Person) -> None:
    tasks = [a_task(f"Nhiệm vụ {n} " + "dài " * 30, quarter=1 + n // 15) for n in range(60)]
    plan = drafted(world, officer, *tasks, sections=PROSE)
    assert pdf.draw(paper_of(world, officer, plan)).startswith(b"%PDF-")


def test_recipients_may_print_what_was_delivered(world: World) -> None:
    with clock.fixed(TODAY):
        plan = issued(world, world.person(world.province))
        reader = world.client(world.person(world.commune("Điềm He")))
        stranger = world.client(world.person(world.province))
        answer = reader.send(f"/plans/{plan.id}/papers")
        world.work()
        assert "Kế hoạch số 01/KH-UBND" in reader.get(answer.location).get_data(as_text=True)
        assert stranger.get(answer.location).status_code == 404
