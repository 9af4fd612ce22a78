"""Every paper that is drawn, as PDF and as DOCX, is read back as what it was drawn from."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import intake
from app.documents import docx, pdf
from app.documents.paper import (
    Align,
    Annex,
    Band,
    Block,
    Bullets,
    Centred,
    Column,
    DataTable,
    Heading,
    Paper,
    Paragraph,
    Row,
    SignatureBlock,
    TaskBand,
    TaskRow,
    TaskTable,
    Total,
)
from app.documents.terms import Circulation, PaperKind, Urgency
from app.lib.errors import Invalid
from tests.documents import kinds, samples
from tests.intake.printed import as_printed, compared

DRAW = {"pdf": pdf.draw, "docx": docx.write}
PAPERS = {
    name: paper
    for module in (samples, kinds)
    for name, paper in vars(module).items()
    if isinstance(paper, Paper)
}


def assert_mirrored(paper: Paper, kind: str) -> None:
    """The file of the paper is read as what the paper shows. Charts are tables only in Word."""
    read = intake.read_paper(DRAW[kind](paper), f"van-ban.{kind}")
    assert compared(read) == compared(as_printed(paper, charts=kind == "docx"))


@pytest.mark.parametrize("kind", DRAW)
@pytest.mark.parametrize("name", PAPERS)
def test_every_kind_comes_back(name: str, kind: str) -> None:
    assert_mirrored(PAPERS[name], kind)


def test_the_samples_cover_the_kinds_in_use() -> None:
    wanted = {
        PaperKind.PLAN, PaperKind.REPORT, PaperKind.DECISION, PaperKind.PROPOSAL,
        PaperKind.NOTICE, PaperKind.GUIDANCE, PaperKind.PROGRAMME, PaperKind.MINUTES,
        PaperKind.INVITATION, PaperKind.OFFICIAL_LETTER,
    }  # fmt: skip
    assert wanted <= {paper.kind for paper in PAPERS.values()}
    assert any(paper.cosigners for paper in PAPERS.values())
    assert any(paper.annexes for paper in PAPERS.values())


_LONG = (
    "Tổ chức phát động phong trào thi đua chuyên đề, sơ kết, tổng kết và nhân điển hình tiên tiến"
)
_LETTER = replace(
    kinds.LETTER,
    abstract="đôn đốc báo cáo kết quả thực hiện công tác thi đua, khen thưởng quý III năm 2026",
    urgency=Urgency.VERY_URGENT,
    circulation=Circulation.INTERNAL,
    draft=True,
    number=None,
    issued_on=None,
    year=2026,
)


def _annexed(*blocks: Block, across: bool = False) -> Paper:
    annexes = (Annex("Danh sách tập thể", blocks, across), Annex("Phân công", (Paragraph("Một."),)))
    return replace(kinds.DECISION, annexes=annexes)


def _over_pages(rows: int, words: int = 1) -> DataTable:
    return DataTable(
        (
            Column("TT", Align.CENTER, 11, index="A"),
            Column("Đơn vị", index="B"),
            Column("Tập thể", Align.RIGHT, group="Số lượng", index="1"),
            Column("Cá nhân", Align.RIGHT, group="Số lượng", index="2"),
        ),
        (
            Band("QUÝ I"),
            *(
                Row((str(n), f"Xã số {n}: {_LONG * (words if n % 20 == 7 else 1)}", str(n), str(3)))
                for n in range(1, rows)
            ),
            Band("QUÝ II"),
            Row(("1", "Phường Đông Kinh", "1", "12")),
            Total(("", "Tổng cộng", "1.234", "56")),
        ),
        caption="Kết quả khen thưởng",
        unit="Đơn vị tính: lượt",
        note="Ghi chú: số liệu đến ngày 30/6/2026.",
    )


_SPECIAL = {
    "a letter with all its marks and no number": _LETTER,
    "a table over three pages": _annexed(_over_pages(60)),
    "a table over pages that lie across": _annexed(_over_pages(60), across=True),
    "rows taller than a page's rest": _annexed(_over_pages(45, words=14)),
    "an empty table": _annexed(replace(_over_pages(2), rows=(), empty_text="Chưa có ai")),
    "a body that ends in a table": replace(kinds.DECISION, blocks=(_over_pages(30),)),
    "an empty body": replace(kinds.DECISION, blocks=(), bases=()),
    "forty recipients": replace(
        kinds.DECISION, recipients=tuple(f"Ủy ban nhân dân xã số {n} (t/h)" for n in range(40))
    ),
    "addressees and recipients of several lines": replace(
        kinds.LETTER,
        addressees=(f"Ủy ban nhân dân xã và {_LONG}", "Sở Nội vụ", _LONG * 2),
        recipients=(f"Các cơ quan {_LONG.lower()}", "Như trên", _LONG),
    ),
    "a hundred recipients": replace(
        kinds.DECISION, recipients=tuple(f"Ủy ban nhân dân xã số {n} (t/h)" for n in range(100))
    ),
    "nobody known to sign": replace(
        kinds.DECISION, signature=SignatureBlock(("TM. Ủy ban nhân dân",), "Chủ tịch")
    ),
    "one who signs for another": replace(
        kinds.DECISION,
        signature=SignatureBlock(
            ("TM. Hội đồng Thi đua - Khen thưởng", "KT. Chủ tịch"), "Phó Chủ tịch", "Nông Thị Hà"
        ),
    ),
    "a name of 120 letters": replace(
        kinds.DECISION,
        issuer_lines=("Hội đồng Thi đua - Khen thưởng " + "các xã, phường miền núi " * 4,),
        signature=SignatureBlock((), "Giám đốc", "Nguyễn Thị " + "Thanh Hương Giang " * 6),
    ),
    "parts and chapters": replace(
        samples.REPORT,
        blocks=(
            Heading(0, "Phần thứ nhất\nKết quả công tác thi đua, khen thưởng năm 2026"),
            Heading(1, "I. Công tác chỉ đạo"),
            Heading(2, "1. Ban hành văn bản"),
            Heading(3, "1.1. Cấp tỉnh"),
            Paragraph("Điều đã làm: " + _LONG * 4, lead="Điều 1."),
            Heading(3, "a) Cấp xã"),
            Bullets((_LONG * 3, "hai")),
            Bullets(("cộng",), "+"),
            Centred("QUYẾT NGHỊ:"),
            Paragraph(_LONG * 40),
        ),
    ),
    "quarter bands of tasks": replace(
        samples.YEAR_PLAN,
        blocks=(
            TaskTable(
                tuple(
                    TaskBand(
                        f"QUÝ {quarter}",
                        tuple(
                            TaskRow(
                                no=str(n), text=_LONG, lead=("Sở Nội vụ",), support=("UBND xã",),
                                deadline="30/6/2026", result="Đã xong",
                            )
                            for n in range(12)
                        ),
                    )
                    for quarter in ("I", "II", "III", "IV")
                )
            ),
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", DRAW)
@pytest.mark.parametrize("what", _SPECIAL)
def test_hard_papers_come_back(what: str, kind: str) -> None:
    assert_mirrored(_SPECIAL[what], kind)


def test_a_paper_read_and_drawn_again_shows_the_same() -> None:
    first = intake.read_paper(pdf.draw(kinds.DECISION), "a.pdf")
    again = intake.read_paper(docx.write(first), "a.docx")
    assert compared(as_printed(again)) == compared(as_printed(first))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", b"%PDF-1.4 broken"),
        ("a.docx", b"PK\x03\x04broken"),
        ("a.txt", "KẾ HOẠCH".encode()),
    ],
)
def test_other_files_are_refused(name: str, data: bytes) -> None:
    with pytest.raises(Invalid) as refused:
        intake.read_paper(data, name)
    assert refused.value.field == "file"


_HARD = (
    "thi đua khen thưởng phong trào xã Điềm He ủy ban nhân dân năm 2026 1.800.000 (12%) “điển "
    "hình” tập thể, cá nhân; Quyết định số 08/QĐ-UBND nghiệm thu & <b> ở Ỷ Ý \"ngoặc\" 'đơn' "
    "« kép » 🏆 ½ m² 37,5% 12/6/2026-18/6/2026 tdkt@langson.gov.vn "
    "Người tốt - Việc tốt (I.1.a) [2] {x} a\u0302\u0301 e\u0323 I. 1. 1.1. a) đ) + - – … ./. *"
)
_PLAIN = (
    "thi đua khen thưởng phong trào xã Điềm He ủy ban nhân dân năm 2026 1.800.000 (12%) “điển "
    "hình” tập thể, cá nhân; Quyết định số 08/QĐ-UBND nghiệm thu & <b> ở Ỷ Ý"
)
_HARD_TITLES = st.sampled_from(
    ["Nội dung thi đua", "Nội dung «kép» ½ m² 37,5%", "Nội dung a) đ) *"]
)
_HARD_BLOCKS = _HARD_TITLES.map(
    lambda text: Heading(0, f"Phần thứ hai\n{text}")
) | _HARD_TITLES.map(lambda text: Centred(f"QUYẾT NGHỊ: {text}"))


def _opened(text: str) -> str:
    """Begins with a word: a bracket or a mark at the beginning is no prose."""
    return f"Nội dung {text}"


def _told_apart(blocks: list[Block]) -> list[Block]:
    """Without centred lines right above tables: in a PDF they look like captions."""
    return [
        one
        for one, after in zip(blocks, [*blocks[1:], None], strict=True)
        if not (isinstance(one, Centred) and isinstance(after, DataTable))
    ] or [Paragraph("Nội dung")]


def _papers(vocabulary: str, more: st.SearchStrategy[Block]) -> st.SearchStrategy[Paper]:
    words = st.sampled_from(vocabulary.split(" "))

    def texts(least: int, most: int) -> st.SearchStrategy[str]:
        return st.lists(words, min_size=least, max_size=most).map(" ".join).map(_opened)

    prose, title = texts(1, 90), texts(1, 12)
    rows_ = st.lists(
        st.builds(Row, st.tuples(st.sampled_from(["1", "2", ""]), texts(0, 25), st.just("12,5")))
        | st.builds(Total, st.tuples(st.just(""), st.just("Tổng cộng"), st.just("99")))
        | st.builds(Band, st.sampled_from(["QUÝ I", "QUÝ II: các xã, phường"])),
        max_size=30,
    )
    tables = st.builds(
        lambda rows, caption, unit: DataTable(
            (Column("TT", Align.CENTER, 11), Column("Tên đơn vị"), Column("Điểm", Align.RIGHT)),
            tuple(rows), caption=caption, unit=unit,
        ),
        rows_, st.sampled_from(["", "Bảng tổng hợp"]), st.sampled_from(["", "Đơn vị tính: điểm"]),
    )  # fmt: skip
    blocks_ = st.lists(
        st.builds(Paragraph, prose)
        | st.builds(Paragraph, prose, st.sampled_from(["Điều 1.", "Kính thưa các đồng chí,"]))
        | st.builds(Heading, st.just(1), title.map(lambda text: f"IV. {text}"))
        | st.builds(Heading, st.just(2), title.map(lambda text: f"2. {text}"))
        | st.builds(Heading, st.just(3), title.map(lambda text: f"đ) {text}"))
        | st.builds(Heading, st.just(3), title.map(lambda text: f"1.1. {text}"))
        | st.builds(Heading, st.just(3), title.map(lambda text: f"2.3.4. {text}"))
        | st.builds(
            Bullets, st.lists(prose, min_size=1, max_size=3).map(tuple), st.sampled_from("-+")
        )
        | tables
        | more,
        min_size=1,
        max_size=12,
    ).map(_told_apart)
    people = st.sampled_from(
        [
            SignatureBlock(("TM. Ủy ban nhân dân",), "Chủ tịch", "Lý Thị Dương"),
            SignatureBlock(
                ("TM. Ủy ban nhân dân", "KT. Chủ tịch"), "Phó Chủ tịch", "Hoàng Văn Thụ"
            ),
            SignatureBlock((), "Giám đốc", "Nông Thị Hà"),
            SignatureBlock(("TL. Chủ tịch",), "Chánh Văn phòng"),
        ]
    )
    return st.builds(
        lambda base, **parts: replace(base, **parts),
        st.sampled_from([kinds.DECISION, kinds.LETTER, kinds.NOTICE, samples.YEAR_PLAN]),
        abstract=title,
        blocks=blocks_.map(tuple),
        bases=st.lists(title, max_size=3).map(tuple),
        addressees=st.lists(texts(1, 8), max_size=4).map(tuple),
        recipients=st.lists(texts(1, 6), max_size=25).map(tuple),
        signature=people,
        issued_on=st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31)),
        number=st.none() | st.integers(1, 4000).map(str),
        urgency=st.none() | st.sampled_from(Urgency),
        draft=st.booleans(),
        annexes=st.lists(
            st.builds(Annex, title, blocks_.map(tuple), st.booleans()), max_size=2
        ).map(tuple),
    )  # fmt: skip


@given(_papers(_PLAIN, st.nothing()))
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_paper_comes_back_from_pdf(paper: Paper) -> None:
    assert_mirrored(paper, "pdf")


@given(_papers(_HARD, _HARD_BLOCKS))
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_paper_comes_back_from_word(paper: Paper) -> None:
    assert_mirrored(paper, "docx")
