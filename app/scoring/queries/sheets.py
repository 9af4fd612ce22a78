"""Score sheets: one with all that was said about it, in a fixed number of statements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from app.accounts.models import User
from app.clusters.models import Cluster
from app.documents.models import File
from app.lib import clock
from app.lib.errors import NotFound
from app.scoring.models import (
    Appraisal,
    AppraisalLine,
    Confirmation,
    ConfirmationLine,
    Explanation,
    ScoreSheet,
    SheetEvidence,
    SheetLine,
    Standing,
)
from app.scoring.policies import sheets as policies
from app.scoring.queries import confirmations, criteria
from app.scoring.scale import Scale
from app.scoring.terms import SheetState
from app.scoring.tree import Totals
from tenants import context
from tenants.db import db
from tenants.models import Tenant

NO_SHEET = "Không tìm thấy bảng điểm này, hoặc bảng điểm chưa được gửi đến đơn vị của bạn."


@dataclass(frozen=True)
class Proof:
    """A file attached to a criterion of a sheet."""

    id: int
    criterion_id: int
    file_id: int
    caption: str
    kind: str | None
    explains: bool
    added_at: datetime
    name: str
    size: int
    sha256: str

    def is_late(self, due_on: date | None) -> bool:
        """Whether it came after the last day for the evidence of its criterion."""
        return due_on is not None and clock.local(self.added_at).date() > due_on


@dataclass(frozen=True)
class Detail:
    """A sheet with its lines, evidence, and what appraiser, member and council said of it.

    Lines, proofs and words are by criterion id; an explanation of the whole is under None.
    """

    sheet: ScoreSheet
    member: Tenant
    cluster: Cluster
    scale: Scale
    lines: Mapping[int, SheetLine]
    proofs: Mapping[int, list[Proof]]
    appraiser: Tenant | None
    appraisal: Appraisal | None
    appraised: Mapping[int, AppraisalLine]
    explanations: Mapping[int | None, Explanation]
    confirmation: Confirmation | None
    changed: Mapping[int, ConfirmationLine]
    standing: Standing | None

    @cached_property
    def points(self) -> dict[int, Decimal]:
        """What the member gave itself, by criterion id; left out are criteria without an answer,
        and those that it was not assigned."""
        return {
            one: line.points
            for one, line in self.lines.items()
            if line.points is not None and not line.unassigned
        }

    @cached_property
    def unassigned(self) -> list[int]:
        """The criteria that the member says it was not given."""
        return [one for one, line in self.lines.items() if line.unassigned]

    @cached_property
    def totals(self) -> Totals:
        """The member's own points added up."""
        return self.scale.totals(self.points, self.unassigned)

    @cached_property
    def unproved(self) -> set[int]:
        """The criteria that have points but lack the evidence they need."""
        return {one.id for one in policies.unproved(self.scale, self.points, self.proofs.keys())}

    @property
    def cluster_points(self) -> dict[int, Decimal]:
        """What the cluster holds to: settled points, before that the appraised ones."""
        return {
            one: line.points if line.settled_points is None else line.settled_points
            for one, line in self.appraised.items()
        }

    @property
    def council_points(self) -> dict[int, Decimal]:
        """What stands in the end: the council's points where they differ from the cluster's."""
        return {**self.cluster_points, **{one: line.points for one, line in self.changed.items()}}

    @property
    def was_explained(self) -> bool:
        """Whether the member has sent its word on the appraisal."""
        return any(one.sent_at is not None for one in self.explanations.values())

    @property
    def state(self) -> SheetState:
        """Where it stands, as far as the reader may see."""
        appraisal = self.appraisal
        return policies.state(
            sent=self.sheet.sent_at is not None,
            appraised=appraisal is not None and appraisal.sent_at is not None,
            explained=self.was_explained,
            settled=appraisal is not None and appraisal.settled_at is not None,
            confirmed=self.confirmation is not None,
            announced=self.standing is not None,
        )


def sheet(sheet_id: int) -> ScoreSheet:
    """One sheet. Raises NotFound where it may not be read."""
    found = db.session.get(ScoreSheet, sheet_id)
    if found is None:
        raise NotFound(NO_SHEET)
    return found


def own(sheet_id: int) -> ScoreSheet:
    """One of the acting tenant's own sheets. Raises NotFound."""
    found = sheet(sheet_id)
    if found.tenant_id != context.acting().tenant_id:
        raise NotFound(NO_SHEET)
    return found


