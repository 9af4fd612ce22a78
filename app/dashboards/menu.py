"""The menu: one page of data, shown by permission and by the level of the tenant."""

from dataclasses import dataclass

from flask import request, url_for

from app.access.permissions import Permission
from app.accounts.queries import Identity
from tenants.models import TenantKind

ISSUERS = frozenset({TenantKind.PROVINCE, TenantKind.DISTRICT})
RECEIVERS = frozenset(
    {
        TenantKind.DISTRICT,
        TenantKind.COMMUNE,
        TenantKind.DEPARTMENT,
        TenantKind.SCHOOL,
        TenantKind.ENTERPRISE,
    }
)
OFFICES = ISSUERS | RECEIVERS
HOLDERS = ISSUERS | {TenantKind.COMMUNE, TenantKind.DEPARTMENT}
PROVINCE = frozenset({TenantKind.PROVINCE})
LASTING = frozenset({TenantKind.PROVINCE, TenantKind.COMMUNE})
TERRITORIAL = LASTING | {TenantKind.DISTRICT}
PLATFORM = frozenset({TenantKind.PLATFORM})
ALL = OFFICES | PLATFORM


@dataclass(frozen=True)
class Entry:
    """One line of the menu."""

    label: str
    endpoint: str
    permission: Permission | None
    kinds: frozenset[TenantKind]


