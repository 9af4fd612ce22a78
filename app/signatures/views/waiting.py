"""Pages: the papers that wait for one's signature or the organ's seal, and rounds of signing."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.forms import NO_REFUSAL, Refusal, shows_again
from app.lib.errors import Conflict, Invalid
from app.lib.schemas import load_form
from app.signatures import jobs, queries, schemas
from app.signatures.queries import rounds
from app.signatures.queries import waiting as listed
from app.signatures.terms import Part
from app.signatures.views.blueprint import pages


@pages.get("/signatures/waiting")
@requires(Permission.PAPER_WRITE)
def waiting() -> str:
    """What is to be signed."""
    return _shown()


@pages.post("/signatures/signature-rounds")
@requires(Permission.PAPER_WRITE)
def sign_many() -> Response:
    """The signer signs what is ticked, with one entry of the passphrase."""
    return _begun(part=Part.LEADER)


@pages.post("/signatures/seal-rounds")
@requires(Permission.PAPER_ISSUE)
def seal_many() -> Response:
    """The clerk seals what is ticked."""
    return _begun(part=Part.SEAL)


@pages.get("/signatures/rounds/<token>")
@requires(Permission.PAPER_WRITE)
def signing_round(token: str) -> str:
    """One's own round: how far it is, then what came of each paper."""
    return render_template("signatures/round.html", round=rounds.round_of(token, current_user.id))


@pages.get("/signatures/rounds/<token>/progress")
@requires(Permission.PAPER_WRITE)
def round_progress(token: str) -> dict[str, Any]:
    """How far a round is, for the page that waits."""
    found = rounds.round_of(token, current_user.id)
    return {
        "state": "running" if found.waiting else "done",
        "percent": found.percent,
        "message": found.summary,
        "url": None if found.waiting else url_for("signatures.signing_round", token=token),
    }


def _shown(part: Part | None = None, refusal: Refusal = NO_REFUSAL) -> str:
    seals = Permission.PAPER_ISSUE in current_user.permissions
    return render_template(
        "signatures/waiting.html",
        mine=listed.for_signer(current_user.full_name),
        unsealed=listed.for_seal() if seals else None,
        days=listed.DAYS,
        keys=queries.kinds_of_keys(current_user.id),
        may_skip=queries.may_skip_timestamp(),
        wrong_part=part,
        errors=refusal.errors_at("secret"),
        typed=refusal.typed,
        ticked=set(refusal.typed.getlist("papers")),
    )


@shows_again(_shown, Invalid, Conflict)
def _begun(part: Part) -> Response:
    data = load_form(schemas.RoundForm(), request.form)
    token = jobs.ask_round(
        part=part,
        chosen=data["papers"],
        secret=data["secret"],
        without_timestamp=data["without_timestamp"],
        reason=data["other_name_reason"],
        by=current_user,
    )
    return redirect(url_for("signatures.signing_round", token=token), 303)
