"""Batches of certificates: recipients, the gold book, prints, their pages and their API."""

import html
import io
import re
import threading
from datetime import date

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook
from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError, ProgrammingError

from app.access.permissions import Role
from app.audit.models import AuditEntry
from app.documents.models import DrawnPaper, File
from app.documents.paper import Paragraph
from app.documents.terms import PaperKind
from app.lib.errors import Conflict, Invalid, NotFound, Stale
from app.registers.actions import entering as registers
from app.stationery.actions import certificates as actions
from app.stationery.jobs import certificates as jobs
from app.stationery.models import Certificate, CertificateBatch, CertificatePrint
from app.stationery.papers.certificates import list_paper, usual_facts
from app.stationery.policies import certificates as policies
from app.stationery.queries import certificates as queries
from app.stationery.queries import letterheads, rosters
from app.stationery.terms.awards import AwardForm, Honorific, PrintMode
from tenants.db import db
from tests.sql import counted
from tests.stationery.printing import facts, lines, recipient, site, sizes
from tests.world import Person, World


def _numbers(world: World, person: Person, batch_id: int) -> list[int | None]:
    with world.acting(person, read_only=True):
        return [row.gold_number for row in queries.rows(batch_id)]


def test_the_gold_book_counts_on_without_gaps_by_form_and_year(world: World) -> None:
    given = site(world)
    with world.acting(given.clerk):
        assert actions.enter_gold_book(batch_id=given.batch_id, by=given.clerk) == 3
        second = actions.draft(facts=facts(world, given.clerk), by=given.clerk)
        next_year = actions.draft(
            facts=facts(world, given.clerk, decided_on=date(2027, 1, 4)), by=given.clerk
        )
        for batch in (second, next_year):
            actions.add(
                batch_id=batch.id, rows=[recipient("Lê A"), recipient("Lê B")], by=given.clerk
            )
            actions.enter_gold_book(batch_id=batch.id, by=given.clerk)
        ids = second.id, next_year.id
    assert _numbers(world, given.clerk, given.batch_id) == [1, 2, 3]
    assert _numbers(world, given.clerk, ids[0]) == [4, 5]
    assert _numbers(world, given.clerk, ids[1]) == [1, 2]


def test_a_number_rolled_back_leaves_no_gap(world: World) -> None:
    given = site(world)

    def break_off() -> None:
        with world.acting(given.clerk):
            actions.enter_gold_book(batch_id=given.batch_id, by=given.clerk)
            raise ConnectionError

    with pytest.raises(ConnectionError):
        break_off()
    with world.acting(given.clerk):
        actions.enter_gold_book(batch_id=given.batch_id, by=given.clerk)
    assert _numbers(world, given.clerk, given.batch_id) == [1, 2, 3]


def test_many_at_once_get_each_number_once(world: World) -> None:
    given = site(world, rows=1)
    batches = [given.batch_id]
    with world.acting(given.clerk):
        for name in "BCDEF":
            batch = actions.draft(facts=facts(world, given.clerk), by=given.clerk)
            actions.add(batch_id=batch.id, rows=[recipient(f"Lê {name}")] * 4, by=given.clerk)
            batches.append(batch.id)
    failures: list[BaseException] = []

    def enter(batch_id: int) -> None:
        try:
            with world.acting(given.clerk):
                actions.enter_gold_book(batch_id=batch_id, by=given.clerk)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=enter, args=(batch_id,)) for batch_id in batches]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    found = [number for one in batches for number in _numbers(world, given.clerk, one)]
    assert sorted(number for number in found if number) == list(range(1, 22))


def test_no_number_without_decision_and_none_twice(world: World) -> None:
    given = site(world)
    with world.acting(given.clerk):
        bare = facts(world, given.clerk, decision_number=None, decided_on=None)
        batch = actions.draft(facts=bare, by=given.clerk)
        actions.add(batch_id=batch.id, rows=[recipient("Lê A")], by=given.clerk)
        with pytest.raises(Conflict, match="số và ngày quyết định"):
            actions.enter_gold_book(batch_id=batch.id, by=given.clerk)
        actions.enter_gold_book(batch_id=given.batch_id, by=given.clerk)
        with pytest.raises(Conflict, match="đã có số sổ vàng"):
            actions.enter_gold_book(batch_id=given.batch_id, by=given.clerk)


