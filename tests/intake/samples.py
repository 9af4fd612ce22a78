"""Papers written for the tests, in the shapes in which offices make them."""

YEAR_PLAN = """\
ỦY BAN NHÂN DÂN
XÃ HÒA BÌNH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 07/KH-UBND
Hòa Bình, ngày 12 tháng 01 năm 2026

KẾ HOẠCH
Công tác thi đua, khen thưởng năm 2026

Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;
Thực hiện Kế hoạch số 03/KH-UBND ngày 05/01/2026 của Ủy ban nhân dân tỉnh An Giang về công tác \
thi đua, khen thưởng năm 2026, Ủy ban nhân dân xã Hòa Bình ban hành Kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
- Tạo khí thế thi đua sôi nổi.
2. Yêu cầu
- Thiết thực, tiết kiệm.

II. NHIỆM VỤ
{tasks}

III. TỔ CHỨC THỰC HIỆN
1. Phòng Văn hóa - Xã hội: Theo dõi, tổng hợp.
Trên đây là Kế hoạch công tác thi đua, khen thưởng năm 2026./.

Nơi nhận:
- Sở Nội vụ (b/c);
- Các ấp;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Võ Thị Lành
"""

TABLE = """\
TT\tNội dung\tCơ quan thực hiện
QUÝ I\t\t
1\tKý giao ước thi đua\t- UBND xã; - Các ấp
"""

CONFERENCE = """\
UBND PHƯỜNG BẾN NGHÉ                     CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
   Số: 12/KH-UBND                              Độc lập - Tự do - Hạnh phúc
                                        Bến Nghé, ngày 09 tháng 01 năm 2026
KẾ HOẠCH
Tổ chức Hội nghị tổng kết công tác thi đua, khen thưởng năm 2025

UBND phường Bến Nghé ban hành Kế hoạch như sau:
I. THỜI GIAN, ĐỊA ĐIỂM, THÀNH PHẦN
1. Thời gian: Từ 8h00 ngày 22/01/2026.
2. Thành phần: không quá 120 đại biểu, trong đó đại biểu nữ chiếm 40,5%, đại biểu trẻ 20%.
II. NỘI DUNG, CHƯƠNG TRÌNH
TT	Thời gian	Nội dung	Người thực hiện
1	8h00-8h15	Đón tiếp đại biểu	Văn phòng
2	8h15-8h30	Khai mạc	Chủ tịch UBND phường
3	8h30-9h30	Trao thưởng	Ban Tổ chức
III. PHÂN CÔNG NHIỆM VỤ
STT	Nội dung công việc	Đơn vị thực hiện	Thời hạn
1	In giấy mời	Văn phòng HĐND và UBND	Trước 15/01/2026
2	Chuẩn bị âm thanh	Trung tâm Dịch vụ tổng hợp, Công an phường	20/01/2026
Các đơn vị thực hiện nghiêm túc./.
Nơi nhận:                              TM. ỦY BAN NHÂN DÂN
- UBND thành phố (b/c);                          CHỦ TỊCH
- Như phần III;
- Lưu: VT.
                                        Trần Đức Long
"""


def year_plan(tasks: str = TABLE) -> bytes:
    """A year plan of a commune with this section of work."""
    return YEAR_PLAN.format(tasks=tasks).encode()
