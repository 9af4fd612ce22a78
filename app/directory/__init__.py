"""Offices, villages, schools and mass bodies inside a tenant."""