def own_for_change(sheet_id: int) -> ScoreSheet:
    """The acting tenant's sheet, locked until the end of the transaction. Raises NotFound."""
    found = db.session.scalar(
        select(ScoreSheet)
        .where(ScoreSheet.id == sheet_id, ScoreSheet.tenant_id == context.acting().tenant_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFound(NO_SHEET)
    return found


def own_of_set(set_id: int) -> ScoreSheet | None:
    """The acting tenant's sheet for a set, if it was opened."""
    return db.session.scalar(
        select(ScoreSheet).where(
            ScoreSheet.criteria_set_id == set_id,
            ScoreSheet.tenant_id == context.acting().tenant_id,
        )
    )


def name_of(user_id: int | None) -> str | None:
    """The name of a colleague, where the acting tenant may read it."""
    if user_id is None:
        return None
    return db.session.scalar(select(User.full_name).where(User.id == user_id))


def lines(sheet_id: int) -> dict[int, SheetLine]:
    """The lines of a sheet by criterion id."""
    found = db.session.scalars(select(SheetLine).where(SheetLine.sheet_id == sheet_id))
    return {line.criterion_id: line for line in found}


def proofs(sheet_id: int) -> dict[int, list[Proof]]:
    """The files of a sheet by criterion id, in the order in which they were added."""
    rows = db.session.execute(
        select(
            SheetEvidence.id,
            SheetEvidence.criterion_id,
            SheetEvidence.file_id,
            SheetEvidence.caption,
            SheetEvidence.kind,
            SheetEvidence.explains,
            SheetEvidence.created_at.label("added_at"),
            File.name,
            File.size,
            File.sha256,
        )
        .join(File, File.id == SheetEvidence.file_id)
        .where(SheetEvidence.sheet_id == sheet_id)
        .order_by(SheetEvidence.id)
    )
    found: dict[int, list[Proof]] = {}
    for row in rows:
        found.setdefault(row.criterion_id, []).append(Proof(**row._mapping))
    return found


def explanations(sheet_id: int) -> dict[int | None, Explanation]:
    """The member's words on its appraisal by criterion id."""
    found = db.session.scalars(select(Explanation).where(Explanation.sheet_id == sheet_id))
    return {one.criterion_id: one for one in found}


def appraised_lines(appraisal_id: int) -> dict[int, AppraisalLine]:
    """The appraiser's lines by criterion id."""
    found = db.session.scalars(
        select(AppraisalLine).where(AppraisalLine.appraisal_id == appraisal_id)
    )
    return {line.criterion_id: line for line in found}


def detail(sheet_id: int) -> Detail:
    """A sheet with everything the reader may see of it. Raises NotFound."""
    found = sheet(sheet_id)
    head = db.session.execute(_head().where(ScoreSheet.id == sheet_id)).one()
    member, cluster, appraiser, appraisal, confirmation = head
    changed: Sequence[ConfirmationLine] = ()
    if confirmation is not None:
        changed = db.session.scalars(
            select(ConfirmationLine).where(ConfirmationLine.confirmation_id == confirmation.id)
        ).all()
    return Detail(
        sheet=found,
        member=member,
        cluster=cluster,
        scale=criteria.scale(found.criteria_set_id),
        lines=lines(sheet_id),
        proofs=proofs(sheet_id),
        appraiser=appraiser,
        appraisal=appraisal,
        appraised={} if appraisal is None else appraised_lines(appraisal.id),
        explanations=explanations(sheet_id),
        confirmation=confirmation,
        changed={line.criterion_id: line for line in changed},
        standing=_standing(found),
    )


def _head() -> Select[*tuple[Any, ...]]:
    appraiser = aliased(Tenant)
    return (
        select(Tenant, Cluster, appraiser, Appraisal, Confirmation)
        .select_from(ScoreSheet)
        .join(Tenant, Tenant.id == ScoreSheet.tenant_id)
        .join(Cluster, Cluster.id == ScoreSheet.cluster_id)
        .outerjoin(appraiser, appraiser.id == ScoreSheet.appraiser_id)
        .outerjoin(Appraisal, Appraisal.sheet_id == ScoreSheet.id)
        .outerjoin(
            Confirmation, (Confirmation.sheet_id == ScoreSheet.id) & confirmations.is_current()
        )
    )


def _standing(sheet: ScoreSheet) -> Standing | None:
    return db.session.scalars(
        select(Standing)
        .where(
            Standing.criteria_set_id == sheet.criteria_set_id,
            Standing.member_id == sheet.tenant_id,
        )
        .order_by(Standing.announcement_id.desc())
    ).first()
