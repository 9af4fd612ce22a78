"""Every read of mergers."""
