"""Authorities' servers are asked what was revoked, and nobody else's are."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO

import pytest
from asn1crypto import x509
from sqlalchemy import select

from app.access.permissions import Role
from app.signatures import actions
from app.signatures.models import PaperSignature
from app.signatures.pades import asking, chains
from app.signatures.pades.asking import Asker, Refused
from app.signatures.pades.trust import Trust
from deploy.demo.authority import Authority, Holder
from tenants.db import db
from tests.signatures.kit import ORGAN, PASSPHRASE, SIGNER, drawn, report, signed_by
from tests.signatures.test_papers import Office, office

__all__ = ["office"]

DAY = timedelta(days=1)


@dataclass
class Server:
    """An authority with its OCSP responder and its list on this machine."""

    port: int
    authority: Authority
    asked: list[str] = field(default_factory=list)
    answer: Callable[[bytes], tuple[int, bytes]] | None = None

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def asker(self) -> Asker:
        """Somebody whom the operator allows to ask it."""
        return Asker([f"127.0.0.1:{self.port}"])

    @property
    def trust(self) -> Trust:
        """Trust in its authority."""
        return Trust((self.authority.root.der,))


@pytest.fixture
def server() -> Iterator[Server]:
    """The server of one test."""
    kept: list[Server] = []

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self._say(kept[0].authority.answer, body)

        def do_GET(self) -> None:
            self._say(lambda _: kept[0].authority.revocations(), b"")

        def _say(self, usual: Callable[[bytes], bytes], body: bytes) -> None:
            kept[0].asked.append(f"{self.command} {self.path}")
            status, content = (kept[0].answer or (lambda asked: (200, usual(asked))))(body)
            self.send_response(status)
            if status == 302:
                self.send_header("Location", f"{kept[0].url}/elsewhere")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    listener = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=listener.serve_forever, daemon=True)
    thread.start()
    url = f"http://127.0.0.1:{listener.server_port}"
    kept.append(Server(listener.server_port, Authority("CA hỏi được", ocsp_url=f"{url}/ocsp")))
    yield kept[0]
    listener.shutdown()
    listener.server_close()
    thread.join()


def _chain(server: Server, holder: Holder, asker: Asker | None, trust: Trust) -> chains.Chain:
    own = x509.Certificate.load(holder.der)
    others = [x509.Certificate.load(server.authority.below.der)]
    return chains.of(own, others, trust, datetime.now(UTC), asker)


def _by_list(server: Server) -> None:
    """Its certificates name a list alone."""
    server.authority.ocsp_url, server.authority.crl_url = "", f"{server.url}/list.crl"


@pytest.mark.parametrize("way", ["ocsp", "crl"])
def test_a_good_certificate_is_known_and_a_revoked_one_found(server: Server, way: str) -> None:
    if way == "crl":
        _by_list(server)
    holder = server.authority.issue("Người ký", "Sở")
    good = _chain(server, holder, server.asker, server.trust)
    assert (good.is_trusted, good.revoked_at, good.is_known) == (True, None, True)
    assert server.asked == ["POST /ocsp" if way == "ocsp" else "GET /list.crl"]
    since = server.authority.now - DAY
    server.authority.revoke(holder, since)
    bad = _chain(server, holder, server.asker, server.trust)
    assert not bad.is_trusted
    assert bad.revoked_at is not None
    assert abs(bad.revoked_at - since) < timedelta(seconds=2)


def test_nobody_is_asked_unless_the_settings_say_so(server: Server) -> None:
    holder = server.authority.issue("Người ký", "Sở")
    found = _chain(server, holder, None, server.trust)
    assert (found.is_trusted, found.is_known) == (True, False)
    assert server.asked == []


def test_a_certificate_of_nobody_trusted_leads_to_no_server(server: Server) -> None:
    holder = server.authority.issue("Người lạ", "Sở")
    other = Authority("CA hỏi được")
    for trust in (Trust(), Trust((other.root.der,)), Trust((other.root.der,), (other.below.der,))):
        assert not _chain(server, holder, server.asker, trust).is_trusted
    assert server.asked == []


def test_a_server_inside_the_network_is_asked_only_where_the_operator_named_it(
    server: Server,
) -> None:
    holder = server.authority.issue("Người ký", "Sở")
    for asker in (Asker(), Asker(["127.0.0.1:9"]), Asker(["crl.example.vn"])):
        found = _chain(server, holder, asker, server.trust)
        assert (found.is_trusted, found.is_known) == (True, False)
    assert server.asked == []
    assert _chain(server, holder, Asker(["127.0.0.1"]), server.trust).is_known


@pytest.mark.parametrize(
    "answer",
    [
        lambda _: (500, b""),
        lambda _: (302, b""),
        lambda _: (200, b"rac"),
        lambda _: (200, b""),
    ],
    ids=["error", "redirection", "junk", "empty"],
)
def test_an_answer_that_is_none_leaves_it_unknown(
    server: Server, answer: Callable[[bytes], tuple[int, bytes]]
) -> None:
    server.answer = answer
    holder = server.authority.issue("Người ký", "Sở")
    found = _chain(server, holder, server.asker, server.trust)
    assert (found.is_trusted, found.is_known) == (True, False)
    assert server.asked == ["POST /ocsp"]


def test_an_answer_signed_by_somebody_else_says_nothing(server: Server) -> None:
    forger = Authority("CA hỏi được")
    holder = server.authority.issue("Người ký", "Sở")
    forger.revoke(holder, forger.now - DAY)
    server.answer = lambda asked: (200, forger.answer(asked))
    assert not _chain(server, holder, server.asker, server.trust).is_known


def test_a_list_that_never_ends_is_let_go(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "_MOST_BYTES", 1000)
    _by_list(server)
    server.answer = lambda _: (200, b"0" * 2000)
    holder = server.authority.issue("Người ký", "Sở")
    assert not _chain(server, holder, server.asker, server.trust).is_known


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "10.1.2.3", "169.254.169.254", "192.168.0.1", "0.0.0.1", "100.64.0.1"),
        *("::1", "fd00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "localhost"),
    ],
)
def test_no_address_inside_the_network_is_public(host: str) -> None:
    with pytest.raises(Refused):
        asking.address(host, 80, frozenset())
    assert asking.address("8.8.8.8", 80, frozenset()) == "8.8.8.8"


@pytest.mark.parametrize(
    "url", ["ldap://10.0.0.1/cn=x", "file:///etc/passwd", "http://a@8.8.8.8/", "http://[x", "http:"]
)
def test_only_plain_addresses_of_the_web_are_asked(url: str) -> None:
    authority = Authority("CA địa chỉ lạ", crl_url=url)
    holder = authority.issue("Người ký", "Sở")
    others = [x509.Certificate.load(authority.below.der)]
    own, trust = x509.Certificate.load(holder.der), Trust((authority.root.der,))
    assert not chains.of(own, others, trust, datetime.now(UTC), Asker()).is_known


def test_a_look_alike_issuer_is_told_apart_by_its_key() -> None:
    real, fake = Authority("CA Nhà nước"), Authority("CA Nhà nước")
    trust = Trust((real.root.der,), (real.below.der,))

    def of(authority: Authority) -> chains.Chain:
        own = x509.Certificate.load(authority.issue("Người ký", "Sở").der)
        others = [x509.Certificate.load(authority.below.der)]
        return chains.of(own, others, trust, datetime.now(UTC))

    assert of(real).is_trusted
    assert not of(fake).is_trusted


@pytest.fixture
def asking_office(office: Office, server: Server) -> Iterator[Office]:
    """An office whose server asks this authority."""
    config = office.world.app.config
    before = {name: config[name] for name in ("FETCH_REVOCATIONS", "REVOCATION_HOSTS")}
    config["FETCH_REVOCATIONS"] = True
    config["REVOCATION_HOSTS"] = (f"127.0.0.1:{server.port}",)
    operator = office.world.person(office.world.platform, Role.OPERATOR)
    with office.world.acting(operator):
        actions.add_anchors(content=server.authority.root.der, by=operator)
    yield office
    config.update(before)


def _keep(office: Office, holder: Holder) -> int:
    client = office.world.client(office.leader)
    given = {"file": (BytesIO(holder.key_file(PASSPHRASE)), "khoa.p12"), "secret": PASSPHRASE}
    return client.send("/signatures/personal-key", given).status_code


def test_signing_asks_and_keeps_the_answer_in_the_file(
    asking_office: Office, server: Server
) -> None:
    holder = server.authority.issue(SIGNER, ORGAN)
    assert _keep(asking_office, holder) == 303
    client = asking_office.world.client(asking_office.leader)
    assert asking_office.sign(client).status_code == 303
    assert set(server.asked) == {"POST /ocsp"}
    content = client.get(f"/files/{asking_office.current()}").data
    asked = len(server.asked)
    found = report(content, server.trust)
    assert found.signatures[0].is_unrevoked
    assert len(server.asked) == asked
    hub = client.get(f"/correspondence/outgoing/{asking_office.paper_id}").get_data(as_text=True)
    assert "Chưa bị thu hồi khi ký" in hub
    assert len(server.asked) == asked


def test_a_certificate_revoked_at_its_authority_is_neither_kept_nor_signs(
    asking_office: Office, server: Server
) -> None:
    holder = server.authority.issue(SIGNER, ORGAN)
    assert _keep(asking_office, holder) == 303
    server.authority.revoke(holder, server.authority.now - DAY)
    client = asking_office.world.client(asking_office.leader)
    answer = asking_office.sign(client)
    assert answer.status_code == 409
    assert "đã bị thu hồi từ ngày" in answer.get_data(as_text=True)
    assert _keep(asking_office, holder) == 422
    with asking_office.world.acting(asking_office.leader, read_only=True):
        assert db.session.scalars(select(PaperSignature)).all() == []


def test_without_an_answer_it_is_signed_and_said_to_be_unchecked(
    asking_office: Office, server: Server
) -> None:
    server.answer = lambda _: (503, b"")
    assert _keep(asking_office, server.authority.issue(SIGNER, ORGAN)) == 303
    client = asking_office.world.client(asking_office.leader)
    assert asking_office.sign(client).status_code == 303
    assert server.asked
    hub = client.get(f"/correspondence/outgoing/{asking_office.paper_id}").get_data(as_text=True)
    assert "Chưa kiểm tra được thu hồi" in hub
    assert "Chữ ký số hợp lệ" in hub


def test_a_page_that_checks_a_strangers_file_asks_nobody(
    asking_office: Office, server: Server
) -> None:
    content = signed_by(server.authority.issue(SIGNER, ORGAN), drawn())
    client = asking_office.world.client(asking_office.leader)
    answer = client.send("/signatures/verification", {"file": (BytesIO(content), "den.pdf")})
    assert "Chưa kiểm tra được thu hồi" in answer.get_data(as_text=True)
    assert server.asked == []
