"""Criteria sets as workbooks: written out, edited in Excel, read back, compared, taken over.

Nothing here reads the database: rows come in, plain content, changes and errors go out.
"""
