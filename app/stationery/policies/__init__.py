"""What may happen to the stationery now, and what must be true of it."""
