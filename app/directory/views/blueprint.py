"""The pages of the directory as one blueprint."""

from flask import Blueprint

pages = Blueprint("directory", __name__)
