"""The Word file against Decree 30/2020/NĐ-CP, annex I: its styles, and distances in its XML."""

from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table

from app.documents import docx as word
from app.documents.docx import styles
from app.documents.paper import Paper, Paragraph
from app.documents.pdf import fonts, lines
from app.documents.terms import Circulation, Urgency
from tests.documents import kinds, samples
from tests.documents.test_docx import paragraphs

MM = 72 / 25.4
TWIPS = 20


@pytest.fixture(params=kinds.KINDS, name="paper")
def _paper(request: pytest.FixtureRequest) -> Paper:
    return kinds.KINDS[request.param]


def read(paper: Paper) -> Document:
    return docx.Document(BytesIO(word.write(paper)))


def styled(document: Document, name: str) -> list[str]:
    """The texts of all paragraphs of a style."""
    return [" ".join(p.text.split()) for p in paragraphs(document) if p.style.name == name]


def twips(element: Any, name: str) -> float:
    """A distance in points."""
    return int(element.get(qn(f"w:{name}"))) / TWIPS


@pytest.mark.parametrize(
    ("name", "size", "bold", "italic", "align"),
    [
        ("Quốc hiệu", 13, True, None, "CENTER"),
        ("Tiêu ngữ", 14, True, None, "CENTER"),
        ("Cơ quan chủ quản", 13, None, None, "CENTER"),
        ("Cơ quan ban hành", 13, True, None, "CENTER"),
        ("Số, ký hiệu", 13, None, None, "CENTER"),
        ("Địa danh, ngày tháng", 14, None, True, "CENTER"),
        ("Trích yếu công văn", 12, None, None, "CENTER"),
        ("Tên loại", 14, True, None, "CENTER"),
        ("Trích yếu", 14, True, None, "CENTER"),
        ("Căn cứ", 14, None, True, "JUSTIFY"),
        ("Nội dung", 14, None, None, "JUSTIFY"),
        ("Đề mục 1", 14, True, None, "JUSTIFY"),
        ("Quyền hạn, chức vụ", 14, True, None, "CENTER"),
        ("Họ tên người ký", 14, True, None, "CENTER"),
        ("Nơi nhận", 12, True, True, "LEFT"),
        ("Danh sách nơi nhận", 11, None, None, "LEFT"),
        ("Phụ lục", 14, True, None, "CENTER"),
        ("Kèm theo", 14, None, True, "CENTER"),
        ("Số trang", 13, None, None, "CENTER"),
        ("Thông tin ký số", 10, None, None, "RIGHT"),
        ("Địa chỉ chân trang", 11, None, None, "LEFT"),
    ],
)
def test_the_styles_are_named_and_sized_as_the_decree_says(
    name: str, size: float, bold: bool | None, italic: bool | None, align: str
) -> None:
    style: Any = read(kinds.DECISION).styles[name]
    assert style.font.size.pt == size
    assert (style.font.bold, style.font.italic) == (bold, italic)
    assert style.paragraph_format.alignment.name == align
    assert style.base_style.name == "Normal"


def test_names_of_styles_are_told_apart() -> None:
    assert len({style.id for style in styles.ALL}) == len(styles.ALL)


class TestEveryKind:
    def test_each_element_stands_in_its_style(self, paper: Paper) -> None:
        document = read(paper)
        assert styled(document, "Quốc hiệu") == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
        assert styled(document, "Tiêu ngữ") == ["Độc lập - Tự do - Hạnh phúc"]
        issuer = " ".join(styled(document, "Cơ quan ban hành"))
        assert issuer == " ".join(paper.issuer_lines).upper()
        assert styled(document, "Địa danh, ngày tháng")[0].startswith(f"{paper.place}, ngày")
        names = styled(document, "Họ tên người ký")
        assert names[-1] == paper.signature.name
        assert len(names) == 1 + len(paper.cosigners)
        assert len(styled(document, "Phụ lục")) == len(paper.annexes)

    def test_nothing_says_times_but_the_style_of_all(self, paper: Paper) -> None:
        document = read(paper)
        for run in document.element.body.iter(qn("w:rFonts")):
            pytest.fail(f"a face of its own: {run.attrib}")
        normal = document.styles["Normal"].element.rPr
        assert normal.rFonts.get(qn("w:ascii")) == "Times New Roman"
        assert normal.rFonts.get(qn("w:eastAsia")) == "Times New Roman"
        assert normal.find(qn("w:lang")).get(qn("w:val")) == "vi-VN"

    def test_the_rule_of_the_motto_is_as_long_as_its_text(self, paper: Paper) -> None:
        head = read(paper).tables[0]
        motto = lines.width("Độc lập - Tự do - Hạnh phúc", fonts.BOLD, 14)
        assert _rule(head, 1) == pytest.approx(motto, abs=MM)
        issuer = max(lines.width(line.upper(), fonts.BOLD, 13) for line in paper.issuer_lines)
        assert 1 / 3 <= _rule(head, 0) / issuer <= 1 / 2

    def test_margins_and_the_number_in_the_upper_one(self, paper: Paper) -> None:
        for section in read(paper).sections:
            margins = (section.top_margin, section.bottom_margin)
            assert [side.mm for side in margins] == pytest.approx([20, 20], abs=0.5)
            sides = (section.left_margin.mm, section.right_margin.mm)
            assert sides == pytest.approx((30, 20), abs=0.5)
            assert section.header_distance.mm == pytest.approx(13 - 4.6, abs=1)
            number = section.header.paragraphs[0]
            assert number.style.name == "Số trang"
            assert number._p.find(qn("w:fldSimple")).get(qn("w:instr")) == "PAGE"
            assert "".join(p.text for p in section.first_page_header.paragraphs) == ""

    def test_the_same_paper_gives_the_same_bytes(self, paper: Paper) -> None:
        assert word.write(paper) == word.write(paper)


