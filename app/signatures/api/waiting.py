"""Resources: the papers that wait for a digital signature, and rounds of signing."""

from collections.abc import Sequence
from typing import Any

from flask_login import current_user

from app.access import Permission, requires
from app.signatures import jobs, schemas
from app.signatures.api.blueprint import resources
from app.signatures.queries import rounds
from app.signatures.queries import waiting as queries
from app.signatures.queries.rounds import Round
from app.signatures.queries.waiting import Waiting
from app.signatures.terms import Part

Accepted = tuple[Round, int, dict[str, str]]


@resources.get("/me/papers-to-sign")
@requires(Permission.PAPER_WRITE)
@resources.response(200, schemas.WaitingPaperOut(many=True))
@resources.doc(summary="Văn bản đi ghi tên tôi ở phần ký, chưa ký số (60 ngày gần nhất)")
def papers_to_sign() -> Sequence[Waiting]:
    """What is to be signed by me."""
    return queries.for_signer(current_user.full_name)


@resources.get("/papers-to-seal")
@requires(Permission.PAPER_ISSUE)
@resources.response(200, schemas.WaitingPaperOut(many=True))
@resources.doc(summary="Văn bản đi đã có chữ ký số của người có thẩm quyền, chờ ký số của cơ quan")
def papers_to_seal() -> Sequence[Waiting]:
    """What is to be sealed."""
    return queries.for_seal()


@resources.post("/me/signature-rounds")
@requires(Permission.PAPER_WRITE)
@resources.arguments(schemas.RoundIn)
@resources.response(202, schemas.RoundOut)
@resources.doc(summary="Ký số nhiều văn bản trong một lượt bằng khóa của mình")
def sign_many(given: dict[str, Any]) -> Accepted:
    """The signer signs many papers with one entry of the passphrase."""
    return _begun(Part.LEADER, given)


@resources.post("/seal-rounds")
@requires(Permission.PAPER_ISSUE)
@resources.arguments(schemas.RoundIn)
@resources.response(202, schemas.RoundOut)
@resources.doc(summary="Ký số của cơ quan vào nhiều văn bản trong một lượt")
def seal_many(given: dict[str, Any]) -> Accepted:
    """The clerk seals many papers."""
    return _begun(Part.SEAL, given)


@resources.get("/me/signing-rounds/<token>")
@requires(Permission.PAPER_WRITE)
@resources.response(200, schemas.RoundOut)
@resources.doc(summary="Kết quả một lượt ký nhiều văn bản của tôi")
def signing_round(token: str) -> Round:
    """What came of each paper of one's own round."""
    return rounds.round_of(token, current_user.id)


def _begun(part: Part, given: dict[str, Any]) -> Accepted:
    token = jobs.ask_round(
        part=part,
        chosen=schemas.chosen_of(given["papers"]),
        secret=given["secret"],
        without_timestamp=given["without_timestamp"],
        reason=given["other_name_reason"],
        by=current_user,
    )
    place = f"/api/v1/me/signing-rounds/{token}"
    return rounds.round_of(token, current_user.id), 202, {"Location": place}
