"""Drafts are written, revised, copied, dropped; what they hold becomes a paper."""

from typing import Any

import pytest

from app.access import Role
from app.correspondence.actions import drafts
from app.correspondence.models import OfficialPaper
from app.correspondence.papers import draft_paper, guest_papers
from app.correspondence.queries import addressees
from app.correspondence.queries import drafts as queries
from app.correspondence.terms import DraftState, Form, Purpose
from app.documents import docx, pdf
from app.documents.paper import Bullets, Centred, DataTable, Paper, Paragraph
from app.documents.signing import Capacity
from app.lib.errors import Conflict, Invalid, NotAllowed, NotFound, Stale
from app.stationery.queries import letterheads
from tests.world import Person, World

CHAIR = "Chủ tịch Ủy ban nhân dân xã Điềm He"
WORDS: dict[Form, dict[str, Any]] = {
    Form.PLAN: {
        "bases": ["Căn cứ Luật A"],
        "opening": "Như sau:",
        "body": "I. MỤC ĐÍCH\nNâng cao.",
    },
    Form.REPORT: {"addressees": ["Sở Nội vụ"], "opening": "Báo cáo:", "body": "I. KẾT QUẢ\nTốt."},
    Form.DECISION: {
        "authority": CHAIR,
        "bases": ["Căn cứ Luật A"],
        "articles": ["Tặng Giấy khen.", "1. Mức thưởng: 759.000 đồng.\na) Chi từ quỹ."],
    },
    Form.PROPOSAL: {"addressees": ["Sở Nội vụ"], "bases": ["Căn cứ B"], "body": "Kính trình."},
    Form.NOTICE: {"opening": "Thông báo:", "body": "Kết quả."},
    Form.GUIDANCE: {"body": "Hồ sơ gồm:\n- Tờ trình;"},
    Form.PROGRAMME: {"body": "1. Mục tiêu\nCao hơn."},
    Form.MINUTES: {
        "begun": "14 giờ 00, ngày 20 tháng 11 năm 2026",
        "venue": "Phòng họp",
        "present": "Ông A;\nBà B",
        "chair": "Lý Văn Minh, Chủ tịch",
        "secretary": "Nông Thị Thu, công chức",
        "body": "Xét khen.",
        "conclusion": "Nhất trí.",
        "ended": "16 giờ 00",
    },
    Form.INVITATION: {
        "addressees": ["Ông A", "Bà B"],
        "event": "Hội nghị tổng kết",
        "begun": "08 giờ 00",
        "venue": "Hội trường",
        "agenda": "- Tổng kết;\n- Trao thưởng",
    },
    Form.LETTER: {"addressees": ["Sở Nội vụ", "Sở Y tế"], "body": "Đề nghị quan tâm."},
    Form.PLEDGE: {
        "body": "- Hoàn thành chỉ tiêu",
        "parties": [{"unit": "Trường Tiểu học", "position": "HIỆU TRƯỞNG", "name": "Lý Thị Hoa"}],
    },
}


@pytest.fixture
def officer(world: World) -> Person:
    """Who drafts in a commune."""
    return world.person(world.commune("Điềm He"), Role.OFFICER)


def paper(draft: OfficialPaper, person: Person) -> Paper:
    """The draft as it would be printed."""
    head = letterheads.of(person.tenant, draft.organ)
    return draft_paper(draft, issuer=person.tenant, letterhead=head)


def write(form: Form, by: Person, **values: Any) -> OfficialPaper:
    """A draft with the usual words of its form."""
    given = {"abstract": "Về việc thử", "content": WORDS[form], **values}
    return drafts.write(form=form, values=given, by=by)


@pytest.mark.parametrize("form", list(Form))
def test_every_form_is_drawn_both_ways(world: World, officer: Person, form: Form) -> None:
    with world.acting(officer):
        made = write(form, officer)
        drawn = paper(made, officer)
    assert drawn.kind is form.kind
    assert drawn.draft
    assert drawn.number is None
    assert pdf.draw(drawn).startswith(b"%PDF")
    assert docx.write(drawn).startswith(b"PK")


