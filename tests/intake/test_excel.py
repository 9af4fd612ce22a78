"""Plans that offices keep as spreadsheets."""

import io
import re
import zipfile
from datetime import date

import pytest

from app import intake
from app.lib.errors import Invalid
from tests.intake.builders import Workbook

HEAD: list[list[object]] = [
    ["ỦY BAN NHÂN DÂN\nXÃ HÒA BÌNH", None,
     "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"],
    ["Số: 07/KH-UBND", None, "Hòa Bình, ngày 12 tháng 01 năm 2026"],
    ["KẾ HOẠCH"],
    ["Công tác thi đua, khen thưởng năm 2026"],
    ["Thực hiện Kế hoạch số 03/KH-UBND ngày 05/01/2026 của UBND tỉnh An Giang, UBND xã Hòa Bình "
     "ban hành Kế hoạch như sau:"],
    [],
]  # fmt: skip
FOOT: list[list[object]] = [
    [],
    ["III. TỔ CHỨC THỰC HIỆN"],
    ["Phòng Văn hóa - Xã hội theo dõi, tổng hợp./."],
    ["Nơi nhận:\n- Sở Nội vụ (b/c);\n- Lưu: VT.", None,
     "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nVõ Thị Lành"],
]  # fmt: skip


def _plan(table: list[list[object]]) -> list[list[object]]:
    return [*HEAD, *table, *FOOT]


