"""Papers on their way: drafted, approved, issued, sent, received, shown to the public."""
