"""What may be done with a paper now, and by whom."""
