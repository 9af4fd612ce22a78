"""Every write of scoring."""
