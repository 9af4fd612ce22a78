"""Petitions with their files and answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select

from app.documents.models import File
from app.lib.errors import NotFound
from app.scoring.models import (
    Announcement,
    Criterion,
    Petition,
    PetitionAnswer,
    PetitionFile,
)
from tenants import context
from tenants.db import db


@dataclass(frozen=True)
class Attached:
    """A file that supports a petition."""

    file_id: int
    name: str
    size: int


@dataclass(frozen=True)
class Line:
    """A petition in a list: about what, of which result, and how it was answered."""

    petition: Petition
    announcement: Announcement
    code: str | None
    text: str | None
    answer: PetitionAnswer | None

    @property
    def subject(self) -> str:
        """What it is about: "tiêu chí I.2", or the whole sheet."""
        return "toàn bộ bảng điểm" if self.code is None else f"tiêu chí {self.code}"


def petition(petition_id: int) -> Petition:
    """One petition. Raises NotFound where it may not be read."""
    found = db.session.get(Petition, petition_id)
    if found is None:
        raise NotFound("Không tìm thấy kiến nghị này.")
    return found


def line(petition_id: int) -> Line:
    """One petition with what belongs to it. Raises NotFound."""
    found = db.session.execute(_query().where(Petition.id == petition_id)).one_or_none()
    if found is None:
        raise NotFound("Không tìm thấy kiến nghị này.")
    return Line(*found)


def readable() -> list[Line]:
    """The petitions that the acting tenant wrote or has to answer: the unanswered ones first, then
    the newest."""
    query = _query().order_by(PetitionAnswer.id.is_not(None), Petition.id.desc())
    return [Line(*row) for row in db.session.execute(query)]


def of_sheet(sheet_id: int) -> list[Line]:
    """The petitions about a sheet, oldest first."""
    query = _query().where(Petition.sheet_id == sheet_id).order_by(Petition.id)
    return [Line(*row) for row in db.session.execute(query)]


def of_announcements(ids: Sequence[int]) -> list[Line]:
    """The petitions about these editions, oldest first."""
    query = _query().where(Petition.announcement_id.in_(ids)).order_by(Petition.id)
    return [Line(*row) for row in db.session.execute(query)]


def same(announcement_id: int, criterion_id: int | None) -> Petition | None:
    """The acting tenant's petition about the same thing."""
    return db.session.scalar(
        select(Petition).where(
            Petition.tenant_id == context.acting().tenant_id,
            Petition.announcement_id == announcement_id,
            Petition.criterion_id.is_not_distinct_from(criterion_id),
        )
    )


def files(petition_id: int) -> list[Attached]:
    """The files of a petition, in their order."""
    rows = db.session.execute(
        select(File.id, File.name, File.size)
        .join(PetitionFile, PetitionFile.file_id == File.id)
        .where(PetitionFile.petition_id == petition_id)
        .order_by(PetitionFile.id)
    )
    return [Attached(*row) for row in rows]


def answer(petition_id: int) -> PetitionAnswer | None:
    """What a petition was answered."""
    return db.session.scalar(
        select(PetitionAnswer).where(PetitionAnswer.petition_id == petition_id)
    )


def _query() -> Select[*tuple[Any, ...]]:
    return (
        select(Petition, Announcement, Criterion.code, Criterion.text, PetitionAnswer)
        .join(Announcement, Announcement.id == Petition.announcement_id)
        .outerjoin(Criterion, Criterion.id == Petition.criterion_id)
        .outerjoin(PetitionAnswer, PetitionAnswer.petition_id == Petition.id)
    )
