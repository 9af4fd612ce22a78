"""Every write of mergers, to be read aloud: `mergers.actions.take_over(…)`."""

from app.mergers.actions.decide import Decision, decide
from app.mergers.actions.summing import sum_up
from app.mergers.actions.taking import Taken, claim, take_over

__all__ = ["Decision", "Taken", "claim", "decide", "sum_up", "take_over"]
"""The writes of this room."""
