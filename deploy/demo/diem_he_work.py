"""What xã Điềm He did in 2026, task by task, as its officer wrote it down."""

from collections.abc import Callable
from datetime import date

from app.documents.terms import PaperKind
from deploy.demo import evidence
from deploy.demo.diem_he import COMMITTEE, COUNCIL, Work
from deploy.demo.evidence import Shown

SECRETARIAT = "Văn phòng HĐND và UBND"


def _shown(name: str, caption: str, make: Callable[..., bytes], **facts: object) -> Shown:
    return Shown(name, caption, make, facts)


FIRST_QUARTER: tuple[Work, ...] = (
    Work(
        1,
        date(2026, 1, 16),
        100,
        "Đã gửi Báo cáo số 18/BC-UBND về UBND tỉnh (qua Sở Nội vụ); còn thiếu biểu số lượng "
        "khen thưởng hộ gia đình của thôn Bản Làn, đã bổ sung ngày 19/01.",
        shown=(
            _shown(
                "bao-cao-18-bc-ubnd-tong-ket-2025.pdf",
                "Báo cáo số 18/BC-UBND tổng kết năm 2025",
                evidence.report,
                number="18",
                on=date(2026, 1, 16),
                about="Tổng kết công tác thi đua, khen thưởng năm 2025; phương hướng, nhiệm vụ "
                "năm 2026",
                parts=(
                    "Năm 2025, UBND xã đã phát động 04 đợt thi đua chuyên đề; 24/24 thôn, "
                    "15/15 "
                    "cơ quan, đơn vị đăng ký thi đua. Sau khi sáp nhập ba xã Trấn Ninh, Liên "
                    "Hội, Điềm He, xã đã kiện toàn Hội đồng Thi đua - Khen thưởng gồm 13 thành "
                    "viên.",
                    "Chủ tịch UBND xã tặng Giấy khen cho 21 tập thể, 96 cá nhân, 08 hộ gia "
                    "đình; đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho 02 tập thể, 05 cá "
                    "nhân. Người trực tiếp lao động, sản xuất, công tác chiếm 71,9%.",
                    "Năm 2026, xã tập trung các phong trào thi đua phục vụ bầu cử, xây dựng "
                    "nông thôn mới, chuyển đổi số và xóa nhà tạm, nhà dột nát.",
                ),
            ),
        ),
    ),
    Work(
        2,
        date(2026, 1, 22),
        100,
        "Lồng ghép tại hội nghị tổng kết công tác năm của UBND xã, 86 đại biểu; trao 125 giấy "
        "khen.",
        SECRETARIAT,
        (
            _shown(
                "giay-moi-hoi-nghi-tong-ket-2025.pdf",
                "Giấy mời số 11/GM-UBND",
                evidence.invitation,
                number="11",
                on=date(2026, 1, 15),
                about="Hội nghị tổng kết công tác thi đua, khen thưởng năm 2025, triển khai "
                "nhiệm vụ năm 2026",
                whom="Thường trực Đảng ủy, Thường trực HĐND xã; thành viên Hội đồng Thi đua - "
                "Khen thưởng xã; trưởng các cơ quan, đơn vị; trưởng 24 thôn; các tập thể, cá "
                "nhân được khen thưởng",
                when="01 buổi, từ 8 giờ 00 phút ngày 22 tháng 01 năm 2026.",
                where="Hội trường UBND xã Điềm He.",
            ),
            _shown(
                "anh-hoi-nghi-tong-ket-2025.jpg",
                "Ảnh Hội nghị tổng kết ngày 22/01/2026",
                evidence.picture,
                on=date(2026, 1, 22),
                lines=(
                    "TỔNG KẾT PHONG TRÀO THI ĐUA, CÔNG TÁC KHEN THƯỞNG",
                    "NĂM 2025, TRIỂN KHAI NHIỆM VỤ NĂM 2026",
                ),
            ),
        ),
    ),
    Work(
        3,
        date(2026, 1, 22),
        100,
        "Chủ tịch UBND xã phát động tại hội nghị; 24 thôn, 15 cơ quan, đơn vị ký đăng ký thi đua.",
        COMMITTEE,
        (
            _shown(
                "phat-dong-phong-trao-thi-dua-2026.pdf",
                "Phát động phong trào thi đua năm 2026",
                evidence.letter,
                number="14",
                on=date(2026, 1, 22),
                kind=PaperKind.NOTICE,
                about="Phát động phong trào thi đua thực hiện thắng lợi nhiệm vụ phát triển "
                "kinh tế - xã hội, bảo đảm quốc phòng, an ninh năm 2026",
                parts=(
                    "Chủ đề: “Đoàn kết, kỷ cương, sáng tạo, thi đua xây dựng xã Điềm He phát "
                    "triển”.",
                    "Chỉ tiêu: thu nhập bình quân tăng từ 8% trở lên; giảm tỷ lệ hộ nghèo "
                    "2,5%; "
                    "cứng hóa 9 km đường thôn; 80% hồ sơ nộp trực tuyến; 100% thôn đăng ký "
                    "thôn "
                    "văn hóa.",
                    "Các thôn, cơ quan, đơn vị đăng ký thi đua, gửi về Phòng Văn hóa - Xã hội "
                    "chậm nhất ngày 10/02/2026.",
                ),
            ),
        ),
    ),
    Work(4, date(2026, 2, 6), 100, "Phó Chủ tịch UBND xã và 01 công chức dự tại tỉnh.", COMMITTEE),
    Work(
        5,
        date(2026, 3, 12),
        100,
        "Xã đăng cai hội nghị cụm; đã ký giao ước thi đua năm 2026 với 7 xã trong cụm.",
        COUNCIL,
        (
            _shown(
                "bien-ban-ky-giao-uoc-cum-4.pdf",
                "Biên bản ký giao ước thi đua năm 2026",
                evidence.minutes,
                number="03",
                on=date(2026, 3, 12),
                about="Ký giao ước thi đua năm 2026 giữa các thành viên Cụm 4 các xã nội địa",
                present="Đại diện lãnh đạo UBND, công chức phụ trách thi đua, khen thưởng của "
                "8 "
                "xã: Văn Quan, Tri Lễ, Điềm He, Khánh Khê, Yên Phúc, Tân Đoàn, Bằng Mạc, Vạn "
                "Linh.",
                said=(
                    "Thông qua báo cáo tổng kết hoạt động cụm năm 2025",
                    "Thống nhất 05 nội dung thi đua, thời gian sơ kết và lịch kiểm tra chéo",
                    "Các thành viên ký giao ước thi đua năm 2026",
                ),
            ),
        ),
    ),
    Work(6, date(2026, 1, 30), 20, "Đã ban hành kế hoạch đợt thi đua phục vụ bầu cử."),
    Work(
        6,
        date(2026, 2, 27),
        60,
        "Niêm yết danh sách cử tri tại 14 khu vực bỏ phiếu; thôn Khòn Pá làm tốt, cần biểu "
        "dương sớm.",
    ),
    Work(
        6,
        date(2026, 3, 24),
        100,
        "Tỷ lệ cử tri đi bầu 99,8%; sơ kết đợt thi đua, khen 05 tập thể, 11 cá nhân.",
        shown=(
            _shown(
                "quyet-dinh-khen-thuong-bau-cu.pdf",
                "Quyết định khen thưởng đợt thi đua phục vụ bầu cử",
                evidence.decision,
                number="112",
                on=date(2026, 3, 23),
                about="Về việc tặng Giấy khen đợt thi đua phục vụ bầu cử đại biểu Quốc hội "
                "khóa "
                "XVI và đại biểu HĐND các cấp nhiệm kỳ 2026 - 2031",
                articles=(
                    "Tặng Giấy khen cho 05 tập thể và 11 cá nhân có thành tích xuất sắc trong "
                    "đợt thi đua phục vụ bầu cử (có danh sách kèm theo).",
                    "Kinh phí khen thưởng trích từ Quỹ Thi đua, khen thưởng của xã.",
                    "Văn phòng HĐND và UBND, Phòng Văn hóa - Xã hội, Phòng Kinh tế và các tập "
                    "thể, cá nhân có tên chịu trách nhiệm thi hành Quyết định này.",
                ),
            ),
        ),
    ),
)


