"""The points of all members of one cluster, kept right while single values change.

A changed value is reckoned again for its member; that of a relative criterion for everybody whose
points hang on it. Groups and totals follow for those whose points changed, and for nobody else.
Whatever the order in which values came, the results, and the bytes of `canonical`, are those of
reckoning everything anew.
"""

from app.scoring.reckoning.given import EMPTY, Cell, Given
from app.scoring.reckoning.reckoner import Reckoning
from app.scoring.reckoning.result import Result

__all__ = ["EMPTY", "Cell", "Given", "Reckoning", "Result"]
