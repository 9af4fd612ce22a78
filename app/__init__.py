"""Thi Đua: the rooms of the house, one per word of the field."""
