"""A year plan of a commune as it comes out of a file, in the project's own words."""

ROWS = {
    "I": (
        "Báo cáo tổng kết công tác thi đua, khen thưởng năm trước",
        "Tổ chức hội nghị tổng kết, triển khai nhiệm vụ năm mới",
        "Phát động phong trào thi đua hoàn thành nhiệm vụ của năm",
        "Dự hội nghị tổng kết do tỉnh tổ chức",
        "Tổng kết hoạt động của cụm thi đua",
        "Phát động, sơ kết phong trào thi đua chuyên đề quý I",
    ),
    "II": (
        "Tham gia lớp bồi dưỡng nghiệp vụ do tỉnh tổ chức",
        "Báo cáo sơ kết 6 tháng đầu năm",
        "Phát động, sơ kết phong trào thi đua chuyên đề quý II",
        "Tổ chức sơ kết công tác 6 tháng đầu năm",
        "Xét, trình khen thưởng năm học của ngành Giáo dục",
        "Tham dự hội nghị sơ kết của cụm thi đua",
    ),
    "III": ("Phát động, sơ kết phong trào thi đua chuyên đề quý III",),
    "IV": (
        "Phát động, sơ kết phong trào thi đua chuyên đề quý IV",
        "Hướng dẫn tổng kết công tác thi đua, khen thưởng năm",
        "Báo cáo tổng kết năm, phương hướng năm sau",
        "Thẩm định hồ sơ, khen thưởng thành tích năm",
        "Ban hành kế hoạch công tác năm sau",
    ),
}


def _table() -> str:
    lines = ["TT\tNội dung\tCơ quan thực hiện"]
    number = 0
    for quarter, texts in ROWS.items():
        lines.append(f"QUÝ {quarter}\t\t")
        for text in texts:
            number += 1
            lines.append(f"{number}\t{text}\t- UBND xã. - Phòng Văn hóa - Xã hội.")
    return "\n".join(lines)


PLAN_OF_A_COMMUNE = f"""KẾ HOẠCH
Công tác thi đua, khen thưởng năm 2026

Thực hiện Kế hoạch số 01/KH-UBND ngày 04/01/2026 của UBND tỉnh Lạng Sơn, UBND xã Điềm He ban hành \
Kế hoạch công tác thi đua, khen thưởng năm 2026, như sau:

I. MỤC ĐÍCH, YÊU CẦU

Thiết thực lập thành tích chào mừng các ngày lễ lớn trong năm.

II. NỘI DUNG THỰC HIỆN

{_table()}

III. TỔ CHỨC THỰC HIỆN

Các cơ quan, đơn vị, các thôn triển khai thực hiện./.

Nơi nhận:
- Hội đồng TĐKT tỉnh;
- Lưu: VT.

CHỦ TỊCH

Nguyễn Văn A
"""
