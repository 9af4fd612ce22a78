"""The resources of accounts as one blueprint."""

from app.lib.resources import Blueprint

resources = Blueprint("accounts_api", __name__, description="Tài khoản và người dùng")
