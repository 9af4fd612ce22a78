"""Every write of keys, signatures and trust."""

from app.signatures.actions.annexes import add_annex
from app.signatures.actions.keys import keep_device, keep_key_file, keep_stamp, remove_key
from app.signatures.actions.rounds import Chosen, open_round, sign_one
from app.signatures.actions.signing import Place, Wish, sign
from app.signatures.actions.trust import add_anchors, remove_anchor
from app.signatures.actions.uploading import Taken, take

__all__ = [
    "Chosen",
    "Place",
    "Taken",
    "Wish",
    "add_anchors",
    "add_annex",
    "keep_device",
    "keep_key_file",
    "keep_stamp",
    "open_round",
    "remove_anchor",
    "remove_key",
    "sign",
    "sign_one",
    "take",
]
