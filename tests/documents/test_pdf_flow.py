"""How papers flow over pages: what may not be parted, what is repeated, what must not overlap."""

import re
from dataclasses import replace
from itertools import takewhile

import pytest

from app.documents.paper import (
    Align,
    Band,
    Block,
    Bullets,
    Column,
    DataTable,
    Heading,
    Paper,
    Paragraph,
    Row,
    SignatureBlock,
    Total,
)
from app.documents.terms import Circulation, PaperKind, Urgency
from tests.documents import samples
from tests.documents.reading import MM, Leaf, Word, leaves

SENTENCE = "Các cơ quan, đơn vị, các thôn triển khai thực hiện nghiêm túc phong trào thi đua. "
TWO = (Column("TT", Align.CENTER, width=12), Column("Đơn vị"))


def filler(lines: int) -> tuple[Block, ...]:
    """Short paragraphs of one line each."""
    return tuple(Paragraph(f"Dòng {n}.") for n in range(lines))


def body(*blocks: Block) -> Paper:
    return replace(samples.YEAR_PLAN, blocks=blocks)


LONG_NAME = (
    "Ban Chỉ đạo các chương trình mục tiêu quốc gia và phong trào thi đua giai đoạn 2026 - 2030"
)
OVERLONG = replace(
    samples.REPORT,
    superior=LONG_NAME,
    issuer_lines=(LONG_NAME,),
    place="Thành phố Hồ Chí Minh và vùng phụ cận",
    abstract=SENTENCE * 6,
    addressees=(LONG_NAME, SENTENCE * 2),
    signature=SignatureBlock((LONG_NAME,), LONG_NAME, "Công Tằng Tôn Nữ " * 4),
    recipients=tuple(f"{LONG_NAME} số {n}" for n in range(90)),
    urgency=Urgency.VERY_URGENT,
    circulation=Circulation.RETURN_AFTER_READING,
)
UNBREAKABLE = body(
    Paragraph("y" * 900),
    DataTable(
        (Column("TT", width=10), Column("z" * 200), Column("Điểm")),
        (Row(("1", "w" * 400, "q" * 60)), Row(("2", SENTENCE * 60, "3")), Row(("3", "a", "b"))),
    ),
)
EMPTY = Paper(
    kind=PaperKind.PLAN,
    issuer_lines=(),
    symbol="",
    place="",
    abstract="",
    blocks=(),
    signature=SignatureBlock((), ""),
)
MANY = body(
    Heading(1, "I. Danh sách"),
    DataTable(
        TWO,
        tuple(
            row
            for n in range(200)
            for row in (
                *([Band(f"CỤM SỐ {n // 10 + 1}")] if n % 10 == 0 else []),
                Row((str(n + 1), SENTENCE * (n % 3) + f"Đơn vị thứ {n + 1}")),
            )
        ),
    ),
)
ALL = {
    "plan": samples.YEAR_PLAN,
    "report": samples.REPORT,
    "standings": samples.STANDINGS,
    "overlong": OVERLONG,
    "unbreakable": UNBREAKABLE,
    "empty": EMPTY,
    "many": MANY,
}


@pytest.fixture(params=ALL, name="paper")
def _paper(request: pytest.FixtureRequest) -> Paper:
    return ALL[request.param]


class TestEveryPage:
    def test_nothing_stands_in_the_margins_but_the_number(self, paper: Paper) -> None:
        for leaf in leaves(paper):
            for word in leaf.words:
                if word.bottom < 20 * MM:
                    assert word.text.isdigit()
                    continue
                assert word.x0 >= 30 * MM - 0.5
                assert word.x1 <= leaf.width - 20 * MM + 0.5
                assert word.bottom <= leaf.height - 20 * MM + 0.5

    def test_no_word_runs_into_another(self, paper: Paper) -> None:
        for leaf in leaves(paper):
            words = sorted(leaf.words, key=lambda word: word.top)
            for place, one in enumerate(words):
                for other in takewhile(
                    lambda word, one=one: word.top < one.bottom, words[place + 1 :]
                ):
                    assert not _overlap(one, other), (one, other)

    def test_is_a4(self, paper: Paper) -> None:
        for leaf in leaves(paper):
            sides = sorted((leaf.width / MM, leaf.height / MM))
            assert sides == pytest.approx([210, 297], abs=0.5)


