"""Many papers in one sitting: the passphrase is tried once, each paper is then signed by itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.audit.actions import Person
from app.lib import clock
from app.lib.errors import DomainError, Invalid
from app.signatures import passing, policies
from app.signatures.actions.signing import Wish, key_for, sign
from app.signatures.pades import certificates, credentials
from app.signatures.pades.certificates import Certificate
from app.signatures.pades.credentials import CredentialError
from app.signatures.queries import keys, papers, rounds
from app.signatures.terms import Part
from tenants import context
from tenants.db import after_commit, db

MOST = 100
"""Papers in one round."""


@dataclass(frozen=True)
class Chosen:
    """A paper of a round, and the file that the signer looked at."""

    paper_id: int
    file_id: int


def open_round(
    *, token: str, part: Part, chosen: Sequence[Chosen], secret: str, reason: str, by: Person
) -> None:
    """Try the passphrase or PIN, then lay it ready for the worker, for fifteen minutes at most.

    Raises Invalid at `papers`, `secret` or `other_name_reason`; Conflict without a key, for an
    expired certificate, or where the worker cannot be reached.
    """
    if not chosen:
        raise Invalid("Hãy chọn ít nhất một văn bản để ký.", "papers")
    if len(chosen) > MOST:
        raise Invalid(f"Mỗi lượt ký tối đa {MOST} văn bản. Hãy bớt văn bản đã chọn.", "papers")
    key = key_for(part, by)
    try:
        certificate = credentials.certificates_of(keys.credential(key), secret)[0]
    except CredentialError as error:
        raise Invalid(error.message, "secret") from error
    facts = certificates.facts(certificate)
    _check_certificate(part, facts, chosen, reason, by)
    passing.hand_over(
        secret,
        round_token=token,
        owner=_owner(part, by),
        key=keys.passing_key(token),
        count=len(chosen),
    )


def sign_one(
    *, token: str, part: Part, chosen: Chosen, without_timestamp: bool, reason: str, by: Person
) -> str:
    """Sign one paper of a round: "" where it is signed, else why it is not.

    What the office is told is an answer; anything else is raised, and the worker tries again. A
    key that no longer opens ends the round: a token locks after a few wrong PINs.
    """
    told = _signed(token, part, chosen, without_timestamp, reason, by)
    after_commit(lambda: passing.one_done(token))
    return told


def _signed(
    token: str, part: Part, chosen: Chosen, without_timestamp: bool, reason: str, by: Person
) -> str:
    secret = passing.taken(round_token=token, owner=_owner(part, by), key=keys.passing_key(token))
    if secret is None:
        return rounds.EXPIRED
    wish = Wish(
        secret=secret,
        seen_file_id=chosen.file_id,
        without_timestamp=without_timestamp,
        other_name_reason=reason,
    )
    try:
        with db.session.begin_nested():
            sign(paper_id=chosen.paper_id, part=part, wish=wish, by=by)
    except Invalid as error:
        if "secret" in error.fields:
            passing.forget(token)
        return " ".join(text for texts in error.fields.values() for text in texts)
    except DomainError as error:
        return error.message
    return ""


def _check_certificate(
    part: Part, facts: Certificate, chosen: Sequence[Chosen], reason: str, by: Person
) -> None:
    """Before the passphrase goes to the worker: the signer's own name, or the papers' organs."""
    if part is Part.LEADER:
        wanted = [policies.Parties(by.full_name, "", ())]
    else:
        wanted = papers.parties_of([one.paper_id for one in chosen])
    for of in wanted:
        policies.check_certificate(part, facts, of, reason=reason, at=clock.now())


def _owner(part: Part, by: Person) -> str:
    """To whom the passphrase is bound: another's round cannot take it."""
    return f"{context.acting().tenant_id}:{by.id}:{part.value}"
