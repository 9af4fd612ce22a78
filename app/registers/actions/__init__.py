"""Every write of the registers."""

from app.registers.actions import incoming
from app.registers.actions.entering import Signer, Subject, attach, enter

__all__ = ["Signer", "Subject", "attach", "enter", "incoming"]
