"""Announcing results: one edition of everything from which they follow, frozen with its hash."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select, update

from app.audit import actions as audit
from app.audit.actions import Person
from app.documents.terms import PaperKind
from app.lib import clock
from app.lib.errors import Conflict
from app.registers import actions as registers
from app.registers.actions import Dispatch, Signer, Subject
from app.registers.queries import OutgoingPaper
from app.scoring.announcing import canonical, results
from app.scoring.models import (
    Absence,
    Announcement,
    Confirmation,
    ConfirmationLine,
    CriteriaSet,
    FrozenResult,
    FrozenSheet,
    ScoreSheet,
    Standing,
)
from app.scoring.papers import heads, notice
from app.scoring.policies import announcements as policies
from app.scoring.policies import criteria as set_policies
from app.scoring.queries import announcements, criteria, freezing, places
from app.scoring.queries import standings as queries
from app.scoring.queries.standings import Board
from app.scoring.terms import StandingScope
from tenants import context
from tenants.db import db


@dataclass(frozen=True, kw_only=True)
class Paper:
    """The number, day and signer of the paper (Thông báo) that goes with an announcement.

    Without a `number` the next one of the series is given. `petition_until`: the last day on which
    members may petition; None where they may not. `cause`: why a result is announced anew; without
    meaning the first time.
    """

    number: str | None = None
    issued_on: date | None = None
    signer_name: str | None = None
    petition_until: date | None = None
    cause: str | None = None


def announce(*, set_id: int, cluster_id: int | None, paper: Paper, by: Person) -> Announcement:
    """Make the result of a cluster, or of the whole province, known to all; it never changes again.

    Inputs, formulas and results are frozen under one edition with their SHA-256, and each member
    is given its own part of them; the notice takes its number from the register. A further edition
    needs a cause, and that the council has decided anew. Writes the places in one statement.
    Raises Invalid at "cause", "number", "issued_on" and "petition_until", Conflict where somebody
    is neither confirmed nor listed, a tie waits for a decision, or nothing has changed since it was
    announced.
    """
    set_policies.check_arrange(context.acting())
    found = criteria.set_for_change(set_id)
    set_policies.check_issued(found)
    known = _known(set_id, cluster_id)
    policies.check_anew(known, announcements.is_pending(known), paper.cause)
    issued_on = paper.issued_on or clock.today()
    policies.check_day(issued_on, clock.today())
    policies.check_period(issued_on, paper.petition_until)
    board = queries.reckoned(found, cluster_id=cluster_id)
    policies.check_complete(board.unfinished_names, board.awaiting, len(board.rows))
    _check_clusters(found, board)
    document = freezing.document(found, board)
    _check_same(board, document)
    now = clock.now()
    made = _announcement(found, board, paper, known, canonical.digest(canonical.text(document)), by)
    made.issued_at = now
    _enter(made, paper, by)
    _freeze(made, document, now)
    _send_confirmations(set_id, cluster_id, now)
    _issue_absences(set_id, cluster_id, now)
    db.session.execute(insert(Standing).from_select(places.COLUMNS, places.of(made, board.rows)))
    audit.record(
        "standings.announced",
        made,
        by=by,
        scope=board.scope.value,
        cluster=made.cluster_name,
        edition=made.edition,
        members=len(board.rows),
        absent=len(board.listed),
        digest=made.digest,
    )
    return made


def _enter(made: Announcement, paper: Paper, by: Person) -> None:
    """The notice stands in the register of outgoing papers with its number."""
    issuer = queries.issuer(made)
    block = heads.usual_signature(issuer, made.signer_name)

    def announced(entry: OutgoingPaper) -> Subject:
        made.number = entry.printed_number
        db.session.add(made)
        db.session.flush()
        return Subject(kind="announcements", id=made.id)

    registers.enter(
        kind=PaperKind.NOTICE,
        symbol=heads.symbol(PaperKind.NOTICE, issuer),
        abstract=notice.abstract(made, issuer),
        issued_on=made.issued_on,
        signer=Signer(lines=block.capacity, position=block.position, name=block.name),
        subject=announced,
        wanted=(paper.number or "").strip() or None,
        dispatch=Dispatch(recipients=heads.usual_recipients(issuer), archive=heads.ARCHIVE),
        by=by,
    )


def _known(set_id: int, cluster_id: int | None) -> Announcement | None:
    """What was announced before. Raises Conflict for a cluster known by the province's result."""
    known = queries.announced(set_id, cluster_id)
    if known is None and cluster_id is not None:
        policies.check_alone(queries.announced(set_id, None))
    return known


