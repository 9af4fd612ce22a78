"""JSON resources: the one who calls, their devices and tokens, the map of permissions."""

from typing import Any

from flask import url_for
from flask_login import current_user

from app.access import signed_in
from app.access.permissions import ROLE_LABELS, ROLE_MAP
from app.accounts import queries, schemas
from app.accounts.actions import sessions, tokens
from app.accounts.api.blueprint import resources


@resources.get("/me")
@signed_in
@resources.response(200, schemas.MeSchema)
@resources.doc(summary="Người đang gọi, đơn vị và quyền của họ")
def me() -> Any:
    """The one who calls."""
    return current_user._get_current_object()


@resources.get("/tokens")
@signed_in
@resources.response(200, schemas.TokenSchema(many=True))
@resources.doc(summary="Các mã truy cập của tôi")
def tokens_list() -> Any:
    """One's own tokens."""
    return queries.own_tokens(by=current_user)


@resources.post("/tokens")
@signed_in
@resources.arguments(schemas.TokenLabelSchema)
@resources.response(201, schemas.NewTokenSchema)
@resources.doc(
    summary="Tạo mã truy cập",
    description="Chỉ gọi được từ phiên đăng nhập bằng mật khẩu, không gọi được bằng mã truy cập.",
)
def issue_token(data: dict[str, Any]) -> Any:
    """Make a token; its text is in this one answer alone."""
    issued = tokens.issue(label=data["label"], by=current_user)
    shown = schemas.row_with(schemas.TokenSchema, issued.row, token=issued.token)
    return shown, 201, {"Location": url_for("accounts_api.tokens_list")}


@resources.delete("/tokens/<int:token_id>")
@signed_in
@resources.response(204)
@resources.doc(summary="Thu hồi mã truy cập")
def revoke_token(token_id: int) -> None:
    """Take a token back."""
    tokens.revoke(token_id=token_id, by=current_user)


@resources.get("/sessions")
@signed_in
@resources.response(200, schemas.SessionSchema(many=True))
@resources.doc(summary="Các thiết bị tôi đang đăng nhập")
def sessions_list() -> Any:
    """One's own devices."""
    return queries.own_sessions(by=current_user)


@resources.delete("/sessions/<int:session_id>")
@signed_in
@resources.response(204)
@resources.doc(summary="Đăng xuất một thiết bị của tôi")
def end_session(session_id: int) -> None:
    """Sign one of one's devices out."""
    sessions.end(session_id=session_id, by=current_user)


@resources.get("/permissions")
@signed_in
@resources.response(200, schemas.RoleSchema(many=True))
@resources.doc(summary="Bảng phân quyền: vai trò nào được làm việc gì")
def permissions() -> Any:
    """Which role may do what."""
    return [
        {"role": role.value, "label": label, "permissions": sorted(ROLE_MAP[role])}
        for role, label in ROLE_LABELS.items()
    ]
