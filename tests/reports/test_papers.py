"""The report on paper."""

import re
from dataclasses import replace
from io import BytesIO

import pdfplumber
from sqlalchemy import select

from app.documents.models import DrawnPaper, File
from app.documents.paper import DataTable, Heading, Paragraph, Row, TaskTable, Total
from app.documents.queries import file_with_content
from app.lib import clock
from app.plans.terms import organ_name
from app.progress.terms import TaskStatus
from app.reports import jobs, papers, queries
from app.reports.papers import Content
from tenants.db import db
from tests.plans import cascade
from tests.progress.given import Site, entry, recorded, site
from tests.reports.given import NARRATIVE, SENT_ON, sent, worked, written
from tests.world import Person, World


def reporting(world: World) -> tuple[Site, int, Person]:
    """A commune with a written report, and its superior."""
    given = cascade.issued(world)
    here = site(world, given, world.commune("Điềm He"))
    worked(world, here)
    return here, written(world, here), given.leader


def working_copy(world: World, here: Site, report_id: int) -> Content:
    """The report as it stands."""
    with clock.fixed(SENT_ON), world.acting(here.officer):
        report = queries.own.standing(report_id).report
        live = queries.own.live(report.plan_id, report.kind)
        basis = "Kế hoạch số 01/KH-UBND ngày 20/01/2026"
        return papers.of_working_copy(report, live.figures, live.lines, basis=basis)


def drawn(world: World, by: Person) -> str:
    """The text of the last paper that the worker drew."""
    world.work()
    with world.acting(by):
        query = select(File.id).join(DrawnPaper, DrawnPaper.file_id == File.id)
        last = query.where(File.media_type == "application/pdf").order_by(File.id.desc())
        file_id = db.session.scalars(last).first()
        assert file_id is not None
        content = file_with_content(file_id).content
    with pdfplumber.open(BytesIO(content)) as pdf:
        return "\n".join(page.extract_text() for page in pdf.pages)


def test_every_number_of_the_prose_is_a_number_of_the_figures(world: World) -> None:
    here, report_id, _ = reporting(world)
    recorded(world, here.officer, entry(here.task_ids[1], TaskStatus.OBSTRUCTED, 15))
    content = working_copy(world, here, report_id)
    said = papers.prose(content)
    for known in (content.basis, "15/06/2026", content.kind.period(2026)):
        assert known in said
        said = said.replace(known, "")
    table = papers.figures_table(content)
    total = next(row for row in table.rows if isinstance(row, Total))
    assert set(re.findall(r"\d+(?:,\d+)?%?", said)) <= {*total.cells, "33,3%"}
    assert "hoàn thành 1 nhiệm vụ (đạt 33,3%)" in said
    assert "gặp vướng mắc 1 nhiệm vụ" in said
    assert "Có 1 nhiệm vụ quá hạn" in said


def test_the_table_adds_up(world: World) -> None:
    here, report_id, _ = reporting(world)
    table = papers.figures_table(working_copy(world, here, report_id))
    rows = [row.cells for row in table.rows if isinstance(row, Row)]
    total = next(row.cells for row in table.rows if isinstance(row, Total))
    for column in range(1, 8):
        assert sum(int(row[column]) for row in rows) == int(total[column])
    for cells in (*rows, total):
        assert int(cells[1]) == sum(int(cell) for cell in cells[2:7])


def test_sections_are_numbered_without_gaps_and_empty_ones_left_out(world: World) -> None:
    here, report_id, _ = reporting(world)
    paper = papers.report_paper(
        working_copy(world, here, report_id), issuer=here.tenant, addressee=world.province
    )
    headings = [block.text for block in paper.blocks if isinstance(block, Heading)]
    assert headings == [
        "Phần thứ nhất\nKết quả công tác thi đua, khen thưởng 6 tháng đầu năm 2026",
        "I. Công tác lãnh đạo, chỉ đạo, triển khai",
        "1. Lãnh đạo, chỉ đạo, triển khai",
        "2. Kết quả thực hiện kế hoạch",
        "II. Kết quả phong trào thi đua",
        "1. Phong trào thi đua do đơn vị phát động",
        "III. Kết quả khen thưởng",
        "IV. Đánh giá chung",
        "1. Ưu điểm",
        "2. Tồn tại, hạn chế",
        "Phần thứ hai\nPhương hướng, nhiệm vụ công tác thi đua, khen thưởng 6 tháng cuối năm 2026",
        "I. Nhiệm vụ trọng tâm",
    ]
    assert any(isinstance(block, DataTable) for block in paper.blocks)
    annex = paper.annexes[0].blocks[0]
    assert isinstance(annex, TaskTable)
    results = [row.result for band in annex.bands for row in band.rows]
    assert results == [
        "Hoàn thành (20/05/2026)",
        "Chưa thực hiện",
        "Đang thực hiện, 60% (20/05/2026)",
    ]
    assert annex.bands[0].rows[1].note == "Quá hạn"


def test_a_working_copy_says_what_is_not_written(world: World) -> None:
    here, report_id, _ = reporting(world)
    content = replace(working_copy(world, here, report_id), narrative={})
    paper = papers.report_paper(content, issuer=here.tenant, addressee=world.province)
    assert paper.draft
    texts = [block.text for block in paper.blocks if isinstance(block, Paragraph)]
    assert texts.count(papers.UNWRITTEN) == len(NARRATIVE)
    assert texts[0].startswith(f"Thực hiện {content.basis}, {organ_name(here.tenant)} báo cáo")


def test_the_worker_draws_a_draft_and_then_the_report_as_it_was_sent(world: World) -> None:
    here, report_id, superior = reporting(world)
    with clock.fixed(SENT_ON), world.acting(here.officer):
        first = jobs.ask_working_copy(report_id=report_id, by=here.officer)
        again = jobs.ask_working_copy(report_id=report_id, by=here.officer)
        assert first.id == again.id
    draft = drawn(world, here.officer)
    assert "DỰ THẢO" in draft
    assert "CHỦ TỊCH" in draft
    submission = sent(world, here, report_id)
    for reader in (here.officer, superior):
        with world.acting(reader):
            jobs.ask_submission(submission_id=submission.id, by=reader)
        paper = drawn(world, reader)
        assert "DỰ THẢO" not in paper
        for words in (
            "ỦY BAN NHÂN DÂN",
            "XÃ ĐIỀM HE",
            "Số: 12/BC-UBND",
            "Điềm He, ngày 15 tháng 6 năm 2026",
            "BÁO CÁO",
            "Kính gửi: Ủy ban nhân dân tỉnh Lạng Sơn",
            "33,3%",
            "./.",
            "Lý Thị Dương",
            "Nơi nhận:",
            "- Như trên;",
        ):
            assert words in paper
    with world.acting(superior):
        names = db.session.scalars(select(File.name)).all()
        assert {"bao-cao-12-6-thang-2026.pdf", "bao-cao-12-6-thang-2026.docx"} == set(names)
