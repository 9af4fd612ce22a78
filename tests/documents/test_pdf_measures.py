"""Where the elements of Decree 30/2020/NĐ-CP, annex I, stand on the drawn page, in millimetres."""

from dataclasses import replace
from io import BytesIO

import pypdfium2
import pytest

from app.documents import pdf, prose
from app.documents.paper import Align, Centred, DataTable, Paper, Paragraph, TaskTable
from app.documents.pdf import foot, measures, tables
from app.documents.pdf.columns import Demand, widths
from app.documents.terms import Urgency
from tests.documents import kinds, samples
from tests.documents.reading import MM, Leaf, Word, leaves, read

BOLD, REGULAR, ITALIC = "LiberationSerif-Bold", "LiberationSerif", "LiberationSerif-Italic"
COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
MOTTO_AXIS = 190 - 97 / 2
ISSUER_AXIS = 30 + (160 - 97 - 3) / 2
DESCENT = 0.216
"""Of Liberation Serif, in sizes: from the foot of a line down to the end of its letters."""


@pytest.fixture(params=kinds.KINDS, name="paper")
def _paper(request: pytest.FixtureRequest) -> Paper:
    return kinds.KINDS[request.param]


def axis(words: list[Word]) -> float:
    return (words[0].x0 + words[-1].x1) / 2 / MM


def feet(words: list[Word]) -> float:
    """The foot of a line, from the upper edge of the paper."""
    return (words[0].bottom - DESCENT * words[0].size) / MM


def look(words: list[Word]) -> set[tuple[float, str]]:
    return {(word.size, word.font) for word in words}


class TestEveryKind:
    def test_boxes_1_to_4_stand_in_their_places(self, paper: Paper) -> None:
        leaf = leaves(paper)[0]
        country, motto = leaf.find(COUNTRY), leaf.find(MOTTO)
        assert look(country) == {(13, BOLD)}
        assert look(motto) == {(14, BOLD)}
        assert axis(country) == pytest.approx(MOTTO_AXIS, abs=1)
        assert axis(motto) == pytest.approx(MOTTO_AXIS, abs=1)
        assert feet(country) == pytest.approx(24, abs=1)
        assert feet(motto) == pytest.approx(30, abs=1)
        place = leaf.find(f"{paper.place}, ngày")
        assert look(place) == {(14, ITALIC)}
        name = paper.issuer_lines[-1].upper()
        assert look(leaf.find(name)) == {(13, BOLD)}
        assert axis(leaf.find(name)) == pytest.approx(ISSUER_AXIS, abs=1)
        if paper.symbol:
            assert look(leaf.find("Số:")) == {(13, REGULAR)}
            assert abs(feet(leaf.find("Số:")) - feet(place)) < 0.5

    def test_the_rule_of_the_motto_is_as_long_as_its_text(self, paper: Paper) -> None:
        leaf = leaves(paper)[0]
        motto = leaf.find(MOTTO)
        rule = next(one for one in leaf.rules if one.x0 > 90 * MM)
        assert rule.x0 / MM == pytest.approx(motto[0].x0 / MM, abs=1)
        assert rule.x1 / MM == pytest.approx(motto[-1].x1 / MM, abs=1)
        assert 0 < rule.y / MM - feet(motto) < 3

    def test_the_rule_of_the_issuer_is_a_third_to_a_half_of_its_text(self, paper: Paper) -> None:
        leaf = leaves(paper)[0]
        rule = next(one for one in leaf.rules if one.x1 < 90 * MM)
        names = [leaf.find(line.upper()) for line in paper.issuer_lines]
        widest = max(name[-1].x1 - name[0].x0 for name in names)
        assert 1 / 3 <= rule.length / widest <= 1 / 2
        assert (rule.x0 + rule.x1) / 2 / MM == pytest.approx(ISSUER_AXIS, abs=1)

    def test_all_text_stands_between_the_margins(self, paper: Paper) -> None:
        for leaf in leaves(replace(paper, footer=(), verify_url="")):
            for word in leaf.words:
                assert word.x0 >= 30 * MM - 0.5
                assert word.x1 <= leaf.width - 20 * MM + 0.5
                assert word.bottom <= leaf.height - 20 * MM + 0.5
                assert word.top >= 20 * MM - 2 or word.text.isdigit()

    def test_only_the_face_of_papers_is_used(self, paper: Paper) -> None:
        faces = {word.font for leaf in leaves(paper) for word in leaf.words}
        assert all(face.startswith("LiberationSerif") for face in faces)

    def test_pages_are_numbered_from_the_second_in_the_middle_of_the_upper_margin(
        self, paper: Paper
    ) -> None:
        body = [leaf for leaf in leaves(replace(paper, annexes=(), footer=(), verify_url=""))]
        assert body[0].number() == ""
        for place, leaf in enumerate(body[1:], start=2):
            number = [word for word in leaf.words if word.bottom < 20 * MM]
            assert [word.text for word in number] == [str(place)]
            assert look(number) == {(13, REGULAR)}
            middle = 30 + (leaf.width / MM - 50) / 2
            assert axis(number) == pytest.approx(middle, abs=1)
            assert feet(number) == pytest.approx(13, abs=1)

    def test_the_end_mark_stands_once_and_the_name_of_the_signer_in_bold(
        self, paper: Paper
    ) -> None:
        pages = leaves(paper)
        assert sum(leaf.text.count("./.") for leaf in pages) == 1
        signed = pages[len(pages) - len(paper.annexes) - 1]
        position = paper.signature.position.upper()
        assert look(signed.find(position)) == {(14, BOLD)}
        assert signed.find(position)[0].x0 > signed.width / 2 or paper.cosigners
        if paper.signature.name:
            assert any(
                look([word]) == {(14, BOLD)} and word.text == paper.signature.name.split()[-1]
                for word in signed.words
            )


