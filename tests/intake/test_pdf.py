"""PDF files as Word prints them: two columns, tables across pages, page numbers."""

from itertools import pairwise

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from app import intake
from app.intake.queries import ReadPlan
from app.lib.errors import Invalid
from tests.intake.builders import Pdf

TASK = "Nhiệm vụ thứ {} về hướng dẫn, kiểm tra và tổng hợp báo cáo gửi cấp trên đúng thời hạn."
OPENING = (
    "Thực hiện Kế hoạch số 03/KH-UBND ngày 05/01/2026 của Ủy ban nhân dân tỉnh Cao Bằng về công "
    "tác thi đua, khen thưởng năm 2026; Sở Nội vụ ban hành Kế hoạch công tác năm như sau:"
)
PURPOSE = (
    "- Đẩy mạnh các phong trào thi đua yêu nước, tạo khí thế sôi nổi trong toàn thể công chức, "
    "viên chức và người lao động, góp phần thực hiện thắng lợi nhiệm vụ phát triển kinh tế - xã "
    "hội, quốc phòng, an ninh của cả tỉnh."
)


def made(tasks: int) -> bytes:
    pdf = Pdf().side_by_side(
        ["UBND TỈNH CAO BẰNG", "SỞ NỘI VỤ", "Số: 15/KH-SNV"],
        [
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "Cao Bằng, ngày 12 tháng 01 năm 2026",
        ],
    )
    pdf.centred("KẾ HOẠCH", "Công tác thi đua, khen thưởng năm 2026 của Sở Nội vụ")
    pdf.lines(OPENING, "I. MỤC ĐÍCH, YÊU CẦU", "1. Mục đích", PURPOSE, "2. Yêu cầu", "- Đúng luật.")
    pdf.lines("II. NHIỆM VỤ")
    header = ("TT", "Nội dung", "Thời gian hoàn thành", "Đơn vị chủ trì", "Đơn vị phối hợp")
    rows = [
        (str(n), TASK.format(n), f"Tháng {1 + n % 12}/2026", "Phòng Thi đua, Khen thưởng",
         "- Văn phòng Sở;\n- Các phòng, đơn vị thuộc Sở")
        for n in range(1, tasks + 1)
    ]  # fmt: skip
    pdf.table([header, *rows], [10, 70, 25, 32, 33])
    pdf.lines(
        "III. TỔ CHỨC THỰC HIỆN",
        "1. Các phòng gửi báo cáo trước ngày 20/11/2026.",
        "2. Giao Văn phòng Sở theo dõi./.",
    )
    pdf.side_by_side(
        ["Nơi nhận:", "- UBND tỉnh (b/c);",
         "- Các phòng, đơn vị thuộc Sở và các cơ quan có liên quan trên địa bàn;",
         "- Lưu: VT, TĐKT."],
        ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "", "", "Hoàng Thị Bình"],
    )  # fmt: skip
    return pdf.bytes()


@pytest.fixture(scope="module")
def plan() -> ReadPlan:
    return intake.read(made(tasks=24), "ke-hoach.pdf")


def test_two_columns_are_told_apart(plan: ReadPlan) -> None:
    assert (plan.issuer, plan.superior) == ("Sở Nội vụ", "UBND tỉnh Cao Bằng")
    assert (plan.level, plan.number, plan.symbol) == ("department", "15", "KH-SNV")
    assert (plan.place, str(plan.issued_on)) == ("Cao Bằng", "2026-01-12")
    assert [recipient.name for recipient in plan.recipients] == [
        "UBND tỉnh",
        "Các phòng, đơn vị thuộc Sở và các cơ quan có liên quan trên địa bàn",
        "Lưu: VT, TĐKT",
    ]
    assert plan.signer.as_dict() == {
        "capacity": "KT. GIÁM ĐỐC", "position": "PHÓ GIÁM ĐỐC", "name": "Hoàng Thị Bình",
    }  # fmt: skip


