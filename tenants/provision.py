"""A province with its units from the official list of divisions (tenants/divisions).

The units of today and, with them, the districts and communes closed on 30 June 2025, and who
succeeded whom. Running it again adds only what is missing.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from app.lib.errors import Conflict, NotFound
from app.lib.text import fold, sort_key
from tenants.db import db, on_platform
from tenants.models import Succession, Tenant, TenantKind

DIVISIONS = Path(__file__).parent / "divisions"
MERGER_ON = date(2025, 7, 1)
LAST_DAY_BEFORE = date(2025, 6, 30)
Row = dict[str, str]
Key = tuple[TenantKind, str, bool]


@dataclass(frozen=True)
class Counts:
    """What a provisioned province consists of."""

    name: str
    communes: int
    districts: int
    old_communes: int
    successions: int

    def lines(self) -> list[tuple[str, int]]:
        """The counts with their labels."""
        return [
            (f"{self.name}: xã, phường, đặc khu", self.communes),
            ("Huyện đã kết thúc (30/6/2025)", self.districts),
            ("Xã, phường, thị trấn cũ (30/6/2025)", self.old_communes),
            ("Quan hệ tiền thân – kế tục", self.successions),
        ]


@lru_cache
def read(name: str) -> tuple[Row, ...]:
    """The rows of one list of divisions."""
    with (DIVISIONS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@dataclass(frozen=True)
class Division:
    """The part of the official list that belongs to one province of today."""

    province: Row
    communes: tuple[Row, ...]
    old_provinces: tuple[Row, ...]
    districts: tuple[Row, ...]
    old_communes: tuple[Row, ...]
    lineage: tuple[tuple[str, str], ...]


def division(code: str) -> Division:
    """What the official list says of the province `code`. Raises NotFound for an unknown code."""
    province = next((row for row in read("provinces") if row["code"] == code), None)
    if province is None:
        raise NotFound(f"Không có tỉnh, thành phố nào mang mã {code} trong danh mục hành chính.")
    communes = tuple(row for row in read("communes") if row["province_code"] == code)
    today = {row["code"] for row in communes}
    lineage = tuple(
        (row["predecessor_code"], row["successor_code"])
        for row in read("lineage_2025-07-01")
        if row["successor_code"] in today
    )
    before = {predecessor for predecessor, _ in lineage}
    old_communes = tuple(row for row in read("communes_until_2025-06-30") if row["code"] in before)
    district_codes = {row["district_code"] for row in old_communes}
    districts = tuple(
        row for row in read("districts_until_2025-06-30") if row["code"] in district_codes
    )
    old_codes = {row["province_code"] for row in districts}
    old_provinces = tuple(
        row
        for row in read("provinces_until_2025-06-30")
        if row["code"] in old_codes and row["code"] != code
    )
    return Division(province, communes, old_provinces, districts, old_communes, lineage)


def province(code: str) -> Counts:
    """Provision the province `code` with all its units, present and closed.

    Raises NotFound for a code that is not on the official list.
    """
    found = division(code)
    with on_platform():
        ids = _existing()
        _add(ids, [_row(found.province, TenantKind.PROVINCE, closed=False)])
        own = ids[TenantKind.PROVINCE, code, False]
        _place_province(own)
        _add(ids, [_row(row, TenantKind.PROVINCE, closed=True) for row in found.old_provinces])
        _add(ids, [_under(row, TenantKind.COMMUNE, False, own, own) for row in found.communes])
        _add(ids, [_district(row, ids, code) for row in found.districts])
        parents = {row["code"]: row["province_code"] for row in found.districts}
        _add(ids, [_old_commune(row, ids, parents, code) for row in found.old_communes])
        pairs = _successions(found, ids, own)
        _succeed(pairs)
        db.session.expire_all()
    return Counts(
        found.province["name"],
        len(found.communes),
        len(found.districts),
        len(found.old_communes),
        len(pairs),
    )


def _existing() -> dict[Key, int]:
    rows = db.session.execute(select(Tenant.kind, Tenant.code, Tenant.valid_to, Tenant.id))
    return {(kind, code, valid_to is not None): number for kind, code, valid_to, number in rows}


def _row(row: Row, kind: TenantKind, *, closed: bool) -> dict[str, object]:
    return {
        "kind": kind,
        "code": row["code"],
        "name": row["name"],
        "unit_word": _unit_word(row["name"], row["kind"]),
        "sort_key": sort_key(row["name"]),
        "folded": fold(row["name"]),
        "parent_id": None,
        "province_id": None,
        "superior_ids": [],
        "valid_from": None if closed or kind is TenantKind.PROVINCE else MERGER_ON,
        "valid_to": LAST_DAY_BEFORE if closed else None,
    }


def _unit_word(name: str, kind: str) -> str:
    """The word of the kind that leads the name: "thành phố" of "Thành phố Hà Nội"."""
    words = ("thành phố", "đặc khu", "thị trấn", "thị xã", "phường", "quận", "huyện", "tỉnh", "xã")
    folded = name.lower()
    return next((word for word in words if folded.startswith(word)), kind)


def _under(
    row: Row, kind: TenantKind, closed: bool, parent_id: int, province_id: int, *above: int
) -> dict[str, object]:
    return {
        **_row(row, kind, closed=closed),
        "parent_id": parent_id,
        "province_id": province_id,
        "superior_ids": [parent_id, *above],
    }


def _old_province(ids: dict[Key, int], code: str, today: str) -> int:
    return ids[TenantKind.PROVINCE, code, code != today]


def _district(row: Row, ids: dict[Key, int], today: str) -> dict[str, object]:
    above = _old_province(ids, row["province_code"], today)
    return _under(row, TenantKind.DISTRICT, True, above, above)


def _old_commune(
    row: Row, ids: dict[Key, int], provinces: dict[str, str], today: str
) -> dict[str, object]:
    district = ids[TenantKind.DISTRICT, row["district_code"], True]
    above = _old_province(ids, provinces[row["district_code"]], today)
    return _under(row, TenantKind.COMMUNE, True, district, above, above)


def _add(ids: dict[Key, int], rows: Iterable[dict[str, object]]) -> None:
    missing = [
        row for row in rows if (row["kind"], row["code"], row["valid_to"] is not None) not in ids
    ]
    if not missing:
        return
    added = db.session.execute(
        insert(Tenant).returning(Tenant.kind, Tenant.code, Tenant.valid_to, Tenant.id), missing
    )
    ids.update({(kind, code, to is not None): number for kind, code, to, number in added})


def _place_province(province_id: int) -> None:
    """A province is its own province: its rows and those of its communes are found alike."""
    tenant = db.session.get_one(Tenant, province_id)
    tenant.province_id = province_id
    db.session.flush()


def _successions(found: Division, ids: dict[Key, int], own: int) -> set[tuple[int, int]]:
    pairs = {
        (ids[TenantKind.COMMUNE, old, True], ids[TenantKind.COMMUNE, new, False])
        for old, new in found.lineage
    }
    return pairs | {
        (ids[TenantKind.PROVINCE, row["code"], True], own) for row in found.old_provinces
    }


def _succeed(pairs: set[tuple[int, int]]) -> None:
    if not pairs:
        return
    db.session.execute(
        insert(Succession).on_conflict_do_nothing(),
        [
            {"predecessor_id": old, "successor_id": new, "on": MERGER_ON}
            for old, new in sorted(pairs)
        ],
    )


def department(*, name: str, code: str, superior: Tenant) -> Tenant:
    """Add a department (sở, ban, ngành) under a province. Raises Conflict where the code is taken."""
    with on_platform():
        taken = db.session.scalar(
            select(Tenant.id).where(
                Tenant.kind == TenantKind.DEPARTMENT,
                Tenant.code == code,
                Tenant.valid_to.is_(None),
            )
        )
        if taken is not None:
            raise Conflict(f"Mã {code} đã dùng cho một cơ quan khác; hãy chọn mã khác.", "code")
        tenant = Tenant(
            kind=TenantKind.DEPARTMENT,
            code=code,
            name=name,
            unit_word="",
            sort_key=sort_key(name),
            folded=fold(name),
            parent_id=superior.id,
            province_id=superior.province_id,
            superior_ids=[superior.id, *superior.superior_ids],
        )
        db.session.add(tenant)
        db.session.flush()
        return tenant
