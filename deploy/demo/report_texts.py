"""The prose of half-year and year reviews, as communes write them."""

from collections.abc import Mapping
from random import Random

from deploy.demo.cast import Unit
from tenants.models import TenantKind

SITUATION = (
    "Thuận lợi: {organ} được Thường trực Đảng ủy, Thường trực HĐND quan tâm lãnh đạo; bộ máy sau "
    "sắp "
    "xếp đi vào ổn định, nhân dân đồng thuận.\nKhó khăn: địa bàn rộng, {n1} {base}, nhiều {base} "
    "xa "
    "trung tâm; công chức phụ trách kiêm nhiệm nhiều lĩnh vực.",
    "{organ} có {n1} {base}, {n2} cơ quan, đơn vị, trường học tham gia phong trào thi đua. Thời "
    "tiết "
    "đầu năm rét đậm kéo dài, giá nông sản không ổn định ảnh hưởng đến sản xuất của nhân dân.",
)
DIRECTION = (
    "Ban hành {n3} văn bản chỉ đạo, trong đó có kế hoạch công tác thi đua, khen thưởng năm 2026 và "
    "kế "
    "hoạch đợt thi đua phục vụ bầu cử. Tuyên truyền {n4} lượt trên hệ thống truyền thanh, {n5} "
    "tin, bài "
    "trên trang thông tin điện tử. Kiện toàn Hội đồng Thi đua - Khen thưởng gồm {n6} thành viên.",
    "Kịp thời ban hành {n3} kế hoạch, công văn; phân công từng cơ quan chủ trì, có thời hạn. Hội "
    "đồng "
    "Thi đua - Khen thưởng họp {few} phiên. Cử 02 công chức tham gia lớp bồi dưỡng nghiệp vụ do "
    "tỉnh "
    "tổ chức.",
)
CENTRAL = (
    "Phong trào “Cả nước chung sức xây dựng nông thôn mới”: hoàn thành thêm {few} tiêu chí; nhân "
    "dân "
    "hiến {n7} m² đất, đóng góp {n8} ngày công.\nPhong trào “Vì người nghèo - Không để ai bị bỏ "
    "lại phía "
    "sau”: hỗ trợ {n9} hộ phát triển sản xuất.",
    "Phong trào “Cả nước chung sức xây dựng nông thôn mới” gắn với cứng hóa {few} km đường {base}; "
    "phong "
    "trào “Cán bộ, công chức, viên chức thi đua thực hiện văn hóa công sở” có 100% cơ quan đăng "
    "ký.",
)
WARD_CENTRAL = (
    "Phong trào “Cán bộ, công chức, viên chức thi đua thực hiện văn hóa công sở”: 100% cơ quan "
    "đăng ký. "
    "Phong trào xây dựng đô thị văn minh: chỉnh trang {few} tuyến phố, lắp {n2} camera an ninh.",
)
OWN = (
    "Phát động {few} đợt thi đua; {n1}/{n1} {base}, {n2}/{n2} cơ quan, đơn vị đăng ký. Kết quả: "
    "thu "
    "ngân sách đạt {p1}% dự toán; {p2}% hồ sơ thủ tục hành chính giải quyết đúng hạn và trước hạn.",
    "Các {base} thi đua phát triển kinh tế, giữ gìn an ninh trật tự; {p2}% hồ sơ thủ tục hành "
    "chính giải "
    "quyết đúng hạn, {p1}% hộ đăng ký gia đình văn hóa.",
)
THEMATIC = (
    "Đợt thi đua phục vụ bầu cử (từ 15/01 đến 20/3/2026): cử tri đi bầu đạt 99,{few}%; khen {few} "
    "tập "
    "thể, {n2} cá nhân. Đợt thi đua chào mừng 11/6: hoàn thành {few} công trình, phần việc.",
)
EXEMPLARS = (
    "Phát hiện, biểu dương {few} điển hình: mô hình liên kết trồng, chế biến nông sản; tổ công "
    "nghệ số "
    "cộng đồng hỗ trợ người cao tuổi làm dịch vụ công trực tuyến.",
    "Giới thiệu {few} gương người tốt, việc tốt về hiến đất làm đường, giúp nhau xóa nhà tạm.",
)
CLUSTER = ("Ký giao ước thi đua và tham gia đầy đủ hoạt động của {cluster}.",)
AWARDS = (
    "Chủ tịch {organ} tặng Giấy khen cho {n10} tập thể, {n11} cá nhân, {few} hộ gia đình; trong đó "
    "khen "
    "theo chuyên đề {n2} trường hợp. Đề nghị cấp tỉnh tặng Bằng khen cho {few} trường hợp. Người "
    "trực "
    "tiếp lao động, sản xuất, công tác chiếm {p3}%.",
)
COUNCIL = (
    "Hội đồng Thi đua - Khen thưởng hoạt động theo quy chế. Quỹ thi đua, khen thưởng thu {n9} "
    "triệu "
    "đồng, chi {n2} triệu đồng. Hồ sơ theo dõi trên phần mềm.",
)
STRENGTHS = (
    "Phong trào thi đua gắn với nhiệm vụ cụ thể; khen thưởng kịp thời, tỷ lệ người trực tiếp lao "
    "động "
    "được khen tăng {few}% so với cùng kỳ.",
    "Các nhiệm vụ trong kế hoạch cơ bản hoàn thành đúng tiến độ, có minh chứng; chế độ báo cáo nền "
    "nếp.",
)
SHORTCOMINGS = (
    "{few} {base} gửi hồ sơ đề nghị khen thưởng chậm; việc phát hiện nhân tố mới chưa nhiều.",
    "Một số nhiệm vụ chậm so với thời hạn; tuyên truyền điển hình tiên tiến chưa thường xuyên.",
    "Báo cáo của một số đơn vị còn chung chung, thiếu số liệu; công tác tự kiểm tra còn hạn chế.",
)
CAUSES = (
    "Công chức phụ trách kiêm nhiệm, mới tiếp nhận công việc sau sắp xếp; địa bàn rộng.",
    "Người đứng đầu một số đơn vị chưa quan tâm đúng mức.",
)
LESSONS = (
    "Phân công rõ việc, rõ người, rõ thời hạn; kiểm tra, đôn đốc thường xuyên.",
    "Lấy kết quả thực hiện nhiệm vụ làm thước đo; khen kịp thời ngay sau mỗi đợt thi đua.",
)
GOALS = ("Hoàn thành 100% nhiệm vụ trong kế hoạch; phấn đấu xếp từ thứ ba trở lên trong cụm.",)
PRIORITIES = (
    "- Hoàn thành các nhiệm vụ chuyển từ kỳ này sang.\n- Phát động đợt thi đua nước rút quý IV.\n- "
    "Tổ "
    "chức tổng kết, bình xét khen thưởng năm đúng thời hạn.",
    "- Đẩy mạnh phong trào xây dựng nông thôn mới, chuyển đổi số.\n- Tự kiểm tra công tác thi đua, "
    "khen "
    "thưởng tại {few} đơn vị.\n- Tự chấm điểm, gửi cụm đúng hạn.",
)
SOLUTIONS = ("Giao ban công tác thi đua, khen thưởng hằng tháng; công khai tiến độ từng đơn vị.",)
TARGETS = (
    "100% nhiệm vụ hoàn thành đúng hạn; có ít nhất {few} mô hình mới; trên {p3}% người được khen "
    "là "
    "người trực tiếp lao động, sản xuất, công tác.",
)
PROPOSALS = (
    "Đề nghị Sở Nội vụ sớm ban hành hướng dẫn tổng kết và mở thêm lớp bồi dưỡng nghiệp vụ cho cấp "
    "xã.",
    "Không.",
)


