"""The province's plan of 2026: its words and its twenty tasks."""

from datetime import date

from app.plans.actions import PlanContent, Signature, TaskContent
from app.plans.terms import SigningCapacity

YEAR = 2026
ISSUED_ON = date(2026, 1, 4)
DUE_ON = date(2026, 1, 31)
TITLE = "Công tác thi đua, khen thưởng năm 2026 trên địa bàn tỉnh Lạng Sơn"
SIGNATURE = Signature(
    number="01",
    issued_on=ISSUED_ON,
    capacity=SigningCapacity.COMMITTEE_DEPUTY,
    name="Nông Quốc Khải",
)

HOME_AFFAIRS = "Sở Nội vụ"
COUNCIL = "Hội đồng Thi đua - Khen thưởng tỉnh"
DEPARTMENTS = "Các sở, ban, ngành"
COMMUNES = "UBND các xã, phường"
CLUSTERS = "Các cụm, khối thi đua"

BASES = (
    {
        "text": "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",
        "kind": "luật",
        "number": "06",
        "symbol": "2022/QH15",
        "on": "2022-06-15",
        "issuer": "Quốc hội",
    },
    {
        "text": "Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ quy "
        "định "
        "về phân cấp, phân quyền trong lĩnh vực thi đua, khen thưởng; quy định chi tiết và hướng "
        "dẫn thi hành một số điều của Luật Thi đua, khen thưởng",
        "kind": "nghị định",
        "number": "152",
        "symbol": "2025/NĐ-CP",
        "on": "2025-06-14",
        "issuer": "Chính phủ",
    },
    {
        "text": "Thực hiện Chỉ thị số 41-CT/TW ngày 26 tháng 12 năm 2024 của Bộ Chính trị về tăng "
        "cường sự lãnh đạo của Đảng đối với công tác thi đua, khen thưởng trong tình hình mới",
        "kind": "chỉ thị",
        "number": "41",
        "symbol": "CT/TW",
        "on": "2024-12-26",
        "issuer": "Bộ Chính trị",
    },
)

SECTIONS = {
    "purpose": (
        "- Tiếp tục quán triệt tư tưởng Hồ Chí Minh về thi đua yêu nước; tạo khí thế thi đua sôi "
        "nổi ngay từ đầu năm, góp phần thực hiện thắng lợi các chỉ tiêu, nhiệm vụ phát triển kinh "
        "tế - xã hội, bảo đảm quốc phòng, an ninh của tỉnh năm 2026, năm đầu thực hiện kế hoạch 5 "
        "năm 2026 - 2030.\n"
        "- Đưa công tác thi đua, khen thưởng của chính quyền địa phương hai cấp vào nền nếp: rõ "
        "việc, rõ người, rõ thời hạn, rõ kết quả.\n"
        "- Kịp thời phát hiện, biểu dương, khen thưởng tập thể, cá nhân có thành tích; ưu tiên "
        "người trực tiếp lao động, sản xuất, công tác ở cơ sở, vùng đồng bào dân tộc thiểu số, "
        "vùng biên giới."
    ),
    "requirements": (
        "- Nội dung, tiêu chí thi đua cụ thể, đo đếm được, gắn với nhiệm vụ của từng cơ quan, đơn "
        "vị, địa phương; tránh hình thức.\n"
        "- Khen thưởng chính xác, công khai, minh bạch, kịp thời, đúng thành tích, đúng đối tượng, "
        "đúng thẩm quyền.\n"
        "- Chế độ thông tin, báo cáo đúng hạn, số liệu có minh chứng."
    ),
    "budget": (
        "Kinh phí thực hiện được bố trí từ nguồn kinh phí và Quỹ thi đua, khen thưởng của các cấp, "
        "các cơ quan, đơn vị theo phân cấp ngân sách hiện hành."
    ),
    "implementation": (
        "1. Các sở, ban, ngành, UBND các xã, phường căn cứ Kế hoạch này ban hành kế hoạch của cơ "
        "quan, đơn vị, địa phương; gửi về UBND tỉnh (qua Sở Nội vụ) chậm nhất ngày 31/01/2026. "
        "Nhiệm vụ không thực hiện phải nêu rõ lý do.\n"
        "2. Cụm trưởng, khối trưởng chủ trì xây dựng chương trình hoạt động, tổ chức ký kết giao "
        "ước thi đua, thẩm định điểm tự chấm của các thành viên theo bộ tiêu chí của tỉnh.\n"
        "3. Sở Nội vụ (cơ quan Thường trực Hội đồng Thi đua - Khen thưởng tỉnh) theo dõi, đôn đốc, "
        "kiểm tra; tổng hợp kết quả, báo cáo UBND tỉnh và Hội đồng Thi đua - Khen thưởng tỉnh."
    ),
    "closing": (
        "Trong quá trình thực hiện, nếu có vướng mắc, các cơ quan, đơn vị, địa phương phản ánh về "
        "Sở Nội vụ để tổng hợp, báo cáo UBND tỉnh xem xét, giải quyết."
    ),
}

