"""Papers that members attach to the criteria of their score sheets."""

from datetime import date

from app.documents.terms import PaperKind
from app.lib.text import fold
from deploy.demo import evidence
from deploy.demo.cast import Unit
from deploy.demo.evidence import Office
from deploy.demo.scores import EVIDENCE

PARTS = {
    "I.1": (
        "Đến hết quý III năm 2026, các chỉ tiêu kinh tế - xã hội được giao cơ bản đạt và vượt tiến "
        "độ; chi tiết theo biểu số liệu trên hệ thống báo cáo của tỉnh.",
        "Các chỉ tiêu còn lại phấn đấu hoàn thành trước ngày 15/12/2026.",
    ),
    "II.1": (
        "Căn cứ kết quả đánh giá, xếp loại, Đảng bộ, chính quyền, Mặt trận Tổ quốc và các tổ chức "
        "chính trị - xã hội được xếp loại hoàn thành tốt nhiệm vụ trở lên.",
    ),
    "III.1": (
        "Chủ tịch UBND phát động phong trào thi đua năm 2026; 100% cơ quan, đơn vị, thôn, tổ dân "
        "phố đăng ký thi đua, ký giao ước thi đua.",
    ),
    "III.4": (
        "Công nhận các mô hình, điển hình tiên tiến năm 2026 theo đề nghị của Hội đồng Thi đua - "
        "Khen thưởng (có danh sách kèm theo).",
        "Giao Phòng Văn hóa - Xã hội tuyên truyền, nhân rộng.",
    ),
    "IV.1": ("Tặng Cờ thi đua cho tập thể dẫn đầu phong trào thi đua năm 2025.",),
    "IV.2": ("Công nhận sáng kiến có phạm vi ảnh hưởng, được áp dụng hiệu quả năm 2026.",),
}
KINDS = {
    "I.1": PaperKind.REPORT,
    "II.1": PaperKind.NOTICE,
    "III.1": PaperKind.NOTICE,
    "III.4": PaperKind.DECISION,
    "IV.1": PaperKind.DECISION,
    "IV.2": PaperKind.DECISION,
}


def of(unit: Unit, code: str) -> tuple[str, bytes, str]:
    """The file's name, its content, and what it shows."""
    caption, office = EVIDENCE[code], Office.of(unit)
    number = str(unit.dice.randint(110, 480))
    on = date(2026, 10, unit.dice.randint(1, 9))
    if KINDS[code] is PaperKind.DECISION:
        about = caption.removeprefix("Quyết định ")
        content = evidence.decision(
            office,
            number=number,
            on=on,
            about=f"Về việc {about[:1].lower()}{about[1:]}",
            articles=(*PARTS[code], "Quyết định này có hiệu lực kể từ ngày ký."),
        )
    else:
        about = caption
        for word in (PaperKind.REPORT.label, PaperKind.NOTICE.label):
            about = about.removeprefix(f"{word} ")
        about = f"{about[:1].upper()}{about[1:]}"
        content = evidence.letter(
            office, number=number, on=on, kind=KINDS[code], about=about, parts=PARTS[code]
        )
    name = "-".join(fold(caption).replace(",", "").split())[:60].rstrip("-")
    return f"{name}.pdf", content, caption
