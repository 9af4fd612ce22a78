"""Sending mails: each claimed in a transaction of its own before a word is said to the server.

What the server answers decides: taken, refused for good, or put off. Where the connection breaks
after the text was handed over, nobody knows; such a mail is never sent again by itself.
"""

import hashlib
import html
import re
import smtplib
import ssl
import time
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from enum import Enum

import structlog
from flask import current_app

from app.lib.mail_server import MailServer
from app.mail import actions
from app.mail.models import Mail
from tenants.context import PLATFORM
from tenants.db import transaction

log = structlog.get_logger()

TIMEOUT = 15
MOST_SECONDS = 20
"""How long one round may last, so that other work of the worker is not kept waiting."""

_DOTS = re.compile(rb"(?m)^\.")


class Fate(Enum):
    """What became of one attempt."""

    SENT = "sent"
    LATER = "later"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Outcome:
    """The fate of one attempt, in the server's words, and whether the connection still stands."""

    fate: Fate
    answer: str = ""
    is_connected: bool = True


def deliver_due() -> int:
    """Send what is due, for at most `MOST_SECONDS`; how many mails were attempted.

    Does nothing where the installation has no mail server. Where the server cannot be reached, the
    mail that was claimed is put off and the rest waits for the next round.
    """
    server: MailServer | None = current_app.config["MAIL_SERVER"]
    if server is None:
        return 0
    with transaction(PLATFORM):
        actions.note_lost()
    began, count, line = time.monotonic(), 0, _Line(server)
    try:
        while time.monotonic() - began < MOST_SECONDS:
            with transaction(PLATFORM):
                mail = actions.claim()
            if mail is None:
                break
            count += 1
            outcome = line.send(mail)
            with transaction(PLATFORM):
                _note(mail, outcome)
            if not outcome.is_connected:
                break
    finally:
        line.close()
    if count:
        log.info("mails.attempted", count=count)
    return count


def _note(mail: Mail, outcome: Outcome) -> None:
    if outcome.fate is Fate.SENT:
        actions.note_sent(mail.id)
    elif outcome.fate is Fate.REFUSED:
        actions.note_refused(mail.id, outcome.answer)
    elif outcome.fate is Fate.UNKNOWN:
        actions.note_unknown(mail.id, outcome.answer)
    else:
        actions.put_off(mail.id, mail.attempts, outcome.answer)


class _Line:
    """One connection to the mail server, opened with the first mail."""

    def __init__(self, server: MailServer) -> None:
        self.server = server
        self.smtp: smtplib.SMTP | None = None

    def send(self, mail: Mail) -> Outcome:
        """Say one mail."""
        try:
            if self.smtp is None:
                self.smtp = self._connect()
            else:
                self.smtp.rset()
        except (OSError, smtplib.SMTPException) as error:
            return Outcome(Fate.LATER, f"Không kết nối được máy chủ thư: {_said(error)}", False)
        if not mail.address.isascii():
            return Outcome(Fate.REFUSED, "Địa chỉ có chữ có dấu, máy chủ thư không nhận.")
        return self._say(self.smtp, mail)

    def _connect(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        where = (self.server.host, self.server.port)
        if self.server.tls:
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(*where, timeout=TIMEOUT, context=context)
        else:
            smtp = smtplib.SMTP(*where, timeout=TIMEOUT)
        if self.server.starttls:
            smtp.starttls(context=context)
        if self.server.user:
            smtp.login(self.server.user, self.server.password or "")
        smtp.ehlo_or_helo_if_needed()
        return smtp

    def _say(self, smtp: smtplib.SMTP, mail: Mail) -> Outcome:
        content = message(mail, self.server, current_app.config["PUBLIC_URL"]).as_bytes(policy=SMTP)
        try:
            for call in (
                lambda: smtp.mail(_bare(self.server.sender)),
                lambda: smtp.rcpt(mail.address),
                lambda: smtp.docmd("DATA"),
            ):
                code, reply = call()
                if code >= 400:
                    return _by_code(code, reply)
        except (OSError, smtplib.SMTPException) as error:
            return Outcome(Fate.LATER, f"Mất kết nối trước khi gửi: {_said(error)}", False)
        try:
            smtp.send(_DOTS.sub(b"..", content).rstrip(b"\r\n") + b"\r\n.\r\n")
            code, reply = smtp.getreply()
        except (OSError, smtplib.SMTPException) as error:
            return Outcome(Fate.UNKNOWN, f"Mất kết nối khi đang gửi: {_said(error)}", False)
        return _by_code(code, reply)

    def close(self) -> None:
        """Take leave; the server may have gone already."""
        if self.smtp is not None:
            try:
                self.smtp.quit()
            except (OSError, smtplib.SMTPException):
                self.smtp.close()


def _by_code(code: int, reply: bytes) -> Outcome:
    said = f"{code} {reply.decode(errors='replace')}"
    if code < 400:
        return Outcome(Fate.SENT, said)
    return Outcome(Fate.LATER if code < 500 else Fate.REFUSED, said, code != 421)


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def _bare(sender: str) -> str:
    return sender.rpartition("<")[2].rstrip("> ")


def message_id(mail: Mail, domain: str) -> str:
    """The name of a mail, the same at every attempt: servers that see it twice keep it once."""
    digest = hashlib.sha256(f"{mail.tenant_id}:{mail.key}".encode()).hexdigest()[:24]
    return f"<{digest}.{mail.id}@{domain}>"


def message(mail: Mail, server: MailServer, public_url: str | None) -> EmailMessage:
    """The mail as it travels: plain text with simple HTML beside it, the link to the page, and the
    PDF that it carries."""
    link = f"{public_url}{mail.path}" if public_url and mail.path else None
    letter = EmailMessage(policy=SMTP)
    letter["From"] = server.sender
    letter["To"] = mail.address
    letter["Subject"] = mail.subject
    letter["Date"] = format_datetime(mail.created_at)
    letter["Message-ID"] = message_id(mail, server.domain)
    letter["Auto-Submitted"] = "auto-generated"
    letter["Content-Language"] = "vi"
    letter.set_content(f"{mail.text}\n\nMở trên hệ thống: {link}\n" if link else f"{mail.text}\n")
    letter.add_alternative(as_html(mail.text, link), subtype="html")
    if mail.attachment is not None:
        letter.add_attachment(
            mail.attachment,
            maintype="application",
            subtype="pdf",
            filename=mail.attachment_name or "van-ban.pdf",
        )
    return letter


def as_html(text: str, link: str | None) -> str:
    """Paragraphs and lists; nothing that a mail reader has to fetch."""
    parts, points = [], list[str]()
    for line in [*text.splitlines(), ""]:
        if line.startswith("- "):
            points.append(f"<li>{html.escape(line[2:])}</li>")
            continue
        if points:
            parts.append(f"<ul>{''.join(points)}</ul>")
            points = []
        if line.strip():
            parts.append(f"<p>{html.escape(line)}</p>")
    if link:
        shown = html.escape(link, quote=True)
        parts.append(f'<p><a href="{shown}">Mở trên hệ thống Thi Đua</a></p>')
    return f'<!DOCTYPE html><html lang="vi"><body>{"".join(parts)}</body></html>'
