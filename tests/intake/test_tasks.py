"""Rows of tables and items of prose become tasks, and nothing else does."""

import pytest

from app import intake
from app.intake.queries import ReadPlan, ReadTask, offices
from tests.intake import samples
from tests.intake.builders import Word


def read(tasks: str) -> ReadPlan:
    return intake.read(samples.year_plan(tasks), "a.txt")


def tasks(table: str) -> tuple[ReadTask, ...]:
    return read(table).tasks


def codes(plan: ReadPlan) -> list[str]:
    return [str(warning.code) for warning in plan.warnings]


@pytest.mark.parametrize(
    "header",
    [
        "TT\tNội dung\tCơ quan thực hiện",
        "STT\tNội dung công việc\tĐơn vị thực hiện",
        "Số TT\tNhiệm vụ\tBộ phận phụ trách",
        "Stt\tTÊN NHIỆM VỤ\tPhân công thực hiện",
        "TT\tCác nội dung, nhiệm vụ\tCơ quan, đơn vị thực hiện",
        "TT\tHoạt động\tNgười thực hiện",
        "TT\tCông việc\tCơ quan chủ trì, phối hợp",
        "Số thứ tự\tNội dung công việc thực hiện năm 2026\tCơ quan, đơn vị chủ trì thực hiện",
        "TT\tNỘI DUNG CÔNG VIỆC\tĐƠN VỊ CHỦ TRÌ",
        "STT\tNhiệm vụ trọng tâm\tĐơn vị, cá nhân chịu trách nhiệm",
        "TT\tNội dung\tThực hiện",
    ],
)
def test_headers_in_use_are_known(header: str) -> None:
    found = tasks(f"{header}\n1\tKý giao ước thi đua\tUBND xã; Các ấp\n")
    assert [(task.no, task.text, task.offices) for task in found] == [
        ("1", "Ký giao ước thi đua", ("UBND xã", "Các ấp"))
    ]


@pytest.mark.parametrize(
    ("time", "quarter", "due"),
    [
        ("Tháng 3", 1, "2026-03-31"),
        ("Tháng 03/2026", 1, "2026-03-31"),
        ("03/2026", 1, "2026-03-31"),
        ("tháng 4 năm 2026", 2, "2026-04-30"),
        ("Tháng 5, 6", 2, "2026-06-30"),
        ("Tháng 7 - tháng 8", 3, "2026-08-31"),
        ("Quý 1", 1, "2026-03-31"),
        ("QUÝ I/2026", 1, "2026-03-31"),
        ("Quý I, II", 2, "2026-06-30"),
        ("Quý II và Quý III", 3, "2026-09-30"),
        ("Quý IV năm 2026", 4, "2026-12-31"),
        ("Trước ngày 15/8/2026", 3, "2026-08-15"),
        ("30/6", 2, "2026-06-30"),
        ("Ngày 20 tháng 11", 4, "2026-11-20"),
        ("Quý I, II, III, IV", None, "2026-12-31"),
        ("Quý I - IV", None, "2026-12-31"),
        ("Thường xuyên", None, None),
        ("Cả năm", None, None),
        ("", None, None),
    ],
)
def test_times_give_the_quarter_in_which_they_end(
    time: str, quarter: int | None, due: str | None
) -> None:
    plan = read(f"TT\tNội dung\tThời gian hoàn thành\tĐơn vị\n1\tViệc một\t{time}\tUBND xã\n")
    task = plan.tasks[0]
    assert (task.quarter, task.due_on and task.due_on.isoformat()) == (quarter, due)
    assert "quarter_unclear" not in codes(plan)


@pytest.mark.parametrize("time", ["Tháng 01/2027", "Khi có hướng dẫn", "Theo kế hoạch của tỉnh"])
def test_times_that_are_not_understood_are_warnings(time: str) -> None:
    plan = read(f"TT\tNội dung\tThời gian\tĐơn vị\n1\tViệc một\t{time}\tUBND xã\n")
    assert plan.tasks[0].quarter is None
    assert plan.tasks[0].time == time
    assert codes(plan) == ["quarter_unclear"]


@pytest.mark.parametrize(
    "band", ["QUÝ III", "Quý 3", "Quý III/2026", "III. QUÝ III", "Quý III năm 2026:", "**QUÝ III**",
             "Tháng 7", "THÁNG 9/2026", "Nhiệm vụ quý III"],
)  # fmt: skip
def test_bands_set_the_quarter(band: str) -> None:
    found = tasks(f"TT\tNội dung\tĐơn vị thực hiện\n{band}\t\t\n1\tViệc một\tUBND xã\n")
    assert [task.quarter for task in found] == [3]


