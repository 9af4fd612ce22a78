"""The content of drafts as papers that `documents` draws."""

from app.correspondence.papers.drafts import draft_paper, guest_papers

__all__ = ["draft_paper", "guest_papers"]
