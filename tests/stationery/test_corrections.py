"""What stands in the gold book is corrected or cancelled with a reason, and printed again with one;
decisions are held against the registers; what no paper can show is refused."""

import html
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError, ProgrammingError

from app.access.permissions import Role
from app.audit.models import AuditEntry
from app.correspondence.actions import addressing, changes, sending
from app.correspondence.terms import Purpose
from app.documents.terms import PaperKind
from app.lib import clock
from app.lib.errors import Conflict, Invalid
from app.registers.actions import entering as registers
from app.registers.actions import incoming
from app.registers.models import OutgoingPaper
from app.registers.terms import ChangeKind
from app.stationery.actions import certificates as actions
from app.stationery.actions import corrections, prints
from app.stationery.jobs.gold_books import volume
from app.stationery.models import Certificate, CertificateCorrection
from app.stationery.queries import certificates as queries
from app.stationery.queries import decisions, gold_books
from app.stationery.terms.awards import Honorific, PrintMode
from tenants.db import db
from tests.correspondence import issued
from tests.sql import counted
from tests.stationery.printing import Site, facts, recipient, site
from tests.world import Person, World

DAY = date(2026, 10, 6)


def _numbered(world: World, rows: int = 2) -> Site:
    given = site(world, rows)
    with world.acting(given.clerk):
        actions.enter_gold_book(batch_id=given.batch_id, by=given.clerk)
    return given


def _decision(world: World, person: Person, on: date = DAY) -> tuple[int, str]:
    with world.acting(person):
        entry = registers.enter(
            kind=PaperKind.DECISION,
            symbol="QĐ-UBND",
            abstract="Tặng Giấy khen",
            issued_on=on,
            signer=registers.Signer(position="CHỦ TỊCH", name="Lý Thị Dương"),
            by=person,
        )
        return entry.id, entry.full_number


def _correct(given: Site, name: str, **values: Any) -> Certificate:
    row = queries.certificate(given.row_ids[0])
    return corrections.correct_row(
        certificate_id=row.id,
        version=row.version,
        facts=recipient(name, **values),
        reason="Ghi sai tên đệm",
        by=given.clerk,
    )


def _print(given: Site, first: int, last: int, reason: str = "") -> int:
    return prints.ask_print(
        batch_id=given.batch_id,
        mode=PrintMode.WHOLE,
        first=first,
        last=last,
        reason=reason,
        by=given.clerk,
    ).id


def test_a_correction_stays_readable_at_the_row_in_the_book_and_in_the_audit(world: World) -> None:
    given = _numbered(world)
    with world.acting(given.clerk):
        with pytest.raises(Invalid, match="Chưa có nội dung nào khác"):
            _correct(given, "Hoàng Văn 1")
        row = _correct(given, "Hoàng Văn Một")
        assert (row.name, row.gold_number, row.corrections) == ("Hoàng Văn Một", 1, 1)
    with world.acting(given.clerk, read_only=True):
        (book,) = gold_books.books()
        first, second = volume(book).rows
        (line,) = queries.corrections([queries.certificate(row.id)])[row.id]
        said = db.session.scalars(
            select(AuditEntry.details).where(AuditEntry.verb == "certificates.corrected")
        ).one()
    assert "Đính chính ngày" in first[-1]
    assert "Tên: Hoàng Văn 1 → Hoàng Văn Một" in first[-1]
    assert "Ghi sai tên đệm" in first[-1]
    assert second[-1] == ""
    assert (line.number, line.changes) == (1, {"name": ["Hoàng Văn 1", "Hoàng Văn Một"]})
    assert (said["reason"], said["changes"]) == ("Ghi sai tên đệm", line.changes)


