"""Deeds in the words of the office: what the reader of the trail sees after a person's name."""

from collections.abc import Mapping
from typing import Any

SENTENCES: dict[str, str] = {
    "account.operator_made": "đã tạo tài khoản vận hành",
    "account.other_sessions_ended": "đã đăng xuất các thiết bị khác của mình",
    "account.password_changed": "đã đổi mật khẩu",
    "account.session_ended": "đã đăng xuất một thiết bị của mình",
    "account.signed_in": "đã đăng nhập",
    "account.switched": "đã chuyển sang làm việc ở đơn vị khác",
    "account.token_issued": "đã tạo mã truy cập API",
    "account.token_revoked": "đã thu hồi mã truy cập API",
    "invitation.accepted": "đã nhận lời mời vào đơn vị",
    "invitation.administrator_sent": "đã mời người quản trị cho đơn vị trực thuộc",
    "invitation.sent": "đã mời người dùng",
    "invitation.withdrawn": "đã thu hồi lời mời",
    "member.changed": "đã đổi vai trò, chức vụ của người dùng",
    "member.deactivated": "đã cho người dùng ngừng hoạt động",
    "member.reactivated": "đã cho người dùng hoạt động trở lại",
    "office.added": "đã thêm phòng, ban",
    "office.changed": "đã sửa phòng, ban",
    "office.closed": "đã ngừng sử dụng phòng, ban",
    "office.reopened": "đã dùng lại phòng, ban",
    "office.people_changed": "đã xếp người vào phòng, ban",
    "office.people_settled": "đã xếp người vào phòng, ban theo mục Người dùng",
    "office_group.added": "đã thêm nhóm cơ quan",
    "office_group.changed": "đã sửa nhóm cơ quan",
    "office_group.removed": "đã bỏ nhóm cơ quan",
    "office_group.usual_added": "đã thêm các nhóm cơ quan gợi ý",
    "office.usual_added": "đã thêm danh sách phòng, ban gợi ý",
    "department.added": "đã thêm sở, ban, ngành",
    "province.provisioned": "đã khởi tạo xong tỉnh, thành phố",
    "province.provisioning_asked": "đã yêu cầu khởi tạo tỉnh, thành phố",
    "file.stored": "đã lưu tệp",
    "paper.asked": "đã yêu cầu in văn bản",
    "paper.drawn": "đã in xong văn bản",
    "plan.drafted": "đã lập dự thảo kế hoạch",
    "plan.edited": "đã sửa dự thảo kế hoạch",
    "plan.discarded": "đã bỏ dự thảo kế hoạch",
    "plan.tasks_set": "đã sửa danh sách nhiệm vụ của kế hoạch",
    "plan.issued": "đã ban hành kế hoạch",
    "plan.seen": "đã mở xem kế hoạch đến",
    "plan.acknowledged": "đã tiếp nhận kế hoạch đến",
    "plan.derived": "đã xây dựng dự thảo từ kế hoạch cấp trên",
    "plan.sent": "đã gửi kế hoạch lên cấp trên",
    "plan.reminded": "đã đôn đốc đơn vị chậm",
    "plan.reviewed": "đã chấp nhận hoặc trả lại kế hoạch cấp dưới gửi lên",
    "plan.asked": "đã hỏi, nêu vướng mắc với cấp trên",
    "plan.answered": "đã trả lời nội dung cấp dưới hỏi",
    "plan.clarified": "đã giải đáp chung cho các đơn vị nhận kế hoạch",
    "task.added": "đã thêm nhiệm vụ",
    "task.edited": "đã sửa nhiệm vụ",
    "task.removed": "đã bỏ nhiệm vụ",
    "task.split": "đã tách nhiệm vụ cấp trên giao thành nhiều nhiệm vụ",
    "task.merged": "đã gộp nhiệm vụ cấp trên giao",
    "progress.recorded": "đã ghi tiến độ nhiệm vụ",
    "evidence.added": "đã nộp minh chứng",
    "evidence.withdrawn": "đã rút minh chứng",
    "report.drafted": "đã lập dự thảo báo cáo",
    "report.edited": "đã sửa dự thảo báo cáo",
    "report.sent": "đã gửi báo cáo",
    "report.reviewed": "đã xem xét báo cáo của cấp dưới",
    "cluster.created": "đã lập cụm, khối thi đua",
    "cluster.edited": "đã sửa cụm, khối thi đua",
    "cluster.assigned": "đã xếp đơn vị vào cụm, khối",
    "cluster.copied": "đã lấy cụm, khối của năm trước",
    "cluster.discarded": "đã bỏ cụm, khối chưa ban hành",
    "cluster.issued": "đã ban hành quyết định chia cụm, khối",
    "cluster.roles_changed": "đã đổi cụm trưởng, cụm phó",
    "criteria_set.drafted": "đã lập dự thảo bộ tiêu chí",
    "criteria_set.edited": "đã sửa dự thảo bộ tiêu chí",
    "criteria_set.discarded": "đã bỏ dự thảo bộ tiêu chí",
    "criteria_set.issued": "đã ban hành bộ tiêu chí",
    "criterion.added": "đã thêm tiêu chí",
    "criterion.edited": "đã sửa tiêu chí",
    "criterion.moved": "đã đổi thứ tự tiêu chí",
    "criterion.removed": "đã bỏ tiêu chí",
    "score_sheet.opened": "đã mở bảng tự chấm điểm",
    "score_sheet.drawn": "đã lấy số liệu nhiệm vụ vào bảng điểm",
    "score_sheet.saved": "đã ghi điểm tự chấm",
    "score_sheet.submitted": "đã gửi bảng tự chấm điểm",
    "score_sheet.confirmed": "đã xác nhận kết quả một bảng điểm",
    "score_sheet.confirmed_all": "đã xác nhận kết quả các bảng điểm của cụm",
    "sheet_evidence.added": "đã thêm minh chứng vào bảng điểm",
    "sheet_evidence.removed": "đã bỏ minh chứng khỏi bảng điểm",
    "appraisal.started": "đã bắt đầu thẩm định bảng điểm",
    "appraisal.saved": "đã ghi điểm thẩm định",
    "appraisal.sent": "đã gửi kết quả thẩm định",
    "appraisal.settled": "đã chốt điểm của cụm",
    "explanation.saved": "đã ghi nội dung giải trình",
    "explanation.sent": "đã gửi giải trình",
    "absence.listed": "đã ghi đơn vị không tham gia xếp hạng",
    "absence.withdrawn": "đã bỏ ghi đơn vị không tham gia xếp hạng",
    "tie.decided": "đã quyết định thứ tự các đơn vị bằng điểm",
    "standings.announced": "đã công bố kết quả xếp hạng",
}
"""Every verb that the rooms record; a test holds this table against the code."""