def test_a_plan_on_one_sheet_is_read_whole() -> None:
    table: list[list[object]] = [
        ["TT", "Nội dung", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"],
        ["QUÝ I"],
        [1, "Ký giao ước thi đua", "Văn phòng", "Các ấp", date(2026, 2, 20)],
        [2, "Phát động phong trào", "Phòng Văn hóa - Xã hội", "Văn phòng; Các ấp", "Tháng 3"],
        ["QUÝ IV"],
        [3, "Họp xét khen thưởng cuối năm", "Hội đồng TĐKT xã", None, date(2026, 12, 1)],
    ]
    made = Workbook().sheet("KH 2026", _plan(table), [(7, 0, 7, 4)], months=[(11, 4)])
    plan = intake.read(made.bytes(), "ke-hoach.xlsx")
    assert (plan.kind, plan.year, plan.number, plan.symbol) == ("year_plan", 2026, "07", "KH-UBND")
    assert plan.issuer == "UBND xã Hòa Bình"
    assert plan.issued_on == date(2026, 1, 12)
    assert [(task.no, task.quarter, task.lead, task.support) for task in plan.tasks] == [
        ("1", 1, ("Văn phòng",), ("Các ấp",)),
        ("2", 1, ("Phòng Văn hóa - Xã hội",), ("Văn phòng", "Các ấp")),
        ("3", 4, ("Hội đồng TĐKT xã",), ()),
    ]
    assert [task.due_on for task in plan.tasks] == [
        date(2026, 2, 20),
        date(2026, 3, 31),
        date(2026, 12, 31),
    ]
    assert plan.tasks[2].time == "tháng 12/2026"
    assert (plan.signer.name, plan.signer.position) == ("Võ Thị Lành", "CHỦ TỊCH")
    assert [one.name for one in plan.recipients] == ["Sở Nội vụ", "Lưu: VT"]
    assert "Trên đây" not in " ".join(task.text for task in plan.tasks)
    assert plan.legal_bases[0].number == "03"


def test_cells_merged_downwards_and_two_rows_of_heads() -> None:
    table: list[list[object]] = [
        ["STT", "Quý", "Nhiệm vụ", "Đơn vị thực hiện", None],
        [None, None, None, "Chủ trì", "Phối hợp"],
        [1, "Quý I", "Ký giao ước thi đua", "Văn phòng", "Các ấp"],
        [2, None, "Tổng kết năm cũ", "Phòng Kinh tế", None],
        [3, "Quý II", "Sơ kết 6 tháng", "Văn phòng", None],
    ]
    merges = [(6, 0, 7, 0), (6, 1, 7, 1), (6, 2, 7, 2), (6, 3, 6, 4), (8, 1, 9, 1)]
    plan = intake.read(Workbook().sheet("A", _plan(table), merges).bytes(), "a.xlsx")
    assert [(task.no, task.quarter) for task in plan.tasks] == [("1", 1), ("2", 1), ("3", 2)]
    assert plan.tasks[0].lead == ("Văn phòng",)
    assert plan.tasks[0].support == ("Các ấp",)


def test_one_sheet_a_quarter_and_what_is_hidden_stays_unread() -> None:
    head: list[object] = ["TT", "Nội dung công việc", "Đơn vị thực hiện"]
    made = (
        Workbook()
        .sheet("Bìa", [*HEAD])
        .sheet("Quý I", [head, [1, "Ký giao ước thi đua", "Văn phòng"]])
        .sheet("Quý II", [head, [2, "Sơ kết 6 tháng", "Phòng Kinh tế"]])
        .sheet("Nháp", [head, [9, "Việc đã bỏ", "Văn phòng"]], hidden=True)
        .sheet("Cuối", [*FOOT])
    )
    plan = intake.read(made.bytes(), "a.xlsx")
    assert [(task.text, task.quarter) for task in plan.tasks] == [
        ("Ký giao ước thi đua", 1),
        ("Sơ kết 6 tháng", 2),
    ]
    assert plan.signer.name == "Võ Thị Lành"


def test_a_quarter_ticked_in_its_column() -> None:
    table: list[list[object]] = [
        ["TT", "Nội dung", "Quý I", "Quý II", "Quý III", "Quý IV", "Đơn vị thực hiện"],
        [1, "Ký giao ước thi đua", "x", None, None, None, "Văn phòng"],
        [2, "Sơ kết 6 tháng", None, True, None, None, "Phòng Kinh tế"],
    ]
    plan = intake.read(Workbook().sheet("A", _plan(table)).bytes(), "a.xlsx")
    assert [task.quarter for task in plan.tasks] == [1, 2]


def _rewritten(data: bytes, name: str, change: tuple[bytes, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            new.writestr(entry, content.replace(*change) if entry.filename == name else content)
    return out.getvalue()


@pytest.mark.parametrize("far", [b"XFD1048576", b"A1048576", b"XFD1"])
def test_one_cell_at_the_end_of_the_world_is_refused(far: bytes) -> None:
    data = Workbook().sheet("A", [["KẾ HOẠCH"]]).bytes()
    row = re.sub(rb"[A-Z]+", b"", far)
    sheet = b'<row r="%s"><c r="%s"><v>1</v></c></row></sheetData>' % (row, far)
    bomb = _rewritten(data, "xl/worksheets/sheet1.xml", (b"</sheetData>", sheet))
    assert len(bomb) < 20_000
    with pytest.raises(Invalid, match="quá lớn"):
        intake.read(bomb, "a.xlsx")


def test_a_merge_over_the_whole_world_takes_no_memory() -> None:
    data = Workbook().sheet("A", [["KẾ HOẠCH"], ["công tác năm 2026"]]).bytes()
    merge = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    wide = _rewritten(data, "xl/worksheets/sheet1.xml", (b"</sheetData>", merge))
    assert len(intake.read(wide, "a.xlsx").lines) == 2


def test_a_sheet_that_unpacks_without_end_is_refused() -> None:
    data = Workbook().sheet("A", [["KẾ HOẠCH"]]).bytes()
    blanks = b" " * (30 * 1024 * 1024)
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            new.writestr(
                entry.filename, old.read(entry) + (blanks if "sheet1" in entry.filename else b"")
            )
    with pytest.raises(Invalid, match="nén bất thường"):
        intake.read(out.getvalue(), "a.xlsx")


def test_entities_are_not_unfolded() -> None:
    data = Workbook().sheet("A", [["KẾ HOẠCH"]]).bytes()
    head = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    bomb = head + b'<!DOCTYPE s [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    with pytest.raises(Invalid, match="bị hỏng"):
        intake.read(_rewritten(data, "xl/worksheets/sheet1.xml", (head, bomb)), "a.xlsx")


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_a_damaged_workbook_is_named_as_such(part: str) -> None:
    data = Workbook().sheet("A", [["KẾ HOẠCH"]]).bytes()
    with pytest.raises(Invalid, match="Tệp Excel"):
        intake.read(_rewritten(data, part, (b"<", b"")), "a.xlsx")
    with pytest.raises(Invalid, match="không có chữ"):
        intake.read(Workbook().sheet("A", [[None]]).bytes(), "a.xlsx")


def test_a_list_of_names_is_no_plan() -> None:
    rows: list[list[object]] = [["STT", "Họ và tên", "Chức vụ"], [1, "Nguyễn Văn A", "Trưởng thôn"]]
    plan = intake.read(Workbook().sheet("A", [["DANH SÁCH"], *rows]).bytes(), "a.xlsx")
    assert (plan.kind, plan.tasks) == ("not_a_plan", ())
