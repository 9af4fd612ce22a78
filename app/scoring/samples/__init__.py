"""Example criteria sets, to be changed by whoever arranges the scoring: samples, no regulation."""

from app.scoring.samples.common import COMMON
from app.scoring.samples.items import Item, Sample

__all__ = ["SAMPLES", "Item", "Sample"]

SAMPLES: dict[str, Sample] = {"common": COMMON}
"""By the word that names each in addresses and forms."""