def _overlap(one: Word, other: Word) -> bool:
    """Whether the letters meet; accents may reach into the space between two lines."""
    height = min(one.size, other.size)
    across = min(one.x1, other.x1) - max(one.x0, other.x0)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across > 0.5 and down > 0.25 * height


class TestPageNumbers:
    def test_first_page_has_none_and_the_others_theirs_in_the_middle(self) -> None:
        pages = leaves(samples.YEAR_PLAN)
        assert len(pages) == 4
        assert [leaf.number() for leaf in pages] == ["", "2", "3", "4"]
        for leaf in pages[1:]:
            number = next(word for word in leaf.words if word.bottom < 20 * MM)
            assert (number.size, number.font) == (13, "LiberationSerif")
            assert (number.x0 + number.x1) / 2 == pytest.approx(110 * MM, abs=1)

    def test_each_annex_is_numbered_anew_without_its_first_page(self) -> None:
        pages = leaves(samples.STANDINGS)
        assert pages[0].number() == ""
        annex = [leaf.number() for leaf in pages[1:]]
        assert annex == ["", *(str(n) for n in range(2, len(annex) + 1))]
        assert len(annex) > 2


class TestTables:
    def test_all_tasks_are_there_once_in_order(self) -> None:
        numbers = [
            int(word.text)
            for leaf in leaves(samples.YEAR_PLAN)
            for word in leaf.words
            if word.text.isdigit() and word.size == 13 and word.x0 < 42 * MM and word.top > 20 * MM
        ]
        assert numbers == list(range(1, 19))

    def test_header_stands_on_every_page_of_the_table(self) -> None:
        pages = leaves(samples.YEAR_PLAN)
        assert ["TT Nội dung Cơ quan thực hiện" in leaf.flat for leaf in pages] == [
            True,
            True,
            True,
            False,
        ]
        for leaf in leaves(samples.STANDINGS)[1:]:
            assert "Hạng Đơn vị Cụm thi đua" in leaf.flat
            assert "Tổng" in leaf.text

    def test_a_band_is_never_the_last_row_of_a_page(self) -> None:
        rows = tuple(row for n in range(40) for row in (Band(f"QUÝ {n}"), Row(("1", "Sơ kết"))))
        for lines in range(3):
            pages = leaves(body(*filler(lines), DataTable(TWO, rows), Paragraph("Hết.")))
            assert len(pages) > 2
            for leaf in pages:
                assert not re.search(r"QUÝ \d+$", leaf.flat), f"after {lines} lines"

    def test_bands_name_the_quarters_in_bold_across_the_table(self) -> None:
        found = [
            leaf.find(f"QUÝ {quarter}")
            for leaf in leaves(samples.YEAR_PLAN)
            for quarter in ("I", "II", "III", "IV")
            if re.search(rf"QUÝ {quarter}\b", leaf.text)
        ]
        assert len(found) == 4
        for words in found:
            assert {word.font for word in words} == {"LiberationSerif-Bold"}
            assert (words[0].x0 + words[-1].x1) / 2 == pytest.approx(110 * MM, abs=1)

    def test_a_total_is_never_parted_from_the_row_above(self) -> None:
        for count in range(20, 34):
            rows = (*(Row((str(n), f"Xã {n}")) for n in range(count)), Total(("", "Tổng cộng")))
            for leaf in leaves(body(DataTable(TWO, rows), Paragraph("Hết."))):
                if "Tổng cộng" in leaf.text:
                    assert f"Xã {count - 1}" in leaf.text, f"{count} rows"

    def test_a_tall_row_goes_on_over_the_page_with_lines_on_both(self) -> None:
        rows = (Row(("1", SENTENCE * 80)), Row(("2", "Hàng sau")))
        pages = leaves(body(DataTable(TWO, rows)))
        assert len(pages) > 1
        words = " ".join(leaf.flat for leaf in pages).split()
        assert words.count("nghiêm") == 80
        assert "Hàng sau" in pages[-1].text

    def test_a_short_row_is_never_parted(self) -> None:
        rows = (Row(("1", SENTENCE * 4)),) * 20
        for lines in range(4):
            pages = leaves(body(*filler(lines), DataTable(TWO, rows)))
            assert [leaf.flat.count("nghiêm") % 4 for leaf in pages] == [0] * len(pages)
            assert len(pages) > 2

    def test_an_empty_table_says_so(self) -> None:
        leaf = leaves(body(DataTable(TWO, (), empty_text="Không có trường hợp đề nghị")))[0]
        assert leaf.find("Không có trường hợp đề nghị")[0].font == "LiberationSerif-Italic"
        assert "TT Đơn vị" in leaf.flat

    def test_groups_and_signs_of_statistical_forms_stand_in_the_header(self) -> None:
        table = DataTable(
            (
                Column("Tên phong trào", index="A"),
                Column("Tổng số", Align.RIGHT, index="1 = 2 + 3"),
                Column("Trung ương", Align.RIGHT, group="Cấp phát động", index="2"),
                Column("Tỉnh", Align.RIGHT, group="Cấp phát động", index="3"),
            ),
            (Row(("Xây dựng nông thôn mới", "2", "1", "1")),),
        )
        leaf = leaves(body(table))[0]
        group, central = leaf.find("Cấp phát động"), leaf.find("Trung ương")
        assert group[0].bottom <= central[0].top + 1
        assert leaf.find("1 = 2 + 3")[0].top > central[0].bottom - 1
        assert group[0].x0 < leaf.find("Tỉnh")[0].x1

    def test_a_wide_table_lies_across_in_its_annex(self) -> None:
        pages = leaves(samples.STANDINGS)
        assert pages[0].height > pages[0].width
        assert all(leaf.width > leaf.height for leaf in pages[1:])
        rows = [
            int(word.text)
            for leaf in pages[1:]
            for word in leaf.words
            if word.text.isdigit() and word.x0 < 44 * MM and word.top > 20 * MM
        ]
        assert rows == list(range(1, 66))

    def test_annex_names_the_paper_it_belongs_to(self) -> None:
        leaf = leaves(samples.STANDINGS)[1]
        assert "Phụ lục BẢNG XẾP HẠNG THI ĐUA CÁC XÃ, PHƯỜNG NĂM 2026" in leaf.flat
        note = leaf.find("(Kèm theo Thông báo số 112/TB-SNV ngày 21 tháng 12 năm 2026")
        assert {word.font for word in note} == {"LiberationSerif-Italic"}
        heads = [leaf.text.partition("\n")[0] for leaf in leaves(samples.REPORT)[-2:]]
        assert heads == ["Phụ lục I", "Phụ lục II"]


