"""Reads of keys, signatures and trust."""

from app.signatures.queries.keys import KeyFacts, credential, key_facts, own_key, seal_key, stamp_of
from app.signatures.queries.papers import Signing, panel, part_done, signatures_of
from app.signatures.queries.services import has_devices, may_skip_timestamp, timestamper
from app.signatures.queries.trusting import anchors, report, trust

__all__ = [
    "KeyFacts",
    "Signing",
    "anchors",
    "credential",
    "has_devices",
    "key_facts",
    "may_skip_timestamp",
    "own_key",
    "panel",
    "part_done",
    "report",
    "seal_key",
    "signatures_of",
    "stamp_of",
    "timestamper",
    "trust",
]