def test_the_database_takes_no_change_without_its_line_of_history(world: World) -> None:
    given = _numbered(world)
    untold = (
        update(Certificate)
        .where(Certificate.id == given.row_ids[0])
        .values(name="Trần Thị Khác", corrections=1)
    )
    with pytest.raises(IntegrityError, match="frozen"), world.acting(given.clerk):
        db.session.execute(untold)
    with world.acting(given.clerk):
        _correct(given, "Hoàng Văn Một")
    with pytest.raises(ProgrammingError, match="permission denied"), world.acting(given.clerk):
        db.session.scalars(select(CertificateCorrection)).one().reason = "khác"
    with world.acting(given.clerk):
        corrections.cancel(certificate_id=given.row_ids[0], reason="Bị bãi bỏ", by=given.clerk)
        with pytest.raises(Conflict, match="đã hủy"):
            _correct(given, "Hoàng Văn Hai")
    with pytest.raises(IntegrityError, match="frozen"), world.acting(given.clerk):
        db.session.get_one(Certificate, given.row_ids[0]).cancelled_at = None


def test_what_is_not_in_the_book_is_not_corrected_but_changed(world: World) -> None:
    given = site(world)
    with world.acting(given.clerk):
        with pytest.raises(Conflict, match="chưa vào sổ vàng"):
            _correct(given, "Hoàng Văn Một")
        with pytest.raises(Conflict, match="chưa vào sổ vàng"):
            corrections.cancel(certificate_id=given.row_ids[0], reason="Bãi bỏ", by=given.clerk)
        with pytest.raises(Conflict, match="không còn trường hợp nào"):
            corrections.cancel_batch(batch_id=given.batch_id, reason="Bãi bỏ", by=given.clerk)


def test_printing_again_asks_a_reason_whatever_the_way(world: World) -> None:
    given = site(world, rows=3)
    with world.acting(given.clerk):
        proof = _print(given, 1, 3)
        actions.enter_gold_book(batch_id=given.batch_id, by=given.clerk)
        assert _print(given, 1, 2) != proof, "a proof has no number yet"
        for first, last in ((1, 1), (2, 3), (1, 2)):
            with pytest.raises(Invalid) as refused:
                _print(given, first, last)
            assert "ghi lý do in lại" in refused.value.fields["reason"][0]
        _print(given, 3, 3)
        _print(given, 1, 3, "Rách khi đóng khung")
        times = queries.times_printed(queries.rows(given.batch_id))
    assert [times[row_id] for row_id in given.row_ids] == [2, 2, 2]


def test_a_cancelled_award_keeps_its_number_and_is_not_printed(world: World) -> None:
    given = _numbered(world, rows=3)
    with world.acting(given.clerk):
        corrections.cancel(certificate_id=given.row_ids[1], reason="Bị bãi bỏ", by=given.clerk)
        with pytest.raises(Invalid, match="Không có dòng nào"):
            _print(given, 2, 2)
        (book,) = gold_books.books()
        notes = [row[-1] for row in volume(book).rows]
        assert "Hủy ngày" in notes[1]
        assert "Lý do: Bị bãi bỏ" in notes[1]
        assert (
            corrections.cancel_batch(
                batch_id=given.batch_id, reason="Quyết định bị thu hồi", by=given.clerk
            )
            == 2
        )
        assert [row.gold_number for row in queries.rows(given.batch_id)] == [1, 2, 3]


def test_what_a_whole_batch_says_is_corrected_within_its_year(world: World) -> None:
    given = _numbered(world)

    def correct(**values: Any) -> None:
        batch = queries.batch(given.batch_id)
        names = ("authority", "decision_number", "decided_on", "place", "capacity", "signer")
        said = {name: getattr(batch, name) for name in names}
        corrections.correct_batch(
            batch_id=batch.id,
            version=batch.version,
            facts={**said, **values},
            reason="Ghi nhầm số",
            by=given.clerk,
        )

    with world.acting(given.clerk):
        with pytest.raises(Invalid) as refused:
            correct(decision_number="999/QĐ-XYZ", decided_on=date(2026, 11, 1))
        assert set(refused.value.fields) == {"decision_number", "confirm_outside"}
        with pytest.raises(Invalid, match="cùng một năm"):
            correct(decided_on=date(2027, 1, 4), confirm_outside=True)
        correct(decision_number="126/QĐ-UBND", confirm_outside=True)
        (book,) = gold_books.books()
        first, second = volume(book).rows
    assert "Số quyết định: 125/QĐ-UBND → 126/QĐ-UBND" in first[-1]
    assert first[-1] == second[-1]


