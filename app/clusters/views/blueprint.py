"""The blueprint of the pages of clusters."""

from flask import Blueprint

pages = Blueprint("clusters", __name__)
