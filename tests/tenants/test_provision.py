"""Provinces with all their units from the official list."""

from collections.abc import Iterator

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from app.lib.errors import Conflict, NotFound
from tenants import provision
from tenants.db import db, refuse
from tenants.models import Succession, Tenant, TenantKind
from tests.world import World

ALL = [row["code"] for row in provision.read("provinces")]
NEW_YEN_BAI = "15"


@pytest.fixture
def scratch(world: World) -> Iterator[World]:
    """A transaction on the platform that leaves nothing behind."""
    with world.on_platform():
        yield world
        refuse()


def count(kind: TenantKind, *, closed: bool) -> int:
    ended = Tenant.valid_to.is_not(None) if closed else Tenant.valid_to.is_(None)
    return db.session.scalar(select(func.count()).where(Tenant.kind == kind, ended)) or 0


def names(province: str, kind: TenantKind, *, closed: bool) -> set[str]:
    above = aliased(Tenant)
    ended = Tenant.valid_to.is_not(None) if closed else Tenant.valid_to.is_(None)
    return set(
        db.session.scalars(
            select(Tenant.name)
            .join(above, above.id == Tenant.parent_id)
            .where(above.name == province, Tenant.kind == kind, ended)
        )
    )


def test_all_provinces_have_all_their_communes_with_unique_codes(scratch: World) -> None:
    counts = [provision.province(code) for code in ALL]
    assert len(counts) == 34
    assert sum(one.communes for one in counts) == 3321
    assert count(TenantKind.COMMUNE, closed=False) == 3321
    assert count(TenantKind.COMMUNE, closed=True) == 10051
    assert count(TenantKind.DISTRICT, closed=True) == 696
    assert count(TenantKind.DISTRICT, closed=False) == 0
    assert count(TenantKind.PROVINCE, closed=False) == 34
    assert count(TenantKind.PROVINCE, closed=True) == 52
    codes = db.session.scalar(
        select(func.count(Tenant.code.distinct())).where(
            Tenant.kind == TenantKind.COMMUNE, Tenant.valid_to.is_(None)
        )
    )
    assert codes == 3321
    listed = len(provision.read("lineage_2025-07-01"))
    assert db.session.scalar(select(func.count()).select_from(Succession)) == listed + 52 + 5
    orphans = db.session.scalar(
        select(func.count()).where(
            Tenant.kind.in_((TenantKind.COMMUNE, TenantKind.DISTRICT)),
            Tenant.parent_id.is_(None) | Tenant.province_id.is_(None),
        )
    )
    assert orphans == 0


def test_running_it_again_adds_nothing(world: World) -> None:
    with world.on_platform():
        before = db.session.scalar(select(func.count()).select_from(Tenant))
        again = provision.province("20")
        assert again.added == 0
        assert db.session.scalar(select(func.count()).select_from(Tenant)) == before
    assert (again.communes, again.districts) == (65, 11)


def test_it_adds_only_what_is_missing(scratch: World) -> None:
    hue = provision.province("46")
    assert hue.added == 1 + hue.communes + hue.districts + hue.old_communes


def test_a_province_that_was_not_merged_goes_on(world: World) -> None:
    with world.on_platform():
        assert count(TenantKind.PROVINCE, closed=True) == 0
    assert "Huyện Bình Gia" in _district_names(world)


def _district_names(world: World) -> set[str]:
    with world.on_platform():
        return names("Tỉnh Lạng Sơn", TenantKind.DISTRICT, closed=True)


def test_a_merged_province_does_not_inherit_the_history_of_the_one_with_its_code(
    scratch: World,
) -> None:
    """Lào Cai of today carries the code of the former Yên Bái; both came before it."""
    provision.province(NEW_YEN_BAI)
    old = aliased(Tenant)
    before = {
        tuple(row)
        for row in db.session.execute(
            select(old.name, old.code)
            .join(Succession, Succession.predecessor_id == old.id)
            .join(Tenant, Tenant.id == Succession.successor_id)
            .where(Tenant.kind == TenantKind.PROVINCE, Tenant.code == NEW_YEN_BAI)
        )
    }
    assert before == {("Tỉnh Yên Bái", "15"), ("Tỉnh Lào Cai", "10")}
    assert "Huyện Văn Chấn" in names("Tỉnh Yên Bái", TenantKind.DISTRICT, closed=True)
    assert "Huyện Văn Chấn" not in names("Tỉnh Lào Cai", TenantKind.DISTRICT, closed=True)
    today = db.session.scalars(
        select(Tenant).where(
            Tenant.kind == TenantKind.PROVINCE,
            Tenant.code == NEW_YEN_BAI,
            Tenant.valid_to.is_(None),
        )
    ).one()
    assert today.valid_from == provision.MERGER_ON
    assert today.province_id == today.id


def test_succession_is_many_to_many(world: World) -> None:
    with world.on_platform():
        split = db.session.scalars(
            select(Succession.predecessor_id)
            .group_by(Succession.predecessor_id)
            .having(func.count() > 1)
        ).all()
        merged = db.session.scalars(
            select(Succession.successor_id)
            .group_by(Succession.successor_id)
            .having(func.count() > 1)
        ).all()
    assert split
    assert len(merged) > 50


def test_an_island_district_without_communes_became_a_special_zone(scratch: World) -> None:
    provision.province("31")
    district = aliased(Tenant)
    zone = db.session.scalar(
        select(Tenant.name)
        .join(Succession, Succession.successor_id == Tenant.id)
        .join(district, district.id == Succession.predecessor_id)
        .where(district.name == "Huyện Bạch Long Vĩ")
    )
    assert zone == "Đặc khu Bạch Long Vĩ"


def test_progress_is_told_up_to_the_end(world: World) -> None:
    told: list[int] = []
    with world.on_platform():
        provision.province("20", report=told.append)
    assert told == sorted(told)
    assert told[-1] == 100


def test_an_unknown_code_is_refused(world: World) -> None:
    with world.on_platform(), pytest.raises(NotFound):
        provision.province("99")


def test_a_department_is_added_once(world: World) -> None:
    with world.on_platform():
        made = provision.body(
            kind=TenantKind.DEPARTMENT, name="Sở Nội vụ", code="H37.01", superior=world.province
        )
        assert made.superior_ids == [world.province.id]
        with pytest.raises(Conflict):
            provision.body(
                kind=TenantKind.DEPARTMENT, name="Sở Y tế", code="H37.01", superior=world.province
            )
