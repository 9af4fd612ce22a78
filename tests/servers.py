"""The servers of a test run: one embedded PostgreSQL and Redis for all its processes.

The first process to come makes a template database (migrated, Lạng Sơn provisioned); every
process works in a copy of its own. The first that needs the demo loads it into a second template.
"""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from flask import Flask

from app.factory import create_app
from app.settings import Settings
from deploy.demo import loading
from deploy.embedded import APPLICATION_ROLE, OWNER_ROLE, Addresses, Postgres, RedisServer
from migrations import schema
from tenants import provision
from tenants.context import PLATFORM
from tenants.db import transaction

TEMPLATE = "template_lang_son"
DEMO = "template_demo"
LANG_SON = "20"


def run_id() -> str:
    """The present run: the same for all its processes."""
    return os.environ.get("PYTEST_XDIST_TESTRUNUID", f"alone{os.getpid()}")


def folder(run: str) -> Path:
    """Where the servers of this run keep their data: short, so that sockets fit."""
    return Path(tempfile.gettempdir()) / f"thidua-tests-{os.getuid()}-{run[:12]}"


@contextmanager
def _alone(path: Path, lock_name: str = "lock") -> Iterator[None]:
    path.mkdir(parents=True, exist_ok=True)
    with (path / lock_name).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def prepare(run: str, process: str) -> tuple[Addresses, Postgres]:
    """Start or join the servers of `run`; give `process` a database of its own."""
    home = folder(run)
    with _alone(home):
        postgres = Postgres(home, throw_away=True)
        postgres.create_roles()
        redis = RedisServer(home / "redis", throw_away=True)
        redis.start()
        _make_template(home, postgres, redis.url)
        name = f"test_{process}"
        postgres.drop_database(name)
        postgres.create_database(name, template=TEMPLATE)
    return addresses(postgres, name, f"{redis.url}?db={_number(process)}"), postgres


def addresses(postgres: Postgres, name: str, redis_url: str) -> Addresses:
    """The addresses of a database and a Redis for the tests."""
    return Addresses(
        postgres.url(APPLICATION_ROLE, name), postgres.url(OWNER_ROLE, name), redis_url, "test" * 8
    )


def demo_copy(run: str, process: str, postgres: Postgres, redis_url: str) -> Addresses:
    """A copy of the demo province for `process`, once `prepare` has started the servers."""
    home = folder(run)
    with _alone(home, "demo-lock"):
        _make_demo(home, postgres, redis_url)
        name = f"demo_{process}"
        postgres.drop_database(name)
        postgres.create_database(name, template=DEMO)
    return addresses(postgres, name, redis_url)


def application(servers: Addresses) -> Flask:
    """An application on these servers, beside the one that the environment names."""
    return create_app(
        Settings(
            database_url=servers.database_url,
            redis_url=servers.redis_url,
            secret_key=servers.secret_key,
            secure_cookies=False,
            session_life=timedelta(hours=12),
            trusted_proxies=0,
        )
    )


def settings(servers: Addresses) -> Settings:
    """The settings of an application on these servers."""
    os.environ.update(servers.as_environment())
    return Settings.from_environment()


def _number(process: str) -> int:
    digits = "".join(char for char in process if char.isdigit())
    return int(digits or 0) % 16


def _make_template(home: Path, postgres: Postgres, redis_url: str) -> None:
    mark = home / "template-made"
    if mark.exists():
        return
    postgres.drop_database(TEMPLATE)
    postgres.create_database(TEMPLATE)
    template = addresses(postgres, TEMPLATE, redis_url)
    schema.upgrade(template.owner_url)
    app = create_app(settings(template))
    with app.app_context():
        with transaction(PLATFORM):
            provision.province(LANG_SON)
        from_app = app.extensions["sqlalchemy"].engines[None]
        from_app.dispose()
    mark.touch()


def _make_demo(home: Path, postgres: Postgres, redis_url: str) -> None:
    mark = home / "demo-made"
    if mark.exists():
        return
    postgres.drop_database(DEMO)
    postgres.create_database(DEMO, template=TEMPLATE)
    app = application(addresses(postgres, DEMO, redis_url))
    with app.app_context():
        loading.load()
        app.extensions["sqlalchemy"].engines[None].dispose()
    app.extensions["redis"].close()
    mark.touch()


def stop(home: Path) -> None:
    """Stop the servers that keep their data in `home`."""
    postgres = Postgres(home, throw_away=True)
    postgres.stop()
    redis = RedisServer(home / "redis", throw_away=True)
    redis.shut_down()
