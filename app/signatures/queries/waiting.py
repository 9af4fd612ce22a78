"""Papers that wait for a digital signature."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ScalarSelect, exists, func, select
from sqlalchemy.sql.elements import ColumnElement

from app.documents.models import File
from app.lib import clock
from app.registers import queries as registers
from app.registers.models import OutgoingPaper, PaperFile
from app.registers.terms import FileRole, PaperState
from app.signatures.models import PaperSignature
from app.signatures.terms import Part
from tenants import context
from tenants.db import db

DAYS = 60
"""Older papers without a digital signature were signed with pen and stamp."""
MOST = 100

Conditions = list[ColumnElement[bool]]


@dataclass(frozen=True)
class Waiting:
    """A paper that waits, and the file that would be signed."""

    paper: OutgoingPaper
    file: File


def for_signer(full_name: str) -> Sequence[Waiting]:
    """Drawn papers of the acting tenant which name this signer and nobody has signed yet."""
    return _listed(_to_sign(full_name))


def for_seal() -> Sequence[Waiting]:
    """Papers of the acting tenant that carry the leader's signature and not the organ's."""
    return _listed(_to_seal())


def signer_count(full_name: str) -> ScalarSelect[int]:
    """How many papers wait for this signer, for a statement that asks more than this."""
    return _count(_to_sign(full_name))


def seal_count() -> ScalarSelect[int]:
    """How many papers wait for the organ's seal, for a statement that asks more than this."""
    return _count(_to_seal())


def _listed(conditions: Conditions) -> Sequence[Waiting]:
    found = db.session.scalars(
        select(OutgoingPaper)
        .where(*conditions)
        .order_by(OutgoingPaper.issued_on.desc(), OutgoingPaper.id.desc())
        .limit(MOST)
    ).all()
    files = registers.current_files([paper.id for paper in found])
    return [Waiting(paper, files[paper.id]) for paper in found if paper.id in files]


def _count(conditions: Conditions) -> ScalarSelect[int]:
    return select(func.count(OutgoingPaper.id)).where(*conditions).scalar_subquery()


def _to_sign(full_name: str) -> Conditions:
    return [
        *_in_force(),
        OutgoingPaper.signer_name == full_name,
        _has_file(FileRole.DRAWN),
        ~_has_part(Part.LEADER),
        ~_has_file(FileRole.SCANNED),
    ]


def _to_seal() -> Conditions:
    return [*_in_force(), _has_part(Part.LEADER), ~_has_part(Part.SEAL)]


def _in_force() -> Conditions:
    return [
        OutgoingPaper.tenant_id == context.acting().tenant_id,
        OutgoingPaper.state == PaperState.ISSUED,
        OutgoingPaper.issued_on >= clock.today() - timedelta(days=DAYS),
    ]


def _has_part(part: Part) -> ColumnElement[bool]:
    return exists().where(PaperSignature.paper_id == OutgoingPaper.id, PaperSignature.part == part)


def _has_file(role: FileRole) -> ColumnElement[bool]:
    return exists().where(PaperFile.paper_id == OutgoingPaper.id, PaperFile.role == role)
