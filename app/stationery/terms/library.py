"""Text blocks that the product brings along, in the words that offices use for emulation papers.

They are what an office starts from: each may be replaced by its own wording or left out
(`TextBlock.key`). Laws are named as they stood on the day of the release; the linter of papers and
whoever signs must still look.
"""

from app.documents.terms import PaperKind
from app.stationery.terms.text_blocks import Block, Slot
from tenants.models import TenantKind

_COMMUNE, _PROVINCE = TenantKind.COMMUNE, TenantKind.PROVINCE
_DEPARTMENT, _SCHOOL = TenantKind.DEPARTMENT, TenantKind.SCHOOL

_BASES = (
    Block(
        key="bases.award-law",
        slot=Slot.BASES,
        title="Luật Thi đua, khen thưởng",
        text="Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022; Luật sửa đổi, bổ sung một "
        "số điều của Luật Thi đua, khen thưởng ngày 23 tháng 4 năm 2026",
    ),
    Block(
        key="bases.decree-152",
        slot=Slot.BASES,
        title="Nghị định 152/2025/NĐ-CP",
        text="Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ quy định "
        "về phân cấp, phân quyền trong lĩnh vực thi đua, khen thưởng; quy định chi tiết và hướng "
        "dẫn thi hành một số điều của Luật Thi đua, khen thưởng",
    ),
    Block(
        key="bases.circular-15",
        slot=Slot.BASES,
        title="Thông tư 15/2025/TT-BNV",
        text="Căn cứ Thông tư số 15/2025/TT-BNV ngày 04 tháng 8 năm 2025 của Bộ trưởng Bộ Nội vụ "
        "quy định biện pháp thi hành Luật Thi đua, khen thưởng",
    ),
    Block(
        key="bases.local-government",
        slot=Slot.BASES,
        title="Luật Tổ chức chính quyền địa phương",
        text="Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025",
        kind=PaperKind.DECISION,
    ),
    Block(
        key="bases.commune-powers",
        slot=Slot.BASES,
        title="Thẩm quyền của Chủ tịch UBND cấp xã",
        text="Căn cứ Nghị định số 129/2025/NĐ-CP ngày 11 tháng 6 năm 2025 của Chính phủ quy định "
        "về phân định thẩm quyền của chính quyền địa phương 02 cấp trong lĩnh vực quản lý nhà "
        "nước của Bộ Nội vụ",
        level=_COMMUNE,
    ),
    Block(
        key="bases.proposer",
        slot=Slot.BASES,
        title="Theo đề nghị của…",
        text="Theo đề nghị của … tại Tờ trình số …/TTr-… ngày … tháng … năm …",
        kind=PaperKind.DECISION,
    ),
    Block(
        key="bases.upper-plan",
        slot=Slot.BASES,
        title="Kế hoạch của cấp trên",
        text="Thực hiện Kế hoạch số …/KH-UBND ngày … tháng … năm … của Ủy ban nhân dân tỉnh về "
        "công tác thi đua, khen thưởng năm …",
    ),
)

_OPENINGS = (
    Block(
        key="opening.plan",
        slot=Slot.OPENING,
        title="Mở đầu kế hoạch",
        text="Để phát huy vai trò của công tác thi đua, khen thưởng trong thực hiện nhiệm vụ chính "
        "trị năm …, cơ quan ban hành Kế hoạch với các nội dung sau:",
        kind=PaperKind.PLAN,
    ),
    Block(
        key="opening.report",
        slot=Slot.OPENING,
        title="Mở đầu báo cáo",
        text="Thực hiện Công văn số … ngày … của … về việc báo cáo công tác thi đua, khen thưởng, "
        "đơn vị báo cáo kết quả như sau:",
        kind=PaperKind.REPORT,
    ),
    Block(
        key="opening.proposal-award",
        slot=Slot.OPENING,
        title="Mở đầu tờ trình khen thưởng",
        text="Căn cứ thành tích đã đạt được và kết quả họp xét của Hội đồng Thi đua - Khen thưởng "
        "ngày …, đơn vị trình … xem xét, tặng thưởng cho các tập thể, cá nhân sau:",
        kind=PaperKind.PROPOSAL,
    ),
    Block(
        key="opening.letter-answer",
        slot=Slot.OPENING,
        title="Trả lời văn bản đến",
        text="Phúc đáp Công văn số … ngày … của … về việc …, đơn vị có ý kiến như sau:",
        kind=PaperKind.OFFICIAL_LETTER,
    ),
    Block(
        key="opening.letter-urge",
        slot=Slot.OPENING,
        title="Đôn đốc gửi hồ sơ, báo cáo",
        text="Theo Kế hoạch số …, thời hạn gửi … là ngày …. Đến nay đơn vị chưa nhận được …. Đề "
        "nghị quý cơ quan khẩn trương hoàn thành và gửi trước ngày ….",
        kind=PaperKind.OFFICIAL_LETTER,
    ),
    Block(
        key="opening.notice-result",
        slot=Slot.OPENING,
        title="Thông báo kết quả họp xét",
        text="Ngày …, Hội đồng Thi đua - Khen thưởng đã họp xét thành tích năm …. Cơ quan thông "
        "báo kết quả như sau:",
        kind=PaperKind.NOTICE,
    ),
    Block(
        key="opening.pledge",
        slot=Slot.OPENING,
        title="Mở đầu giao ước",
        text="Hôm nay, ngày … tháng … năm …, các đơn vị có tên dưới đây thống nhất ký kết giao ước "
        "thi đua năm … với các nội dung sau:",
        kind=PaperKind.AGREEMENT,
    ),
)

