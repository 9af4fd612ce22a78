"""Papers of an announced result: number, signer, recipients; every member in the tables."""

import io
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from app.documents.models import DrawnPaper, File
from app.documents.paper import Band, DataTable
from app.documents.terms import PaperKind
from app.lib.errors import Invalid, NotAllowed, NotFound
from app.scoring import printing
from app.scoring.actions.papers import PaperHead
from app.scoring.announcing import canonical
from app.scoring.announcing.awards import Award, Named
from app.scoring.models import ResultPaper
from app.scoring.papers import proposal, summary
from app.scoring.papers import why as why_paper
from app.scoring.queries import announcements, standings, telling
from app.scoring.terms import ResultPaperKind
from tenants.db import db
from tests.scoring.announced import Known, known
from tests.scoring.scenes import member
from tests.world import World

HEAD = PaperHead(
    number="27",
    signer_position="TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
    signer_name="Dương Xuân Huyên",
    recipients="Thường trực Tỉnh ủy (b/c)\n- Sở Nội vụ;\n",
)


def make(here: Known, kind: ResultPaperKind = ResultPaperKind.SUMMARY) -> int:
    """Have a paper made; the id of what is drawn."""
    leader = here.scene.leader
    with here.world.acting(leader):
        return printing.ask_result_paper(
            announcement_id=here.announcement_id, kind=kind, head=HEAD, by=leader
        )


def test_the_summary_has_its_head_and_every_group_of_every_member(world: World) -> None:
    here = known(world)
    make(here)
    with world.acting(here.scene.leader, read_only=True):
        asked = db.session.scalars(select(ResultPaper)).one()
        found = standings.announcement(here.announcement_id)
        frozen = canonical.read(announcements.frozen_result(found.id).content)
        paper = summary.paper(asked, found, frozen, issuer=standings.issuer(found))
    assert (paper.number, paper.symbol, paper.year) == ("27", "BC-UBND", 2026)
    assert paper.signature.capacity == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH")
    assert (paper.signature.position, paper.signature.name) == ("PHÓ CHỦ TỊCH", "Dương Xuân Huyên")
    assert paper.recipients == ("Thường trực Tỉnh ủy (b/c)", "Sở Nội vụ")
    [annex] = paper.annexes
    assert annex.landscape
    [table] = annex.blocks
    assert isinstance(table, DataTable)
    assert [row.cells for row in table.rows if not isinstance(row, Band)][1] == (
        *("2", world.communes[1].name, "56", "40", "0", "0"),
        *("96", "96", "96", "Xuất sắc", "2"),
    )


def test_papers_and_the_workbook_are_made_by_the_worker(world: World) -> None:
    here = known(world)
    paper_id, leader = make(here), here.scene.leader
    with world.acting(leader):
        book_id = printing.ask_workbook(announcement_id=here.announcement_id, by=leader)
        notice_id = printing.ask_notice(announcement_id=here.announcement_id, by=leader)
    own = member(here.scene, 1)
    with world.acting(own):
        why_id = printing.ask_why(
            sheet_id=here.sheet_ids[1], announcement_id=here.announcement_id, by=own
        )
    world.work()
    for person, ids in ((leader, (paper_id, notice_id)), (own, (why_id,))):
        with world.acting(person, read_only=True):
            for one in ids:
                assert _content(one).startswith(b"%PDF")
    with world.acting(leader, read_only=True):
        book = CalamineWorkbook.from_filelike(io.BytesIO(_content(book_id)))
    rows = book.get_sheet_by_name("Tổng hợp").to_python()
    assert [row[1] for row in rows[-3:]] == [one.name for one in world.communes[:3]]
    assert book.sheet_names == ["Tổng hợp", "Từng tiêu chí"]


def _content(paper_id: int) -> bytes:
    drawn = db.session.get_one(DrawnPaper, paper_id)
    assert drawn.file_id is not None
    return db.session.get_one(File, drawn.file_id).content


def test_a_paper_is_made_by_whoever_announced_alone(world: World) -> None:
    here = known(world)
    own = member(here.scene, 0)
    asked = {"announcement_id": here.announcement_id, "kind": ResultPaperKind.SUMMARY}
    with pytest.raises((NotAllowed, NotFound)), world.acting(own):
        printing.ask_result_paper(**asked, head=HEAD, by=own)  # type: ignore[arg-type]
    with pytest.raises(NotFound), world.acting(own):
        printing.ask_workbook(announcement_id=here.announcement_id, by=own)
    with pytest.raises(Invalid) as raised:
        make(here, ResultPaperKind.PROPOSAL)
    assert "không quy định khen thưởng" in raised.value.fields["kind"][0]
    client = world.client(here.scene.leader)
    path = f"/announcements/{here.announcement_id}/result-papers"
    wrong = client.send(path, {"kind": "summary", "number": "1" * 21, "issued_on": "hôm qua"})
    assert wrong.status_code == 422
    api = client.call("POST", f"/api/v1{path}", json={"kind": "summary", "number": "28"})
    assert api.status_code == 201
    assert api.headers["Location"].endswith(str(api.json["paper_id"]))  # type: ignore[index]


def test_the_proposal_names_each_award_with_whom_it_is_for(world: World) -> None:
    here = known(world)
    make(here)
    first = Named("Xã A", "Cụm 1", Decimal("98.5"), "Xuất sắc", 1)
    added = Named("Xã B", "Cụm 1", Decimal(90), "Tốt", 2, "Hội đồng đề nghị: có mô hình")
    awards = [Award("Cờ thi đua", [first]), Award("Bằng khen", [added]), Award("Giấy khen", [])]
    with world.acting(here.scene.leader, read_only=True):
        asked = db.session.scalars(select(ResultPaper)).one()
        found = standings.announcement(here.announcement_id)
        paper = proposal.paper(asked, found, awards, issuer=standings.issuer(found))
    assert paper.kind is PaperKind.PROPOSAL
    assert (paper.superior, paper.symbol) == ("Ủy ban nhân dân tỉnh Lạng Sơn", "TTr-HĐTĐKT")
    assert paper.addressees == ("Chủ tịch Ủy ban nhân dân tỉnh Lạng Sơn",)
    said = [getattr(block, "text", "") for block in paper.blocks]
    assert "1. Cờ thi đua: 1 tập thể" in said
    [table] = paper.annexes[0].blocks
    assert isinstance(table, DataTable)
    assert [row.label for row in table.rows if isinstance(row, Band)] == [
        *("Cờ thi đua", "Bằng khen", "Giấy khen")
    ]


def test_the_explanation_names_the_digest_and_every_criterion(world: World) -> None:
    here = known(world)
    with world.acting(member(here.scene, 1), read_only=True):
        told = telling.told(here.sheet_ids[1])
        assert told.announcement is not None
        assert told.digest is not None
        paper = why_paper.paper(
            told.story,
            told.announcement,
            told.digest,
            issuer=standings.issuer(told.announcement),
        )
    assert any(told.digest in getattr(block, "text", "") for block in paper.blocks)
    [table] = paper.annexes[0].blocks
    assert isinstance(table, DataTable)
    codes = [row.cells[0] for row in table.rows if not isinstance(row, Band)]
    assert codes == ["I.1", "I.2", "II.1", "III.1", "IV.1"]
