"""The resources of accounts as one blueprint."""

from flask_smorest import Blueprint

resources = Blueprint("accounts_api", __name__, description="Tài khoản và người dùng")

ETAG = {"ETag": {"schema": {"type": "string"}, "description": "Phiên bản của dòng"}}
IF_MATCH = {
    "in": "header",
    "name": "If-Match",
    "required": True,
    "schema": {"type": "string"},
    "description": "ETag của bản đang sửa",
}