def test_a_decision_has_authority_and_numbered_articles(world: World, officer: Person) -> None:
    with world.acting(officer):
        made = write(
            Form.DECISION,
            officer,
            capacity=Capacity.HEAD,
            signer_name="Lý Văn Minh",
            content={**WORDS[Form.DECISION], "articles": ["Điều 5. Một.\nĐiều 6. Hai."]},
        )
        drawn = paper(made, officer)
    assert drawn.authority == CHAIR
    assert drawn.symbol == "QĐ-UBND"
    assert drawn.blocks == (
        Centred("QUYẾT ĐỊNH:"),
        Paragraph("Một.", lead="Điều 1."),
        Paragraph("Hai.", lead="Điều 2."),
    )
    assert drawn.signature.capacity == ()
    assert (drawn.signature.position, drawn.signature.name) == ("CHỦ TỊCH", "Lý Văn Minh")


def test_clauses_of_an_article_are_no_headings(world: World, officer: Person) -> None:
    with world.acting(officer):
        drawn = paper(write(Form.DECISION, officer), officer)
    assert drawn.blocks[2:] == (
        Paragraph("1. Mức thưởng: 759.000 đồng.", lead="Điều 2."),
        Paragraph("a) Chi từ quỹ."),
    )


def test_minutes_are_signed_by_chair_and_secretary(world: World, officer: Person) -> None:
    with world.acting(officer):
        drawn = paper(write(Form.MINUTES, officer), officer)
    assert (drawn.signature.position, drawn.signature.name) == ("CHỦ TỌA", "Lý Văn Minh")
    assert [(one.position, one.name) for one in drawn.cosigners] == [("THƯ KÝ", "Nông Thị Thu")]
    said = drawn.blocks[-1]
    assert isinstance(said, Paragraph)
    assert said.text.startswith("Cuộc họp kết thúc vào 16 giờ 00. Biên bản được đọc lại")


def test_an_invitation_is_one_paper_for_each_guest(world: World, officer: Person) -> None:
    with world.acting(officer):
        made = write(Form.INVITATION, officer)
        head = letterheads.of(officer.tenant, made.organ)
        together = draft_paper(made, issuer=officer.tenant, letterhead=head)
        alone = list(guest_papers(made, issuer=officer.tenant, letterhead=head))
    assert together.addressees == ()
    assert Bullets(("Ông A;", "Bà B;")) in together.blocks
    assert [one.blocks[0] for one in alone] == [
        Paragraph("Ủy ban nhân dân xã Điềm He trân trọng kính mời: Ông A"),
        Paragraph("Ủy ban nhân dân xã Điềm He trân trọng kính mời: Bà B"),
    ]


def test_the_copy_of_a_guest_names_no_other_recipient(world: World, officer: Person) -> None:
    others = [{"name": f"Xã {n}", "purpose": Purpose.KNOW} for n in range(40)]
    with world.acting(officer):
        made = write(Form.INVITATION, officer, recipients=others)
        head = letterheads.of(officer.tenant, made.organ)
        copies = list(guest_papers(made, issuer=officer.tenant, letterhead=head))
        whole = paper(made, officer)
    assert [copy.recipients for copy in copies] == [("Như trên",), ("Như trên",)]
    assert copies[0].archive == whole.archive
    assert len(whole.recipients) == 41


@pytest.mark.parametrize(
    ("typed", "points"),
    [
        ("Khai mạc\nTrao thưởng", ("Khai mạc", "Trao thưởng")),
        ("- Khai mạc\n- Trao thưởng", ("Khai mạc", "Trao thưởng")),
        ("1. Khai mạc lúc 8 giờ.\n2. Trao thưởng.", None),
        ("Tổng kết năm 2026", None),
    ],
)
def test_the_lines_of_an_agenda_are_points(
    world: World, officer: Person, typed: str, points: tuple[str, ...] | None
) -> None:
    with world.acting(officer):
        content = {**WORDS[Form.INVITATION], "agenda": typed}
        drawn = paper(write(Form.INVITATION, officer, content=content), officer)
    guests = ("Ông A;", "Bà B;")
    found = [b.items for b in drawn.blocks if isinstance(b, Bullets) and b.items != guests]
    assert found == ([points] if points else [])


