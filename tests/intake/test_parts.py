"""Letterhead, bases, dates, movements, mergers, foot: each part of the paper by itself."""

from datetime import date

import pytest

from app import intake
from app.intake.queries import LegalBasis, ReadPlan
from tests.intake import samples


def body(*lines: str, opening: str = "UBND xã Hòa Bình ban hành Kế hoạch như sau:") -> ReadPlan:
    text = "\n".join(
        ["KẾ HOẠCH", "Công tác thi đua, khen thưởng năm 2026", opening, "I. NỘI DUNG", *lines]
    )
    return intake.read(text.encode(), "a.txt")


def bases(opening: str) -> list[LegalBasis]:
    return list(body("- Việc.", opening=f"{opening} UBND xã A ban hành Kế hoạch:").legal_bases)


def deadlines(*lines: str) -> list[tuple[str, str | None, bool]]:
    found = body(*lines).deadlines
    return [(d.text, d.on.isoformat() if d.on else None, d.inclusive) for d in found]


@pytest.mark.parametrize(
    ("head", "issuer", "level", "superior"),
    [
        ("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ", "UBND thành phố Cần Thơ", "province", None),
        ("UBND HUYỆN BẮC SƠN", "UBND huyện Bắc Sơn", "district", None),
        ("ỦY BAN NHÂN DÂN\nĐẶC KHU CÔ TÔ", "UBND đặc khu Cô Tô", "commune", None),
        ("UBND TỈNH LÀO CAI\nSỞ NỘI VỤ", "Sở Nội vụ", "department", "UBND tỉnh Lào Cai"),
        ("UBND THÀNH PHỐ VINH\nPHÒNG NỘI VỤ", "Phòng Nội vụ", "department", "UBND thành phố Vinh"),
        ("UBND XÃ HÒA AN\nHỘI ĐỒNG THI ĐUA - KHEN THƯỞNG",
         "Hội đồng thi đua - khen thưởng", "department", "UBND xã Hòa An"),
    ],
)  # fmt: skip
def test_issuers_of_every_level(head: str, issuer: str, level: str, superior: str | None) -> None:
    text = (
        f"{head}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 9/KH-X\nKẾ HOẠCH\nCông tác năm 2026\n"
        "I. NỘI DUNG\n- Việc.\n"
    )
    plan = intake.read(text.encode(), "a.txt")
    assert (plan.issuer, plan.level, plan.superior) == (issuer, level, superior)


@pytest.mark.parametrize(
    ("line", "number", "symbol"),
    [
        ("Số: 01/KH-UBND", "01", "KH-UBND"),
        ("Số 15 /KH-SNV", "15", "KH-SNV"),
        ("Số:      /KH-UBND", None, "KH-UBND"),
        ("Số: ...../KH-HĐTĐKT", None, "KH-HĐTĐKT"),
        ("Số: 05-KH/ĐU", "05", "KH/ĐU"),
        ("Số:", None, None),
    ],
)
def test_numbers_and_symbols_as_printed(line: str, number: str | None, symbol: str | None) -> None:
    text = f"UBND XÃ HÒA AN\n{line}\nKẾ HOẠCH\nCông tác năm 2026\nI. NỘI DUNG\n- Việc.\n"
    plan = intake.read(text.encode(), "a.txt")
    assert (plan.number, plan.symbol) == (number, symbol)
    assert any(w.code == "missing_number" for w in plan.warnings) is (number is None)


def test_a_date_that_does_not_exist_is_a_warning() -> None:
    text = samples.year_plan().decode().replace("ngày 12 tháng 01", "ngày 31 tháng 02")
    plan = intake.read(text.encode(), "a.txt")
    assert plan.issued_on is None
    assert [str(w.code) for w in plan.warnings] == ["invalid_date"]


