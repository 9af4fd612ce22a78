"""What people must know."""
