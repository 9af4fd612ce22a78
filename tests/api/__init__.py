"""The API as a whole: every operation, whatever is sent to it."""
