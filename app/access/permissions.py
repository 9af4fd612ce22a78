"""What a person may do at all, and which role may do it: one page of data."""

from enum import StrEnum


class Permission(StrEnum):
    """A kind of work. Whether it may happen now is asked of the room's policies."""

    PLATFORM_MANAGE = "platform.manage"
    MEMBERS_VIEW = "members.view"
    MEMBERS_MANAGE = "members.manage"
    DIRECTORY_VIEW = "directory.view"
    DIRECTORY_EDIT = "directory.edit"
    AUDIT_VIEW = "audit.view"
    PAPER_DRAW = "paper.draw"
    PAPER_VIEW = "paper.view"
    PAPER_WRITE = "paper.write"
    PAPER_CHECK = "paper.check"
    PAPER_APPROVE = "paper.approve"
    PAPER_ISSUE = "paper.issue"
    PLAN_VIEW = "plan.view"
    PLAN_EDIT = "plan.edit"
    PLAN_ISSUE = "plan.issue"
    PLAN_SEND = "plan.send"
    PLAN_ACKNOWLEDGE = "plan.acknowledge"
    PLAN_REVIEW = "plan.review"
    PLAN_ASK = "plan.ask"
    REMINDER_EDIT = "reminder.edit"
    URGING_WRITE = "urging.write"
    URGING_ISSUE = "urging.issue"
    PROGRESS_VIEW = "progress.view"
    PROGRESS_RECORD = "progress.record"
    REPORT_VIEW = "report.view"
    REPORT_EDIT = "report.edit"
    REPORT_SEND = "report.send"
    REPORT_REVIEW = "report.review"
    CLUSTER_VIEW = "cluster.view"
    CLUSTER_EDIT = "cluster.edit"
    CLUSTER_ISSUE = "cluster.issue"
    CLUSTER_WORK = "cluster.work"
    CLUSTER_SIGN = "cluster.sign"
    CRITERIA_VIEW = "criteria.view"
    CRITERIA_EDIT = "criteria.edit"
    CRITERIA_ISSUE = "criteria.issue"
    SHEET_VIEW = "sheet.view"
    SHEET_EDIT = "sheet.edit"
    SHEET_SUBMIT = "sheet.submit"
    SHEET_APPRAISE = "sheet.appraise"
    SHEET_CONFIRM = "sheet.confirm"
    STANDING_VIEW = "standing.view"
    STANDING_ANNOUNCE = "standing.announce"


class Role(StrEnum):
    """What a person is in a tenant. One person may have several roles in one tenant."""

    OFFICER = "officer"
    LEADER = "leader"
    OFFICE_HEAD = "office_head"
    CLERK = "clerk"
    COUNCIL_MEMBER = "council_member"
    VIEWER = "viewer"
    TENANT_ADMIN = "tenant_admin"
    OPERATOR = "operator"

    @property
    def label(self) -> str:
        """The Vietnamese name of the role."""
        return ROLE_LABELS[self]


ROLE_LABELS: dict[Role, str] = {
    Role.OFFICER: "Chuyên viên",
    Role.LEADER: "Lãnh đạo",
    Role.OFFICE_HEAD: "Lãnh đạo văn phòng",
    Role.CLERK: "Văn thư",
    Role.COUNCIL_MEMBER: "Thành viên Hội đồng",
    Role.VIEWER: "Người xem",
    Role.TENANT_ADMIN: "Quản trị đơn vị",
    Role.OPERATOR: "Vận hành hệ thống",
}

P = Permission

PERMISSION_LABELS: dict[str, dict[Permission, str]] = {
    "Văn bản": {
        P.PAPER_VIEW: "Xem văn bản đi, đến",
        P.PAPER_WRITE: "Soạn văn bản",
        P.PAPER_CHECK: "Kiểm tra nội dung, thể thức trước khi trình",
        P.PAPER_APPROVE: "Duyệt, ký văn bản; thu hồi, thay thế; ghi ý kiến chỉ đạo",
        P.PAPER_ISSUE: "Cấp số, ban hành, gửi, vào sổ văn bản; đóng dấu số của cơ quan",
        P.PAPER_DRAW: "In văn bản",
    },
    "Kế hoạch": {
        P.PLAN_VIEW: "Xem kế hoạch",
        P.PLAN_EDIT: "Soạn, sửa dự thảo kế hoạch",
        P.PLAN_ISSUE: "Ban hành kế hoạch",
        P.PLAN_SEND: "Gửi kế hoạch lên cấp trên",
        P.PLAN_ACKNOWLEDGE: "Tiếp nhận kế hoạch đến",
        P.PLAN_REVIEW: "Chấp nhận, trả lại kế hoạch cấp dưới; trả lời cấp dưới",
        P.PLAN_ASK: "Hỏi, nêu vướng mắc với cấp trên",
    },
    "Tiến độ và báo cáo": {
        P.PROGRESS_VIEW: "Xem tiến độ nhiệm vụ",
        P.PROGRESS_RECORD: "Ghi tiến độ, nộp minh chứng",
        P.REPORT_VIEW: "Xem báo cáo",
        P.REPORT_EDIT: "Soạn báo cáo",
        P.REPORT_SEND: "Gửi báo cáo",
        P.REPORT_REVIEW: "Nhận hoặc trả lại báo cáo cấp dưới",
    },
    "Nhắc việc, đôn đốc": {
        P.REMINDER_EDIT: "Sửa thang nhắc việc",
        P.URGING_WRITE: "Soạn văn bản đôn đốc, gửi thông báo đôn đốc",
        P.URGING_ISSUE: "Ban hành công văn đôn đốc",
    },
    "Cụm, khối thi đua và chấm điểm": {
        P.CLUSTER_VIEW: "Xem cụm, khối thi đua",
        P.CLUSTER_EDIT: "Lập, sửa cụm, khối thi đua",
        P.CLUSTER_ISSUE: "Ban hành quyết định chia cụm, khối",
        P.CLUSTER_WORK: "Soạn kế hoạch, giao ước, biên bản của cụm; đăng ký chỉ tiêu",
        P.CLUSTER_SIGN: "Ký giao ước, gửi kế hoạch và biên bản của cụm",
        P.CRITERIA_VIEW: "Xem bộ tiêu chí",
        P.CRITERIA_EDIT: "Soạn bộ tiêu chí",
        P.CRITERIA_ISSUE: "Ban hành bộ tiêu chí",
        P.SHEET_VIEW: "Xem bảng điểm",
        P.SHEET_EDIT: "Tự chấm điểm",
        P.SHEET_SUBMIT: "Gửi bảng điểm",
        P.SHEET_APPRAISE: "Thẩm định bảng điểm của cụm",
        P.SHEET_CONFIRM: "Xác nhận kết quả trong Hội đồng",
        P.STANDING_VIEW: "Xem kết quả xếp hạng",
        P.STANDING_ANNOUNCE: "Công bố kết quả xếp hạng",
    },
    "Đơn vị và người dùng": {
        P.DIRECTORY_VIEW: "Xem phòng, ban, thôn",
        P.DIRECTORY_EDIT: "Sửa phòng, ban, thôn",
        P.MEMBERS_VIEW: "Xem người dùng của đơn vị",
        P.MEMBERS_MANAGE: "Mời, phân vai trò, cho ngừng hoạt động",
        P.AUDIT_VIEW: "Xem nhật ký",
        P.PLATFORM_MANAGE: "Khởi tạo tỉnh, thành phố",
    },
}
"""What each permission lets one do, in the words of the office."""

