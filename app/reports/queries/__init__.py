"""Every read of reports: one's own, and those that subordinates sent up."""

from app.reports.queries import figures, own, received

__all__ = ["figures", "own", "received"]
