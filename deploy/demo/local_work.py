"""What communes add to the province's tasks out of the work of their own region."""

from datetime import date

from app.plans.actions import TaskContent
from deploy.demo.cast import Unit
from tenants.models import TenantKind

BORDER = frozenset(
    {
        *("Quốc Khánh", "Quốc Việt", "Kháng Chiến", "Thụy Hùng", "Hoàng Văn Thụ", "Đồng Đăng"),
        *("Cao Lộc", "Ba Sơn", "Mẫu Sơn", "Khuất Xá", "Kiên Mộc"),
    }
)
"""The communes on the border with China."""

REGIONS: dict[str, tuple[str, ...]] = {
    "Phát động phong trào thi đua trồng, chăm sóc hồi theo hướng hữu cơ, cấp mã số vùng trồng": (
        *("Văn Quan", "Điềm He", "Khánh Khê", "Yên Phúc", "Tri Lễ", "Tân Đoàn"),
        *("Bình Gia", "Tân Văn", "Hồng Phong", "Hoa Thám", "Thiện Hòa", "Thiện Thuật"),
    ),
    "Phát động phong trào thi đua sản xuất na VietGAP, GlobalGAP, quảng bá sản phẩm na của địa "
    "phương": (
        *("Chi Lăng", "Quan Sơn", "Nhân Lý", "Vạn Linh", "Bằng Mạc", "Cai Kinh", "Hữu Lũng"),
        *("Tân Thành", "Tuấn Sơn", "Hữu Liên", "Vân Nham"),
    ),
    "Phát động phong trào thi đua phát triển vùng quýt, lúa nếp cái hoa vàng và du lịch cộng "
    "đồng": ("Bắc Sơn", "Hưng Vũ", "Tân Tri", "Vũ Lăng", "Vũ Lễ", "Nhất Hòa"),
    "Phát động phong trào thi đua trồng, chế biến thạch đen, bảo đảm tiêu chuẩn xuất khẩu": (
        *("Tràng Định", "Thất Khê", "Tân Tiến", "Đoàn Kết"),
    ),
    "Phát động phong trào thi đua trồng rừng gỗ lớn, quản lý rừng thông bền vững có chứng chỉ": (
        *("Đình Lập", "Thái Bình", "Châu Sơn", "Lộc Bình", "Na Dương", "Lợi Bác", "Xuân Dương"),
        *("Thống Nhất", "Chiến Thắng"),
    ),
    "Phát động phong trào thi đua phát triển vùng hồng vành khuyên, hồng Bảo Lâm": (
        *("Na Sầm", "Văn Lãng", "Hội Hoan", "Công Sơn"),
    ),
    "Phát động phong trào thi đua xây dựng tuyến phố văn minh, “5 không, 3 sạch”": (
        *("Đông Kinh", "Lương Văn Tri", "Tam Thanh", "Kỳ Lừa"),
    ),
}
AT_THE_BORDER = (
    "Phát động phong trào thi đua “Toàn dân tham gia bảo vệ chủ quyền lãnh thổ, an ninh biên giới "
    "quốc gia trong tình hình mới”"
)
REFORM = (
    "Phát động phong trào thi đua cải cách hành chính, xây dựng cơ quan văn hóa, nâng tỷ lệ hồ sơ "
    "trực tuyến toàn trình"
)
ROADS = "Phát động đợt thi đua cứng hóa đường giao thông nông thôn, phấn đấu hoàn thành {km} km"
SHARE_OF_ROADS = 0.35


def addition(unit: Unit) -> TaskContent | None:
    """A task of the unit's own, where its region has one to offer."""
    if unit.tenant.kind is TenantKind.DEPARTMENT:
        return TaskContent(quarter=2, text=REFORM)
    if unit.name in BORDER:
        return TaskContent(quarter=1, text=AT_THE_BORDER, deadline_on=date(2026, 3, 3))
    if not unit.is_ward and unit.dice.random() < SHARE_OF_ROADS:
        text = ROADS.format(km=unit.dice.randint(4, 15))
        return TaskContent(quarter=3, text=text, deadline_on=date(2026, 9, 2))
    found = [text for text, names in REGIONS.items() if unit.name in names]
    return TaskContent(quarter=2, text=found[0]) if found else None
