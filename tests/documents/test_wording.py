"""Fixed words and marks of papers."""

from dataclasses import replace
from datetime import date

import pytest

from app.documents import tasks, wording
from app.documents.paper import (
    Annex,
    Band,
    Block,
    Bullets,
    Column,
    DataTable,
    Heading,
    Paragraph,
    Row,
    TaskBand,
    TaskRow,
    TaskTable,
)
from app.documents.prose import blocks_of
from app.documents.terms import PaperKind
from tests.documents import samples


@pytest.mark.parametrize(
    ("number", "line"),
    [("1", "Số: 01/KH-UBND"), ("12", "Số: 12/KH-UBND"), ("07", "Số: 07/KH-UBND")],
)
def test_number_below_ten_leads_with_a_zero(number: str, line: str) -> None:
    assert wording.number_line(replace(samples.YEAR_PLAN, number=number)) == line


def test_a_missing_number_leaves_a_space_to_write_in() -> None:
    line = wording.number_line(replace(samples.YEAR_PLAN, number=None))
    assert line.split() == ["Số:", "/KH-UBND"]
    assert len(line) - len("Số:/KH-UBND") >= 6


@pytest.mark.parametrize(
    ("on", "year", "text"),
    [
        (date(2026, 1, 5), None, "Lạng Sơn, ngày 05 tháng 01 năm 2026"),
        (date(2026, 10, 20), 2025, "Lạng Sơn, ngày 20 tháng 10 năm 2026"),
        (date(2025, 3, 9), None, "Lạng Sơn, ngày 09 tháng 3 năm 2025"),
        (None, 2026, "Lạng Sơn, ngày tháng năm 2026"),
        (None, None, "Lạng Sơn, ngày tháng năm"),
    ],
)
def test_place_and_date(on: date | None, year: int | None, text: str) -> None:
    assert " ".join(wording.place_and_date("Lạng Sơn", on, year).split()) == text


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("thực hiện.", "thực hiện./."),
        ("thực hiện", "thực hiện./."),
        ("thực hiện./.", "thực hiện./."),
        ("thực hiện..", "thực hiện./."),
        ("thực hiện;", "thực hiện./."),
        ("v.v...", "v.v..../."),
        ("có đúng không?", "có đúng không?./."),
        ("thực hiện. ", "thực hiện./."),
    ],
)
def test_end_mark_takes_the_place_of_the_last_stop(typed: str, printed: str) -> None:
    assert wording.with_end_mark(typed) == printed


@pytest.mark.parametrize(
    ("blocks", "last"),
    [
        ((Paragraph("Hết."),), Paragraph("Hết./.")),
        ((Paragraph("Hết."), Paragraph(" \n")), Paragraph("Hết./.")),
        ((Bullets(("Một;", "Hai;")),), Bullets(("Một;", "Hai./."))),
        ((Heading(1, "I. Đầu"),), Paragraph("./.")),
        ((DataTable((Column("A"),), ()),), Paragraph("./.")),
    ],
)
def test_last_sentence_of_the_body_is_closed(blocks: tuple[Block, ...], last: Block) -> None:
    assert wording.closed(blocks)[-1] == last


def test_an_empty_body_has_no_end_mark() -> None:
    assert wording.closed(()) == ()


def test_recipients_end_with_the_archive() -> None:
    paper = replace(
        samples.YEAR_PLAN, recipients=("Sở Nội vụ (b/c);", " ", "Các thôn."), archive="VT, VHXH.."
    )
    assert wording.recipient_lines(paper) == (
        "- Sở Nội vụ (b/c);",
        "- Các thôn;",
        "- Lưu: VT, VHXH.",
    )


@pytest.mark.parametrize(
    "issuer",
    [
        ("Ủy ban nhân dân", "xã Điềm He"),
        ("UỶ BAN NHÂN DÂN TỈNH LẠNG SƠN",),
        ("UBND xã Điềm He",),
    ],
)
def test_committees_print_nobody_above_them(issuer: tuple[str, ...]) -> None:
    paper = replace(samples.YEAR_PLAN, issuer_lines=issuer, superior="Chính phủ")
    assert wording.superior_line(paper) == ""


def test_annexes_are_numbered_only_where_there_are_several() -> None:
    one = replace(samples.YEAR_PLAN, annexes=(Annex("A", ()),))
    four = replace(samples.YEAR_PLAN, annexes=(Annex("A", ()),) * 4)
    assert wording.annex_heading(one, 1) == "Phụ lục"
    assert [wording.annex_heading(four, n) for n in (1, 4)] == ["Phụ lục I", "Phụ lục IV"]
    assert wording.annex_note(four) == (
        "(Kèm theo Kế hoạch số 07/KH-UBND ngày 09 tháng 01 năm 2026 của Ủy ban nhân dân xã Điềm He)"
    )


