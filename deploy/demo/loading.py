"""Loading the demo into an empty database, and emptying one in which a load broke off."""

import psycopg
from psycopg import sql
from rq import Queue
from sqlalchemy import select

from app.accounts.models import User
from app.lib import clock
from deploy.demo import cast, people, signatures, stage, story
from tenants import jobs, provision
from tenants.context import PLATFORM
from tenants.db import db, transaction
from tenants.models import TenantKind

LANG_SON = "20"
ADDED = (TenantKind.DEPARTMENT, TenantKind.SCHOOL, TenantKind.ENTERPRISE)
"""Units that the demo adds to those of the official list."""
KEPT = ("alembic_version", "tenants", "successions")


def addresses_of_people() -> set[str]:
    """The addresses of everybody in this database."""
    with transaction(PLATFORM, read_only=True):
        return set(db.session.scalars(select(User.email)))


def broke_off(found: set[str]) -> bool:
    """Whether these are the people of a demo that was not loaded to its end, and nobody else."""
    last = f"{cast.OPERATOR}@{people.DOMAIN}"
    return all(one.endswith(f"@{people.DOMAIN}") for one in found) and last not in found


def load() -> int:
    """Tell the whole story; how many deeds it has."""
    with transaction(PLATFORM):
        provision.province(LANG_SON)
    found = cast.gather()
    authority = signatures.authority()
    count = stage.tell(story.scenes(found, authority), until=clock.now())
    Queue(jobs.QUEUE, connection=jobs.redis()).empty()
    operator = cast.close()
    with transaction(operator.acting):
        signatures.trust(authority, operator)
    return count


def empty(owner_url: str) -> None:
    """Take out what a demo that broke off has left; nobody has signed in to it yet."""
    with psycopg.connect(owner_url) as connection:
        rows = connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        ).fetchall()
        tables = [sql.Identifier(name) for (name,) in rows if name not in KEPT]
        connection.execute(
            sql.SQL("TRUNCATE {} RESTART IDENTITY").format(sql.SQL(", ").join(tables))
        )
        connection.execute("SELECT set_config('app.platform', 'on', true)")
        added = [kind.value for kind in ADDED]
        connection.execute("DELETE FROM tenants WHERE kind = ANY(%s)", [added])
