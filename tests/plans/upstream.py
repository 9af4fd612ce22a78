"""A province's plan in the tests' own words, and which of its tasks the real plans carry out."""

from app.plans.queries.matching import Work

PROVINCE_2026 = {
    1: (1, "Xây dựng báo cáo tổng kết phong trào thi đua và công tác khen thưởng năm 2025"),
    2: (1, "Tổ chức hội nghị tổng kết năm 2025, triển khai công tác thi đua, khen thưởng năm 2026"),
    3: (1, "Phát động thi đua hoàn thành chỉ tiêu kinh tế - xã hội, quốc phòng, an ninh năm 2026"),
    4: (1, "Các cụm, khối thi đua tổng kết hoạt động năm 2025"),
    5: (1, "Phát động và sơ kết các đợt thi đua chuyên đề theo từng quý"),
    6: (2, "Mở lớp tập huấn, bồi dưỡng nghiệp vụ thi đua, khen thưởng cho cấp xã"),
    7: (2, "Báo cáo sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm"),
    8: (2, "Tổ chức sơ kết phong trào thi đua 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm"),
    9: (2, "Xét khen thưởng thành tích năm học 2025 - 2026 cho ngành giáo dục"),
    10: (2, "Hội nghị sơ kết hoạt động các cụm, khối thi đua"),
    11: (3, "Kiểm tra công tác thi đua, khen thưởng tại cơ sở"),
    12: (4, "Hướng dẫn các đơn vị tổng kết công tác thi đua, khen thưởng năm 2026"),
    13: (4, "Báo cáo tổng kết công tác thi đua, khen thưởng năm 2026, phương hướng năm 2027"),
    14: (4, "Thẩm định hồ sơ đề nghị tặng danh hiệu thi đua, hình thức khen thưởng năm 2026"),
    15: (4, "Ban hành kế hoạch công tác thi đua, khen thưởng năm 2027"),
    16: (3, "Trao giải cuộc thi viết về người lao động giỏi"),
}  # fmt: skip
"""Number → quarter and text."""

DIEM_HE = {
    1: 1, 2: 2, 3: 3, 5: 4, 6: 5, 7: 6, 8: 7, 9: 5, 10: 8, 11: 9, 12: 10, 13: 5, 14: 5,
    15: 12, 16: 13, 17: 14, 18: 15,
}  # fmt: skip
"""Task of Điềm He (1–18) → task of the province. Task 4 (attending the province's own conference)
goes with the same task as 2, so that either may be left without."""

PROVINCE_2025 = {
    1: (1, "Hội nghị tổng kết công tác thi đua, khen thưởng năm 2024, triển khai năm 2025"),
    2: (1, "Phát động phong trào thi đua thực hiện nhiệm vụ kinh tế - xã hội, quốc phòng, an ninh"),
    3: (1, "Công bố Trưởng cụm, Phó Trưởng cụm thi đua năm 2025"),
    4: (1, "Đôn đốc các cơ quan, cụm thi đua tổng kết công tác năm 2024"),
    5: (1, "Hướng dẫn khen thưởng nhân kỷ niệm 80 năm giải phóng huyện"),
    6: (1, "Chỉ đạo điểm đại hội thi đua yêu nước, hội nghị biểu dương ở một đơn vị cấp xã"),
    7: (2, "Xây dựng kế hoạch kiểm tra công tác thi đua, khen thưởng"),
    8: (2, "Đôn đốc khối thi đua các trường tổng kết phong trào năm học 2024 - 2025"),
    9: (2, "Báo cáo kết quả sơ kết công tác 6 tháng đầu năm"),
    10: (2, "Thẩm định hồ sơ khen thưởng năm học 2024 - 2025 của ngành Giáo dục và Đào tạo"),
    11: (2, "Hội nghị biểu dương điển hình tiên tiến cấp huyện"),
    12: (3, "Tiến hành kiểm tra và thông báo kết quả kiểm tra công tác thi đua, khen thưởng"),
    13: (3, "Đại hội Thi đua yêu nước tỉnh lần thứ VI"),
    14: (3, "Mở các lớp bồi dưỡng nghiệp vụ"),
    15: (4, "Hướng dẫn tổng kết năm 2025"),
    16: (4, "Báo cáo tổng kết năm 2025 và phương hướng năm 2026; chấm điểm gửi cụm"),
    17: (4, "Ban hành kế hoạch công tác thi đua, khen thưởng năm 2026"),
    18: (3, "Tổ chức triển lãm ảnh về những cách làm hay"),
}  # fmt: skip

BINH_GIA = {
    1: 1, 2: 2, 3: 3, 4: 4, 6: 5, 7: 6, 11: 7, 12: 8, 14: 9, 15: 10, 16: 11, 18: 12, 19: 13,
    20: 14, 21: 15, 22: 16, 24: 17,
}  # fmt: skip
"""Row of Bình Gia (1–24, the row without a number is the fifth) → task of the province."""


def works(plan: dict[int, tuple[int, str]]) -> list[Work]:
    """The tasks of a plan as far as likeness goes."""
    return [Work(number, text, quarter) for number, (quarter, text) in plan.items()]
