"""Every write to accounts."""
