"""The registers: numbers of outgoing papers, and the books of outgoing and incoming papers."""
