"""The body that an official types: numbers, points, middles, tables, there and back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.paper import (
    Align,
    Band,
    Block,
    Bullets,
    Centred,
    Column,
    DataTable,
    Heading,
    Paragraph,
    Row,
    Total,
)
from app.documents.prose import blocks_of, plain_blocks_of, text_of
from app.documents.wording import printable
from tests.documents import samples


class TestLines:
    @pytest.mark.parametrize(
        ("line", "block"),
        [
            ("I. MỤC ĐÍCH, YÊU CẦU", Heading(1, "I. MỤC ĐÍCH, YÊU CẦU")),
            ("IV. Tổ chức thực hiện", Heading(1, "IV. Tổ chức thực hiện")),
            ("1. Mục đích", Heading(2, "1. Mục đích")),
            ("2.1. Nội dung thi đua", Heading(3, "2.1. Nội dung thi đua")),
            ("đ) Tổ chức hội nghị", Heading(3, "đ) Tổ chức hội nghị")),
            ("1. Phòng Văn hóa - Xã hội:", Heading(2, "1. Phòng Văn hóa - Xã hội:")),
            ("1. Nâng cao nhận thức.", Paragraph("1. Nâng cao nhận thức.")),
            ("a) tập thể;", Paragraph("a) tập thể;")),
            ("f) Không có điểm này", Paragraph("f) Không có điểm này")),
            ("Điều 1. Phạm vi điều chỉnh", Heading(2, "Điều 1. Phạm vi điều chỉnh")),
            ("Điều 2. Các ông, bà thi hành.", Paragraph("Các ông, bà thi hành.", "Điều 2.")),
            ("Điều 2 của Luật này", Paragraph("Điều 2 của Luật này")),
            ("QUYẾT ĐỊNH:", Centred("QUYẾT ĐỊNH:")),
            ("UBND xã", Paragraph("UBND xã")),
            ("HNKH", Centred("HNKH")),
            ("ĐỀ NGHỊ KHEN THƯỞNG.", Paragraph("ĐỀ NGHỊ KHEN THƯỞNG.")),
            ("- Một;", Bullets(("Một;",))),
            ("+ Hai.", Bullets(("Hai.",), "+")),
            ("\\1. Mục đích", Paragraph("1. Mục đích")),
            ("\\\\ hai gạch", Paragraph("\\ hai gạch")),
            ("## Không đánh số.", Heading(1, "Không đánh số.")),
            ("> giữa dòng <", Centred("giữa dòng")),
            ("**Kính thưa** các đồng chí.", Paragraph("các đồng chí.", "Kính thưa")),
            ("V. I. Lênin nói như thế.", Paragraph("V. I. Lênin nói như thế.")),
            ("10.5 triệu đồng đã chi", Paragraph("10.5 triệu đồng đã chi")),
        ],
    )
    def test_a_line_is_what_it_looks_like(self, line: str, block: Block) -> None:
        assert blocks_of(line) == (block,)

    def test_parts_and_chapters_take_the_line_in_capitals_below_as_title(self) -> None:
        text = "Phần thứ nhất\n\nKẾT QUẢ\nChương II. Quy định chung\nMục 1\nNội dung đầy đủ."
        assert blocks_of(text) == (
            Heading(0, "Phần thứ nhất\nKẾT QUẢ"),
            Heading(0, "Chương II\nQuy định chung"),
            Heading(0, "Mục 1"),
            Paragraph("Nội dung đầy đủ."),
        )

    def test_a_line_closed_by_a_stroke_goes_on(self) -> None:
        assert blocks_of("- Một\\\nhai\nBa\\\\") == (Bullets(("Một\nhai",)), Paragraph("Ba\\"))

    def test_letters_are_composed_and_signs_unseen_are_gone(self) -> None:
        assert blocks_of("e\u0302\u0301 ch\u200b") == (Paragraph("ế ch"),)


class TestTables:
    def test_titles_bands_sums_caption_unit_and_note(self) -> None:
        text = (
            "[Danh sách]\nĐơn vị tính: đồng\n| TT | Tên | Mức |\n|= QUÝ I |\n"
            "| 1 | Xã A | 1.800.000 |\n| | Tổng cộng | 1.800.000 |\n{Nguồn: báo cáo}"
        )
        assert blocks_of(text) == (
            DataTable(
                (
                    Column("TT", Align.CENTER, 11),
                    Column("Tên"),
                    Column("Mức", Align.RIGHT),
                ),
                (
                    Band("QUÝ I"),
                    Row(("1", "Xã A", "1.800.000")),
                    Total(("", "Tổng cộng", "1.800.000")),
                ),
                caption="Danh sách",
                unit="Đơn vị tính: đồng",
                note="Nguồn: báo cáo",
            ),
        )

    def test_a_line_of_dashes_sets_columns_and_two_titles_name_groups(self) -> None:
        text = "| | Số | Số |\n|Tên|Nam|Nữ|\n|---|--: 20mm (1)|:-: (2 = 1)|\n|A\\|B|1|2\\n3|"
        (table,) = blocks_of(text)
        assert isinstance(table, DataTable)
        assert table.columns == (
            Column("Tên"),
            Column("Nam", Align.RIGHT, 20, "Số", "1"),
            Column("Nữ", Align.CENTER, None, "Số", "2 = 1"),
        )
        assert table.rows == (Row(("A|B", "1", "2\n3")),)

    def test_a_row_longer_than_the_titles_loses_nothing(self) -> None:
        (table,) = blocks_of("| A |\n| 1 | 2 |")
        assert isinstance(table, DataTable)
        assert table.rows == (Row(("1", "2")),)
        assert len(table.columns) == 2


_LETTERS = st.sampled_from("aáâđKIVXT10. ;:,-+*|\\#>[]{}()“\n") | st.sampled_from(
    ["Điều 1.", "Chương I", "1. ", "a) ", "QUYẾT ĐỊNH", "I. ", "**", "1.1. ", " <", "Tổng", "---"]
)


def _tidy(text: str) -> str:
    lines = (line.strip() for line in printable(text).split("\n"))
    return "\n".join(lines).strip("\n")


_TEXT = st.lists(_LETTERS, min_size=1, max_size=12).map("".join).map(_tidy).filter(bool)
_LINE = _TEXT.map(lambda text: " ".join(text.split())).filter(bool)
_LEAD = _LINE.filter(lambda text: "**" not in text and not text.endswith("*"))
_CELLS = st.just("") | _TEXT


@st.composite
def _tables(draw: st.DrawFn) -> DataTable:
    wide = draw(st.integers(1, 4))
    columns = draw(
        st.tuples(
            *[
                st.builds(
                    Column,
                    _CELLS,
                    st.sampled_from(Align),
                    st.sampled_from([None, 12.0, 25.5]),
                    st.sampled_from(["", "Nhóm", "1|2"]),
                    st.sampled_from(["", "A", "2 = 3 + 4", "a|b"]),
                )
                for _ in range(wide)
            ]
        )
    )
    cells = st.tuples(*[_CELLS for _ in range(wide)])
    rows = st.lists(
        st.builds(Row, cells) | st.builds(Total, cells) | st.builds(Band, _LINE), max_size=4
    )
    texts = {name: draw(st.just("") | _LINE) for name in ("caption", "unit", "note")}
    return DataTable(columns, tuple(draw(rows)), **texts)


_BLOCKS = st.lists(
    st.builds(Heading, st.integers(0, 3), _TEXT)
    | st.builds(Paragraph, _TEXT)
    | st.builds(Paragraph, _TEXT, _LEAD)
    | st.builds(Centred, _TEXT)
    | st.builds(Bullets, st.lists(_TEXT, min_size=1, max_size=3).map(tuple), st.sampled_from("-+"))
    | _tables(),
    max_size=5,
)


def _joined(blocks: list[Block]) -> tuple[Block, ...]:
    """Points of one mark beside each other print as one list."""
    kept: list[Block] = []
    for block in blocks:
        last = kept[-1] if kept else None
        same = isinstance(last, Bullets) and isinstance(block, Bullets) and last.mark == block.mark
        if same:
            kept[-1] = Bullets((*last.items, *block.items), block.mark)
        else:
            kept.append(block)
    return tuple(kept)


@given(_BLOCKS)
@settings(max_examples=400, deadline=None)
def test_blocks_come_back_from_their_text(blocks: list[Block]) -> None:
    assert blocks_of(text_of(blocks)) == _joined(blocks)


@given(st.lists(_LETTERS, max_size=40).map("".join) | st.text(max_size=80))
@settings(max_examples=400, deadline=None)
def test_any_text_keeps_its_blocks(text: str) -> None:
    blocks = blocks_of(text)
    assert blocks_of(text_of(blocks)) == blocks


@pytest.mark.parametrize("paper", [samples.YEAR_PLAN, samples.REPORT, samples.STANDINGS])
def test_papers_of_the_office_stay_readable_text(paper: object) -> None:
    text = text_of(paper.blocks)  # type: ignore[attr-defined]
    assert text_of(blocks_of(text)) == text


def test_text_without_headings_stays_paragraphs_and_points() -> None:
    assert plain_blocks_of("1. Mục đích\n- Một\n| a |") == (
        Paragraph("1. Mục đích"),
        Bullets(("Một",)),
        Paragraph("| a |"),
    )
