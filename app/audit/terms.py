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
    "office.usual_added": "đã thêm danh sách phòng, ban gợi ý",
    "department.added": "đã thêm sở, ban, ngành",
    "province.provisioned": "đã khởi tạo xong tỉnh, thành phố",
    "province.provisioning_asked": "đã yêu cầu khởi tạo tỉnh, thành phố",
    "file.stored": "đã lưu tệp",
    "paper.asked": "đã yêu cầu in văn bản",
    "paper.drawn": "đã in xong văn bản",
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