def test_who_stands_in_the_gold_book_stays_and_no_word_changes(world: World) -> None:
    given = site(world)
    first = given.row_ids[0]
    with world.acting(given.clerk):
        actions.enter_gold_book(batch_id=given.batch_id, by=given.clerk)
    with world.acting(given.clerk):
        with pytest.raises(Conflict, match="không bỏ"):
            actions.remove(certificate_id=first, by=given.clerk)
        with pytest.raises(Conflict, match="không đổi thứ tự"):
            actions.move(certificate_id=first, position=3, by=given.clerk)
        with pytest.raises(Invalid, match="chỉ sửa bằng Đính chính"):
            actions.change(
                batch_id=given.batch_id,
                version=1,
                facts=facts(world, given.clerk, decided_on=date(2027, 1, 4)),
                by=given.clerk,
            )
        with pytest.raises(Conflict):
            actions.discard(batch_id=given.batch_id, by=given.clerk)
    with world.acting(given.clerk):
        version = queries.certificate(first).version
        with pytest.raises(Conflict, match="Đính chính"):
            actions.change_row(
                certificate_id=first,
                version=version,
                facts=recipient("Hoàng Văn Một"),
                by=given.clerk,
            )
    with pytest.raises(IntegrityError, match="frozen"), world.acting(given.clerk):
        db.session.get_one(Certificate, first).gold_number = 9
    with pytest.raises(IntegrityError, match="frozen"), world.acting(given.clerk):
        db.session.get_one(Certificate, first).name = "Trần Thị Khác"
    with pytest.raises(IntegrityError, match="frozen"), world.acting(given.clerk):
        db.session.get_one(CertificateBatch, given.batch_id).decision_number = "999/QĐ-XYZ"


def test_recipients_are_moved_and_taken_out_and_stay_counted_from_one(world: World) -> None:
    given = site(world, rows=4)
    with world.acting(given.clerk):
        actions.move(certificate_id=given.row_ids[3], position=1, by=given.clerk)
        actions.remove(certificate_id=given.row_ids[1], by=given.clerk)
    with world.acting(given.clerk, read_only=True):
        found = [(row.position, row.name) for row in queries.rows(given.batch_id)]
    assert found == [(1, "Hoàng Văn 4"), (2, "Hoàng Văn 1"), (3, "Hoàng Văn 3")]


def test_only_the_province_gives_certificates_of_merit_and_flags(world: World) -> None:
    commune = world.person(world.commune("Điềm He"))
    with world.acting(commune), pytest.raises(Invalid) as refused:
        actions.draft(facts=facts(world, commune, form=AwardForm.CERTIFICATE_OF_MERIT), by=commune)
    assert "form" in refused.value.fields
    province = world.person(world.province)
    with world.acting(province):
        for form in policies.forms_of(world.province):
            assert actions.draft(facts=facts(world, province, form=form), by=province).id
        with pytest.raises(Invalid, match="thẩm quyền"):
            actions.draft(facts=facts(world, province, form=AwardForm.CULTURED_FAMILY), by=province)
    with world.acting(commune):
        for form in (AwardForm.CULTURED_FAMILY, AwardForm.FIGHTER, AwardForm.ADVANCED_WORKER):
            assert actions.draft(facts=facts(world, commune, form=form), by=commune).id


def test_a_title_is_given_to_whom_the_law_gives_it(world: World) -> None:
    given = site(world)
    village = recipient("Thôn Bản Hẻo", honorific=Honorific.COLLECTIVE)
    with world.acting(given.clerk):
        fighters = facts(world, given.clerk, form=AwardForm.FIGHTER)
        batch = actions.draft(facts=fighters, by=given.clerk)
        with pytest.raises(Invalid, match="chỉ tặng cá nhân"):
            actions.add(batch_id=batch.id, rows=[village], by=given.clerk)
        actions.add(batch_id=batch.id, rows=[recipient("Lê A")], by=given.clerk)
        with pytest.raises(Invalid) as refused:
            actions.change(
                batch_id=batch.id, version=1, by=given.clerk,
                facts={**fighters, "form": AwardForm.ADVANCED_COLLECTIVE},
            )  # fmt: skip
        assert "form" in refused.value.fields
        version = queries.certificate(given.row_ids[0]).version
        with pytest.raises(Invalid, match="chỉ truy tặng cho cá nhân"):
            actions.change_row(
                certificate_id=given.row_ids[0], version=version, by=given.clerk,
                facts={**village, "is_posthumous": True},
            )  # fmt: skip
    wrong = {"honorific": Honorific.COLLECTIVE, "is_posthumous": True}
    untrue = update(Certificate).where(Certificate.id == given.row_ids[0]).values(wrong)
    with pytest.raises(IntegrityError, match="is_posthumous"), world.acting(given.clerk):
        db.session.execute(untrue)