_BODIES = (
    Block(
        key="body.decision-award",
        slot=Slot.BODY,
        title="Điều: tặng Giấy khen",
        text="Tặng Giấy khen của Chủ tịch Ủy ban nhân dân … cho … tập thể và … cá nhân đã có thành "
        "tích xuất sắc trong … (có danh sách kèm theo).",
        kind=PaperKind.DECISION,
    ),
    Block(
        key="body.decision-money",
        slot=Slot.BODY,
        title="Điều: tiền thưởng",
        text="Mức tiền thưởng kèm theo thực hiện theo quy định tại Nghị định số 152/2025/NĐ-CP "
        "ngày 14 tháng 6 năm 2025 của Chính phủ, chi từ Quỹ thi đua, khen thưởng của …",
        kind=PaperKind.DECISION,
    ),
    Block(
        key="body.decision-force",
        slot=Slot.BODY,
        title="Điều: hiệu lực, trách nhiệm thi hành",
        text="Quyết định này có hiệu lực kể từ ngày ký.\nChánh Văn phòng, thủ trưởng các cơ quan, "
        "đơn vị liên quan và các tập thể, cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành "
        "Quyết định này.",
        kind=PaperKind.DECISION,
    ),
    Block(
        key="body.plan-outline",
        slot=Slot.BODY,
        title="Bố cục kế hoạch",
        text="I. MỤC ĐÍCH, YÊU CẦU\n1. Mục đích\n…\n2. Yêu cầu\n…\nII. NỘI DUNG\n…\n"
        "III. KINH PHÍ THỰC HIỆN\n…\nIV. TỔ CHỨC THỰC HIỆN\n…",
        kind=PaperKind.PLAN,
    ),
    Block(
        key="body.report-outline",
        slot=Slot.BODY,
        title="Bố cục báo cáo",
        text="I. KẾT QUẢ ĐẠT ĐƯỢC\n1. Công tác lãnh đạo, chỉ đạo\n…\n2. Kết quả các phong trào thi "
        "đua\n…\n3. Kết quả khen thưởng\n…\nII. HẠN CHẾ, NGUYÊN NHÂN\n…\n"
        "III. PHƯƠNG HƯỚNG, NHIỆM VỤ\n…\nIV. KIẾN NGHỊ, ĐỀ XUẤT\n…",
        kind=PaperKind.REPORT,
    ),
    Block(
        key="body.list-table",
        slot=Slot.BODY,
        title="Bảng danh sách đề nghị",
        text="| TT | Họ và tên | Chức vụ, đơn vị | Hình thức đề nghị |\n|---|---|---|---|\n"
        "| 1 | … | … | … |",
    ),
    Block(
        key="body.guidance-dossier",
        slot=Slot.BODY,
        title="Thành phần hồ sơ khen thưởng",
        text="Hồ sơ đề nghị gồm:\n- Tờ trình kèm danh sách;\n- Báo cáo thành tích có xác nhận "
        "của cấp trình;\n- Biên bản họp xét và kết quả bỏ phiếu;\n- Chứng nhận hoặc xác nhận "
        "sáng kiến, đề tài (nếu có).",
        kind=PaperKind.GUIDANCE,
    ),
    Block(
        key="body.pledge",
        slot=Slot.BODY,
        title="Nội dung giao ước",
        text="- Hoàn thành vượt mức các chỉ tiêu được giao năm …;\n- Tổ chức và hưởng ứng có hiệu "
        "quả các phong trào thi đua;\n- Phát hiện, bồi dưỡng, nhân rộng điển hình tiên tiến;\n"
        "- Thực hiện đúng quy định của pháp luật về thi đua, khen thưởng.",
        kind=PaperKind.AGREEMENT,
    ),
)

