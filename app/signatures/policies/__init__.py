"""Who may sign what, and with which certificate."""

from app.signatures.policies.names import (
    Parties,
    held_against,
    names_organ,
    names_person,
    other_name,
    parties,
)
from app.signatures.policies.papers import (
    check_certificate,
    check_order,
    check_person,
    check_signable,
    is_signable,
    is_signer,
)
from app.signatures.policies.uploads import USUAL as USUAL_WIDTH
from app.signatures.policies.uploads import check_stamp, check_width

__all__ = [
    "USUAL_WIDTH",
    "Parties",
    "check_certificate",
    "check_order",
    "check_person",
    "check_signable",
    "check_stamp",
    "check_width",
    "held_against",
    "is_signable",
    "is_signer",
    "names_organ",
    "names_person",
    "other_name",
    "parties",
]
