"""The life of a request: one transaction, who acts in it, and what every answer carries.

A GET runs read only. An answer of 400 and above leaves nothing written.
"""

from contextlib import ExitStack

from flask import Flask, Response, g, request
from flask_login import LoginManager, current_user
from flask_wtf.csrf import CSRFProtect

from app import inbound
from app.accounts import queries
from app.accounts.actions import sessions
from app.accounts.queries import Identity
from app.lib.errors import NotSignedIn
from tenants.context import NOBODY, PLATFORM
from tenants.db import change_actor, refuse, transaction

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
WITHOUT_DATABASE = frozenset({"static", "health.alive", "health.ready"})
BEARER = "bearer"

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'; manifest-src 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}

login_manager = LoginManager()
csrf = CSRFProtect()


@login_manager.user_loader
def _load_session(token: str) -> Identity | None:
    """The cookie speaks only where no API token does: a request has one author."""
    return queries.identify_session(token) if bearer_token() is None else None


@login_manager.request_loader
def _load_bearer(_: object) -> Identity | None:
    token = bearer_token()
    return queries.identify_token(token) if token else None


def bearer_token() -> str | None:
    """The API token of the request, if it carries one."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == BEARER else None


def install(app: Flask) -> None:
    """Put the gate before and behind every route of `app`."""
    login_manager.init_app(app)
    csrf.init_app(app)
    app.before_request(_open)
    app.after_request(_close)
    app.teardown_request(_abandon)


def _open() -> None:
    g.permissions = frozenset()
    if request.endpoint in WITHOUT_DATABASE:
        return
    g.gate = ExitStack()
    g.gate.enter_context(transaction(PLATFORM, read_only=request.method in SAFE_METHODS))
    _assume_identity()
    inbound.check()
    if request.method not in SAFE_METHODS and bearer_token() is None:
        csrf.protect()


def _assume_identity() -> None:
    if current_user.is_authenticated:
        identity: Identity = current_user._get_current_object()
        change_actor(identity.acting)
        g.permissions = identity.permissions
        return
    change_actor(NOBODY)
    if bearer_token() is not None:
        raise NotSignedIn(
            "Mã truy cập không đúng, đã hết hạn hoặc đã thu hồi. "
            "Hãy tạo mã mới ở trang Tài khoản rồi gọi lại."
        )


def _close(response: Response) -> Response:
    stack: ExitStack | None = g.pop("gate", None)
    if stack is not None:
        if response.status_code >= 400:
            refuse()
        stack.close()
        _note_seen()
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    response.headers["X-Request-Id"] = g.get("request_id", "")
    if request.endpoint not in WITHOUT_DATABASE:
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def _note_seen() -> None:
    if not g.permissions or not current_user.is_authenticated:
        return
    identity: Identity = current_user._get_current_object()
    if sessions.is_seen_long_ago(identity):
        with transaction(identity.acting):
            sessions.note_seen(identity)


def _abandon(error: BaseException | None) -> None:
    stack: ExitStack | None = g.pop("gate", None)
    if stack is not None:
        refuse()
        stack.close()
