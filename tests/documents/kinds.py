"""A paper of each kind in use, written from the facts of one commune and its province."""

from datetime import date

from app.documents.paper import (
    Align,
    Annex,
    Bullets,
    Centred,
    Column,
    DataTable,
    Heading,
    Paper,
    Paragraph,
    Row,
    SignatureBlock,
    TaskBand,
    TaskRow,
    TaskTable,
    Total,
)
from app.documents.terms import PaperKind, Urgency
from tests.documents import samples

ISSUER = ("Ủy ban nhân dân", "xã Điềm He")
PLACE = "Điềm He"
CHAIR = samples.CHAIRWOMAN
DEPUTY = SignatureBlock(("TM. Ủy ban nhân dân", "KT. Chủ tịch"), "Phó Chủ tịch", "Hoàng Văn Nam")
ADDRESS = (
    "Địa chỉ: thôn Điềm He, xã Điềm He, tỉnh Lạng Sơn",
    "Điện thoại: 0205 3830 001; thư điện tử: ubnd-diemhe@langson.gov.vn",
)
VERIFY_URL = "https://thidua.langson.gov.vn/v/K7QX2M9RTA"

_NAMES = (
    "Nông Thị Thanh Huyền", "Hoàng Văn Thụ", "Vi Thị Ngọc Ánh", "Lương Thế Vinh", "Lý Thị Dương",
    "Chu Văn Tấn", "Triệu Thị Mai", "Đinh Xuân Quỳnh", "Bế Văn Đàn", "La Văn Cầu", "Lộc Thị Hạnh",
    "Phùng Chí Kiên",
)  # fmt: skip

DECISION = Paper(
    kind=PaperKind.DECISION,
    issuer_lines=ISSUER,
    symbol="QĐ-UBND",
    place=PLACE,
    number="128",
    issued_on=date(2026, 2, 3),
    abstract=(
        "Về việc tặng danh hiệu “Lao động tiên tiến” và Giấy khen của Chủ tịch Ủy ban nhân dân xã "
        "năm 2025"
    ),
    authority="Chủ tịch Ủy ban nhân dân xã Điềm He",
    bases=(
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025",
        "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",
        "Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ quy định về "
        "phân cấp, phân quyền trong lĩnh vực thi đua, khen thưởng",
        "Theo đề nghị của Hội đồng Thi đua - Khen thưởng xã tại Tờ trình số 15/TTr-HĐTĐKT ngày 28 "
        "tháng 01 năm 2026",
    ),
    blocks=(
        Centred("QUYẾT ĐỊNH:"),
        Paragraph(
            "Tặng danh hiệu “Lao động tiên tiến” năm 2025 cho 10 cá nhân và Giấy khen của Chủ tịch "
            "Ủy ban nhân dân xã cho 02 tập thể đã có thành tích xuất sắc trong phong trào thi đua "
            "năm 2025 (có danh sách kèm theo).",
            lead="Điều 1.",
        ),
        Paragraph("Tiền thưởng kèm theo danh hiệu thực hiện như sau:", lead="Điều 2."),
        Paragraph("1. Cá nhân được tặng danh hiệu “Lao động tiên tiến”: 0,3 lần lương cơ sở;"),
        Paragraph("2. Tập thể được tặng Giấy khen:"),
        Paragraph("a) Mức tiền thưởng bằng 0,6 lần lương cơ sở;"),
        Paragraph("b) Chi từ Quỹ Thi đua, khen thưởng của xã năm 2026;"),
        Paragraph("đ) Phòng Kinh tế hướng dẫn thủ tục thanh toán, quyết toán."),
        Paragraph(
            "Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã, Trưởng phòng Văn hóa - Xã "
            "hội, Trưởng phòng Kinh tế, thủ trưởng các cơ quan, đơn vị liên quan và các tập thể, "
            "cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này.",
            lead="Điều 3.",
        ),
    ),
    signature=SignatureBlock((), "Chủ tịch", "Lý Thị Dương"),
    recipients=("Như Điều 3", "Hội đồng TĐKT tỉnh (b/c)", "Thường trực Đảng ủy, HĐND xã"),
    archive="VT, VHXH",
    verify_url=VERIFY_URL,
    annexes=(
        Annex(
            "Danh sách cá nhân được tặng danh hiệu “Lao động tiên tiến” năm 2025",
            (
                DataTable(
                    (
                        Column("TT", Align.CENTER, width=11),
                        Column("Họ và tên"),
                        Column("Chức vụ, đơn vị công tác"),
                        Column("Tiền thưởng (đồng)", Align.RIGHT),
                    ),
                    (
                        *(
                            Row((str(n), name, "Phòng Văn hóa - Xã hội xã Điềm He", "710.000"))
                            for n, name in enumerate(_NAMES[:10], start=1)
                        ),
                        Total(("", "Tổng cộng: 10 cá nhân", "", "7.100.000")),
                    ),
                ),
            ),
        ),
        Annex(
            "Danh sách tập thể được tặng Giấy khen",
            (
                DataTable(
                    (Column("TT", Align.CENTER, width=11), Column("Tập thể"), Column("Lý do")),
                    (
                        Row(("1", "Thôn Khòn Cải", "Dẫn đầu phong trào xây dựng nông thôn mới")),
                        Row(("2", "Trường THCS Điềm He", "Hoàn thành xuất sắc nhiệm vụ năm học")),
                    ),
                ),
            ),
        ),
    ),
)

