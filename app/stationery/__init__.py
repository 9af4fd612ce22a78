"""What an office keeps to write with: letterheads, text blocks, blanks, certificates, posters."""