MENU: tuple[tuple[str, tuple[Entry, ...]], ...] = (
    (
        "Việc của tôi",
        (
            Entry("Trang chủ", "dashboards.home", None, ALL),
            Entry("Thông báo", "notifications.index", None, ALL),
            Entry("Việc hôm nay", "reminders.digest", None, OFFICES),
            Entry("Lịch công tác", "calendar.month", Permission.PROGRESS_VIEW, OFFICES),
        ),
    ),
    (
        "Kế hoạch",
        (
            Entry("Kế hoạch đến", "plans.incoming", Permission.PLAN_VIEW, RECEIVERS),
            Entry("Kế hoạch của đơn vị", "plans.index", Permission.PLAN_VIEW, OFFICES),
            Entry("Kế hoạch cấp dưới gửi lên", "plans.received", Permission.PLAN_VIEW, ISSUERS),
            Entry("Tình hình gửi kế hoạch", "dashboards.sendings", Permission.PLAN_VIEW, ISSUERS),
            Entry("Trao đổi, vướng mắc", "plans.threads", Permission.PLAN_VIEW, OFFICES),
            Entry("Tiến độ nhiệm vụ", "progress.index", Permission.PROGRESS_VIEW, OFFICES),
            Entry("Việc của phòng", "progress.own_office", Permission.PROGRESS_VIEW, OFFICES),
            Entry("Năm kế hoạch", "progress.plan_years", Permission.PLAN_VIEW, OFFICES),
        ),
    ),
    (
        "Văn bản",
        (
            Entry("Dự thảo văn bản", "correspondence.list_drafts", Permission.PAPER_VIEW, OFFICES),
            Entry("Văn bản chờ vào sổ", "correspondence.incoming", Permission.PAPER_VIEW, OFFICES),
            Entry("Sổ văn bản đến", "registers.incoming", Permission.PAPER_VIEW, OFFICES),
            Entry("Sổ văn bản đi", "registers.outgoing", Permission.PAPER_VIEW, OFFICES),
            Entry(
                "Giao ký thay, thừa lệnh",
                "correspondence.list_delegations",
                Permission.PAPER_VIEW,
                OFFICES,
            ),
            Entry("Văn bản chờ ký số", "signatures.waiting", Permission.PAPER_WRITE, OFFICES),
            Entry("Kiểm tra chữ ký số", "signatures.verification", Permission.PAPER_VIEW, OFFICES),
            Entry("Khóa ký số của tôi", "signatures.personal_key", Permission.PAPER_WRITE, OFFICES),
            Entry("Con dấu số", "signatures.seal_key", Permission.PAPER_ISSUE, OFFICES),
            Entry("Mẫu câu", "stationery.list_text_blocks", Permission.PAPER_VIEW, OFFICES),
            Entry("Tiêu đề văn bản", "stationery.list_letterheads", Permission.PAPER_VIEW, OFFICES),
            Entry(
                "Phôi, bằng khen, giấy khen",
                "stationery.certificate_batches",
                Permission.PAPER_VIEW,
                OFFICES,
            ),
            Entry("Ma két, khẩu hiệu", "stationery.posters", Permission.PAPER_VIEW, OFFICES),
        ),
    ),
    (
        "Nhắc việc, đôn đốc",
        (
            Entry("Cấp dưới chậm hạn", "reminders.below", Permission.PLAN_VIEW, ISSUERS),
            Entry("Văn bản đôn đốc", "reminders.index", Permission.PLAN_VIEW, ISSUERS),
            Entry("Đôn đốc gửi đến", "reminders.incoming", Permission.PLAN_VIEW, RECEIVERS),
            Entry("Thang nhắc việc", "reminders.ladder", Permission.PLAN_VIEW, OFFICES),
        ),
    ),
    (
        "Báo cáo",
        (
            Entry("Báo cáo của đơn vị", "reports.index", Permission.REPORT_VIEW, RECEIVERS),
            Entry("Báo cáo nhận được", "reports.received", Permission.REPORT_VIEW, ISSUERS),
        ),
    ),
    (
        "Thi đua",
        (
            Entry("Cụm, khối thi đua", "clusters.index", Permission.CLUSTER_VIEW, OFFICES),
            Entry("Bộ tiêu chí", "scoring.criteria_sets", Permission.CRITERIA_VIEW, OFFICES),
            Entry("Tự chấm điểm", "scoring.own_sheets", Permission.SHEET_VIEW, RECEIVERS),
            Entry("Thẩm định của cụm", "scoring.appraisals", Permission.SHEET_APPRAISE, RECEIVERS),
            Entry("Chấm chéo", "scoring.cross_scores", Permission.SHEET_APPRAISE, RECEIVERS),
            Entry(
                "Thống kê thẩm định", "scoring.appraisal_statistics", Permission.SHEET_VIEW, ISSUERS
            ),
            Entry("Hội đồng xác nhận", "scoring.council", Permission.SHEET_VIEW, PROVINCE),
            Entry("Kỷ luật, điều kiện", "scoring.disciplines", Permission.SHEET_VIEW, PROVINCE),
            Entry("Bỏ phiếu suy tôn", "scoring.ballots", Permission.SHEET_VIEW, PROVINCE),
            Entry("Kết quả xếp hạng", "scoring.standings", Permission.STANDING_VIEW, OFFICES),
            Entry("Kiến nghị", "scoring.petitions", Permission.SHEET_VIEW, OFFICES),
            Entry(
                "Tổng hợp kết quả",
                "dashboards.standings_overview",
                Permission.STANDING_VIEW,
                OFFICES,
            ),
        ),
    ),
    (
        "Đơn vị",
        (
            Entry("Phòng, ban, thôn", "directory.index", Permission.DIRECTORY_VIEW, OFFICES),
            Entry("Người dùng", "accounts.members", Permission.MEMBERS_VIEW, ALL),
            Entry("Đơn vị trực thuộc", "directory.subordinates", Permission.MEMBERS_VIEW, HOLDERS),
            Entry("Đơn vị tiền thân", "mergers.predecessors", Permission.PLAN_VIEW, LASTING),
            Entry("Nhiệm vụ bàn giao", "mergers.handover", Permission.PLAN_VIEW, TERRITORIAL),
            Entry("Thư điện tử", "mail.index", Permission.MEMBERS_MANAGE, ALL),
            Entry("Nhật ký", "audit.index", Permission.AUDIT_VIEW, ALL),
        ),
    ),
    (
        "Hệ thống",
        (
            Entry(
                "Các tỉnh, thành phố", "directory.provinces", Permission.PLATFORM_MANAGE, PLATFORM
            ),
            Entry("Danh sách tin cậy", "signatures.trust", Permission.PLATFORM_MANAGE, PLATFORM),
        ),
    ),
)

Line = tuple[str, str, bool, int]


def for_identity(identity: Identity) -> list[tuple[str, list[Line]]]:
    """The groups of the menu that this person may use: (label, url, is active, badge count)."""
    groups = []
    for label, entries in MENU:
        lines = [_line(entry) for entry in entries if _is_open(entry, identity)]
        if lines:
            groups.append((label, lines))
    return groups


def _is_open(entry: Entry, identity: Identity) -> bool:
    if identity.tenant.kind not in entry.kinds:
        return False
    return entry.permission is None or entry.permission in identity.permissions


def _line(entry: Entry) -> Line:
    return entry.label, url_for(entry.endpoint), request.endpoint == entry.endpoint, 0
