"""Every read of reminding and urging."""
