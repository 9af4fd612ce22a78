"""A paper reaches whom it names: in Kính gửi, in an article, as a group, as a cluster."""

from dataclasses import replace
from typing import Any

from werkzeug.datastructures import MultiDict

from app.access.permissions import Role
from app.correspondence.models import PaperRecipient
from app.correspondence.queries import drafts
from app.correspondence.queries.addressees import Group, Offer, Unit
from app.correspondence.schemas import recipient_forms
from app.correspondence.terms import Content, Form
from app.registers.models import OutgoingPaper
from tenants.db import db
from tenants.models import TenantKind
from tests.correspondence import desks, issued
from tests.correspondence.test_drafts_pages import DECISION
from tests.scoring import scenes
from tests.world import Person, World

C = TenantKind.COMMUNE
UNITS = (
    Unit(1, "UBND tỉnh Lạng Sơn", TenantKind.PROVINCE, ("Sở Nội vụ",)),
    Unit(2, "Sở Y tế", TenantKind.DEPARTMENT),
    Unit(3, "UBND xã Yên Bình", C),
    Unit(4, "UBND xã Yên Bình Hải", C),
    Unit(5, "UBND phường Kỳ Lừa", C),
)
OFFER = Offer(UNITS, (Group("cluster-7", "Cụm thi đua số 1", (3, 5, 99)),))


def test_a_sentence_names_units() -> None:
    for text, ids in (
        ("Chánh Văn phòng, Giám đốc Sở Y tế chịu trách nhiệm", [2]),
        ("Giám đốc SỞ NỘI VỤ và Chủ tịch Ủy ban nhân dân xã Yên Bình Hải", [1, 4]),
        ("Sở Y tế tỉnh Lạng Sơn", [2]),
        ("Chủ tịch UBND tỉnh Lạng Sơn", [1]),
        ("Chủ tịch UBND các xã, phường", [3, 4, 5]),
        ("các đơn vị thuộc Cụm thi đua số 1", [3, 5]),
        ("Thủ trưởng các đơn vị liên quan", []),
        ("", []),
    ):
        assert OFFER.mentioned(text) == ids, text


def rows(form: Form = Form.DECISION, content: Content | None = None, **typed: str) -> list[Any]:
    given: Any = MultiDict({name.replace("_", "-"): value for name, value in typed.items()})
    return recipient_forms.recipients(given, OFFER, content or Content(), form)


def test_as_in_article_3_is_sent_to_whom_the_article_names_unless_it_is_skipped() -> None:
    said = "Sở Y tế, Sở Nội vụ, UBND xã Yên Bình chịu trách nhiệm thi hành."
    content = Content(articles=("Tặng Giấy khen.\nĐiều 2. Hiệu lực.\nĐiều 3. " + said,))
    more = {"more-recipients": "- Như Điều 3;\n- Sở Y tế (b/c);"}
    found = rows(content=content, **more)
    assert [(one["tenant_id"], one.get("group")) for one in found] == [
        (1, "Như Điều 3"),
        (3, "Như Điều 3"),
        (2, None),
    ]
    shown = recipient_forms.rows_of(found)
    assert [(row["name"], row.get("named")) for row in shown] == [
        ("Như Điều 3", "1"),
        ("Sở Y tế", None),
    ]
    skipped = {"recipients-0-name": "Như Điều 3", "recipients-0-asked": "1"}
    (alone,) = rows(content=content, **skipped)
    assert (alone["name"], alone["tenant_id"]) == ("Như Điều 3", None)
    assert recipient_forms.rows_of([alone])[0]["asked"] == "1"


def test_a_group_typed_by_its_name_is_the_group() -> None:
    found = rows(**{"more-recipients": "cum thi dua so 1 (p/h)"})
    assert [(one["tenant_id"], one["group"], one["purpose"]) for one in found] == [
        (3, "Cụm thi đua số 1", "coordinate"),
        (5, "Cụm thi đua số 1", "coordinate"),
    ]


def test_a_letter_reaches_whom_it_addresses_an_invitation_the_units_that_it_invites() -> None:
    content = Content(addressees=("UBND các xã, phường", "Báo Lạng Sơn"))
    found = rows(Form.LETTER, content, **{"more-recipients": "Ủy ban nhân dân xã Yên Bình"})
    assert [(one["tenant_id"], one.get("group")) for one in found] == [
        (3, None),
        (4, "Như trên"),
        (5, "Như trên"),
    ]
    assert [row["name"] for row in recipient_forms.rows_of(found)] == ["UBND xã Yên Bình"]
    invited = rows(Form.INVITATION, content)
    assert [(one["tenant_id"], one["group"]) for one in invited] == [
        (3, "Như trên"),
        (4, "Như trên"),
        (5, "Như trên"),
    ]
    assert rows(Form.INVITATION, content, **{"addressees-asked": "1"}) == []
    ticked = {"addressees-asked": "1", "addressees-named": "1"}
    assert rows(Form.INVITATION, content, **ticked) == invited


