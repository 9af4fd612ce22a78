"""Which offices a printed wording names: the wordings of the five plans, and properties of keys."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from app.access.permissions import Role
from app.directory import queries
from app.directory.actions import groups, offices
from app.directory.queries import OfficeRegister
from app.directory.terms import OfficeKind
from app.lib import office_names
from tests.sql import counted
from tests.world import Person, World

GOLDEN = Path(__file__).parents[1] / "intake" / "golden"
VILLAGES = ("Thôn Bản Làn", "Thôn Khòn Pá", "Thôn Nà Lầu", "Thôn Nà Lậu")
SCHOOLS = ("Trường Mầm non Điềm He", "Trường THCS Điềm He")


@pytest.fixture
def officer(world: World) -> Person:
    """Somebody of Điềm He, which has the usual offices, four villages and two schools."""
    person = world.person(world.commune("Điềm He"), Role.OFFICER)
    with world.acting(person):
        offices.add_usual(tenant=person.tenant, by=person)
        for name in VILLAGES:
            offices.add(name=name, kind=OfficeKind.VILLAGE, by=person)
        for name in SCHOOLS:
            offices.add(name=name, kind=OfficeKind.SCHOOL, by=person)
    return person


@pytest.fixture
def register(world: World, officer: Person) -> Iterator[OfficeRegister]:
    """Its offices and groups."""
    with world.acting(officer, read_only=True):
        yield queries.office_register()


def names(register: OfficeRegister, wording: str) -> list[str]:
    return [office.name for office in register.named(wording).offices]


def test_every_office_of_the_real_year_plan_is_known(register: OfficeRegister) -> None:
    plan = json.loads((GOLDEN / "001.json").read_text())
    wordings = {name for task in plan["tasks"] for name in task["offices"]}
    assert len(wordings) >= 7
    unknown = {name for name in wordings if register.named(name).unknown}
    assert unknown == set()


@pytest.mark.parametrize(
    ("wording", "office"),
    [
        ("UBND xã", "Ủy ban nhân dân xã"),
        ("Uỷ ban nhân dân xã Điềm He", "Ủy ban nhân dân xã"),
        ("HĐTĐKT xã", "Hội đồng Thi đua - Khen thưởng xã"),
        ("HĐ TĐKT xã", "Hội đồng Thi đua - Khen thưởng xã"),
        ("Hội đồng thi đua, khen thưởng", "Hội đồng Thi đua - Khen thưởng xã"),
        ("Phòng Văn hoá – Xã hội", "Phòng Văn hóa - Xã hội"),
        ("phòng Văn hóa - Xã hội xã", "Phòng Văn hóa - Xã hội"),
        ("- Phòng VHXH;", "Phòng Văn hóa - Xã hội"),
        ("Văn phòng HĐND&UBND", "Văn phòng HĐND và UBND"),
        ("VP HĐND - UBND xã", "Văn phòng HĐND và UBND"),
        ("Công an", "Công an xã"),
        ("BCH quân sự xã", "Ban Chỉ huy Quân sự xã"),
        ("Uỷ ban Mặt trận Tổ quốc xã", "Ủy ban Mặt trận Tổ quốc Việt Nam xã"),
        ("Đề nghị Ủy ban MTTQ Việt Nam xã", "Ủy ban Mặt trận Tổ quốc Việt Nam xã"),
        ("Ban Xây dựng Đảng", "Ban Xây dựng Đảng"),
        ("Đoàn Thanh niên", "Đoàn TNCS Hồ Chí Minh xã"),
        ("TT PVHCC", "Trung tâm Phục vụ hành chính công"),
    ],
)
def test_one_office_by_its_wordings(register: OfficeRegister, wording: str, office: str) -> None:
    found = register.named(wording)
    assert [one.name for one in found.offices] == [office]
    assert found.unknown == ""
    assert found.groups == ()


def test_another_level_is_another_office(register: OfficeRegister) -> None:
    for wording in ("Công an tỉnh", "UBND tỉnh Lạng Sơn", "Hội đồng TĐKT tỉnh"):
        found = register.named(wording)
        assert found.offices == ()
        assert found.unknown == wording


def test_villages_that_differ_by_a_tone_are_two(register: OfficeRegister) -> None:
    assert names(register, "thôn Nà Lầu") == ["Thôn Nà Lầu"]
    assert names(register, "thôn Nà Lậu") == ["Thôn Nà Lậu"]


def test_groups_expand_into_their_offices(register: OfficeRegister) -> None:
    assert sorted(names(register, "các thôn")) == sorted(VILLAGES)
    assert sorted(names(register, "Các thôn, bản trên địa bàn xã")) == sorted(VILLAGES)
    assert sorted(names(register, "các trường học")) == sorted(SCHOOLS)
    everybody = names(register, "Các cơ quan, đơn vị liên quan")
    assert {"Phòng Kinh tế", "Công an xã", *SCHOOLS} <= set(everybody)
    assert not {"Hội Nông dân xã", "Ban Xây dựng Đảng", *VILLAGES} & set(everybody)


def test_several_names_in_one_wording_are_told_apart(register: OfficeRegister) -> None:
    assert names(register, "Văn phòng HĐND và UBND, Phòng Kinh tế và Công an xã") == [
        "Văn phòng HĐND và UBND",
        "Phòng Kinh tế",
        "Công an xã",
    ]
    mixed = register.named("Phòng Kinh tế, Hạt Kiểm lâm")
    assert [office.name for office in mixed.offices] == ["Phòng Kinh tế"]
    assert mixed.unknown == "Hạt Kiểm lâm"
    whole = register.named("Trung tâm Văn hóa và Truyền thông")
    assert whole.offices == ()
    assert whole.unknown == "Trung tâm Văn hóa và Truyền thông"


def test_party_and_mass_bodies_are_told_by_kind_or_by_name(register: OfficeRegister) -> None:
    asked = ("Ban Xây dựng Đảng", "các đoàn thể", "Công đoàn xã", "Huyện ủy", "Hội Phụ nữ xã")
    assert all(register.named(name).is_party_or_mass for name in asked)
    ordered = ("Phòng Kinh tế", "các thôn", "UBND xã", "Hạt Kiểm lâm")
    assert not any(register.named(name).is_party_or_mass for name in ordered)


def test_clusters_are_nobodys_office(register: OfficeRegister) -> None:
    for wording in ("Thành viên Cụm 4 các xã nội địa", "Thành viên Cụm thi đua Cụm 4"):
        assert register.named(wording).unknown == ""
        assert register.named(wording).offices == ()


def test_a_closed_office_leaves_its_groups_and_keeps_its_name(
    world: World, officer: Person
) -> None:
    with world.acting(officer):
        village = next(one for one in queries.offices() if one.name == VILLAGES[0])
        offices.close(office_id=village.id, by=officer)
    with world.acting(officer, read_only=True):
        register = queries.office_register()
        assert VILLAGES[0] not in names(register, "các thôn")
        assert names(register, VILLAGES[0]) == [VILLAGES[0]]


def test_a_group_of_chosen_offices(world: World, officer: Person) -> None:
    with world.acting(officer):
        by_name = {one.name: one.id for one in queries.offices()}
        chosen = [by_name["Công an xã"], by_name["Ban Chỉ huy Quân sự xã"]]
        groups.add(name="Lực lượng vũ trang", office_ids=chosen, by=officer)
    with world.acting(officer, read_only=True):
        found = queries.office_register().named("các cơ quan, đơn vị; lực lượng vũ trang xã")
        assert {"Công an xã", "Ban Chỉ huy Quân sự xã"} <= {one.name for one in found.offices}
        assert len(found.groups) == 2


def test_the_register_is_read_in_a_fixed_number_of_statements(
    world: World, app: Flask, officer: Person
) -> None:
    with world.acting(officer, read_only=True), counted(app) as few:
        queries.office_register()
    with world.acting(officer):
        for number in range(1, 21):
            offices.add(name=f"Thôn {number}", kind=OfficeKind.VILLAGE, by=officer)
            groups.add(name=f"Nhóm {number}", kinds=[OfficeKind.VILLAGE], by=officer)
    with world.acting(officer, read_only=True), counted(app) as many:
        found = queries.office_register()
    assert len(found.groups) > 20
    assert len(many) == len(few)


WORDS = st.sampled_from(
    ["Phòng", "Văn hoá", "Xã hội", "Kinh tế", "Uỷ ban", "Hội", "thuý", "Thôn", "Nà Lầu", "quỹ"]
)
NAMES = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)


@given(NAMES)
def test_a_key_is_its_own_key(name: str) -> None:
    assert office_names.key(office_names.key(name)) == office_names.key(name)


@given(NAMES, st.sampled_from([" - ", " – ", ", ", " & ", " và ", "  "]), NAMES)
def test_what_stands_between_two_names_does_not_count(first: str, mark: str, second: str) -> None:
    assert office_names.key(first + mark + second) == office_names.key(f"{first} {second}")


@given(NAMES)
def test_capitals_bullets_and_the_place_of_the_tone_do_not_count(name: str) -> None:
    other = name.replace("oá", "óa").replace("uỷ", "ủy").replace("Uỷ", "Ủy").replace("uý", "úy")
    assert office_names.key(f" - {other.upper()}; ") == office_names.key(name)


@settings(max_examples=200)
@given(st.text(max_size=80))
def test_any_text_has_a_key(name: str) -> None:
    assert office_names.key(name) == office_names.key(office_names.key(name))


@given(st.lists(NAMES, min_size=1, max_size=4))
def test_what_is_taken_apart_is_known_or_left(listed: list[str]) -> None:
    known = {office_names.key(listed[0])}
    found, left = office_names.taken_apart(
        ", ".join(listed), lambda name: office_names.key(name) in known
    )
    assert all(office_names.key(name) in known for name in found)
    assert not (not found and not left)
