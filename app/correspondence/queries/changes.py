"""What became of an issued paper."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from app.correspondence.models import PaperRecipient
from app.correspondence.policies import changes as policies
from app.documents.terms import PaperKind
from app.lib import dates
from app.registers.models import OutgoingPaper, PaperChange
from app.registers.terms import ChangeKind, PaperState
from tenants import context
from tenants.db import db

MOST_CHOICES = 60


def of_paper(paper_id: int) -> Sequence[PaperChange]:
    """The changes of a paper that the acting tenant may read, in order."""
    return db.session.scalars(
        select(PaperChange).where(PaperChange.paper_id == paper_id).order_by(PaperChange.id)
    ).all()


def units_told(paper_id: int) -> int:
    """How many units of the system were sent a paper, and so are told what becomes of it."""
    return (
        db.session.scalar(
            select(func.count(func.distinct(PaperRecipient.addressee_id))).where(
                PaperRecipient.tenant_id == context.acting().tenant_id,
                PaperRecipient.paper_id == paper_id,
                PaperRecipient.sent_at.is_not(None),
            )
        )
        or 0
    )


@dataclass(frozen=True)
class Changes:
    """What the page of a paper shows of its changes."""

    rows: Sequence[PaperChange]
    may_change: bool
    choices: Sequence[OutgoingPaper] = ()
    replaces: Sequence[PaperChange] = ()

    @property
    def options(self) -> list[tuple[str, str]]:
        """What may be done with it."""
        return [(kind.value, kind.label) for kind in ChangeKind]

    @property
    def paper_options(self) -> list[tuple[int, str]]:
        """By which papers: number, day and what each is about."""
        return [
            (one.id, f"{one.full_number} ngày {dates.short(one.issued_on)}: {one.abstract[:70]}")
            for one in self.choices
            if one.issued_on is not None
        ]


def panel(paper: OutgoingPaper, *, may_approve: bool) -> Changes:
    """The changes of a paper, those that it made itself, and by which papers it may be changed."""
    may = may_approve and policies.may_change(paper, context.acting().tenant_id)
    return Changes(
        rows=of_paper(paper.id),
        may_change=may,
        choices=_choices(paper) if may else (),
        replaces=_made_by(paper),
    )


def _made_by(paper: OutgoingPaper) -> Sequence[PaperChange]:
    """What the paper itself changed."""
    return db.session.scalars(
        select(PaperChange).where(PaperChange.by_paper_id == paper.id).order_by(PaperChange.id)
    ).all()


def _choices(paper: OutgoingPaper) -> Sequence[OutgoingPaper]:
    """Papers issued since, of the same kind or letters: the newest first."""
    return db.session.scalars(
        select(OutgoingPaper)
        .where(
            OutgoingPaper.tenant_id == paper.tenant_id,
            OutgoingPaper.id != paper.id,
            OutgoingPaper.state == PaperState.ISSUED,
            OutgoingPaper.issued_on >= paper.issued_on,
            OutgoingPaper.kind.in_(
                {paper.kind, PaperKind.OFFICIAL_LETTER, PaperKind.DECISION, PaperKind.NOTICE}
            ),
        )
        .order_by(OutgoingPaper.id.desc())
        .limit(MOST_CHOICES)
    ).all()
