"""What the server offers for signing: a time-stamping authority, a token's module."""

from flask import current_app
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.requests_client import RequestsHTTPTimeStamper

from app.signatures.pades.asking import Asker

_SECONDS = 10


def timestamper() -> TimeStamper | None:
    """The client of the time-stamping authority (RFC 3161) in the settings, if one is."""
    url = current_app.config["TSA_URL"]
    return None if url is None else RequestsHTTPTimeStamper(url, timeout=_SECONDS)


def may_skip_timestamp() -> bool:
    """Whether a signer may go without the time stamp when its authority does not answer."""
    return current_app.config["TSA_URL"] is not None and not current_app.config["TSA_REQUIRED"]


def has_devices() -> bool:
    """Whether the server reaches signing tokens."""
    return current_app.config["PKCS11_MODULE"] is not None


def asker() -> Asker | None:
    """Who asks the authorities' servers what was revoked; None where the settings say not to."""
    if not current_app.config["FETCH_REVOCATIONS"]:
        return None
    return Asker(current_app.config["REVOCATION_HOSTS"])
