"""Resource: the papers that wait for a digital signature."""

from collections.abc import Sequence
from typing import Any

from flask_login import current_user

from app.access import Permission, requires
from app.signatures import schemas
from app.signatures.api.blueprint import resources
from app.signatures.queries import waiting as queries


@resources.get("/me/papers-to-sign")
@requires(Permission.PAPER_WRITE)
@resources.response(200, schemas.WaitingPaperOut(many=True))
@resources.doc(summary="Văn bản đi ghi tên tôi ở phần ký, chưa ký số (60 ngày gần nhất)")
def papers_to_sign() -> Sequence[Any]:
    """What is to be signed by me."""
    return queries.for_signer(current_user.full_name)


@resources.get("/papers-to-seal")
@requires(Permission.PAPER_ISSUE)
@resources.response(200, schemas.WaitingPaperOut(many=True))
@resources.doc(summary="Văn bản đi đã có chữ ký số của người có thẩm quyền, chờ ký số của cơ quan")
def papers_to_seal() -> Sequence[Any]:
    """What is to be sealed."""
    return queries.for_seal()
