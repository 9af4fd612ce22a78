"""Certificates as they are drawn: measured in the PDF itself."""

import unicodedata
from dataclasses import replace

import pytest

from app.stationery.drawing import blanks, certificates, faces, flags, pdf
from app.stationery.drawing.fitting import fit, units
from app.stationery.drawing.texts import SAMPLE
from app.stationery.drawing.usual_blanks import USUAL
from app.stationery.terms.awards import AwardForm, Honorific, SheetSize
from app.stationery.terms.blanks import FieldSource, TextAlign
from tests.stationery.printing import lines, sizes

LONG_NAME = (
    "Tập thể cán bộ, công chức, viên chức và người lao động Trung tâm Cung ứng dịch vụ sự nghiệp "
    "công xã Hữu Liên, tỉnh Lạng Sơn"
)
MERIT = replace(
    SAMPLE,
    form=AwardForm.CERTIFICATE_OF_MERIT,
    authority="Chủ tịch Ủy ban nhân dân tỉnh Lạng Sơn",
    capacity=("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
)


def _drawn(*pages: certificates.Page) -> bytes:
    return pdf.draw(pages, title="Thử")


def test_a_certificate_has_its_lines_in_their_order_in_the_middle_of_the_sheet() -> None:
    content = _drawn(certificates.page(MERIT, SheetSize.A3))
    assert sizes(content) == [(420.0, 297.0)]
    found = {line.text: line for line in lines(content)}
    order = (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN",
        "TẶNG",
        "BẰNG KHEN",
        "Bà HOÀNG THỊ NGỌC QUỲNH",
        "Công chức Phòng Văn hóa - Xã hội xã Mẫu",
        "Đã có thành tích xuất sắc trong phong trào thi đua năm 2026",
    )
    heights = [found[text].y for text in order]
    assert heights == sorted(heights)
    for text in order:
        middle = (found[text].x + found[text].end) / 2
        assert middle == pytest.approx(210, abs=0.2), text
    assert found["BẰNG KHEN"].size > 2 * found["TẶNG"].size


def test_decision_and_gold_book_stand_on_the_left_the_signature_on_the_right() -> None:
    found = {line.text: line for line in lines(_drawn(certificates.page(MERIT, SheetSize.A3)))}
    decision = found["Quyết định số: 125/QĐ-UBND, ngày 25 tháng 12 năm 2026"]
    assert decision.x == pytest.approx(found["Số sổ vàng: 68"].x, abs=0.01)
    assert decision.end < 210 < found["KT. CHỦ TỊCH"].x
    room = found["Nguyễn Văn Mẫu"].y - found["PHÓ CHỦ TỊCH"].y
    assert room >= 35, "room to sign and seal"


def test_a4_is_the_same_sheet_smaller() -> None:
    large = {one.text: one for one in lines(_drawn(certificates.page(MERIT, SheetSize.A3)))}
    small = {one.text: one for one in lines(_drawn(certificates.page(MERIT, SheetSize.A4)))}
    share = 297 / 420
    for text in ("TẶNG", "BẰNG KHEN", "Số sổ vàng: 68"):
        assert small[text].x == pytest.approx(large[text].x * share, abs=0.3)
        assert small[text].y == pytest.approx(large[text].y * share, abs=0.3)


def test_a_name_of_120_letters_shrinks_and_keeps_inside_the_frame() -> None:
    assert len(LONG_NAME) >= 120
    said = replace(
        MERIT, honorific=Honorific.COLLECTIVE, name=LONG_NAME, achievement=SAMPLE.achievement * 4
    )
    assert certificates.faults(said, SheetSize.A3) == ()
    content = _drawn(certificates.page(said, SheetSize.A3))
    for line in lines(content):
        assert line.x >= 26
        assert line.end <= 420 - 26, line.text
    name = [
        one for one in lines(content) if one.text in LONG_NAME.upper() and "TẬP THỂ" in one.text
    ]
    assert 16 <= name[0].size < 36
    foot = max(one.y for one in lines(content) if "thành tích" in one.text)
    place = next(one for one in lines(content) if one.text.startswith("Xã Mẫu, ngày"))
    assert foot < place.y - 4, "the achievement ends above place and day"


def test_what_is_not_known_yet_leaves_dots_to_write_on() -> None:
    said = replace(MERIT, decision_number="", decided_on=None, gold_number=None)
    found = [line.text for line in lines(_drawn(certificates.page(said, SheetSize.A3)))]
    assert "Quyết định số: ……, ngày ……" in found
    assert "Số sổ vàng: ……" in found
    assert "Xã Mẫu, ngày …… tháng …… năm ……" in found


def test_what_fits_nowhere_is_told() -> None:
    said = replace(MERIT, name="Nguyễn " * 60, achievement="Thành tích " * 90)
    assert certificates.faults(said, SheetSize.A4) == ("Tên", "Thành tích")


@pytest.mark.parametrize("form", [form for form in AwardForm if form.is_title])
def test_the_certificate_of_a_title_says_so(form: AwardForm) -> None:
    said = replace(MERIT, form=form)
    found = {line.text: line for line in lines(_drawn(certificates.page(said, SheetSize.A4)))}
    title = found[form.label.upper()]
    assert found["TẶNG DANH HIỆU"].y < title.y < found["Bà HOÀNG THỊ NGỌC QUỲNH"].y
    assert title.size > 1.5 * found["TẶNG DANH HIỆU"].size
    assert title.x > 26 * 297 / 420
    assert certificates.faults(said, SheetSize.A4) == ()


def test_after_a_death_the_certificate_says_truy_tang_on_a_blank_with_a_place_for_it() -> None:
    said = replace(MERIT, is_posthumous=True)
    found = [line.text for line in lines(_drawn(certificates.page(said, SheetSize.A3)))]
    assert "TRUY TẶNG" in found
    assert "TẶNG" not in found
    name = blanks.Field(source=FieldSource.NAME, x=20, y=50, width=160, size=20)
    giving = blanks.Field(source=FieldSource.GIVING, x=20, y=30, width=160, size=20)
    bare = blanks.Layout(width=200, height=100, fields=(name,))
    assert blanks.faults(bare, said) == (blanks.NO_PLACE,)
    assert blanks.faults(bare, MERIT) == ()
    assert blanks.faults(replace(bare, fields=(giving, name)), said) == ()


def test_who_gives_may_take_two_lines_and_three_of_a_capacity_leave_room_to_sign() -> None:
    long = "Tổng Giám đốc Công ty trách nhiệm hữu hạn một thành viên Khai thác công trình thủy lợi"
    said = replace(
        MERIT, authority=f"{long} tỉnh Lạng Sơn",
        capacity=("TM. HỘI ĐỒNG", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    )  # fmt: skip
    assert certificates.faults(said, SheetSize.A3) == ()
    found = lines(_drawn(certificates.page(said, SheetSize.A3)))
    whole = " ".join(line.text for line in found)
    assert f"{long} tỉnh Lạng Sơn".upper() in whole
    by_text = {line.text: line for line in found}
    assert by_text["Nguyễn Văn Mẫu"].y - by_text["PHÓ CHỦ TỊCH"].y >= 35
    assert by_text["TM. HỘI ĐỒNG"].y > by_text["Xã Mẫu, ngày 25 tháng 12 năm 2026"].y + 5
    endless = replace(said, authority="W" * 190, capacity=("A", "B", "C", "D"))
    assert certificates.faults(endless, SheetSize.A4) == (
        "Người có thẩm quyền", "Quyền hạn, chức vụ ký",
    )  # fmt: skip


@pytest.mark.parametrize("name", ["Lò Thị Mẩy", "H’Hen Niê", "Y Moan Êñuôl", "Đinh Ƀlŭk Čĭ"])
def test_names_of_all_peoples_keep_every_letter(name: str) -> None:
    said = replace(MERIT, name=unicodedata.normalize("NFD", name))
    found = [line.text for line in lines(_drawn(certificates.page(said, SheetSize.A3)))]
    assert f"Bà {unicodedata.normalize('NFC', name.upper())}" in found


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("phong trào thi đua “Chung sức xây dựng nông thôn mới”", "“Chung sức"),
        ("giai đoạn 2021 - 2025, xã Điềm He, năm 2026", "2021 - 2025,"),
        ("giai đoạn 2021 - 2025, xã Điềm He, năm 2026", "xã Điềm He,"),
        ("giai đoạn 2021 - 2025, xã Điềm He, năm 2026", "năm 2026"),
        ("Phòng Văn hóa - Xã hội", "Văn hóa -"),
        ("Đại hội lần thứ IV của xã", "lần thứ IV"),
        ("ĐƠN VỊ DẪN ĐẦU PHONG TRÀO THI ĐUA", "PHONG TRÀO"),
        ("trong năm học mới", "năm học"),
    ],
)
def test_compounds_numbers_and_places_are_never_parted(text: str, kept: str) -> None:
    found = units(text)
    assert kept in found
    assert " ".join(found) == text


