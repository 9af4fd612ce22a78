"""The RQ process, its schedule, and the runner of outbox entries."""
