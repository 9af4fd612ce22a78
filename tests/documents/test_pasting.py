"""What comes from the clipboard of Word and its like becomes the text of a body, never HTML."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents import pasting
from app.documents.paper import Band, DataTable, Paragraph
from app.documents.prose import blocks_of
from app.lib.errors import Invalid

_WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<meta name=Generator content="Microsoft Word 15"><title>Kế hoạch</title>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {mso-style-parent:"";} --></style></head><body lang=VI>
<!--StartFragment-->
<p class=MsoNormal align=center style='text-align:center'><b><span lang=VI>QUYẾT ĐỊNH:<o:p></o:p>
</span></b></p>
<p class=MsoNormal><b><span style='font-size:14.0pt'>Điều 1.</span></b><span> Tặng Giấy khen cho
05&nbsp;tập thể<o:p></o:p></span></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'>
<![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>Tập thể;</p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='font-family:"Courier New"'><span style='mso-list:Ignore'>o<span>&nbsp; </span></span></span>
<![endif]>Cá nhân.</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span>&nbsp; </span></span><![endif]>Mục đích<br>chung</p>
<p style='mso-hide:all'>ẩn</p><p><del>xóa</del><span style='display:none'>ẩn</span></p>
<!--EndFragment--></body></html>"""


def test_word_keeps_its_headings_articles_lists_and_breaks() -> None:
    assert pasting.text_from_html(_WORD).split("\n") == [
        "QUYẾT ĐỊNH:",
        "Điều 1. Tặng Giấy khen cho 05 tập thể",
        "- Tập thể;",
        "+ Cá nhân.",
        "1. Mục đích\\",
        "chung",
    ]


def test_a_table_of_word_with_a_band_and_grouped_titles() -> None:
    html = """<table class=MsoTableGrid border=1><tr><td rowspan=2><p>TT</p></td>
    <td rowspan=2><p>Đơn vị</p></td><td colspan=2><p align=center>Số lượng</p></td></tr>
    <tr><td><p>Tập thể</p></td><td><p>Cá nhân</p></td></tr>
    <tr><td colspan=4><p>QUÝ I</p></td></tr>
    <tr><td>1</td><td><p>Xã A | B</p><p>- phòng</p></td><td>2</td><td>3</td></tr>
    <tr><td></td><td><p>&nbsp;</p></td><td></td><td></td></tr></table>"""
    (table,) = blocks_of(pasting.text_from_html(html))
    assert isinstance(table, DataTable)
    assert [(c.title, c.group) for c in table.columns] == [
        ("TT", ""), ("Đơn vị", ""), ("Tập thể", "Số lượng"), ("Cá nhân", "Số lượng"),
    ]  # fmt: skip
    assert table.rows[0] == Band("QUÝ I")
    assert [row.cells for row in table.rows[1:]] == [("1", "Xã A | B\n- phòng", "2", "3")]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<h1>Mở đầu</h1><h2>I. MỤC ĐÍCH</h2><h3>Chung</h3>", "## Mở đầu\nI. MỤC ĐÍCH\n#### Chung"),
        ("<ul><li>Một<ul><li>Hai</li></ul></li><li>Ba</li></ul>", "- Một\n+ Hai\n- Ba"),
        ('<ol start="4" type="a"><li>bốn;</li><li><p>năm;</p></li></ol>', "d) bốn;\nđ) năm;"),
        ("<ol><li>một;</li></ol><ol type=I><li>Hai</li></ol>", "1. một;\nI. Hai"),
        ("<p><b>Kinh phí:</b> không có</p>", "**Kinh phí:** không có"),
        ("<p style='text-align: center'>Giữa dòng</p>", "> Giữa dòng <"),
        ("<div>a<br>b<br><br>c</div>", "a\\\nb\nc"),
        ("<p>| a |</p><p># b</p><p>&lt;b&gt;</p>", "\\| a |\n\\# b\n<b>"),
        ("<script>alert(1)</script><p onclick=x>Chữ<img src=x onerror=y></p>", "Chữ"),
        ("<p>\uf0b7 Symbol</p><p>\uf0d8\u00a0Wingdings \uf0ff</p>", "- Symbol\n- Wingdings"),
        ("<b style='font-weight:normal'><p>Một <span style='font-weight:700'>hai</span></p></b>",
         "Một hai"),
        ("<pre>Một\nhai</pre>", "Một\\\nhai"),
        ("<table><tr><td>Một ô</td></tr></table>", "Một ô"),
        ("", ""),
    ],
)  # fmt: skip
def test_each_piece(html: str, text: str) -> None:
    assert pasting.text_from_html(html) == text