def test_a_superior_gets_a_paper_as_a_report_unless_somebody_says_otherwise() -> None:
    above = replace(UNITS[0], is_above=True)
    offer = Offer((above, *UNITS[1:]))
    given: Any = MultiDict([("pick", "1"), ("pick", "2")])

    def purposes(typed: Any) -> list[str]:
        found = recipient_forms.recipients(typed, offer, Content(), Form.DECISION)
        return [one["purpose"] for one in found]

    assert purposes(given) == ["report", "carry_out"]
    given["pick-purpose"] = "know"
    assert purposes(given) == ["know", "know"]
    assert purposes(MultiDict({"more-recipients": "UBND tỉnh\nSở Y tế"})) == ["report", "know"]


def test_an_office_is_found_by_the_names_that_papers_print(world: World) -> None:
    commune, other = world.commune("Điềm He"), world.commune("Tri Lễ")
    found = issued.paper(world, commune)
    province = world.province
    for words, unit, purpose in (
        ("Ủy ban nhân dân tỉnh Lạng Sơn", province, "report"),
        ("UBND tỉnh", province, "report"),
        ("uỷ ban nhân dân tỉnh", province, "report"),
        ("Sở Nội vụ", province, "report"),
        ("lang son", province, "report"),
        ("UBND xã Tri Lễ", other, "carry_out"),
        ("Chủ tịch UBND xã Tri Lễ", other, "carry_out"),
        ("tri le", other, "carry_out"),
    ):
        page = text_of(world, found.clerk, f"/correspondence/outgoing/{found.id}?unit={words}")
        assert f'name="tenant_ids" value="{unit.id}"' in page, words
        form = page[page.index("f-purpose-units") :]
        assert f'<option value="{purpose}" selected' in form[: form.index("</select>")], words
    for words in ("UBND", "UBND tỉnh Cao Bằng", "%"):
        page = text_of(world, found.clerk, f"/correspondence/outgoing/{found.id}?unit={words}")
        assert 'name="tenant_ids"' not in page, words


def test_invited_units_receive_the_invitation_and_each_guest_has_a_copy(world: World) -> None:
    at = desks.office(world)
    client = world.client(at.drafter)
    given = {
        "form": "invitation",
        "organ": "UBND",
        "abstract": "Dự hội nghị tổng kết phong trào thi đua",
        "content-addressees": "UBND xã Tri Lễ\nÔng Hoàng Văn Thụ\nSở Nội vụ",
    }
    made = client.send("/correspondence/drafts", given)
    assert made.status_code == 303
    editor = client.get(made.headers["Location"] + "/text").get_data(as_text=True)
    label = "Gửi cho 2 đơn vị được nêu: UBND tỉnh Lạng Sơn; UBND xã Tri Lễ"
    assert label in editor
    box = editor[: editor.index(label)].rsplit("<input", 1)[1]
    assert "checked" in box
    draft_id = int(made.headers["Location"].rsplit("/", 1)[1])
    with world.acting(at.drafter):
        kept = drafts.own(draft_id).recipients
    assert [one["name"] for one in kept] == ["UBND tỉnh Lạng Sơn", "UBND xã Tri Lễ"]
    skipped = {**given, "version": "1", "addressees-asked": "1"}
    assert client.send(made.headers["Location"] + "/text", skipped).status_code == 303
    editor = client.get(made.headers["Location"] + "/text").get_data(as_text=True)
    assert "checked" not in editor[: editor.index(label)].rsplit("<input", 1)[1]
    with world.acting(at.drafter):
        assert drafts.own(draft_id).recipients == []


def test_the_copies_of_guests_are_printed_from_the_issued_invitation(world: World) -> None:
    at = desks.office(world)
    content = {
        "addressees": ["UBND xã Tri Lễ", "Ông Hoàng Văn Thụ"],
        "event": "Hội nghị",
        "begun": "08 giờ",
        "venue": "Hội trường",
    }
    paper_id = desks.issued(world, at, Form.INVITATION, content=content)
    path = f"/correspondence/outgoing/{paper_id}"
    world.work()
    assert "In giấy mời từng người" in text_of(world, at.clerk, path)
    plan_id = desks.issued(world, at)
    other = text_of(world, at.clerk, f"/correspondence/outgoing/{plan_id}")
    assert "In giấy mời từng người" not in other


def test_what_only_points_into_the_paper_is_printed_and_sent_to_nobody(world: World) -> None:
    at = desks.office(world)
    paper_id = desks.issued(world, at, Form.DECISION)
    with world.acting(at.clerk):
        kept = db.session.query(PaperRecipient).filter_by(paper_id=paper_id).all()
        printed = db.session.get_one(OutgoingPaper, paper_id).recipients
    assert (kept, printed) == ([], "Như Điều 2")


