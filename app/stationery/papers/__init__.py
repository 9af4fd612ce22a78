"""What is printed of the stationery, as plain data."""
