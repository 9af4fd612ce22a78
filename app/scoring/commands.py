"""The command line: scoring."""

import click
from flask.cli import AppGroup
from sqlalchemy import select

from app.lib.errors import NotFound
from app.scoring.announcing import results
from app.scoring.models import Announcement
from app.scoring.queries import announcements
from tenants import jobs
from tenants.context import PLATFORM, Acting
from tenants.db import db, transaction
from tenants.models import Tenant

scoring = AppGroup("scoring", help="Chấm điểm, xếp hạng thi đua.")


@scoring.command("verify")
@click.argument("announcement_id", type=int)
def verify(announcement_id: int) -> None:
    """Reckon the result ANNOUNCEMENT_ID anew out of what was frozen; fail where it differs."""
    actor = _owner(announcement_id)
    if actor is None:
        raise click.ClickException(f"Không có kết quả đã công bố số {announcement_id}.")
    try:
        wrong = _wrong(actor, announcement_id)
    except NotFound as error:
        raise click.ClickException(error.message) from error
    if not wrong:
        click.echo("khớp")
        return
    click.echo("không khớp:", err=True)
    for said in wrong:
        click.echo(f"  {said}", err=True)
    raise SystemExit(1)


def _wrong(actor: Acting, announcement_id: int) -> list[str]:
    """What differs, after saying what is looked at."""
    with transaction(actor, read_only=True):
        found = db.session.get_one(Announcement, announcement_id)
        frozen = announcements.frozen_result(announcement_id)
        click.echo(
            f"{found.cluster_name or 'Toàn bộ'}, năm {found.year}, lần công bố {found.edition}"
        )
        click.echo(f"SHA-256 {frozen.digest}")
        return results.check(frozen.content, frozen.digest, found.digest)


def _owner(announcement_id: int) -> Acting | None:
    """Who announced it: the tenants are asked one by one, those above first."""
    with transaction(PLATFORM, read_only=True):
        tenants = db.session.scalars(select(Tenant).order_by(Tenant.parent_id.is_not(None)))
        actors = [jobs.actor_for(tenant) for tenant in tenants]
    for actor in actors:
        with transaction(actor, read_only=True):
            found = db.session.get(Announcement, announcement_id)
            if found is not None and found.tenant_id == actor.tenant_id:
                return actor
    return None
