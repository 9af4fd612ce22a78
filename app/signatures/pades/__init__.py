"""Signing and checking PDF files by PAdES (ETSI EN 319 142): pure, no database and no web.

`credentials` opens keys, `stamps` draws what is seen of a signature, `places` finds where it
stands, `signing` adds it as an incremental update, `verification` reports on those of a file.
"""