SECOND_QUARTER: tuple[Work, ...] = (
    Work(7, date(2026, 5, 20), 100, "02 công chức tham gia lớp bồi dưỡng 02 ngày tại tỉnh."),
    Work(8, date(2026, 6, 8), 50, "Đã tổng hợp số liệu 21/24 thôn; đôn đốc 3 thôn còn lại."),
    Work(9, date(2026, 5, 4), 40, "Phát động đợt thi đua 30 ngày chào mừng 11/6 tại 24 thôn."),
    Work(
        9,
        date(2026, 6, 12),
        100,
        "Cứng hóa 3,2 km đường thôn; trồng mới 18 ha hồi; khen 04 tập thể, 09 cá nhân.",
        shown=(
            _shown(
                "anh-so-ket-dot-thi-dua-11-6.jpg",
                "Ảnh sơ kết đợt thi đua chào mừng 11/6",
                evidence.picture,
                on=date(2026, 6, 11),
                lines=(
                    "SƠ KẾT ĐỢT THI ĐUA",
                    "CHÀO MỪNG NGÀY TRUYỀN THỐNG THI ĐUA YÊU NƯỚC 11/6",
                ),
                seed=2,
            ),
        ),
    ),
    Work(
        10,
        date(2026, 6, 25),
        100,
        "Tổ chức lồng ghép với hội nghị sơ kết công tác 6 tháng của UBND xã, 72 đại biểu.",
        SECRETARIAT,
    ),
    Work(
        11,
        date(2026, 6, 22),
        70,
        "Đã họp Hội đồng xét hồ sơ của 7 trường; Trường THCS Liên Hội còn thiếu biên bản bình xét.",
    ),
    Work(
        11,
        date(2026, 7, 7),
        100,
        "Đã khen 06 tập thể, 38 cá nhân; trình Chủ tịch UBND tỉnh tặng Bằng khen 01 tập thể, "
        "03 "
        "cá nhân (chậm hạn 7 ngày do chờ bổ sung hồ sơ).",
        shown=(
            _shown(
                "bien-ban-hop-hoi-dong-nam-hoc-2025-2026.pdf",
                "Biên bản họp Hội đồng xét khen thưởng năm học 2025 - 2026",
                evidence.minutes,
                number="07",
                on=date(2026, 7, 3),
                about="Xét khen thưởng thành tích năm học 2025 - 2026",
                present="11/13 thành viên Hội đồng Thi đua - Khen thưởng xã; 02 thành viên "
                "vắng "
                "mặt gửi ý kiến bằng văn bản.",
                said=(
                    "Thẩm định hồ sơ của 07 trường: 06 tập thể, 38 cá nhân đủ điều kiện tặng "
                    "Giấy khen",
                    "Bỏ phiếu đề nghị tặng danh hiệu Chiến sĩ thi đua cơ sở cho 09 cá nhân: "
                    "13/13 phiếu đồng ý, đạt 100% tổng số thành viên",
                    "Đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho 01 tập thể, 03 cá nhân",
                ),
            ),
            _shown(
                "to-trinh-khen-thuong-nam-hoc.pdf",
                "Tờ trình đề nghị tặng Bằng khen năm học 2025 - 2026",
                evidence.letter,
                number="41",
                on=date(2026, 7, 6),
                kind=PaperKind.PROPOSAL,
                about="Đề nghị tặng Bằng khen của Chủ tịch UBND tỉnh năm học 2025 - 2026",
                parts=(
                    "UBND xã Điềm He trân trọng đề nghị Chủ tịch UBND tỉnh xem xét, tặng Bằng "
                    "khen cho 01 tập thể, 03 cá nhân có thành tích xuất sắc năm học 2025 - "
                    "2026.",
                    "Hồ sơ kèm theo: biên bản họp Hội đồng, báo cáo thành tích, bản sao chứng "
                    "nhận sáng kiến.",
                ),
            ),
        ),
    ),
    Work(12, date(2026, 6, 26), 100, "Dự sơ kết cụm tại xã Tri Lễ.", COMMITTEE),
)


