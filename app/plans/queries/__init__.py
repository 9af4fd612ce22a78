"""Every read of plans."""
