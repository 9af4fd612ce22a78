"""The content of an official paper as plain data, before anything is drawn.

Every text is plain Vietnamese text, never markup: `<b>` prints as `<b>`. Names are given as
they stand in a sentence (`Ủy ban nhân dân`, `xã Điềm He`); the drawing sets capitals, dashes,
closing marks (`;`, `.`, `./.`) and the date line as Decree 30/2020/NĐ-CP, annex I, prescribes.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from app.documents.charts import Chart
from app.documents.terms import Circulation, PaperKind, Urgency


class Align(Enum):
    """Where the text of a table cell stands."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered heading of the body, its number included in the text.

    Levels: 0 `Phần thứ nhất` (centred; a second line after a line break is its title in
    capitals), 1 `I. MỤC ĐÍCH` (printed in capitals), 2 `1. Mục đích`, 3 `1.1. …` or `a) …`.
    """

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of prose; `lead` is printed in bold before it, on the same line."""

    text: str
    lead: str = ""
    justified: bool = True
    indent: bool = True


@dataclass(frozen=True, slots=True)
class Bullets:
    """Points under a paragraph; `mark` is `-`, and `+` for points under a point."""

    items: tuple[str, ...]
    mark: str = "-"


@dataclass(frozen=True, slots=True)
class Centred:
    """A line of its own in bold in the middle, such as `QUYẾT ĐỊNH:`."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """One task of a plan, or of a report on it. A `no` of None leaves the cell blank.

    A plan names either `offices` together, or `lead` and `support` apart.
    """

    text: str
    no: str | None = None
    offices: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    deadline: str = ""
    result: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class TaskBand:
    """The tasks of one period under a band across the table, such as `QUÝ I`."""

    label: str
    rows: tuple[TaskRow, ...]


@dataclass(frozen=True, slots=True)
class TaskTable:
    """The table of tasks. A column that no row fills is not printed, nor an empty band."""

    bands: tuple[TaskBand, ...]
    text_title: str = "Nội dung"
    offices_title: str = "Cơ quan thực hiện"
    result_title: str = "Kết quả thực hiện"
    empty_text: str = "Chưa có nhiệm vụ"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a data table.

    `width` in millimetres, or None to fit its content. Neighbouring columns of one `group`
    share a title above theirs. `index` is the sign under the title in statistical forms
    (`A`, `1`, `2 = 3 + 4`).
    """

    title: str
    align: Align = Align.LEFT
    width: float | None = None
    group: str = ""
    index: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row; fewer cells than columns leave the rest blank."""

    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """A bold line across the table which opens a group of rows."""

    label: str


@dataclass(frozen=True, slots=True)
class Total:
    """A row of sums in bold, never parted from the row above it."""

    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table of figures; `unit` is printed above it on the right (`Đơn vị tính: …`)."""

    columns: tuple[Column, ...]
    rows: tuple[Row | Band | Total, ...]
    caption: str = ""
    unit: str = ""
    note: str = ""
    empty_text: str = "Không có số liệu"


Block = Heading | Paragraph | Bullets | Centred | TaskTable | DataTable | Chart


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """Who signs: `capacity` lines (`TM. ỦY BAN NHÂN DÂN`, `KT. CHỦ TỊCH`), position, name.

    The name stays empty until somebody is known to sign.
    """

    capacity: tuple[str, ...]
    position: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex on pages of its own; a wide one lies across (`landscape`)."""

    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """An official paper (Decree 30/2020/NĐ-CP).

    `superior` is the body above the issuer, which people's committees do not print; `number`
    and `issued_on` are None until the paper is issued, and then print as blanks to fill in,
    beside `year` where that is already known. `title_lines` default to the name of the kind.
    `authority` is the line of a decision that names who decides. `recipients` are names with
    their purpose (`Sở Nội vụ (b/c)`), `archive` what follows `Lưu:`. A `draft` is marked as one.
    `cosigners` sign beside the signer: minutes, pledges. `footer` is the address of the issuer at
    the foot of page 1 of letters and invitations. `verify_url` is printed as a QR code.
    """

    kind: PaperKind
    issuer_lines: tuple[str, ...]
    symbol: str
    place: str
    abstract: str
    blocks: tuple[Block, ...]
    signature: SignatureBlock
    superior: str | None = None
    number: str | None = None
    issued_on: date | None = None
    year: int | None = None
    title_lines: tuple[str, ...] = ()
    authority: str = ""
    addressees: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    archive: str = "VT"
    annexes: tuple[Annex, ...] = ()
    urgency: Urgency | None = None
    circulation: Circulation | None = None
    draft: bool = False
    cosigners: tuple[SignatureBlock, ...] = ()
    footer: tuple[str, ...] = ()
    verify_url: str = ""