def test_who_has_died_is_honoured_from_the_list_to_the_certificate(world: World) -> None:
    given = site(world, rows=0)
    client = world.client(given.clerk)
    base = f"/stationery/certificates/{given.batch_id}"
    head = "Danh xưng\tHọ và tên\tĐơn vị\tTruy tặng\n"
    wrong = f"{head}Ông\tLê A\tThôn 1\tsau khi mất\nTập thể\tThôn 2\t\tx"
    answer = client.send(f"{base}/import", {"text": wrong})
    assert answer.status_code == 422
    for said in ("D2", "ghi x", "D3", "chỉ truy tặng cho cá nhân"):
        assert said in answer.text, said
    right = f"{head}Ông\tLê A\tThôn 1\tX\nBà\tLê B (truy tặng)\tThôn 1\t\nBà\tLê C\t\tkhông"
    assert client.send(f"{base}/import", {"text": right}).status_code == 303
    with world.acting(given.clerk):
        rows = queries.rows(given.batch_id)
        assert [(row.name, row.is_posthumous) for row in rows] == [
            *(("Lê A", True), ("Lê B", True)),
            ("Lê C", False),
        ]
        paper_id = jobs.ask_print(
            batch_id=given.batch_id, mode=PrintMode.WHOLE, first=1, last=None, by=given.clerk
        )
        list_id = jobs.ask_list(batch_id=given.batch_id, by=given.clerk)
    world.work()
    with world.acting(given.clerk, read_only=True):
        content, listed = (
            db.session.get_one(File, db.session.get_one(DrawnPaper, one).file_id).content
            for one in (paper_id, list_id)
        )
    assert "TRUY TẶNG" in [line.text for line in lines(content, 0)]
    assert "TẶNG" in [line.text for line in lines(content, 2)]
    assert "Ông Lê A (truy tặng)" in " ".join(line.text.strip() for line in lines(listed))
    page = client.get(base).text
    assert "Truy tặng" in page
    assert "phôi thiếu ô" in page, "the blank has TẶNG printed on it"
    workbook = client.get(f"{base}/list.xlsx").data
    with CalamineWorkbook.from_filelike(io.BytesIO(workbook)) as book:
        cells = book.get_sheet_by_name("Danh sách").to_python()
    assert [row[5] for row in cells[-3:]] == ["x", "x", ""]


def test_of_two_editors_the_second_is_told(world: World) -> None:
    given = site(world)
    with world.acting(given.clerk):
        actions.change(
            batch_id=given.batch_id, version=1, facts=facts(world, given.clerk, signer="Hoàng A"),
            by=given.clerk,
        )  # fmt: skip
    with world.acting(given.clerk), pytest.raises(Stale) as stale:
        actions.change(
            batch_id=given.batch_id, version=1, facts=facts(world, given.clerk, signer="Lê B"),
            by=given.clerk,
        )  # fmt: skip
    assert stale.value.changed == {"Người ký": ("Lê B", "Hoàng A")}


def test_168_certificates_are_one_file_and_the_same_state_is_printed_once(world: World) -> None:
    given = site(world, rows=168)
    with world.acting(given.clerk):
        paper_id = jobs.ask_print(
            batch_id=given.batch_id, mode=PrintMode.BLANK, first=1, last=None, by=given.clerk
        )
    world.work()
    with world.acting(given.clerk):
        file = db.session.get_one(File, db.session.get_one(DrawnPaper, paper_id).file_id)
        content = file.content
        again = jobs.ask_print(
            batch_id=given.batch_id, mode=PrintMode.BLANK, first=1, last=None, by=given.clerk
        )
    assert again == paper_id
    assert sizes(content) == [(297.0, 210.0)] * 168
    assert "Ông HOÀNG VĂN 168" in [line.text for line in lines(content, 167)]


