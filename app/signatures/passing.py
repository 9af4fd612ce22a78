"""A passphrase on its way from the request to the worker: sealed, in Redis, for minutes.

It is sealed under a key that the server's secret gives for this round alone, bound to who asked,
and is gone once the last paper of the round was signed or `LIFE` is over. The outbox, which the
database keeps, never holds it.
"""

from redis import RedisError

from app.lib.errors import Conflict
from app.signatures import sealing
from tenants import jobs

LIFE = 15 * 60
"""Seconds."""


def hand_over(passphrase: str, *, round_token: str, owner: str, key: bytes, count: int) -> None:
    """Lay a passphrase ready for the `count` papers of a round. Raises Conflict without Redis."""
    sealed = sealing.seal(passphrase.encode(), key=key, owner=owner)
    try:
        line = jobs.redis().pipeline()
        line.set(_place(round_token), sealed, ex=LIFE)
        line.set(_left(round_token), count, ex=LIFE)
        line.execute()
    except RedisError as error:
        raise Conflict(
            "Máy chủ chưa nhận được việc ký nhiều văn bản. Hãy thử lại sau ít phút, hoặc ký từng "
            "văn bản."
        ) from error


def taken(*, round_token: str, owner: str, key: bytes) -> str | None:
    """The passphrase of a round; None once its time is over. Raises RedisError without Redis."""
    sealed = jobs.redis().get(_place(round_token))
    if not isinstance(sealed, bytes):
        return None
    return sealing.unseal(sealed, key=key, owner=owner).decode()


def one_done(round_token: str) -> None:
    """One more paper of a round is done; after the last the passphrase is forgotten."""
    try:
        if int(jobs.redis().decr(_left(round_token))) <= 0:  # type: ignore[arg-type]
            forget(round_token)
    except RedisError:
        return


def forget(round_token: str) -> None:
    """Forget the passphrase of a round now. Without Redis its time ends it."""
    try:
        jobs.redis().delete(_place(round_token), _left(round_token))
    except RedisError:
        return


def _place(round_token: str) -> str:
    return f"signing:{round_token}"


def _left(round_token: str) -> str:
    return f"signing-left:{round_token}"
