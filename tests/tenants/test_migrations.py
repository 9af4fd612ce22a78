"""Migrations go up, down and up again, and say the same as the models."""

from collections.abc import Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text

from app.settings import psycopg_url
from deploy.embedded import OWNER_ROLE, Addresses, Postgres
from migrations import schema
from migrations.tables import import_models
from tenants import rls
from tenants.db import Model
from tenants.models import declared_policies


@pytest.fixture
def owner_url(postgres: Postgres, worker_id: str) -> Iterator[str]:
    """An empty database."""
    name = f"migrations_{worker_id}"
    postgres.drop_database(name)
    postgres.create_database(name)
    yield postgres.url(OWNER_ROLE, name)
    postgres.drop_database(name)


def test_up_down_and_up_again(owner_url: str) -> None:
    schema.upgrade(owner_url)
    schema.downgrade(owner_url, "base")
    engine = create_engine(psycopg_url(owner_url))
    assert inspect(engine).get_table_names() == ["alembic_version"]
    with engine.connect() as connection:
        functions = connection.execute(
            text("SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace")
        ).all()
    assert functions == []
    schema.upgrade(owner_url)
    engine.dispose()


def test_models_and_migrations_agree(addresses: Addresses) -> None:
    import_models()
    engine = create_engine(psycopg_url(addresses.owner_url))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, Model.metadata)
        found = rls.check(connection, declared_policies())
    engine.dispose()
    assert differences == []
    assert {line.table: line.problems for line in found if line.problems} == {}
    assert {line.table for line in found} == set(declared_policies())
