"""Drafts of papers, who receives an issued one, and what they answer."""

from app.correspondence.models.delegations import Delegation
from app.correspondence.models.drafts import OfficialPaper
from app.correspondence.models.recipients import PaperReceipt, PaperRecipient, PaperSighting
from app.correspondence.models.steps import DraftStep

__all__ = [
    "Delegation",
    "DraftStep",
    "OfficialPaper",
    "PaperReceipt",
    "PaperRecipient",
    "PaperSighting",
]
