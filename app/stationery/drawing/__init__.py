"""Certificates, flags, backdrops and slogans as drawings: pure, no database.

A page is plain data (`marks.Page`, in millimetres from the upper left corner); `pdf` draws
it, and what the screen shows is a picture of that file.
"""
