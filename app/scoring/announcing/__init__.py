"""What an announcement freezes, how it is reckoned again, and how it is told in words.

Nothing here reads the database: plain data comes in, plain data goes out.
"""
