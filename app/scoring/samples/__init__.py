"""Example criteria sets, to be changed by whoever arranges the scoring: samples, no regulation."""

from app.scoring.samples.common import COMMON
from app.scoring.samples.departments import DEPARTMENTS
from app.scoring.samples.every_kind import EVERY_KIND
from app.scoring.samples.items import Item, Sample

__all__ = ["SAMPLES", "Item", "Sample"]

SAMPLES: dict[str, Sample] = {
    "common": COMMON,
    "departments": DEPARTMENTS,
    "every-kind": EVERY_KIND,
}
"""By the word that names each in addresses and forms."""
