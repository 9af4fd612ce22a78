"""An example that holds every kind of formula, so that each can be seen at work."""

from app.scoring.samples.items import BANDS, Item, Sample, each, percent, ratio
from app.scoring.terms import DowngradeCause, FormulaKind, Part, Rebase, StandingScope, TieRule

F, P = FormulaKind, Part

ITEMS: tuple[Item, ...] = (
    Item("A", "Kết quả thực hiện nhiệm vụ", "60"),
    Item(
        "A.1",
        "Thu ngân sách so với chỉ tiêu đăng ký và với đơn vị dẫn đầu cụm",
        "20",
        F.RELATIVE,
        {"actual_label": "Số thu", "target_label": "Chỉ tiêu đăng ký", "unit": "tỷ đồng"},
        guidance="Đơn vị có mức vượt chỉ tiêu cao nhất cụm được điểm tối đa.",
    ),
    Item(
        "A.2",
        "Tỷ lệ hồ sơ giải quyết đúng hạn",
        "10",
        F.RATIO,
        ratio("Hồ sơ đúng hạn", "Hồ sơ đã giải quyết", "hồ sơ"),
    ),
    Item(
        "A.3",
        "Tỷ lệ hồ sơ trực tuyến toàn trình",
        "10",
        F.BANDS,
        percent("Tỷ lệ", ("0", "50", "2"), ("50", "80", "6"), ("80", None, "10")),
    ),
    Item(
        "A.4",
        "Tiếp nhận, xử lý phản ánh của người dân qua ứng dụng",
        "10",
        F.RATIO,
        ratio("Phản ánh đã xử lý", "Phản ánh đã nhận", "phản ánh"),
        assignable=True,
        guidance="Chưa triển khai ứng dụng thì ghi không được giao; điểm quy đổi trong nhóm.",
    ),
    Item(
        "A.5",
        "Chấp hành chế độ thông tin, hội họp",
        "10",
        F.CLAMP,
        {"minimum": "-5", "bonus_each": "2", "penalty_each": "1"},
        guidance="Mỗi lần được biểu dương cộng 2 điểm, mỗi lần bị nhắc trừ 1 điểm.",
    ),
    Item("B", "Sự hài lòng của người dân", "20"),
    Item(
        "B.1",
        "Khảo sát ngẫu nhiên 50 người dân",
        "20",
        F.SURVEY,
        {
            "sample": "50",
            "options": [
                {"name": "option_1", "label": "Hài lòng", "points": "0.4"},
                {"name": "option_2", "label": "Tạm được", "points": "0.2"},
                {"name": "option_3", "label": "Không hài lòng", "points": "0"},
            ],
        },
        gates=("Kế hoạch khảo sát", "Phiếu khảo sát"),
        guidance="Thiếu kế hoạch hoặc phiếu khảo sát thì tiêu chí được 0 điểm.",
    ),
    Item("C", "Công tác thi đua, khen thưởng", "20"),
    Item("C.1", "Ký giao ước thi đua đúng hạn", "5", F.FIXED, evidence=True),
    Item(
        "C.2",
        "Mô hình mới, điển hình tiên tiến được công nhận",
        "5",
        F.COUNT,
        each("1", "Số mô hình, điển hình", "mô hình"),
        evidence=True,
    ),
    Item("C.3", "Tham gia hoạt động của cụm", "5", F.MANUAL, weight="2"),
    Item("D", "Điểm thưởng", "15", part=P.BONUS),
    Item(
        "D.1",
        "Danh hiệu đang giữ",
        "15",
        F.HOLDER,
        {
            "awards": [
                {"name": "award_1", "label": "Cờ thi đua của Chính phủ", "points": "15"},
                {"name": "award_2", "label": "Cờ thi đua của bộ, của tỉnh", "points": "10"},
            ],
            "rule": "highest",
        },
        part=P.BONUS,
        evidence=True,
    ),
    Item("E", "Điểm trừ", "5", part=P.PENALTY),
    Item(
        "E.1",
        "Gửi báo cáo, hồ sơ chậm",
        "5",
        F.COUNT,
        each("0.5", "Số lần gửi chậm", "lần"),
        part=P.PENALTY,
    ),
)

EVERY_KIND = Sample(
    label="Bộ có đủ các cách tính điểm",
    title="Bộ tiêu chí có đủ các cách tính điểm (mẫu, không phải quy định)",
    items=ITEMS,
    bonus_cap="15",
    penalty_cap="5",
    bands=BANDS,
    tie_chain=("A.1", "B.1"),
    tie_rule=TieRule.VOTE,
    rebase=Rebase.GROUP,
    downgrades=(
        {"when": DowngradeCause.REPRIMAND.value, "at_most": "Hoàn thành tốt nhiệm vụ"},
        {"when": DowngradeCause.WARNING.value, "at_most": "Hoàn thành nhiệm vụ"},
        {"when": DowngradeCause.NO_SELF_SCORE.value, "at_most": "Không hoàn thành nhiệm vụ"},
    ),
    quotas=(
        {
            "award": "Cờ thi đua của tỉnh",
            "count": 1,
            "per_members": None,
            "scope": StandingScope.CLUSTER.value,
        },
        {
            "award": "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh",
            "count": 1,
            "per_members": 4,
            "scope": StandingScope.CLUSTER.value,
        },
    ),
)
