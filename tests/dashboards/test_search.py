"""Search: without diacritics, by groups and pages, and nothing that is not for the reader."""

import re
from datetime import date

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from app.access.permissions import Role
from app.dashboards.queries import matching
from app.lib import clock
from app.lib.text import fold
from app.plans import actions
from app.plans.actions import TaskContent
from tests.plans import cascade
from tests.plans.samples import a_plan
from tests.sql import counted
from tests.world import Person, World

LETTERS = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ"
vietnamese = st.text(alphabet=LETTERS + LETTERS.upper() + " -/.,0123456789", min_size=1)


@for_all(vietnamese, st.data())
def test_a_word_is_found_as_fold_says(text: str, data: st.DataObject) -> None:
    words = fold(text).split()
    for word in words:
        assert re.search(matching.pattern(word), text)
    other = data.draw(st.sampled_from(["diem", "ke-hoach", "01/kh", "(", "a.c", "[x", "đ*"]))
    folded = fold(other)
    assert bool(re.search(matching.pattern(folded), text)) == (folded in fold(text))


def test_a_query_has_few_words_and_no_end() -> None:
    assert matching.words("  Điềm   HE điềm ") == ["diem", "he"]
    assert len(matching.words(" ".join(str(n) for n in range(99)))) == matching.MOST_WORDS
    assert len(matching.words("a" * 5000)[0]) == matching.LONGEST_QUERY


def _search(world: World, person: Person, **query: object) -> dict[str, list[str]]:
    """Titles by group."""
    answer = world.client(person).get("/api/v1/search", query_string=query)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return {
        group["group"]: [item["title"] for item in group["items"]]
        for group in answer.get_json()["groups"]
    }


def test_plans_and_tasks_are_found_without_diacritics(world: World) -> None:
    given = cascade.issued(world)
    leader = given.leader
    found = _search(world, leader, q="so ket 6 THANG")
    assert found["tasks"] == ["Báo cáo sơ kết 6 tháng đầu năm"]
    assert _search(world, leader, q="Sở Nội vụ")["tasks"] == [
        "Báo cáo tổng kết công tác thi đua, khen thưởng năm 2025"
    ]
    assert _search(world, leader, q="01/kh-ubnd 2026")["plans"] == [
        "Công tác thi đua, khen thưởng năm 2026"
    ]
    assert _search(world, leader, q="khen thuong xyz")["plans"] == []
    page = world.client(leader).get("/search?q=so ket 6 thang").get_data(as_text=True)
    assert "Báo cáo sơ kết 6 tháng đầu năm" in page
    assert "Quý II năm 2026 · Tỉnh Lạng Sơn" in page


def test_decomposed_letters_and_signs_are_found_as_typed(world: World) -> None:
    leader = world.person(world.province)
    with clock.fixed(date(2026, 1, 4)), world.acting(leader):
        actions.draft(
            content=a_plan(title="Tie\u0302\u0301p ca\u0323\u0302n 100% (đợt 1) [a.b]"), by=leader
        )
    for typed in ("tiếp cận", "tiep can", "100%", "(dot 1)", "[a.b]"):
        assert len(_search(world, leader, q=typed)["plans"]) == 1, typed
    for typed in ("axb", "10.%", ".*"):
        assert _search(world, leader, q=typed)["plans"] == [], typed


def test_the_database_decides_what_is_found(world: World) -> None:
    given = cascade.issued(world, [world.commune("Điềm He"), world.commune("Đình Lập")])
    mine = world.person(world.commune("Điềm He"), name="Lộc Thị Mai")
    neighbour = world.person(world.commune("Đình Lập"))
    stranger = world.person(world.commune("Kiên Mộc"))
    own = cascade.derived(world, given, mine)
    with world.acting(mine):
        actions.edit(
            plan_id=own, version=1, changes={"title": "Kế hoạch riêng chưa ban hành"}, by=mine
        )
    for person, plans in ((mine, 1), (neighbour, 0), (stranger, 0), (given.leader, 0)):
        assert len(_search(world, person, q="riêng chưa ban hành")["plans"]) == plans
    assert _search(world, stranger, q="thi đua") == {
        "plans": [],
        "tasks": [],
        "units": [],
        "people": [],
    }
    assert len(_search(world, neighbour, q="thi đua")["plans"]) == 1
    assert _search(world, mine, q="loc thi mai")["people"] == ["Lộc Thị Mai"]
    assert _search(world, neighbour, q="loc thi mai")["people"] == []


def test_units_above_and_below(world: World) -> None:
    leader = world.person(world.province)
    assert _search(world, leader, q="diem he")["units"] == ["Xã Điềm He", "Xã Điềm He"]
    page = world.client(leader).get("/search?q=diem he").get_data(as_text=True)
    assert "đã kết thúc hoạt động ngày 30/06/2025" in page
    commune = world.person(world.commune("Điềm He"))
    assert _search(world, commune, q="lang son")["units"] == ["Tỉnh Lạng Sơn"]
    assert _search(world, commune, q="dinh lap")["units"] == []
    operator = world.person(world.platform, Role.OPERATOR)
    found = _search(world, operator, q="dinh lap")
    assert "Xã Đình Lập" in found["units"]
    assert "plans" not in found


def test_pages_of_one_group_one_statement_per_group(world: World) -> None:
    tasks = [TaskContent(quarter=1, text=f"Thi đua số {number:02d}") for number in range(45)]
    leader = cascade.issued(world, [], tasks=tasks).leader
    client = world.client(leader)
    page = client.get("/search?q=thi dua so").get_data(as_text=True)
    assert "Nhiệm vụ (45)" in page
    assert "Xem cả 45" in page
    third = client.get("/search?q=thi dua so&group=tasks&page=3").get_data(as_text=True)
    assert "Thi đua số 44" in third
    assert "Thi đua số 39" not in third
    assert "Trang 3/3" in third
    costs = []
    for path in ("/search?q=", "/search?q=thi dua&group=tasks", "/search?q=thi dua"):
        with counted(world.app) as statements:
            client.get(path)
        costs.append(len(statements))
    assert [cost - costs[0] for cost in costs] == [0, 1, 4]


@pytest.mark.parametrize("typed", ["", "   ", "%%%", "\\", "'; DROP TABLE plans; --", "a\x01b"])
def test_whatever_is_typed_a_page_comes(world: World, typed: str) -> None:
    client = world.client(world.person(world.province))
    assert client.get("/search", query_string={"q": typed}).status_code == 200


def test_the_api_refuses_what_it_does_not_know(world: World) -> None:
    client = world.client(world.person(world.province))
    assert client.get("/api/v1/search").status_code == 422
    assert client.get("/api/v1/search?q=a&group=files").status_code == 422
    assert client.get("/api/v1/search?q=a&page=0").status_code == 422
    assert client.get("/search?q=a&group=files&page=x").status_code == 200
    assert world.client().get("/api/v1/home").status_code == 401
