"""Brakes on guessing: how many failures an address, an account, a link or a person has before it
must wait.

Only failures count, so that a whole office behind one address signs in undisturbed.
"""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from flask import Flask, Response, current_app, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import current_user
from limits import parse
from redis import RedisError

from app import errors, gate


@dataclass(frozen=True)
class Brake:
    """One limit on one door; `by` says whose failures are counted together.

    `all_count`: whatever is asked there costs work and counts, not only failures.
    """

    endpoint: str
    rate: str
    by: str
    method: str = "POST"
    all_count: bool = False


BRAKES = (
    Brake("accounts.sign_in", "20 per minute", "address"),
    Brake("accounts.sign_in", "10 per 10 minutes", "account"),
    Brake("accounts.accept_invitation", "20 per minute", "address"),
    Brake("accounts.accept_invitation", "10 per 10 minutes", "link"),
    Brake("accounts.change_password", "10 per 10 minutes", "person"),
    Brake("correspondence.verification", "60 per minute", "address", method="GET"),
    Brake("correspondence.code_entry", "60 per minute", "address", method="GET"),
    Brake("correspondence.compare", "30 per minute", "address", all_count=True),
)


def _account_named() -> str:
    """The account that the form names, whoever asks."""
    return f"account:{request.form.get('email', '').strip().lower()}"


def _link() -> str:
    """The link that is answered: whoever holds it does not guess at its invitee's password."""
    return f"link:{(request.view_args or {}).get('token', '')}"


def _person() -> str:
    """The person who is signed in, otherwise the address."""
    if current_user.is_authenticated:
        return f"person:{current_user.id}"
    return get_remote_address()


COUNTED_BY = {
    "address": get_remote_address,
    "account": _account_named,
    "link": _link,
    "person": _person,
}

WRONG_TOKENS = parse("120 per minute")
"""Calls with a token that opens nothing, by address. A token cannot be guessed; a program that
goes on with a dead one is kept from wearing the database out."""


def _is_failure(response: Response) -> bool:
    return response.status_code in (401, 403, 404, 422)


def _hold_back_guessers() -> Response | None:
    """Let nobody try tokens without end."""
    if gate.bearer_token() is None or _may_try_tokens():
        return None
    answer = errors.problem(
        429, "Mã truy cập không đúng đã được thử quá nhiều lần; hãy đợi một phút rồi gọi lại."
    )
    answer.headers["Retry-After"] = str(WRONG_TOKENS.get_expiry())
    return answer


def _may_try_tokens() -> bool:
    try:
        return bool(_counter().test(WRONG_TOKENS, "token", get_remote_address()))
    except RedisError:
        return True


def _note_guess(response: Response) -> Response:
    if response.status_code == 401 and gate.bearer_token() is not None:
        with suppress(RedisError):
            _counter().hit(WRONG_TOKENS, "token", get_remote_address())
    return response


def _counter() -> Any:
    return current_app.extensions["limits"].limiter


def watch_tokens(app: Flask) -> None:
    """Count wrong tokens; to be called before the gate is put up, which looks them up."""
    app.before_request(_hold_back_guessers)
    app.after_request(_note_guess)


def install(app: Flask) -> None:
    """Put the brakes on the doors of `app`; called once the rooms are open."""
    limiter = Limiter(key_func=get_remote_address)
    limiter.init_app(app)
    app.extensions["limits"] = limiter
    for brake in BRAKES:
        limited = limiter.limit(
            brake.rate,
            key_func=COUNTED_BY[brake.by],
            methods=[brake.method],
            deduct_when=None if brake.all_count else _is_failure,
        )
        door = app.view_functions[brake.endpoint]
        app.view_functions[brake.endpoint] = limited(door)  # type: ignore[assignment]
