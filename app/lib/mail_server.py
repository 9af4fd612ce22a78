"""Where mail goes out: read from the names of the environment, without opening a connection."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parseaddr
from urllib.parse import unquote, urlsplit

NEAR = {"localhost", "127.0.0.1", "::1"}
SCHEMES = {"smtp": 587, "smtps": 465}


@dataclass(frozen=True)
class MailServer:
    """A server that takes mail. `tls` from the first byte, or `starttls` after the greeting."""

    host: str
    port: int
    sender: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    tls: bool = False
    starttls: bool = True

    @property
    def domain(self) -> str:
        """The domain of the sender: what names of messages end in."""
        return parseaddr(self.sender)[1].rpartition("@")[2] or self.host

    @property
    def label(self) -> str:
        """The server as the settings page names it, without the password."""
        guard = "TLS" if self.tls else "STARTTLS" if self.starttls else "không mã hóa"
        return f"{self.host}:{self.port} ({guard})"


def of(environment: Mapping[str, str]) -> MailServer | None:
    """SMTP_URL (smtp://user:password@host:587, smtps://…:465), or SMTP_HOST and its companions.

    None where neither is set: no mail goes out. Raises RuntimeError without MAIL_FROM, for an
    address that cannot be read, and for a password that would travel in the open.
    """
    url, host = environment.get("SMTP_URL"), environment.get("SMTP_HOST")
    if not url and not host:
        return None
    sender = environment.get("MAIL_FROM", "")
    if "@" not in parseaddr(sender)[1]:
        raise RuntimeError("Đã đặt máy chủ thư; còn thiếu MAIL_FROM (địa chỉ gửi đi).")
    wants_starttls = environment.get("SMTP_STARTTLS", "1") == "1"
    if url:
        found = _of_url(url, sender, wants_starttls)
    else:
        port = int(environment.get("SMTP_PORT") or 587)
        found = MailServer(
            host=host or "",
            port=port,
            sender=sender,
            user=environment.get("SMTP_USER") or None,
            password=environment.get("SMTP_PASSWORD") or None,
            tls=port == SCHEMES["smtps"],
            starttls=wants_starttls and port != SCHEMES["smtps"],
        )
    if found.user and not (found.tls or found.starttls) and found.host not in NEAR:
        raise RuntimeError("Mật khẩu thư chỉ được gửi qua kết nối mã hóa: bỏ SMTP_STARTTLS=0.")
    return found


def _of_url(url: str, sender: str, wants_starttls: bool) -> MailServer:
    parts = urlsplit(url)
    if parts.scheme not in SCHEMES or not parts.hostname:
        raise RuntimeError("SMTP_URL phải có dạng smtp://máy-chủ:587 hoặc smtps://máy-chủ:465.")
    is_tls = parts.scheme == "smtps"
    return MailServer(
        host=parts.hostname,
        port=parts.port or SCHEMES[parts.scheme],
        sender=sender,
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
        tls=is_tls,
        starttls=wants_starttls and not is_tls,
    )