def _check_clusters(found: CriteriaSet, board: Board) -> None:
    """The province's result keeps to those of its clusters that are known already."""
    if board.scope is not StandingScope.PROVINCE:
        return
    policies.check_clusters(announcements.pending_clusters(found.id))
    known = queries.announced_ranks(found.id)
    for row in board.rows:
        if known.get(row.member_id, row.cluster_rank) != row.cluster_rank:
            raise Conflict(
                f"Thứ hạng của {row.member_name} khác với kết quả đã công bố của "
                f"“{row.cluster_name}”; hãy xem lại quyết định về các đơn vị bằng điểm."
            )


def _check_same(board: Board, document: Mapping[str, Any]) -> None:
    """What is frozen must give what is announced. Raises Conflict naming who differs."""
    wrong = [
        row.member_name
        for row in board.rows
        if not results.agrees(document, row.sheet_id, row.total, row.band, row.cluster_rank)
    ]
    policies.check_same(wrong)


def _announcement(
    found: CriteriaSet,
    board: Board,
    paper: Paper,
    known: Announcement | None,
    digest: str,
    by: Person,
) -> Announcement:
    names = queries.clusters(found)
    return Announcement(
        tenant_id=found.tenant_id,
        criteria_set_id=found.id,
        year=found.year,
        scope=board.scope,
        cluster_id=board.cluster_id,
        cluster_name=None if board.cluster_id is None else names[board.cluster_id],
        issued_on=paper.issued_on or clock.today(),
        signer_name=(paper.signer_name or "").strip() or None,
        edition=1 if known is None else known.edition + 1,
        cause=None if known is None else (paper.cause or "").strip(),
        digest=digest,
        petition_until=paper.petition_until,
        issued_by=by.id,
    )


def _freeze(made: Announcement, document: Mapping[str, Any], now: datetime) -> None:
    """The whole for whoever announced, to each member its own part."""
    db.session.add(
        FrozenResult(
            tenant_id=made.tenant_id,
            announcement_id=made.id,
            content=canonical.text(document),
            digest=made.digest,
        )
    )
    parts = [
        {
            "tenant_id": made.tenant_id,
            "announcement_id": made.id,
            "sheet_id": part["sheet"],
            "member_id": part["member"],
            "content": (frozen := canonical.text(part)),
            "digest": canonical.digest(frozen),
            "sent_at": now,
        }
        for part in results.parts(document)
    ]
    db.session.execute(insert(FrozenSheet), parts)


def _send_confirmations(set_id: int, cluster_id: int | None, now: datetime) -> None:
    """Members and appraisers read the council's word from now on."""
    sheets = select(ScoreSheet.id).where(ScoreSheet.criteria_set_id == set_id)
    if cluster_id is not None:
        sheets = sheets.where(ScoreSheet.cluster_id == cluster_id)
    mine = select(Confirmation.id).where(
        Confirmation.sheet_id.in_(sheets), Confirmation.sent_at.is_(None)
    )
    for change in (
        update(ConfirmationLine).where(ConfirmationLine.confirmation_id.in_(mine)),
        update(Confirmation).where(Confirmation.id.in_(mine)),
    ):
        db.session.execute(change.values(sent_at=now).execution_options(synchronize_session=False))


def _issue_absences(set_id: int, cluster_id: int | None, now: datetime) -> None:
    query = update(Absence).where(Absence.criteria_set_id == set_id, Absence.issued_at.is_(None))
    if cluster_id is not None:
        query = query.where(Absence.cluster_id == cluster_id)
    db.session.execute(query.values(issued_at=now).execution_options(synchronize_session=False))
