"""What the overviews look like to programs, and the addresses of their doors."""
