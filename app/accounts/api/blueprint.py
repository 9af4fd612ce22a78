"""The resources of accounts as one blueprint."""

from flask_smorest import Blueprint

resources = Blueprint("accounts_api", __name__, description="Tài khoản và người dùng")
