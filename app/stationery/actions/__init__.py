"""Writing the stationery."""
