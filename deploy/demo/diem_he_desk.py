"""What lies open on xã Điềm He's desk in November 2026: next year's plan, the year review begun,
somebody asked to join."""

from collections.abc import Iterator
from datetime import date
from typing import cast

from app.access.permissions import Role
from app.accounts.actions import invitations
from app.accounts.actions.invitations import Guest
from app.accounts.queries import Identity
from app.plans import actions as plans
from app.reports import actions as reports
from app.reports.terms import ReportKind
from deploy.demo import diem_he_report
from deploy.demo.cast import BUREAU, Unit
from deploy.demo.people import DOMAIN, Person
from deploy.demo.stage import Scene, moment

GUEST = Guest(
    email=f"nhap.lieu.diemhe@{DOMAIN}",
    full_name="Hoàng Thị Bích Liên",
    position="Công chức tập sự",
    office_name=BUREAU,
)


def scenes(unit: Unit) -> Iterator[Scene]:
    """The last working days of the story."""
    yield Scene(moment(date(2026, 11, 16), 15), unit.officer, lambda by: _begin_review(unit, by))
    yield Scene(
        moment(date(2026, 11, 18), 9),
        unit.officer,
        lambda by: plans.copy_to_next_year(plan_id=unit.plan, by=by),
    )
    yield Scene(moment(date(2026, 11, 19), 10), unit.officer, _invite)


def _begin_review(unit: Unit, by: Person) -> None:
    report = reports.draft(plan_id=unit.plan, kind=ReportKind.YEAR_REVIEW, by=by)
    reports.edit(
        report_id=report.id,
        version=report.version,
        changes={"narrative": diem_he_report.YEAR_SO_FAR},
        by=by,
    )


def _invite(by: Person) -> None:
    """The person and the tenant are all that the deed asks of who is signed in."""
    invitations.invite(guest=GUEST, roles=[Role.OFFICER.value], by=cast(Identity, by))
