"""Reads an official plan from a file into plain data. No database, no guesses.

What the paper prints is returned as printed; what is missing is None; what is not understood is
a warning with its line.
"""

from app.intake.queries import places, slips
from app.intake.queries.bases import in_words as cited_in
from app.intake.queries.mirror import read_paper
from app.intake.queries.plan import (
    Delegates,
    Duty,
    LegalBasis,
    ReadDeadline,
    ReadPlan,
    ReadTask,
    ReadWarning,
    Recipient,
    Signer,
)
from app.intake.queries.reading import read

__all__ = [
    "Delegates",
    "Duty",
    "LegalBasis",
    "ReadDeadline",
    "ReadPlan",
    "ReadTask",
    "ReadWarning",
    "Recipient",
    "Signer",
    "cited_in",
    "places",
    "read",
    "read_paper",
    "slips",
]