def test_emoji_and_split_marks_are_printed_as_letters_of_the_face() -> None:
    said = replace(MERIT, name="Lê Thị Thuỷ 🎉 \u200bHà")
    split = replace(MERIT, name=unicodedata.normalize("NFD", "Lê Thị Thuỷ Hà"))
    found = [one.text for one in lines(_drawn(certificates.page(said, SheetSize.A3)))]
    assert "Bà LÊ THỊ THUỶ HÀ" in found
    other = [one.text for one in lines(_drawn(certificates.page(split, SheetSize.A3)))]
    assert found == other


def test_vietnamese_capitals() -> None:
    assert faces.capitals("ủy ban mỹ đức, nguyễn") == "ỦY BAN MỸ ĐỨC, NGUYỄN"
    assert faces.capitals("u\u0309y ba\u0309n y\u0303") == "ỦY BẢN Ỹ"


@pytest.mark.parametrize("key", USUAL)
def test_every_text_of_a_blank_stands_within_a_fifth_of_a_millimetre(key: str) -> None:
    usual = USUAL[key]
    layout = blanks.Layout(
        width=usual.width, height=usual.height, fields=usual.fields, offset_x=1.3, offset_y=-0.7
    )
    content = _drawn(blanks.page(layout, SAMPLE))
    assert sizes(content) == [(usual.width, usual.height)]
    found = {line.text: line for line in lines(content)}
    for field in usual.fields:
        text = SAMPLE.of(field.source)
        line = found[text]
        assert line.y == pytest.approx(field.y - 0.7, abs=0.2), field.source
        if field.align is TextAlign.LEFT:
            assert line.x == pytest.approx(field.x + 1.3, abs=0.2), field.source
        else:
            middle = field.x + field.width / 2 + 1.3
            assert (line.x + line.end) / 2 == pytest.approx(middle, abs=0.2), field.source
        assert line.size == pytest.approx(field.size, abs=0.01)


