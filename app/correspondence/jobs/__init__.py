"""What the worker does for papers on their way."""

from app.correspondence.jobs.drafts import ask_draft, ask_guests, paper_of, preview
from app.correspondence.jobs.issuing import draw_issued, issue_and_draw

__all__ = [
    "ask_draft",
    "ask_guests",
    "draw_issued",
    "issue_and_draw",
    "paper_of",
    "preview",
]
