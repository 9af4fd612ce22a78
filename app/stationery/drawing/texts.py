"""The texts of one certificate, as they are printed."""

from dataclasses import dataclass
from datetime import date

from app.lib import dates
from app.stationery.drawing import faces
from app.stationery.terms.awards import AwardForm, Honorific
from app.stationery.terms.blanks import FieldSource

_DOTS = "……"


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """What is known of one certificate; what is not yet known leaves room to write it in."""

    form: AwardForm
    authority: str
    honorific: Honorific
    name: str
    details: str = ""
    achievement: str = ""
    is_posthumous: bool = False
    decision_number: str = ""
    decided_on: date | None = None
    gold_number: int | None = None
    place: str = ""
    capacity: tuple[str, ...] = ()
    signer: str = ""

    @property
    def giving(self) -> str:
        """`TẶNG`, `TRUY TẶNG DANH HIỆU`."""
        return faces.capitals(self.form.giving(is_posthumous=self.is_posthumous))

    @property
    def recipient(self) -> str:
        """`Ông NGUYỄN VĂN A`; a collective by its name alone."""
        return " ".join(filter(None, (self.honorific.before(self.name), faces.capitals(self.name))))

    @property
    def decision(self) -> str:
        """`Quyết định số: 12/QĐ-UBND, ngày 05 tháng 01 năm 2026`."""
        number = self.decision_number or _DOTS
        day = dates.long(self.decided_on) if self.decided_on else f"ngày {_DOTS}"
        return f"Quyết định số: {number}, {day}"

    @property
    def gold_line(self) -> str:
        """`Số sổ vàng: 07`."""
        return f"Số sổ vàng: {self.gold or _DOTS}"

    @property
    def gold(self) -> str:
        """The number in the gold book; below ten with a zero."""
        return "" if self.gold_number is None else f"{self.gold_number:02d}"

    @property
    def place_date(self) -> str:
        """`Lạng Sơn, ngày 05 tháng 01 năm 2026`."""
        blank = f"ngày {_DOTS} tháng {_DOTS} năm {_DOTS}"
        day = dates.long(self.decided_on) if self.decided_on else blank
        return ", ".join(filter(None, (self.place, day)))

    def of(self, source: FieldSource) -> str:
        """The text that a field of a blank holds; a fixed text is the field's own."""
        on = self.decided_on
        return {
            FieldSource.FORM: self.form.label,
            FieldSource.GIVING: self.giving,
            FieldSource.RECIPIENT: self.recipient,
            FieldSource.HONORIFIC: self.honorific.before(self.name),
            FieldSource.NAME: self.name,
            FieldSource.DETAILS: self.details,
            FieldSource.ACHIEVEMENT: self.achievement,
            FieldSource.AUTHORITY: self.authority,
            FieldSource.DECISION: self.decision,
            FieldSource.DECISION_NUMBER: self.decision_number,
            FieldSource.DECISION_DAY: dates.short(on) if on else "",
            FieldSource.GOLD_LINE: self.gold_line,
            FieldSource.GOLD_NUMBER: self.gold,
            FieldSource.PLACE_DATE: self.place_date,
            FieldSource.DAY: f"{on:%d}" if on else "",
            FieldSource.MONTH: f"{on:%m}" if on else "",
            FieldSource.YEAR: f"{on:%Y}" if on else "",
            FieldSource.CAPACITY: "\n".join(self.capacity),
            FieldSource.SIGNER: self.signer,
            FieldSource.FIXED: "",
        }[source]


SAMPLE = Texts(
    form=AwardForm.COMMENDATION_LETTER,
    authority="Chủ tịch Ủy ban nhân dân xã Mẫu",
    honorific=Honorific.MRS,
    name="Hoàng Thị Ngọc Quỳnh",
    details="Công chức Phòng Văn hóa - Xã hội xã Mẫu",
    achievement="Đã có thành tích xuất sắc trong phong trào thi đua năm 2026",
    decision_number="125/QĐ-UBND",
    decided_on=date(2026, 12, 25),
    gold_number=68,
    place="Xã Mẫu",
    capacity=("CHỦ TỊCH",),
    signer="Nguyễn Văn Mẫu",
)
"""Fills the picture of a blank before there is a batch, and its test print."""
