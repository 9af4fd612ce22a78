"""Words of papers on their way."""

from app.correspondence.terms.states import Channel, DraftState, Purpose, ReceiptOutcome

__all__ = ["Channel", "DraftState", "Purpose", "ReceiptOutcome"]
