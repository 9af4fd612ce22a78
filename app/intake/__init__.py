"""Reads official papers (text, DOCX, PDF) into plain data. No database, no web."""

from app.intake.queries import ReadPlan, read

__all__ = ["ReadPlan", "read"]
