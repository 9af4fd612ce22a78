"""Half-year and year reports."""
