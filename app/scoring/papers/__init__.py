"""Papers of scoring: the notice of a result, its summary, the proposal of awards, one's own why."""

from app.scoring.papers.notice import file_name, standings_paper

__all__ = ["file_name", "standings_paper"]
