"""The rooms that have doors: their pages and their API."""

from flask import Flask

from app import openapi
from app.accounts import api as accounts_api
from app.accounts import views as accounts
from app.audit import views as audit
from app.calendar import api as calendar_api
from app.calendar import views as calendar
from app.clusters import api as clusters_api
from app.clusters import views as clusters
from app.correspondence import api as correspondence_api
from app.correspondence import views as correspondence
from app.dashboards import api as dashboards_api
from app.dashboards import views as dashboards
from app.directory import api as directory_api
from app.directory import views as directory
from app.documents import api as documents_api
from app.documents import views as documents
from app.mail import api as mail_api
from app.mail import views as mail
from app.mergers import api as mergers_api
from app.mergers import views as mergers
from app.notifications import api as notifications_api
from app.notifications import views as notifications
from app.plans import api as plans_api
from app.plans import views as plans
from app.progress import api as progress_api
from app.progress import views as progress
from app.registers import api as registers_api
from app.registers import views as registers
from app.reminders import api as reminders_api
from app.reminders import views as reminders
from app.reports import api as reports_api
from app.reports import views as reports
from app.scoring import api as scoring_api
from app.scoring import views as scoring
from app.signatures import api as signatures_api
from app.signatures import views as signatures
from app.stationery import api as stationery_api
from app.stationery import views as stationery

PAGES = (
    dashboards.pages,
    calendar.pages,
    mergers.pages,
    scoring.pages,
    clusters.pages,
    reminders.pages,
    reports.pages,
    progress.pages,
    plans.pages,
    correspondence.pages,
    signatures.pages,
    registers.pages,
    stationery.pages,
    documents.pages,
    notifications.pages,
    directory.pages,
    accounts.pages,
    mail.pages,
    audit.pages,
)

RESOURCES = (
    dashboards_api.resources,
    calendar_api.resources,
    mergers_api.resources,
    scoring_api.resources,
    clusters_api.resources,
    reminders_api.resources,
    reports_api.resources,
    progress_api.resources,
    plans_api.resources,
    correspondence_api.resources,
    signatures_api.resources,
    registers_api.resources,
    stationery_api.resources,
    documents_api.resources,
    notifications_api.resources,
    directory_api.resources,
    accounts_api.resources,
    mail_api.resources,
)


def install(app: Flask) -> None:
    """Open every room's doors: pages at the root, resources under /api/v1."""
    for pages in PAGES:
        app.register_blueprint(pages)
    api = openapi.api(app)
    for resources in RESOURCES:
        api.register_blueprint(resources, url_prefix=openapi.PREFIX)
