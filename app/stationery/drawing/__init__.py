"""Certificates, flags, backdrops and slogans as drawings: pure, no database.

A page is plain data (`marks.Page`, in millimetres from the upper left corner); `pdf` and `svg` draw
the same page.
"""
