"""A criteria set goes out as a workbook, is edited in Excel, and comes back."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.access.permissions import Role
from app.clusters.terms import ClusterKind
from app.lib.errors import Conflict, Invalid, Stale
from app.scoring.actions import criteria_sets
from app.scoring.actions import exchange as actions
from app.scoring.exchange import document, reading, writing
from app.scoring.exchange.compare import ChangeKind, compare
from app.scoring.exchange.document import Document
from app.scoring.exchange.known import Known
from app.scoring.models import CriteriaSet, Criterion
from app.scoring.queries import criteria
from app.scoring.queries import exchange as queries
from app.scoring.samples import SAMPLES
from app.scoring.scale import Scale
from tests.scoring import workbooks
from tests.scoring.scenes import YEAR, draft_set
from tests.world import Person, World


def sample(name: str) -> Document:
    """An example set as a document, without a database."""
    head = SAMPLES[name].head(year=YEAR, cluster_kind=ClusterKind.CLUSTER)
    rows, ids = [], {}
    for number, item in enumerate(SAMPLES[name].items, start=1):
        ids[item.code] = number
        parent_id = None if item.parent is None else ids[item.parent]
        rows.append(Criterion(id=number, parent_id=parent_id, position=number, **item.columns()))
    one = CriteriaSet(**{key: value for key, value in vars(head).items()})
    for row in rows:
        row.upstream_task_id = row.due_on = None
    return document.of(Scale.of(one, rows))


def read_back(one: Document, content: bytes) -> reading.Reading:
    """What a workbook of a document says."""
    ids = {node.id for node in one.nodes if node.id is not None}
    return reading.read("bo-tieu-chi.xlsx", content, Known(node_ids=ids))


@pytest.mark.parametrize("name", list(SAMPLES))
def test_what_is_exported_and_not_edited_changes_nothing(name: str) -> None:
    one = sample(name)
    found = read_back(one, writing.as_xlsx(one, {}))
    assert [str(error) for error in found.errors] == []
    assert found.document is not None
    assert compare(one, found.document, {}) == []
    assert found.document.digest == one.digest


def one_sample() -> tuple[Document, workbooks.Book]:
    """The example with every kind of formula, opened in Excel."""
    one = sample("every-kind")
    return one, workbooks.opened(writing.as_xlsx(one, {}))


def changes(one: Document, book: workbooks.Book) -> list[tuple[ChangeKind, str | None, list[str]]]:
    """What an edited workbook would change, with the labels of the fields."""
    found = read_back(one, workbooks.saved(book))
    assert [str(error) for error in found.errors] == []
    assert found.document is not None
    return [
        (each.kind, each.code, [field.label for field in each.fields])
        for each in compare(one, found.document, {})
    ]


def test_every_edit_is_one_change_field_by_field() -> None:
    one, book = one_sample()
    workbooks.put(book, "Tiêu chí", "C.2", "Nội dung", "Mô hình mới")
    workbooks.put(book, "Tiêu chí", "C.2", "Điểm mỗi đơn vị, mỗi lần cộng", 0.25)
    workbooks.put(book, "Phương án", "D.1", "Điểm", 12, nth=1)
    workbooks.put(book, "Bậc điểm", "A.3", "Đến", 60)
    workbooks.put(book, "Bậc điểm", "A.3", "Từ", 60, nth=1)
    workbooks.put(book, "Thông tin chung", "Hạn nộp bảng điểm", "Giá trị", "30/11/2026")
    assert changes(one, book) == [
        (ChangeKind.CHANGED, None, ["Hạn nộp bảng điểm"]),
        (ChangeKind.CHANGED, "A.3", ["Bậc điểm"]),
        (ChangeKind.CHANGED, "C.2", ["Nội dung", "Điểm mỗi đơn vị, mỗi lần cộng"]),
        (ChangeKind.CHANGED, "D.1", ["Danh hiệu, khen thưởng"]),
    ]


def test_rows_are_added_renamed_moved_and_removed() -> None:
    one, book = one_sample()
    tree = book["Tiêu chí"]
    workbooks.put(book, "Tiêu chí", "C.3", "Mã", "C.9")
    added = list(tree[workbooks.line(book, "Tiêu chí", "C.1")])
    added[0], added[2], added[-1] = "A.6", "Tiêu chí mới", ""
    added[1] = "A"
    tree.append(added)
    workbooks.put(book, "Tiêu chí", "A.5", "Mã cấp trên", "C")
    del tree[workbooks.line(book, "Tiêu chí", "A.2")]
    first, second = (workbooks.line(book, "Tiêu chí", code) for code in ("C.1", "C.2"))
    tree[first], tree[second] = tree[second], tree[first]
    assert [(kind, code) for kind, code, _ in changes(one, book)] == [
        (ChangeKind.ADDED, "A.6"),
        (ChangeKind.MOVED, "A.5"),
        (ChangeKind.MOVED, "C.2"),
        (ChangeKind.CHANGED, "C.9"),
        (ChangeKind.REMOVED, "A.2"),
    ]


EDITS: list[tuple[str, Callable[[workbooks.Book], None], str]] = [
    (
        "words where a number is due",
        lambda book: workbooks.put(book, "Tiêu chí", "A.2", "Điểm tối đa", "mười"),
        "Tiêu chí!F4: Không phải là số; xin ghi như 8,5 hoặc 1.234,56.",
    ),
    (
        "a word that is not in the list",
        lambda book: workbooks.put(book, "Tiêu chí", "A.2", "Cách tính", "Theo tỉ lệ"),
        "Tiêu chí!D4: Không có “Theo tỉ lệ”; hãy chọn",
    ),
    (
        "a code twice",
        lambda book: workbooks.put(book, "Tiêu chí", "A.3", "Mã", "a.2"),
        "Tiêu chí!A5: Mã “a.2” đã có ở dòng 4.",
    ),
    (
        "a group that is not there",
        lambda book: workbooks.put(book, "Tiêu chí", "A.2", "Mã cấp trên", "Z"),
        "Tiêu chí!B4: Không có mục “Z” trong trang này.",
    ),
    (
        "a criterion as a group",
        lambda book: workbooks.put(book, "Tiêu chí", "A.2", "Mã cấp trên", "A.3"),
        "Tiêu chí!B4: “A.3” là tiêu chí, không chứa mục con được.",
    ),
    (
        "a group in itself",
        lambda book: workbooks.put(book, "Tiêu chí", "B", "Mã cấp trên", "B"),
        "Tiêu chí!B8: Nằm sâu quá 4 cấp, hoặc là cấp trên của chính nó.",
    ),
    (
        "a column that the formula has not",
        lambda book: workbooks.put(book, "Tiêu chí", "C.1", "Số người khảo sát", 50),
        "Tiêu chí!W11: Cách tính “Đạt / không đạt” không dùng cột này; hãy để trống.",
    ),
    (
        "a day that is none",
        lambda book: workbooks.put(book, "Tiêu chí", "A.2", "Thời hạn", "31/02/2026"),
        "Tiêu chí!K4:",
    ),
    (
        "an answer worth no number",
        lambda book: workbooks.put(book, "Phương án", "B.1", "Điểm", "nhiều"),
        "Phương án!C2: Không phải là số",
    ),
    (
        "steps that leave a gap",
        lambda book: workbooks.put(book, "Bậc điểm", "A.3", "Đến", 40),
        "Bậc điểm!A2: Giá trị từ 40 đến dưới 50 không thuộc khoảng nào.",
    ),
    (
        "a step of a criterion that is not there",
        lambda book: book["Bậc điểm"].append(["Z.1", 0, "", "từ … đến dưới …", 1]),
        "Bậc điểm!A5: Không có tiêu chí “Z.1” ở trang “Tiêu chí”.",
    ),
    (
        "a tie by what is not there",
        lambda book: book["Khi bằng điểm"].append(["Z"]),
        "Khi bằng điểm!A4: Không có mục “Z” ở trang “Tiêu chí”.",
    ),
    (
        "a quota of nothing",
        lambda book: book["Khen thưởng"].append(["Cờ", 0, "", "Toàn tỉnh"]),
        "Khen thưởng!A4: Số lượng đề nghị phải là số nguyên lớn hơn 0.",
    ),
    (
        "a cluster of nobody",
        lambda book: book["Cụm áp dụng"].append(["Cụm lạ"]),
        "Cụm áp dụng!A2: Không có cụm, khối này trong năm và loại của bộ tiêu chí.",
    ),
    (
        "a head without a title",
        lambda book: workbooks.put(book, "Thông tin chung", "Tên bộ tiêu chí", "Giá trị", ""),
        "Thông tin chung!B2: Cần ghi tên bộ tiêu chí.",
    ),
    (
        "a column that was taken away",
        lambda book: book["Mức xếp loại"][0].__setitem__(0, "Tên khác"),
        "Mức xếp loại: Thiếu cột “Tên mức”; xin giữ nguyên dòng tiêu đề.",
    ),
    (
        "a sheet that was taken away",
        lambda book: book.__delitem__("Hạ mức"),
        "Hạ mức: Tệp thiếu trang này; hãy xuất lại tệp rồi sửa.",
    ),
]


@pytest.mark.parametrize(
    ("edit", "said"), [row[1:] for row in EDITS], ids=[row[0] for row in EDITS]
)
def test_an_error_is_named_by_sheet_and_cell(
    edit: Callable[[workbooks.Book], None], said: str
) -> None:
    one, book = one_sample()
    edit(book)
    found = read_back(one, workbooks.saved(book))
    assert found.document is None
    assert str(found.errors[0]).startswith(said)


def test_a_formula_that_a_person_types_stays_words() -> None:
    one, book = one_sample()
    workbooks.put(book, "Tiêu chí", "A.2", "Nội dung", "=1+1")
    found = read_back(one, workbooks.saved(book))
    assert found.document is not None
    again = workbooks.opened(writing.as_xlsx(found.document, {}))
    assert again["Tiêu chí"][workbooks.line(again, "Tiêu chí", "A.2")][2] == "=1+1"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    name=st.sampled_from(sorted(SAMPLES)),
    texts=st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=60),
        min_size=3,
        max_size=3,
    ),
    points=st.decimals(0, 99999, places=3),
    data=st.data(),
)
def test_whatever_a_set_says_comes_back_as_it_was(
    name: str, texts: list[str], points: Any, data: st.DataObject
) -> None:
    one = sample(name)
    at = data.draw(st.integers(0, len(one.nodes) - 1))
    node = one.nodes[at]
    content = document.tidy_node(
        replace(
            node.content,
            text=f"N {texts[0]} N",
            guidance=texts[1],
            weight=points / 100 + 1 if points < 90000 else node.content.weight,
        ),
        group_part=None,
    )
    content = replace(content, weight=content.weight.quantize(Decimal("0.001")))
    head = document.tidy_head(replace(one.head, title=f"T {texts[2]} T", bonus_cap=points))
    nodes = (*one.nodes[:at], replace(node, content=content), *one.nodes[at + 1 :])
    changed = Document(head, nodes)
    found = read_back(changed, writing.as_xlsx(changed, {}))
    assert [str(error) for error in found.errors] == []
    assert found.document is not None
    assert compare(changed, found.document, {}) == []


@pytest.fixture
def leader(world: World) -> Person:
    """A leader of the province."""
    return world.person(world.province, Role.OFFICER, Role.LEADER)


def test_an_edited_workbook_is_taken_over_as_its_dry_run_said(world: World, leader: Person) -> None:
    with world.acting(leader):
        found = criteria_sets.draft_sample(
            year=YEAR, cluster_kind=ClusterKind.CLUSTER, sample="every-kind", by=leader
        )
        set_id = found.id
    with world.acting(leader):
        old = {one.code: one.id for one in criteria.criteria(set_id)}
        book = workbooks.opened(queries.workbook(set_id))
        tree = book["Tiêu chí"]
        for before, after in (("C.1", "C.t"), ("C.2", "C.1"), ("C.t", "C.2")):
            workbooks.put(book, "Tiêu chí", before, "Mã", after)
        workbooks.put(book, "Tiêu chí", "A.2", "Mã cấp trên", "C")
        removed = workbooks.line(book, "Tiêu chí", "B")
        del tree[removed : removed + 2]
        del book["Phương án"][1:4]
        del book["Minh chứng điều kiện"][1:]
        del book["Khi bằng điểm"][2:]
        content = workbooks.saved(book)
        reading_, there, dry = queries.read(set_id, "bo.xlsx", content)
        assert [str(error) for error in reading_.errors] == []
        kinds = {(one.kind, one.code) for one in dry}
        assert (ChangeKind.REMOVED, "B") in kinds
        assert (ChangeKind.MOVED, "A.2") in kinds
        digest = there.digest
    with world.acting(leader):
        actions.take_over(set_id=set_id, name="bo.xlsx", content=content, digest=digest, by=leader)
    with world.acting(leader):
        new = {one.code: one for one in criteria.criteria(set_id)}
        assert (new["C.1"].id, new["C.2"].id) == (old["C.2"], old["C.1"])
        assert new["A.2"].parent_id == old["C"]
        assert "B" not in new
        assert "B.1" not in new
        assert criteria.criteria_set(set_id).tie_chain == ["A.1"]
        _, _, again = queries.read(set_id, "bo.xlsx", queries.workbook(set_id))
        assert again == []
    with world.acting(leader), pytest.raises(Stale):
        actions.take_over(set_id=set_id, name="bo.xlsx", content=content, digest=digest, by=leader)


def test_an_issued_set_is_not_imported_into(world: World, leader: Person) -> None:
    set_id, _ = draft_set(world, leader)
    with world.acting(leader):
        content, digest = queries.workbook(set_id), queries.stored(set_id).digest
        criteria_sets.issue(set_id=set_id, by=leader)
    with world.acting(leader), pytest.raises(Conflict):
        actions.take_over(set_id=set_id, name="b.xlsx", content=content, digest=digest, by=leader)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bo.xlsx", b""),
        ("bo.xlsx", b"khong phai excel"),
        ("bo.xlsx", b"PK\x03\x04 hong"),
        ("bo.pdf", b"%PDF-1.4\n"),
        ("bo.txt", "Bộ tiêu chí".encode()),
    ],
)
def test_what_is_no_workbook_is_refused_at_the_file(name: str, content: bytes) -> None:
    with pytest.raises(Invalid) as raised:
        reading.read(name, content, Known())
    assert list(raised.value.fields) == ["file"]


def test_an_archive_that_unpacks_to_too_much_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("xl/workbook.xml", b"0" * (60 * 1024 * 1024))
    with pytest.raises(Invalid) as raised:
        reading.read("bo.xlsx", packed.getvalue(), Known())
    assert list(raised.value.fields) == ["file"]


def test_the_pages_export_show_and_apply(world: World, leader: Person) -> None:
    set_id, _ = draft_set(world, leader)
    client = world.client(leader)
    path = f"/criteria-sets/{set_id}"
    content = client.get(f"{path}/workbook").get_data()
    book = workbooks.opened(content)
    workbooks.put(book, "Tiêu chí", "I.1", "Nội dung", "Chỉ tiêu mới")
    empty = client.send(f"{path}/workbooks", {})
    assert (empty.status_code, "Hãy chọn tệp Excel" in empty.get_data(as_text=True)) == (422, True)
    bad = {"file": (io.BytesIO(b"khong phai"), "bo.xlsx")}
    assert client.send(f"{path}/workbooks", bad).status_code == 422
    good = {"file": (io.BytesIO(workbooks.saved(book)), "bo.xlsx")}
    shown = client.send(f"{path}/workbooks", good)
    assert shown.status_code == 303
    page = client.get(shown.headers["Location"]).get_data(as_text=True)
    assert "Chỉ tiêu mới" in page
    digest = re.search(r'name="digest" value="(\w+)"', page)
    assert digest is not None
    stale = client.send(f"{shown.headers['Location']}/application", {"digest": "cũ"})
    assert stale.status_code == 412
    done = client.send(f"{shown.headers['Location']}/application", {"digest": digest[1]})
    assert done.status_code == 303
    assert "Chỉ tiêu mới" in client.get(path).get_data(as_text=True)
    same = client.get(shown.headers["Location"]).get_data(as_text=True)
    assert "Tệp giống hệt bộ tiêu chí hiện nay" in same


def test_the_api_exports_shows_and_applies(world: World, leader: Person) -> None:
    set_id, _ = draft_set(world, leader)
    client = world.client(leader)
    path = f"/api/v1/criteria-sets/{set_id}"
    out = client.call("GET", f"{path}/workbook")
    book = workbooks.opened(out.get_data())
    workbooks.put(book, "Mức xếp loại", "Tốt", "Tính", "Trên")

    def send(method: str, to: str, **more: Any) -> Any:
        files = {"file": (io.BytesIO(workbooks.saved(book)), "bo.xlsx")}
        return client.call(method, to, data=files, **more)

    dry = send("POST", f"{path}/workbook-changes")
    assert dry.status_code == 200
    assert dry.headers["ETag"] == out.headers["ETag"]
    assert dry.json["errors"] == []
    assert [one["label"] for one in dry.json["changes"][0]["fields"]] == ["Mức xếp loại"]
    assert send("PUT", f"{path}/workbook").status_code == 428
    tag = {"If-Match": dry.headers["ETag"]}
    done = send("PUT", f"{path}/workbook", headers=tag)
    assert (done.status_code, done.json["bands"][1]["above"]) == (200, True)
    assert send("PUT", f"{path}/workbook", headers=tag).status_code == 412
    workbooks.put(book, "Tiêu chí", "I.1", "Điểm tối đa", "mười")
    wrong = send("POST", f"{path}/workbook-changes")
    assert wrong.json["errors"][0]["cell"] == "F3"


def test_others_read_an_issued_workbook_and_no_draft(world: World, leader: Person) -> None:
    set_id, _ = draft_set(world, leader)
    member = world.client(world.person(world.communes[0], Role.OFFICER))
    assert member.get(f"/criteria-sets/{set_id}/workbook").status_code == 404
    with world.acting(leader):
        criteria_sets.issue(set_id=set_id, by=leader)
    assert member.get(f"/criteria-sets/{set_id}/workbook").status_code == 200
    assert member.get(f"/criteria-sets/{set_id}/workbooks").status_code == 403