def _has(leaf: Leaf, name: str) -> bool:
    wanted = name.split()
    texts = [word.text for word in leaf.words]
    return any(texts[n : n + len(wanted)] == wanted for n in range(len(texts)))


class TestTitle:
    def test_kind_and_abstract_in_the_middle_with_their_rule(self) -> None:
        leaf = leaves(kinds.NOTICE)[0]
        title, abstract = leaf.find("THÔNG BÁO"), leaf.find(kinds.NOTICE.abstract)
        assert look(title) == look(abstract) == {(14, BOLD)}
        assert (axis(title), axis(abstract)) == pytest.approx((110, 110), abs=1)
        below = [rule for rule in leaf.rules if 0 < rule.y / MM - feet(abstract) < 3]
        assert len(below) == 1
        share = below[0].length / (abstract[-1].x1 - abstract[0].x0)
        assert 1 / 3 <= share <= 1 / 2

    def test_a_decision_names_its_authority_and_decides(self) -> None:
        leaf = leaves(kinds.DECISION)[0]
        authority = leaf.find("CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ ĐIỀM HE")
        basis = leaf.find("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;")
        decides = leaf.find("QUYẾT ĐỊNH:")
        assert look(authority) == look(decides) == {(14, BOLD)}
        assert (axis(authority), axis(decides)) == pytest.approx((110, 110), abs=1)
        assert look(basis) == {(14, ITALIC)}
        assert basis[0].x0 / MM == pytest.approx(42.7, abs=1)
        assert feet(authority) < feet(basis) < feet(decides) < feet(leaf.find("Điều 1."))
        assert look(leaf.find("Điều 1.")) == {(14, BOLD)}
        assert look(leaf.find("đ) Phòng Kinh tế")) == {(14, REGULAR)}
        assert leaf.find("đ) Phòng")[0].x0 / MM == pytest.approx(42.7, abs=1)

    @pytest.mark.parametrize("urgency", list(Urgency))
    def test_the_frame_of_an_urgency_has_the_size_of_the_decree(self, urgency: Urgency) -> None:
        sizes = {
            Urgency.IMMEDIATE: ("HỎA TỐC", 30),
            Urgency.VERY_URGENT: ("THƯỢNG KHẨN", 40),
            Urgency.URGENT: ("KHẨN", 20),
        }
        leaf = leaves(replace(kinds.NOTICE, urgency=urgency))[0]
        label, width = sizes[urgency]
        assert len(leaf.boxes) == 1
        assert leaf.boxes[0].size == pytest.approx((width, 8), abs=0.3)
        words = leaf.find(label)
        assert look(words) == {(13, BOLD)}
        assert axis(words) == pytest.approx(ISSUER_AXIS, abs=1)
        assert leaf.boxes[0].top < words[0].top
        assert words[0].bottom < leaf.boxes[0].bottom + 1

    def test_subject_of_a_letter_stands_under_its_number(self) -> None:
        leaf = leaves(kinds.LETTER)[0]
        subject = leaf.find("V/v đôn đốc gửi báo cáo sơ kết")
        assert look(subject) == {(12, REGULAR)}
        assert axis(subject) == pytest.approx(ISSUER_AXIS, abs=1)
        assert feet(subject) > feet(leaf.find("Số: 245/UBND-VHXH"))