@pytest.mark.parametrize(
    ("printed", "suspicious"),
    [
        ("ngày 12 tháng 01 năm 2026", False),
        ("ngày 25 tháng 12 năm 2025", False),
        ("ngày 12 tháng 01 năm 2025", True),
        ("ngày 12 tháng 01 năm 2027", True),
        ("ngày 12 tháng 12 năm 2024", True),
    ],
)
def test_a_year_of_issue_that_cannot_be_is_reported(printed: str, suspicious: bool) -> None:
    text = samples.year_plan().decode().replace("ngày 12 tháng 01 năm 2026", printed)
    plan = intake.read(text.encode(), "a.txt")
    assert ("year_mismatch" in {str(w.code) for w in plan.warnings}) is suspicious
    assert str(plan.issued_on.year if plan.issued_on else "") == printed[-4:]


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("Căn cứ Luật Thi đua, khen thưởng và các văn bản hướng dẫn;",
         [("luật", None, None, None, None)]),
        ("Căn cứ Luật Thi đua, khen thưởng số 06/2022/QH15 ngày 15/6/2022 của Quốc hội;",
         [("luật", "06", "2022/QH15", date(2022, 6, 15), "Quốc hội")]),
        ("Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
         [("luật", None, None, date(2025, 6, 16), None)]),
        ("Căn cứ Thông tư số 15/2025/TT-BNV ngày 04/8/2025 của Bộ trưởng Bộ Nội vụ quy định;",
         [("thông tư", "15", "2025/TT-BNV", date(2025, 8, 4), "Bộ trưởng Bộ Nội vụ")]),
        ("Thực hiện Chỉ thị số 41-CT/TW ngày 26/12/2024 của Bộ Chính trị về tăng cường;",
         [("chỉ thị", "41", "CT/TW", date(2024, 12, 26), "Bộ Chính trị")]),
        ("Thực hiện Kế hoạch số 3/KH-UBND ngày 5/1/2026 của Uỷ ban nhân dân tỉnh An Giang về A và "
         "Công văn số 8/SVHTTDL-VP ngày 9/1/2026 của Sở Văn hóa, Thể thao và Du lịch về B;",
         [("kế hoạch", "3", "KH-UBND", date(2026, 1, 5), "UBND tỉnh An Giang"),
          ("công văn", "8", "SVHTTDL-VP", date(2026, 1, 9), "Sở Văn hóa, Thể thao và Du lịch")]),
        ("Thực hiện Công văn số 88/SNV-TĐKT ngày 08/01/2026 của Sở Nội vụ về việc triển khai "
         "Nghị định số 152/2025/NĐ-CP của Chính phủ;",
         [("công văn", "88", "SNV-TĐKT", date(2026, 1, 8), "Sở Nội vụ")]),
        ("Theo đề nghị của Phòng Văn hóa - Xã hội tại Tờ trình số 12/TTr-VHXH ngày 02/01/2026;",
         [("tờ trình", "12", "TTr-VHXH", date(2026, 1, 2), "Phòng Văn hóa - Xã hội")]),
        ("Căn cứ chức năng, nhiệm vụ được giao;", []),
        ("Nhằm nâng cao chất lượng phong trào thi đua;", []),
    ],
)  # fmt: skip
def test_bases_are_told_from_what_they_only_mention(
    opening: str, expected: list[tuple[object, ...]]
) -> None:
    found = [(b.kind, b.number, b.symbol, b.on, b.issuer) for b in bases(opening)]
    assert found == expected


def test_bases_listed_in_a_section_of_their_own_are_read() -> None:
    text = (
        "KẾ HOẠCH\nCông tác năm 2026\nI. CĂN CỨ\n- Luật Thi đua, khen thưởng năm 2022;\n"
        "- Kế hoạch số 3/KH-UBND ngày 05/01/2026 của UBND tỉnh Lào Cai.\nII. NỘI DUNG\n- Việc.\n"
    )
    plan = intake.read(text.encode(), "a.txt")
    assert [(basis.kind, basis.number) for basis in plan.legal_bases] == [
        ("luật", None),
        ("kế hoạch", "3"),
    ]


def test_a_basis_dated_after_the_plan_is_a_warning() -> None:
    text = samples.year_plan().decode().replace("05/01/2026", "15/02/2026")
    warnings = intake.read(text.encode(), "a.txt").warnings
    assert [str(warning.code) for warning in warnings] == ["basis_after_issue"]


