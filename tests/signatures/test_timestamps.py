"""Time stamps from an authority over HTTP (RFC 3161), and what happens when it does not answer."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from asn1crypto import tsp

from app.signatures.terms import Verdict
from tests.signatures.kit import PASSPHRASE, kit, report
from tests.signatures.test_papers import Office, office
from tests.signatures.test_verification import stamper
from tests.world import World

__all__ = ["office"]


@pytest.fixture
def authority_url() -> Iterator[str]:
    """A time-stamping authority of one test."""
    client = stamper(kit().authority.issue("TSA thử nghiệm", "CA", is_time_stamping=True))

    class Stamps(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            answer = client.request_tsa_response(asked).dump()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Stamps)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def config(world: World) -> Iterator[dict[str, object]]:
    """The settings, put back after the test."""
    before = {name: world.app.config[name] for name in ("TSA_URL", "TSA_REQUIRED")}
    yield world.app.config
    world.app.config.update(before)


def test_a_signature_carries_the_authoritys_time_and_its_chain(
    office: Office, config: dict[str, object], authority_url: str
) -> None:
    config["TSA_URL"] = authority_url
    client = office.world.client(office.leader)
    answer = office.sign(client)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    content = client.get(f"/files/{office.current()}").data
    found = report(content)
    assert found.verdict is Verdict.VALID
    assert found.signatures[0].stamped_by == "TSA thử nghiệm"
    assert found.signatures[0].stamped_at is not None
    assert b"/DSS" in content
    hub = client.get(f"/correspondence/outgoing/{office.paper_id}").get_data(as_text=True)
    assert "dấu thời gian của TSA thử nghiệm" in hub
    sealed = office.sign(office.world.client(office.clerk), "seal", seen_file_id=office.current())
    assert sealed.status_code == 303, sealed.get_data(as_text=True)
    both = report(client.get(f"/files/{office.current()}").data)
    assert [one.verdict for one in both.signatures] == [Verdict.VALID, Verdict.VALID]


def test_an_authority_that_does_not_answer_can_be_gone_without_where_that_is_allowed(
    office: Office, config: dict[str, object]
) -> None:
    config["TSA_URL"] = "http://127.0.0.1:9/"
    client = office.world.client(office.leader)
    refused = office.sign(client)
    assert refused.status_code == 409
    page = refused.get_data(as_text=True)
    assert "Máy chủ cấp dấu thời gian không trả lời" in page
    assert "Ký không kèm dấu thời gian" in page
    assert PASSPHRASE not in page
    config["TSA_REQUIRED"] = True
    assert office.sign(client, without_timestamp="1").status_code == 409
    config["TSA_REQUIRED"] = False
    assert office.sign(client, without_timestamp="1").status_code == 303