RECIPIENTS = (
    {"name": "Bộ Nội vụ", "purpose": "b/c"},
    {"name": "Thường trực Tỉnh ủy", "purpose": "b/c"},
    {"name": "Thường trực HĐND tỉnh", "purpose": "b/c"},
    {"name": "Chủ tịch, các Phó Chủ tịch UBND tỉnh", "purpose": None},
    {"name": "Thành viên Hội đồng Thi đua - Khen thưởng tỉnh", "purpose": None},
    {"name": "Các sở, ban, ngành", "purpose": None},
    {"name": "UBND các xã, phường", "purpose": None},
    {"name": "Cổng Thông tin điện tử tỉnh", "purpose": None},
    {"name": "Lưu: VT, SNV", "purpose": None},
)

CONTENT = PlanContent(
    year=YEAR, title=TITLE, legal_bases=BASES, sections=SECTIONS, recipients=RECIPIENTS
)

REPORT_2025, CONFERENCE, LAUNCH, PROVINCE_CONFERENCE, PLEDGE, THEME_1 = range(6)
TRAINING, REPORT_H1, THEME_2, SCHOOLS, CLUSTER_H1 = range(6, 11)
INSPECTION, EXEMPLARS, THEME_3, STATE_AWARDS = range(11, 15)
THEME_4, SELF_SCORING, AWARDS, REPORT_YEAR, NEXT_PLAN = range(15, 20)
"""The place of each task in the plan, from 0."""


THEME = "chuyen-de"
"""The word that the tasks of each quarter's thematic movement share."""


def _task(
    quarter: int,
    text: str,
    lead: str,
    *support: str,
    by: date | None = None,
    before: date | None = None,
    mandatory: bool = False,
    series: str | None = None,
) -> TaskContent:
    return TaskContent(
        quarter=quarter,
        text=text,
        lead_office=lead,
        support_offices=support,
        deadline_on=by or before,
        deadline_inclusive=before is None,
        mandatory=mandatory,
        series=series,
    )