class TestFoot:
    def test_the_address_stands_under_a_rule_across_the_page_at_the_foot_of_page_1(self) -> None:
        first, *others = leaves(replace(samples.YEAR_PLAN, footer=kinds.ADDRESS))
        for line, height in zip(kinds.ADDRESS, (282.4, 287), strict=True):
            words = first.find(line)
            assert look(words) == {(11, REGULAR)}
            assert words[0].x0 / MM == pytest.approx(30, abs=1)
            assert feet(words) == pytest.approx(height, abs=1)
        rule = max(first.rules, key=lambda one: one.y)
        assert (rule.x0 / MM, rule.x1 / MM) == pytest.approx((30, 190), abs=0.5)
        assert feet(first.find(kinds.ADDRESS[0])) - rule.y / MM == pytest.approx(5, abs=1)
        assert all("Địa chỉ" not in leaf.text for leaf in others)

    def test_a_long_address_takes_from_the_text_and_never_runs_into_it(self) -> None:
        address = tuple(f"Cơ sở {n}: thôn số {n}, xã Điềm He, tỉnh Lạng Sơn" for n in range(12))
        paper = replace(
            samples.YEAR_PLAN,
            footer=address,
            blocks=tuple(Paragraph(f"Dòng {n}.") for n in range(60)),
        )
        first = leaves(paper)[0]
        rule = max(first.rules, key=lambda one: one.y)
        body = [word for word in first.words if word.size == 14]
        assert max(word.bottom for word in body) < rule.y
        assert first.find(address[0])[0].top > rule.y
        assert feet(first.find(address[-1])) == pytest.approx(287, abs=1)

    def test_the_code_leads_to_the_verification_of_the_paper(self) -> None:
        drawn = pdf.draw(kinds.DECISION)
        scale = 4.0
        page = pypdfium2.PdfDocument(BytesIO(drawn))[0]
        picture = page.render(scale=scale, grayscale=True).to_pil()
        matrix = foot.code(kinds.VERIFY_URL).matrix
        step = foot.CODE_SIDE / len(matrix)
        top = page.get_height() - foot.CODE_FOOT - foot.CODE_SIDE
        seen = tuple(
            tuple(
                int(
                    picture.getpixel(
                        (
                            int((foot.CODE_LEFT + (column + 0.5) * step) * scale),
                            int((top + (row + 0.5) * step) * scale),
                        )
                    )
                    < 128
                )
                for column in range(len(matrix))
            )
            for row in range(len(matrix))
        )
        assert seen == tuple(tuple(row) for row in matrix)
        assert pytest.approx((9, 16), abs=0.1) == (foot.CODE_LEFT / MM, foot.CODE_SIDE / MM)
        first, *others = read(drawn)
        line = first.find(f"Kiểm tra văn bản tại {kinds.VERIFY_URL}")
        assert look(line) == {(7, REGULAR)}
        assert line[0].top > first.height - 20 * MM
        assert all("Kiểm tra văn bản" not in leaf.text for leaf in others)

    def test_a_paper_without_an_address_for_verification_has_no_code(self) -> None:
        leaf = leaves(kinds.NOTICE)[0]
        assert "Kiểm tra văn bản" not in leaf.text
        assert leaf.boxes == ()


