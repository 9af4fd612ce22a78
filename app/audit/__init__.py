"""Append-only: who did what to what."""
