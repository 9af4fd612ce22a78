"""The linter on what was pasted, and on recipients whose purpose is the wrong way round."""

from dataclasses import replace

import pytest

from app.correspondence.papers import checking
from app.correspondence.queries import drafts, linting
from app.documents.paper import Annex, Paper, Paragraph
from tests.correspondence import desks
from tests.correspondence.test_linting import ON, PLAN
from tests.world import World

ANNEX = Annex("Danh sách cá nhân", (Paragraph("Nguyễn Văn An, thôn Nà Lốc."),))


def _with_annex(first: str) -> Paper:
    return replace(PLAN, annexes=(replace(ANNEX, blocks=(Paragraph(first), *ANNEX.blocks)),))


@pytest.mark.parametrize(
    ("code", "paper", "field", "said"),
    [
        (
            *("undrawable_sign", replace(PLAN, abstract="Phát động thi đua 🎉 năm 2026 🏆")),
            *("abstract", "Trích yếu có ký tự không in được trên văn bản: 🎉 🏆."),
        ),
        (
            *("undrawable_sign", replace(PLAN, blocks=(Paragraph("Giao các phòng 👍."),))),
            *("body", "👍"),
        ),
        (
            *("annex_repeats_title", _with_annex("DANH SÁCH CÁ NHÂN")),
            *("annexes", "Phụ lục 1 nhắc lại tên"),
        ),
        (
            *("empty_reference", _with_annex("(Kèm theo Quyết định số )")),
            *("annexes", "còn bỏ trống số"),
        ),
        (
            *("empty_reference", _with_annex("(Kèm theo Kế hoạch số    /KH-UBND ngày 02/3/2026)")),
            *("annexes", "còn bỏ trống số"),
        ),
    ],
)
def test_what_was_pasted_is_warned_of(code: str, paper: Paper, field: str, said: str) -> None:
    found = [one for one in linting.findings(paper, on=ON) if one.code == code]
    assert len(found) == 1
    assert (found[0].field, found[0].is_error) == (field, False)
    assert said in found[0].message


@pytest.mark.parametrize(
    "paper",
    [
        replace(PLAN, annexes=(ANNEX,)),
        _with_annex("(Kèm theo Quyết định số 12/QĐ-UBND ngày 02/3/2026)"),
        replace(PLAN, abstract="Thi đua “Dạy tốt – học tốt” năm 2026…"),
    ],
)
def test_a_full_annex_and_usual_signs_are_sound(paper: Paper) -> None:
    codes = {one.code for one in linting.findings(paper, on=ON)}
    assert not codes & {"undrawable_sign", "annex_repeats_title", "empty_reference"}


def test_a_sign_that_a_body_drops_is_told_of_once_at_its_box(world: World) -> None:
    at = desks.office(world)
    words = desks.GOOD["content"]
    body = words["body"] + "\nChúc mừng 🎉 các đơn vị, H₂O, 12 m²."
    annex = {"title": "Danh sách 🏆", "body": "| STT | Tên |\n| 1 | Nguyễn Văn An 🏅 |"}
    draft_id = desks.draft(world, at.drafter, content={**words, "body": body, "annexes": [annex]})
    with world.acting(at.drafter):
        found = checking.findings(drafts.own(draft_id), on=ON)
    said = {one.field: one.message for one in found if one.code == "undrawable_sign"}
    assert set(said) == {"body", "annexes"}
    assert "không in được trên văn bản: 🎉." in said["body"]
    assert "🏆" in said["annexes"]


def test_reporting_down_and_ordering_up_are_warned_of(world: World) -> None:
    at = desks.office(world)
    superior = at.tenant.superior_ids[0]
    mixed = [{"name": "Cấp trên", "tenant_id": superior, "purpose": "carry_out"}]
    right = [{"name": "Cấp trên", "tenant_id": superior, "purpose": "report"}]
    above = world.person(world.province)
    down = [{"name": "UBND xã Điềm He", "tenant_id": at.tenant.id, "purpose": "report"}]
    for by, recipients, expected in (
        (at.drafter, mixed, {"order_to_superior"}),
        (at.drafter, right, set()),
        (above, down, {"report_to_subordinate"}),
    ):
        draft_id = desks.draft(world, by, recipients=recipients)
        with world.acting(by):
            found = checking.findings(drafts.own(draft_id), on=ON)
        codes = {one.code for one in found}
        assert codes & {"order_to_superior", "report_to_subordinate"} == expected
