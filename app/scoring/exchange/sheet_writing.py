"""A member's sheet as a workbook to be filled in: structure locked, cells of values open."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import xlsxwriter

from app.scoring.exchange.words import NO, YES
from app.scoring.formulas import Input
from app.scoring.models import SheetLine
from app.scoring.queries.sheets import Detail
from app.scoring.scale import Placed, Scale
from app.scoring.terms import InputKind

SHEET = "Bảng tự chấm"
GUIDE = "Hướng dẫn"
HEAD = ("Mã", "Tiêu chí", "Tối đa", "Số liệu", "Đơn vị tính", "Giá trị", "Ghi chú", "Điểm", "Khóa")
FIRST = 4
"""The row of the first criterion, counted from 0: below title, member, a line of guidance, head."""
VALUE, NOTE, KEY = 5, 6, 8
UNASSIGNED = "unassigned"
NOTE_ROWS = (
    "Nhập vào các ô nền vàng ở cột “Giá trị” và “Ghi chú”; các ô khác được khóa.",
    "Câu hỏi Có/Không: chọn trong danh sách. Ô để trống: chưa nhập; xóa số đã có thì xóa ô.",
    "Tiêu chí có dòng “Đơn vị không được giao”: chọn Có và ghi lý do ở cột “Ghi chú”.",
    "Không thêm, xóa, đổi chỗ dòng. Điểm được tính lại khi nhập tệp vào hệ thống.",
    "Nhập tệp ở trang bảng điểm, mục “Excel, bản in”: hệ thống kiểm tra từng ô, cho xem các thay "
    "đổi trước khi ghi. Minh chứng đính kèm trên hệ thống, không đính kèm trong tệp.",
)
_BASE = {"font_name": "Times New Roman", "font_size": 11, "valign": "top", "text_wrap": True}
_LOOKS: dict[str, dict[str, Any]] = {
    "plain": {},
    "title": {"bold": True, "font_size": 14, "text_wrap": False},
    "line": {"text_wrap": False},
    "head": {"bold": True, "bg_color": "#EEF0F4", "border": 1, "border_color": "#D5DAE2"},
    "group": {"bold": True, "bg_color": "#F6F7F9"},
    "open": {"bg_color": "#FFF8DC", "border": 1, "border_color": "#D5DAE2", "locked": False},
}


@dataclass(frozen=True)
class Head:
    """Whose sheet it is."""

    title: str
    member: str


def of(detail: Detail) -> bytes:
    """The workbook of a sheet."""
    title = f"BẢNG TỰ CHẤM ĐIỂM NĂM {detail.sheet.year}"
    head = Head(title, f"{detail.member.name} · {detail.cluster.name}")
    return write(detail.scale, detail.lines, head)


def write(scale: Scale, lines: Mapping[int, SheetLine], head: Head) -> bytes:
    """The workbook. Nothing that somebody typed becomes a formula, a number or a link."""
    content = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(content, options) as book:
        looks = {name: book.add_format({**_BASE, **look}) for name, look in _LOOKS.items()}
        page = book.add_worksheet(SHEET)
        _Writer(page, looks).write(scale, lines, head)
        guide = book.add_worksheet(GUIDE)
        guide.set_column(0, 0, 100)
        for number, text in enumerate(NOTE_ROWS):
            guide.write_string(number, 0, f"{number + 1}. {text}", looks["plain"])
        guide.protect()
    return content.getvalue()


def key(criterion_id: int, name: str, version: int) -> str:
    """What names a row to the reader: criterion, field, the version that was exported."""
    return f"{criterion_id}.{name}@{version}"


class _Writer:
    """Writes one sheet from top to bottom."""

    def __init__(self, page: Any, looks: Mapping[str, Any]) -> None:
        self.page = page
        self.looks = looks
        self.at = FIRST

    def write(self, scale: Scale, lines: Mapping[int, SheetLine], head: Head) -> None:
        page = self.page
        page.write_string(0, 0, head.title, self.looks["title"])
        page.write_string(1, 0, head.member, self.looks["line"])
        page.write_string(2, 0, NOTE_ROWS[0], self.looks["line"])
        for column, label in enumerate(HEAD):
            page.write_string(FIRST - 1, column, label, self.looks["head"])
        for row in scale.rows:
            if row.formula is None:
                self._group(row)
            else:
                self._criterion(row, lines[row.criterion.id])
        for column, width in enumerate((8, 52, 9, 30, 12, 14, 32, 9)):
            page.set_column(column, column, width)
        page.set_column(KEY, KEY, None, None, {"hidden": True})
        page.freeze_panes(FIRST, 1)
        page.repeat_rows(FIRST - 1)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.protect("", {"format_columns": True, "format_rows": True})

    def _group(self, row: Placed) -> None:
        one = row.criterion
        for column in range(NOTE + 2):
            self.page.write_blank(self.at, column, None, self.looks["group"])
        self.page.write_string(self.at, 0, one.code, self.looks["group"])
        self.page.write_string(self.at, 1, one.text, self.looks["group"])
        self._number(2, one.max_points, "group")
        self.at += 1

    def _criterion(self, row: Placed, line: SheetLine) -> None:
        one, first = row.criterion, self.at
        assert row.formula is not None  # groups are written apart
        self.page.write_string(first, 0, one.code, self.looks["plain"])
        self.page.write_string(first, 1, one.text, self.looks["plain"])
        self._number(2, one.max_points, "plain")
        if line.points is not None:
            self._number(NOTE + 1, line.points, "plain")
        self.page.write_string(first, NOTE, line.note or "", self.looks["open"])
        if one.assignable:
            self._left_out(row, line)
        for field in row.formula.inputs():
            self._field(one.id, field, line)

    def _left_out(self, row: Placed, line: SheetLine) -> None:
        at = self.at
        self.page.write_string(at, 3, "Đơn vị không được giao", self.looks["plain"])
        self.page.write_string(at, VALUE, YES if line.unassigned else NO, self.looks["open"])
        self.page.data_validation(at, VALUE, at, VALUE, {"validate": "list", "source": [YES, NO]})
        self.page.write_string(at, KEY, key(row.criterion.id, UNASSIGNED, line.version))
        self.at += 1

    def _field(self, criterion_id: int, field: Input, line: SheetLine) -> None:
        at, stored = self.at, line.inputs.get(field.name)
        self.page.write_string(at, 3, field.label, self.looks["plain"])
        self.page.write_string(at, 4, field.unit, self.looks["plain"])
        if stored is None:
            self.page.write_blank(at, VALUE, None, self.looks["open"])
        elif field.kind is InputKind.YES_NO:
            said = YES if stored == "yes" else NO
            self.page.write_string(at, VALUE, said, self.looks["open"])
        else:
            self._number(VALUE, Decimal(stored), "open")
        self.page.data_validation(at, VALUE, at, VALUE, _rule(field))
        self.page.write_string(at, KEY, key(criterion_id, field.name, line.version))
        self.at += 1

    def _number(self, column: int, number: Decimal, look: str) -> None:
        self.page.write_number(self.at, column, float(number), self.looks[look])


def _rule(field: Input) -> dict[str, Any]:
    """What the cell takes; the message says it in words."""
    if field.kind is InputKind.YES_NO:
        return {"validate": "list", "source": [YES, NO]}
    least = 0.0 if field.minimum is None else float(field.minimum)
    rule: dict[str, Any] = {
        "validate": "integer" if field.kind is InputKind.COUNT else "decimal",
        "error_title": "Giá trị chưa đúng",
    }
    if field.maximum is None:
        return {**rule, "criteria": ">=", "value": least, "error_message": f"Từ {least:g} trở lên."}
    most = float(field.maximum)
    return {
        **rule,
        "criteria": "between",
        "minimum": least,
        "maximum": most,
        "error_message": f"Từ {least:g} đến {most:g}.",
    }
