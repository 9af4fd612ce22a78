"""Word files as offices make them: letterheads in tables, counted numbers, merged cells."""

import pytest
from docx.table import Table

from app import intake
from app.intake.queries import ReadPlan
from app.lib.errors import Invalid
from tests.intake.builders import Word, archive

LETTERHEAD = (
    (
        "ỦY BAN NHÂN DÂN\nTỈNH BẮC NINH",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
    ),
    ("Số: 05/KH-UBND", "Bắc Ninh, ngày 06 tháng 01 năm 2026"),
)
FOOT = (
    "Nơi nhận:\n- Bộ Nội vụ (b/c);\n- Các sở, ban, ngành;\n- Lưu: VT, NC.",
    "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\n\nNguyễn Thị Hà",
)
ROWS = (
    ("STT", "Nội dung công việc", "Thời gian", "Cơ quan thực hiện", ""),
    ("", "", "", "Chủ trì", "Phối hợp"),
    ("QUÝ I/2026", "", "", "", ""),
    ("", "Hướng dẫn ký giao ước", "Tháng 01", "Sở Nội vụ", "Các sở; UBND các xã"),
    ("", "Phát động phong trào “Bắc Ninh số”", "Tháng 3/2026", "Sở Nội vụ", "Sở Tài chính"),
    ("QUÝ II, III", "", "", "", ""),
    ("", "Kiểm tra công tác thi đua", "Quý II", "Sở Nội vụ", '=HYPERLINK("http://x.vn","A")'),
    ("Nhiệm vụ thường xuyên", "", "", "", ""),
    ("", "Đăng tin gương người tốt", "Thường xuyên", "Báo Bắc Ninh", "Sở Nội vụ"),
)


def merged(table: Table) -> Table:
    table.cell(0, 3).merge(table.cell(0, 4))
    for column in range(3):
        table.cell(0, column).merge(table.cell(1, column))
    for row in (2, 5, 7):
        table.cell(row, 0).merge(table.cell(row, 4))
    return table


@pytest.fixture(scope="module")
def plan() -> ReadPlan:
    word = Word().side_by_side(*LETTERHEAD)
    word.lines(
        "KẾ HOẠCH",
        "Công tác thi đua, khen thưởng năm 2026",
        "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;",
        "Thực hiện Chỉ thị số 41-CT/TW ngày 26/12/2024 của Bộ Chính trị, UBND tỉnh ban hành "
        "Kế hoạch như sau:",
    )
    headings = [word.document.add_paragraph("MỤC ĐÍCH, YÊU CẦU")]
    word.lines("1. Mục đích: Nâng cao chất lượng.", "2. Yêu cầu: Thiết thực.")
    headings.append(word.document.add_paragraph("NHIỆM VỤ"))
    table = merged(word.table(ROWS))
    word.counted([table.cell(row, 0).paragraphs[0] for row in (3, 4, 6, 8)], "decimal", "%1")
    headings.append(word.document.add_paragraph("TỔ CHỨC THỰC HIỆN"))
    word.counted(headings, "upperRoman", "%1.")
    duties = [word.document.add_paragraph("Sở Nội vụ báo cáo trước ngày 10/12/2026./.")]
    word.counted(duties, "bullet", "-").side_by_side(FOOT)
    return intake.read(word.bytes(), "ke-hoach.docx")


def test_the_letterhead_is_read_from_its_table(plan: ReadPlan) -> None:
    assert (plan.issuer, plan.level) == ("UBND tỉnh Bắc Ninh", "province")
    assert (plan.number, plan.symbol, plan.place) == ("05", "KH-UBND", "Bắc Ninh")
    assert str(plan.issued_on) == "2026-01-06"
    assert plan.title == "Công tác thi đua, khen thưởng năm 2026"


def test_numbers_counted_by_word_are_read(plan: ReadPlan) -> None:
    assert [task.no for task in plan.tasks] == ["1", "2", "3", "4"]
    assert "I. MỤC ĐÍCH, YÊU CẦU" in plan.lines
    assert "III. TỔ CHỨC THỰC HIỆN" in plan.lines
    assert "- Sở Nội vụ báo cáo trước ngày 10/12/2026./." in plan.lines


def test_leads_and_supporters_stand_under_a_merged_header(plan: ReadPlan) -> None:
    first = plan.tasks[0]
    assert first.lead == ("Sở Nội vụ",)
    assert first.support == ("Các sở", "UBND các xã")
    assert first.offices == ("Sở Nội vụ", "Các sở", "UBND các xã")
    assert str(first.due_on) == "2026-01-31"


