"""What the heavy deeds cost, each beside a plain way to the same rows (raw SQL, a loop, polars,
bare reportlab)."""
