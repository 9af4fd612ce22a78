"""Read-only overviews."""
