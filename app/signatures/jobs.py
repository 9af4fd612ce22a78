"""Many papers signed in one sitting: the worker signs them, each in its own transaction."""

import secrets
from collections.abc import Sequence

from app.audit.actions import Person
from app.signatures import actions
from app.signatures.actions import Chosen
from app.signatures.queries import rounds
from app.signatures.terms import Part
from tenants import context, jobs


@jobs.job(rounds.JOB)
def sign_in_round(
    *, token: str, part: str, paper_id: int, file_id: int, without_timestamp: bool, reason: str
) -> dict[str, str]:
    """Sign one paper of a round; what could not be done is told, not raised."""
    told = actions.sign_one(
        token=token,
        part=Part(part),
        chosen=Chosen(paper_id, file_id),
        without_timestamp=without_timestamp,
        reason=reason,
        by=rounds.signer(context.acting().user_id or 0),
    )
    return {"told": told}


def ask_round(
    *,
    part: Part,
    chosen: Sequence[Chosen],
    secret: str,
    without_timestamp: bool,
    reason: str,
    by: Person,
) -> str:
    """Have papers signed with one entry of the passphrase; the token of the round.

    A paper named twice is signed once. Raises what `actions.open_round` raises.
    """
    token = secrets.token_urlsafe(16)
    papers = list({one.paper_id: one for one in chosen}.values())
    actions.open_round(token=token, part=part, chosen=papers, secret=secret, reason=reason, by=by)
    for one in papers:
        jobs.enqueue(
            sign_in_round,
            key=f"{rounds.key_prefix(token)}{one.paper_id}",
            token=token,
            part=part.value,
            paper_id=one.paper_id,
            file_id=one.file_id,
            without_timestamp=without_timestamp,
            reason=reason,
        )
    return token
