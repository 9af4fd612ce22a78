"""A paper goes to somebody outside of the system by mail, with its PDF."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select
from sqlalchemy.orm import undefer

from app.correspondence.actions import addressing, sending
from app.correspondence.queries import recipients
from app.correspondence.terms import Purpose
from app.correspondence.terms.exchange import Arrival
from app.lib import verification_codes
from app.mail.models import Mail
from app.mail.terms import MailState
from tenants.db import db
from tests.correspondence import issued
from tests.mail import server
from tests.mail.server import Postbox
from tests.world import World
from worker import post

ELSEWHERE = "toasoan@baolangson.example.vn"


@pytest.fixture
def postbox(world: World) -> Iterator[Postbox]:
    with server.listening() as box, server.used_by(world.app, box, "https://thidua.example.vn"):
        yield box


def test_the_paper_travels_with_the_mail_and_is_not_kept_there(
    world: World, postbox: Postbox
) -> None:
    found = issued.paper(world)
    with world.acting(found.clerk):
        addressing.add_outsider(
            paper_id=found.id,
            name="Báo Lạng Sơn",
            email=ELSEWHERE,
            purpose=Purpose.KNOW,
            by=found.clerk,
        )
        assert sending.send(paper_id=found.id, by=found.clerk).mails == 1
    with world.app.app_context():
        assert post.deliver_due() == 1
    (mail,) = postbox.received
    assert mail["To"] == ELSEWHERE
    assert found.number in str(mail["Subject"])
    (attached,) = mail.iter_attachments()
    assert attached.get_content() == found.content
    assert attached.get_content_type() == "application/pdf"
    text = mail.get_body(("plain",))
    assert text is not None
    code = verification_codes.printed(found.code)
    assert f"https://thidua.example.vn/v/{code}" in text.get_content()
    with world.acting(found.clerk):
        row = db.session.scalars(select(Mail).options(undefer(Mail.attachment))).one()
        assert (row.state, row.attachment) == (MailState.SENT, None)
        (line,) = recipients.recipients(found.id).lines
    assert (line.arrival, line.mail_state) == (Arrival.MAILED, MailState.SENT)
