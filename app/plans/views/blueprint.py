"""The door through which every page of plans is entered."""

from flask import Blueprint

pages = Blueprint("plans", __name__)
