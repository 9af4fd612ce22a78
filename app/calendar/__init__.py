"""What is due and what is remembered, day by day."""
