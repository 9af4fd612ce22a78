"""The application: extensions, the gate, the rooms, and what they show when something is wrong."""

from pathlib import Path

from flask import Flask
from flask_migrate import Migrate
from redis import Redis
from werkzeug.middleware.proxy_fix import ProxyFix

from app import commands, errors, gate, health, inbound, limits, logs, rooms, templating
from app.access.declare import undeclared
from app.lib import wording
from app.settings import Settings
from migrations.tables import import_models
from tenants.db import db

ROOT = Path(__file__).resolve().parent.parent

migrate = Migrate(directory=str(ROOT / "migrations"))


def create_app(settings: Settings | None = None) -> Flask:
    """The application with the given settings, or those of the environment.

    Raises RuntimeError where a setting is missing or a route declares no access.
    """
    import_models()
    settings = settings or Settings.from_environment()
    app = Flask("app", root_path=str(ROOT / "app"), template_folder=str(ROOT / "templates"))
    app.config.update(settings.as_flask())
    app.extensions["redis"] = Redis.from_url(settings.redis_url, socket_timeout=3)
    if settings.trusted_proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=settings.trusted_proxies, x_proto=settings.trusted_proxies
        )
    inbound.install(app)
    logs.install(app)
    wording.install()
    db.init_app(app)
    migrate.init_app(app, db, compare_type=True)
    limits.watch_tokens(app)
    gate.install(app)
    templating.install(app)
    health.install(app)
    rooms.install(app)
    errors.install(app)
    commands.install(app)
    limits.install(app)
    missing = undeclared(app)
    if missing:
        raise RuntimeError(f"routes without declared access: {', '.join(missing)}")
    return app