def _refused_day(world: World, clerk: Person, number: str) -> str:
    """What is said where the register has the number with another day."""
    wrong = {"decision_number": number, "decided_on": date(2026, 10, 9), "confirm_outside": False}
    with pytest.raises(Invalid) as refused:
        actions.draft(facts=facts(world, clerk, **wrong), by=clerk)
    return refused.value.fields["decision_number"][0]


def test_a_decision_is_looked_up_in_the_registers(world: World) -> None:
    clerk = world.person(world.commune("Điềm He"), Role.OFFICER, Role.LEADER, Role.CLERK)
    first_id, first = _decision(world, clerk)
    second_id, second = _decision(world, clerk)
    with world.acting(clerk):
        known = {"decision_number": f"1/{first.partition('/')[2]}", "decided_on": DAY}
        batch = actions.draft(facts=facts(world, clerk, **known, confirm_outside=False), by=clerk)
        actions.add(batch_id=batch.id, rows=[recipient("Lê A")], by=clerk)
        assert batch.decision_number == first, "kept as papers print it"
        found = decisions.of_batch(batch)
        assert found is not None
        assert found.paper is not None
        assert found.paper.id == first_id
        batch_id = batch.id
        for wrong, at in (
            ({"decision_number": "77/QĐ-UBND", "decided_on": DAY}, "confirm_outside"),
            ({"decision_number": first, "decided_on": date(2026, 10, 9)}, "confirm_outside"),
            ({"decision_number": first, "decided_on": None}, "decided_on"),
        ):
            with pytest.raises(Invalid) as refused:
                actions.draft(facts=facts(world, clerk, **wrong, confirm_outside=False), by=clerk)
            assert at in refused.value.fields
        other_day = _refused_day(world, clerk, first)
        assert "ngày 09/10/2026" in other_day
        assert "sổ văn bản đi có số này: ngày 06/10/2026" in other_day
    client = world.client(clerk)
    hub = client.get(f"/correspondence/outgoing/{first_id}").text
    assert f"/stationery/certificates/{batch_id}" in hub
    with world.acting(clerk):
        changes.change(
            paper_id=first_id, kind=ChangeKind.REVOKED, reason="Sai đối tượng",
            by_paper_id=second_id, by=clerk,
        )  # fmt: skip
        with pytest.raises(Invalid, match=f"thu hồi bằng .*{second}"):
            actions.draft(facts=facts(world, clerk, **known), by=clerk)
        with pytest.raises(Conflict, match=f"thu hồi bằng .*{second}"):
            actions.enter_gold_book(batch_id=batch_id, by=clerk)
        with pytest.raises(Conflict, match="không in theo quyết định này"):
            prints.ask_print(batch_id=batch_id, mode=PrintMode.WHOLE, first=1, last=None, by=clerk)
    page = html.unescape(client.get(f"/stationery/certificates/{batch_id}").text)
    assert "đã bị thu hồi bằng" in page
    assert "Lý do: Sai đối tượng" in page
    assert "In ra PDF" not in page
    form = client.get(f"/stationery/certificates/new?decision={first}&on={DAY}").text
    assert "đã bị thu hồi bằng" in form
    api = client.get(f"/api/v1/certificate-batches/{batch_id}/decision").json
    assert (api["paper_id"], api["is_known"], second in api["fallen"]) == (first_id, True, True)


