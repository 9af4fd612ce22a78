"""Official papers as Word files, for clerks who finish them by hand."""

from app.documents.docx.page import write, write_annex

__all__ = ["write", "write_annex"]
