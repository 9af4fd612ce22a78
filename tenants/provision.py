"""A province with its units from the official list of divisions (tenants/divisions).

The units of today and, with them, the districts and communes closed on 30 June 2025, and who
succeeded whom. Running it again adds only what is missing.
"""

import csv
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from sqlalchemy import select, text
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
    added: int = 0

    def lines(self) -> list[tuple[str, int]]:
        """The counts with their labels."""
        return [
            (f"{self.name}: xã, phường, đặc khu", self.communes),
            ("Huyện đã kết thúc (30/6/2025)", self.districts),
            ("Xã, phường, thị trấn cũ (30/6/2025)", self.old_communes),
            ("Quan hệ tiền thân – kế tục", self.successions),
            ("Đơn vị thêm mới lần này", self.added),
        ]


@lru_cache
def read(name: str) -> tuple[Row, ...]:
    """The rows of one list of divisions."""
    with (DIVISIONS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@dataclass(frozen=True)
class Division:
    """The part of the official list that belongs to one province of today.

    `lineage` pairs closed communes with those of today; `islands` pairs districts that had no
    communes with the special zones that they became.
    """

    province: Row
    communes: tuple[Row, ...]
    old_provinces: tuple[Row, ...]
    districts: tuple[Row, ...]
    old_communes: tuple[Row, ...]
    lineage: tuple[tuple[str, str], ...]
    islands: tuple[tuple[str, str], ...]

    @property
    def is_merged(self) -> bool:
        """Whether several provinces became this one: then it is a new unit, and they are closed.

        Codes do not tell: the province of today often carries the code of one that it replaced.
        """
        return len(self.old_provinces) > 1


@lru_cache
def _provinces_of_old() -> dict[str, str]:
    """The province of today for each old one."""
    today = {row["code"]: row["province_code"] for row in read("communes")}
    districts = {row["code"]: row["province_code"] for row in read("districts_until_2025-06-30")}
    before = {
        row["code"]: districts[row["district_code"]] for row in read("communes_until_2025-06-30")
    }
    return {
        before[row["predecessor_code"]]: today[row["successor_code"]]
        for row in read("lineage_2025-07-01")
    }


def division(code: str) -> Division:
    """What the official list says of the province `code`. Raises NotFound for an unknown code."""
    province = next((row for row in read("provinces") if row["code"] == code), None)
    if province is None:
        raise NotFound(f"Không có tỉnh, thành phố nào mang mã {code} trong danh mục hành chính.")
    communes = _belonging("communes", "province_code", {code})
    old = {before for before, today in _provinces_of_old().items() if today == code}
    districts = _belonging("districts_until_2025-06-30", "province_code", old)
    within = {row["code"] for row in districts}
    old_communes = _belonging("communes_until_2025-06-30", "district_code", within)
    today = {row["code"] for row in communes}
    return Division(
        province,
        communes,
        _belonging("provinces_until_2025-06-30", "code", old),
        districts,
        old_communes,
        tuple(
            (row["predecessor_code"], row["successor_code"])
            for row in read("lineage_2025-07-01")
            if row["successor_code"] in today
        ),
        _islands(districts, old_communes, communes),
    )


def _belonging(name: str, column: str, codes: Collection[str]) -> tuple[Row, ...]:
    return tuple(row for row in read(name) if row[column] in codes)


def _islands(
    districts: Iterable[Row], old_communes: Iterable[Row], communes: Iterable[Row]
) -> tuple[tuple[str, str], ...]:
    divided = {row["district_code"] for row in old_communes}
    zones = {row["name"]: row["code"] for row in communes if row["kind"] == "đặc khu"}
    names = {
        row["code"]: row["name"].replace("Huyện", "Đặc khu", 1)
        for row in districts
        if row["code"] not in divided
    }
    return tuple((code, zones[name]) for code, name in names.items() if name in zones)


def province(code: str, *, report: Callable[[int], None] | None = None) -> Counts:
    """Provision the province `code` with all its units, present and closed.

    `report` is told how far it is, in percent. Two calls for one province wait for each other.
    Raises NotFound for a code that is not on the official list.
    """
    found = division(code)
    tell = report or (lambda percent: None)
    with on_platform():
        db.session.execute(
            text("SELECT pg_advisory_xact_lock(hashtext(:name))"), {"name": f"provision:{code}"}
        )
        ids = _existing(found)
        before = len(ids)
        own = _add_province(found, ids)
        _add(ids, [_under(row, TenantKind.COMMUNE, False, own, own) for row in found.communes])
        tell(40)
        above = _old_provinces(found, ids)
        _add(ids, [_district(row, above) for row in found.districts])
        tell(50)
        parents = {row["code"]: above[row["province_code"]] for row in found.districts}
        _add(ids, [_old_commune(row, ids, parents) for row in found.old_communes])
        tell(80)
        pairs = _successions(found, ids, own)
        _succeed(pairs)
        db.session.expire_all()
        tell(100)
    return Counts(
        found.province["name"],
        len(found.communes),
        len(found.districts),
        len(found.old_communes),
        len(pairs),
        added=len(ids) - before,
    )


def _existing(found: Division) -> dict[Key, int]:
    rows = (
        (found.province,),
        found.communes,
        found.old_provinces,
        found.districts,
        found.old_communes,
    )
    codes = {row["code"] for group in rows for row in group}
    kinds = (TenantKind.PROVINCE, TenantKind.DISTRICT, TenantKind.COMMUNE)
    known = db.session.execute(
        select(Tenant.kind, Tenant.code, Tenant.valid_to, Tenant.id).where(
            Tenant.code.in_(codes), Tenant.kind.in_(kinds)
        )
    )
    return {(kind, code, valid_to is not None): number for kind, code, valid_to, number in known}


def _add_province(found: Division, ids: dict[Key, int]) -> int:
    """The province of today; a merged one begins with the merger."""
    row = _row(found.province, TenantKind.PROVINCE, closed=False)
    if found.is_merged:
        row["valid_from"] = MERGER_ON
    _add(ids, [row])
    own = ids[TenantKind.PROVINCE, found.province["code"], False]
    _place_province(own)
    return own


def _old_provinces(found: Division, ids: dict[Key, int]) -> dict[str, int]:
    """The tenant of each old province: the province itself where it was not merged."""
    if not found.is_merged:
        own = ids[TenantKind.PROVINCE, found.province["code"], False]
        return {row["code"]: own for row in found.old_provinces}
    _add(ids, [_row(row, TenantKind.PROVINCE, closed=True) for row in found.old_provinces])
    above = {
        row["code"]: ids[TenantKind.PROVINCE, row["code"], True] for row in found.old_provinces
    }
    for old_id in above.values():
        _place_province(old_id)
    return above


def _row(row: Row, kind: TenantKind, *, closed: bool) -> dict[str, object]:
    name = row["name"][:1].upper() + row["name"][1:]
    return {
        "kind": kind,
        "code": row["code"],
        "name": name,
        "unit_word": _unit_word(name, row["kind"]),
        "sort_key": sort_key(name),
        "folded": fold(name),
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


def _district(row: Row, above: dict[str, int]) -> dict[str, object]:
    province_id = above[row["province_code"]]
    return _under(row, TenantKind.DISTRICT, True, province_id, province_id)


def _old_commune(row: Row, ids: dict[Key, int], parents: dict[str, int]) -> dict[str, object]:
    district = ids[TenantKind.DISTRICT, row["district_code"], True]
    province_id = parents[row["district_code"]]
    return _under(row, TenantKind.COMMUNE, True, district, province_id, province_id)


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
    pairs |= {
        (ids[TenantKind.DISTRICT, old, True], ids[TenantKind.COMMUNE, new, False])
        for old, new in found.islands
    }
    if found.is_merged:
        pairs |= {(ids[TenantKind.PROVINCE, row["code"], True], own) for row in found.old_provinces}
    return pairs


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


def body(*, kind: TenantKind, name: str, code: str, superior: Tenant) -> Tenant:
    """Add a department, school or enterprise under a unit that is there already.

    Raises Conflict where the code is taken by a body of the kind, of any province.
    """
    with on_platform():
        taken = db.session.scalar(
            select(Tenant.id).where(
                Tenant.kind == kind,
                Tenant.code == code,
                Tenant.valid_to.is_(None),
            )
        )
        if taken is not None:
            raise Conflict(f"Mã {code} đã dùng cho một cơ quan khác; hãy chọn mã khác.", "code")
        tenant = Tenant(
            kind=kind,
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
