"""Drafts of papers, who receives an issued one, and what they answer."""

from app.correspondence.models.drafts import OfficialPaper
from app.correspondence.models.recipients import PaperReceipt, PaperRecipient

__all__ = ["OfficialPaper", "PaperReceipt", "PaperRecipient"]
