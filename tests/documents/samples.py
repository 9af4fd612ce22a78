"""Real-size papers, written from the facts of real offices, that the tests draw and read back."""

from datetime import date
from decimal import Decimal

from app.documents.paper import (
    Align,
    Annex,
    Band,
    Bullets,
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
from app.documents.prose import blocks_of
from app.documents.terms import PaperKind

COMMITTEE, COUNCIL, CULTURE = "UBND xã", "Hội đồng TĐKT xã", "Phòng Văn hóa - Xã hội"
UNITS = "Các cơ quan, đơn vị liên quan; các thôn"
FULL_TASKS = TaskTable(
    (
        TaskBand(
            "QUÝ I",
            (
                TaskRow(
                    no="1",
                    text="Báo cáo tổng kết công tác TĐKT năm 2025",
                    lead=(CULTURE,),
                    support=("Văn phòng HĐND và UBND xã", "Các thôn"),
                    deadline="15/01/2026",
                    result="Đã hoàn thành, báo cáo số 12/BC-UBND",
                ),
                TaskRow(
                    text="Tham dự Hội nghị tổng kết công tác TĐKT cụm các xã nội địa",
                    lead=(COMMITTEE,),
                    deadline="Tháng 01/2026",
                    result="Đã dự",
                    note="Không đánh số",
                ),
            ),
        ),
        TaskBand("QUÝ II", ()),
        TaskBand(
            "QUÝ III",
            (
                TaskRow(
                    no="2",
                    text="Kiểm tra công tác TĐKT tại các thôn",
                    lead=(COUNCIL,),
                    support=(CULTURE,),
                    deadline="30/9/2026",
                    result="Đang thực hiện: 12/22 thôn",
                ),
            ),
        ),
    )
)
CHAIRWOMAN = SignatureBlock(("TM. Ủy ban nhân dân",), "Chủ tịch", "Lý Thị Dương")

_THEMATIC = (
    "Phát động, sơ kết thực hiện công tác khen thưởng các phong trào thi đua chuyên đề năm 2026"
)
_QUARTERS: tuple[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...] = (
    (
        "Quý I",
        (
            (
                "Báo cáo tổng kết công tác TĐKT năm 2025, phương hướng, nhiệm vụ công tác năm 2026",
                (COMMITTEE, COUNCIL, CULTURE),
            ),
            (
                "Tổ chức Hội nghị tổng kết công tác thi đua, khen thưởng năm 2025 và triển khai "
                "nhiệm vụ thi đua, khen thưởng năm 2026 (lồng ghép hội nghị)",
                (COMMITTEE, COUNCIL, CULTURE, UNITS),
            ),
            (
                "Phát động phong trào thi đua phấn đấu hoàn thành thắng lợi nhiệm vụ, mục tiêu "
                "phát triển kinh tế - xã hội, quốc phòng, an ninh năm 2026",
                (COMMITTEE, COUNCIL, CULTURE, UNITS),
            ),
            (
                "Dự Hội nghị tổng kết phong trào thi đua, công tác khen thưởng năm 2025 và triển "
                "khai nhiệm vụ thi đua, khen thưởng năm 2026 do tỉnh tổ chức",
                (COMMITTEE, CULTURE),
            ),
            (
                "Tổng kết công tác thi đua, khen thưởng Cụm 4 các xã nội địa năm 2025",
                (COUNCIL, "Thành viên Cụm thi đua Cụm 4 các xã nội địa"),
            ),
            (_THEMATIC, (COMMITTEE, COUNCIL, CULTURE, UNITS)),
        ),
    ),
    (
        "Quý II",
        (
            (
                "Tham gia lớp bồi dưỡng nghiệp vụ công tác TĐKT năm 2026 do tỉnh tổ chức",
                (COMMITTEE, CULTURE),
            ),
            (
                "Báo cáo sơ kết công tác TĐKT 6 tháng đầu năm và phương hướng, nhiệm vụ 6 tháng "
                "cuối năm 2026",
                (COMMITTEE, COUNCIL, CULTURE),
            ),
            (_THEMATIC, (COMMITTEE, COUNCIL, CULTURE, UNITS)),
            (
                "Tổ chức sơ kết công tác TĐKT 6 tháng đầu năm và phương hướng, nhiệm vụ 6 tháng "
                "cuối năm 2026",
                (COMMITTEE, COUNCIL, CULTURE, UNITS),
            ),
            (
                "Xét, trình khen thưởng thành tích năm học 2025 - 2026 của ngành Giáo dục và "
                "Đào tạo",
                (COMMITTEE, COUNCIL, CULTURE, "Các cơ quan, đơn vị liên quan"),
            ),
            (
                "Tham dự Hội nghị sơ kết phong trào thi đua, công tác khen thưởng Cụm 4 các xã "
                "nội địa năm 2026",
                (COMMITTEE, CULTURE),
            ),
        ),
    ),
    ("Quý III", ((_THEMATIC, (COMMITTEE, COUNCIL, CULTURE, UNITS)),)),
    (
        "Quý IV",
        (
            (_THEMATIC, (COMMITTEE, COUNCIL, CULTURE, UNITS)),
            ("Hướng dẫn tổng kết công tác TĐKT năm 2026", (COMMITTEE, COUNCIL, CULTURE)),
            (
                "Báo cáo tổng kết công tác TĐKT năm 2026, phương hướng, nhiệm vụ công tác năm 2027",
                (COMMITTEE, COUNCIL, CULTURE),
            ),
            (
                "Tổng hợp, thẩm định hồ sơ, khen thưởng thành tích năm 2026, tặng danh hiệu thi "
                "đua, hình thức khen thưởng",
                (COUNCIL, CULTURE, "Các cơ quan, đơn vị liên quan"),
            ),
            ("Ban hành Kế hoạch công tác TĐKT năm 2027", (COMMITTEE, COUNCIL, CULTURE)),
        ),
    ),
)


def _bands() -> tuple[TaskBand, ...]:
    bands, no = [], 0
    for label, tasks in _QUARTERS:
        rows = []
        for text, offices in tasks:
            no += 1
            rows.append(TaskRow(no=str(no), text=text, offices=offices))
        bands.append(TaskBand(label.upper(), tuple(rows)))
    return tuple(bands)


YEAR_PLAN = Paper(
    kind=PaperKind.PLAN,
    issuer_lines=("Ủy ban nhân dân", "xã Điềm He"),
    symbol=PaperKind.PLAN.symbol("UBND"),
    place="Điềm He",
    number="7",
    issued_on=date(2026, 1, 9),
    abstract="Công tác thi đua, khen thưởng năm 2026",
    blocks=(
        Paragraph(
            "Thực hiện Kế hoạch số 01/KH-UBND ngày 04/01/2026 của UBND tỉnh Lạng Sơn về công tác "
            "thi đua, khen thưởng năm 2026, UBND xã Điềm He ban hành Kế hoạch công tác thi đua, "
            "khen thưởng năm 2026, như sau:"
        ),
        Heading(1, "I. Mục đích, yêu cầu"),
        Heading(2, "1. Mục đích"),
        Paragraph(
            "Đẩy mạnh các phong trào thi đua, thiết thực lập thành tích chào mừng các ngày lễ, kỷ "
            "niệm trong năm 2026; quyết tâm khắc phục khó khăn để thực hiện thắng lợi các chỉ tiêu "
            "kinh tế - xã hội năm 2026."
        ),
        Paragraph(
            "Tổ chức thực hiện tốt công tác thi đua, khen thưởng; nâng cao chất lượng, hiệu quả "
            "các phong trào thi đua; bảo đảm thực hiện đồng bộ và có hiệu quả các nội dung quản lý "
            "nhà nước về công tác thi đua, khen thưởng (TĐKT) trên địa bàn xã."
        ),
        Heading(2, "2. Yêu cầu"),
        Paragraph(
            "Các phong trào thi đua phải đảm bảo thiết thực, chất lượng và hiệu quả; có sức lan "
            "tỏa trong mọi tầng lớp nhân dân và thu hút được nhiều thành phần trong xã hội tham "
            "gia; công tác khen thưởng bảo đảm chính xác, công khai, minh bạch, kịp thời, đúng "
            "thành tích, đúng đối tượng."
        ),
        Heading(1, "II. Nội dung thực hiện"),
        TaskTable(_bands()),
        Heading(1, "III. Kinh phí thực hiện"),
        Paragraph(
            "Kinh phí thực hiện các nội dung tại kế hoạch này được chi từ nguồn kinh phí thi đua "
            "khen thưởng xã theo phân cấp hiện hành."
        ),
        Heading(1, "IV. Tổ chức thực hiện"),
        Paragraph(
            "Giao Phòng Văn hóa - Xã hội triển khai các nhiệm vụ theo kế hoạch công tác thi đua, "
            "khen thưởng năm 2026. Tổ chức tổng kết, đề nghị khen thưởng theo quy định. Tổ chức "
            "phát động phong trào thi đua, khen thưởng năm 2026.",
            lead="1.",
        ),
        Paragraph(
            "Giao Hội đồng Thi đua - Khen thưởng xã tham mưu cho UBND xã xây dựng, ban hành các "
            "văn bản về công tác thi đua, khen thưởng năm 2026; báo cáo sơ kết 6 tháng đầu năm, "
            "báo cáo tổng kết năm về công tác thi đua, khen thưởng năm 2026.",
            lead="2.",
        ),
        Bullets(
            (
                "Phối hợp với các bộ phận, chuyên môn có liên quan đẩy mạnh công tác tuyên truyền "
                "về các phong trào thi đua năm 2026 trên địa bàn xã.",
                "Đôn đốc các thôn, chi hội tiến hành tổng kết và gửi danh sách đề nghị khen thưởng "
                "năm 2026 về Hội đồng Thi đua - Khen thưởng xã, hoàn thiện hồ sơ thi đua, khen "
                "thưởng để trình khen thưởng theo quy định.",
                "Tham dự các hội nghị sơ kết, tổng kết về công tác thi đua, khen thưởng của xã.",
            )
        ),
        Paragraph(
            "Căn cứ Kế hoạch này, UBND xã Điềm He yêu cầu Hội đồng thi đua, khen thưởng xã, các cơ "
            "quan, đơn vị, các thôn triển khai thực hiện nghiêm túc các phong trào thi đua yêu "
            "nước năm 2026 đảm bảo nội dung, thiết thực, hiệu quả."
        ),
    ),
    signature=CHAIRWOMAN,
    recipients=(
        "Hội đồng TĐKT tỉnh",
        "Thường trực Đảng ủy xã",
        "Thường trực HĐND xã",
        "HĐTĐKT xã",
        "Các Phòng chuyên môn, cơ quan, đơn vị trên địa bàn",
        "Các thôn",
    ),
)

_COMMUNES = (
    "Điềm He", "Đình Lập", "Kiên Mộc", "Thất Khê", "Đoàn Kết", "Tân Tiến", "Tràng Định",
    "Quốc Khánh", "Kháng Chiến", "Quốc Việt", "Bình Gia", "Tân Văn", "Hồng Phong", "Hoa Thám",
    "Quý Hòa", "Thiện Hòa", "Thiện Thuật", "Thiện Long", "Bắc Sơn", "Hưng Vũ", "Vũ Lăng",
    "Nhất Hòa", "Vũ Lễ", "Tân Tri", "Văn Quan", "Yên Phúc", "Tri Lễ", "Tân Đoàn", "Khánh Khê",
    "Na Sầm", "Hoàng Văn Thụ", "Thụy Hùng", "Văn Lãng", "Hội Hoan", "Lộc Bình", "Mẫu Sơn",
    "Na Dương", "Lợi Bác", "Thống Nhất", "Xuân Dương", "Khuất Xá", "Thái Bình", "Châu Sơn",
    "Hữu Lũng", "Tuấn Sơn", "Tân Thành", "Vân Nham", "Thiện Tân", "Yên Bình", "Hữu Liên",
    "Cai Kinh", "Chi Lăng", "Nhân Lý", "Chiến Thắng", "Quan Sơn", "Bằng Mạc", "Vạn Linh",
    "Đồng Đăng", "Cao Lộc", "Công Sơn", "Ba Sơn", "Tam Thanh", "Lương Văn Tri", "Hoàng Văn Hoa",
    "Đông Kinh",
)  # fmt: skip


def _standing(place: int, commune: str) -> Row:
    points = Decimal("98.75") - Decimal("0.65") * place
    title = "Dẫn đầu cụm, đề nghị tặng Cờ thi đua của UBND tỉnh" if place % 13 == 1 else ""
    return Row(
        (
            str(place),
            f"Xã {commune}",
            f"Cụm {1 + (place - 1) % 9} các xã nội địa",
            _number(points + 1),
            _number(points - Decimal("0.25")),
            _number(points),
            "+2,00" if place % 4 == 0 else "",
            "-0,50" if place % 7 == 0 else "",
            _number(points),
            "Hoàn thành xuất sắc nhiệm vụ" if points >= 90 else "Hoàn thành tốt nhiệm vụ",
            title,
        )
    )


def _number(value: Decimal) -> str:
    return f"{value:.2f}".replace(".", ",")


STANDINGS_TABLE = DataTable(
    (
        Column("Hạng", Align.CENTER, width=13),
        Column("Đơn vị"),
        Column("Cụm thi đua"),
        Column("Tự chấm", Align.RIGHT, group="Điểm"),
        Column("Cụm thẩm định", Align.RIGHT, group="Điểm"),
        Column("Hội đồng", Align.RIGHT, group="Điểm"),
        Column("Thưởng", Align.RIGHT, group="Điểm"),
        Column("Trừ", Align.RIGHT, group="Điểm"),
        Column("Tổng điểm", Align.RIGHT),
        Column("Xếp loại"),
        Column("Ghi chú"),
    ),
    tuple(_standing(place, commune) for place, commune in enumerate(_COMMUNES, start=1)),
)

STANDINGS = Paper(
    kind=PaperKind.NOTICE,
    superior="Ủy ban nhân dân tỉnh Lạng Sơn",
    issuer_lines=("Sở Nội vụ",),
    symbol="TB-SNV",
    place="Lạng Sơn",
    number="112",
    issued_on=date(2026, 12, 21),
    abstract=(
        "Kết quả chấm điểm, xếp hạng thi đua năm 2026 của các xã, phường trên địa bàn tỉnh Lạng Sơn"
    ),
    bases=(
        "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",
        "Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ quy định về "
        "phân cấp, phân quyền trong lĩnh vực thi đua, khen thưởng;",
        "Theo kết quả họp Hội đồng Thi đua - Khen thưởng tỉnh ngày 18 tháng 12 năm 2026.",
    ),
    blocks=(
        Paragraph(
            "Sở Nội vụ thông báo kết quả chấm điểm, xếp hạng thi đua năm 2026 của 65 xã, phường "
            "trên địa bàn tỉnh (chi tiết tại Phụ lục kèm theo)."
        ),
        Paragraph("Sở Nội vụ thông báo để các xã, phường biết, thực hiện."),
    ),
    signature=SignatureBlock(("KT. Giám đốc",), "Phó Giám đốc", "Nông Thị Thanh Huyền"),
    recipients=("UBND tỉnh (b/c)", "Hội đồng TĐKT tỉnh (b/c)", "UBND các xã, phường"),
    archive="VT, TĐKT",
    annexes=(
        Annex("Bảng xếp hạng thi đua các xã, phường năm 2026", (STANDINGS_TABLE,), landscape=True),
    ),
)

_NARRATIVE = """
Ủy ban nhân dân xã đã ban hành Kế hoạch phát động phong trào thi đua năm 2026 với chủ đề “Đoàn kết, sáng tạo, thi đua xây dựng và bảo vệ Tổ quốc”; tổ chức ký kết giao ước thi đua giữa các cơ quan, đơn vị và 21/22 thôn.

Các phong trào tiêu biểu:
- “Cả nước chung sức xây dựng nông thôn mới”: huy động 1.245 ngày công, hiến 3.120 m² đất, bê tông hóa 2,4 km đường giao thông thôn.
- “Vì người nghèo - Không để ai bị bỏ lại phía sau”: hỗ trợ xóa 17 nhà tạm, nhà dột nát.
+ Nguồn ngân sách: 12 nhà;
+ Nguồn xã hội hóa: 5 nhà.
"""  # noqa: E501 (a narrative as it is typed into one box)

REPORT = Paper(
    kind=PaperKind.REPORT,
    issuer_lines=("Ủy ban nhân dân", "xã Đình Lập"),
    symbol="BC-UBND",
    place="Đình Lập",
    year=2026,
    draft=True,
    abstract=(
        "Sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm và phương hướng, nhiệm vụ "
        "6 tháng cuối năm 2026"
    ),
    addressees=("Ủy ban nhân dân tỉnh Lạng Sơn", "Sở Nội vụ tỉnh Lạng Sơn"),
    blocks=(
        Heading(0, "Phần thứ nhất\nKết quả công tác thi đua, khen thưởng 6 tháng đầu năm 2026"),
        Heading(1, "I. Đặc điểm tình hình"),
        Paragraph(
            "Xã Đình Lập được thành lập trên cơ sở sắp xếp các đơn vị hành chính từ ngày 01 tháng "
            "7 năm 2025. Trong 6 tháng đầu năm 2026, Đảng ủy, Hội đồng nhân dân, Ủy ban nhân dân "
            "xã đã tập trung lãnh đạo, chỉ đạo các cơ quan, đơn vị, các thôn triển khai đồng bộ "
            "các phong trào thi đua, gắn với thực hiện nhiệm vụ phát triển kinh tế - xã hội, bảo "
            "đảm quốc phòng, an ninh trên địa bàn."
        ),
        Heading(1, "II. Kết quả thực hiện nhiệm vụ"),
        Heading(2, "1. Kết quả theo kế hoạch công tác"),
        DataTable(
            (
                Column("TT", Align.CENTER, width=11),
                Column("Chỉ tiêu"),
                Column("Đơn vị tính", Align.CENTER),
                Column("Kế hoạch", Align.RIGHT, group="6 tháng đầu năm 2026"),
                Column("Thực hiện", Align.RIGHT, group="6 tháng đầu năm 2026"),
                Column("Tỷ lệ (%)", Align.RIGHT),
            ),
            (
                Band("A. Nhiệm vụ theo kế hoạch của tỉnh"),
                Row(("1", "Nhiệm vụ được giao trong quý I", "nhiệm vụ", "6", "6", "100,0")),
                Row(("2", "Nhiệm vụ được giao trong quý II", "nhiệm vụ", "6", "5", "83,3")),
                Band("B. Nhiệm vụ của xã"),
                Row(
                    (
                        "3",
                        "Phong trào thi đua chuyên đề được phát động",
                        "phong trào",
                        "4",
                        "4",
                        "100,0",
                    )
                ),
                Row(("4", "Thôn ký kết giao ước thi đua", "thôn", "22", "21", "95,5")),
                Total(("", "Tổng số nhiệm vụ", "", "38", "36", "94,7")),
            ),
            caption="Biểu 1. Kết quả thực hiện nhiệm vụ 6 tháng đầu năm 2026",
            unit="Số liệu tính đến ngày 30/6/2026",
            note="Ghi chú: tỷ lệ bằng thực hiện chia kế hoạch, làm tròn đến một chữ số thập phân.",
        ),
        Heading(2, "2. Phong trào thi đua"),
        *blocks_of(_NARRATIVE),
        Heading(3, "a) Công tác tuyên truyền"),
        Bullets(
            (
                "Hệ thống truyền thanh xã và 22 thôn phát 48 lượt tin, bài về các phong trào thi "
                "đua;",
                "Trang thông tin điện tử xã đăng 31 tin, bài về gương người tốt, việc tốt.",
            )
        ),
        Heading(1, "III. Đánh giá chung"),
        Paragraph(
            "Công tác tham mưu được thực hiện kịp thời; các phong trào thi đua có trọng tâm, trọng "
            "điểm, thu hút đông đảo cán bộ, công chức, viên chức và Nhân dân tham gia.",
            lead="1. Ưu điểm:",
        ),
        Paragraph(
            "Một số thôn gửi báo cáo còn chậm; việc phát hiện, bồi dưỡng điển hình tiên tiến ở cơ "
            "sở có nơi chưa thường xuyên; tỷ lệ khen thưởng người trực tiếp lao động, sản xuất "
            "chưa cao.",
            lead="2. Tồn tại, hạn chế:",
        ),
        Heading(0, "Phần thứ hai\nPhương hướng, nhiệm vụ 6 tháng cuối năm 2026"),
        Paragraph(
            "Tiếp tục quán triệt, triển khai thực hiện Luật Thi đua, khen thưởng; hoàn thành 100% "
            "nhiệm vụ đề ra trong Kế hoạch công tác thi đua, khen thưởng năm 2026; tổ chức tổng "
            "kết, chấm điểm thi đua và gửi hồ sơ đề nghị khen thưởng đúng thời hạn."
        ),
        Paragraph(
            "Trên đây là Báo cáo sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm và phương "
            "hướng, nhiệm vụ 6 tháng cuối năm 2026, Ủy ban nhân dân xã Đình Lập trân trọng báo "
            "cáo./."
        ),
    ),
    signature=SignatureBlock(("TM. Ủy ban nhân dân", "KT. Chủ tịch"), "Phó Chủ tịch"),
    recipients=(
        "Như kính gửi",
        "Thường trực Đảng ủy xã",
        "Thường trực HĐND xã",
        "Chủ tịch, các Phó Chủ tịch UBND xã",
        "Trang thông tin điện tử xã",
    ),
    archive="VT, VHXH",
    annexes=(
        Annex("Kết quả thực hiện nhiệm vụ theo kế hoạch", (FULL_TASKS,)),
        Annex(
            "Danh sách đề nghị khen thưởng đột xuất",
            (
                DataTable(
                    (
                        Column("TT", Align.CENTER, width=11),
                        Column("Họ và tên"),
                        Column("Hình thức"),
                    ),
                    (),
                    empty_text="Không có trường hợp đề nghị",
                ),
            ),
        ),
    ),
)
