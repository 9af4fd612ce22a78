"""The product's own words pass its own linter: text blocks, sample papers, the demo's papers."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from app.correspondence.models import OfficialPaper
from app.correspondence.papers import checking
from app.correspondence.queries import linting
from app.correspondence.queries.linting import references
from app.correspondence.terms import DraftState
from app.documents.paper import Paper
from app.documents.prose import blocks_of
from app.documents.terms import PaperKind
from app.lib import clock
from app.registers.models import OutgoingPaper
from app.stationery.terms.library import LIBRARY
from app.stationery.terms.text_blocks import Block, Slot
from tenants import jobs
from tenants.db import db, transaction
from tenants.models import Tenant, TenantKind
from tests.correspondence.test_linting import DECISION, LETTER, PLAN
from tests.documents import kinds, samples
from tests.world import World

ON = date(2026, 11, 20)
PAPERS = {PaperKind.DECISION: DECISION, PaperKind.OFFICIAL_LETTER: LETTER}
LAWS = next(one.text for one in LIBRARY if one.key == "bases.award-law")


def _with(block: Block) -> Paper:
    """A paper of the block's kind that says what the block says, and else nothing."""
    paper = replace(PAPERS.get(block.kind or PaperKind.PLAN, PLAN), bases=(LAWS,))
    match block.slot:
        case Slot.BASES:
            return replace(paper, bases=(block.text,))
        case Slot.RECIPIENTS:
            return replace(paper, recipients=tuple(block.text.splitlines()))
        case _:
            return replace(paper, blocks=blocks_of(block.text))


@pytest.mark.parametrize("block", LIBRARY, ids=lambda block: block.key)
def test_every_text_block_is_sound(block: Block) -> None:
    assert linting.findings(_with(block), on=ON) == ()


COMPLETE = [one for one in (*kinds.KINDS.values(), samples.STANDINGS) if one.signature.name]


@pytest.mark.parametrize("paper", COMPLETE, ids=lambda paper: paper.kind.value)
def test_no_sample_paper_holds_an_error(paper: Paper) -> None:
    found = linting.findings(paper, on=paper.issued_on or ON)
    assert [one.message for one in found if one.is_error] == []


def _errors(tenant: Tenant) -> Iterator[tuple[OfficialPaper, list[str]]]:
    """What the checker refuses in each paper of a tenant that left its drafter's desk."""
    left = OfficialPaper.state.notin_([DraftState.DRAFTING, DraftState.DROPPED])
    own = OfficialPaper.tenant_id == tenant.id
    for draft in db.session.scalars(select(OfficialPaper).where(own, left)):
        entry = db.session.get(OutgoingPaper, draft.outgoing_id) if draft.outgoing_id else None
        on = entry.issued_on if entry and entry.issued_on else clock.today()
        found = checking.findings(draft, on=on)
        yield draft, [one.message for one in found if one.is_error]


def test_no_paper_that_the_demo_issued_or_sent_up_holds_an_error(demo_app: Flask) -> None:
    world, seen, wrong = World(demo_app), 0, dict[str, list[str]]()
    for tenant in (world.province, *world.communes, world.first(TenantKind.DEPARTMENT)):
        actor = jobs.actor_for(tenant)
        with demo_app.app_context(), transaction(actor, read_only=True):
            found = {draft.abstract: errors for draft, errors in _errors(tenant)}
        seen += len(found)
        wrong |= {abstract: errors for abstract, errors in found.items() if errors}
    assert wrong == {}
    assert seen > 2


def test_no_law_that_the_product_offers_has_expired() -> None:
    said = " ".join(block.text for block in LIBRARY)
    assert [old.symbol for old in references.EXPIRED if old.symbol in said] == []
    instead = " ".join(old.instead for old in references.EXPIRED)
    assert [old.symbol for old in references.EXPIRED if old.symbol in instead] == []


@pytest.mark.parametrize(
    ("base", "on", "is_warned"),
    [
        ("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022", ON, True),
        ("Căn cứ Luật Thi đua, khen thưởng ngày 15/6/2022", ON, True),
        ("Căn cứ Luật số 06/2022/QH15", ON, True),
        ("Căn cứ Luật Thi đua, khen thưởng ngày 15/6/2022", date(2026, 9, 30), False),
        (LAWS, ON, False),
        ("Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025", ON, False),
    ],
)
def test_the_law_of_2022_alone_is_warned_of_since_it_was_amended(
    base: str, on: date, is_warned: bool
) -> None:
    codes = {one.code for one in linting.findings(replace(PLAN, bases=(base,)), on=on)}
    assert ("amended_base" in codes) is is_warned


@pytest.mark.parametrize("word", ["II", "III", "IV", "VIII", "XIV", "XX"])
def test_roman_numbers_are_no_abbreviations(word: str) -> None:
    paper = replace(PLAN, blocks=blocks_of(f"Báo cáo trong quý {word} theo Phụ lục {word}."))
    assert linting.findings(paper, on=date(2026, 3, 2)) == ()


@pytest.mark.parametrize(
    ("abstract", "is_wrong"),
    [
        ("Tổ chức Hội nghị tổng kết công tác thi đua, khen thưởng năm 2025", False),
        ("Tổ chức Hội nghị tổng kết công tác thi đua, khen thưởng năm 2024", True),
        ("Công tác thi đua, khen thưởng năm 2025", True),
    ],
)
def test_a_plan_may_look_back_on_the_year_before(abstract: str, is_wrong: bool) -> None:
    found = linting.findings(replace(PLAN, abstract=abstract), on=date(2026, 1, 5))
    assert ("year_mismatch" in {one.code for one in found}) is is_wrong