REST: tuple[Work, ...] = (
    Work(
        13,
        date(2026, 7, 20),
        30,
        "Phát động thi đua xây dựng nông thôn mới; thôn Phai Làng đăng ký làm điểm.",
    ),
    Work(
        13,
        date(2026, 9, 24),
        100,
        "Đạt thêm 2 tiêu chí nông thôn mới (giao thông, môi trường); 100% thôn có tổ công nghệ "
        "số cộng đồng; khen 03 tập thể, 10 cá nhân, 02 hộ.",
        shown=(
            _shown(
                "bao-cao-so-ket-chuyen-de-quy-iii.pdf",
                "Báo cáo sơ kết phong trào chuyên đề quý III",
                evidence.report,
                number="231",
                on=date(2026, 9, 24),
                about="Sơ kết phong trào thi đua chuyên đề quý III năm 2026",
                parts=(
                    "Nhân dân hiến 2.350 m² đất, góp 412 ngày công; cứng hóa thêm 3,6 km đường "
                    "thôn; xóa 11 nhà tạm, nhà dột nát.",
                    "Tỷ lệ hồ sơ nộp trực tuyến toàn trình đạt 76,4%, tăng 12,1% so với quý II.",
                    "Khen thưởng 03 tập thể, 10 cá nhân, 02 hộ gia đình.",
                ),
            ),
            _shown(
                "anh-ra-quan-duong-thon-phai-lang.jpg",
                "Ảnh hội nghị sơ kết tại thôn Phai Làng",
                evidence.picture,
                on=date(2026, 9, 23),
                lines=("SƠ KẾT PHONG TRÀO THI ĐUA", "XÂY DỰNG NÔNG THÔN MỚI QUÝ III NĂM 2026"),
                seed=5,
            ),
        ),
    ),
    Work(14, date(2026, 10, 19), 35, "Phát động đợt thi đua nước rút 70 ngày đêm."),
    Work(
        14,
        date(2026, 11, 16),
        60,
        "12/15 chỉ tiêu đã đạt; còn thu ngân sách (94%), bảo hiểm y tế và hồ sơ trực tuyến.",
    ),
    Work(
        15,
        date(2026, 11, 9),
        100,
        "Hướng dẫn số 06/HD-UBND; đã nộp bảng điểm tự chấm trên hệ thống.",
        shown=(
            _shown(
                "huong-dan-06-hd-ubnd-tong-ket-2026.pdf",
                "Hướng dẫn số 06/HD-UBND tổng kết năm 2026",
                evidence.letter,
                number="06",
                on=date(2026, 10, 28),
                kind=PaperKind.GUIDANCE,
                about="Tổng kết công tác thi đua, khen thưởng năm 2026",
                parts=(
                    "Các thôn, cơ quan, đơn vị tổ chức bình xét từ ngày 05/11 đến ngày "
                    "25/11/2026; gửi danh sách đề nghị khen thưởng về Phòng Văn hóa - Xã hội "
                    "trước ngày 01/12/2026.",
                    "Ưu tiên người trực tiếp lao động, sản xuất, công tác; khi thành tích "
                    "ngang "
                    "nhau thì ưu tiên nữ và tập thể có tỷ lệ nữ từ 70% trở lên.",
                ),
            ),
        ),
    ),
    Work(16, date(2026, 11, 16), 30, "Đang tổng hợp số liệu của các thôn, cơ quan, đơn vị."),
    Work(
        17,
        date(2026, 11, 18),
        40,
        "Mới nhận hồ sơ 17/24 thôn; các thôn Nà Thang, Bản Chạp gửi thiếu biên bản bình xét. "
        "Cần "
        "Chủ tịch nhắc tại giao ban ngày 23/11.",
        COUNCIL,
        obstructed=True,
    ),
)

WORKS = (*FIRST_QUARTER, *SECOND_QUARTER, *REST)
"""Everything recorded, in the order of the tasks."""
