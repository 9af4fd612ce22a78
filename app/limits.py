"""Brakes on guessing: how many failures an address, an account or a person has before it must wait.

Only failures count, so that a whole office behind one address signs in undisturbed.
"""

from dataclasses import dataclass

from flask import Flask, Response, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import current_user


@dataclass(frozen=True)
class Brake:
    """One limit on one door; `by` says whose failures are counted together."""

    endpoint: str
    rate: str
    by: str


BRAKES = (
    Brake("accounts.sign_in", "20 per minute", "address"),
    Brake("accounts.sign_in", "10 per 10 minutes", "account"),
    Brake("accounts.accept_invitation", "20 per minute", "address"),
    Brake("accounts.change_password", "10 per 10 minutes", "person"),
)


def _account_named() -> str:
    """The account that the form names, whoever asks."""
    return f"account:{request.form.get('email', '').strip().lower()}"


def _person() -> str:
    """The person who is signed in, otherwise the address."""
    if current_user.is_authenticated:
        return f"person:{current_user.id}"
    return get_remote_address()


COUNTED_BY = {"address": get_remote_address, "account": _account_named, "person": _person}


def _is_failure(response: Response) -> bool:
    return response.status_code in (401, 403, 404, 422)


def install(app: Flask) -> None:
    """Put the brakes on the doors of `app`; called once the rooms are open."""
    limiter = Limiter(key_func=get_remote_address)
    limiter.init_app(app)
    for brake in BRAKES:
        limited = limiter.limit(
            brake.rate,
            key_func=COUNTED_BY[brake.by],
            methods=["POST"],
            deduct_when=_is_failure,
        )
        door = app.view_functions[brake.endpoint]
        app.view_functions[brake.endpoint] = limited(door)  # type: ignore[assignment]
