"""Papers that this product drew, read back as the content that they were drawn from."""

from app.intake.queries.mirror.reading import read_paper

__all__ = ["read_paper"]