def test_before_168_are_printed_those_that_do_not_fit_are_named(world: World) -> None:
    given = site(world, rows=120)
    client = world.client(given.clerk)
    path = f"/stationery/certificates/{given.batch_id}/check"
    assert "Đã soát 120 tờ" in client.get(path).text
    with world.acting(given.clerk):
        row = queries.certificate(given.row_ids[99])
        long = recipient("Nguyễn " * 42, honorific=Honorific.MR)
        actions.change_row(certificate_id=row.id, version=row.version, facts=long, by=given.clerk)
    page = client.get(path).text
    assert f"/stationery/certificates/rows/{given.row_ids[99]}" in page
    assert f"/stationery/certificates/rows/{given.row_ids[98]}" not in page
    assert "danh xưng và tên" in page
    found = client.get(
        f"/api/v1/certificate-batches/{given.batch_id}/faults?page=1&page_size=200"
    ).json
    assert [(one["certificate"]["position"], one["unfit"]) for one in found] == [
        (100, ["Danh xưng và tên"])
    ]


def test_a_range_and_one_again_with_its_reason_in_the_log(world: World) -> None:
    given = site(world, rows=5)
    with world.acting(given.clerk):
        jobs.ask_print(
            batch_id=given.batch_id, mode=PrintMode.WHOLE, first=2, last=3, by=given.clerk
        )
        for _ in range(2):
            jobs.ask_reprint(
                certificate_id=given.row_ids[4], mode=PrintMode.WHOLE, reason="Rách", by=given.clerk
            )
        with pytest.raises(Invalid, match="Không có dòng nào"):
            jobs.ask_print(
                batch_id=given.batch_id, mode=PrintMode.WHOLE, first=9, last=None, by=given.clerk
            )
    world.work()
    with world.acting(given.clerk, read_only=True):
        prints = queries.prints(given.batch_id)
        spans = [(one.order.first, one.order.last, one.order.reason) for one in prints]
        assert spans == [(5, 5, "Rách"), (5, 5, "Rách"), (2, 3, None)]
        assert all(one.paper_id for one in prints)
        assert {one.order.asked_by_name for one in prints} == {given.clerk.full_name}
        trail = db.session.scalars(
            select(AuditEntry.details).where(AuditEntry.verb == "certificates.print_asked")
        ).all()
    assert [entry["reason"] for entry in trail] == ["", "Rách", "Rách"]


def test_a_print_in_the_log_stays(world: World) -> None:
    given = site(world)
    with world.acting(given.clerk):
        jobs.ask_print(
            batch_id=given.batch_id, mode=PrintMode.WHOLE, first=1, last=1, by=given.clerk
        )
    strike_out = delete(CertificatePrint)
    with world.acting(given.clerk), pytest.raises(ProgrammingError, match="permission denied"):
        db.session.execute(strike_out)


def test_a_batch_without_a_blank_is_not_printed_on_one(world: World) -> None:
    given = site(world)
    with world.acting(given.clerk):
        batch = actions.draft(facts=facts(world, given.clerk), by=given.clerk)
        actions.add(batch_id=batch.id, rows=[recipient("Lê A")], by=given.clerk)
        with pytest.raises(Invalid) as refused:
            jobs.ask_print(
                batch_id=batch.id, mode=PrintMode.BLANK, first=1, last=None, by=given.clerk
            )
    assert "mode" in refused.value.fields


def test_the_list_names_everybody_and_goes_with_the_decision(world: World) -> None:
    given = site(world)
    with world.acting(given.clerk):
        actions.add(
            batch_id=given.batch_id,
            rows=[recipient("Thôn Bản Hẻo", honorific=Honorific.COLLECTIVE)],
            by=given.clerk,
        )
        actions.enter_gold_book(batch_id=given.batch_id, by=given.clerk)
        paper_id = jobs.ask_list(batch_id=given.batch_id, by=given.clerk)
    world.work()
    with world.acting(given.clerk):
        file = db.session.get_one(File, db.session.get_one(DrawnPaper, paper_id).file_id)
        said = [line.text.strip() for line in lines(file.content)]
    whole = " ".join(said)
    for words in ("DANH SÁCH", "Số: 125/QĐ-UBND", "Ông Hoàng Văn 3", "Thôn Bản Hẻo", "04"):
        assert words in whole, words
    assert "3 cá nhân, 1 tập thể" in whole


