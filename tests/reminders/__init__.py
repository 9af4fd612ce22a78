"""Reminding and urging."""
