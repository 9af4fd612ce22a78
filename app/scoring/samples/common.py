"""The common example of 100 points, for clusters of communes.

Its groups follow published tables: results of work, building the Party and the government, the
work of emulation and commendation itself, bonus and penalty with caps.
"""

from app.scoring.samples.items import BANDS, Item, Sample, each, percent, ratio
from app.scoring.terms import FormulaKind, Part

F, P = FormulaKind, Part

ITEMS: tuple[Item, ...] = (
    Item("I", "Thực hiện nhiệm vụ phát triển kinh tế - xã hội, quốc phòng, an ninh", "55"),
    Item(
        "I.1",
        "Thực hiện các chỉ tiêu kinh tế - xã hội được giao trong năm",
        "20",
        F.RATIO,
        ratio("Số chỉ tiêu đạt và vượt", "Số chỉ tiêu được giao", "chỉ tiêu"),
        evidence=True,
    ),
    Item(
        "I.2",
        "Thu ngân sách nhà nước trên địa bàn so với dự toán được giao",
        "10",
        F.BANDS,
        percent(
            "Kết quả so với dự toán",
            ("0", "80", "0"),
            ("80", "90", "5"),
            ("90", "100", "8"),
            ("100", None, "10"),
        ),
    ),
    Item(
        "I.3",
        "Giải quyết hồ sơ thủ tục hành chính đúng hạn và trước hạn",
        "10",
        F.RATIO,
        ratio("Hồ sơ giải quyết đúng hạn, trước hạn", "Hồ sơ đã giải quyết", "hồ sơ"),
    ),
    Item(
        "I.4",
        "Chuyển đổi số: hồ sơ nộp và giải quyết trực tuyến toàn trình",
        "10",
        F.BANDS,
        percent("Tỷ lệ hồ sơ trực tuyến", ("0", "50", "2"), ("50", "80", "6"), ("80", None, "10")),
    ),
    Item(
        "I.5",
        "Giữ vững quốc phòng, an ninh, trật tự, an toàn xã hội; hoàn thành chỉ tiêu giao quân",
        "5",
        F.FIXED,
    ),
    Item("II", "Xây dựng Đảng, chính quyền, đoàn thể trong sạch, vững mạnh", "15"),
    Item(
        "II.1",
        "Kết quả đánh giá, xếp loại tổ chức đảng, chính quyền, đoàn thể",
        "10",
        F.MANUAL,
        guidance="Chấm theo văn bản công nhận mức xếp loại của cấp có thẩm quyền.",
        evidence=True,
    ),
    Item(
        "II.2",
        "Chấp hành kỷ luật, kỷ cương hành chính, văn hóa công sở",
        "5",
        F.FIXED,
        guidance="Đạt khi trong năm không có cán bộ, công chức bị kỷ luật từ cảnh cáo trở lên.",
    ),
    Item("III", "Công tác thi đua, khen thưởng", "30"),
    Item(
        "III.1",
        "Ban hành kế hoạch, phát động phong trào và đăng ký giao ước thi đua đúng hạn",
        "6",
        F.FIXED,
        evidence=True,
    ),
    Item(
        "III.2",
        "Thực hiện các nhiệm vụ trong kế hoạch công tác thi đua, khen thưởng năm",
        "8",
        F.RATIO,
        ratio("Nhiệm vụ hoàn thành", "Nhiệm vụ trong kế hoạch", "nhiệm vụ"),
    ),
    Item(
        "III.3",
        "Gửi báo cáo sơ kết, tổng kết đúng hạn, đủ nội dung",
        "4",
        F.COUNT,
        each("2", "Số báo cáo đúng hạn", "báo cáo"),
    ),
    Item(
        "III.4",
        "Phát hiện, bồi dưỡng, nhân rộng mô hình mới, điển hình tiên tiến",
        "4",
        F.COUNT,
        each("1", "Số mô hình, điển hình được công nhận", "mô hình"),
        evidence=True,
    ),
    Item(
        "III.5",
        "Hồ sơ đề nghị khen thưởng đúng đối tượng, đủ thủ tục, đúng thời hạn",
        "4",
        F.RATIO,
        ratio("Hồ sơ đạt yêu cầu", "Hồ sơ đã trình", "hồ sơ"),
    ),
    Item(
        "III.6",
        "Tham gia hoạt động của cụm, kiểm tra và tự kiểm tra công tác thi đua, khen thưởng",
        "4",
        F.MANUAL,
    ),
    Item("IV", "Điểm thưởng", "8", part=P.BONUS),
    Item(
        "IV.1",
        "Được tặng Cờ thi đua của Chính phủ, Cờ thi đua của tỉnh trong năm",
        "4",
        F.COUNT,
        each("2", "Số cờ thi đua", "cờ"),
        part=P.BONUS,
        evidence=True,
    ),
    Item(
        "IV.2",
        "Cách làm mới, sáng kiến được tỉnh công nhận và nhân rộng",
        "4",
        F.COUNT,
        each("1", "Số cách làm mới, sáng kiến", "sáng kiến"),
        part=P.BONUS,
        evidence=True,
    ),
    Item("V", "Điểm trừ", "8", part=P.PENALTY),
    Item(
        "V.1",
        "Gửi báo cáo, hồ sơ chậm so với thời hạn",
        "4",
        F.COUNT,
        each("0.5", "Số lần gửi chậm", "lần"),
        part=P.PENALTY,
    ),
    Item(
        "V.2",
        "Có tập thể, cá nhân bị phê bình bằng văn bản",
        "4",
        F.COUNT,
        each("1", "Số lần bị phê bình", "lần"),
        part=P.PENALTY,
    ),
)

COMMON = Sample(
    label="Bộ 100 điểm cho xã, phường",
    title="Bộ tiêu chí chấm điểm thi đua (mẫu, không phải quy định)",
    items=ITEMS,
    bonus_cap="5",
    penalty_cap="5",
    bands=BANDS,
    tie_chain=("I", "III"),
)
