"""The configuration, read from the environment once at start."""

import os
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Settings:
    """Where the servers are and what the session is signed with."""

    database_url: str
    redis_url: str
    secret_key: str
    secure_cookies: bool
    session_life: timedelta
    trusted_proxies: int

    @classmethod
    def from_environment(cls) -> "Settings":
        """Read DATABASE_URL, REDIS_URL, SECRET_KEY (required) and the optional rest.

        Raises RuntimeError naming the variable that is missing.
        """
        return cls(
            database_url=_required("DATABASE_URL"),
            redis_url=_required("REDIS_URL"),
            secret_key=_required("SECRET_KEY"),
            secure_cookies=os.environ.get("SECURE_COOKIES", "0") == "1",
            session_life=timedelta(hours=int(os.environ.get("SESSION_HOURS", "12"))),
            trusted_proxies=int(os.environ.get("TRUSTED_PROXIES", "0")),
        )

    def as_flask(self) -> dict[str, object]:
        """The values under the names that Flask and its extensions read."""
        return {
            "SECRET_KEY": self.secret_key,
            "SQLALCHEMY_DATABASE_URI": psycopg_url(self.database_url),
            "SQLALCHEMY_ENGINE_OPTIONS": {"pool_size": 5, "pool_pre_ping": True},
            "REDIS_URL": self.redis_url,
            "RATELIMIT_STORAGE_URI": _limits_url(self.redis_url),
            "RATELIMIT_HEADERS_ENABLED": True,
            "RATELIMIT_SWALLOW_ERRORS": True,
            "SESSION_COOKIE_NAME": "thidua",
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "SESSION_COOKIE_SECURE": self.secure_cookies,
            "SESSION_LIFE": self.session_life,
            "TRUSTED_PROXIES": self.trusted_proxies,
            "WTF_CSRF_CHECK_DEFAULT": False,
            "WTF_CSRF_TIME_LIMIT": None,
            "WTF_CSRF_SSL_STRICT": False,
            "MAX_CONTENT_LENGTH": 25 * 1024 * 1024,
            "MAX_FORM_MEMORY_SIZE": 4 * 1024 * 1024,
            "MAX_FORM_PARTS": 20_000,
            "API_TITLE": "Thi Đua",
            "API_VERSION": "v1",
            "OPENAPI_VERSION": "3.0.3",
            "OPENAPI_URL_PREFIX": None,
        }


def psycopg_url(url: str) -> str:
    """The address of a database with the driver that the product uses."""
    return url.replace("postgresql://", "postgresql+psycopg://", 1).replace(
        "postgres://", "postgresql+psycopg://", 1
    )


def _required(name: str) -> str:
    value = os.environ.get(name)
    if not value:
        raise RuntimeError(f"thiếu biến môi trường {name}")
    return value


def _limits_url(url: str) -> str:
    """The address of Redis as the limiter writes it."""
    return f"redis+{url}" if url.startswith("unix:") else url
