"""Slips of typing and of level in a draft, whether read from a file or typed by hand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.intake.queries import slips
from app.plans.models import Plan, Task
from app.plans.terms import SECTIONS
from tenants.models import Tenant, TenantKind

NUMBERED = ("content", "implementation")


@dataclass(frozen=True)
class DraftSlip:
    """One slip: in which field (`place`, such as "tasks.12" or "sections.purpose"), what it is,
    and what would stand there once corrected; None where a person must decide."""

    place: str
    label: str
    code: str
    message: str
    printed: str
    right: str | None
    corrected: str | None

    @property
    def is_safe(self) -> bool:
        """Whether one press sets it right."""
        return self.corrected is not None


def of_draft(plan: Plan, tasks: Sequence[Task], tenant: Tenant) -> list[DraftSlip]:
    """Every slip of a draft, in the order in which it is printed."""
    unit = tenant.unit_word if tenant.kind is TenantKind.COMMUNE else None
    found: list[DraftSlip] = []
    for place, label, text in _texts(plan, tasks):
        found += _slips(place, label, text, unit)
    if slips.is_about_other_year(plan.title, plan.year):
        message = f"Trích yếu ghi năm khác với năm {plan.year} của kế hoạch; hãy kiểm tra."
        found.insert(0, DraftSlip("title", "Trích yếu", "year", message, "", None, None))
    return found


def _texts(plan: Plan, tasks: Sequence[Task]) -> Iterator[tuple[str, str, str]]:
    yield "title", "Trích yếu", plan.title
    for place, basis in enumerate(plan.legal_bases):
        yield f"legal_bases.{place}", "Căn cứ", str(basis.get("text") or "")
    for number, task in enumerate((task for task in tasks if task.stands), start=1):
        yield f"tasks.{task.id}", f"Nhiệm vụ {number}", task.text
    for name, label in SECTIONS.items():
        yield f"sections.{name}", label, plan.sections.get(name, "")
    for place, recipient in enumerate(plan.recipients):
        yield f"recipients.{place}", "Nơi nhận", str(recipient.get("name") or "")


def _slips(place: str, label: str, text: str, unit: str | None) -> Iterator[DraftSlip]:
    found = slips.in_text(text, unit)
    if unit:
        found += slips.provinces_goals(text, unit)
    for one in found:
        corrected = one.corrected(text) if one.right is not None else None
        yield DraftSlip(
            place, label, one.code.value, one.message, one.printed, one.right, corrected
        )
    if place.removeprefix("sections.") in NUMBERED:
        for _, code, message in slips.numbering(text.splitlines()):
            yield DraftSlip(place, label, code.value, message, "", None, None)
