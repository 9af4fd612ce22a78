"""Migrating from code: for the launcher and the tests."""

from pathlib import Path

from alembic import command
from alembic.config import Config

HERE = Path(__file__).resolve().parent


def configuration(owner_url: str) -> Config:
    """Alembic's configuration for the database at `owner_url`."""
    config = Config(str(HERE / "alembic.ini"))
    config.attributes["url"] = owner_url
    return config


def upgrade(owner_url: str, revision: str = "head") -> None:
    """Bring the database at `owner_url` up to `revision`."""
    command.upgrade(configuration(owner_url), revision)


def downgrade(owner_url: str, revision: str) -> None:
    """Bring the database at `owner_url` down to `revision`."""
    command.downgrade(configuration(owner_url), revision)
