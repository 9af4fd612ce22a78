"""Alembic's environment: migrates as the owner of the tables, one process at a time."""

import os

from alembic import context
from sqlalchemy import create_engine, pool, text

from app.settings import psycopg_url
from migrations.tables import import_models
from tenants.db import Model

import_models()
LOCK = 7_412_026


def run() -> None:
    """Migrate over the owner's connection, under an advisory lock and a lock timeout."""
    url = context.config.attributes.get("url") or os.environ["DATABASE_OWNER_URL"]
    engine = create_engine(psycopg_url(url), poolclass=pool.NullPool)
    with engine.connect() as connection:
        connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": LOCK})
        connection.execute(text("SET lock_timeout = '10s'"))
        connection.commit()
        context.configure(connection=connection, target_metadata=Model.metadata, compare_type=True)
        with context.begin_transaction():
            context.run_migrations()


run()
