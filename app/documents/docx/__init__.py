"""Official papers as Word files, for clerks who finish them by hand."""

from app.documents.docx.page import write

__all__ = ["write"]