@pytest.mark.parametrize(
    ("line", "text", "on", "inclusive"),
    [
        ("- Gửi về Sở trước ngày 25/01/2026.", "trước ngày 25/01/2026", "2026-01-25", False),
        ("- Gửi chậm nhất ngày 15/10/2026.", "chậm nhất ngày 15/10/2026", "2026-10-15", True),
        ("- Gửi chậm nhất là ngày 5 tháng 3 năm 2026.",
         "chậm nhất là ngày 5 tháng 3 năm 2026", "2026-03-05", True),
        ("- Gửi muộn nhất vào 05-3-2026.", "muộn nhất vào 05-3-2026", "2026-03-05", True),
        ("- Thực hiện xong trong tháng 02/2026.", "xong trong tháng 02/2026", "2026-02-28", True),
        ("- Hoàn thành trong quý III/2026.", "Hoàn thành trong quý III/2026", "2026-09-30", True),
        ("- Hoàn thành trước tháng 6/2026.", "Hoàn thành trước tháng 6/2026", "2026-06-01", False),
        ("- Nộp trước 17h00 ngày 20/8/2026.", "trước 17h00 ngày 20/8/2026", "2026-08-20", True),
        ("- Nộp đến hết ngày 20/8/2026.", "đến hết ngày 20/8/2026", "2026-08-20", True),
        ("- Dự kiến tổ chức vào cuối tháng 8/2026.",
         "Dự kiến tổ chức vào cuối tháng 8/2026", "2026-08-31", True),
        ("- Báo cáo năm gửi trước ngày 10/12.", "trước ngày 10/12", "2026-12-10", False),
        ("- Thời gian: từ ngày 01/3/2026 đến ngày 30/4/2026.",
         "từ ngày 01/3/2026 đến ngày 30/4/2026", "2026-04-30", True),
        ("- Gửi trước ngày **25/01/2026**.", "trước ngày 25/01/2026", "2026-01-25", False),
        ("- Báo cáo trước ngày 05 hằng tháng.", "trước ngày 05 hằng tháng", None, False),
        ("- Gửi trước ngày 31/02/2026.", "trước ngày 31/02/2026", None, False),
        ("- Dự kiến vào đầu tháng 3/2026.", "Dự kiến vào đầu tháng 3/2026", None, True),
    ],
)  # fmt: skip
def test_deadlines_say_whether_the_day_itself_counts(
    line: str, text: str, on: str | None, inclusive: bool
) -> None:
    assert deadlines(line) == [(text, on, inclusive)]


@pytest.mark.parametrize(
    "line",
    [
        "- Kỷ niệm 80 năm ngày truyền thống (19/4/1946-19/4/2026).",
        "- Tổng hợp kết quả của xã trước khi sắp xếp.",
        "- Thực hiện Kế hoạch số 9/KH-UBND ngày 23/7/2025 của UBND tỉnh.",
        "- Phấn đấu trong 6 tháng cuối năm 2026.",
        "- Lập thành tích trong năm 2026.",
    ],
)
def test_dates_that_are_only_mentioned_are_no_deadlines(line: str) -> None:
    assert deadlines(line) == []


def test_days_that_name_no_date_are_warnings() -> None:
    plan = body("- Báo cáo trước ngày 05 hằng tháng.", "- Gửi trước ngày 31/02/2026.")
    found = {(str(w.code), w.line) for w in plan.warnings}
    assert {("vague_date", 5), ("invalid_date", 6)} <= found


def test_a_deadline_before_the_plan_itself_is_a_warning() -> None:
    text = samples.year_plan().decode().replace("Theo dõi,", "Gửi trước ngày 25/12/2025 và")
    plan = intake.read(text.encode(), "a.txt")
    assert [str(d.on) for d in plan.deadlines] == ["2025-12-25"]
    assert "deadline_before_issue" in {str(w.code) for w in plan.warnings}


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("- Thực hiện phong trào thi đua “Dân vận khéo”.", ("Dân vận khéo",)),
        ('- Các phong trào: "Vì người nghèo", "Học tập suốt đời" và "Văn hóa công sở".',
         ("Vì người nghèo", "Học tập suốt đời", "Văn hóa công sở")),
        ("- Phong trào thi đua “Cả nước chung tay “Xóa nhà tạm” năm 2025”; “Bình dân học vụ số”.",
         ("Cả nước chung tay “Xóa nhà tạm” năm 2025", "Bình dân học vụ số")),
        ("- Phong trào “A B”; phong trào “A B” lần hai.", ("A B",)),
        ("- Phong trào thi đua gắn với “Học tập và làm theo Bác”.", ()),
        ("- Đại hội với chủ đề “Đoàn kết, sáng tạo”.", ()),
    ],
)  # fmt: skip
def test_movements_are_names_not_any_quotation(line: str, names: tuple[str, ...]) -> None:
    assert body(line).movements == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("- Thành tích của các xã (Bắc Xa, Kiên Mộc và Bính Xá) trước khi sắp xếp.",
         ("Bắc Xa", "Kiên Mộc", "Bính Xá")),
        ("- Xã được thành lập trên cơ sở sáp nhập xã Tân Lập, thị trấn Vĩnh An và xã Hòa Bình.",
         ("Tân Lập", "Vĩnh An", "Hòa Bình")),
        ("- Các xã Tân Lập, Hòa Bình tổ chức hội nghị.", ()),
        ("- Sau sáp nhập, xã tiếp tục phát triển kinh tế - xã hội.", ()),
    ],
)  # fmt: skip
def test_predecessors_are_named_where_a_merger_is(line: str, names: tuple[str, ...]) -> None:
    assert body(line).predecessors == names


