"""Mails go out once, whatever the server answers and whenever the line breaks."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.access.permissions import Role
from app.lib import clock
from app.mail import actions, policies
from app.mail.models import Mail
from app.mail.terms import Letter, MailState
from tenants.db import db
from tests.mail.server import Postbox, listening
from tests.world import Person, World
from worker import post


def letter(person: Person, number: int = 1, address: str | None = None) -> Letter:
    return Letter(
        person.id,
        address or person.email,
        f"[Thi Đua] Việc số {number}",
        "Kính gửi chị Mai,\n- Việc <thứ> nhất\n- Việc thứ hai\n.một dòng bắt đầu bằng dấu chấm",
        "/digest",
        f"test:{number}",
    )


def posted(world: World, person: Person, *letters: Letter) -> int:
    with world.acting(person):
        return actions.post(letters)


def delivered(world: World) -> int:
    with world.app.app_context():
        return post.deliver_due()


def states(world: World, person: Person) -> list[MailState]:
    with world.acting(person, read_only=True):
        return list(db.session.scalars(select(Mail.state).order_by(Mail.id)))


@pytest.fixture
def officer(world: World) -> Person:
    return world.person(world.commune("Điềm He"))


def test_a_mail_arrives_with_text_html_and_link(
    world: World, officer: Person, postbox: Postbox
) -> None:
    assert posted(world, officer, letter(officer)) == 1
    assert delivered(world) == 1
    (mail,) = postbox.received
    assert mail["Subject"] == "[Thi Đua] Việc số 1"
    assert mail["From"] == "Thi Đua <thi-dua@example.vn>"
    assert mail["To"] == officer.email
    assert mail["Auto-Submitted"] == "auto-generated"
    plain = mail.get_body(("plain",))
    rich = mail.get_body(("html",))
    assert plain is not None
    assert rich is not None
    assert "\n.một dòng bắt đầu bằng dấu chấm" in plain.get_content().replace("\r\n", "\n")
    assert "https://thidua.example.vn/digest" in plain.get_content()
    assert "<li>Việc &lt;thứ&gt; nhất</li><li>Việc thứ hai</li>" in rich.get_content()
    assert 'href="https://thidua.example.vn/digest"' in rich.get_content()
    assert states(world, officer) == [MailState.SENT]


def test_without_a_public_address_there_is_no_link(
    world: World, officer: Person, postbox: Postbox
) -> None:
    world.app.config["PUBLIC_URL"] = None
    posted(world, officer, letter(officer))
    delivered(world)
    assert b"http" not in postbox.received[0].as_bytes()


def test_without_a_server_nothing_is_kept(world: World, officer: Person) -> None:
    assert posted(world, officer, letter(officer)) == 0
    assert states(world, officer) == []
    assert delivered(world) == 0


def test_the_same_key_is_posted_and_sent_once(
    world: World, officer: Person, postbox: Postbox
) -> None:
    for _ in range(3):
        posted(world, officer, letter(officer))
        delivered(world)
    assert len(postbox.received) == 1


def test_a_temporary_refusal_is_tried_again_later(
    world: World, officer: Person, postbox: Postbox
) -> None:
    postbox.at_rcpt = lambda address, attempt: "451 Thử lại sau" if attempt < 3 else "250 OK"
    posted(world, officer, letter(officer))
    began = clock.now()
    assert delivered(world) == 1
    assert delivered(world) == 0, "not before its time"
    assert states(world, officer) == [MailState.QUEUED]
    for pause in policies.PAUSES[:2]:
        began += pause + timedelta(seconds=30)
        with clock.fixed(began):
            assert delivered(world) == 1
    assert states(world, officer) == [MailState.SENT]
    assert postbox.addresses == [officer.email]


def test_after_two_days_it_is_given_up_and_may_be_sent_again(
    world: World, officer: Person, postbox: Postbox
) -> None:
    postbox.at_rcpt = lambda address, attempt: "451 Thử lại sau"
    posted(world, officer, letter(officer))
    at = clock.now()
    for _ in range(len(policies.PAUSES) + 1):
        with clock.fixed(at):
            assert delivered(world) == 1
        at += timedelta(hours=9)
    assert states(world, officer) == [MailState.GIVEN_UP]
    with world.acting(officer):
        found = db.session.scalars(select(Mail)).one()
        assert found.error == "451 Thử lại sau"
        actions.send_again(mail_id=found.id, by=officer)
    postbox.at_rcpt = lambda address, attempt: "250 OK"
    delivered(world)
    assert states(world, officer) == [MailState.SENT]


@pytest.mark.parametrize("stage", ["at_rcpt", "at_data"])
def test_a_permanent_refusal_is_shown_and_holds_nobody_up(
    world: World, officer: Person, postbox: Postbox, stage: str
) -> None:
    wrong = "khong-co@example.vn"
    setattr(
        postbox,
        stage,
        lambda address, attempt: "550 Không có hộp thư" if address == wrong else "250",
    )
    posted(world, officer, letter(officer, 1, wrong), letter(officer, 2))
    assert delivered(world) == 2
    assert states(world, officer) == [MailState.REFUSED, MailState.SENT]
    assert delivered(world) == 0
    assert postbox.addresses == [officer.email]


def test_a_line_that_breaks_after_the_text_leaves_the_mail_unknown(
    world: World, officer: Person, postbox: Postbox
) -> None:
    postbox.breaks_off = {officer.email}
    posted(world, officer, letter(officer))
    delivered(world)
    assert states(world, officer) == [MailState.UNKNOWN]
    with clock.fixed(clock.now() + timedelta(days=1)):
        assert delivered(world) == 0, "never again by itself"
    assert len(postbox.received) == 1, "it had arrived"


def test_a_server_that_is_away_puts_mail_off(world: World, officer: Person) -> None:
    with listening() as box:
        server = box.server
    world.app.config["MAIL_SERVER"] = server
    try:
        posted(world, officer, letter(officer, 1), letter(officer, 2))
        assert delivered(world) == 1, "the round ends with the first"
        assert states(world, officer) == [MailState.QUEUED, MailState.QUEUED]
        with listening(box), clock.fixed(clock.now() + timedelta(minutes=2)):
            assert delivered(world) == 2
    finally:
        world.app.config["MAIL_SERVER"] = None
    assert sorted(str(one["Subject"])[-1] for one in box.received) == ["1", "2"]


def test_a_slow_server_is_waited_for(world: World, officer: Person, postbox: Postbox) -> None:
    postbox.delay = 0.5
    posted(world, officer, letter(officer, 1), letter(officer, 2))
    assert delivered(world) == 2
    assert states(world, officer) == [MailState.SENT] * 2


def test_a_server_slower_than_patience_leaves_the_mail_unknown(
    world: World, officer: Person, postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(post, "TIMEOUT", 0.3)
    postbox.delay = 1.5
    posted(world, officer, letter(officer))
    delivered(world)
    assert states(world, officer) == [MailState.UNKNOWN]


def test_a_claim_without_a_confirmation_becomes_unknown(
    world: World, officer: Person, postbox: Postbox
) -> None:
    posted(world, officer, letter(officer))
    with world.on_platform():
        assert actions.claim() is not None
    delivered(world)
    assert states(world, officer) == [MailState.SENDING]
    with world.on_platform():
        db.session.execute(update(Mail).values(claimed_at=clock.now() - timedelta(hours=1)))
    delivered(world)
    assert states(world, officer) == [MailState.UNKNOWN]
    assert postbox.received == []


def test_a_mail_has_one_name_at_every_attempt(
    world: World, officer: Person, postbox: Postbox
) -> None:
    postbox.breaks_off = {officer.email}
    posted(world, officer, letter(officer))
    delivered(world)
    postbox.breaks_off = set()
    with world.acting(officer):
        mail_id = db.session.scalars(select(Mail.id)).one()
        actions.send_again(mail_id=mail_id, by=officer)
    delivered(world)
    first, second = postbox.received
    assert first["Message-ID"] == second["Message-ID"]


def test_an_invitation_goes_out_by_mail_and_its_link_opens(
    world: World, officer: Person, postbox: Postbox
) -> None:
    admin = world.person(officer.tenant, Role.TENANT_ADMIN)
    asked = world.client(admin).send(
        "/invitations",
        {"email": "moi@example.vn", "full_name": "Lộc Thị Mới", "roles": ["officer"]},
    )
    assert "Thư mời đang được gửi đến moi@example.vn" in asked.text
    delivered(world)
    (mail,) = postbox.received
    plain = mail.get_body(("plain",))
    assert plain is not None
    found = re.search(r"https://thidua\.example\.vn(/invitations/\S+)", plain.get_content())
    assert found is not None
    assert "Lộc Thị Mới" in world.client().get(found.group(1)).text
    with world.acting(admin, read_only=True):
        assert db.session.scalars(select(Mail.path)).one() is None, "the link is kept no longer"