def test_letters_come_composed_without_signs_unseen() -> None:
    decomposed = unicodedata.normalize("NFD", "Thực hiện Luật Thi đua")
    pasted = pasting.text_from_html(f"<p>{decomposed}\u200b\ufeff</p>")
    assert pasted == "Thực hiện Luật Thi đua"


@pytest.mark.parametrize(
    ("html", "text", "left_out"),
    [
        ("<p>12 m<sup>2</sup>, x<sup>3</sup></p>", "12 m², x³", ()),
        ("<p>m<span style='vertical-align:super'>2</span></p>", "m²", ()),
        ("<p>H<sub>2</sub>O, ghi chú<sup>[1]</sup></p>", "H2O, ghi chú[1]",
         ("chỉ số dưới", "chỉ số trên")),
        ("<p>Chúc mừng 🎉</p><img src='x.png'>", "Chúc mừng",
         ("hình ảnh", "ký tự không in được: 🎉")),
        ("<table><tr><td colspan=2>A</td><td>B</td></tr>"
         "<tr><td>1</td><td>2</td><td>3</td></tr></table>",
         "| A |  | B |\n| 1 | 2 | 3 |", ("ô gộp trong bảng",)),
        ("<table><tr><td>STT</td><td>Tên</td></tr><tr><td colspan=2>Xã A</td></tr>"
         "<tr><td>1</td><td>An</td></tr></table>",
         "| STT | Tên |\n| Xã A |\n| 1 | An |", ()),
    ],
)  # fmt: skip
def test_it_says_what_a_text_cannot_hold(html: str, text: str, left_out: tuple[str, ...]) -> None:
    pasted = pasting.from_html(html)
    assert pasted == pasting.Pasted(text, left_out)


def test_a_letterhead_is_no_table() -> None:
    html = "<table><tr><td>UBND XÃ A</td><td>Độc lập - Tự do - Hạnh phúc</td></tr></table>"
    assert pasting.text_from_html(html) == "UBND XÃ A\nĐộc lập - Tự do - Hạnh phúc"


def test_far_too_much_is_refused_at_its_field() -> None:
    with pytest.raises(Invalid) as refused:
        pasting.text_from_html("x" * (pasting.MOST_LETTERS + 1), field="body")
    assert "quá dài" in refused.value.message
    assert refused.value.field == "body"


def test_deep_nesting_is_walked_without_end() -> None:
    assert pasting.text_from_html("<div>" * 3000 + "x" + "<table><tr><td>" * 500) == "x"


_MARKUP = st.sampled_from(
    ["<p>", "</p>", "<table>", "<tr>", "<td>", "</table>", "<li>", "<ul>", "</ul>", "<br>", "<b>",
     "</b>", "<!--", "-->", "<![if x]>", "&nbsp;", "<td colspan=3>", "<h2>", "|", "\\", "# ", "a"]
)  # fmt: skip


@given(st.lists(_MARKUP | st.text(max_size=4), max_size=40).map("".join))
@settings(max_examples=200, deadline=None)
def test_any_fragment_becomes_text_that_reads(html: str) -> None:
    text = pasting.text_from_html(html)
    assert text == unicodedata.normalize("NFC", text)
    for block in blocks_of(text):
        assert not (isinstance(block, Paragraph) and "<p>" in block.text and "<p>" not in html)
