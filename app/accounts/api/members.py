"""JSON resources: the people of the tenant, and invitations."""

from typing import Any

from flask import request, url_for
from flask_login import current_user

from app.access import Permission, requires
from app.accounts import queries, schemas
from app.accounts.actions import invitations, members
from app.accounts.api.blueprint import resources
from app.accounts.models import Membership
from app.lib import etags


def _with_etag(membership: Membership) -> tuple[Membership, dict[str, str]]:
    return membership, {"ETag": etags.of(membership.version)}


@resources.get("/members")
@requires(Permission.MEMBERS_VIEW)
@resources.response(200, schemas.MemberSchema(many=True))
@resources.doc(summary="Người dùng của đơn vị")
def members_list() -> Any:
    """The people of the tenant."""
    return queries.members()


@resources.get("/members/<int:membership_id>")
@requires(Permission.MEMBERS_VIEW)
@resources.response(200, schemas.MemberSchema, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Một người dùng của đơn vị")
def member(membership_id: int) -> Any:
    """One person of the tenant."""
    return _with_etag(queries.member(membership_id))


@resources.patch("/members/<int:membership_id>")
@requires(Permission.MEMBERS_MANAGE)
@resources.arguments(schemas.MemberChangeSchema)
@resources.response(200, schemas.MemberSchema, headers=etags.RESPONSE_HEADERS)
@resources.doc(
    summary="Đổi vai trò, chức vụ, phòng ban của người dùng", parameters=[etags.IF_MATCH]
)
def change_member(data: dict[str, Any], membership_id: int) -> Any:
    """Give a person other roles, position or office."""
    membership = queries.member(membership_id)
    version = etags.held(request.headers.get("If-Match"), membership.version)
    values = {
        "roles": membership.role_names,
        "position": membership.position,
        "office_name": membership.office_name,
        **data,
    }
    return _with_etag(
        members.change(membership_id=membership_id, version=version, by=current_user, **values)
    )


@resources.post("/members/<int:membership_id>/deactivation")
@requires(Permission.MEMBERS_MANAGE)
@resources.response(200, schemas.MemberSchema, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Cho người dùng ngừng hoạt động; các phiên của họ kết thúc ngay")
def deactivate_member(membership_id: int) -> Any:
    """A person leaves the tenant."""
    return _with_etag(members.deactivate(membership_id=membership_id, by=current_user))


@resources.post("/members/<int:membership_id>/reactivation")
@requires(Permission.MEMBERS_MANAGE)
@resources.response(200, schemas.MemberSchema, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Cho người dùng hoạt động trở lại")
def reactivate_member(membership_id: int) -> Any:
    """A person who had left works here again."""
    return _with_etag(members.reactivate(membership_id=membership_id, by=current_user))


@resources.get("/invitations")
@requires(Permission.MEMBERS_VIEW)
@resources.response(200, schemas.InvitationOutSchema(many=True))
@resources.doc(summary="Lời mời chưa được nhận")
def invitations_list() -> Any:
    """Invitations that nobody has answered yet."""
    return queries.open_invitations()


@resources.post("/invitations")
@requires(Permission.MEMBERS_MANAGE)
@resources.arguments(schemas.InvitationSchema)
@resources.response(201, schemas.NewInvitationSchema)
@resources.doc(
    summary="Mời người dùng vào đơn vị",
    description="Trả về liên kết để trao tận tay người được mời; liên kết chỉ hiện một lần này.",
)
def invite(data: dict[str, Any]) -> Any:
    """Invite a person; the link is in this one answer alone."""
    sent = invitations.invite(by=current_user, **data)
    link = url_for("accounts.invitation", token=sent.token, _external=True)
    shown = schemas.row_with(schemas.InvitationOutSchema, sent.row, link=link)
    return shown, 201, {"Location": url_for("accounts_api.invitations_list")}


@resources.delete("/invitations/<int:invitation_id>")
@requires(Permission.MEMBERS_MANAGE)
@resources.response(204)
@resources.doc(summary="Thu hồi lời mời")
def withdraw_invitation(invitation_id: int) -> None:
    """Take an invitation back."""
    invitations.withdraw(invitation_id=invitation_id, by=current_user)
