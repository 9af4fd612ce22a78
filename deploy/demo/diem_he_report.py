"""What xã Điềm He wrote: the half-year review that was accepted, and the year review begun."""

HALF_YEAR = {
    "situation": (
        "Xã Điềm He thành lập trên cơ sở sáp nhập ba xã Trấn Ninh, Liên Hội, Điềm He (huyện Văn "
        "Quan "
        "cũ), có 24 thôn, 15 cơ quan, đơn vị, trường học.\n"
        "Thuận lợi: Đảng ủy, HĐND, UBND xã quan tâm lãnh đạo; Hội đồng Thi đua - Khen thưởng được "
        "kiện toàn ngay sau sáp nhập; nhân dân đồng thuận.\n"
        "Khó khăn: địa bàn rộng, thôn xa nhất cách trung tâm 17 km; công chức phụ trách kiêm "
        "nhiệm; "
        "giá hoa hồi giảm ảnh hưởng thu nhập của nhân dân."
    ),
    "direction": (
        "Ban hành 09 văn bản, trong đó có Kế hoạch công tác thi đua, khen thưởng năm 2026 và kế "
        "hoạch "
        "đợt thi đua phục vụ bầu cử. Hội đồng Thi đua - Khen thưởng xã họp 03 phiên.\n"
        "Tuyên truyền 68 lượt trên hệ thống truyền thanh thôn, 21 tin, bài trên trang thông tin "
        "điện "
        "tử. Cử 02 công chức tham gia lớp bồi dưỡng nghiệp vụ do tỉnh tổ chức."
    ),
    "movements_central": (
        "Phong trào “Cả nước chung sức xây dựng nông thôn mới”: cứng hóa 3,2 km đường thôn; nhân "
        "dân "
        "hiến 1.480 m² đất, góp 265 ngày công.\n"
        "Phong trào “Vì người nghèo - Không để ai bị bỏ lại phía sau”: khởi công 14 nhà, hoàn "
        "thành 09 "
        "nhà thay thế nhà tạm, nhà dột nát."
    ),
    "movements_province": (
        "Hưởng ứng các phong trào do tỉnh phát động về cải cách hành chính, chuyển đổi số: 24/24 "
        "thôn "
        "có tổ công nghệ số cộng đồng; 64,3% hồ sơ nộp trực tuyến toàn trình."
    ),
    "movements_own": (
        "24/24 thôn, 15/15 cơ quan, đơn vị đăng ký thi đua. Kết quả 6 tháng: thu ngân sách đạt "
        "56,2% "
        "dự toán; trồng mới 18 ha hồi theo hướng hữu cơ; 98,7% hồ sơ giải quyết đúng hạn và trước "
        "hạn."
    ),
    "movements_thematic": (
        "Đợt thi đua phục vụ bầu cử đại biểu Quốc hội khóa XVI và đại biểu HĐND các cấp: cử tri đi "
        "bầu "
        "đạt 99,8%; khen 05 tập thể, 11 cá nhân.\n"
        "Đợt thi đua 30 ngày chào mừng 78 năm Ngày Chủ tịch Hồ Chí Minh ra Lời kêu gọi thi đua ái "
        "quốc: "
        "hoàn thành 07 công trình, phần việc; khen 04 tập thể, 09 cá nhân."
    ),
    "exemplars": (
        "Biểu dương 03 điển hình: ông Hoàng Văn Lài (thôn Khòn Pá) vận động 22 hộ hiến đất làm "
        "đường; "
        "tổ hợp tác chưng cất tinh dầu hồi thôn Phai Làng; tổ công nghệ số cộng đồng thôn Bản Làn."
    ),
    "clusters": (
        "Ký giao ước thi đua năm 2026 ngày 12/3/2026; tham gia kiểm tra chéo tại xã Khánh Khê; "
        "chuẩn bị "
        "tham luận cho hội nghị sơ kết cụm tại xã Tri Lễ."
    ),
    "awards": (
        "Chủ tịch UBND xã tặng Giấy khen cho 09 tập thể, 20 cá nhân theo chuyên đề. Đề nghị Chủ "
        "tịch "
        "UBND tỉnh tặng Bằng khen 01 tập thể, 03 cá nhân ngành giáo dục (đang thẩm định).\n"
        "Người trực tiếp lao động, sản xuất, công tác: 14/20 cá nhân được khen (70%)."
    ),
    "council": (
        "Hội đồng gồm 13 thành viên, làm việc theo quy chế. Quỹ thi đua, khen thưởng đầu kỳ 42,6 "
        "triệu "
        "đồng; chi khen thưởng 17,9 triệu đồng."
    ),
    "strengths": (
        "Phong trào gắn với nhiệm vụ cụ thể, có sơ kết, khen thưởng kịp thời; 09/12 nhiệm vụ của "
        "hai "
        "quý đầu năm hoàn thành, có minh chứng."
    ),
    "shortcomings": (
        "03 thôn gửi số liệu chậm; hồ sơ khen thưởng năm học của Trường THCS Liên Hội thiếu biên "
        "bản "
        "bình xét."
    ),
    "causes": "Trưởng thôn mới nhận nhiệm vụ sau sáp nhập; công chức phụ trách kiêm nhiệm.",
    "lessons": "Giao việc có thời hạn và kiểm tra trước hạn 5 ngày; khen ngay sau mỗi đợt thi đua.",
    "goals": "Hoàn thành 18/18 nhiệm vụ của Kế hoạch; phấn đấu dẫn đầu Cụm 4 các xã nội địa.",
    "priorities": (
        "- Hoàn thành xét, trình khen thưởng năm học 2025 - 2026.\n"
        "- Phát động đợt thi đua xây dựng nông thôn mới quý III, chọn thôn Phai Làng làm điểm.\n"
        "- Hướng dẫn tổng kết, tự chấm điểm gửi cụm đúng hạn."
    ),
    "solutions": "Giao ban công tác thi đua ngày 23 hằng tháng; công khai tiến độ của từng thôn.",
    "targets": "Thêm 02 tiêu chí nông thôn mới; 80% hồ sơ trực tuyến; xóa 20 nhà tạm, nhà dột nát.",
    "proposals": "Đề nghị tỉnh tổ chức lớp bồi dưỡng riêng cho cấp xã về lập hồ sơ khen thưởng.",
}

YEAR_SO_FAR = {
    "situation": HALF_YEAR["situation"],
    "direction": (
        "Ban hành 17 văn bản; Hội đồng Thi đua - Khen thưởng xã họp 06 phiên; tuyên truyền 131 "
        "lượt "
        "trên hệ thống truyền thanh thôn, 44 tin, bài."
    ),
    "movements_own": "Đang tổng hợp số liệu của 24 thôn đến hết ngày 30/11/2026.",
}