PROPOSAL = Paper(
    kind=PaperKind.PROPOSAL,
    superior="Ủy ban nhân dân xã Điềm He",
    issuer_lines=("Hội đồng", "Thi đua - Khen thưởng"),
    symbol="TTr-HĐTĐKT",
    place=PLACE,
    number="15",
    issued_on=date(2026, 1, 28),
    abstract="Về việc đề nghị tặng danh hiệu thi đua và hình thức khen thưởng năm 2025",
    addressees=("Chủ tịch Ủy ban nhân dân xã Điềm He",),
    blocks=(
        Paragraph(
            "Căn cứ Luật Thi đua, khen thưởng và kết quả họp xét ngày 26 tháng 01 năm 2026, Hội "
            "đồng Thi đua - Khen thưởng xã trình Chủ tịch Ủy ban nhân dân xã xem xét, quyết định:"
        ),
        Heading(2, "1. Danh hiệu “Lao động tiên tiến”"),
        Paragraph("10 cá nhân, đạt tỷ lệ phiếu bầu từ 12/13 thành viên trở lên (92,3%)."),
        Heading(2, "2. Giấy khen của Chủ tịch Ủy ban nhân dân xã"),
        Bullets(("Tập thể: 02;", "Cá nhân: không.")),
        Paragraph("Hồ sơ kèm theo gồm: biên bản họp, báo cáo thành tích, danh sách trích ngang."),
        Paragraph("Kính trình Chủ tịch Ủy ban nhân dân xã xem xét, quyết định."),
    ),
    signature=SignatureBlock(("TM. Hội đồng", "KT. Chủ tịch"), "Phó Chủ tịch", "Hoàng Văn Nam"),
    recipients=("Như kính gửi", "Thành viên Hội đồng"),
    archive="VT, HĐTĐKT",
)

NOTICE = Paper(
    kind=PaperKind.NOTICE,
    issuer_lines=ISSUER,
    symbol="TB-UBND",
    place=PLACE,
    number="9",
    issued_on=date(2026, 9, 25),
    abstract="Kết quả kiểm tra công tác thi đua, khen thưởng tại các thôn năm 2026",
    blocks=(
        Paragraph(
            "Từ ngày 14 đến ngày 18 tháng 9 năm 2026, Đoàn kiểm tra của Ủy ban nhân dân xã đã kiểm "
            "tra công tác thi đua, khen thưởng tại 12/22 thôn. Ủy ban nhân dân xã thông báo kết "
            "quả như sau:"
        ),
        Heading(2, "1. Ưu điểm"),
        Paragraph("12/12 thôn đã ký giao ước thi đua; 10/12 thôn có sổ theo dõi khen thưởng."),
        Heading(2, "2. Hạn chế"),
        Paragraph("02 thôn chưa bình xét theo quý; hồ sơ đề nghị khen thưởng còn thiếu biên bản."),
        Heading(2, "3. Kiến nghị"),
        Paragraph("Các thôn khắc phục hạn chế, báo cáo Ủy ban nhân dân xã trước ngày 15/10/2026."),
    ),
    signature=DEPUTY,
    recipients=("Các thôn (t/h)", "Thường trực Đảng ủy xã (b/c)"),
    archive="VT, VHXH",
)

