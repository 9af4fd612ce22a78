"""Shape of what comes in and goes out."""
