"""What the worker does for plans."""


def schedule_reminders() -> None:
    """Replaced by the plans room."""