TASKS: tuple[TaskContent, ...] = (
    _task(
        1,
        "Báo cáo tổng kết công tác thi đua, khen thưởng năm 2025; phương hướng, nhiệm vụ năm 2026",
        HOME_AFFAIRS,
        DEPARTMENTS,
        COMMUNES,
        by=date(2026, 1, 20),
        mandatory=True,
    ),
    _task(
        1,
        "Tổ chức hội nghị tổng kết phong trào thi đua, công tác khen thưởng năm 2025, triển khai "
        "nhiệm vụ năm 2026 (khuyến khích lồng ghép với hội nghị tổng kết công tác năm)",
        COMMUNES,
        DEPARTMENTS,
        before=date(2026, 2, 14),
    ),
    _task(
        1,
        "Phát động phong trào thi đua phấn đấu hoàn thành thắng lợi nhiệm vụ phát triển kinh tế - "
        "xã hội, bảo đảm quốc phòng, an ninh năm 2026",
        HOME_AFFAIRS,
        DEPARTMENTS,
        COMMUNES,
        by=date(2026, 2, 28),
        mandatory=True,
    ),
    _task(
        1,
        "Tổ chức Hội nghị tổng kết phong trào thi đua, công tác khen thưởng năm 2025, triển khai "
        "nhiệm vụ năm 2026 của tỉnh",
        HOME_AFFAIRS,
        COUNCIL,
        DEPARTMENTS,
        COMMUNES,
        by=date(2026, 2, 10),
    ),
    _task(
        1,
        "Tổng kết hoạt động cụm, khối thi đua năm 2025; phân công cụm trưởng, cụm phó; đăng ký thi "
        "đua và ký kết giao ước thi đua năm 2026",
        CLUSTERS,
        HOME_AFFAIRS,
        by=date(2026, 3, 15),
    ),
    _task(
        1,
        "Phát động, sơ kết, khen thưởng phong trào thi đua chuyên đề quý I; trọng tâm là đợt thi "
        "đua phục vụ bầu cử đại biểu Quốc hội khóa XVI và đại biểu Hội đồng nhân dân các cấp nhiệm "
        "kỳ 2026 - 2031",
        DEPARTMENTS,
        COMMUNES,
        series=THEME,
    ),
    _task(
        2,
        "Tổ chức lớp bồi dưỡng nghiệp vụ công tác thi đua, khen thưởng năm 2026 cho cán bộ, công "
        "chức phụ trách ở các sở, ngành và các xã, phường",
        HOME_AFFAIRS,
        DEPARTMENTS,
        COMMUNES,
        by=date(2026, 5, 29),
    ),
    _task(
        2,
        "Báo cáo sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm; phương hướng, nhiệm vụ 6 "
        "tháng cuối năm 2026",
        HOME_AFFAIRS,
        DEPARTMENTS,
        COMMUNES,
        by=date(2026, 6, 20),
        mandatory=True,
    ),
    _task(
        2,
        "Phát động, sơ kết, khen thưởng phong trào thi đua chuyên đề quý II, chào mừng kỷ niệm 78 "
        "năm Ngày Chủ tịch Hồ Chí Minh ra Lời kêu gọi thi đua ái quốc (11/6/1948 - 11/6/2026)",
        DEPARTMENTS,
        COMMUNES,
        series=THEME,
    ),
    _task(
        2,
        "Xét khen thưởng, trình cấp có thẩm quyền khen thưởng thành tích năm học 2025 - 2026 của "
        "ngành Giáo dục và Đào tạo",
        "Sở Giáo dục và Đào tạo",
        HOME_AFFAIRS,
        COMMUNES,
        by=date(2026, 6, 30),
    ),
    _task(
        2,
        "Tổ chức sơ kết 6 tháng đầu năm của các cụm, khối thi đua",
        CLUSTERS,
        HOME_AFFAIRS,
        by=date(2026, 6, 30),
    ),
    _task(
        3,
        "Kiểm tra, tự kiểm tra công tác thi đua, khen thưởng năm 2026 tại các cơ quan, đơn vị, địa "
        "phương",
        HOME_AFFAIRS,
        COUNCIL,
        COMMUNES,
        by=date(2026, 9, 30),
    ),
    _task(
        3,
        "Phát hiện, bồi dưỡng, tuyên truyền, nhân rộng điển hình tiên tiến, gương người tốt, việc "
        "tốt; mỗi cơ quan, đơn vị, địa phương giới thiệu ít nhất 01 mô hình, điển hình mới",
        DEPARTMENTS,
        COMMUNES,
        by=date(2026, 8, 31),
    ),
    _task(
        3,
        "Phát động, sơ kết, khen thưởng phong trào thi đua chuyên đề quý III, gắn với xây dựng "
        "nông thôn mới, giảm nghèo bền vững và chuyển đổi số",
        DEPARTMENTS,
        COMMUNES,
        series=THEME,
    ),
    _task(
        3,
        "Rà soát, lập hồ sơ đề nghị khen thưởng cấp Nhà nước, khen thưởng quá trình cống hiến (nếu "
        "có)",
        HOME_AFFAIRS,
        DEPARTMENTS,
        COMMUNES,
        before=date(2026, 9, 15),
    ),
    _task(
        4,
        "Phát động, sơ kết, khen thưởng phong trào thi đua chuyên đề quý IV; đợt thi đua nước rút "
        "hoàn thành các chỉ tiêu, nhiệm vụ năm 2026",
        DEPARTMENTS,
        COMMUNES,
        series=THEME,
    ),
    _task(
        4,
        "Hướng dẫn tổng kết công tác thi đua, khen thưởng năm 2026; tự chấm điểm thi đua, gửi cụm "
        "trưởng, khối trưởng thẩm định",
        HOME_AFFAIRS,
        CLUSTERS,
        COMMUNES,
        by=date(2026, 11, 30),
        mandatory=True,
    ),
    _task(
        4,
        "Tổng hợp, thẩm định hồ sơ, xét tặng và đề nghị tặng danh hiệu thi đua, hình thức khen "
        "thưởng năm 2026",
        COUNCIL,
        HOME_AFFAIRS,
        COMMUNES,
        before=date(2026, 12, 10),
        mandatory=True,
    ),
    _task(
        4,
        "Báo cáo tổng kết công tác thi đua, khen thưởng năm 2026; phương hướng, nhiệm vụ năm 2027",
        HOME_AFFAIRS,
        DEPARTMENTS,
        COMMUNES,
        by=date(2026, 12, 15),
        mandatory=True,
    ),
    _task(
        4,
        "Ban hành Kế hoạch công tác thi đua, khen thưởng năm 2027",
        HOME_AFFAIRS,
        DEPARTMENTS,
        COMMUNES,
        by=date(2026, 12, 31),
    ),
)
