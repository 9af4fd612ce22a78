"""A real mail server on this machine, which refuses, tarries and breaks off as it is told."""

import asyncio
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from flask import Flask

from app.lib.mail_server import MailServer

Answer = Callable[[str, int], str]


@dataclass
class Postbox:
    """What came in, and what the server says to whom: by address and attempt."""

    port: int = 0
    received: list[EmailMessage] = field(default_factory=list)
    attempts: dict[str, int] = field(default_factory=dict)
    at_rcpt: Answer = lambda address, attempt: "250 OK"
    at_data: Answer = lambda address, attempt: "250 OK"
    breaks_off: set[str] = field(default_factory=set)
    delay: float = 0.0

    @property
    def server(self) -> MailServer:
        """The settings that lead here."""
        return MailServer("127.0.0.1", self.port, "Thi Đua <thi-dua@example.vn>", starttls=False)

    @property
    def addresses(self) -> list[str]:
        """To whom mail came, in order."""
        return [str(one["To"]) for one in self.received]

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Whether the address is taken."""
        self.attempts[address] = self.attempts.get(address, 0) + 1
        answer = self.at_rcpt(address, self.attempts[address])
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Whether the text is taken."""
        if self.delay:
            await asyncio.sleep(self.delay)
        address = envelope.rcpt_tos[0]
        answer = self.at_data(address, self.attempts[address])
        if answer.startswith("2"):
            content = envelope.content
            assert isinstance(content, bytes)
            found: Any = message_from_bytes(content, policy=default)
            self.received.append(found)
        if address in self.breaks_off and server.transport is not None:
            server.transport.close()
        return answer


@contextmanager
def listening(postbox: Postbox | None = None) -> Iterator[Postbox]:
    """A mail server for the length of the block."""
    box = postbox or Postbox()
    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    if box.port == 0:
        box.port = _free_port()
        controller.port = box.port
    controller.start()
    try:
        yield box
    finally:
        controller.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def used_by(app: Flask, box: Postbox, public_url: str | None = None) -> Iterator[Postbox]:
    """`app` sends its mail there."""
    before = {name: app.config[name] for name in ("MAIL_SERVER", "PUBLIC_URL")}
    app.config.update(MAIL_SERVER=box.server, PUBLIC_URL=public_url)
    try:
        yield box
    finally:
        app.config.update(before)
