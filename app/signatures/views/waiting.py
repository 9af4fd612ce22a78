"""Page: the papers that wait for one's signature, or for the organ's seal."""

from flask import render_template
from flask_login import current_user

from app.access import Permission, requires
from app.signatures.queries import waiting as queries
from app.signatures.views.blueprint import pages


@pages.get("/signatures/waiting")
@requires(Permission.PAPER_WRITE)
def waiting() -> str:
    """What is to be signed."""
    seals = Permission.PAPER_ISSUE in current_user.permissions
    return render_template(
        "signatures/waiting.html",
        mine=queries.for_signer(current_user.full_name),
        unsealed=queries.for_seal() if seals else None,
        days=queries.DAYS,
    )
