"""Pages of mergers."""

from app.mergers.views import handover, history
from app.mergers.views.pages import pages

__all__ = ["handover", "history", "pages"]
