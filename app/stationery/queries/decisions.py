"""What the registers say of the decision by which certificates are given."""

import re
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select

from app.lib import dates
from app.registers.models import IncomingPaper, OutgoingPaper, PaperChange
from app.registers.terms import ChangeKind, PaperState
from app.stationery.models import CertificateBatch
from tenants import context
from tenants.db import db

_NUMBER = re.compile(r"0*([1-9]\d{0,4})\s*/\s*(\S.*)")
FALLEN = {PaperState.REVOKED: ChangeKind.REVOKED, PaperState.REPLACED: ChangeKind.REPLACED}


@dataclass(frozen=True)
class Decision:
    """A decision as a batch names it, and what the registers hold of it.

    `paper` is the one of the own register or one received through the system; `is_received` is
    true where the incoming register alone knows it. `fallen` says by what it stands no more,
    `why` for which reason.
    """

    number: str
    on: date
    paper: OutgoingPaper | None = None
    is_received: bool = False
    fallen: str = ""
    why: str = ""

    @property
    def is_known(self) -> bool:
        """Whether one of the registers has it."""
        return self.paper is not None or self.is_received

    @property
    def named(self) -> str:
        """`Quyết định số 06/QĐ-UBND ngày 15/11/2026`."""
        return f"Quyết định số {self.number} ngày {dates.short(self.on)}"


def normal(number: str) -> str:
    """A number as papers print it: "6 /QĐ-UBND" is 06/QĐ-UBND; what is none stays as typed."""
    found = _NUMBER.fullmatch(number.strip())
    return f"{int(found.group(1)):02d}/{found.group(2)}" if found else number.strip()


def of_batch(batch: CertificateBatch) -> Decision | None:
    """The decision of a batch; none where it names none yet."""
    if not batch.decision_number or batch.decided_on is None:
        return None
    return decision(batch.decision_number, batch.decided_on)


def decision(number: str, on: date) -> Decision:
    """The decision with this number and day, of the own register before those received."""
    named = normal(number)
    row = db.session.execute(
        select(OutgoingPaper, PaperChange)
        .outerjoin(
            PaperChange,
            (PaperChange.paper_id == OutgoingPaper.id)
            & PaperChange.change.in_(tuple(FALLEN.values())),
        )
        .where(*_numbered(named), OutgoingPaper.issued_on == on)
        .order_by(
            (OutgoingPaper.tenant_id == context.acting().tenant_id).desc(),
            OutgoingPaper.id,
            PaperChange.id.desc(),
        )
        .limit(1)
    ).first()
    if row is not None:
        paper, change = row
        fallen, why = _fallen(paper, change)
        return Decision(paper.full_number, on, paper, fallen=fallen, why=why)
    return Decision(named, on, is_received=_is_received(named, on))


def _numbered(named: str) -> list[ColumnElement[bool]]:
    found = _NUMBER.fullmatch(named)
    number, symbol = found.groups() if found else ("0", "")
    return [
        OutgoingPaper.number == int(number),
        func.upper(OutgoingPaper.symbol) == symbol.upper(),
    ]


def _fallen(paper: OutgoingPaper, change: PaperChange | None) -> tuple[str, str]:
    """`đã bị thu hồi bằng Quyết định số 07/QĐ-UBND ngày 20/11/2026`, and why."""
    kind = FALLEN.get(paper.state)
    if kind is None:
        return "", ""
    if change is None:
        return kind.done, paper.reason or ""
    return kind.done + (f" bằng {change.by_paper}" if change.by_paper else ""), change.reason


def _is_received(named: str, on: date) -> bool:
    """Whether the clerk has entered it among the incoming papers."""
    typed = func.upper(func.ltrim(func.replace(IncomingPaper.paper_number, " ", ""), "0"))
    found = select(IncomingPaper.id).where(
        IncomingPaper.tenant_id == context.acting().tenant_id,
        IncomingPaper.issued_on == on,
        typed == named.replace(" ", "").lstrip("0").upper(),
    )
    return db.session.scalar(found.limit(1)) is not None


def other_day(named: str, year: int) -> str:
    """What the own register says of this number in a year, where the day is another: `ngày
    10/11/2026`, `hủy số`; empty where it says nothing."""
    found = db.session.scalar(
        select(OutgoingPaper).where(
            *_numbered(named),
            OutgoingPaper.tenant_id == context.acting().tenant_id,
            OutgoingPaper.year == year,
        )
    )
    if found is None:
        return ""
    on = found.issued_on
    return f"ngày {dates.short(on)}" if on else found.state.label.lower()


def batches_of(paper: OutgoingPaper) -> list[CertificateBatch]:
    """The acting tenant's batches by this decision, in the order in which they were made."""
    if paper.issued_on is None:
        return []
    return list(
        db.session.scalars(
            select(CertificateBatch)
            .where(
                CertificateBatch.tenant_id == context.acting().tenant_id,
                CertificateBatch.decided_on == paper.issued_on,
                CertificateBatch.decision_number == paper.full_number,
            )
            .order_by(CertificateBatch.id)
        )
    )