def test_bands_of_several_quarters_leave_the_quarter_to_the_row(plan: ReadPlan) -> None:
    assert [task.quarter for task in plan.tasks] == [1, 1, 2, None]
    assert plan.movements == ("Bắc Ninh số",)


def test_a_formula_in_a_cell_is_text(plan: ReadPlan) -> None:
    assert plan.tasks[2].support == ('=HYPERLINK("http://x.vn","A")',)


def test_the_foot_is_read_from_its_table(plan: ReadPlan) -> None:
    assert [recipient.as_dict() for recipient in plan.recipients] == [
        {"name": "Bộ Nội vụ", "purpose": "b/c"},
        {"name": "Các sở, ban, ngành", "purpose": None},
        {"name": "Lưu: VT, NC", "purpose": None},
    ]
    assert plan.signer.as_dict() == {
        "capacity": "TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH",
        "position": "PHÓ CHỦ TỊCH",
        "name": "Nguyễn Thị Hà",
    }
    assert [(str(one.code), one.line) for one in plan.warnings] == [("group_row", 22)]


def test_offices_merged_over_several_rows_do_each_of_them() -> None:
    word = Word().lines("KẾ HOẠCH", "Công tác năm 2026", "I. NHIỆM VỤ")
    table = word.table(
        [
            ("TT", "Nội dung", "Đơn vị thực hiện"),
            ("1", "Việc thứ nhất", "Phòng Nội vụ"),
            ("2", "Việc thứ hai", ""),
            ("3", "Việc thứ ba", "Phòng Tư pháp"),
        ]
    )
    table.cell(1, 2).merge(table.cell(2, 2))
    tasks = intake.read(word.bytes(), "a.docx").tasks
    assert [task.offices for task in tasks] == [
        ("Phòng Nội vụ",), ("Phòng Nội vụ",), ("Phòng Tư pháp",),
    ]  # fmt: skip


def test_one_task_merged_over_several_offices_stays_one_task() -> None:
    word = Word().lines("KẾ HOẠCH", "Công tác năm 2026", "I. NHIỆM VỤ")
    table = word.table(
        [
            ("TT", "Nội dung", "Đơn vị thực hiện"),
            ("1", "Việc thứ nhất", "Phòng Nội vụ"),
            ("", "", "Phòng Tư pháp"),
        ]
    )
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(1, 1).merge(table.cell(2, 1))
    tasks = intake.read(word.bytes(), "a.docx").tasks
    assert [(task.no, task.text, task.offices) for task in tasks] == [
        ("1", "Việc thứ nhất", ("Phòng Nội vụ", "Phòng Tư pháp"))
    ]


def test_tasks_in_an_annex_after_the_signature_are_read() -> None:
    word = Word().lines("KẾ HOẠCH", "Công tác năm 2026", "I. NHIỆM VỤ", "Theo Phụ lục kèm theo./.")
    word.side_by_side(FOOT).lines("PHỤ LỤC", "(Kèm theo Kế hoạch số 05/KH-UBND)")
    word.table([("TT", "Nội dung", "Đơn vị thực hiện"), ("1", "Việc một", "Sở Nội vụ")])
    read = intake.read(word.bytes(), "a.docx")
    assert [task.text for task in read.tasks] == ["Việc một"]
    assert len(read.recipients) == 3


def test_deleted_and_hidden_words_are_not_read() -> None:
    word = Word().lines("KẾ HOẠCH", "Công tác năm 2026", "I. NHIỆM VỤ")
    paragraph = word.document.add_paragraph("Thấy được. ")
    hidden = paragraph.add_run("Không thấy.")
    hidden.font.hidden = True
    assert intake.read(word.bytes(), "a.docx").lines[-1] == "Thấy được."


def test_an_archive_with_a_broken_document_is_refused() -> None:
    broken = archive({"word/document.xml": b"<w:document"})
    with pytest.raises(Invalid, match="Tệp Word bị hỏng"):
        intake.read(broken, "a.docx")


def test_entities_in_the_document_are_not_expanded() -> None:
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    body = (
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        b"<w:body><w:p><w:r><w:t>Ke hoach &b;</w:t></w:r></w:p></w:body></w:document>"
    )
    made = archive({"word/document.xml": laughs + body})
    assert intake.read(made, "a.docx").lines == ("Ke hoach",)
