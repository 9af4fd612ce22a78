"""A document of a set written as a workbook that an official can read and edit."""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from app.lib import numbers
from app.scoring.exchange.columns import (
    BANDS,
    CHOICE_PARAMS,
    CHOICES,
    CLUSTERS,
    DOWNGRADES,
    GATES,
    GUIDE,
    HEAD,
    LISTS,
    PARAM_COLUMNS,
    QUOTAS,
    STEPS,
    TIES,
    TREE,
    TREE_COLUMNS,
    WORDS,
    Column,
    Holds,
)
from app.scoring.exchange.document import Document, NodeDraft
from app.scoring.exchange.head_rows import HEAD_ROWS
from app.scoring.exchange.words import NO, YES, ends_of
from app.scoring.terms import FormulaKind

SPARE_ROWS = 300
"""So many rows below the last keep the lists to choose from."""
MOST_EXACT_DIGITS = 15
_CHOSEN = [
    column
    for columns in (HEAD_ROWS, TREE_COLUMNS, *LISTS.values())
    for column in columns
    if column.labels
]
WORDS_NAMES = {
    labels: f"danh_muc_{number}"
    for number, labels in enumerate(dict.fromkeys(tuple(one.labels) for one in _CHOSEN), start=1)
}
"""The lists to choose from, with the name of each in the workbook."""
_FONT = {"font_name": "Times New Roman", "font_size": 11, "valign": "top", "text_wrap": True}
_LOOKS: dict[str, dict[str, Any]] = {
    "words": {"num_format": "@"},
    "number": {"num_format": "0.###"},
    "day": {"num_format": "dd/mm/yyyy", "align": "left"},
    "head": {"bold": True, "bg_color": "#EEF0F4", "border": 1, "border_color": "#D5DAE2"},
    "key": {"num_format": "@", "font_color": "#8A93A0"},
    "group": {"num_format": "@", "bold": True, "bg_color": "#F6F7F9"},
    "title": {"bold": True, "font_size": 14},
}
GUIDANCE = (
    "Sửa trong tệp này rồi nhập lại ở trang bộ tiêu chí; hệ thống liệt kê mọi thay đổi để bạn xem "
    "trước, chưa áp dụng ngay.",
    "Trang “Tiêu chí”: mỗi dòng là một nhóm hoặc một tiêu chí, theo thứ tự in. Muốn chuyển chỗ thì "
    "chuyển cả dòng; muốn đổi nhóm thì sửa “Mã cấp trên”; muốn xóa thì xóa cả dòng.",
    "Cột “Khóa (không sửa)” cho biết dòng nào là dòng cũ: giữ nguyên khi sửa, để trống ở dòng mới.",
    "Các trang “Bậc điểm”, “Phương án”, “Minh chứng điều kiện” ghi mã tiêu chí ở cột đầu.",
    "Số ghi như trong Excel thông thường; ngày ghi theo dạng ngày/tháng/năm.",
    "Ô có danh sách: chọn trong danh sách, không gõ chữ khác.",
    "Không đổi tên trang tính và không đổi dòng tiêu đề.",
)


def as_xlsx(document: Document, cluster_names: Mapping[int, str]) -> bytes:
    """The workbook. Whatever somebody typed is text, never a formula or a link."""
    content = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(content, options) as book:
        looks = {name: book.add_format({**_FONT, **look}) for name, look in _LOOKS.items()}
        _write_guide(book, looks, document)
        _write_head(book, looks, document)
        rows = [_tree_row(one) for one in document.nodes]
        groups = {at for at, one in enumerate(document.nodes) if one.content.formula is None}
        _write_rows(book, looks, TREE, TREE_COLUMNS, rows, groups)
        for name, listed in _lists(document, cluster_names).items():
            _write_rows(book, looks, name, LISTS[name], listed, frozenset())
        _write_words(book, looks)
        book.get_worksheet_by_name(TREE).activate()
    return content.getvalue()


def _write_guide(book: Any, looks: Mapping[str, Any], document: Document) -> None:
    page = book.add_worksheet(GUIDE)
    page.set_column(0, 0, 110)
    page.write_string(0, 0, document.head.title, looks["title"])
    for row, line in enumerate(GUIDANCE, start=2):
        page.write_string(row, 0, line, looks["words"])


def _write_head(book: Any, looks: Mapping[str, Any], document: Document) -> None:
    page = book.add_worksheet(HEAD)
    page.set_column(0, 0, 36)
    page.set_column(1, 1, 60)
    page.write_string(0, 0, "Mục", looks["head"])
    page.write_string(0, 1, "Giá trị", looks["head"])
    for row, column in enumerate(HEAD_ROWS, start=1):
        page.write_string(row, 0, column.label, looks["group"])
        value = getattr(document.head, column.key)
        _write(page, row, 1, column, getattr(value, "value", value), looks)
        _validate(page, column, row, 1, row)
    page.freeze_panes(1, 1)


