"""Work of the directory that takes its time."""

from app.audit.actions import Person
from app.directory.actions import units
from app.directory.queries.provinces import JOB
from tenants import jobs


@jobs.job(JOB)
def provision_province(*, code: str) -> dict[str, int]:
    """Provision one province."""
    return units.provision_province(code=code, report=jobs.report_progress)


def ask_provisioning(*, code: str, by: Person) -> None:
    """Ask for a province to be provisioned by the worker, once at a time."""
    if units.ask_provisioning(code=code, by=by):
        jobs.enqueue(provision_province, code=code)
