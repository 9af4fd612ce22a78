"""What the worker draws of the stationery."""
