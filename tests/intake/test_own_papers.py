"""What the product draws, it reads back: the plan of a commune as PDF and as DOCX."""

from collections import Counter

import pytest

from app import intake
from app.documents.docx import page as word_page
from app.documents.pdf import page as pdf_page
from app.intake.queries import ReadPlan
from tests.documents import samples

PAPER = samples.YEAR_PLAN


@pytest.fixture(scope="module", params=["pdf", "docx"], name="plan")
def _plan(request: pytest.FixtureRequest) -> ReadPlan:
    draw = {"pdf": pdf_page.draw, "docx": word_page.write}[request.param]
    return intake.read(draw(PAPER), f"ke-hoach.{request.param}")


def test_the_letterhead_comes_back(plan: ReadPlan) -> None:
    assert (plan.kind, plan.issuer, plan.level) == ("year_plan", "UBND xã Điềm He", "commune")
    assert (plan.number, plan.symbol, plan.place) == ("07", PAPER.symbol, PAPER.place)
    assert (plan.issued_on, plan.title) == (PAPER.issued_on, PAPER.abstract)


def test_every_task_comes_back(plan: ReadPlan) -> None:
    drawn = [row for quarter, rows in samples._QUARTERS for row in rows]
    assert [task.text for task in plan.tasks] == [text for text, _ in drawn]
    assert Counter(task.quarter for task in plan.tasks) == {1: 6, 2: 6, 3: 1, 4: 5}
    printed = [tuple("; ".join(offices).split("; ")) for _, offices in drawn]
    assert [task.offices for task in plan.tasks] == printed


def test_the_foot_comes_back(plan: ReadPlan) -> None:
    assert [recipient.name for recipient in plan.recipients[:-1]] == list(PAPER.recipients)
    assert plan.signer.as_dict() == {
        "capacity": "TM. ỦY BAN NHÂN DÂN", "position": "CHỦ TỊCH", "name": "Lý Thị Dương",
    }  # fmt: skip
    assert plan.warnings == ()


def test_other_papers_are_no_plans() -> None:
    for paper in (samples.REPORT, samples.STANDINGS):
        read = intake.read(pdf_page.draw(paper), "a.pdf")
        assert (read.kind, read.tasks) == ("not_a_plan", ())
