"""What officers write beside the state of a task: for the province's tasks, by their place."""

from dataclasses import dataclass

from deploy.demo import province_plan as plan


@dataclass(frozen=True)
class Notes:
    """Notes on a task under way, and on one that is done."""

    going: tuple[str, ...]
    done: tuple[str, ...]


NOTES = {
    plan.REPORT_2025: Notes(
        ("Đang tổng hợp số liệu của các {base}, cơ quan, đơn vị.",),
        (
            "Đã gửi Báo cáo số {n}/BC-UBND về UBND tỉnh (qua Sở Nội vụ).",
            "Hoàn thành, gửi tỉnh đúng hạn; số liệu khen thưởng hộ gia đình bổ sung sau.",
        ),
    ),
    plan.CONFERENCE: Notes(
        ("Đã dự kiến lồng ghép với hội nghị tổng kết công tác năm.",),
        (
            "Tổ chức lồng ghép, {n} đại biểu; trao giấy khen cho tập thể, cá nhân tiêu biểu.",
            "Đã tổ chức tại hội trường, {n} đại biểu dự.",
        ),
    ),
    plan.LAUNCH: Notes(
        ("Đã có dự thảo nội dung phát động, chờ lịch của lãnh đạo.",),
        (
            "Lãnh đạo phát động tại hội nghị tổng kết; các đơn vị đăng ký thi đua đầy đủ.",
            "Đã phát động; đăng ký thi đua đạt 100%.",
        ),
    ),
    plan.PROVINCE_CONFERENCE: Notes(("Chờ giấy mời của tỉnh.",), ("Lãnh đạo dự theo giấy mời.",)),
    plan.PLEDGE: Notes(
        ("Đã góp ý dự thảo giao ước của cụm.",),
        ("Đã ký giao ước thi đua năm 2026 cùng các thành viên trong cụm.",),
    ),
    plan.THEME_1: Notes(
        ("Đã ban hành kế hoạch đợt thi đua phục vụ bầu cử.",),
        (
            "Cử tri đi bầu đạt trên 99%; đã sơ kết, khen {few} tập thể, {n} cá nhân.",
            "Sơ kết đợt thi đua phục vụ bầu cử; khen thưởng {few} tập thể.",
        ),
    ),
    plan.TRAINING: Notes(("Đã đăng ký danh sách gửi Sở Nội vụ.",), ("02 công chức đã tham gia.",)),
    plan.REPORT_H1: Notes(
        ("Đang tổng hợp; còn {few} đơn vị chưa gửi số liệu.",),
        ("Đã gửi báo cáo sơ kết 6 tháng lên tỉnh.",),
    ),
    plan.THEME_2: Notes(
        ("Đã phát động đợt thi đua chào mừng ngày 11/6.",),
        (
            "Sơ kết ngày 11/6; khen {few} tập thể, {n} cá nhân.",
            "Hoàn thành {few} công trình, phần việc chào mừng; đã khen thưởng.",
        ),
    ),
    plan.SCHOOLS: Notes(
        ("Đã thẩm định hồ sơ của {few} trường; còn thiếu biên bản bình xét.",),
        ("Đã khen {n} cá nhân, {few} tập thể; trình tỉnh tặng Bằng khen theo quy định.",),
    ),
    plan.CLUSTER_H1: Notes(("Đã gửi báo cáo tham luận cho cụm trưởng.",), ("Lãnh đạo đã dự.",)),
    plan.INSPECTION: Notes(
        ("Đã tự kiểm tra tại {few} {base}, đơn vị.",),
        ("Đã tự kiểm tra xong; nhắc {few} đơn vị lập sổ theo dõi khen thưởng.",),
    ),
    plan.EXEMPLARS: Notes(
        ("Đã chọn {few} mô hình, đang hoàn thiện bài viết.",),
        ("Giới thiệu {few} mô hình, điển hình mới; đã đăng trang thông tin điện tử.",),
    ),
    plan.THEME_3: Notes(
        ("Đang triển khai; kết quả chuyển đổi số còn chậm.",),
        ("Sơ kết quý III: thêm {few} tiêu chí nông thôn mới đạt; khen {n} cá nhân.",),
    ),
    plan.STATE_AWARDS: Notes(
        ("Đang rà soát quá trình công tác của {few} trường hợp.",),
        ("Đã gửi hồ sơ {few} trường hợp về Sở Nội vụ.",),
    ),
    plan.THEME_4: Notes(
        (
            "Đợt thi đua nước rút đang triển khai; còn {few} chỉ tiêu chưa đạt.",
            "Đã đạt phần lớn chỉ tiêu; tập trung thu ngân sách và bảo hiểm y tế.",
        ),
        ("Hoàn thành các chỉ tiêu năm.",),
    ),
    plan.SELF_SCORING: Notes(
        ("Đã hướng dẫn các đơn vị; đang rà soát điểm tự chấm.",),
        ("Đã ban hành hướng dẫn tổng kết và nộp bảng điểm cho cụm.",),
    ),
    plan.AWARDS: Notes(
        ("Đã nhận hồ sơ của {n} đơn vị; đang thẩm định.",),
        ("Hội đồng đã họp; đã trình quyết định khen thưởng.",),
    ),
    plan.REPORT_YEAR: Notes(("Đang tổng hợp số liệu năm.",), ("Đã gửi báo cáo tổng kết.",)),
    plan.NEXT_PLAN: Notes(("Đã có dự thảo, chờ kế hoạch của tỉnh.",), ("Đã ban hành.",)),
}
OWN = Notes(
    ("Đang triển khai tại các {base}, đơn vị; tiến độ bảo đảm.", "Đã xong {few} phần việc."),
    ("Đã sơ kết; khen thưởng {few} tập thể, {n} cá nhân.", "Hoàn thành theo kế hoạch đề ra."),
)
OBSTRUCTED = (
    "Chưa bố trí được kinh phí; đã đề nghị Phòng Kinh tế cân đối.",
    "Công chức phụ trách vừa chuyển công tác, chưa có người thay.",
    "Nhiều đơn vị chậm gửi số liệu, phải đôn đốc nhiều lần.",
)
