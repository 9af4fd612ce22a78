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
from app.stationery.policies import signs
from app.stationery.policies.certificates import (
    LONGEST_ACHIEVEMENT,
    LONGEST_DETAILS,
    LONGEST_NAME,
    unfit,
)
from app.stationery.terms.awards import (
    AwardForm,
    Honorific,
    names_collective,
    names_household,
)
from app.stationery.terms.corrections import ROW_LABELS

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
    "is_posthumous": ("truy tang",),
}
"""How heads are called, without diacritics; several columns of details are joined."""
IGNORED = ("", "stt", "tt", "so tt", "so so vang", "ghi chu")
TICKED, UNTICKED = ("x", "co", "truy tang", "1"), ("", "khong", "-", "0")
"""What stands in the column of those honoured after their death, without diacritics."""
AFTER_DEATH = "(truy tặng)"
"""Behind a name it says the same."""
LONGEST = {"name": LONGEST_NAME, "details": LONGEST_DETAILS, "achievement": LONGEST_ACHIEVEMENT}


@dataclass(frozen=True)
class CellError:
    """What is wrong in a cell ("C7"); without a cell, in the whole."""

    cell: str
    message: str


@dataclass
class Roster:
    """Rows that may be added, and what is wrong; with one error nothing is added."""

    form: AwardForm
    rows: list[dict[str, Any]] = field(default_factory=list)
    errors: list[CellError] = field(default_factory=list)


def read_file(name: str, content: bytes, form: AwardForm) -> Roster:
    """The first sheet of a workbook that names recipients of a form. Raises Invalid at `file`."""
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
            return _read(Roster(form), lines, *head)
    raise Invalid(
        "Không thấy dòng tiêu đề có cột “Họ và tên”; hãy dùng tệp mẫu rồi nhập lại.", "file"
    )


def read_pasted(text: str, form: AwardForm) -> Roster:
    """Cells pasted from Excel: columns parted by tabs, with or without their head.

    Raises Invalid at `text` for nothing.
    """
    lines = [line.split("\t") for line in text.splitlines() if line.strip()]
    if not lines:
        raise Invalid("Hãy dán danh sách từ Excel vào ô này.", "text")
    head = _head(lines[:1])
    if head is not None:
        return _read(Roster(form), lines, *head)
    places = {0: "name"} if max(map(len, lines)) == 1 else dict(enumerate(ORDER))
    return _read(Roster(form), lines, -1, places)


def _head(lines: Sequence[Sequence[Any]]) -> tuple[int, dict[int, str]] | None:
    """The row of the head and which column holds what."""
    known = {label: key for key, labels in NAMES.items() for label in labels}
    for number, line in enumerate(lines[:HEAD_ROWS]):
        said = [fold(_text(value)) for value in line]
        places = {at: known[label] for at, label in enumerate(said) if label in known}
        if "name" in places.values():
            return number, places
    return None


def _read(
    roster: Roster, lines: Sequence[Sequence[Any]], head: int, places: dict[int, str]
) -> Roster:
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
        "is_posthumous": False,
    }
    cells: dict[str, str] = {}
    before = len(roster.errors)
    for at, key in places.items():
        cell = xl_rowcol_to_cell(number, at)
        cells.setdefault(key, cell)
        if is_kept(values[at]):
            row[key] = _value(roster, cell, key, values[at], row[key])
        else:
            roster.errors.append(CellError(cell, "Có ký tự lạ; hãy xóa."))
    _named(row)
    _check(roster, row, cells)
    if len(roster.errors) == before:
        roster.rows.append(row)


def _value(roster: Roster, cell: str, key: str, said: str, before: Any) -> Any:
    """What a cell says; several columns of one kind are joined."""
    if key == "honorific":
        return _honorific(roster, cell, said)
    if key == "is_posthumous":
        return _ticked(roster, cell, said)
    return ", ".join(filter(None, (before, said)))


def _named(row: dict[str, Any]) -> None:
    """The name without what stands behind it, and the word that goes before it."""
    if row["name"].lower().endswith(AFTER_DEATH):
        row["name"] = row["name"][: -len(AFTER_DEATH)].rstrip()
        row["is_posthumous"] = True
    row["honorific"] = row["honorific"] or _usual(row["name"])


def _check(roster: Roster, row: dict[str, Any], cells: dict[str, str]) -> None:
    if not row["name"]:
        roster.errors.append(CellError(cells["name"], "Thiếu tên người, tập thể được khen."))
    wrong = unfit(roster.form, row["honorific"], row["name"], row["is_posthumous"])
    for key, said in wrong.items():
        roster.errors += [CellError(cells.get(key, cells["name"]), one) for one in said]
    for key, most in LONGEST.items():
        for fault in signs.faults(ROW_LABELS[key], row[key]):
            roster.errors.append(CellError(cells[key], fault))
        if len(row[key]) > most:
            long = f"Dài {len(row[key])} ký tự; nhiều nhất {most}."
            roster.errors.append(CellError(cells[key], long))


def _usual(name: str) -> Honorific:
    if names_household(name):
        return Honorific.HOUSEHOLD
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


def _ticked(roster: Roster, cell: str, said: str) -> bool:
    """Whether a cell is ticked."""
    if fold(said) not in (*TICKED, *UNTICKED):
        roster.errors.append(CellError(cell, "Truy tặng: ghi x, hoặc để trống."))
    return fold(said) in TICKED


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(tidy(str(value)).split())
