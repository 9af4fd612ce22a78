"""Words of the registers."""

from app.registers.terms.states import FileRole, PaperState

__all__ = ["FileRole", "PaperState"]
