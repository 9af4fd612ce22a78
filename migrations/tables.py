"""Every module that declares tables, so that the metadata is whole."""

import importlib

MODULES = (
    "tenants.models",
    "app.accounts.models",
    "app.audit.models",
    "app.mail.models",
    "app.directory.models",
    "app.notifications.models",
    "app.documents.models",
    "app.stationery.models",
    "app.registers.models",
    "app.signatures.models",
    "app.correspondence.models",
    "app.plans.models",
    "app.progress.models",
    "app.reports.models",
    "app.reminders.models",
    "app.clusters.models",
    "app.scoring.models",
    "app.mergers.models",
    "app.calendar.models",
)


def import_models() -> None:
    """Import every model."""
    for module in MODULES:
        importlib.import_module(module)
