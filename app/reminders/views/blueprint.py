"""The door through which every page of reminding and urging is entered."""

from flask import Blueprint

pages = Blueprint("reminders", __name__)
