"""Reads of keys, signatures and trust."""

from app.signatures.pades.verification import VerificationReport
from app.signatures.queries.keys import (
    KeyFacts,
    credential,
    image,
    key_facts,
    kinds_of_keys,
    own_key,
    seal_key,
    stamp_of,
)
from app.signatures.queries.papers import (
    Signing,
    is_early,
    panel,
    part_done,
    parties,
    report_of_file,
    report_of_paper,
    signatures_of,
)
from app.signatures.queries.services import has_devices, may_skip_timestamp, timestamper
from app.signatures.queries.trusting import anchors, report, trust

__all__ = [
    "KeyFacts",
    "Signing",
    "VerificationReport",
    "anchors",
    "credential",
    "has_devices",
    "image",
    "is_early",
    "key_facts",
    "kinds_of_keys",
    "may_skip_timestamp",
    "own_key",
    "panel",
    "part_done",
    "parties",
    "report",
    "report_of_file",
    "report_of_paper",
    "seal_key",
    "signatures_of",
    "stamp_of",
    "timestamper",
    "trust",
]
