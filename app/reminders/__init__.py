"""Reminding people in time, and urging subordinates who are late (đôn đốc)."""
