"""The linter: what the decree forbids, what is only to be looked at, what is sound."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.correspondence.queries import linting
from app.correspondence.queries.linting import Severity
from app.documents.paper import Annex, Bullets, Centred, Heading, Paper, Paragraph, SignatureBlock
from app.documents.signing import Capacity, Organ, block, capacity_of
from app.documents.terms import PaperKind
from app.lib.errors import Invalid

ON = date(2026, 3, 2)
CHAIR = SignatureBlock(("TM. ỦY BAN NHÂN DÂN",), "CHỦ TỊCH", "Lý Văn Dũng")
PLAN = Paper(
    kind=PaperKind.PLAN,
    issuer_lines=("Ủy ban nhân dân", "xã Điềm He"),
    symbol="KH-UBND",
    place="Điềm He",
    abstract="Công tác thi đua, khen thưởng năm 2026",
    bases=("Căn cứ Luật Thi đua, khen thưởng ngày 15/6/2022",),
    blocks=(
        Heading(1, "I. MỤC ĐÍCH"),
        Paragraph("Nâng cao chất lượng công tác."),
        Heading(1, "II. TỔ CHỨC THỰC HIỆN"),
        Paragraph("Giao các phòng thực hiện."),
    ),
    signature=CHAIR,
    recipients=("Sở Nội vụ (b/c)",),
    draft=True,
)
DECISION = replace(
    PLAN,
    kind=PaperKind.DECISION,
    symbol="QĐ-UBND",
    abstract="Về việc tặng Giấy khen",
    authority="Chủ tịch Ủy ban nhân dân xã Điềm He",
    blocks=(Centred("QUYẾT ĐỊNH:"), Paragraph("Tặng Giấy khen.", lead="Điều 1.")),
    signature=SignatureBlock((), "CHỦ TỊCH", "Lý Văn Dũng"),
)
LETTER = replace(
    PLAN,
    kind=PaperKind.OFFICIAL_LETTER,
    symbol="UBND-VHXH",
    abstract="rà soát điển hình tiên tiến",
    addressees=("Các thôn",),
    bases=(),
)


def found_in(paper: Paper, on: date = ON) -> dict[str, Severity]:
    """What is found, by the code of the rule."""
    return {one.code: one.severity for one in linting.findings(paper, on=on)}


@pytest.mark.parametrize("paper", [PLAN, DECISION, LETTER], ids=["plan", "decision", "letter"])
def test_a_sound_paper_has_no_finding(paper: Paper) -> None:
    assert linting.findings(paper, on=ON) == ()


ERRORS: list[tuple[str, Paper, str]] = [
    ("missing_issuer", replace(PLAN, issuer_lines=()), "organ"),
    ("missing_place", replace(PLAN, place=" "), "place"),
    ("missing_date", replace(PLAN, draft=False, number="01"), "issued_on"),
    ("missing_number", replace(PLAN, draft=False, issued_on=ON), "number"),
    ("missing_abstract", replace(PLAN, abstract=""), "abstract"),
    ("missing_body", replace(PLAN, blocks=()), "body"),
    ("missing_body", replace(DECISION, blocks=(Centred("QUYẾT ĐỊNH:"),)), "articles"),
    ("missing_symbol", replace(PLAN, symbol=""), "organ"),
    ("symbol_of_other_kind", replace(PLAN, symbol="BC-UBND"), "organ"),
    ("symbol_of_other_kind", replace(LETTER, symbol="KH-UBND"), "organ"),
    ("missing_recipients", replace(PLAN, recipients=()), "recipients"),
    ("missing_archive", replace(PLAN, archive=""), "archive"),
    ("missing_addressees", replace(LETTER, addressees=()), "addressees"),
    ("missing_bases", replace(DECISION, bases=()), "bases"),
    ("missing_authority", replace(DECISION, authority=""), "authority"),
    ("empty_annex", replace(PLAN, annexes=(Annex("Danh sách", ()),)), "annexes"),
    ("missing_position", replace(PLAN, signature=SignatureBlock((), "")), "signer_position"),
    ("missing_signer_name", replace(PLAN, signature=replace(CHAIR, name="")), "signer_name"),
    (
        "missing_for_head",
        replace(PLAN, signature=replace(CHAIR, position="PHÓ CHỦ TỊCH")),
        "signer_position",
    ),
    (
        "capacity_does_not_fit",
        replace(DECISION, signature=SignatureBlock(("TL. CHỦ TỊCH",), "CHÁNH VĂN PHÒNG", "A")),
        "signer_position",
    ),
    (
        "title_before_name",
        replace(PLAN, signature=replace(CHAIR, name="ThS. Lý Văn Dũng")),
        "signer_name",
    ),
    ("secret_mark", replace(PLAN, blocks=(Paragraph("Nội dung.\nMẬT"),)), "body"),
    ("secret_mark", replace(PLAN, abstract="Kế hoạch (TỐI MẬT)"), "abstract"),
    ("secret_mark", replace(PLAN, blocks=(Paragraph("Độ mật: Tuyệt mật"),)), "body"),
    (
        "base_after_paper",
        replace(PLAN, bases=("Thực hiện Kế hoạch số 12/KH-UBND ngày 05/12/2026 của UBND tỉnh",)),
        "bases",
    ),
    (
        "impossible_date",
        replace(PLAN, bases=("Căn cứ Quyết định số 5/QĐ-UBND ngày 31/02/2026",)),
        "bases",
    ),
    (
        "foreign_letter",
        replace(PLAN, blocks=(Paragraph("e) một việc"), Paragraph("f) việc khác"))),
        "body",
    ),
    ("year_mismatch", replace(PLAN, abstract="Công tác thi đua năm 2025"), "abstract"),
    ("year_mismatch", replace(PLAN, abstract="Công tác thi đua năm 2027"), "abstract"),
]


@pytest.mark.parametrize(
    ("code", "paper", "field"), ERRORS, ids=[f"{n}-{e[0]}" for n, e in enumerate(ERRORS)]
)
def test_what_the_decree_forbids_is_an_error_at_its_field(
    code: str, paper: Paper, field: str
) -> None:
    found = [one for one in linting.findings(paper, on=ON) if one.code == code]
    assert [(one.severity, one.field) for one in found] == [(Severity.ERROR, field)]
    assert found[0].message
    assert found[0].source


WARNINGS: list[tuple[str, Paper]] = [
    ("missing_capacity", replace(PLAN, signature=replace(CHAIR, capacity=()))),
    ("chairs_own_decision", replace(DECISION, signature=CHAIR)),
    ("body_of_one_head", replace(PLAN, issuer_lines=("Sở Nội vụ",), symbol="KH-SNV")),
    ("organ_of_other_issuer", replace(PLAN, symbol="KH-SNV")),
    ("abstract_ends_with_stop", replace(PLAN, abstract="Công tác năm 2026.")),
    ("abstract_repeats_lead", replace(LETTER, abstract="V/v rà soát")),
    ("abstract_in_capitals", replace(PLAN, abstract="CÔNG TÁC THI ĐUA, KHEN THƯỞNG NĂM 2026")),
    ("archive_without_clerk", replace(PLAN, archive="VHXH")),
    ("archive_twice", replace(PLAN, recipients=("Sở Nội vụ", "- Lưu: VT"))),
    ("double_full_stop", replace(PLAN, archive="VT..")),
    ("misspelling", replace(PLAN, blocks=(Paragraph("Xét khen thường và hình tức khen."),))),
    ("doubled_word", replace(PLAN, blocks=(Paragraph("Kế hoạch của của xã."),))),
    ("unit_mismatch", replace(PLAN, blocks=(Paragraph("Tuyên truyền trên địa bàn phường."),))),
    ("numbering_gap", replace(PLAN, blocks=(Paragraph("1. Một."), Paragraph("3. Ba.")))),
    ("numbering_gap", replace(PLAN, blocks=(Paragraph("a) Một."), Paragraph("c) Ba.")))),
    ("numbering_duplicate", replace(PLAN, blocks=(Paragraph("1. Một."), Paragraph("1. Hai.")))),
    (
        "numbering_gap",
        replace(
            PLAN,
            blocks=(Heading(1, "I. MỘT"), Paragraph("x"), Heading(1, "III. BA"), Paragraph("y")),
        ),
    ),
    ("expired_base", replace(PLAN, bases=("Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31/12/2023",))),
    ("misnamed_law", replace(PLAN, bases=("Căn cứ Luật Thi đua khen thưởng",))),
    ("base_without_lead", replace(PLAN, bases=("Luật Thi đua, khen thưởng ngày 15/6/2022",))),
    ("undefined_abbreviation", replace(PLAN, blocks=(Paragraph("Giao BCĐXD thực hiện."),))),
    ("ends_with_heading", replace(PLAN, blocks=(*PLAN.blocks, Heading(1, "III. KẾT LUẬN")))),
    ("year_mismatch", replace(LETTER, abstract="đề án phát triển đến năm 2035")),
    ("missing_addressees", replace(PLAN, kind=PaperKind.REPORT, symbol="BC-UBND")),
]


@pytest.mark.parametrize(
    ("code", "paper"), WARNINGS, ids=[f"{n}-{w[0]}" for n, w in enumerate(WARNINGS)]
)
def test_the_rest_is_a_warning(code: str, paper: Paper) -> None:
    assert found_in(paper) == {code: Severity.WARNING}


SOUND: list[tuple[str, Paper]] = [
    ("letters_of_points", replace(PLAN, blocks=(Paragraph("d) x"), Paragraph("đ) y")))),
    ("bullets", replace(PLAN, blocks=(Bullets(("một", "hai")),))),
    ("secrets_spoken_of", replace(PLAN, blocks=(Paragraph("Bảo vệ bí mật nhà nước, mật độ."),))),
    (
        "abbreviation_defined",
        replace(PLAN, blocks=(Paragraph("Ban Chỉ đạo (sau đây gọi tắt là BCĐXD); BCĐXD họp."),)),
    ),
    (
        "next_years_plan",
        replace(PLAN, abstract="Công tác năm 2027", bases=("Căn cứ Luật số 06/2026/QH16",)),
    ),
    ("years_named", replace(LETTER, abstract="triển khai Luật Thi đua, khen thưởng năm 2022")),
    ("term", replace(PLAN, abstract="Công tác giai đoạn năm 2025 - 2030")),
    ("school", replace(PLAN, signature=replace(CHAIR, name="Tạ Văn Sơn"))),
]


@pytest.mark.parametrize(("name", "paper"), SOUND, ids=[name for name, _ in SOUND])
def test_what_is_right_is_left_alone(name: str, paper: Paper) -> None:
    on = date(2026, 12, 1) if name == "next_years_plan" else ON
    if name == "term":
        assert found_in(paper, date(2025, 12, 1)) == {}
    else:
        assert found_in(paper, on) == {}


def test_a_clause_starts_again_in_the_next_article() -> None:
    blocks = (
        Paragraph("Một.", lead="Điều 1."),
        Paragraph("1. a"),
        Paragraph("2. b"),
        Paragraph("Hai.", lead="Điều 2."),
        Paragraph("1. c"),
    )
    assert found_in(replace(DECISION, blocks=blocks)) == {}


def test_an_expired_base_of_its_own_day_was_right() -> None:
    paper = replace(
        PLAN,
        abstract="Công tác năm 2024",
        bases=("Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31/12/2023",),
    )
    assert found_in(paper, date(2024, 3, 1)) == {}


def test_teachers_may_sign_with_their_title() -> None:
    paper = replace(
        PLAN,
        issuer_lines=("Trường Tiểu học xã Điềm He",),
        symbol="KH-TH",
        signature=SignatureBlock((), "HIỆU TRƯỞNG", "TS. Lý Thị Hoa"),
    )
    assert found_in(paper) == {"title_before_name": Severity.WARNING}


def test_errors_come_first_and_nothing_twice() -> None:
    paper = replace(PLAN, recipients=(), archive="VT..", abstract="Công tác năm 2026.")
    found = linting.findings(paper, on=ON)
    assert [one.is_error for one in found] == [True, False, False]
    assert len(set(found)) == len(found)


def test_a_long_paper_is_read_in_one_go() -> None:
    many = tuple(Paragraph(f"{number}. Việc thứ {number} của xã.") for number in range(1, 900))
    assert found_in(replace(PLAN, blocks=many)) == {}


BLOCKS: list[tuple[Organ, Capacity, dict[str, Any], str]] = [
    (Organ.COMMITTEE, Capacity.HEAD, {}, "TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH"),
    (Organ.COMMITTEE, Capacity.ACTING, {}, "TM. ỦY BAN NHÂN DÂN / Q. CHỦ TỊCH"),
    (Organ.COMMITTEE, Capacity.DEPUTY, {}, "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH"),
    (Organ.CHAIR, Capacity.HEAD, {}, "CHỦ TỊCH"),
    (Organ.CHAIR, Capacity.DEPUTY, {}, "KT. CHỦ TỊCH / PHÓ CHỦ TỊCH"),
    (Organ.COUNCIL, Capacity.HEAD, {}, "TM. HỘI ĐỒNG / CHỦ TỊCH"),
    (Organ.DEPARTMENT, Capacity.DEPUTY, {}, "KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC"),
    (Organ.SCHOOL, Capacity.HEAD, {}, "HIỆU TRƯỞNG"),
    (
        Organ.COMMITTEE,
        Capacity.BY_ORDER,
        {"position": "Chánh Văn phòng"},
        "TL. CHỦ TỊCH / CHÁNH VĂN PHÒNG",
    ),
    (
        Organ.COMMITTEE,
        Capacity.BY_ORDER,
        {"position": "Phó Chánh Văn phòng", "deputy_of": "Chánh Văn phòng"},
        "TL. CHỦ TỊCH / KT. CHÁNH VĂN PHÒNG / PHÓ CHÁNH VĂN PHÒNG",
    ),
    (
        Organ.DEPARTMENT,
        Capacity.BY_AUTHORIZATION,
        {"position": "Trưởng phòng Thi đua"},
        "TUQ. GIÁM ĐỐC / TRƯỞNG PHÒNG THI ĐUA",
    ),
]


@pytest.mark.parametrize(("organ", "capacity", "more", "label"), BLOCKS)
def test_the_lines_above_the_name(
    organ: Organ, capacity: Capacity, more: dict[str, Any], label: str
) -> None:
    found = block(organ, capacity, **more)
    assert found.label == label
    assert capacity_of(found.lines, found.position) is capacity


def test_by_order_one_says_who_one_is_and_only_then_names_a_deputy() -> None:
    with pytest.raises(Invalid) as unsaid:
        block(Organ.COMMITTEE, Capacity.BY_ORDER)
    assert "position" in unsaid.value.fields
    with pytest.raises(Invalid) as unfit:
        block(Organ.COMMITTEE, Capacity.DEPUTY, deputy_of="Chánh Văn phòng")
    assert "deputy_of" in unfit.value.fields
