"""Criteria, score sheets, appraisal, standings."""
