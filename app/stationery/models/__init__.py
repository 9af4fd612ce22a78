"""What an office keeps to write with."""

from app.stationery.models.blanks import Blank
from app.stationery.models.certificates import (
    Certificate,
    CertificateBatch,
    CertificatePrint,
    GoldSeries,
)
from app.stationery.models.corrections import CertificateCorrection
from app.stationery.models.letterheads import StoredLetterhead
from app.stationery.models.posters import Poster, Slogan
from app.stationery.models.text_blocks import TextBlock

__all__ = [
    "Blank",
    "Certificate",
    "CertificateBatch",
    "CertificateCorrection",
    "CertificatePrint",
    "GoldSeries",
    "Poster",
    "Slogan",
    "StoredLetterhead",
    "TextBlock",
]