@pytest.mark.parametrize(
    ("align", "edge"), [(TextAlign.LEFT, 20.0), (TextAlign.CENTER, 70.0), (TextAlign.RIGHT, 120.0)]
)
def test_a_field_is_aligned_inside_its_width(align: TextAlign, edge: float) -> None:
    field = blanks.Field(source=FieldSource.NAME, x=20, y=33.4, width=100, size=18, align=align)
    layout = blanks.Layout(width=200, height=100, fields=(field,))
    (line,) = lines(_drawn(blanks.page(layout, SAMPLE)))
    at = {
        TextAlign.LEFT: line.x,
        TextAlign.CENTER: (line.x + line.end) / 2,
        TextAlign.RIGHT: line.end,
    }[align]
    assert at == pytest.approx(edge, abs=0.2)
    assert line.y == pytest.approx(33.4, abs=0.2)


def test_a_long_text_on_a_blank_shrinks_breaks_and_at_last_is_told() -> None:
    field = blanks.Field(source=FieldSource.NAME, x=10, y=40, width=100, size=20, lines=2)
    layout = blanks.Layout(width=120, height=100, fields=(field,))
    said = replace(SAMPLE, name="Nguyễn Hoàng Thị Ngọc Bích Quỳnh Hương Giang Thảo")
    first, second = blanks.place(layout, said)[0].lines
    assert first.size == second.size < 20 or first.size == 20
    assert second.y - first.y == pytest.approx(first.size * 1.22 * 25.4 / 72, abs=0.01)
    assert blanks.faults(layout, said) == ()
    assert blanks.faults(layout, replace(SAMPLE, name="Nguyễn " * 40)) == ("Tên (không danh xưng)",)