def _rule(head: Table, column: int) -> float:
    """The length of the rule in a cell of the letterhead."""
    cell = head.rows[0].cells[column]
    rule = next(p for p in cell.paragraphs if p.style.name == "Đường kẻ")
    border = rule._p.pPr.find(qn("w:pBdr")).find(qn("w:top"))
    assert border.get(qn("w:val")) == "single"
    indent = rule._p.pPr.ind
    return cell.width.pt - twips(indent, "left") - twips(indent, "right")


@pytest.mark.parametrize(
    ("urgency", "width"),
    [(Urgency.IMMEDIATE, 30), (Urgency.VERY_URGENT, 40), (Urgency.URGENT, 20)],
)
def test_the_frame_of_an_urgency_has_the_size_of_the_decree(urgency: Urgency, width: int) -> None:
    marked = replace(kinds.NOTICE, urgency=urgency, circulation=Circulation.INTERNAL)
    cell = read(marked).tables[0].rows[1].cells[0]
    frame = cell.tables[0]
    assert frame.columns[0].width.mm == pytest.approx(width, abs=0.3)
    height = frame.rows[0]._tr.trPr.find(qn("w:trHeight"))
    assert twips(height, "val") / MM == pytest.approx(8, abs=0.1)
    assert height.get(qn("w:hRule")) == "exact"
    assert frame.cell(0, 0).text == urgency.label
    assert cell.tables[1].cell(0, 0).text == "LƯU HÀNH NỘI BỘ"


def test_address_and_code_stand_at_the_foot_of_page_1_alone() -> None:
    document = read(replace(kinds.DECISION, footer=kinds.ADDRESS))
    first, *annexes = document.sections
    texts = [paragraph.text for paragraph in first.first_page_footer.paragraphs]
    assert texts == [*kinds.ADDRESS, f"Kiểm tra văn bản tại {kinds.VERIFY_URL}"]
    assert first.first_page_footer.paragraphs[0]._p.pPr.find(qn("w:pBdr")) is not None
    anchor = first.first_page_footer._element.find(f".//{qn('wp:anchor')}")
    places = [
        (axis.get("relativeFrom"), int(axis[0].text) / 12700 / MM)
        for axis in (anchor.find(qn("wp:positionH")), anchor.find(qn("wp:positionV")))
    ]
    assert places == [("page", pytest.approx(9, abs=0.1)), ("page", pytest.approx(272, abs=0.1))]
    size = anchor.find(qn("wp:extent"))
    assert int(size.get("cx")) / 12700 / MM == pytest.approx(16, abs=0.1)
    with ZipFile(BytesIO(word.write(kinds.DECISION))) as file:
        pictures = [name for name in file.namelist() if name.startswith("word/media/")]
        assert len(pictures) == 1
        assert file.read(pictures[0]).startswith(b"\x89PNG")
    for section in (first, *annexes):
        assert "".join(p.text for p in section.footer.paragraphs) == ""
    for section in annexes:
        assert "".join(p.text for p in section.first_page_footer.paragraphs) == ""