def test_a_letter_is_addressed_and_shows_where_the_office_is(world: World, officer: Person) -> None:
    with world.acting(officer):
        made = write(
            Form.LETTER,
            officer,
            unit="VHXH",
            recipients=[{"name": "Sở Nội vụ", "purpose": Purpose.REPORT}],
        )
        drawn = paper(made, officer)
    assert drawn.symbol == "UBND-VHXH"
    assert drawn.addressees == ("Sở Nội vụ", "Sở Y tế")
    assert drawn.recipients == ("Như trên", "Sở Nội vụ (b/c)")
    assert drawn.archive == "VT, VHXH"


def test_a_list_in_an_annex_is_a_table(world: World, officer: Person) -> None:
    table = "| TT | Họ tên |\n|---|---|\n| 1 | Hoàng Văn Nam |"
    annex = {"title": "Danh sách", "body": table, "landscape": True}
    with world.acting(officer):
        content = {**WORDS[Form.DECISION], "annexes": [annex]}
        drawn = paper(write(Form.DECISION, officer, content=content), officer)
    assert drawn.annexes[0].landscape
    assert isinstance(drawn.annexes[0].blocks[0], DataTable)


def test_recipients_of_a_group_print_as_one_line(world: World, officer: Person) -> None:
    leader = world.person(world.province, Role.OFFICER)
    with world.acting(leader):
        offer = addressees.offer(world.province)
        group = next(one for one in offer.groups if one.key == "communes")
        names = {unit.id: unit.name for unit in offer.units}
        everybody = [
            {
                "tenant_id": number,
                "name": names[number],
                "purpose": "carry_out",
                "group": group.name,
            }
            for number in group.unit_ids
        ]
        made = write(Form.PLAN, leader, recipients=everybody)
        drawn = paper(made, leader)
    assert len(made.recipients) == 65
    assert drawn.recipients == ("UBND các xã, phường (t/h)",)


def test_a_unit_is_found_without_diacritics(world: World) -> None:
    leader = world.person(world.province, Role.OFFICER)
    with world.acting(leader):
        offer = addressees.offer(world.province)
    found = offer.named("ubnd xa diem he")
    assert found is not None
    assert found.name == "UBND xã Điềm He"
    assert offer.named("xã Điềm He") == found
    assert offer.named("he") is None


def test_what_is_wrong_is_told_at_the_field(world: World, officer: Person) -> None:
    for values, field in (
        ({"abstract": " "}, "abstract"),
        ({"organ": "SNV"}, "organ"),
        ({"content": {"articles": ["Một"]}}, "content.articles"),
        ({"recipients": [{"tenant_id": 10**9, "name": "Không có"}]}, "recipients.0.tenant_id"),
        ({"capacity": Capacity.BY_ORDER, "signer_name": "A"}, "position"),
    ):
        with pytest.raises(Invalid) as refused, world.acting(officer):
            write(Form.PLAN, officer, **values)
        assert field in refused.value.fields


def test_the_second_of_two_editors_sees_what_differs(world: World, officer: Person) -> None:
    colleague = world.person(officer.tenant, Role.OFFICER)
    with world.acting(officer):
        draft_id = write(Form.PLAN, officer).id
    with world.acting(colleague):
        drafts.revise(
            draft_id=draft_id, version=1, changes={"abstract": "Của người khác"}, by=colleague
        )
    with pytest.raises(Stale) as stale, world.acting(officer):
        drafts.revise(draft_id=draft_id, version=1, changes={"abstract": "Của tôi"}, by=officer)
    assert stale.value.changed == {"Trích yếu": ("Của tôi", "Của người khác")}


