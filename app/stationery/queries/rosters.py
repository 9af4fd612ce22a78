"""Lists of recipients as they come from Excel: a file, or cells that were pasted."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from python_calamine import CalamineWorkbook
from xlsxwriter.utility import xl_rowcol_to_cell

from app.documents import policies as documents
from app.intake.queries.sources.xlsx_archive import Workbook
from app.lib.characters import is_kept, tidy
from app.lib.errors import Invalid
from app.lib.text import fold
from app.stationery.policies.certificates import (
    LONGEST_ACHIEVEMENT,
    LONGEST_DETAILS,
    LONGEST_NAME,
)
from app.stationery.terms.awards import Honorific, names_collective

ACCEPTED = "tệp Excel (.xlsx)"
DAMAGED = "Tệp Excel bị hỏng, không mở được; xin mở bằng Excel rồi lưu lại."
HEAD_ROWS = 10
"""The head stands in one of the first rows."""
ORDER = ("honorific", "name", "details", "achievement")
"""The columns of what was pasted without a head."""
NAMES = {
    "honorific": ("danh xung", "ong/ba", "xung ho"),
    "name": (
        *("ho va ten", "ho ten", "ten nguoi, tap the", "ho va ten, ten tap the", "ten", "ten goi"),
        *("tap the, ca nhan", "ten tap the, ca nhan", "ten tap the", "ho va ten, tap the"),
        "ten tap the",
    ),
    "details": (
        *("chuc vu, don vi", "chuc vu", "don vi", "dia chi", "don vi cong tac", "noi cong tac"),
        *("chuc vu, don vi, dia chi", "chuc vu, don vi cong tac", "chuc danh"),
    ),
    "achievement": (
        *("thanh tich", "noi dung thanh tich", "noi dung khen thuong", "noi dung", "tom tat"),
        "tom tat thanh tich",
    ),
}
"""How heads are called, without diacritics; several columns of details are joined."""
IGNORED = ("", "stt", "tt", "so tt", "so so vang", "ghi chu")
LONGEST = {"name": LONGEST_NAME, "details": LONGEST_DETAILS, "achievement": LONGEST_ACHIEVEMENT}


@dataclass(frozen=True)
class CellError:
    """What is wrong in a cell ("C7"); without a cell, in the whole."""

    cell: str
    message: str


@dataclass
class Roster:
    """Rows that may be added, and what is wrong; with one error nothing is added."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    errors: list[CellError] = field(default_factory=list)


def read_file(name: str, content: bytes) -> Roster:
    """The first sheet of a workbook that names recipients. Raises Invalid at `file`."""
    accepted = documents.check_file(name, content, accepted=ACCEPTED)
    if not accepted.name.lower().endswith(".xlsx"):
        raise Invalid(f"Hãy chọn {ACCEPTED}.", "file")
    try:
        with CalamineWorkbook.from_filelike(Workbook(content).packed()) as book:
            sheets = [
                book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
                for sheet in book.sheet_names
            ]
    except Invalid as error:
        raise Invalid(error.message.replace("một kế hoạch", "một danh sách"), "file") from error
    except Exception as error:
        # the reader of spreadsheets raises errors of its own for every kind of damage
        raise Invalid(DAMAGED, "file") from error
    for lines in sheets:
        head = _head(lines)
        if head is not None:
            return _read(lines, *head)
    raise Invalid(
        "Không thấy dòng tiêu đề có cột “Họ và tên”; hãy dùng tệp mẫu rồi nhập lại.", "file"
    )


def read_pasted(text: str) -> Roster:
    """Cells pasted from Excel: columns parted by tabs, with or without their head.

    Raises Invalid at `text` for nothing.
    """
    lines = [line.split("\t") for line in text.splitlines() if line.strip()]
    if not lines:
        raise Invalid("Hãy dán danh sách từ Excel vào ô này.", "text")
    head = _head(lines[:1])
    if head is not None:
        return _read(lines, *head)
    places = {0: "name"} if max(map(len, lines)) == 1 else dict(enumerate(ORDER))
    return _read(lines, -1, places)


def _head(lines: Sequence[Sequence[Any]]) -> tuple[int, dict[int, str]] | None:
    """The row of the head and which column holds what."""
    known = {label: key for key, labels in NAMES.items() for label in labels}
    for number, line in enumerate(lines[:HEAD_ROWS]):
        said = [fold(_text(value)) for value in line]
        places = {at: known[label] for at, label in enumerate(said) if label in known}
        if "name" in places.values():
            return number, places
    return None


def _read(lines: Sequence[Sequence[Any]], head: int, places: dict[int, str]) -> Roster:
    roster = Roster()
    for number, line in enumerate(lines[head + 1 :], start=head + 1):
        values = {at: _text(line[at]) if at < len(line) else "" for at in places}
        if any(values.values()):
            _row(roster, number, values, places)
    if not roster.rows and not roster.errors:
        roster.errors.append(CellError("", "Danh sách không có dòng nào để nhập."))
    return roster


def _row(roster: Roster, number: int, values: dict[int, str], places: dict[int, str]) -> None:
    row: dict[str, Any] = {
        "honorific": None,
        "details": "",
        "achievement": "",
        "name": "",
    }
    cells: dict[str, str] = {}
    before = len(roster.errors)
    for at, key in places.items():
        cells.setdefault(key, xl_rowcol_to_cell(number, at))
        if not is_kept(values[at]):
            roster.errors.append(CellError(xl_rowcol_to_cell(number, at), "Có ký tự lạ; hãy xóa."))
        elif key == "honorific":
            row[key] = _honorific(roster, xl_rowcol_to_cell(number, at), values[at])
        else:
            row[key] = ", ".join(filter(None, (row[key], values[at])))
    row["honorific"] = row["honorific"] or _usual(row["name"])
    if not row["name"]:
        roster.errors.append(CellError(cells["name"], "Thiếu tên người, tập thể được khen."))
    for key, most in LONGEST.items():
        if len(row[key]) > most:
            said = f"Dài {len(row[key])} ký tự; nhiều nhất {most}."
            roster.errors.append(CellError(cells[key], said))
    if len(roster.errors) == before:
        roster.rows.append(row)


def _usual(name: str) -> Honorific:
    return Honorific.COLLECTIVE if names_collective(name) else Honorific.NONE


def _honorific(roster: Roster, cell: str, said: str) -> Honorific | None:
    """What a cell says; None where it says nothing."""
    if not said:
        return None
    for one in Honorific:
        if fold(one.label) == fold(said):
            return one
    choices = ", ".join(one.label for one in Honorific)
    roster.errors.append(CellError(cell, f"Không có “{said[:40]}”; hãy chọn {choices}."))
    return Honorific.NONE


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(tidy(str(value)).split())