DETAILS: dict[str, str] = {
    "name": "tên",
    "before": "trước đó",
    "email": "thư điện tử",
    "full_name": "họ tên",
    "person": "người",
    "label": "tên mã",
    "tenant": "đơn vị",
    "code": "mã",
    "title": "tên",
    "number": "số",
    "symbol": "ký hiệu",
    "issued_on": "ngày",
    "year": "năm",
    "cluster": "cụm",
    "member": "đơn vị",
    "text": "nội dung",
    "caption": "minh chứng",
    "total": "tổng điểm",
    "percent": "phần trăm",
    "tasks": "số nhiệm vụ",
    "deliveries": "số nơi nhận",
    "reason": "lý do",
    "count": "số lượng",
    "recipients": "số nơi nhận",
    "added": "thêm mới",
}
"""The details that are shown, in this order; others are kept for whoever reads the database."""

SYSTEM = "Hệ thống"


def sentence(verb: str) -> str:
    """What was done, as it follows the name of who did it."""
    return SENTENCES.get(verb, verb)


def shown_details(details: Mapping[str, Any]) -> str:
    """The details worth reading: "tên: Phòng Kinh tế; trước đó: Phòng Tài chính"."""
    return "; ".join(
        f"{label}: {details[name]}"
        for name, label in DETAILS.items()
        if details.get(name) not in (None, "", [])
    )