def test_the_list_of_a_decision_of_the_home_office_stands_under_its_head(world: World) -> None:
    clerk = world.person(world.province, Role.OFFICER)
    fresh = world.client(clerk).get("/stationery/certificates/new?decision=01/QĐ-SNV")
    assert 'value="Giám đốc Sở Nội vụ"' in fresh.text
    assert "GIÁM ĐỐC" in fresh.text
    with world.acting(clerk):
        usual = usual_facts(world.province, "SNV")
        given = facts(
            world,
            clerk,
            title="Thử",
            form=AwardForm(usual["form"]),
            authority=usual["authority"],
            capacity="KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC",
            decision_number="01/QĐ-SNV",
        )
        batch = actions.draft(facts=given, by=clerk)
        actions.add(batch_id=batch.id, rows=[recipient("Hoàng Văn A")], by=clerk)
        head = letterheads.of_symbol(world.province, "01/QĐ-SNV")
        paper = list_paper(batch, queries.rows(batch.id), head)
    assert paper.issuer_lines == ("Sở Nội vụ",)
    assert paper.superior == "Ủy ban nhân dân tỉnh Lạng Sơn"
    assert paper.blocks[0] == Paragraph(
        "(Kèm theo Quyết định số 01/QĐ-SNV ngày 25 tháng 12 năm 2026 của Giám đốc Sở Nội vụ)",
        indent=False,
    )
    assert "Thử" not in repr(paper)


@pytest.mark.parametrize(
    ("name", "is_collective"),
    [
        ("Tập thể Phòng Văn hóa", True),
        ("UBND xã Điềm He", True),
        ("Đoàn Thanh niên xã", True),
        ("Ban CHQS xã", True),
        ("Chi bộ thôn Bản Hẻo", True),
        ("Đoàn Văn An", False),
        ("ĐOÀN THỊ BÌNH", False),
        ("Trương Văn Hội", False),
        ("Bàn Thị Sinh", False),
    ],
)
def test_a_pasted_name_tells_a_collective_from_a_person(name: str, is_collective: bool) -> None:
    roster = rosters.read_pasted(f"\t{name}\nÔng\t{name}", AwardForm.COMMENDATION_LETTER)
    by_itself, told = roster.rows
    assert (by_itself["honorific"] is Honorific.COLLECTIVE) is is_collective
    assert told["honorific"] is Honorific.MR


def test_the_pages_from_a_new_batch_to_its_print(world: World) -> None:
    clerk = world.person(world.commune("Điềm He"), Role.OFFICER)
    client = world.client(clerk)
    fresh = client.get("/stationery/certificates/new?decision=77/QĐ-UBND&on=2026-12-20")
    assert 'value="77/QĐ-UBND"' in fresh.text
    assert 'value="2026-12-20"' in fresh.text
    form = {
        "title": "Khen thưởng đột xuất", "form": "commendation_letter", "place": "Điềm He",
        "authority": "Chủ tịch Ủy ban nhân dân xã Điềm He", "decision_number": "77/QĐ-UBND",
        "decided_on": "2026-12-20", "capacity": "CHỦ TỊCH", "signer": "", "sheet": "a4",
        "blank_id": "",
    }  # fmt: skip
    wrong = client.send("/stationery/certificates", {**form, "title": " ", "decided_on": "31/2"})
    assert wrong.status_code == 422
    assert "Ngày không đúng" in wrong.text
    asked = client.send("/stationery/certificates", form)
    assert (asked.status_code, "ban hành ngoài hệ thống; đã xem lại" in asked.text) == (422, True)
    form["confirm_outside"] = "1"
    made = client.send("/stationery/certificates", form)
    assert made.status_code == 303
    base = made.headers["Location"]
    assert client.send(f"{base}/rows", {"honorific": "mr", "name": " "}).status_code == 422
    assert client.send(f"{base}/rows", {"honorific": "mr", "name": "Lê A"}).status_code == 303
    late = client.send(base, {**form, "version": 7, "signer": "Lê B"})
    assert late.status_code == 412
    assert "Lê B" in late.text
    assert client.send(f"{base}/prints", {"mode": "blank", "first": "1"}).status_code == 422
    printed = client.send(f"{base}/prints", {"mode": "whole", "first": "", "last": ""})
    assert printed.status_code == 303
    world.work()
    assert "Mở bản in" in client.get(printed.headers["Location"]).text
    assert "Khen thưởng đột xuất" in client.get("/stationery/certificates").text
    empty = client.send("/stationery/certificates/rows/1/reprints", {"mode": "whole", "reason": ""})
    assert empty.status_code == 422


