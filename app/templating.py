"""What every template may use: who acts, the menu, dates and numbers as officials write them."""

import hashlib
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, request, url_for
from flask_login import current_user

from app.access import Permission, may
from app.access.permissions import OF_A_CLOSED_UNIT
from app.dashboards import menu
from app.lib import clock, dates, numbers
from app.notifications import queries as notifications

STATIC = Path(__file__).parent / "static"
A_YEAR = 365 * 24 * 3600

SHELL = {
    "home_url": "dashboards.home",
    "search_url": "dashboards.search",
    "notifications_url": "notifications.index",
    "profile_url": "accounts.profile",
    "help_url": "dashboards.guide",
    "sign_in_url": "accounts.sign_in_form",
    "sign_out_url": "accounts.sign_out",
    "switch_url": "accounts.switch",
}


@lru_cache(maxsize=256)
def _fingerprint(folder: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(one for one in folder.iterdir() if one.is_file()):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:10]


def static_url(path: str) -> str:
    """The address of a static file, which changes with its content, so that it may be kept long.

    The files of one folder change together: modules load each other by the same version.
    """
    return url_for("static", filename=path, v=_fingerprint((STATIC / path).parent))


def keep_long(response: Response) -> Response:
    """A static file asked for by its present version stays with the browser for a year."""
    if request.endpoint == "static" and response.status_code in (200, 304):
        folder = (STATIC / (request.view_args or {})["filename"]).parent
        if request.args.get("v") == _fingerprint(folder):
            response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return response


def iso_day(text: str | None) -> str:
    """A day that is kept as text ("2026-03-15") as it is written; empty for none."""
    return date_vi(date.fromisoformat(text)) if text else ""


def date_vi(on: date | None) -> str:
    """05/01/2026, or a dash."""
    return "–" if on is None else dates.short(on)


def datetime_vi(at: datetime | None) -> str:
    """05/01/2026 14:30, or a dash."""
    return "–" if at is None else dates.stamp(at)


def number_vi(number: Decimal | int | None, places: int | None = None) -> str:
    """1.234,5, or a dash."""
    return "–" if number is None else numbers.vi(number, places)


def days_left(last_day: date | None) -> str:
    """How far a deadline is from today."""
    return "" if last_day is None else dates.relative(last_day, clock.today())


def _shell() -> dict[str, str]:
    """The addresses around every page; one that is not there leaves its place empty."""
    known = current_app.view_functions
    return {name: url_for(endpoint) for name, endpoint in SHELL.items() if endpoint in known}


def _may_still(permission: Permission) -> bool:
    """What a page offers in a unit that has ceased."""
    return may(permission) and permission in OF_A_CLOSED_UNIT


def _values() -> dict[str, Any]:
    if not current_user.is_authenticated:
        return {
            "acting": None,
            "shell": _shell(),
            "navigation": [],
            "unread_notifications": 0,
            "may": may,
            "today": clock.today(),
        }
    identity = current_user._get_current_object()
    closed_on = identity.tenant.valid_to
    return {
        "acting": identity,
        "shell": _shell(),
        "navigation": menu.for_identity(identity),
        "unread_notifications": notifications.unread_count(by=identity),
        "may": may if closed_on is None or clock.today() <= closed_on else _may_still,
        "today": clock.today(),
    }


def install(app: Flask) -> None:
    """Give the templates of `app` their filters and values."""
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
    app.jinja_env.filters.update(
        date_vi=date_vi,
        iso_day=iso_day,
        datetime_vi=datetime_vi,
        number_vi=number_vi,
        percent_vi=numbers.percent,
        days_left=days_left,
        quarter_vi=dates.quarter_name,
    )
    app.jinja_env.globals.update(static_url=static_url)
    app.context_processor(_values)
    app.after_request(keep_long)