def test_a_group_heading_is_no_task_and_keeps_the_quarter() -> None:
    found = tasks(
        "TT\tNội dung\tĐơn vị thực hiện\nQUÝ I\t\t\nI\tCông tác tuyên truyền\t\n"
        "1\tĐăng tin\tVăn phòng\n\tNHIỆM VỤ THƯỜNG XUYÊN\t\n2\tTrực báo\tVăn phòng\n"
    )
    assert [(task.text, task.quarter) for task in found] == [("Đăng tin", 1), ("Trực báo", None)]


def test_a_numbered_heading_over_decimals_is_no_task() -> None:
    found = tasks(
        "TT\tNội dung\tĐơn vị thực hiện\n1\tTuyên truyền\t\n1.1\tĐăng tin\tVăn phòng\n"
        "1.2\tPhát thanh\tVăn phòng\n2\tTổng kết\tVăn phòng\n"
    )
    assert [task.no for task in found] == ["1.1", "1.2", "2"]


def test_column_numbers_and_repeated_headers_are_skipped() -> None:
    found = tasks(
        "TT\tNội dung\tĐơn vị thực hiện\n(1)\t(2)\t(3)\n1\tViệc một\tUBND xã\n"
        "TT\tNội dung\tĐơn vị thực hiện\n2\tViệc hai\tUBND xã\n"
    )
    assert [task.text for task in found] == ["Việc một", "Việc hai"]


def test_a_row_cut_by_the_page_goes_on() -> None:
    found = tasks(
        "TT\tNội dung\tĐơn vị thực hiện\n1\tTham dự Hội nghị sơ kết của\t- Phòng Văn hóa – Xã\n"
        "\tcụm thi đua\thội; - Các\n\t\tấp\n2\tViệc hai\tUBND xã\n"
    )
    assert (found[0].text, found[0].offices) == (
        "Tham dự Hội nghị sơ kết của cụm thi đua",
        ("Phòng Văn hóa – Xã hội", "Các ấp"),
    )
    assert len(found) == 2


def test_an_unnumbered_row_with_its_own_actors_is_a_task_with_a_warning() -> None:
    plan = read(
        "TT\tNội dung\tĐơn vị thực hiện\n1\tViệc một.\tUBND xã\n\tViệc chen vào.\tCông an xã\n"
        "2\tViệc hai.\tUBND xã\n"
    )
    assert [task.no for task in plan.tasks] == ["1", None, "2"]
    assert codes(plan) == ["unnumbered_task"]


def test_a_row_that_is_not_understood_is_a_warning_with_its_line() -> None:
    plan = read("TT\tNội dung\tĐơn vị thực hiện\n\tđoạn rơi ở đầu bảng\t\n1\tViệc một\tUBND xã\n")
    assert [task.text for task in plan.tasks] == ["Việc một"]
    assert codes(plan) == ["row_not_understood"]
    assert plan.lines[plan.warnings[0].line - 1].strip("\t") == "đoạn rơi ở đầu bảng"


def test_gaps_and_repeats_in_numbers_are_warnings() -> None:
    rows = "".join(f"{number}\tViệc {number}\tUBND xã\n" for number in (1, 2, 2, 5))
    plan = read(f"TT\tNội dung\tĐơn vị thực hiện\n{rows}")
    assert [task.no for task in plan.tasks] == ["1", "2", "2", "5"]
    assert codes(plan) == ["numbering_duplicate", "numbering_gap"]


def test_numbers_may_start_again_in_each_quarter() -> None:
    rows = "QUÝ I\t\t\n1\tA\tUBND xã\n2\tB\tUBND xã\nQUÝ II\t\t\n1\tC\tUBND xã\n"
    assert codes(read(f"TT\tNội dung\tĐơn vị thực hiện\n{rows}")) == []


def test_a_quarter_that_contradicts_its_band_is_a_warning() -> None:
    plan = read("TT\tNội dung\tThời gian\tĐơn vị\nQUÝ I\t\t\t\n1\tViệc\tTháng 5\tUBND xã\n")
    assert (plan.tasks[0].quarter, codes(plan)) == (1, ["quarter_conflict"])


@pytest.mark.parametrize(
    "row",
    [
        "\tTổ chức Hội nghị\tPhòng Nội vụ",
        "\tHoạt động hè\tĐơn vị bộ đội",
        "\tNội dung khác\tCông an",
    ],
)
def test_a_row_of_content_is_not_taken_for_a_header(row: str) -> None:
    found = tasks(
        f"TT\tNội dung\tĐơn vị thực hiện\n1\tViệc một.\tUBND xã\n{row}\n2\tHai.\tUBND xã\n"
    )
    assert [task.no for task in found] == ["1", None, "2"]
    assert found[1].text == row.split("\t")[1]


