"""Where mail goes out, as the environment says it."""

import pytest

from app.lib import mail_server

SENDER = {"MAIL_FROM": "Thi Đua <thidua@langson.example.vn>"}


def test_without_a_server_no_mail_goes_out() -> None:
    assert mail_server.of({}) is None
    assert mail_server.of(SENDER) is None


def test_an_address_says_everything() -> None:
    found = mail_server.of({**SENDER, "SMTP_URL": "smtp://may%40tinh:m%E1%BA%ADt@mail.vn"})
    assert found is not None
    assert (found.host, found.port, found.user, found.password) == (
        "mail.vn",
        587,
        "may@tinh",
        "mật",
    )
    assert (found.tls, found.starttls) == (False, True)
    assert found.domain == "langson.example.vn"
    assert "mật" not in repr(found)
    assert "mật" not in found.label


def test_tls_from_the_first_byte() -> None:
    for environment in (
        {"SMTP_URL": "smtps://mail.vn"},
        {"SMTP_HOST": "mail.vn", "SMTP_PORT": "465"},
    ):
        found = mail_server.of({**SENDER, **environment})
        assert found is not None
        assert (found.port, found.tls, found.starttls) == (465, True, False)


def test_names_one_by_one() -> None:
    found = mail_server.of(
        {**SENDER, "SMTP_HOST": "localhost", "SMTP_USER": "a", "SMTP_STARTTLS": "0"}
    )
    assert found is not None
    assert (found.port, found.user, found.starttls) == (587, "a", False)


@pytest.mark.parametrize(
    "wrong",
    [
        {"SMTP_HOST": "mail.vn"},
        {"SMTP_HOST": "mail.vn", "MAIL_FROM": "Thi Đua"},
        {**SENDER, "SMTP_URL": "mail.vn:587"},
        {**SENDER, "SMTP_URL": "smtp://a:b@mail.vn", "SMTP_STARTTLS": "0"},
    ],
    ids=["no sender", "no address", "no scheme", "password in the open"],
)
def test_what_is_refused_at_the_start(wrong: dict[str, str]) -> None:
    with pytest.raises(RuntimeError):
        mail_server.of(wrong)
