"""Results and the papers made out of them: numbers from the register, files beside them."""

from datetime import timedelta

import pytest

from app.lib import clock
from app.lib.errors import Invalid
from app.registers import queries
from app.registers.terms import FileRole, PaperState
from app.scoring import printing
from app.scoring.actions.papers import PaperHead
from app.scoring.models import ResultPaper
from app.scoring.terms import ResultPaperKind
from tenants.db import db
from tests.scoring.announced import Known, answer, decide_anew, known, petition
from tests.world import World

SUMMARY = ResultPaperKind.SUMMARY


@pytest.fixture(name="here")
def _here(world: World) -> Known:
    return known(world)


def issue(here: Known, **head: object) -> int:
    """The summary, issued; the id of what is drawn."""
    leader = here.scene.leader
    with here.world.acting(leader):
        return printing.ask_result_paper(
            announcement_id=here.announcement_id,
            kind=SUMMARY,
            head=PaperHead(**head),  # type: ignore[arg-type]
            by=leader,
        )


def test_the_notice_stands_in_the_register_with_its_drawn_file(here: Known) -> None:
    leader = here.scene.leader
    here.world.work()
    with here.world.acting(leader, read_only=True):
        entry = queries.of_subject("announcements", here.announcement_id)
        assert entry is not None
        assert (entry.full_number, entry.issued_on) == ("01/TB-UBND", clock.today())
        assert (entry.signer_position, entry.signer_name) == ("CHỦ TỊCH", "Hồ Tiến Thiệu")
        assert entry.abstract.startswith("Kết quả chấm điểm, xếp hạng thi đua năm 2026 của Cụm")
        assert [link.role for link, _ in queries.files(entry.id)] == [
            FileRole.DRAWN,
            FileRole.EDITABLE,
        ]
    page = here.world.client(leader).get(f"/announcements/{here.announcement_id}")
    assert f"/correspondence/outgoing/{entry.id}" in page.get_data(as_text=True)


def test_a_paper_of_a_result_takes_its_number_and_one_looked_at_takes_none(here: Known) -> None:
    leader = here.scene.leader
    with here.world.acting(leader):
        printing.ask_draft(
            announcement_id=here.announcement_id, kind=SUMMARY, head=PaperHead(), by=leader
        )
    issue(here, number="7", recipients="Sở Nội vụ (b/c)\nCác xã")
    issue(here)
    here.world.work()
    with here.world.acting(leader, read_only=True):
        made = db.session.query(ResultPaper).order_by(ResultPaper.id).all()
        assert [one.number for one in made] == [None, "07", "08"]
        assert queries.of_subject("result_papers", made[0].id) is None
        entry = queries.of_subject("result_papers", made[1].id)
        assert entry is not None
        assert (entry.full_number, entry.recipients) == ("07/BC-UBND", "Sở Nội vụ (b/c)\nCác xã")
        assert len(queries.files(entry.id)) == 2
        states = {queries.numbered("BC-UBND", entry.year, one).state for one in range(1, 7)}
        assert states == {PaperState.OUTSIDE}
    page = here.world.client(leader).get(f"/announcements/{here.announcement_id}")
    shown = page.get_data(as_text=True)
    assert "Bảng tổng hợp kết quả số 07/BC-UBND" in shown
    assert "09/BC-UBND, 01/TTr-HĐTĐKT" in shown


def test_numbers_and_days_that_cannot_be_are_refused_at_their_fields(here: Known) -> None:
    issue(here, number="3")
    for head, field in (
        ({"number": "3"}, "number"),
        ({"number": "12a"}, "number"),
        ({"issued_on": clock.today() + timedelta(days=1)}, "issued_on"),
        ({"issued_on": clock.today() - timedelta(days=1)}, "issued_on"),
    ):
        with pytest.raises(Invalid) as refused:
            issue(here, **head)
        assert list(refused.value.fields) == [field]
    with here.world.acting(here.scene.leader, read_only=True):
        assert queries.next_number("BC-UBND", clock.today().year) == 4


def test_announced_anew_it_takes_the_next_number(here: Known) -> None:
    scene = here.scene
    answer(here, petition(here, 2))
    decide_anew(here, 2, "I.1", "40")
    client = here.world.client(scene.leader)
    page = f"/standings?set={scene.set_id}&cluster={scene.cluster_ids[0]}"
    assert 'value="02"' in client.get(page).get_data(as_text=True)
    path = f"/criteria-sets/{scene.set_id}/announcements"
    form = {"cluster": scene.cluster_ids[0], "cause": "Chấp nhận kiến nghị", "number": "1"}
    refused = client.send(path, form)
    assert refused.status_code == 422
    assert "Số 01/TB-UBND của năm 2026 đã dùng" in refused.get_data(as_text=True)
    assert client.send(path, {**form, "number": ""}).status_code == 303
    with here.world.acting(scene.leader, read_only=True):
        entry = queries.numbered("TB-UBND", clock.today().year, 2)
        assert entry.abstract.endswith("(công bố lại, lần 2)")


def test_a_draft_is_drawn_by_whoever_announced_alone_through_pages_and_api(here: Known) -> None:
    path = f"/announcements/{here.announcement_id}/result-drafts"
    client = here.world.client(here.scene.leader)
    form = {"kind": "summary", "number": "5"}
    assert client.send(path, form).status_code == 303
    made = client.call("POST", f"/api/v1{path}", json={"kind": "summary"})
    assert made.status_code == 201
    wrong = client.send(path, {"kind": "nonsense"})
    assert wrong.status_code == 422
    here.world.work()
    with here.world.acting(here.scene.leader, read_only=True):
        assert queries.next_number("BC-UBND", clock.today().year) == 1