_ORGANISATION = (
    Block(
        key="organisation.home-office",
        slot=Slot.ORGANISATION,
        title="Sở Nội vụ làm đầu mối",
        text="Sở Nội vụ là cơ quan đầu mối, theo dõi, đôn đốc, kiểm tra và tổng hợp kết quả thực "
        "hiện, báo cáo Ủy ban nhân dân tỉnh.",
        level=_PROVINCE,
    ),
    Block(
        key="organisation.culture-office",
        slot=Slot.ORGANISATION,
        title="Phòng Văn hóa - Xã hội làm đầu mối",
        text="Phòng Văn hóa - Xã hội chủ trì, phối hợp với các cơ quan, đơn vị, các thôn tham mưu "
        "triển khai Kế hoạch; theo dõi, đôn đốc và tổng hợp báo cáo Ủy ban nhân dân xã.",
        level=_COMMUNE,
    ),
    Block(
        key="organisation.units",
        slot=Slot.ORGANISATION,
        title="Trách nhiệm của các đơn vị",
        text="Thủ trưởng các cơ quan, đơn vị căn cứ chức năng, nhiệm vụ được giao xây dựng kế "
        "hoạch cụ thể, tổ chức thực hiện và báo cáo kết quả đúng thời hạn.",
    ),
    Block(
        key="organisation.department",
        slot=Slot.ORGANISATION,
        title="Văn phòng cơ quan làm đầu mối",
        text="Văn phòng là đơn vị đầu mối, giúp Giám đốc theo dõi, đôn đốc và tổng hợp kết quả.",
        level=_DEPARTMENT,
    ),
    Block(
        key="organisation.school",
        slot=Slot.ORGANISATION,
        title="Các tổ chuyên môn thực hiện",
        text="Các tổ chuyên môn, đoàn thể trong nhà trường tổ chức thực hiện; bộ phận văn phòng "
        "tổng hợp kết quả, báo cáo Hiệu trưởng.",
        level=_SCHOOL,
    ),
)

_CLOSINGS = (
    Block(
        key="closing.plan",
        slot=Slot.CLOSING,
        title="Kết thúc kế hoạch",
        text="Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các cơ quan, đơn vị phản ánh "
        "về cơ quan đầu mối để tổng hợp, báo cáo xem xét, giải quyết.",
        kind=PaperKind.PLAN,
    ),
    Block(
        key="closing.report",
        slot=Slot.CLOSING,
        title="Kết thúc báo cáo",
        text="Trên đây là báo cáo kết quả công tác thi đua, khen thưởng, trân trọng báo cáo.",
        kind=PaperKind.REPORT,
    ),
    Block(
        key="closing.proposal",
        slot=Slot.CLOSING,
        title="Kết thúc tờ trình",
        text="Kính trình … xem xét, quyết định.",
        kind=PaperKind.PROPOSAL,
    ),
    Block(
        key="closing.letter",
        slot=Slot.CLOSING,
        title="Đề nghị quan tâm, thực hiện",
        text="Đề nghị các cơ quan, đơn vị quan tâm, phối hợp thực hiện.",
        kind=PaperKind.OFFICIAL_LETTER,
    ),
    Block(
        key="closing.invitation",
        slot=Slot.CLOSING,
        title="Mong đại biểu đến dự",
        text="Rất mong quý đại biểu sắp xếp thời gian đến dự đầy đủ, đúng giờ.",
        kind=PaperKind.INVITATION,
    ),
    Block(
        key="closing.minutes",
        slot=Slot.CLOSING,
        title="Thông qua biên bản",
        text="Biên bản được đọc lại cho những người dự họp cùng nghe, thống nhất thông qua và cùng "
        "ký tên dưới đây.",
        kind=PaperKind.MINUTES,
    ),
    Block(
        key="closing.pledge",
        slot=Slot.CLOSING,
        title="Cam kết thực hiện",
        text="Các đơn vị cam kết thực hiện đầy đủ các nội dung đã ký; kết quả thực hiện là căn cứ "
        "để xét khen thưởng năm ….",
        kind=PaperKind.AGREEMENT,
    ),
)

_RECIPIENTS = (
    Block(
        key="recipients.upper",
        slot=Slot.RECIPIENTS,
        title="Đảng ủy, HĐND xã",
        text="Thường trực Đảng ủy xã\nThường trực HĐND xã\nLãnh đạo UBND xã",
        level=_COMMUNE,
    ),
    Block(
        key="recipients.province",
        slot=Slot.RECIPIENTS,
        title="Tỉnh ủy, HĐND tỉnh",
        text="Thường trực Tỉnh ủy\nThường trực HĐND tỉnh\nChủ tịch, các Phó Chủ tịch UBND tỉnh\n"
        "Ủy ban MTTQ Việt Nam tỉnh",
        level=_PROVINCE,
    ),
)

LIBRARY: tuple[Block, ...] = (
    *_BASES,
    *_OPENINGS,
    *_BODIES,
    *_ORGANISATION,
    *_CLOSINGS,
    *_RECIPIENTS,
)
BY_KEY = {block.key: block for block in LIBRARY}