def test_a_table_over_several_pages_is_one_list(plan: ReadPlan) -> None:
    assert [task.no for task in plan.tasks] == [str(number) for number in range(1, 25)]
    assert [task.text for task in plan.tasks] == [TASK.format(number) for number in range(1, 25)]
    assert {task.lead for task in plan.tasks} == {("Phòng Thi đua, Khen thưởng",)}
    assert {task.support for task in plan.tasks} == {("Văn phòng Sở", "Các phòng, đơn vị thuộc Sở")}
    assert [task.quarter for task in plan.tasks[:12]] == [1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 1]


def test_broken_lines_are_joined(plan: ReadPlan) -> None:
    assert plan.purpose == (PURPOSE.removeprefix("- "),)
    assert plan.legal_bases[0].issuer == "UBND tỉnh Cao Bằng"


def test_page_numbers_are_no_lines(plan: ReadPlan) -> None:
    assert not any(line.strip().isdigit() for line in plan.lines)
    assert plan.warnings == ()


def test_lines_are_counted_from_one(plan: ReadPlan) -> None:
    lines = [task.line for task in plan.tasks]
    assert all(before < after for before, after in pairwise(lines))
    assert plan.lines[lines[0] - 1].startswith("1\tNhiệm vụ thứ 1")


def test_cells_spanning_rows_and_columns_are_read() -> None:
    pdf = Pdf().centred("KẾ HOẠCH", "Công tác năm 2026").lines("I. NHIỆM VỤ")
    rows = [
        ("TT", "Nội dung", "Đơn vị thực hiện"),
        ("QUÝ III", "", ""),
        ("1", "Việc thứ nhất", "Phòng Nội vụ"),
        ("2", "Việc thứ hai", ""),
    ]
    pdf.table(rows, [12, 90, 60], spans=[("SPAN", (0, 1), (2, 1)), ("SPAN", (2, 2), (2, 3))])
    tasks = intake.read(pdf.bytes(), "a.pdf").tasks
    assert [(task.quarter, task.text, task.offices) for task in tasks] == [
        (3, "Việc thứ nhất", ("Phòng Nội vụ",)),
        (3, "Việc thứ hai", ("Phòng Nội vụ",)),
    ]


def drawn(*pages: str, encrypt: StandardEncryption | None = None) -> bytes:
    """Pages with these lines; "ảnh" is a page-wide picture above its line."""
    canvas = Canvas("unused.pdf", encrypt=encrypt)
    for text in pages:
        if text.startswith("ảnh"):
            picture = ImageReader(Image.new("RGB", (60, 80), "gray"))
            canvas.drawImage(picture, 20, 20, width=550, height=800)
        canvas.drawString(50, 700, text.removeprefix("ảnh"))
        canvas.showPage()
    return bytes(canvas.getpdfdata())


LINE = "KE HOACH cong tac thi dua nam 2026 cua Uy ban nhan dan"
STAMP = "ảnhNguoi ky: UBND xa Hoa Binh. Thoi gian ky: 12/01/2026 10:00:00 +07:00"


@pytest.mark.parametrize("pages", [("ảnh",), (STAMP,), ("ảnh", "ảnh", STAMP)])
def test_a_scan_is_refused_in_plain_words(pages: tuple[str, ...]) -> None:
    with pytest.raises(Invalid, match="bản quét"):
        intake.read(drawn(*pages), "a.pdf")


def test_a_scanned_page_among_others_is_a_warning() -> None:
    plan = intake.read(drawn(LINE, LINE, "ảnh"), "a.pdf")
    scanned = [warning for warning in plan.warnings if warning.code == "page_is_a_picture"]
    assert [(warning.line, "Trang 3" in warning.message) for warning in scanned] == [(3, True)]


def test_a_locked_file_is_refused() -> None:
    with pytest.raises(Invalid, match="mật khẩu"):
        intake.read(drawn(LINE, encrypt=StandardEncryption("mo", canPrint=0)), "a.pdf")


def test_a_file_locked_only_against_changes_is_read() -> None:
    locked = drawn(LINE, encrypt=StandardEncryption("", ownerPassword="chu"))
    read = intake.read(locked, "a.pdf")
    assert "thi dua nam 2026" in read.lines[0]


@pytest.mark.parametrize("cut", [10, 500, 3000])
def test_a_damaged_file_is_refused(cut: int) -> None:
    with pytest.raises(Invalid, match="PDF"):
        intake.read(made(tasks=1)[:cut], "a.pdf")
