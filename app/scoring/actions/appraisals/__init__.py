"""The cluster's view of a sheet: appraised, sent to the member, settled after its word."""

from app.scoring.actions.appraisals.cells import save_cell, save_criterion
from app.scoring.actions.appraisals.drafting import save, start, start_all
from app.scoring.actions.appraisals.reviews import send, settle
from app.scoring.actions.appraisals.terms import set_terms
from app.scoring.actions.appraisals.verdicts import Verdict

__all__ = [
    "Verdict",
    "save",
    "save_cell",
    "save_criterion",
    "send",
    "set_terms",
    "settle",
    "start",
    "start_all",
]
