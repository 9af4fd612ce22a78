"""The application on real servers, emptied between tests."""

import asyncio
import os
import shutil
from collections.abc import Iterator

import psycopg
import pytest
from flask import Flask
from hypothesis import settings

from app.factory import create_app
from deploy.embedded import OWNER_ROLE, Addresses, Postgres
from tenants.db import db
from tests import servers
from tests.world import Client, World

settings.register_profile(  # no deadline: the machine may be busy with other work
    "patient", deadline=None, derandomize=os.environ.get("NOTHING_SKIPPED") == "1"
)
settings.load_profile("patient")

KEPT = {"alembic_version", "tenants", "successions"}


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Stop the servers when the last process is done."""
    if hasattr(session.config, "workerinput"):
        return
    run = getattr(session.config, "_thidua_run", None) or servers.run_id()
    home = servers.folder(run)
    if home.exists():
        servers.stop(home)
        shutil.rmtree(home, ignore_errors=True)


def pytest_configure_node(node: object) -> None:
    """Remember the run of the processes, to stop their servers."""
    config = node.config  # type: ignore[attr-defined]
    config._thidua_run = node.workerinput["testrunuid"]  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def _servers(worker_id: str) -> tuple[Addresses, Postgres]:
    return servers.prepare(servers.run_id(), worker_id)


@pytest.fixture(scope="session")
def addresses(_servers: tuple[Addresses, Postgres]) -> Addresses:
    """The servers of this process."""
    return _servers[0]


@pytest.fixture(scope="session")
def postgres(_servers: tuple[Addresses, Postgres]) -> Postgres:
    """The database server of this run."""
    return _servers[1]


@pytest.fixture(autouse=True)
def _without_the_browsers_loop(request: pytest.FixtureRequest) -> Iterator[None]:
    """Hide the loop that a browser of an earlier test keeps running in this thread.

    Signing runs one of its own, which Python refuses inside of another. Browser tests need theirs.
    """
    loop = asyncio._get_running_loop()
    if loop is None or "browser" in request.path.parts:
        yield
        return
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(loop)


@pytest.fixture(scope="session")
def app(addresses: Addresses) -> Iterator[Flask]:
    """The application."""
    app = create_app(servers.settings(addresses))
    app.test_client_class = Client
    yield app
    with app.app_context():
        db.engine.dispose()
    app.extensions["redis"].close()


@pytest.fixture(scope="session")
def demo_addresses(worker_id: str, addresses: Addresses, postgres: Postgres) -> Addresses:
    """A copy of the demo province for this process; what tests write into it stays."""
    return servers.demo_copy(servers.run_id(), worker_id, postgres, addresses.redis_url)


@pytest.fixture(scope="session")
def demo_postgres(demo_addresses: Addresses, postgres: Postgres) -> Postgres:
    """The database server on which the demo province is."""
    return postgres


@pytest.fixture(scope="session")
def demo_superuser_url(demo_addresses: Addresses) -> str:
    """The demo's database for one whom no policy binds."""
    return _superuser(demo_addresses)


def _superuser(addresses: Addresses) -> str:
    return addresses.owner_url.replace(f"//{OWNER_ROLE}@", "//postgres@", 1)


@pytest.fixture(scope="session")
def demo_app(demo_addresses: Addresses) -> Iterator[Flask]:
    """The application on the demo province."""
    app = servers.application(demo_addresses)
    app.test_client_class = Client
    yield app
    with app.app_context():
        db.engine.dispose()
    app.extensions["redis"].close()


@pytest.fixture(scope="session")
def _filled(addresses: Addresses) -> str:
    """The statement that names every table with rows in it."""
    with psycopg.connect(addresses.owner_url) as connection:
        rows = connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        ).fetchall()
    names = sorted(name for (name,) in rows if name not in KEPT)
    return " UNION ALL ".join(
        f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {name})" for name in names
    )


COUNTED_ANEW = """
SELECT setval(quote_ident(sequencename)::regclass, 1, false) FROM pg_sequences
WHERE schemaname = 'public' AND last_value IS NOT NULL AND sequencename <> ALL (%s)
"""


def _empty(superuser_url: str, filled: str) -> None:
    """Take all rows out and let ids begin at 1 again.

    Only tables with rows are touched: to truncate them all takes a file or two of each, which
    costs more than most tests.
    """
    kept = [f"{name}_id_seq" for name in KEPT]
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        for (name,) in connection.execute(filled).fetchall():
            connection.execute(f"DELETE FROM {name}")
        connection.execute(COUNTED_ANEW, (kept,))


@pytest.fixture
def only_lang_son_remains(addresses: Addresses) -> Iterator[None]:
    """Other provinces that a test opens are taken out once their people are.

    Ask for it before `world`, by `usefixtures`: what comes first is cleared up last.
    """
    with psycopg.connect(addresses.owner_url, autocommit=True) as connection:
        connection.execute("SELECT set_config('app.platform', 'on', false)")
        found = connection.execute("SELECT max(id) FROM tenants").fetchone()
        yield
        connection.execute("DELETE FROM successions WHERE successor_id > %s", found)
        connection.execute("DELETE FROM tenants WHERE id > %s", found)


@pytest.fixture
def world(app: Flask, addresses: Addresses, _filled: str) -> Iterator[World]:
    """Lạng Sơn with nobody in it yet; emptied afterwards."""
    app.extensions["redis"].flushdb()
    yield World(app)
    _empty(_superuser(addresses), _filled)
    with psycopg.connect(addresses.owner_url, autocommit=True) as connection:
        connection.execute("SELECT set_config('app.platform', 'on', false)")
        connection.execute(
            "DELETE FROM tenants WHERE kind IN ('school', 'enterprise')"
        )  # these may stand below a department
        connection.execute("DELETE FROM tenants WHERE kind = 'department'")