@pytest.mark.parametrize(
    "table",
    [
        "TT\tNội dung\tChỉ tiêu\n1\tThu ngân sách\t12 tỷ\n",
        "TT\tHọ và tên\tĐơn vị\tNhiệm vụ\n1\tLê Văn A\tUBND xã\tTrưởng ban\n",
        "TT\tNội dung chi\tĐơn vị\tSố lượng\tĐơn giá\n1\tNước uống\tchai\t100\t5.000\n",
        "TT\tĐơn vị được kiểm tra\tThời gian\n1\tTrường THCS\t20/4/2026\n",
    ],
)
def test_other_tables_are_no_lists_of_tasks(table: str) -> None:
    assert read(table).tasks == ()


def test_html_in_cells_is_stripped_and_angle_brackets_stay() -> None:
    found = tasks(
        'TT\tNội dung\tĐơn vị thực hiện\n1\t<ul style="x"> - Xét <b>khen</b> & tặng 3 < 5\t'
        "<script>alert(1)</script>UBND xã\n"
    )
    assert (found[0].text, found[0].offices) == ("Xét khen & tặng 3 < 5", ("UBND xã",))


PROSE = """\
1. Phát động phong trào thi đua và ký giao ước.
- Cơ quan chủ trì: Phòng Văn hóa - Xã hội.
- Cơ quan phối hợp: Ủy ban MTTQ xã; các ấp.
- Thời gian thực hiện: Quý I/2026.
2. Sơ kết 6 tháng đầu năm (Đơn vị thực hiện: Phòng Kinh tế; Thời gian: Tháng 6).
3. Công tác tuyên truyền
- Đăng bài về gương điển hình;
- Tổ chức hội thi.
"""


def test_prose_under_the_heading_of_work_is_read_with_a_warning() -> None:
    plan = read(PROSE)
    assert [(task.no, task.quarter, task.text) for task in plan.tasks] == [
        ("1", 1, "Phát động phong trào thi đua và ký giao ước."),
        ("2", 2, "Sơ kết 6 tháng đầu năm (Đơn vị thực hiện: Phòng Kinh tế; Thời gian: Tháng 6)."),
        (None, None, "Đăng bài về gương điển hình"),
        (None, None, "Tổ chức hội thi."),
    ]
    assert plan.tasks[0].lead == ("Phòng Văn hóa - Xã hội",)
    assert plan.tasks[0].support == ("Ủy ban MTTQ xã", "các ấp")
    assert plan.tasks[1].offices == ("Phòng Kinh tế",)
    assert "tasks_from_prose" in codes(plan)


def test_prose_by_quarters_is_read() -> None:
    plan = read("1. Quý I\n- Ký giao ước;\n- Tổng kết năm 2025.\n2. Quý II\n- Sơ kết.\n")
    assert [(task.quarter, task.text) for task in plan.tasks] == [
        (1, "Ký giao ước"), (1, "Tổng kết năm 2025."), (2, "Sơ kết."),
    ]  # fmt: skip


def test_purposes_and_duties_are_never_tasks() -> None:
    plan = read("Các cơ quan chủ động thực hiện.")
    assert plan.tasks == ()
    assert "no_tasks" in codes(plan)


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("- UBND xã. - HĐTĐKT xã. - Phòng Văn hóa – Xã hội.",
         ("UBND xã", "HĐTĐKT xã", "Phòng Văn hóa – Xã hội")),
        ("- UBND xã - Phòng Văn hóa – Xã hội", ("UBND xã", "Phòng Văn hóa – Xã hội")),
        ("- Các cơ quan, đơn vị liên quan.; các thôn.",
         ("Các cơ quan, đơn vị liên quan", "các thôn")),
        ("UBND huyện; - HĐ TĐKT huyện; - Phòng Nội vụ.",
         ("UBND huyện", "HĐ TĐKT huyện", "Phòng Nội vụ")),
        ("Phòng GD và ĐT; các đơn vị sự nghiệp GD và ĐT thuộc huyện",
         ("Phòng GD và ĐT", "các đơn vị sự nghiệp GD và ĐT thuộc huyện")),
        ("Sở Nội vụ, Sở Văn hóa, Thể thao và Du lịch, UBND các xã, phường",
         ("Sở Nội vụ", "Sở Văn hóa, Thể thao và Du lịch", "UBND các xã, phường")),
        ("các sở, ban, ngành, đoàn thể tỉnh; UBND TP. Lạng Sơn",
         ("các sở, ban, ngành, đoàn thể tỉnh", "UBND TP. Lạng Sơn")),
        ("Văn phòng HĐND và UBND xã", ("Văn phòng HĐND và UBND xã",)),
        ("Phòng Nội vụ và các đơn vị liên quan", ("Phòng Nội vụ", "các đơn vị liên quan")),
        ("Văn phòng Sở Các phòng, đơn vị", ("Văn phòng Sở", "Các phòng, đơn vị")),
        ("Phòng Nội vụ\nPhòng Tư pháp\nPhòng Nội vụ", ("Phòng Nội vụ", "Phòng Tư pháp")),
        ("Sở Nông\nnghiệp và Môi trường\ncác thôn", ("Sở Nông nghiệp và Môi trường", "các thôn")),
        ("Uỷ ban nhân dân xã; Ủy ban nhân dân xã", ("Uỷ ban nhân dân xã",)),
        ("HĐTĐKT xã; Hội đồng TĐKT xã", ("HĐTĐKT xã",)),
        ("- ; . -", ()),
    ],
)  # fmt: skip
def test_actors_are_told_apart_by_their_names(cell: str, names: tuple[str, ...]) -> None:
    assert offices.split(cell) == names


