"""Reading the stationery."""
