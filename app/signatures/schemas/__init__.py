"""Shapes of what comes in and goes out."""

from app.signatures.schemas.keys import (
    KeyForm,
    KeyOut,
    KeyUpload,
    StampForm,
    StampUpload,
    key_file,
    read_upload,
    stamp,
)
from app.signatures.schemas.papers import (
    AnnexOut,
    AnnexUpload,
    PaperSignatureOut,
    PaperSignaturesOut,
    ReportOut,
    SecretSchema,
    SignedFileForm,
    SignedFileUpload,
    TakenOut,
    VerificationUpload,
    WaitingPaperOut,
    WishSchema,
    wish_of,
)
from app.signatures.schemas.rounds import RoundForm, RoundIn, RoundOut, chosen_of
from app.signatures.schemas.trust import AnchorOut, AnchorUpload

__all__ = [
    "AnchorOut",
    "AnchorUpload",
    "AnnexOut",
    "AnnexUpload",
    "KeyForm",
    "KeyOut",
    "KeyUpload",
    "PaperSignatureOut",
    "PaperSignaturesOut",
    "ReportOut",
    "RoundForm",
    "RoundIn",
    "RoundOut",
    "SecretSchema",
    "SignedFileForm",
    "SignedFileUpload",
    "StampForm",
    "StampUpload",
    "TakenOut",
    "VerificationUpload",
    "WaitingPaperOut",
    "WishSchema",
    "chosen_of",
    "key_file",
    "read_upload",
    "stamp",
    "wish_of",
]
