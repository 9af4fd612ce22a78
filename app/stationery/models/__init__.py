"""What an office keeps to write with."""
