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
from app.registers.actions.recovering import Recovery, recover
from app.registers.actions.reserving import Reservation, cancel, reserve
from app.registers.models import IncomingPaper, OutgoingPaper, PaperFile

__all__ = [
    "Dispatch",
    "IncomingPaper",
    "OutgoingPaper",
    "PaperFile",
    "Recovery",
    "Reservation",
    "Signer",
    "Subject",
    "attach",
    "attach_drawn",
    "cancel",
    "enter",
    "enter_again",
    "incoming",
    "recover",
    "reserve",
    "supersede",
]
