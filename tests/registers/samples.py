"""Papers that the tests enter in the registers."""

from datetime import date
from typing import Any

from app.documents.terms import PaperKind
from app.registers import actions
from app.registers.actions import Reservation, Signer
from app.registers.models import OutgoingPaper
from tests.world import Person

TODAY = date(2026, 3, 10)
CHAIR = Signer(lines=("TM. ỦY BAN NHÂN DÂN",), position="CHỦ TỊCH", name="Đoàn Thanh Sơn")


def entered(by: Person, **changes: Any) -> OutgoingPaper:
    """A decision of 10 March 2026 signed by the chairman."""
    given: dict[str, Any] = {
        "kind": PaperKind.DECISION,
        "symbol": "QĐ-UBND",
        "abstract": "Khen thưởng thành tích công tác năm 2025",
        "issued_on": TODAY,
        "signer": CHAIR,
    }
    return actions.enter(**{**given, **changes}, by=by)


def reservation(**changes: Any) -> Reservation:
    """The next number of decisions, kept for the closing of the year."""
    given: dict[str, Any] = {
        "kind": PaperKind.DECISION,
        "symbol": "QĐ-UBND",
        "year": 2026,
        "reason": "Giữ cho quyết định khen thưởng đang trình ký",
    }
    return Reservation(**{**given, **changes})