class TestSignatures:
    def test_minutes_are_signed_by_secretary_and_chair_on_one_level(self) -> None:
        leaf = leaves(kinds.MINUTES)[-1]
        secretary, chair = leaf.find("THƯ KÝ"), leaf.find("CHỦ TRÌ")
        assert look(secretary) == look(chair) == {(14, BOLD)}
        assert (axis(secretary), axis(chair)) == pytest.approx((70, 150), abs=1)
        assert feet(secretary) == pytest.approx(feet(chair), abs=0.1)
        names = leaf.find("Triệu Thị Mai"), leaf.find("Lý Thị Dương")
        assert [axis(name) for name in names] == pytest.approx([70, 150], abs=1)
        assert feet(names[0]) == pytest.approx(feet(names[1]), abs=0.1)
        assert feet(leaf.find("Nơi nhận:")) > feet(names[0])

    @pytest.mark.parametrize("count", range(1, 14))
    def test_parties_of_a_pledge_sign_two_by_two_and_no_row_is_parted(self, count: int) -> None:
        parties = [f"Người ký {n}" for n in range(1, count + 1)]
        blocks = [replace(kinds.PLEDGE.signature, name=name) for name in parties]
        paper = replace(kinds.PLEDGE, cosigners=tuple(blocks[:-1]), signature=blocks[-1])
        pages = leaves(paper)
        placed = {}
        for place, leaf in enumerate(pages):
            for name in parties:
                if _has(leaf, name):
                    words = leaf.find(name)
                    assert name not in placed
                    placed[name] = (place, round(feet(words), 1), round(axis(words)))
                    capacities = leaf.text.count("UBND XÃ VĂN QUAN")
                    assert capacities == sum(_has(leaf, other) for other in parties)
        assert list(placed) == parties
        rows = [parties[n : n + 2] for n in range(0, count, 2)] if count > 1 else []
        for row in rows:
            assert len({placed[name][:2] for name in row}) == 1
        if count > 1:
            expected = [70, 150] * (count // 2) + [150] * (count % 2)
            assert [placed[name][2] for name in parties] == expected
        assert "./." in pages[placed[parties[0]][0]].text
        assert "Nơi nhận" not in " ".join(leaf.text for leaf in pages)


class TestAcross:
    def test_a_wide_table_lies_across_with_its_heading_between_upright_pages(self) -> None:
        pages = leaves(kinds.WIDE_REPORT)
        lying = [leaf.width > leaf.height for leaf in pages]
        assert lying == [False, *[True] * (len(pages) - 2), False]
        assert "I. KẾT QUẢ TỪNG THÔN" in pages[1].text
        assert "I. KẾT QUẢ TỪNG THÔN" not in pages[0].text
        assert [leaf.number() for leaf in pages] == ["", *map(str, range(2, len(pages) + 1))]
        for leaf in pages[1:-1]:
            assert "Chỉ tiêu" in leaf.text
            sizes = {word.size for word in leaf.words if "1.234,5" in word.text}
            assert sizes <= {10, 11, 12, 13}
        found = " ".join(leaf.flat for leaf in pages)
        assert all(f" {n} " in found for n in range(1, 31))

    def test_a_paper_that_ends_in_a_wide_table_is_signed_on_its_last_page(self) -> None:
        pages = leaves(replace(kinds.WIDE_REPORT, blocks=(kinds.WIDE_TABLE,)))
        last = pages[-1]
        assert last.width > last.height
        assert "1.234,5" in last.text
        assert last.text.count("./.") == 1
        assert axis(last.find("Lý Thị Dương")) == pytest.approx(297 - 20 - 35, abs=1)

    def test_a_table_that_fits_stays_upright(self) -> None:
        for paper in (kinds.MINUTES, kinds.PROGRAMME, samples.YEAR_PLAN, kinds.PLAN_BY_LEAD):
            assert any(isinstance(block, DataTable | TaskTable) for block in paper.blocks)
            assert all(leaf.width < leaf.height for leaf in leaves(paper))


class TestAnnexes:
    def test_several_are_numbered_in_roman_and_name_their_decision(self) -> None:
        first, second = leaves(kinds.DECISION)[-2:]
        for leaf, numeral in ((first, "Phụ lục I"), (second, "Phụ lục II")):
            assert leaf.number() == ""
            assert look(leaf.find(numeral)) == {(14, BOLD)}
            assert axis(leaf.find(numeral)) == pytest.approx(110, abs=1)
            note = leaf.find("(Kèm theo Quyết định số 128/QĐ-UBND ngày 03")
            assert look(note) == {(14, ITALIC)}

    def test_one_in_a_file_of_its_own_shows_number_and_day_at_the_top(self) -> None:
        pages = read(pdf.draw_annex(kinds.DECISION, 2))
        assert len(pages) == 1
        mark = pages[0].find("Số: 128/QĐ-UBND; 03/02/2026")
        assert look(mark) == {(10, REGULAR)}
        assert mark[-1].x1 / MM == pytest.approx(190, abs=1)
        assert mark[0].bottom < 20 * MM
        assert "Phụ lục II" in pages[0].text
        assert "CỘNG HÒA" not in pages[0].text
        for position in (0, 3):
            with pytest.raises(IndexError):
                pdf.draw_annex(kinds.DECISION, position)

    def test_a_heading_of_the_middle_stays_with_its_text(self) -> None:
        for count in range(22, 34):
            filler = tuple(Paragraph(f"Dòng {n}.") for n in range(count))
            paper = replace(kinds.DECISION, blocks=(*filler, Centred("QUYẾT ĐỊNH:"), filler[0]))
            for leaf in leaves(replace(paper, verify_url="", annexes=())):
                assert not leaf.text.rstrip().endswith("QUYẾT ĐỊNH:"), f"after {count} lines"


def test_names_stay_in_one_line_beside_a_column_of_long_texts() -> None:
    said = "Đã có thành tích xuất sắc trong phong trào thi đua yêu nước của tỉnh năm 2026 " * 2
    row = f"| 1 | Nguyễn Thị Phương Thảo | Công chức Phòng Văn hóa - Xã hội | {said}|\n"
    typed = f"| TT | Họ và tên | Chức vụ, đơn vị | Thành tích |\n|--:|---|---|---|\n{row * 12}"
    (table,) = prose.blocks_of(typed)
    assert isinstance(table, DataTable)
    assert table.columns[0].align is Align.CENTER
    grid = tables.data_grid(table, measures.PORTRAIT)
    names = {row.cells[1].lines for row in grid.rows}
    assert names == {("Nguyễn Thị Phương Thảo",)}
    assert sum(grid.layout.widths) == pytest.approx(measures.room(measures.PORTRAIT))


def test_where_short_texts_leave_no_room_columns_share_it_as_before() -> None:
    demands = [Demand(30, ((100,),), whole=100), Demand(30, ((300,),), whole=30)]
    assert widths(demands, 120) == widths([replace(one, whole=0) for one in demands], 120)
    assert widths(demands, 400)[0] >= 100