class TestHeadings:
    def test_a_heading_is_never_the_last_line_of_a_page(self) -> None:
        for lines in range(20, 36):
            pages = leaves(
                body(
                    *filler(lines),
                    Heading(1, "II. Nhiệm vụ"),
                    Heading(2, "1. Nhiệm vụ chung"),
                    Paragraph(SENTENCE * 5),
                    Heading(1, "III. Biểu"),
                    DataTable(TWO, tuple(Row((str(n), "Xã")) for n in range(30)), "Biểu 1. Xã"),
                    Paragraph(SENTENCE),
                )
            )
            for leaf in pages:
                last = leaf.text.splitlines()[-1]
                assert not re.match(r"I+\. |1\. Nhiệm|Biểu 1|TT ", last), f"after {lines} lines"


class TestEnd:
    @pytest.mark.parametrize("paper", [samples.YEAR_PLAN, samples.REPORT, samples.STANDINGS])
    def test_end_mark_stands_once(self, paper: Paper) -> None:
        text = " ".join(leaf.text for leaf in leaves(paper))
        assert text.count("./.") == 1

    def test_signature_always_has_lines_of_the_body_on_its_page(self) -> None:
        last = Paragraph(SENTENCE * 7)
        for lines in range(14, 32):
            page = _signed(leaves(body(*filler(lines), last)))
            assert page.flat.count("./.") == 1
            above = [word for word in page.words if word.size == 14 and word.top > 20 * MM]
            feet = sorted({round(word.bottom) for word in above})
            end = round(next(word for word in above if "./." in word.text).bottom)
            assert feet.index(end) >= 1, f"after {lines} lines"
            _whole_signature(page)

    def test_only_the_last_lines_go_with_the_signature(self) -> None:
        first, second = leaves(body(*filler(14), Paragraph(SENTENCE * 7)))
        assert _long_lines(first) == 6
        assert _long_lines(second) == 2

    def test_signature_after_a_table_takes_its_last_row_along(self) -> None:
        for count in range(14, 36):
            rows = tuple(Row((str(n), f"Xã {n}")) for n in range(count))
            page = _signed(leaves(body(DataTable(TWO, rows, note="Ghi chú: làm tròn."))))
            assert f"Xã {count - 1}" in page.text, f"{count} rows"
            assert "TT Đơn vị" in page.flat
            assert page.text.count("./.") == 1
            _whole_signature(page)

    def test_a_heading_before_a_short_end_goes_with_it(self) -> None:
        for lines in range(16, 32):
            blocks = (*filler(lines), Heading(1, "V. Thực hiện"), Paragraph(SENTENCE))
            page = _signed(leaves(body(*blocks)))
            assert "V. THỰC HIỆN" in page.text, f"after {lines} lines"

    def test_points_at_the_end_carry_the_mark(self) -> None:
        page = _signed(leaves(body(Paragraph("Yêu cầu:"), Bullets(("Một;", "Hai;")))))
        assert "- Hai./." in page.text

    def test_more_recipients_than_a_page_holds_leave_no_page_empty(self) -> None:
        crowd = tuple(f"Trường học số {n}" for n in range(90))
        page = leaves(replace(body(*filler(3)), recipients=crowd))[0]
        assert "Dòng 2./." in page.text
        assert page.find("Nơi nhận:")
        assert page.find("Lý Thị Dương")

    def test_more_recipients_than_a_page_holds_go_on_over_the_next(self) -> None:
        text = " ".join(leaf.flat for leaf in leaves(OVERLONG))
        for n in range(90):
            assert f"số {n};" in text
        assert text.count("Nơi nhận:") == 1
        assert text.count("./.") == 1


