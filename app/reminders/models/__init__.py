"""The ladder, the reminders that were given, and the urgings with their receipts."""

from app.reminders.models.ladder import Ladder, Reminder
from app.reminders.models.urging import Urging, UrgingDelivery, UrgingReceipt

__all__ = ["Ladder", "Reminder", "Urging", "UrgingDelivery", "UrgingReceipt"]