GUIDANCE = Paper(
    kind=PaperKind.GUIDANCE,
    superior="Ủy ban nhân dân tỉnh Lạng Sơn",
    issuer_lines=("Sở Nội vụ",),
    symbol="HD-SNV",
    place="Lạng Sơn",
    number="1204",
    issued_on=date(2026, 10, 20),
    abstract="Tổng kết công tác thi đua, khen thưởng năm 2026",
    blocks=(
        Heading(1, "I. Nội dung tổng kết"),
        Heading(2, "1. Báo cáo tổng kết"),
        Heading(3, "1.1. Bố cục"),
        Paragraph("a) Đặc điểm tình hình, kết quả lãnh đạo, chỉ đạo;"),
        Paragraph("b) Kết quả các phong trào thi đua:"),
        Bullets(("Phong trào do Trung ương, tỉnh phát động;", "Phong trào của xã, phường:")),
        Bullets(("Số lượng phong trào;", "Mô hình mới."), mark="+"),
        Heading(3, "1.2. Số liệu"),
        Paragraph("Mọi con số trong phần lời phải có trong biểu thống kê kèm theo."),
        Heading(1, "II. Thời hạn"),
        Paragraph("Các xã, phường gửi báo cáo về Sở Nội vụ trước ngày 10 tháng 12 năm 2026."),
    ),
    signature=SignatureBlock(("KT. Giám đốc",), "Phó Giám đốc", "Nông Thị Thanh Huyền"),
    recipients=("UBND các xã, phường", "Các sở, ban, ngành (p/h)"),
    archive="VT, TĐKT",
)

PROGRAMME = Paper(
    kind=PaperKind.PROGRAMME,
    issuer_lines=ISSUER,
    symbol="CTr-UBND",
    place=PLACE,
    number="4",
    issued_on=date(2026, 1, 12),
    abstract="Hội nghị tổng kết công tác thi đua, khen thưởng năm 2025",
    blocks=(
        Paragraph("Ủy ban nhân dân xã ban hành Chương trình Hội nghị như sau:"),
        DataTable(
            (
                Column("Thời gian", Align.CENTER, width=30),
                Column("Nội dung"),
                Column("Người thực hiện"),
            ),
            (
                Row(("07 giờ 30", "Đón tiếp đại biểu; văn nghệ chào mừng", "Ban Tổ chức")),
                Row(("08 giờ 00", "Tuyên bố lý do, giới thiệu đại biểu", "Văn phòng")),
                Row(("08 giờ 10", "Báo cáo tổng kết; tham luận", "Phòng Văn hóa - Xã hội")),
                Row(("09 giờ 30", "Công bố quyết định khen thưởng, trao thưởng", "Chủ tịch UBND")),
                Row(("10 giờ 15", "Phát động phong trào thi đua năm 2026", "Chủ tịch UBND")),
            ),
        ),
    ),
    signature=CHAIR,
    recipients=("Đại biểu dự Hội nghị",),
)