@pytest.mark.parametrize(
    ("foot", "names", "purposes", "signer"),
    [
        ("Nơi nhận:\n- Như trên;\n- Sở Nội vụ (để b/c);\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\n"
         "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n(Đã ký)\nLê Văn Hùng",
         ["Như trên", "Sở Nội vụ", "Lưu: VT"], [None, "để b/c", None],
         ("TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Văn Hùng")),
        ("HIỆU TRƯỞNG\nThS. Đỗ Thị Mai\nNơi nhận: - Phòng VHXH; - Tổ chuyên môn; - Lưu: VT.",
         ["Phòng VHXH", "Tổ chuyên môn", "Lưu: VT"], [None, None, None],
         (None, "HIỆU TRƯỞNG", "Đỗ Thị Mai")),
        ("Nơi nhận:\n- Các phòng chuyên môn, cơ quan,\nđơn vị trên địa bàn;\n- Lưu: VT, NV\n"
         "Q. CHỦ TỊCH\nHà Văn Bảy",
         ["Các phòng chuyên môn, cơ quan, đơn vị trên địa bàn", "Lưu: VT, NV"], [None, None],
         (None, "Q. CHỦ TỊCH", "Hà Văn Bảy")),
    ],
)  # fmt: skip
def test_feet_of_papers(
    foot: str,
    names: list[str],
    purposes: list[str | None],
    signer: tuple[str | None, str | None, str | None],
) -> None:
    plan = body("- Việc./.", foot)
    assert [recipient.name for recipient in plan.recipients] == names
    assert [recipient.purpose for recipient in plan.recipients] == purposes
    assert (plan.signer.capacity, plan.signer.position, plan.signer.name) == signer


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("- Trong thời gian tới..", "double_full_stop"),
        ("- Năm 2026. cụ thể như sau", "lower_case_after_full_stop"),
        ("- Công tác thi đua, khen thường.", "misspelling"),
        ("- Đổi mới hình tức khen thưởng.", "misspelling"),
        ("- Nhiệm vụ của phường.", "unit_mismatch"),
        ("- Đạt mục tiêu phát triển của tỉnh.", "level_mismatch"),
        ("- Khẩu hiệu:", "left_blank"),
    ],
)
def test_slips_are_warnings_on_their_line(line: str, code: str) -> None:
    plan = body(line, "- Việc khác.")
    assert (code, 5) in {(str(warning.code), warning.line) for warning in plan.warnings}


@pytest.mark.parametrize(
    "line",
    [
        "- Tiếp tục làm công tác khen thường xuyên.",
        "- Các xã, phường, thị trấn của tỉnh.",
        "- Phát triển của xã, của tỉnh trong giai đoạn mới.",
        "- Chờ hướng dẫn...",
        "- UBND phường Đông Kinh cử người dự.",
        "- Phát triển kinh tế - xã hội.",
    ],
)
def test_right_words_raise_no_warning(line: str) -> None:
    codes = {str(warning.code) for warning in body(line).warnings}
    form = {"missing_header", "missing_end_mark", "missing_recipients", "missing_signer",
            "no_legal_bases", "tasks_from_prose"}  # fmt: skip
    assert codes <= form


def test_headings_that_skip_a_number_are_warnings() -> None:
    plan = body("1. Một", "- Việc.", "3. Ba", "- Việc.", "III. HAI", "- Việc.")
    gaps = [(w.line, w.message) for w in plan.warnings if w.code == "numbering_gap"]
    assert [line for line, _ in gaps] == [7, 9]
    assert "từ 1 đến 3" in gaps[0][1]
