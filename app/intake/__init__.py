"""Reads official papers (text, DOCX, PDF, XLSX) into plain data. No database, no web."""

from app.intake.queries import ReadPlan, cited_in, read, read_paper

__all__ = ["ReadPlan", "cited_in", "read", "read_paper"]
