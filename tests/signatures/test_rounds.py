"""Many papers signed in one sitting: one entry of the passphrase, each paper by itself."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from sqlalchemy import func, select, text
from werkzeug.test import TestResponse

from app.access.permissions import Role
from app.lib.errors import Conflict
from app.registers.models import OutgoingPaper
from app.registers.terms import PaperState
from app.signatures import actions, passing
from app.signatures.models import PaperSignature
from app.signatures.queries import rounds
from app.signatures.terms import Outcome, Part
from tenants.db import db
from tenants.models import OutboxEntry
from tests.signatures.kit import ORGAN, PASSPHRASE, kit
from tests.signatures.test_papers import Office, issued, office
from tests.sql import counted
from tests.world import Client

__all__ = ["office"]

Pairs = list[tuple[int, int]]


@dataclass(frozen=True)
class Queue:
    """An office with papers that wait, newest last."""

    office: Office
    pairs: Pairs

    def send(
        self, client: Client, pairs: Pairs | None = None, part: str = "signature", **fields: object
    ) -> TestResponse:
        """Tick papers and press the button."""
        ticked = [f"{paper}-{file}" for paper, file in (self.pairs if pairs is None else pairs)]
        given = {"papers": ticked, "secret": PASSPHRASE, **fields}
        return client.send(f"/signatures/{part}-rounds", given)

    def outcomes(self, token: str) -> Sequence[rounds.Line]:
        """What came of the leader's round."""
        with self.office.world.acting(self.office.leader, read_only=True):
            return rounds.round_of(token, self.office.leader.id).lines


@pytest.fixture
def queue(office: Office) -> Queue:
    """Three papers wait for the leader."""
    with office.world.acting(office.clerk):
        more = [issued(office.clerk) for _ in range(2)]
    return Queue(office, [(office.paper_id, office.file_id), *more])


def _token(answer: TestResponse) -> str:
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return answer.headers["Location"].rpartition("/")[2]


def _signed_papers(office: Office, part: Part) -> list[int]:
    with office.world.acting(office.clerk, read_only=True):
        return list(
            db.session.scalars(
                select(PaperSignature.paper_id)
                .where(PaperSignature.part == part)
                .order_by(PaperSignature.paper_id)
            )
        )


def test_a_leader_signs_what_is_ticked_with_one_passphrase_then_the_clerk_seals(
    queue: Queue,
) -> None:
    office = queue.office
    leader, clerk = office.world.client(office.leader), office.world.client(office.clerk)
    page = leader.get("/signatures/waiting").get_data(as_text=True)
    assert all(f'value="{paper}-{file}"' in page for paper, file in queue.pairs)
    answer = queue.send(leader, queue.pairs[:2])
    token = _token(answer)
    waiting = leader.get(answer.headers["Location"]).get_data(as_text=True)
    assert "Đã xong 0/2 văn bản" in waiting
    progress = leader.get(f"/signatures/rounds/{token}/progress").get_json()
    assert (progress["state"], progress["percent"]) == ("running", 0)
    assert office.world.work() == 2
    assert _signed_papers(office, Part.LEADER) == [paper for paper, _ in queue.pairs[:2]]
    done = leader.get(f"/signatures/rounds/{token}/progress").get_json()
    assert (done["state"], done["percent"]) == ("done", 100)
    assert "Đã ký cả 2 văn bản." in leader.get(done["url"]).get_data(as_text=True)
    with office.world.acting(office.clerk, read_only=True):
        rows = db.session.scalars(select(PaperSignature).order_by(PaperSignature.paper_id))
        files = [(row.paper_id, row.file_id) for row in rows]
    _token(queue.send(clerk, files, "seal"))
    assert office.world.work() == 2
    assert _signed_papers(office, Part.SEAL) == [paper for paper, _ in queue.pairs[:2]]