def test_a_received_decision_is_known_and_its_fall_too(world: World) -> None:
    home = world.commune("Điềm He")
    clerk = world.person(home, Role.OFFICER, Role.CLERK)
    first, today = issued.paper(world), clock.today()
    province = first.clerk
    second = issued.paper(world, by=province)
    with world.acting(province):
        addressing.add_tenants(
            paper_id=first.id, tenant_ids=[home.id], purpose=Purpose.CARRY_OUT, by=province
        )
        sending.send(paper_id=first.id, by=province)
    with world.acting(clerk):
        incoming.receive(
            sender_name="Bộ Nội vụ",
            abstract="Tặng Bằng khen",
            paper_number="0812 / QĐ-BNV",
            issued_on=DAY,
            by=clerk,
        )
        assert decisions.decision("812/QĐ-BNV", DAY).is_received
        found = decisions.decision(first.number, today)
        assert found.paper is not None
        assert (found.paper.id, found.fallen) == (first.id, "")
    with world.acting(province):
        changes.change(
            paper_id=first.id,
            kind=ChangeKind.REVOKED,
            reason="Sai đối tượng",
            by_paper_id=second.id,
            by=province,
        )
    with world.acting(clerk, read_only=True):
        fallen = decisions.decision(first.number, today)
    assert second.number in fallen.fallen
    assert fallen.why == "Sai đối tượng"


def test_the_province_does_not_answer_for_a_decision_that_the_commune_cannot_read(
    world: World,
) -> None:
    province = world.person(world.province, Role.OFFICER, Role.LEADER, Role.CLERK)
    _, number = _decision(world, province)
    clerk = world.person(world.commune("Điềm He"), Role.OFFICER)
    with world.acting(clerk):
        assert not decisions.decision(number, DAY).is_known
        assert db.session.scalars(select(OutgoingPaper)).all() == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Trần 🙂 Văn A", "Tên có ký tự không in được: 🙂"),
        ("<b>Trần</b>", "Tên có mã định dạng “<b>”"),
        ("Trần&nbsp;A", "Tên có mã định dạng “&nbsp;”"),
    ],
)
def test_what_no_paper_can_show_is_refused_where_it_is_typed(
    world: World, name: str, said: str
) -> None:
    given = site(world, rows=0)
    client = world.client(given.clerk)
    base = f"/stationery/certificates/{given.batch_id}"
    typed = client.send(f"{base}/rows", {"honorific": "mr", "name": name})
    assert (typed.status_code, said in html.unescape(typed.text)) == (422, True)
    pasted = client.send(f"{base}/import", {"text": f"Ông\t{name}"})
    assert (pasted.status_code, said in html.unescape(pasted.text)) == (422, True)
    rows = {"rows": [{"honorific": "mr", "name": name}]}
    api = client.call(
        "POST", f"/api/v1/certificate-batches/{given.batch_id}/certificates", json=rows
    )
    assert api.status_code == 422
    assert said in str(api.json["errors"])


def test_a_household_named_as_one_is_named_once(world: World) -> None:
    given = site(world, rows=0)
    with world.acting(given.clerk):
        rows = [
            recipient(name, honorific=Honorific.HOUSEHOLD)
            for name in ("Hộ ông Nông Văn Páo", "ông Nông Văn Páo")
        ]
        named = [row.addressed for row in actions.add(
            batch_id=given.batch_id, rows=rows, by=given.clerk
        )]  # fmt: skip
    assert named == ["Hộ ông Nông Văn Páo", "Hộ gia đình ông Nông Văn Páo"]