_VIEW = frozenset(
    {
        P.DIRECTORY_VIEW,
        P.PAPER_VIEW,
        P.PLAN_VIEW,
        P.PROGRESS_VIEW,
        P.REPORT_VIEW,
        P.CLUSTER_VIEW,
        P.CRITERIA_VIEW,
        P.SHEET_VIEW,
        P.STANDING_VIEW,
        P.PAPER_DRAW,
    }
)

ROLE_MAP: dict[Role, frozenset[Permission]] = {
    Role.VIEWER: _VIEW,
    Role.OFFICER: _VIEW
    | {
        P.DIRECTORY_EDIT,
        P.PAPER_WRITE,
        P.PLAN_EDIT,
        P.PLAN_ACKNOWLEDGE,
        P.PLAN_REVIEW,
        P.PLAN_ASK,
        P.PROGRESS_RECORD,
        P.REMINDER_EDIT,
        P.URGING_WRITE,
        P.REPORT_EDIT,
        P.REPORT_REVIEW,
        P.CLUSTER_EDIT,
        P.CLUSTER_WORK,
        P.CRITERIA_EDIT,
        P.SHEET_EDIT,
        P.SHEET_APPRAISE,
    },
    Role.LEADER: _VIEW
    | {
        P.DIRECTORY_EDIT,
        P.MEMBERS_VIEW,
        P.AUDIT_VIEW,
        P.PAPER_WRITE,
        P.PAPER_APPROVE,
        P.PLAN_EDIT,
        P.PLAN_ISSUE,
        P.PLAN_SEND,
        P.PLAN_ACKNOWLEDGE,
        P.PLAN_REVIEW,
        P.PLAN_ASK,
        P.PROGRESS_RECORD,
        P.REMINDER_EDIT,
        P.URGING_WRITE,
        P.URGING_ISSUE,
        P.REPORT_EDIT,
        P.REPORT_SEND,
        P.REPORT_REVIEW,
        P.CLUSTER_EDIT,
        P.CLUSTER_ISSUE,
        P.CLUSTER_WORK,
        P.CLUSTER_SIGN,
        P.CRITERIA_EDIT,
        P.CRITERIA_ISSUE,
        P.SHEET_EDIT,
        P.SHEET_SUBMIT,
        P.SHEET_APPRAISE,
        P.STANDING_ANNOUNCE,
    },
    Role.OFFICE_HEAD: _VIEW | {P.PAPER_WRITE, P.PAPER_CHECK},
    Role.CLERK: _VIEW
    | {P.PAPER_WRITE, P.PAPER_ISSUE, P.PLAN_ACKNOWLEDGE, P.PLAN_SEND, P.REPORT_SEND},
    Role.COUNCIL_MEMBER: _VIEW | {P.SHEET_CONFIRM},
    Role.TENANT_ADMIN: _VIEW | {P.MEMBERS_VIEW, P.MEMBERS_MANAGE, P.DIRECTORY_EDIT, P.AUDIT_VIEW},
    Role.OPERATOR: frozenset({P.PLATFORM_MANAGE, P.MEMBERS_VIEW, P.MEMBERS_MANAGE, P.AUDIT_VIEW}),
}
"""Which role may do which work. The operator belongs to the platform's own tenant: it manages
tenants, and reads no tenant's papers."""

OF_A_CLOSED_UNIT = _VIEW | {P.MEMBERS_VIEW, P.MEMBERS_MANAGE, P.AUDIT_VIEW}
"""What is left to do in a unit that has ceased: its papers are read, its archive is kept."""

TENANT_ROLES = tuple(role for role in Role if role is not Role.OPERATOR)
"""The roles that a province, commune or department gives to its people."""


def permissions_of(roles: frozenset[Role]) -> frozenset[Permission]:
    """All that a person with these roles may do."""
    return frozenset().union(*(ROLE_MAP[role] for role in roles))
