"""Every write of the registers."""

from app.registers.actions import incoming
from app.registers.actions.entering import (
    Dispatch,
    Signer,
    Subject,
    attach,
    attach_drawn,
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
    "attach_drawn",
    "cancel",
    "enter",
    "enter_again",
    "incoming",
    "reserve",
    "supersede",
]
