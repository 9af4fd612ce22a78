"""The blueprint of the pages of reports."""

from flask import Blueprint

pages = Blueprint("reports", __name__)
