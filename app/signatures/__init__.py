"""Digital signatures on papers: keys, signing, verification (PAdES)."""