def test_each_paper_stands_for_itself_and_says_why_it_is_not_signed(queue: Queue) -> None:
    office = queue.office
    leader = office.world.client(office.leader)
    revoked, looked_away, good = queue.pairs
    token = _token(queue.send(leader, [revoked, (looked_away[0], good[1]), good]))
    with office.world.acting(office.clerk):
        paper = db.session.get_one(OutgoingPaper, revoked[0])
        paper.reason, paper.state = "Ban hành nhầm", PaperState.REVOKED
    office.world.work()
    found = queue.outcomes(token)
    assert [line.outcome for line in found] == [Outcome.FAILED, Outcome.FAILED, Outcome.SIGNED]
    assert "không ký số được nữa" in found[0].told
    assert "vừa có bản khác" in found[1].told
    page = leader.get(f"/signatures/rounds/{token}").get_data(as_text=True)
    assert "Đã ký 1/3 văn bản; 2 văn bản chưa ký được." in page
    assert "không ký số được nữa" in page
    assert _signed_papers(office, Part.LEADER) == [good[0]]


@pytest.mark.parametrize(
    ("pairs", "secret", "told"),
    [
        (None, "sai-mat-khau", "không mở được tệp khóa"),
        (None, "", "nhập mật khẩu"),
        ([], PASSPHRASE, "chọn ít nhất một văn bản"),
        ([(n, n) for n in range(1, 102)], PASSPHRASE, "tối đa 100 văn bản"),
    ],
)
def test_what_is_wrong_is_told_at_once_and_nothing_is_asked_of_the_worker(
    queue: Queue, pairs: Pairs | None, secret: str, told: str
) -> None:
    office = queue.office
    answer = queue.send(office.world.client(office.leader), pairs, secret=secret)
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert told in page
    assert "sai-mat-khau" not in page
    if pairs is None:
        assert page.count(" checked") == 3
    assert office.world.work() == 0
    assert office.world.app.extensions["redis"].keys("signing*") == []


def test_junk_in_a_box_is_refused(queue: Queue) -> None:
    client = queue.office.world.client(queue.office.leader)
    given = {"papers": ["1-x"], "secret": PASSPHRASE}
    answer = client.send("/signatures/signature-rounds", given)
    assert answer.status_code == 422
    assert "Hãy tải lại trang" in answer.get_data(as_text=True)


def test_a_certificate_in_another_name_needs_a_reason_before_the_round_begins(
    queue: Queue,
) -> None:
    office = queue.office
    with office.world.acting(office.leader):
        actions.keep_key_file(
            part=Part.LEADER,
            content=kit().organ.key_file(PASSPHRASE),
            secret=PASSPHRASE,
            by=office.leader,
        )
    client = office.world.client(office.leader)
    refused = queue.send(client)
    assert refused.status_code == 422
    assert "hãy nêu lý do" in refused.get_data(as_text=True)
    _token(queue.send(client, other_name_reason=f"Chứng thư cấp theo tên {ORGAN}"))
    office.world.work()
    assert len(_signed_papers(office, Part.LEADER)) == 3


def test_the_passphrase_is_nowhere_in_clear_while_it_waits_and_gone_afterwards(
    queue: Queue, capfd: pytest.CaptureFixture[str]
) -> None:
    office = queue.office
    redis = office.world.app.extensions["redis"]
    token = _token(queue.send(office.world.client(office.leader)))
    kept = redis.get(f"signing:{token}")
    assert kept is not None
    assert 0 < redis.ttl(f"signing:{token}") <= passing.LIFE
    for key in redis.scan_iter():
        shown = b"".join([key, redis.dump(key) or b""])
        assert PASSPHRASE.encode() not in shown
    with office.world.acting(office.leader, read_only=True):
        rows = db.session.scalars(select(text("outbox::text")).select_from(OutboxEntry)).all()
    assert len(rows) >= 3
    assert not any(PASSPHRASE in row for row in rows)
    office.world.work()
    assert redis.keys("signing*") == []
    assert PASSPHRASE not in "".join(capfd.readouterr())


