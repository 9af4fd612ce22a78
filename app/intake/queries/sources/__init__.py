"""Files of every accepted kind, brought to numbered lines of text and rows of tables."""