@pytest.mark.parametrize(
    ("issuer", "authority", "who"),
    [
        (
            ("Ủy ban nhân dân", "tỉnh Lạng Sơn"),
            "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH",
            "Chủ tịch Ủy ban nhân dân tỉnh Lạng Sơn",
        ),
        (("Sở Nội vụ",), "Giám đốc Sở Nội vụ", "Giám đốc Sở Nội vụ"),
        (
            ("Ủy ban nhân dân", "xã Điềm He"),
            "Ủy ban nhân dân xã",
            "Ủy ban nhân dân xã Điềm He",
        ),
        (("Ủy ban nhân dân", "xã Điềm He"), "", "Ủy ban nhân dân xã Điềm He"),
    ],
)
def test_an_annex_names_who_decided(issuer: tuple[str, ...], authority: str, who: str) -> None:
    paper = replace(
        samples.YEAR_PLAN, kind=PaperKind.DECISION, issuer_lines=issuer, authority=authority
    )
    assert wording.annex_note(paper).endswith(f" của {who})")


@pytest.mark.parametrize(
    ("number", "numeral"), [(1, "I"), (4, "IV"), (9, "IX"), (38, "XXXVIII"), (49, "XLIX")]
)
def test_roman_numerals(number: int, numeral: str) -> None:
    assert wording.roman(number) == numeral


def test_roman_numerals_begin_at_one() -> None:
    with pytest.raises(ValueError, match="begin at 1"):
        wording.roman(0)


def test_there_are_29_kinds_with_their_own_abbreviations() -> None:
    assert len(PaperKind) == 29
    abbreviations = [kind.abbreviation for kind in PaperKind if kind.abbreviation]
    assert len(set(abbreviations)) == len(abbreviations) == 27
    assert PaperKind("plan").label == "Kế hoạch"


@pytest.mark.parametrize(
    ("kind", "unit", "symbol"),
    [
        (PaperKind.PLAN, "VHXH", "KH-UBND"),
        (PaperKind.PROPOSAL, "", "TTr-UBND"),
        (PaperKind.OFFICIAL_LETTER, "VHXH", "UBND-VHXH"),
        (PaperKind.OFFICIAL_LETTER, "", "UBND"),
    ],
)
def test_symbols(kind: PaperKind, unit: str, symbol: str) -> None:
    assert kind.symbol("UBND", unit) == symbol


class TestTasks:
    def test_offices_are_listed_with_dashes(self) -> None:
        table = TaskTable(
            (TaskBand("QUÝ I", (TaskRow(no="1", text="Sơ kết", offices=("A.", "B")),)),)
        )
        assert tasks.as_data(table).rows == (
            Band("QUÝ I"),
            Row(("1", "Sơ kết", "- A;\n- B.")),
        )

    def test_only_filled_columns_are_printed_in_their_order(self) -> None:
        data = tasks.as_data(samples.FULL_TASKS)
        assert [column.title for column in data.columns] == [
            "TT",
            "Nội dung",
            "Cơ quan chủ trì",
            "Cơ quan phối hợp",
            "Thời gian hoàn thành",
            "Kết quả thực hiện",
            "Ghi chú",
        ]
        assert Band("QUÝ II") not in data.rows
        assert data.rows[2] == Row(
            (
                "",
                "Tham dự Hội nghị tổng kết công tác TĐKT cụm các xã nội địa",
                "- UBND xã.",
                "",
                "Tháng 01/2026",
                "Đã dự",
                "Không đánh số",
            )
        )

    def test_a_plan_without_tasks_keeps_its_usual_columns(self) -> None:
        data = tasks.as_data(TaskTable(()))
        assert [column.title for column in data.columns] == ["TT", "Nội dung", "Cơ quan thực hiện"]
        assert data.rows == ()


class TestProse:
    def test_lines_become_paragraphs_and_points(self) -> None:
        assert blocks_of("Một.\r\n\r\n- Hai;\n• Ba.\n+ Bốn;\nNăm.") == (
            Paragraph("Một."),
            Bullets(("Hai;", "Ba.")),
            Bullets(("Bốn;",), "+"),
            Paragraph("Năm."),
        )

    @pytest.mark.parametrize("text", ["", " \n\t\n"])
    def test_blank_text_gives_nothing(self, text: str) -> None:
        assert blocks_of(text) == ()

    def test_a_dash_inside_or_before_a_number_is_no_point(self) -> None:
        assert blocks_of("-5 điểm\nkinh tế - xã hội") == (
            Paragraph("-5 điểm"),
            Paragraph("kinh tế - xã hội"),
        )