def test_what_is_laid_ready_opens_for_its_round_and_its_owner_alone(office: Office) -> None:
    with office.world.app.app_context():
        passing.hand_over("bí mật", round_token="a", owner="1:2:leader", key=b"k" * 32, count=1)
        opened = passing.taken(round_token="a", owner="1:2:leader", key=b"k" * 32)
        assert opened == "bí mật"
        assert passing.taken(round_token="b", owner="1:2:leader", key=b"k" * 32) is None
        for owner, key in (("1:3:leader", b"k" * 32), ("1:2:leader", b"l" * 32)):
            with pytest.raises(Conflict):
                passing.taken(round_token="a", owner=owner, key=key)


def test_a_round_that_waited_too_long_says_so(queue: Queue) -> None:
    office = queue.office
    token = _token(queue.send(office.world.client(office.leader)))
    office.world.app.extensions["redis"].delete(f"signing:{token}")
    office.world.work()
    assert {line.told for line in queue.outcomes(token)} == {rounds.EXPIRED}
    assert _signed_papers(office, Part.LEADER) == []


def test_a_key_that_no_longer_opens_ends_the_round(queue: Queue) -> None:
    office = queue.office
    token = _token(queue.send(office.world.client(office.leader)))
    with office.world.acting(office.leader):
        actions.keep_key_file(
            part=Part.LEADER,
            content=kit().leader.key_file("mật khẩu mới"),
            secret="mật khẩu mới",
            by=office.leader,
        )
    office.world.work()
    told = [line.told for line in queue.outcomes(token)]
    assert "không mở được tệp khóa" in told[0]
    assert told[1:] == [rounds.EXPIRED] * 2


def test_a_round_is_its_owners_and_is_done_once(queue: Queue) -> None:
    office = queue.office
    token = _token(queue.send(office.world.client(office.leader)))
    office.world.work()
    colleague = office.world.person(office.leader.tenant, Role.LEADER)
    for other in (colleague, office.clerk, office.world.person(office.world.province)):
        answer = office.world.client(other).get(f"/signatures/rounds/{token}")
        assert answer.status_code == 404
    assert office.world.work() == 0
    with office.world.acting(office.clerk, read_only=True):
        assert db.session.scalar(select(func.count(PaperSignature.id))) == 3


def test_a_round_of_many_asks_the_database_no_more(queue: Queue) -> None:
    office = queue.office
    client = office.world.client(office.leader)
    counts = []
    for pairs in (queue.pairs[:1], queue.pairs[1:]):
        token = _token(queue.send(client, pairs))
        office.world.work()
        with counted(office.world.app) as statements:
            client.get(f"/signatures/rounds/{token}")
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_the_api_signs_many_too(queue: Queue) -> None:
    world = queue.office.world
    headers, client = world.bearer(queue.office.leader), world.client()
    waiting = client.get("/api/v1/me/papers-to-sign", headers=headers).get_json()
    papers = [{"paper_id": one["id"], "file_id": one["file_id"]} for one in waiting or []]
    assert sorted((one["paper_id"], one["file_id"]) for one in papers) == queue.pairs
    address = "/api/v1/me/signature-rounds"
    wrong = client.post(address, json={"secret": "sai", "papers": papers}, headers=headers)
    assert wrong.status_code == 422
    assert client.post(address, json={"secret": "x", "papers": []}, headers=headers).status_code
    begun = client.post(address, json={"secret": PASSPHRASE, "papers": papers}, headers=headers)
    assert begun.status_code == 202, begun.get_json()
    assert begun.get_json()["waiting"] == 3
    world.work()
    found = client.get(begun.headers["Location"], headers=headers).get_json()
    assert (found["signed"], found["failed"], found["percent"]) == (3, 0, 100)
    assert "secret" not in found
