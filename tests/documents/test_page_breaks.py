"""Whatever stands in a paper: no signature without text, no band or heading alone at a foot."""

import re
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.documents import docx as word
from app.documents.paper import (
    Annex,
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
from tests.documents import kinds
from tests.documents.reading import MM, Leaf, leaves
from tests.documents.test_pdf_flow import SENTENCE

NAME_120 = "Công Tằng Tôn Nữ Thị Bạch Tuyết Mai Hương " * 3
FORTY = tuple(
    f"Ban Chỉ đạo phong trào “Toàn dân đoàn kết xây dựng đời sống văn hóa” thôn số {n} (t/h)"
    for n in range(1, 41)
)

prose = st.integers(1, 12).map(lambda count: Paragraph(SENTENCE * count))
bullets = st.integers(1, 6).map(lambda count: Bullets((SENTENCE,) * count))
headings = st.integers(1, 3).map(lambda level: Heading(level, f"Mục số {level}"))
tables = st.lists(st.integers(0, 4), min_size=1, max_size=25).map(
    lambda counts: DataTable(
        (Column("TT", width=12), Column("Nội dung")),
        (
            *(
                row
                for n, count in enumerate(counts)
                for row in (
                    Band(f"QUÝ SỐ {n}"),
                    *(Row(("-", SENTENCE * (1 + count % 2))) for _ in range(1 + count)),
                )
            ),
            Total(("", "Tổng cộng")),
        ),
    )
)
bodies = st.lists(st.one_of(prose, bullets, headings, tables), min_size=1, max_size=9)


def signed_page(pages: tuple[Leaf, ...]) -> Leaf:
    found = [leaf for leaf in pages if "TM. ỦY BAN NHÂN DÂN" in leaf.text]
    assert len(found) == 1
    return found[0]


@settings(max_examples=40, deadline=None)
@given(bodies, st.integers(0, 40))
@example([Heading(1, "I. Mục")], 0)
def test_the_signature_has_text_above_it_and_no_lead_ends_a_page(
    body: list[Block], recipients: int
) -> None:
    listed = tuple(f"Thôn số {n}" for n in range(recipients))
    pages = leaves(replace(kinds.NOTICE, blocks=tuple(body), recipients=listed))
    signed = signed_page(pages)
    text = " ".join(leaf.flat for leaf in pages)
    assert signed.find("Hoàng Văn Nam")
    assert signed.find("Nơi nhận:")
    above = signed.find("TM. ỦY BAN NHÂN DÂN")[0].top
    body_words = [word for word in signed.words if 20 * MM < word.top < above - 2]
    assert body_words
    assert text.count("./.") == 1
    for leaf in pages:
        assert not re.search(r"TT Nội dung Tổng cộng", leaf.flat)
    for leaf in pages[:-1]:
        last = leaf.text.rstrip().splitlines()[-1]
        assert not re.match(r"QUÝ SỐ|MỤC SỐ|Mục số|TT Nội dung", last)


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_the_longest_input_spoils_no_kind(kind: str) -> None:
    paper = kinds.KINDS[kind]
    long = SignatureBlock(("TM. Ủy ban nhân dân",), "Chủ tịch", NAME_120[:120])
    spoilt = replace(
        paper,
        abstract=(SENTENCE * 8)[:600],
        recipients=FORTY,
        signature=long,
        cosigners=(long,) * len(paper.cosigners),
        addressees=FORTY if paper.addressees else (),
        blocks=(*paper.blocks, Paragraph("y" * 400), Paragraph(NAME_120 * 4)),
    )
    _stays_inside(spoilt)
    assert word.write(spoilt)
    text = " ".join(leaf.flat for leaf in leaves(spoilt))
    assert all(f"thôn số {n} (t/h)" in text for n in range(1, 41))
    for name in NAME_120[:120].split():
        assert name in text


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_an_empty_body_is_a_page_that_can_be_signed(kind: str) -> None:
    paper = kinds.KINDS[kind]
    for blocks in ((), (Paragraph(""),), (Paragraph("\x00\u200b🎉"),), (Bullets(()),)):
        emptied = replace(paper, blocks=blocks, abstract="", annexes=())
        _stays_inside(emptied)
        assert paper.signature.position.upper() in leaves(emptied)[-1].text
        assert word.write(emptied)


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_an_annex_may_be_empty(kind: str) -> None:
    paper = replace(kinds.KINDS[kind], annexes=(Annex("", ()),))
    assert leaves(paper)[-1].text.startswith("Phụ lục")
    assert word.write(paper)


def _stays_inside(paper: Paper) -> None:
    bare = replace(paper, footer=(), verify_url="")
    for leaf in leaves(bare):
        for one in leaf.words:
            assert one.x0 >= 30 * MM - 0.5
            assert one.x1 <= leaf.width - 20 * MM + 0.5, one
            assert one.bottom <= leaf.height - 20 * MM + 0.5, one