def test_a_new_name_leaves_the_capacity(world: World, officer: Person) -> None:
    with world.acting(officer):
        made = write(Form.PLAN, officer, capacity=Capacity.DEPUTY, signer_name="B")
        lines = made.signing_lines
        drafts.revise(draft_id=made.id, version=None, changes={"signer_name": "C"}, by=officer)
        assert (made.signer_name, made.signer_position) == ("C", "PHÓ CHỦ TỊCH")
        assert made.signing_lines == lines
        head = {"capacity": Capacity.HEAD}
        drafts.revise(draft_id=made.id, version=None, changes=head, by=officer)
        assert made.signer_position == "CHỦ TỊCH"
        drafts.revise(draft_id=made.id, version=None, changes={"capacity": None}, by=officer)
        assert (made.signing_lines, made.signer_position) == (None, None)


def test_a_draft_is_copied_and_dropped(world: World, officer: Person) -> None:
    reader = world.person(officer.tenant, Role.CLERK)
    with world.acting(officer):
        draft_id = write(Form.DECISION, officer, capacity=Capacity.HEAD, signer_name="B").id
    with world.acting(reader):
        copy = drafts.copy(draft_id=draft_id, by=reader)
        assert copy.drafted_by == reader.id
        assert (copy.content, copy.signer_name) == (WORDS[Form.DECISION], "B")
    with world.acting(officer):
        drafts.drop(draft_id=draft_id, by=officer)
        drafts.drop(draft_id=draft_id, by=officer)
        assert queries.own(draft_id).state is DraftState.DROPPED
    with pytest.raises(Conflict), world.acting(officer):
        drafts.revise(draft_id=draft_id, version=None, changes={"abstract": "x"}, by=officer)


def test_only_who_has_the_draft_on_the_desk_revises_it(world: World, officer: Person) -> None:
    viewer = world.person(officer.tenant, Role.VIEWER)
    with world.acting(officer):
        draft_id = write(Form.PLAN, officer).id
    with pytest.raises(NotAllowed), world.acting(viewer):
        drafts.revise(draft_id=draft_id, version=None, changes={"abstract": "x"}, by=viewer)
    stranger = world.person(world.communes[0], Role.OFFICER)
    with pytest.raises(NotFound), world.acting(stranger):
        queries.own(draft_id)


def test_lists_are_by_desk_words_and_kind(world: World, officer: Person) -> None:
    colleague = world.person(officer.tenant, Role.OFFICER)
    with world.acting(officer):
        write(Form.PLAN, officer, abstract="Tổ chức hội nghị điển hình")
    with world.acting(colleague):
        write(Form.LETTER, colleague, abstract="Đôn đốc hồ sơ")
    with world.acting(officer):
        mine = queries.listed(queries.Wanted(desk="mine", user_id=officer.id))
        found = queries.listed(queries.Wanted(text="dien hinh HOI NGHI"))
        letters = queries.listed(queries.Wanted(kind=Form.LETTER.kind))
    assert [one.draft.abstract for one in mine.items] == ["Tổ chức hội nghị điển hình"]
    assert [one.draft.abstract for one in found.items] == ["Tổ chức hội nghị điển hình"]
    assert [one.draft.abstract for one in letters.items] == ["Đôn đốc hồ sơ"]


@pytest.mark.parametrize("name", ["A" * 120, "Nguye\u0302\u0303n Va\u0306n A 🎉", "<b>&amp;</b>"])
def test_odd_words_are_drawn(world: World, officer: Person, name: str) -> None:
    with world.acting(officer):
        content = {"addressees": [name] * 40, "body": name}
        many = [{"name": f"{name} {number}", "purpose": "know"} for number in range(40)]
        made = write(Form.LETTER, officer, abstract=name, content=content, recipients=many)
        drawn = paper(made, officer)
    assert pdf.draw(drawn).startswith(b"%PDF")
    assert docx.write(drawn).startswith(b"PK")


def test_an_empty_body_is_drawn(world: World, officer: Person) -> None:
    with world.acting(officer):
        for form in Form:
            made = write(form, officer, content={})
            assert pdf.draw(paper(made, officer)).startswith(b"%PDF")