def test_the_test_print_has_a_numbered_grid_and_a_cross_at_each_field() -> None:
    field = blanks.Field(source=FieldSource.NAME, x=20, y=30, width=60, size=14)
    layout = blanks.Layout(width=100, height=60, fields=(field,))
    page = blanks.test_page(layout, SAMPLE)
    words = [line.text for line in lines(_drawn(page))]
    assert {"10", "20", "90"} <= set(words)
    assert SAMPLE.name in words
    rules = {(mark.x1, mark.y1, mark.x2, mark.y2) for mark in page.marks if hasattr(mark, "x1")}
    assert (17, 30, 23, 30) in rules
    assert (20, 27, 20, 33) in rules
    assert (5, 0, 5, 60) in rules


def test_a_flag_is_drawn_at_scale_with_its_measures() -> None:
    said = replace(
        SAMPLE,
        form=AwardForm.EMULATION_FLAG,
        authority="Ủy ban nhân dân tỉnh Lạng Sơn",
        name="Ủy ban nhân dân xã Điềm He",
        achievement="Đơn vị dẫn đầu phong trào thi đua năm 2026",
    )
    page = flags.page(said)
    found = {line.text: line for line in lines(_drawn(page))}
    assert {"850 mm", "650 mm", "TẶNG", "ỦY BAN NHÂN DÂN XÃ ĐIỀM HE"} <= set(found)
    cloth = page.marks[0].points  # type: ignore[union-attr]
    assert cloth[1][0] - cloth[0][0] == pytest.approx(850 / 2.5)
    assert cloth[2][1] - cloth[1][1] == pytest.approx(650 / 2.5)
    assert flags.faults(said) == ()


def test_the_same_pages_give_the_same_bytes_and_the_frame_is_kept_once() -> None:
    pages = [
        certificates.page(replace(MERIT, name=f"Hoàng Văn {number}"), SheetSize.A3)
        for number in range(168)
    ]
    told: list[int] = []
    content = pdf.draw(iter(pages), title="Thử", count=168, progress=told.append)
    assert content == pdf.draw(pages, title="Thử")
    assert len(told) > 90, "progress is told on the way"
    assert len(sizes(content)) == 168
    assert told[-1] == 100
    assert told == sorted(set(told))
    alone = len(pdf.draw(pages[:1], title="Thử"))
    assert len(content) < alone + 168 * 3_000, "a page costs its words, not its frame"


def test_no_line_is_wider_than_its_room() -> None:
    for text in ("Nguyễn Văn A", LONG_NAME, "W" * 80, "a " * 200, "Đ"):
        found = fit(text, faces.BOLD, size=30, width=80, lines=3)
        assert all(faces.width(line, faces.BOLD, found.size) <= 80.01 for line in found.lines)
        assert "".join(found.lines).replace(" ", "") == text.replace(" ", "")
