"""The named styles of papers in Word: what an office sees, and changes, in its list of styles."""

import unicodedata
from dataclasses import dataclass, replace
from functools import cache

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as Alignment
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.styles.style import ParagraphStyle

from app.documents.docx import marks
from app.documents.pdf import foot, measures

FONT = "Times New Roman"
LANGUAGE = "vi-VN"


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph looks, in points."""

    align: Alignment = Alignment.CENTER
    size: float = measures.BODY
    bold: bool = False
    italic: bool = False
    before: float = 0
    after: float = 0
    indent: float = 0
    """Of the first line."""
    left: float = 0
    keep_next: bool = False
    leading: float | None = None
    """Exact distance of lines; None for single spacing."""


@dataclass(frozen=True, slots=True)
class Style:
    """A named style; `outline` lists its paragraphs in Word's navigation, 0 for the highest."""

    name: str
    look: Look
    outline: int | None = None

    @property
    def id(self) -> str:
        """The name without marks, spaces and commas: `SoKyHieu`."""
        return _id(self.name)


@cache
def _id(name: str) -> str:
    plain = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    words = "".join(sign for sign in plain if sign.isascii()).title()
    return "".join(sign for sign in words if sign.isalnum())


_LEFT, _RIGHT, _BOTH = Alignment.LEFT, Alignment.RIGHT, Alignment.JUSTIFY
_TEXT = Look(_BOTH, before=measures.GAP, indent=measures.INDENT, leading=measures.BODY_LEADING)
_HEADING = replace(_TEXT, bold=True, keep_next=True)
_BOLD = Look(bold=True)
_SMALL_CAPITALS = Look(size=13, bold=True)

COUNTRY = Style("Quốc hiệu", _SMALL_CAPITALS)
MOTTO = Style("Tiêu ngữ", _BOLD)
SUPERIOR = Style("Cơ quan chủ quản", Look(size=13))
ISSUER = Style("Cơ quan ban hành", _SMALL_CAPITALS)
RULE = Style("Đường kẻ", Look(size=2, before=5, leading=6))
NUMBER = Style("Số, ký hiệu", Look(size=13, before=6))
PLACE = Style("Địa danh, ngày tháng", Look(italic=True, before=5))
SUBJECT = Style("Trích yếu công văn", Look(size=12, before=measures.GAP))
DRAFT = Style("Dự thảo", Look(size=12, bold=True, before=measures.GAP))
MARK = Style("Mức độ khẩn, phạm vi lưu hành", _SMALL_CAPITALS)
TITLE = Style("Tên loại", Look(bold=True, keep_next=True))
ABSTRACT = Style("Trích yếu", Look(bold=True, keep_next=True))
AUTHORITY = Style("Thẩm quyền ban hành", Look(bold=True, before=12, after=6))
ADDRESSED = Style("Kính gửi", Look(before=12, after=10))
ADDRESSEE = Style("Danh sách kính gửi", Look(_LEFT))
BASIS = Style("Căn cứ", replace(_TEXT, italic=True))
TEXT = Style("Nội dung", _TEXT)
PART = Style("Phần, chương", Look(bold=True, before=12, keep_next=True), outline=0)
PART_TITLE = Style("Tên phần, chương", Look(bold=True, keep_next=True))
HEADINGS = tuple(Style(f"Đề mục {level}", _HEADING, outline=level) for level in (1, 2, 3))
CENTRED = Style("Dòng giữa", Look(bold=True, before=10, after=measures.GAP, keep_next=True))
CAPTION = Style("Tên bảng", Look(bold=True, before=measures.GAP, keep_next=True))
UNIT = Style("Đơn vị tính", Look(_RIGHT, size=12, italic=True, before=measures.GAP, keep_next=True))
NOTE = Style("Ghi chú bảng", Look(_BOTH, size=12, italic=True, before=measures.GAP))
GAP = Style("Khoảng cách", Look(size=4, leading=4, keep_next=True))
END = Style("Cuối phần", Look(_LEFT, size=1, leading=1))
CELL = Style("Ô bảng", Look(_LEFT, size=13))
HEAD_CELL = Style("Đầu bảng", Look(size=13, bold=True, keep_next=True))
CAPACITY = Style("Quyền hạn, chức vụ", Look(bold=True))
NAME = Style("Họ tên người ký", Look(bold=True, before=85))
RECIPIENTS = Style("Nơi nhận", Look(_LEFT, size=12, bold=True, italic=True))
RECIPIENT = Style("Danh sách nơi nhận", Look(_LEFT, size=11))
ANNEX = Style("Phụ lục", Look(bold=True, keep_next=True), outline=0)
ANNEX_TITLE = Style("Tên phụ lục", Look(bold=True, keep_next=True))
ANNEX_NOTE = Style("Kèm theo", Look(italic=True, after=12))
PAGE_NUMBER = Style("Số trang", Look(size=13))
ANNEX_MARK = Style("Thông tin ký số", Look(_RIGHT, size=10))
FOOTER = Style("Địa chỉ chân trang", Look(_LEFT, size=foot.SIZE, leading=foot.LEADING))
VERIFICATION = Style("Mã kiểm tra", Look(_LEFT, size=foot.CHECK_SIZE, leading=9))

ALL = (
    COUNTRY, MOTTO, SUPERIOR, ISSUER, RULE, NUMBER, PLACE, SUBJECT, DRAFT, MARK, TITLE, ABSTRACT,
    AUTHORITY, ADDRESSED, ADDRESSEE, BASIS, TEXT, PART, PART_TITLE, *HEADINGS, CENTRED, CAPTION,
    UNIT, NOTE, GAP, END, CELL, HEAD_CELL, CAPACITY, NAME, RECIPIENTS, RECIPIENT, ANNEX,
    ANNEX_TITLE, ANNEX_NOTE, PAGE_NUMBER, ANNEX_MARK, FOOTER, VERIFICATION,
)  # fmt: skip


def define(document: Document) -> None:
    """Write all styles, the face and the language into the file."""
    normal = document.styles["Normal"]
    _set_face(normal)
    normal.font.size = Pt(measures.BODY)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.widow_control = True
    for style in ALL:
        _define(document, style)


def _set_face(normal: ParagraphStyle) -> None:
    normal.font.name = FONT
    properties = normal.element.rPr
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        properties.rFonts.set(qn(script), FONT)
    language = OxmlElement("w:lang")
    for script in ("w:val", "w:eastAsia"):
        language.set(qn(script), LANGUAGE)
    properties.append(language)


def _define(document: Document, style: Style) -> None:
    added = document.styles.add_style(style.name, WD_STYLE_TYPE.PARAGRAPH)
    added.element.set(qn("w:styleId"), style.id)
    added.base_style = document.styles["Normal"]
    added.quick_style = True
    look, layout = style.look, added.paragraph_format
    added.font.size = Pt(look.size)
    added.font.bold, added.font.italic = look.bold or None, look.italic or None
    layout.alignment = look.align
    layout.space_before, layout.space_after = Pt(look.before), Pt(look.after)
    layout.first_line_indent = Pt(look.indent) if look.indent else None
    layout.left_indent = Pt(look.left) if look.left else None
    layout.keep_with_next = look.keep_next or None
    layout.line_spacing = Pt(look.leading) if look.leading else 1
    if style.outline is not None:
        marks.outlined(added.element.get_or_add_pPr(), style.outline)
