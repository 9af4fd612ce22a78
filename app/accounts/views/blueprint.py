"""The pages of accounts as one blueprint, and what several of them share."""

import re

from flask import Blueprint, current_app, request, session, url_for
from flask_login import login_user

from app.accounts.actions.sessions import Device
from app.accounts.queries import Identity

pages = Blueprint("accounts", __name__)

LOCAL_PATH = re.compile(r"/(?![/\\])[^\x00-\x20\\]*")


def local_path(target: str | None) -> str:
    """`target` where it is a path of this site, otherwise the home page."""
    if target and LOCAL_PATH.fullmatch(target):
        return target
    return url_for("dashboards.home")


def device() -> Device:
    """What a new session notes of the device that asks."""
    return Device(
        life=current_app.config["SESSION_LIFE"],
        user_agent=request.user_agent.string,
        address=request.remote_addr,
    )


def remember(identity: Identity) -> None:
    """Give the browser a new cookie for this sign-in: nothing of an earlier one stays in it."""
    session.clear()
    session.permanent = True
    login_user(identity)  # type: ignore[arg-type]
