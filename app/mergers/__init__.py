"""Units that ceased on 30 June 2025 and those that go on with their work."""