DEPARTMENT: dict[str, tuple[str, ...]] = {
    "direction": (
        "Ban hành {n3} văn bản triển khai công tác thi đua, khen thưởng của ngành; kiện toàn Hội "
        "đồng "
        "Thi đua - Khen thưởng cơ quan gồm {n6} thành viên; cử 02 công chức dự lớp bồi dưỡng "
        "nghiệp vụ.",
    ),
    "movements_own": (
        "{n2}/{n2} phòng, đơn vị trực thuộc đăng ký thi đua. Thi đua cải cách hành chính: {p2}% hồ "
        "sơ "
        "giải quyết đúng hạn và trước hạn; cắt giảm {few} thủ tục nội bộ.",
    ),
    "clusters": CLUSTER,
    "awards": (
        "Giám đốc tặng Giấy khen cho {n10} tập thể, {n11} cá nhân; đề nghị cấp trên tặng Bằng khen "
        "cho "
        "{few} trường hợp. Người trực tiếp công tác chiếm {p3}%.",
    ),
    "strengths": STRENGTHS[1:],
    "shortcomings": ("Một số phòng, đơn vị đăng ký sáng kiến chậm; nội dung thi đua còn chung.",),
    "causes": CAUSES[1:],
    "priorities": (
        "- Hoàn thành các nhiệm vụ còn lại trong kế hoạch.\n- Xét công nhận sáng kiến cấp cơ "
        "sở.\n- Tổ "
        "chức tổng kết, bình xét khen thưởng năm.",
    ),
}


def narrative(unit: Unit, *, cluster: str) -> dict[str, str]:
    """Every section of the outline, with the unit's own figures."""
    facts = _facts(unit, cluster)
    return {key: unit.dice.choice(said).format(**facts) for key, said in _sections(unit).items()}


def _sections(unit: Unit) -> dict[str, tuple[str, ...]]:
    if unit.tenant.kind is TenantKind.DEPARTMENT:
        return DEPARTMENT
    return {
        "situation": SITUATION,
        "direction": DIRECTION,
        "movements_central": WARD_CENTRAL if unit.is_ward else CENTRAL,
        "movements_own": OWN,
        "movements_thematic": THEMATIC,
        "exemplars": EXEMPLARS,
        "clusters": CLUSTER,
        "awards": AWARDS,
        "council": COUNCIL,
        "strengths": STRENGTHS,
        "shortcomings": SHORTCOMINGS,
        "causes": CAUSES,
        "lessons": LESSONS,
        "goals": GOALS,
        "priorities": PRIORITIES,
        "solutions": SOLUTIONS,
        "targets": TARGETS,
        "proposals": PROPOSALS,
    }


def _facts(unit: Unit, cluster: str) -> Mapping[str, object]:
    dice = unit.dice
    return {
        "organ": f"UBND {unit.tenant.name_in_text}",
        "base": unit.base,
        "cluster": cluster,
        "few": dice.randint(2, 6),
        "n1": dice.randint(14, 32),
        "n2": dice.randint(11, 19),
        "n3": dice.randint(6, 14),
        "n4": dice.randint(40, 120),
        "n5": dice.randint(12, 48),
        "n6": dice.randint(11, 15),
        "n7": f"{dice.randint(6, 38) * 100:,}".replace(",", "."),
        "n8": f"{dice.randint(150, 900)}",
        "n9": dice.randint(20, 60),
        "n10": dice.randint(6, 18),
        "n11": dice.randint(25, 80),
        **_percents(dice),
    }


def _percents(dice: Random) -> dict[str, str]:
    def percent(low: int, high: int) -> str:
        return f"{dice.randint(low * 10, high * 10) / 10:.1f}".replace(".", ",")

    return {"p1": percent(52, 68), "p2": percent(96, 99), "p3": percent(58, 78)}
