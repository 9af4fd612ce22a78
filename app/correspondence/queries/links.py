"""Where the QR code of a paper leads."""

from flask import current_app

from app.lib import verification_codes
from app.registers.models import OutgoingPaper

PREFIX = "/v/"


def verify_path(paper: OutgoingPaper | str) -> str:
    """The page that tells whether a paper is real, inside of the product; takes the code too."""
    code = paper if isinstance(paper, str) else paper.code
    return PREFIX + verification_codes.printed(code)


def verify_url(paper: OutgoingPaper | str) -> str:
    """The address printed on a paper; "" where the installation has no public address."""
    public_url: str | None = current_app.config["PUBLIC_URL"]
    return f"{public_url}{verify_path(paper)}" if public_url else ""