def test_one_office_printed_in_two_ways_has_one_name_in_the_paper() -> None:
    found = tasks(
        "TT\tNội dung\tĐơn vị thực hiện\n1\tA\tPhòng Văn hóa – Xã hội.\n"
        "2\tB\tPhòng Văn hoá - Xã hội xã.\n"
    )
    assert found[0].offices == found[1].offices == ("Phòng Văn hóa – Xã hội",)


def test_quarters_ticked_in_columns_of_their_own() -> None:
    found = tasks(
        "TT\tNội dung\tQuý I\tQuý II\tQuý III\tQuý IV\tĐơn vị thực hiện\n"
        "1\tKý giao ước\tx\t\t\t\tCác ấp\n2\tSơ kết\t\tx\t\t\tVHXH\n"
        "3\tChuyên đề\tx\tx\tx\tx\tVHXH\n"
    )
    assert [task.quarter for task in found] == [1, 2, None]


def test_a_row_broken_inside_a_cell_goes_on_over_its_lines() -> None:
    found = tasks(
        "TT\tThời gian\tNội dung\tBộ phận thực hiện\n1\tTháng 9\t- Kiện toàn Hội đồng\n"
        "- Đăng ký thi đua\tBan Giám hiệu, Công đoàn, các tổ chuyên môn\n"
        "2\tTháng 11\tPhát động\tCông đoàn\n"
    )
    assert [(task.no, task.text, task.offices) for task in found] == [
        ("1", "Kiện toàn Hội đồng - Đăng ký thi đua",
         ("Ban Giám hiệu", "Công đoàn", "các tổ chuyên môn")),
        ("2", "Phát động", ("Công đoàn",)),
    ]  # fmt: skip
    assert found[0].parts == ("Kiện toàn Hội đồng", "Đăng ký thi đua")


@pytest.mark.parametrize(
    ("column", "cell", "before", "lead", "support"),
    [
        (
            "Cơ quan thực hiện",
            "Phòng Nội vụ; phối hợp: Mặt trận Tổ quốc xã",
            ("Phòng Nội vụ",),
            (),
            ("Mặt trận Tổ quốc xã",),
        ),
        (
            "Cơ quan chủ trì",
            "Phòng Nội vụ; phối hợp: Mặt trận Tổ quốc xã",
            (),
            ("Phòng Nội vụ",),
            ("Mặt trận Tổ quốc xã",),
        ),
        (
            "Cơ quan thực hiện",
            "- Chủ trì: Phòng Nội vụ\n- Cơ quan phối hợp: Mặt trận Tổ quốc xã; các thôn",
            (),
            ("Phòng Nội vụ",),
            ("Mặt trận Tổ quốc xã", "các thôn"),
        ),
        ("Cơ quan phối hợp", "Phối hợp thực hiện: Công an xã", (), (), ("Công an xã",)),
    ],
)
def test_words_inside_a_cell_tell_who_leads_and_who_supports(
    column: str,
    cell: str,
    before: tuple[str, ...],
    lead: tuple[str, ...],
    support: tuple[str, ...],
) -> None:
    head, rest = samples.year_plan("@@").decode().split("@@")
    word = Word().lines(*head.split("\n"))
    word.table([("TT", "Nội dung", column), ("1", "Ký giao ước thi đua", cell)])
    word.lines(*rest.split("\n"))
    (task,) = intake.read(word.bytes(), "a.docx").tasks
    assert (task.lead, task.support) == (lead, support)
    assert task.offices == (lead or before) + support