def test_a_decision_of_the_register_brings_its_number_and_day_along(world: World) -> None:
    clerk = world.person(world.commune("Điềm He"), Role.OFFICER, Role.CLERK)
    with world.acting(clerk):
        entry = registers.enter(
            kind=PaperKind.DECISION,
            symbol="QĐ-UBND",
            abstract="Tặng Giấy khen cho 05 cá nhân",
            issued_on=date(2026, 10, 6),
            signer=registers.Signer(position="CHỦ TỊCH", name="Lý Thị Dương"),
            by=clerk,
        )
        hub = f"/correspondence/outgoing/{entry.id}"
    client = world.client(clerk)
    link = re.search(r'href="(/stationery/certificates/new[^"]+)"', client.get(hub).text)
    assert link is not None
    form = client.get(html.unescape(link.group(1))).text
    assert 'value="01/QĐ-UBND"' in form
    assert 'value="2026-10-06"' in form
    assert "Tặng Giấy khen cho 05 cá nhân" in form


def test_a_pasted_list_with_wrong_cells_names_them_and_adds_nothing(world: World) -> None:
    given = site(world, rows=0)
    client = world.client(given.clerk)
    base = f"/stationery/certificates/{given.batch_id}"
    wrong = client.send(f"{base}/import", {"text": "Ông\tLê A\nÔg\tLê B\n\t\tThôn 1"})
    assert wrong.status_code == 422
    for said in ("A2", "Không có “Ôg”", "B3", "Thiếu tên"):
        assert said in wrong.text, said
    assert _numbers(world, given.clerk, given.batch_id) == []
    right = "Họ và tên\tDanh xưng\tChức vụ\tĐơn vị\nLê A\tông\tTrưởng thôn\tBản Hẻo\nLê B\t\t\t"
    done = client.send(f"{base}/import", {"text": right, "achievement": "Xuất sắc"})
    assert done.status_code == 303
    with world.acting(given.clerk, read_only=True):
        first, second = queries.rows(given.batch_id)
        assert (first.honorific, first.details) == (Honorific.MR, "Trưởng thôn, Bản Hẻo")
        assert (second.honorific, second.achievement) == (Honorific.NONE, "Xuất sắc")


def _workbook(rows: list[list[object]]) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet("DS")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return content.getvalue()


def test_an_excel_file_is_read_below_its_head_and_its_wrong_cells_are_named(world: World) -> None:
    given = site(world, rows=0)
    client = world.client(given.clerk)
    base = f"/stationery/certificates/{given.batch_id}"
    head = ["STT", "Danh xưng", "Họ và tên", "Đơn vị", "Thành tích"]
    wrong = _workbook(
        [["DANH SÁCH"], [], head, [1, "Bà", "Lê A", "Thôn 1", "x"], [2, "Bà", "", "y"]]
    )
    answer = client.send(f"{base}/import", {"file": (io.BytesIO(wrong), "ds.xlsx")})
    assert answer.status_code == 422
    assert "C5" in answer.text
    foreign = client.send(f"{base}/import", {"file": (io.BytesIO(b"PK\x03\x04"), "ds.xlsx")})
    assert foreign.status_code == 422
    bare = _workbook([["a", "b"]])
    assert "Họ và tên" in client.send(f"{base}/import", {"file": (io.BytesIO(bare), "d.xlsx")}).text
    right = _workbook([["DANH SÁCH"], [], head, [1, "Bà", "Lê A", "Thôn 1", "x"]])
    assert (
        client.send(f"{base}/import", {"file": (io.BytesIO(right), "ds.xlsx")}).status_code == 303
    )
    assert len(_numbers(world, given.clerk, given.batch_id)) == 1


