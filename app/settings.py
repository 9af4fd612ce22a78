"""The configuration, read once at start: from the environment, or from the local instance.

Where the environment names no server, those of the folder `instance/` are meant: `make run` writes
their addresses there, so that the command line finds them from another window.
"""

import os
import secrets
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from app.lib import mail_server
from app.lib.mail_server import MailServer

ROOT = Path(__file__).resolve().parent.parent
SERVERS = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY")


@dataclass(frozen=True)
class Settings:
    """Where the servers are and what the session is signed with.

    Without `mail` no mail goes out; without `public_url` (the address by which offices reach the
    product) mails carry no link. Without `tsa_url` signatures carry no time stamp; without
    `pkcs11_module` no token can be used. `trust_folder` holds certificates and revocation lists
    that are trusted beside those that the operator entered; `fetch_revocations` lets signing ask
    the authorities' servers, and keep their answers in the file; of servers inside the network
    only `revocation_hosts` are asked.
    """

    database_url: str
    redis_url: str
    secret_key: str
    secure_cookies: bool
    session_life: timedelta
    trusted_proxies: int
    mail: MailServer | None = None
    public_url: str | None = None
    tsa_url: str | None = None
    tsa_required: bool = False
    trust_folder: Path | None = None
    pkcs11_module: str | None = None
    fetch_revocations: bool = False
    revocation_hosts: tuple[str, ...] = ()

    @classmethod
    def from_environment(cls) -> "Settings":
        """DATABASE_URL, REDIS_URL, SECRET_KEY, all of them or none, and the optional rest.

        Raises RuntimeError naming the variable that is missing.
        """
        named = {name: os.environ[name] for name in SERVERS if os.environ.get(name)}
        if named and len(named) < len(SERVERS):
            missing = ", ".join(name for name in SERVERS if name not in named)
            raise RuntimeError(f"Đã đặt {', '.join(named)}; còn thiếu {missing}.")
        servers = named or local_servers(instance_folder())
        return cls(
            database_url=servers["DATABASE_URL"],
            redis_url=servers["REDIS_URL"],
            secret_key=servers["SECRET_KEY"],
            secure_cookies=os.environ.get("SECURE_COOKIES", "0") == "1",
            session_life=timedelta(hours=int(os.environ.get("SESSION_HOURS", "12"))),
            trusted_proxies=int(os.environ.get("TRUSTED_PROXIES", "0")),
            mail=mail_server.of(os.environ),
            public_url=os.environ.get("PUBLIC_URL", "").rstrip("/") or None,
            tsa_url=os.environ.get("TSA_URL") or None,
            tsa_required=os.environ.get("TSA_REQUIRED", "0") == "1",
            trust_folder=Path(folder) if (folder := os.environ.get("TRUST_FOLDER")) else None,
            pkcs11_module=os.environ.get("PKCS11_MODULE") or None,
            fetch_revocations=os.environ.get("FETCH_REVOCATIONS", "0") == "1",
            revocation_hosts=_listed(os.environ.get("REVOCATION_HOSTS", "")),
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
            # The cookie is written when it changes: the late answer of a file or of a page that
            # watches would put back what a newer page has already taken out of it.
            "SESSION_REFRESH_EACH_REQUEST": False,
            "SESSION_LIFE": self.session_life,
            "TRUSTED_PROXIES": self.trusted_proxies,
            "MAIL_SERVER": self.mail,
            "PUBLIC_URL": self.public_url,
            "TSA_URL": self.tsa_url,
            "TSA_REQUIRED": self.tsa_required,
            "TRUST_FOLDER": self.trust_folder,
            "PKCS11_MODULE": self.pkcs11_module,
            "FETCH_REVOCATIONS": self.fetch_revocations,
            "REVOCATION_HOSTS": self.revocation_hosts,
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


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.replace(",", " ").split())


def psycopg_url(url: str) -> str:
    """The address of a database with the driver that the product uses."""
    return url.replace("postgresql://", "postgresql+psycopg://", 1).replace(
        "postgres://", "postgresql+psycopg://", 1
    )


def instance_folder() -> Path:
    """Where the local instance keeps its data."""
    return Path(os.environ.get("INSTANCE", ROOT / "instance")).resolve()


def local_servers(folder: Path) -> dict[str, str]:
    """The addresses that the local instance wrote when it started, or where it would be."""
    written = folder / "environment"
    if written.exists():
        lines = (line.partition("=") for line in written.read_text().splitlines())
        return {name: value for name, _, value in lines if name in SERVERS}
    return {
        "DATABASE_URL": f"postgresql://thidua_app@/thidua?host={folder / 'postgres'}",
        "REDIS_URL": f"unix://{folder / 'redis' / 'redis.sock'}",
        "SECRET_KEY": secret(folder),
    }


def secret(folder: Path) -> str:
    """The signing key of a local instance, made once and readable by its user alone."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "secret_key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(32))
    return path.read_text().strip()


def _limits_url(url: str) -> str:
    """The address of Redis as the limiter writes it."""
    return f"redis+{url}" if url.startswith("unix:") else url
