"""Papers that came and papers that went out, as far as they wait for the reader."""

from collections.abc import Iterator

from sqlalchemy import literal, select

from app.access.permissions import Permission
from app.accounts.queries import Identity
from app.correspondence.queries import recipients
from app.dashboards.queries.desk import Line, door
from app.dashboards.terms import LineKind
from app.lib import clock
from app.registers.queries import incoming
from app.registers.terms import IncomingView
from app.signatures.queries import waiting
from tenants.db import db


def waiting_for(reader: Identity) -> Iterator[Line]:
    """What is to be registered, signed, sealed by the reader: one statement, whatever there is."""
    given, nothing = reader.permissions, literal(0)
    registers, signs = Permission.PAPER_ISSUE in given, Permission.PAPER_WRITE in given
    counts = db.session.execute(
        select(
            recipients.waiting_count() if registers else nothing,
            waiting.signer_count(reader.full_name) if signs else nothing,
            waiting.seal_count() if registers else nothing,
        )
    ).one()
    arrived, unsigned = door("correspondence.incoming"), door("signatures.waiting")
    for kind, count, text, here in (
        (LineKind.PAPER_REGISTER, counts[0], "{} văn bản chờ vào sổ", arrived),
        (LineKind.PAPER_SIGN, counts[1], "{} văn bản chờ bạn ký số", unsigned),
        (LineKind.PAPER_SEAL, counts[2], "{} văn bản chờ ký số của cơ quan", unsigned),
    ):
        if count:
            yield Line(kind, text.format(count), here, count=count)


def given_to(reader: Identity) -> Iterator[Line]:
    """Incoming papers the reader has to deal with, a line for each year of the register."""
    today = clock.today()
    for load in incoming.load_of(reader.id):
        late = f", {load.overdue} quá hạn" if load.overdue else ""
        text = f"{load.count} văn bản đến được giao{late}"
        here = door(
            "registers.incoming",
            year=load.year,
            view=IncomingView.UNDER_WAY.value,
            assigned_to=reader.id,
        )
        note = None if load.year == today.year else f"Sổ văn bản đến năm {load.year}"
        yield Line(LineKind.PAPER_ANSWER, text, here, note, load.first_due_on, load.count)
