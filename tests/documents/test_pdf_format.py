"""The drawn first page against Decree 30/2020/NĐ-CP, annex I, prescription by prescription."""

from dataclasses import replace

import pytest

from app.documents.paper import Paper, SignatureBlock
from app.documents.terms import Circulation, PaperKind, Urgency
from tests.documents import samples
from tests.documents.reading import MM, Leaf, leaves

BOLD, REGULAR, ITALIC = "LiberationSerif-Bold", "LiberationSerif", "LiberationSerif-Italic"
COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
PAPERS = {"plan": samples.YEAR_PLAN, "report": samples.REPORT, "standings": samples.STANDINGS}


@pytest.fixture(params=PAPERS, name="paper")
def _paper(request: pytest.FixtureRequest) -> Paper:
    return PAPERS[request.param]


def first(paper: Paper) -> Leaf:
    return leaves(paper)[0]


def middle(span: tuple[float, float]) -> float:
    return (span[0] + span[1]) / 2


@pytest.mark.parametrize(
    ("text", "size", "font"),
    [
        (COUNTRY, 13, BOLD),
        (MOTTO, 14, BOLD),
        ("ỦY BAN NHÂN DÂN", 13, BOLD),
        ("XÃ ĐIỀM HE", 13, BOLD),
        ("Số: 07/KH-UBND", 13, REGULAR),
        ("Điềm He, ngày 09 tháng 01 năm 2026", 14, ITALIC),
        ("KẾ HOẠCH", 14, BOLD),
        ("Công tác thi đua, khen thưởng năm 2026", 14, BOLD),
        ("Đẩy mạnh các phong trào thi đua,", 14, REGULAR),
        ("I. MỤC ĐÍCH, YÊU CẦU", 14, BOLD),
        ("1. Mục đích", 14, BOLD),
    ],
)
def test_faces_and_sizes_of_the_first_page(text: str, size: float, font: str) -> None:
    for word in first(samples.YEAR_PLAN).find(text):
        assert (word.size, word.font) == (size, font)


@pytest.mark.parametrize(
    ("text", "size", "font"),
    [
        ("Nơi nhận:", 12, "LiberationSerif-BoldItalic"),
        ("- Hội đồng TĐKT tỉnh;", 11, REGULAR),
        ("- Lưu: VT.", 11, REGULAR),
        ("TM. ỦY BAN NHÂN DÂN", 14, BOLD),
        ("CHỦ TỊCH", 14, BOLD),
        ("Lý Thị Dương", 14, BOLD),
    ],
)
def test_faces_and_sizes_of_the_end(text: str, size: float, font: str) -> None:
    for word in leaves(samples.YEAR_PLAN)[-1].find(text):
        assert (word.size, word.font) == (size, font)


def test_bases_are_in_italics_and_closed_with_semicolons_and_a_stop() -> None:
    leaf = first(samples.STANDINGS)
    words = leaf.find("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;")
    assert {(word.size, word.font) for word in words} == {(14, ITALIC)}
    assert "lĩnh vực thi đua, khen thưởng; Theo kết quả" in leaf.flat
    assert "ngày 18 tháng 12 năm 2026. Sở Nội vụ" in leaf.flat


def test_motto_stands_right_under_a_rule_of_its_own_length(paper: Paper) -> None:
    leaf = first(paper)
    assert leaf.span(COUNTRY)[0] > leaf.width * 0.4
    assert middle(leaf.span(MOTTO)) == pytest.approx(middle(leaf.span(COUNTRY)), abs=1)
    rule = next(rule for rule in leaf.rules if rule.x0 > leaf.width * 0.4)
    assert (rule.x0, rule.x1) == pytest.approx(leaf.span(MOTTO), abs=1)
    assert 0 < rule.y - leaf.find(MOTTO)[0].bottom < 8


@pytest.mark.parametrize(
    ("paper", "name"),
    [(samples.YEAR_PLAN, "ỦY BAN NHÂN DÂN"), (samples.STANDINGS, "SỞ NỘI VỤ")],
)
def test_rule_under_the_issuer_is_a_third_to_a_half_of_its_name(paper: Paper, name: str) -> None:
    leaf = first(paper)
    name_span = leaf.span(name)
    rule = next(rule for rule in leaf.rules if rule.x1 < leaf.width * 0.4)
    assert 1 / 3 <= rule.length / (name_span[1] - name_span[0]) <= 1 / 2
    assert middle((rule.x0, rule.x1)) == pytest.approx(middle(name_span), abs=1)


def test_rule_under_the_abstract_is_a_third_to_a_half_of_it() -> None:
    leaf = first(samples.YEAR_PLAN)
    abstract = leaf.span("Công tác thi đua, khen thưởng năm 2026")
    below = leaf.find("Công tác thi đua, khen thưởng năm 2026")[0].bottom
    rule = next(rule for rule in leaf.rules if 0 < rule.y - below < 8)
    assert 1 / 3 <= rule.length / (abstract[1] - abstract[0]) <= 1 / 2
    assert middle((rule.x0, rule.x1)) == pytest.approx(middle(abstract), abs=1)


def test_number_and_date_stand_on_one_line_under_issuer_and_motto() -> None:
    leaf = first(samples.YEAR_PLAN)
    number, day = leaf.find("Số: 07/KH-UBND"), leaf.find("Điềm He, ngày 09 tháng 01 năm 2026")
    feet = {round(word.bottom - word.size * 0.216) for word in (*number, *day)}
    assert len(feet) == 1
    assert middle(leaf.span("Số: 07/KH-UBND")) == pytest.approx(
        middle(leaf.span("ỦY BAN NHÂN DÂN")), abs=1
    )
    assert middle(leaf.span("Điềm He, ngày 09 tháng 01 năm 2026")) == pytest.approx(
        middle(leaf.span(COUNTRY)), abs=1
    )


