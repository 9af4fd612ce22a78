"""Pages of plans."""

from flask import Blueprint

pages = Blueprint("plans", __name__)

__all__ = ["pages"]