def _signed(pages: tuple[Leaf, ...]) -> Leaf:
    found = [leaf for leaf in pages if "Nơi nhận:" in leaf.text]
    assert len(found) == 1
    return found[0]


def _whole_signature(page: Leaf) -> None:
    for line in ("TM. ỦY BAN NHÂN DÂN", "Lý Thị Dương", "- Lưu: VT."):
        assert page.find(line)


class TestLines:
    def test_no_line_of_a_paragraph_stands_alone_on_a_page(self) -> None:
        for lines in range(15, 22):
            for shift in (1, 20, 40):
                before = (Paragraph("Mở đầu " * shift), *filler(lines))
                for leaf in leaves(body(*before, Paragraph(SENTENCE * 5), *filler(3))):
                    assert _long_lines(leaf) != 1, f"{lines} lines, {shift} words"

    def test_a_number_stays_on_the_line_of_its_word_in_cells(self) -> None:
        for width in range(30, 90, 5):
            table = DataTable(
                (Column("Nội dung", width=width), Column("Kết quả")),
                (Row(("Ban hành Kế hoạch công tác thi đua, khen thưởng năm 2027", SENTENCE)),),
            )
            leaf = leaves(body(table))[0]
            year = leaf.find("2027")[0]
            assert any(
                word.text == "năm" and abs(word.top - year.top) < 1 and word.x1 < year.x0
                for word in leaf.words
            ), f"{width} mm"


def _long_lines(leaf: Leaf) -> int:
    """Lines of the one long paragraph: each begins with the first or the last words of SENTENCE."""
    return len(re.findall(r"^(?:Các cơ quan, đơn vị, các thôn|thi đua\.)", leaf.text, re.MULTILINE))
