"""The servers of an instance: given by the environment, or embedded in its folder."""

import os
from pathlib import Path

from app.settings import secret
from deploy.embedded import APPLICATION_ROLE, OWNER_ROLE, Addresses, Postgres, RedisServer

DATABASE = "thidua"
NEEDED = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "SECRET_KEY")


class Instance:
    """Servers that run as long as the instance does."""

    def __init__(self, folder: Path, *, throw_away: bool = False) -> None:
        self.folder = folder
        self.throw_away = throw_away
        self.postgres: Postgres | None = None
        self.redis: RedisServer | None = None

    def start(self) -> Addresses:
        """Start the embedded servers, or take those that the environment names.

        Raises RuntimeError where the environment names some of the servers but not all.
        """
        given = [name for name in NEEDED if os.environ.get(name)]
        if given and len(given) < len(NEEDED):
            missing = ", ".join(name for name in NEEDED if name not in given)
            raise RuntimeError(f"Đã đặt {', '.join(given)}; còn thiếu {missing}.")
        if given:
            return Addresses(*(os.environ[name] for name in NEEDED))
        self.folder.mkdir(parents=True, exist_ok=True)
        self.postgres = Postgres(self.folder, throw_away=self.throw_away)
        self.postgres.create_roles()
        self.postgres.create_database(DATABASE)
        self.redis = RedisServer(self.folder / "redis", throw_away=self.throw_away)
        self.redis.start()
        found = Addresses(
            self.postgres.url(APPLICATION_ROLE, DATABASE),
            self.postgres.url(OWNER_ROLE, DATABASE),
            self.redis.url,
            secret(self.folder),
        )
        self._write(found)
        return found

    def _write(self, addresses: Addresses) -> None:
        """Leave the addresses for the command line of this instance's user."""
        path = self.folder / "environment"
        path.touch(mode=0o600)
        lines = [f"{name}={value}" for name, value in addresses.as_environment().items()]
        path.write_text("\n".join(lines) + "\n")

    def stop(self) -> None:
        """Stop what was started here."""
        if self.redis is not None:
            self.redis.stop()
        if self.postgres is not None:
            self.postgres.stop()
