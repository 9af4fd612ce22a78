"""Words of pre-printed blanks (phôi): what stands in a field, how it looks."""

from enum import StrEnum


class FieldSource(StrEnum):
    """Which text of a certificate a field of a blank holds."""

    FORM = "form"
    GIVING = "giving"
    RECIPIENT = "recipient"
    HONORIFIC = "honorific"
    NAME = "name"
    DETAILS = "details"
    ACHIEVEMENT = "achievement"
    AUTHORITY = "authority"
    DECISION = "decision"
    DECISION_NUMBER = "decision_number"
    DECISION_DAY = "decision_day"
    GOLD_LINE = "gold_line"
    GOLD_NUMBER = "gold_number"
    PLACE_DATE = "place_date"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    CAPACITY = "capacity"
    SIGNER = "signer"
    FIXED = "fixed"

    @property
    def label(self) -> str:
        """The Vietnamese words."""
        return {
            "form": "Tên hình thức, danh hiệu",
            "giving": "Chữ Tặng, Truy tặng",
            "recipient": "Danh xưng và tên",
            "honorific": "Danh xưng",
            "name": "Tên (không danh xưng)",
            "details": "Chức vụ, đơn vị, địa chỉ",
            "achievement": "Thành tích",
            "authority": "Người có thẩm quyền",
            "decision": "Số, ngày quyết định",
            "decision_number": "Số quyết định",
            "decision_day": "Ngày quyết định",
            "gold_line": "Dòng “Số sổ vàng: …”",
            "gold_number": "Số sổ vàng (chỉ số)",
            "place_date": "Địa danh, ngày tháng năm",
            "day": "Ngày (hai chữ số)",
            "month": "Tháng (hai chữ số)",
            "year": "Năm",
            "capacity": "Quyền hạn, chức vụ ký",
            "signer": "Họ tên người ký",
            "fixed": "Chữ cố định",
        }[self.value]


class TextAlign(StrEnum):
    """Where a text stands between the edges of its field."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"

    @property
    def label(self) -> str:
        """The Vietnamese word."""
        return {"left": "Trái", "center": "Giữa", "right": "Phải"}[self.value]


class Ink(StrEnum):
    """The colour of a printed text: those that are read well on white paper."""

    BLACK = "black"
    RED = "red"
    BLUE = "blue"
    BROWN = "brown"

    @property
    def label(self) -> str:
        """The Vietnamese word."""
        return {"black": "Đen", "red": "Đỏ", "blue": "Xanh đậm", "brown": "Nâu"}[self.value]

    @property
    def colour(self) -> str:
        """As `#RRGGBB`."""
        return {"black": "#000000", "red": "#B3121D", "blue": "#12346B", "brown": "#5A3310"}[
            self.value
        ]