MINUTES = Paper(
    kind=PaperKind.MINUTES,
    issuer_lines=ISSUER,
    symbol="BB-HĐTĐKT",
    place=PLACE,
    number="2",
    issued_on=date(2026, 1, 26),
    abstract="Họp Hội đồng Thi đua - Khen thưởng xã xét khen thưởng năm 2025",
    blocks=(
        Paragraph(
            "08 giờ 00, ngày 26 tháng 01 năm 2026, tại trụ sở Ủy ban nhân dân xã.",
            lead="Thời gian, địa điểm:",
        ),
        Paragraph("11/13 thành viên Hội đồng; 02 thành viên gửi ý kiến bằng văn bản.", lead="Dự:"),
        Heading(1, "I. Nội dung"),
        Paragraph("Thư ký Hội đồng trình bày hồ sơ đề nghị của 12 cá nhân, 02 tập thể."),
        Heading(1, "II. Kết quả bỏ phiếu"),
        DataTable(
            (
                Column("TT", Align.CENTER, width=11),
                Column("Họ và tên"),
                Column("Đồng ý", Align.CENTER, group="Số phiếu"),
                Column("Không đồng ý", Align.CENTER, group="Số phiếu"),
                Column("Tỷ lệ (%)", Align.RIGHT),
            ),
            tuple(Row((str(n), name, "12", "1", "92,3")) for n, name in enumerate(_NAMES, 1)),
        ),
        Paragraph("Cuộc họp kết thúc vào 11 giờ 00 cùng ngày, biên bản đã được thông qua."),
    ),
    cosigners=(SignatureBlock((), "Thư ký", "Triệu Thị Mai"),),
    signature=SignatureBlock((), "Chủ trì", "Lý Thị Dương"),
    recipients=("Thành viên Hội đồng",),
    archive="HĐTĐKT",
)

INVITATION = Paper(
    kind=PaperKind.INVITATION,
    issuer_lines=ISSUER,
    symbol="GM-UBND",
    place=PLACE,
    number="31",
    issued_on=date(2026, 1, 15),
    abstract="Dự Hội nghị tổng kết công tác thi đua, khen thưởng năm 2025",
    addressees=("Ông Nguyễn Văn Hùng, Trưởng thôn Khòn Cải",),
    blocks=(
        Paragraph("Ủy ban nhân dân xã Điềm He trân trọng kính mời đại biểu dự Hội nghị:"),
        Paragraph("08 giờ 00, ngày 22 tháng 01 năm 2026 (thứ Năm).", lead="Thời gian:"),
        Paragraph("Hội trường Ủy ban nhân dân xã Điềm He.", lead="Địa điểm:"),
        Paragraph("Rất mong đại biểu đến dự đúng giờ."),
    ),
    signature=CHAIR,
    recipients=("Như trên",),
    footer=ADDRESS,
)

LETTER = Paper(
    kind=PaperKind.OFFICIAL_LETTER,
    issuer_lines=ISSUER,
    symbol="UBND-VHXH",
    place=PLACE,
    number="245",
    issued_on=date(2026, 6, 2),
    abstract="đôn đốc gửi báo cáo sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm 2026",
    addressees=(
        "Các cơ quan chuyên môn thuộc Ủy ban nhân dân xã",
        "Mặt trận Tổ quốc và các tổ chức chính trị - xã hội xã",
        "Các thôn trên địa bàn xã",
    ),
    blocks=(
        Paragraph(
            "Thực hiện Kế hoạch số 07/KH-UBND ngày 09 tháng 01 năm 2026, Ủy ban nhân dân xã yêu "
            "cầu các cơ quan, đơn vị, các thôn gửi báo cáo sơ kết công tác thi đua, khen thưởng 6 "
            "tháng đầu năm 2026 trước ngày 10 tháng 6 năm 2026."
        ),
        Paragraph("Đề nghị các cơ quan, đơn vị nghiêm túc thực hiện."),
    ),
    signature=DEPUTY,
    recipients=("Như trên", "Chủ tịch, các Phó Chủ tịch UBND xã"),
    archive="VT, VHXH (25b)",
    urgency=Urgency.URGENT,
    footer=ADDRESS,
    verify_url=VERIFY_URL,
)


def _head(place: int) -> SignatureBlock:
    commune = ("Điềm He", "Yên Phúc", "Tri Lễ", "Tân Đoàn", "Khánh Khê", "Văn Quan")[place]
    return SignatureBlock(("Đại diện", f"UBND xã {commune}"), "Chủ tịch", _NAMES[place])


