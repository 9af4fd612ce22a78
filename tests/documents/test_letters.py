"""Signs that the faces of papers lack: replaced where that reads the same, else left out."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics

from app.documents import letters, wording
from app.documents.paper import Paragraph
from app.documents.pdf import fonts
from tests.documents import samples
from tests.documents.reading import leaves


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Thi đua 🎉 khen thưởng 🏆", "Thi đua khen thưởng"),
        ("👩‍👩‍👧 gia đình văn hóa", "gia đình văn hóa"),
        ("✔ Đạt ☑ Đạt ☐ Chưa", "x Đạt x Đạt □ Chưa"),
        ("\uf0b7 Điểm thứ nhất", "• Điểm thứ nhất"),
        ("từ\u2011ngữ ➢ kết quả", "từ-ngữ ► kết quả"),
        ("𝐓𝐡𝐢 đ𝐮𝐚 ① 10 ㎡", "Thi đua 1 10 m2"),
        ("中国", "??"),
        ("m\u00ad2 và\u200b\ufeff 3,5 m²", "m2 và 3,5 m²"),
        ("dòng một\u2028dòng hai\x0bdòng ba", "dòng một\ndòng hai\ndòng ba"),
        ("chuông\x07\x00\x1b[31m", "chuông[31m"),
        ("≥ 90 % … “Ngày vì người nghèo” – 1.500 ₫", "≥ 90 % … “Ngày vì người nghèo” – 1.500 ₫"),
    ],
)
def test_what_a_paper_shows(typed: str, shown: str) -> None:
    assert wording.printable(typed) == shown


def test_letters_typed_apart_from_their_marks_are_composed() -> None:
    written = "Ủy ban nhân dân xã Điềm He tổng kết phong trào thi đua yêu nước"
    assert wording.printable(unicodedata.normalize("NFD", written)) == written
    assert wording.printable("o\u0323\u031b") == "ợ"


def test_what_cannot_be_shown_is_named_once() -> None:
    assert letters.undrawable("🎉 Thi đua 🎉 中 ✔ Đạt\u200b\ufe0f?") == ("🎉", "中")
    assert letters.undrawable("Ủy ban nhân dân") == ()


def test_every_sign_that_is_shown_has_a_glyph_in_each_face() -> None:
    shown = {sign for number in range(0x110000) for sign in letters.drawable(chr(number))}
    for name in (fonts.REGULAR, fonts.BOLD, fonts.ITALIC, fonts.BOLD_ITALIC):
        glyphs = pdfmetrics.getFont(name).face.charToGlyph
        lacking = {sign for sign in shown - {"\n", "\t"} if ord(sign) not in glyphs}
        assert lacking == set()


@given(st.text(max_size=60))
def test_what_is_shown_is_shown_again(text: str) -> None:
    once = wording.printable(text)
    assert wording.printable(once) == once


def test_no_box_stands_where_an_emoji_was() -> None:
    paper = replace(
        samples.YEAR_PLAN,
        abstract="Phát động thi đua 🚀",
        blocks=(Paragraph("Chào mừng 🎉 Đại hội."),),
        recipients=("Các thôn 🏡",),
    )
    text = " ".join(leaf.flat for leaf in leaves(paper))
    for words in ("Phát động thi đua", "Chào mừng Đại hội./.", "- Các thôn;"):
        assert words in text
    assert not any(ord(sign) > 0xFFFF or sign == "\ufffd" for sign in text)