def test_the_list_in_excel_comes_back_as_it_was(world: World) -> None:
    given = site(world)
    client = world.client(given.clerk)
    content = client.get(f"/stationery/certificates/{given.batch_id}/list.xlsx").data
    with world.acting(given.clerk):
        other = actions.draft(facts=facts(world, given.clerk), by=given.clerk).id
    again = client.send(
        f"/stationery/certificates/{other}/import", {"file": (io.BytesIO(content), "ds.xlsx")}
    )
    assert again.status_code == 303
    with world.acting(given.clerk, read_only=True):
        for one, two in zip(queries.rows(given.batch_id), queries.rows(other), strict=True):
            assert (one.honorific, one.name, one.details, one.achievement) == (
                *(two.honorific, two.name, two.details),
                two.achievement,
            )
    template = client.get("/stationery/certificates/roster.xlsx").data
    with CalamineWorkbook.from_filelike(io.BytesIO(template)) as book:
        assert "Tên người, tập thể" in book.get_sheet_by_name("Danh sách").to_python()[2]


def test_the_api_does_what_the_pages_do(world: World) -> None:
    given = site(world)
    client = world.client(given.clerk)
    base = f"/api/v1/certificate-batches/{given.batch_id}"
    batch = client.get(base)
    body = {name: value for name, value in batch.json.items() if name not in ("id", "version")}
    assert client.call("PUT", base, json=body).status_code == 428
    changed = client.call(
        "PUT", base, json={**body, "signer": "Lê C"}, headers={"If-Match": batch.headers["ETag"]}
    )
    assert changed.json["signer"] == "Lê C"
    old = {"If-Match": batch.headers["ETag"]}
    assert client.call("PUT", base, json={**body, "signer": "Lê D"}, headers=old).status_code == 412
    rows = {"rows": [{"honorific": "collective", "name": "Thôn Bản Hẻo"}]}
    added = client.call("POST", f"{base}/certificates", json=rows)
    assert (added.status_code, added.json[0]["position"]) == (201, 4)
    pasted = client.call("POST", f"{base}/pasted-rows", json={"text": "Ôg\tLê A"})
    assert pasted.json == {
        "added": 0,
        "errors": [{"cell": "A1", "message": pasted.json["errors"][0]["message"]}],
    }
    row_url = f"/api/v1/certificates/{added.json[0]['id']}"
    moved = client.call("PUT", f"{row_url}/position", json={"position": 1})
    assert moved.json["position"] == 1
    assert client.call("POST", f"{base}/numbering").json == {"numbered": 4}
    assert client.call("DELETE", row_url).status_code == 409
    paper = client.call("POST", f"{base}/prints", json={"mode": "whole"})
    assert paper.status_code == 202
    again = client.call("POST", f"{row_url}/reprints", json={"reason": "Sai tên"})
    assert again.status_code == 202
    world.work()
    assert client.get(f"/api/v1/papers/{paper.json['paper_id']}").json["file_id"]
    log = client.get(f"{base}/prints").json
    assert [one["reason"] for one in log] == ["Sai tên", None]
    assert client.get(f"{row_url}/picture").data.startswith(b"\x89PNG")


def test_nobody_else_sees_a_batch_and_a_viewer_changes_nothing(world: World) -> None:
    given = site(world)
    for stranger in (world.person(world.province), world.person(world.commune("Vạn Linh"))):
        client = world.client(stranger)
        for path in (
            f"{given.batch_id}",
            f"rows/{given.row_ids[0]}",
            f"{given.batch_id}/list.xlsx",
        ):
            assert client.get(f"/stationery/certificates/{path}").status_code == 404
        with world.acting(stranger), pytest.raises(NotFound):
            actions.enter_gold_book(batch_id=given.batch_id, by=stranger)
    viewer = world.client(world.person(given.clerk.tenant, Role.VIEWER))
    page = viewer.get(f"/stationery/certificates/{given.batch_id}")
    assert page.status_code == 200
    assert "In ra PDF" not in page.text
    assert viewer.send(f"/stationery/certificates/{given.batch_id}/numbering").status_code == 403


def test_the_pages_ask_the_database_as_often_for_3_rows_as_for_45(world: World) -> None:
    small, large = site(world, rows=3), site(world, rows=45)
    with world.acting(large.clerk):
        for _ in range(10):
            actions.draft(facts=facts(world, large.clerk), by=large.clerk)
    counts = []
    for given in (small, large):
        client = world.client(given.clerk)
        client.get("/stationery/certificates")
        with counted(world.app) as statements:
            assert client.get(f"/stationery/certificates/{given.batch_id}").status_code == 200
            assert client.get("/stationery/certificates").status_code == 200
        counts.append(len(statements))
    assert counts[0] == counts[1]
    page = client.get(f"/stationery/certificates/{large.batch_id}")
    assert len(page.data) < 150_000