PLEDGE = Paper(
    kind=PaperKind.AGREEMENT,
    title_lines=("Giao ước thi đua",),
    superior="Ủy ban nhân dân tỉnh Lạng Sơn",
    issuer_lines=("Cụm thi đua số 4", "các xã nội địa"),
    symbol="",
    place="Văn Quan",
    issued_on=date(2026, 2, 20),
    abstract="Năm 2026",
    blocks=(
        Paragraph("Các đơn vị thành viên thống nhất ký kết giao ước thi đua với nội dung sau:"),
        Paragraph("1. Hoàn thành 100% chỉ tiêu kinh tế - xã hội được giao năm 2026."),
        Paragraph("2. Phát động ít nhất 02 phong trào thi đua chuyên đề."),
        Paragraph("3. Gửi báo cáo, hồ sơ đề nghị khen thưởng đúng thời hạn."),
    ),
    cosigners=tuple(map(_head, range(5))),
    signature=_head(5),
    recipients=(),
    archive="",
)

WIDE_TABLE = DataTable(
    (
        Column("TT", Align.CENTER, width=11),
        Column("Đơn vị"),
        *(Column(f"Chỉ tiêu {n} (nghiệm thu)", Align.RIGHT) for n in range(1, 15)),
    ),
    tuple(Row((str(n), f"Thôn số {n}", *("1.234,5" for _ in range(14)))) for n in range(1, 31)),
    caption="Biểu 1. Kết quả từng chỉ tiêu của các thôn",
)
WIDE_REPORT = Paper(
    kind=PaperKind.REPORT,
    issuer_lines=ISSUER,
    symbol="BC-UBND",
    place=PLACE,
    number="77",
    issued_on=date(2026, 7, 1),
    abstract="Kết quả thực hiện chỉ tiêu của các thôn 6 tháng đầu năm 2026",
    addressees=("Ủy ban nhân dân tỉnh Lạng Sơn",),
    blocks=(
        Paragraph("Ủy ban nhân dân xã báo cáo kết quả thực hiện chỉ tiêu như sau:"),
        Heading(1, "I. Kết quả từng thôn"),
        WIDE_TABLE,
        Heading(1, "II. Đánh giá"),
        Paragraph("Các thôn cơ bản hoàn thành chỉ tiêu được giao."),
    ),
    signature=CHAIR,
    recipients=("Như trên",),
)
PLAN_BY_LEAD = Paper(
    kind=PaperKind.PLAN,
    issuer_lines=ISSUER,
    symbol="KH-UBND",
    place=PLACE,
    number="40",
    issued_on=date(2026, 4, 1),
    abstract="Tổ chức Hội nghị biểu dương điển hình tiên tiến xã Điềm He năm 2026",
    blocks=(
        Heading(1, "I. Nhiệm vụ"),
        TaskTable(
            (
                TaskBand(
                    "Quý II",
                    tuple(
                        TaskRow(
                            no=str(n),
                            text=f"Chuẩn bị nội dung thứ {n} của Hội nghị biểu dương",
                            lead=("Phòng Văn hóa - Xã hội",),
                            support=("Văn phòng HĐND và UBND", "Các thôn"),
                            deadline="Tháng 5/2026",
                        )
                        for n in range(1, 7)
                    ),
                ),
            )
        ),
    ),
    signature=CHAIR,
    recipients=("Các thôn (t/h)",),
)

KINDS: dict[str, Paper] = {
    "KH": samples.YEAR_PLAN,
    "KH-bang": PLAN_BY_LEAD,
    "BC": samples.REPORT,
    "BC-ngang": WIDE_REPORT,
    "QĐ": DECISION,
    "TTr": PROPOSAL,
    "TB": NOTICE,
    "HD": GUIDANCE,
    "CTr": PROGRAMME,
    "BB": MINUTES,
    "GM": INVITATION,
    "CV": LETTER,
    "giao-uoc": PLEDGE,
}