def test_the_editor_offers_to_send_to_whom_the_article_names(world: World) -> None:
    officer = world.person(world.commune("Điềm He"), Role.OFFICER)
    client = world.client(officer)
    articles = {"articles-1-text": "Sở Nội vụ, UBND xã Tri Lễ thi hành quyết định này."}
    rows = {"recipients-0-name": "Như Điều 2", "recipients-0-purpose": "report"}
    made = client.send("/correspondence/drafts", {**DECISION, **articles, **rows})
    assert made.status_code == 303, made.get_data(as_text=True)[-2000:]
    path = made.headers["Location"]
    editor = client.get(path + "/text").get_data(as_text=True)
    assert "Gửi cho 2 đơn vị được nêu: UBND tỉnh Lạng Sơn; UBND xã Tri Lễ" in editor
    with world.acting(officer):
        kept = drafts.own(int(path.rsplit("/", 1)[1])).recipients
    assert [one["name"] for one in kept] == ["UBND tỉnh Lạng Sơn", "UBND xã Tri Lễ"]


def text_of(world: World, by: Person, path: str) -> str:
    answer = world.client(by).get(path)
    assert answer.status_code == 200, path
    return answer.get_data(as_text=True)


def test_a_paper_is_carried_out_by_another_that_cites_it(world: World) -> None:
    at = desks.office(world)
    recipients = [{"name": "Các thôn", "purpose": "carry_out"}, {"name": "Sở Nội vụ"}]
    paper_id = desks.issued(world, at, recipients=recipients)
    hub = text_of(world, at.drafter, f"/correspondence/outgoing/{paper_id}")
    assert f"/correspondence/drafts/new?cites={paper_id}" in hub
    choice = text_of(world, at.drafter, f"/correspondence/drafts/new?cites={paper_id}")
    assert f"form=letter&amp;cites={paper_id}" in choice
    path = f"/correspondence/drafts/new?cites={paper_id}&form="
    letter = text_of(world, at.drafter, f"{path}letter")
    assert "triển khai thực hiện Kế hoạch số 01/KH-UBND</textarea>" in letter
    assert "Thực hiện Kế hoạch số 01/KH-UBND ngày " in letter
    assert "của Ủy ban nhân dân xã Điềm He về việc công tác thi đua, khen thưởng" in letter
    assert "Các thôn</textarea>" in letter
    assert 'value="Sở Nội vụ"' in letter
    decision = text_of(world, at.drafter, f"{path}decision")
    assert "Căn cứ Kế hoạch số 01/KH-UBND ngày " in decision
    for form in Form:
        text_of(world, at.drafter, path + form.value)
    stranger = world.person(world.commune("Kiên Mộc"), Role.OFFICER)
    assert world.client(stranger).get(f"{path}letter").status_code == 404


def test_who_received_a_paper_answers_its_issuer(world: World) -> None:
    commune = world.commune("Điềm He")
    found = issued.paper(world, abstract="Tổng kết phong trào thi đua")
    page = f"/correspondence/outgoing/{found.id}"
    client = world.client(found.clerk)
    given = {"tenant_ids": str(commune.id), "purpose": "carry_out"}
    assert client.send(f"{page}/recipients", given).status_code == 303
    assert client.send(f"{page}/dispatch", {}).status_code == 303
    officer = world.person(commune, Role.OFFICER)
    report = f"/correspondence/drafts/new?cites={found.id}&form=report"
    text = text_of(world, officer, report)
    assert "Ủy ban nhân dân tỉnh Lạng Sơn</textarea>" in text
    assert "báo cáo kết quả như sau:" in text


def test_a_whole_cluster_is_picked_in_the_editor_and_from_its_page(world: World) -> None:
    scene = scenes.make_scene(world, (4,))
    key = f"cluster-{scene.cluster_ids[0]}"
    officer = world.person(world.province, Role.OFFICER)
    client = world.client(officer)
    assert f"to={key}" in text_of(world, officer, f"/clusters/{scene.cluster_ids[0]}")
    text = text_of(world, officer, f"/correspondence/drafts/new?to={key}&form=decision")
    assert f'name="pick-groups" value="{key}"' in text
    assert "Gồm 4 đơn vị trong hệ thống" in text
    given = {**DECISION, "organ": "UBND", "pick-groups": key, "pick-purpose": "carry_out"}
    made = client.send("/correspondence/drafts", given)
    assert made.status_code == 303, made.get_data(as_text=True)[-2000:]
    with world.acting(officer):
        kept = drafts.own(int(made.headers["Location"].rsplit("/", 1)[1])).recipients
    assert len([one for one in kept if one.get("group")]) == 4


def test_the_book_says_where_copies_lie_and_how_many_there_are(world: World) -> None:
    at = desks.office(world)
    recipients = [
        {"name": "UBND tỉnh", "tenant_id": world.province.id, "purpose": "report"},
        {"name": "Các thôn", "copies": 5},
        {"name": "Báo Lạng Sơn", "email": "bao@example.vn"},
        {"name": "Công an xã"},
    ]
    paper_id = desks.issued(world, at, unit="VHXH", archive="VT", recipients=recipients)
    with world.acting(at.clerk):
        line = db.session.get_one(OutgoingPaper, paper_id)
        assert (line.archive, line.copies) == ("VT, VHXH", 8)
