"""Shape of what goes in and out of scoring, for pages and API."""