def test_minutes_and_pledges_are_signed_in_two_columns() -> None:
    minutes = read(kinds.MINUTES).tables[-1]
    secretary, chair = minutes.rows[0].cells
    assert (secretary.paragraphs[0].text, chair.paragraphs[0].text) == ("THƯ KÝ", "CHỦ TRÌ")
    assert "Nơi nhận:" in secretary.text
    pledge = read(kinds.PLEDGE).tables[-1]
    named = [cell.paragraphs[-1].text for row in pledge.rows for cell in row.cells]
    blocks = (*kinds.PLEDGE.cosigners, kinds.PLEDGE.signature)
    assert named == [block.name for block in blocks]
    for row in pledge.rows:
        assert row._tr.trPr.find(qn("w:cantSplit")) is not None
    odd = read(replace(kinds.PLEDGE, cosigners=kinds.PLEDGE.cosigners[:4])).tables[-1]
    assert odd.rows[-1].cells[0].text == ""
    assert odd.rows[-1].cells[1].paragraphs[-1].text == kinds.PLEDGE.signature.name


def test_several_addressees_stand_below_the_colon() -> None:
    document = read(kinds.LETTER)
    label = next(p for p in document.paragraphs if p.style.name == "Kính gửi")
    listed = [p for p in document.paragraphs if p.style.name == "Danh sách kính gửi"]
    assert [p.text[-1] for p in listed] == [";", ";", "."]
    colon = label.paragraph_format.left_indent.pt + lines.width("Kính gửi:", fonts.REGULAR, 14)
    for line in listed:
        assert line.paragraph_format.left_indent.pt == pytest.approx(colon, abs=1)


def test_a_wide_table_has_a_section_that_lies_across_and_counts_on() -> None:
    document = read(kinds.WIDE_REPORT)
    first, wide, last = document.sections
    assert wide.page_width > wide.page_height
    assert last.page_width < last.page_height
    assert first.different_first_page_header_footer
    assert not wide.different_first_page_header_footer
    assert not last.different_first_page_header_footer
    for section in document.sections:
        assert section._sectPr.find(qn("w:pgNumType")) is None
    assert len(document.tables) == 3
    assert len(document.tables[1].rows) == 31
    assert document.tables[2].rows[0].cells[1].text.endswith("Lý Thị Dương")


def test_annexes_have_headings_of_their_own_and_count_from_1() -> None:
    document = read(kinds.DECISION)
    assert styled(document, "Phụ lục") == ["Phụ lục I", "Phụ lục II"]
    body, *annexes = document.sections
    assert body._sectPr.find(qn("w:pgNumType")) is None
    for section in annexes:
        numbering = section._sectPr.findall(qn("w:pgNumType"))
        assert [one.get(qn("w:start")) for one in numbering] == ["1"]
        assert section.different_first_page_header_footer
    alone = docx.Document(BytesIO(word.write_annex(kinds.DECISION, 2)))
    mark = alone.sections[0].first_page_header.paragraphs[0]
    assert (mark.text, mark.style.name) == ("Số: 128/QĐ-UBND; 03/02/2026", "Thông tin ký số")
    assert "CỘNG HÒA" not in " ".join(p.text for p in paragraphs(alone))
    with pytest.raises(IndexError):
        word.write_annex(kinds.DECISION, 3)


def test_headings_are_listed_in_the_navigation() -> None:
    document = read(samples.REPORT)
    levels = {
        style: document.styles[style].element.pPr.find(qn("w:outlineLvl")).get(qn("w:val"))
        for style in ("Phần, chương", "Đề mục 1", "Đề mục 2", "Đề mục 3", "Phụ lục")
    }
    assert list(levels.values()) == ["0", "1", "2", "3", "0"]
    assert "I. ĐẶC ĐIỂM TÌNH HÌNH" in styled(document, "Đề mục 1")


def test_the_signature_stays_with_the_end_of_the_body() -> None:
    document = read(samples.YEAR_PLAN)
    kept = next(p for p in document.paragraphs if p.text.endswith("./."))
    assert kept.paragraph_format.keep_with_next
    between = kept._p.getnext()
    assert between.tag == qn("w:p")
    style = document.styles["Khoảng cách"]
    assert style.paragraph_format.keep_with_next
    assert between.getnext().tag == qn("w:tbl")


def test_a_list_of_thousands_is_written_whole() -> None:
    row = samples.STANDINGS_TABLE.rows[0]
    table = replace(samples.STANDINGS_TABLE, rows=(row,) * 3321)
    annex = replace(samples.STANDINGS.annexes[0], blocks=(table,))
    document = read(replace(samples.STANDINGS, annexes=(annex,)))
    assert len(document.tables[-1]._tbl.tr_lst) == 2 + 3321


def test_an_empty_body_is_signed_all_the_same() -> None:
    document = read(replace(kinds.NOTICE, blocks=()))
    assert document.tables[-1].rows[0].cells[1].text.endswith("Hoàng Văn Nam")
    assert "./." not in " ".join(p.text for p in paragraphs(document))
    blank = read(replace(kinds.NOTICE, blocks=(Paragraph(" \n "),), recipients=(), archive=""))
    assert "Nơi nhận" not in " ".join(p.text for p in paragraphs(blank))
