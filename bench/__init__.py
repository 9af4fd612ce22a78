"""What the heavy deeds cost, each beside the raw SQL that moves the same rows, in one run."""
