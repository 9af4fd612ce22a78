"""Xã Đình Lập: a conference plan read from a file, not yet corrected."""

from collections.abc import Iterator
from datetime import date

from app.plans import actions
from deploy.demo.cast import Unit
from deploy.demo.people import Person
from deploy.demo.stage import Scene, moment

NAME = "Đình Lập"
READ_ON = date(2026, 11, 18)
FILE = "ke-hoach-hoi-nghi-tong-ket-2026.txt"
TEXT = """\
ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
XÃ ĐÌNH LẬP\tĐộc lập - Tự do - Hạnh phúc

Số:        /KH-UBND

Đình Lập, ngày        tháng 11 năm 2025

KẾ HOẠCH
Tổ chức Hội nghị tổng kết phong trào thi đua, công tác khen thưởng
năm 2026 và triển khai nhiệm vụ năm 2027

Thực hiện Kế hoạch số 01/KH-UBND ngày 04/01/2026 của UBND tỉnh Lạng Sơn về công tác
thi đua, khen thưởng năm 2026, UBND xã Đình Lập ban hành Kế hoạch tổ chức Hội nghị
tổng kết phong trào thi đua, công tác khen thưởng năm 2026 và triển khai nhiệm vụ
năm 2027 như sau:

I. MỤC ĐÍCH, YÊU CẦU

1. Mục đích

- Đánh giá kết quả phong trào thi đua, công tác khen thưởng năm 2026; chỉ rõ hạn chế,
nguyên nhân, bài học kinh nghiệm.

- Biểu dương, khen thưởng tập thể, cá nhân tiêu biểu; phát động phong trào thi đua
năm 2027.

2. Yêu cầu

- Hội nghị trang trọng, thiết thực, tiết kiệm; khen thưởng đúng người, đúng việc.

II. NỘI DUNG, CHƯƠNG TRÌNH

1. Văn nghệ chào mừng.

2. Tuyên bố lý do, giới thiệu đại biểu.

3. Khai mạc Hội nghị.

4. Báo cáo tổng kết năm 2026, phương hướng, nhiệm vụ năm 2027.

5. Tham luận của tập thể, cá nhân tiêu biểu.

6. Công bố quyết định khen thưởng và trao thưởng.

7. Phát động phong trào thi đua năm 2027.

8. Bế mạc Hội nghị.

III. THỜI GIAN, ĐỊA ĐIỂM, THÀNH PHẦN

1. Thời gian: 01 buổi, dự kiến trong tháng 12 năm 2026.

2. Địa điểm: Hội trường Đảng ủy xã Đình Lập.

3. Thành phần: Lãnh đạo Sở Nội vụ; Thường trực Đảng ủy, HĐND, UBND xã; thành viên Hội
đồng Thi đua - Khen thưởng xã; trưởng các thôn, khu phố; tập thể, cá nhân được khen
thưởng. Tổng số khoảng 110 đại biểu.

IV. TỔ CHỨC THỰC HIỆN

1. Văn phòng HĐND và UBND xã: bảo đảm hội trường, khánh tiết; điều hành chương trình;
phối hợp với Phòng Văn hóa - Xã hội gửi giấy mời.

2. Phòng Văn hóa - Xã hội: xây dựng báo cáo tổng kết; tổng hợp hồ sơ khen thưởng của các
cơ quan, đơn vị gửi về trước ngày 05/12/2026.

3. Phòng Kinh tế: hướng dẫn dự toán, thanh quyết toán kinh phí theo quy định./.

Nơi nhận:
- Sở Nội vụ (b/c);
- Thường trực Đảng ủy;
- Thường trực HĐND xã;
- Chủ tịch, các PCT UBND xã;
- Các cơ quan, đơn vị, các thôn;
- Lưu: VT.

CHỦ TỊCH

Nguyễn Đức Hòa
"""


def scenes(unit: Unit) -> Iterator[Scene]:
    """The officer uploads the file that the bureau wrote."""
    yield Scene(moment(READ_ON, 14, 20), unit.officer, _read)


def _read(by: Person) -> None:
    actions.draft_from_file(name=FILE, content=TEXT.encode(), by=by)
