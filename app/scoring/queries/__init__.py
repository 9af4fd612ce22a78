"""Every read of scoring."""