def test_pages_and_api_correct_and_cancel(world: World) -> None:
    given = _numbered(world)
    client = world.client(given.clerk)
    base = f"/stationery/certificates/rows/{given.row_ids[0]}"
    typed = {"honorific": "mr", "name": "Hoàng Văn Một", "version": 2}
    bare = client.send(f"{base}/corrections", typed)
    assert bare.status_code == 422
    assert "Lý do đính chính" in bare.text
    late = client.send(f"{base}/corrections", {**typed, "version": 1, "reason": "Sai tên"})
    assert (late.status_code, "Hoàng Văn Một" in late.text) == (412, True)
    assert client.send(base, typed).status_code == 409
    assert client.send(f"{base}/corrections", {**typed, "reason": "Sai tên"}).status_code == 303
    assert "Hoàng Văn 1 → Hoàng Văn Một" in client.get(base).text
    whole = f"/stationery/certificates/{given.batch_id}"
    assert "Đính chính đợt in" in client.get(f"{whole}/corrections/new").text
    edit = client.get(f"{whole}/edit").text
    assert "chỉ sửa bằng" in edit
    unknown = {
        "authority": "Chủ tịch", "decision_number": "999/QĐ-XYZ", "decided_on": "2026-11-01",
        "place": "Điềm He", "capacity": "CHỦ TỊCH", "signer": "", "reason": "Ghi nhầm",
        "version": 1,
    }  # fmt: skip
    asked = client.send(f"{whole}/corrections", unknown)
    assert (asked.status_code, "ban hành ngoài hệ thống; đã xem lại" in asked.text) == (422, True)
    assert (
        client.send(f"{whole}/corrections", {**unknown, "confirm_outside": "1"}).status_code == 303
    )
    assert "125/QĐ-UBND → 999/QĐ-XYZ" in client.get(whole).text
    row_url = f"/api/v1/certificates/{given.row_ids[1]}"
    row = client.get(row_url)
    body = {"honorific": "mrs", "name": "Hoàng Thị Hai", "reason": "Sai tên"}
    assert client.call("POST", f"{row_url}/corrections", json=body).status_code == 428
    tagged = {"If-Match": row.headers["ETag"]}
    done = client.call("POST", f"{row_url}/corrections", json=body, headers=tagged)
    assert (done.status_code, done.json["corrections"]) == (200, 1)
    gone = client.call("POST", f"{row_url}/cancellation", json={"reason": "Bị bãi bỏ"})
    assert gone.json["cancelled_at"]
    history = client.get(f"{row_url}/history").json
    assert [one["kind"] for one in history["corrections"]] == ["corrected", "cancelled"]
    page = client.get(f"/stationery/certificates/rows/{given.row_ids[1]}").text
    assert "Đã hủy ngày" in page
    assert "In lại tờ này" not in page
    assert client.send(f"{whole}/cancellations", {"reason": ""}).status_code == 422
    assert client.send(f"{whole}/cancellations", {"reason": "Thu hồi"}).status_code == 303
    api = f"/api/v1/certificate-batches/{given.batch_id}"
    assert [one["number"] for one in client.get(f"{api}/corrections").json] == [1]
    stranger = world.client(world.person(world.commune("Vạn Linh"), Role.OFFICER))
    for path in (f"{whole}/corrections/new", f"{row_url}/history", f"{api}/decision"):
        assert stranger.get(path).status_code == 404
    viewer = world.client(world.person(given.clerk.tenant, Role.VIEWER))
    assert viewer.send(f"{base}/corrections", typed).status_code == 403


def test_corrections_cost_no_more_statements_than_none(world: World) -> None:
    counts = []
    for corrected in (False, True):
        given = _numbered(world, rows=30)
        if corrected:
            with world.acting(given.clerk):
                for row in queries.rows(given.batch_id):
                    corrections.cancel(certificate_id=row.id, reason="Bãi bỏ", by=given.clerk)
        with world.acting(given.clerk, read_only=True):
            book_id = gold_books.books()[0].id
        client = world.client(given.clerk)
        client.get("/stationery/certificates")
        with counted(world.app) as statements:
            assert client.get(f"/stationery/certificates/{given.batch_id}").status_code == 200
            assert client.get(f"/stationery/gold-books/{book_id}").status_code == 200
        counts.append(len(statements))
    assert counts[0] == counts[1]