def _write_rows(
    book: Any,
    looks: Mapping[str, Any],
    name: str,
    columns: Sequence[Column],
    rows: Sequence[Mapping[str, Any]],
    groups: Any,
) -> None:
    page = book.add_worksheet(name)
    for place, column in enumerate(columns):
        look = "number" if column.holds in (Holds.NUMBER, Holds.WHOLE) else "words"
        if column.holds is Holds.DAY:
            look = "day"
        page.set_column(place, place, column.width, looks[look])
        page.write_string(0, place, column.label, looks["head"])
        if column.note:
            page.write_comment(0, place, column.note)
        _validate(page, column, 1, place, len(rows) + SPARE_ROWS)
    for row, values in enumerate(rows, start=1):
        for place, column in enumerate(columns):
            bold = row - 1 in groups and column.holds is Holds.WORDS
            own = looks["group"] if bold else None
            _write(page, row, place, column, values.get(column.key), looks, own)
    page.freeze_panes(1, 3 if name == TREE else 0)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _validate(page: Any, column: Column, first: int, place: int, last: int) -> None:
    """Offer the list, where the cell is chosen from one."""
    if column.labels:
        rule = {
            "validate": "list",
            "source": f"={WORDS_NAMES[tuple(column.labels)]}",
            "error_title": "Chưa đúng",
            "error_message": "Hãy chọn trong danh sách.",
        }
        page.data_validation(first, place, last, place, rule)


def _write_words(book: Any, looks: Mapping[str, Any]) -> None:
    """The lists to choose from, each a column with a name of its own."""
    page = book.add_worksheet(WORDS)
    for place, (labels, name) in enumerate(WORDS_NAMES.items()):
        page.set_column(place, place, 30)
        for row, label in enumerate(labels):
            page.write_string(row, place, label, looks["words"])
        column = xl_col_to_name(place)
        book.define_name(name, f"='{WORDS}'!${column}$1:${column}${len(labels)}")


def _write(
    page: Any,
    row: int,
    place: int,
    column: Column,
    value: Any,
    looks: Mapping[str, Any],
    look: Any = None,
) -> None:
    if column.holds is Holds.FLAG:
        page.write_string(row, place, "" if value is None else YES if value else NO, look)
    elif column.holds is Holds.CHOICE:
        page.write_string(row, place, dict(column.choices).get(value, ""), look)
    elif value is None or value == "":
        page.write_blank(row, place, None, look)
    elif column.holds is Holds.DAY:
        page.write_datetime(row, place, _day(value), looks["day"])
    elif column.holds in (Holds.NUMBER, Holds.WHOLE):
        _write_number(page, row, place, Decimal(value), looks)
    else:
        page.write_string(row, place, str(value), look or looks["words"])


def _write_number(
    page: Any, row: int, place: int, value: Decimal, looks: Mapping[str, Any]
) -> None:
    """As a number where Excel keeps all its digits, else as text."""
    if len(value.normalize().as_tuple().digits) <= MOST_EXACT_DIGITS:
        page.write_number(row, place, float(value), looks["number"])
    else:
        page.write_string(row, place, numbers.vi(value, grouping=False), looks["words"])


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def _tree_row(one: NodeDraft) -> dict[str, Any]:
    content = one.content
    kind = content.formula
    row: dict[str, Any] = {
        **vars(content),
        "formula": "" if kind is None else kind.value,
        "part": content.part.value if one.parent is None else None,
        "parent": one.parent,
        "id": one.id,
    }
    if kind is not None:
        row["capped"] = None
        for param, key in PARAM_COLUMNS[kind].items():
            row[key] = content.params.get(param)
    else:
        row["evidence_required"] = row["assignable"] = None
    return row


def _lists(document: Document, names: Mapping[int, str]) -> dict[str, list[dict[str, Any]]]:
    head = document.head
    bands = [{**band, "above": "1" if band["above"] else ""} for band in head.bands]
    return {
        STEPS: [
            {**step, "code": one.code, "ends": ends_of(step)}
            for one in document.nodes
            if one.content.formula is FormulaKind.BANDS
            for step in one.content.params["steps"]
        ],
        CHOICES: [
            {**row, "code": one.code}
            for one in document.nodes
            if one.content.formula in CHOICE_PARAMS
            for row in one.content.params[CHOICE_PARAMS[one.content.formula]]
        ],
        GATES: [
            {"code": one.code, "kind": kind} for one in document.nodes for kind in one.content.gates
        ],
        BANDS: bands,
        TIES: [{"code": code} for code in head.tie_chain],
        DOWNGRADES: [dict(row) for row in head.downgrades],
        QUOTAS: [dict(row) for row in head.quotas],
        CLUSTERS: [{"cluster": names[one]} for one in head.applies_to if one in names],
    }
