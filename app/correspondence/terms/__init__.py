"""Words of papers on their way."""

from app.correspondence.terms.contents import AnnexText, Content, Party
from app.correspondence.terms.forms import Form
from app.correspondence.terms.states import Channel, DraftState, Purpose, ReceiptOutcome
from app.correspondence.terms.steps import StepKind

__all__ = [
    "AnnexText",
    "Channel",
    "Content",
    "DraftState",
    "Form",
    "Party",
    "Purpose",
    "ReceiptOutcome",
    "StepKind",
]