def test_a_department_prints_its_committee_above_it_and_a_committee_prints_none() -> None:
    department = first(samples.STANDINGS)
    above = department.find("TỈNH LẠNG SƠN")
    assert {(word.size, word.font) for word in above} == {(13, REGULAR)}
    assert above[0].bottom < department.find("SỞ NỘI VỤ")[0].top + 3
    commune = replace(samples.YEAR_PLAN, superior="Ủy ban nhân dân tỉnh Lạng Sơn")
    assert "TỈNH LẠNG SƠN" not in first(commune).text


def test_an_unissued_draft_leaves_room_for_number_and_day_and_says_what_it_is() -> None:
    leaf = first(samples.REPORT)
    slash = leaf.find("/BC-UBND")[0]
    assert slash.x0 - leaf.find("Số:")[0].x1 > 5 * MM
    assert leaf.find("tháng")[0].x0 - leaf.find("ngày")[0].x1 > 5 * MM
    assert "năm 2026" in leaf.text
    draft = leaf.find("DỰ THẢO")
    assert draft[0].top > slash.top
    assert "DỰ THẢO" not in first(samples.YEAR_PLAN).text


def test_several_addressees_are_listed_below_the_colon() -> None:
    leaf = first(samples.REPORT)
    colon = leaf.find("Kính gửi:")[-1].x1
    for name in ("- Ủy ban nhân dân tỉnh Lạng Sơn;", "- Sở Nội vụ tỉnh Lạng Sơn."):
        assert leaf.span(name)[0] == pytest.approx(colon, abs=1)


def test_one_addressee_follows_the_colon() -> None:
    leaf = first(replace(samples.REPORT, addressees=("Sở Nội vụ tỉnh Lạng Sơn",)))
    assert "Kính gửi: Sở Nội vụ tỉnh Lạng Sơn" in leaf.text


def test_an_official_letter_has_its_subject_under_the_number_and_no_title() -> None:
    letter = replace(
        samples.YEAR_PLAN,
        kind=PaperKind.OFFICIAL_LETTER,
        symbol=PaperKind.OFFICIAL_LETTER.symbol("UBND", "VHXH"),
        abstract="thực hiện Kế hoạch năm 2026",
        addressees=("Các thôn",),
    )
    leaf = first(letter)
    assert "Số: 07/UBND-VHXH" in leaf.text
    subject = leaf.find("V/v thực hiện")
    assert {(word.size, word.font) for word in subject} == {(12, REGULAR)}
    assert subject[0].top > leaf.find("07/UBND-VHXH")[0].bottom
    assert subject[-1].x1 < leaf.width / 2
    assert "CÔNG VĂN" not in leaf.text


def test_urgency_and_circulation_are_stamped_under_the_number() -> None:
    leaf = first(
        replace(samples.YEAR_PLAN, urgency=Urgency.IMMEDIATE, circulation=Circulation.INTERNAL)
    )
    for mark in ("HỎA TỐC", "LƯU HÀNH NỘI BỘ"):
        words = leaf.find(mark)
        assert {(word.size, word.font) for word in words} == {(13, BOLD)}
        assert words[-1].x1 < leaf.width / 2
        assert words[0].top > leaf.find("Số: 07/KH-UBND")[0].bottom


def test_first_lines_are_indented_and_both_edges_are_even() -> None:
    leaf = first(samples.YEAR_PLAN)
    assert leaf.find("Đẩy mạnh các")[0].x0 == pytest.approx((30 + 12.7) * MM, abs=0.5)
    assert leaf.find("ngày lễ,")[0].x0 == pytest.approx(30 * MM, abs=0.5)
    line = leaf.find("Đẩy mạnh các phong trào")[0].bottom
    last = max(word.x1 for word in leaf.words if abs(word.bottom - line) < 1)
    assert last == pytest.approx(leaf.width - 20 * MM, abs=0.5)


def test_signature_stands_right_of_the_recipients_and_level_with_them() -> None:
    leaf = leaves(samples.YEAR_PLAN)[-1]
    recipients, capacity = leaf.find("Nơi nhận:"), leaf.find("TM. ỦY BAN NHÂN DÂN")
    assert recipients[0].x0 == pytest.approx(30 * MM, abs=0.5)
    assert capacity[0].x0 > leaf.width / 2
    feet = {round(word.bottom - word.size * 0.216) for word in (*recipients, *capacity)}
    assert len(feet) == 1
    name, position = leaf.span("Lý Thị Dương"), leaf.span("CHỦ TỊCH")
    assert middle(name) == pytest.approx(middle(position), abs=1)
    room = leaf.find("Lý Thị Dương")[0].top - leaf.find("CHỦ TỊCH")[0].bottom
    assert room > 25 * MM


def test_a_deputy_signs_for_the_chairman_line_by_line() -> None:
    signature = SignatureBlock(("TM. Ủy ban nhân dân", "KT. Chủ tịch"), "Phó Chủ tịch", "Vi Văn An")
    leaf = leaves(replace(samples.YEAR_PLAN, signature=signature))[-1]
    tops = [
        leaf.find(line)[0].top
        for line in ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Vi Văn An")
    ]
    assert tops == sorted(tops)
