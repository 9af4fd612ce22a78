"""Every write of the registers."""

from app.registers.actions import incoming
from app.registers.actions.entering import (
    Dispatch,
    Signer,
    Subject,
    attach,
    enter,
    enter_again,
    supersede,
)
from app.registers.actions.reserving import Reservation, cancel, reserve

__all__ = [
    "Dispatch",
    "Reservation",
    "Signer",
    "Subject",
    "attach",
    "cancel",
    "enter",
    "enter_again",
    "incoming",
    "reserve",
    "supersede",
]
