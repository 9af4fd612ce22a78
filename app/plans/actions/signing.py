"""Signing a plan or an amendment: numbers in one row, each given once."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from app.audit.actions import Person
from app.lib.errors import Invalid
from app.plans import policies
from app.plans.models import Amendment, Plan
from app.plans.queries import plans
from app.plans.terms import SigningCapacity
from tenants import context
from tenants.db import db


@dataclass(frozen=True, kw_only=True)
class Signature:
    """Who signs, in whose name, under which number and on which day.

    Without a number the next free one of the year is given.
    """

    issued_on: date
    capacity: SigningCapacity
    name: str
    number: str | None = None


def sign(paper: Plan | Amendment, signature: Signature, by: Person) -> None:
    """Put number, day and signer on a paper.

    Raises Invalid for what is no number, one that another paper carries, and without a name.
    """
    year = signature.issued_on.year
    number = _take_number(paper.symbol, year, signature.number)
    if not signature.name.strip():
        raise Invalid("Cần ghi họ tên người ký.", "signer_name")
    paper.number, paper.number_year = number, year
    paper.issued_on = signature.issued_on
    paper.signing_capacity = "\n".join(signature.capacity.lines) or None
    paper.signer_position = signature.capacity.position
    paper.signer_name = signature.name.strip()
    paper.issued_by = by.id


def _take_number(symbol: str, year: int, wanted: str | None) -> str:
    """The number `wanted`, or the next free one, kept from whoever signs at the same moment."""
    key = f"plans.number:{context.acting().tenant_id}"
    with db.session.no_autoflush:
        db.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(key, 0))))
        number = policies.number_as_printed(wanted or plans.next_number(symbol, year))
        if plans.is_number_taken(symbol, year, number):
            raise Invalid(
                f"Số {number}/{symbol} của năm {year} đã dùng cho một kế hoạch khác; "
                f"số tiếp theo là {plans.next_number(symbol, year)}.",
                "number",
            )
    return number
