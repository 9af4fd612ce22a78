"""Numbers given before there was a register: an office of 2025 upgrades and finds them in it."""

import json
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from psycopg.rows import dict_row

from deploy.embedded import OWNER_ROLE, Postgres
from migrations import schema

BEFORE, AFTER = "0023_stationery", "0024_registers"
RECIPIENTS = [{"name": "UBND tỉnh", "purpose": "b/c"}, {"name": "Lưu: VT", "purpose": None}]


@pytest.fixture(name="url")
def _url(postgres: Postgres, worker_id: str) -> Iterator[str]:
    """A database as it was before the register, with the owner's address."""
    name = f"backfill_{worker_id}"
    postgres.drop_database(name)
    postgres.create_database(name)
    owner_url = postgres.url(OWNER_ROLE, name)
    schema.upgrade(owner_url, BEFORE)
    yield owner_url
    postgres.drop_database(name)


@pytest.fixture(name="database")
def _database(url: str) -> Iterator[psycopg.Connection[dict[str, Any]]]:
    """The same database for one whom no policy binds."""
    address = url.replace(f"//{OWNER_ROLE}@", "//postgres@", 1)
    with psycopg.connect(address, autocommit=True, row_factory=dict_row) as connection:
        yield connection


def insert(database: psycopg.Connection[Any], table: str, **values: Any) -> int:
    """A row as the application of that time wrote it; its id."""
    columns, marks = ", ".join(values), ", ".join(["%s"] * len(values))
    found = database.execute(
        f"INSERT INTO {table} ({columns}) VALUES ({marks}) RETURNING id", list(values.values())
    ).fetchone()
    assert found is not None
    return int(found["id"])


def a_plan(database: psycopg.Connection[Any], tenant_id: int, **changes: Any) -> int:
    """An issued plan of 2025."""
    given: dict[str, Any] = {
        "tenant_id": tenant_id,
        "kind": "year_plan",
        "year": 2025,
        "title": "Công tác thi đua năm 2025",
        "number": "01",
        "number_year": 2025,
        "symbol": "KH-UBND",
        "place": "Điềm He",
        "legal_bases": "[]",
        "sections": "{}",
        "recipients": json.dumps(RECIPIENTS),
        "issued_on": "2025-01-06",
        "issued_at": "2025-01-06 03:00+00",
        "revision": 1,
        "signing_capacity": "TM. ỦY BAN NHÂN DÂN",
        "signer_position": "CHỦ TỊCH",
        "signer_name": "Lý Thị Dương",
    }
    return insert(database, "plans", **{**given, **changes})


def a_report(database: psycopg.Connection[Any], tenant_id: int, plan_id: int) -> int:
    """A report sent twice: under 12, and when it came back under 15."""
    report_id = insert(
        database,
        "reports",
        tenant_id=tenant_id,
        plan_id=plan_id,
        kind="half_year_review",
        year=2025,
        title="Sơ kết 6 tháng",
        symbol="BC-UBND",
        place="Điềm He",
        narrative="{}",
        addressee_id=tenant_id,
        last_attempt=2,
    )
    for attempt, (number, on) in enumerate((("12", "2025-06-10"), ("15", "2025-06-20")), 1):
        insert(
            database,
            "submissions",
            tenant_id=tenant_id,
            report_id=report_id,
            attempt=attempt,
            kind="half_year_review",
            year=2025,
            title="Sơ kết 6 tháng",
            number=number,
            issued_on=on,
            symbol="BC-UBND",
            place="Điềm He",
            signer_position="CHỦ TỊCH",
            signer_name="Lý Thị Dương",
            narrative="{}",
            figures="{}",
            sha256="0",
            addressee_id=tenant_id,
            sent_at=f"{on} 03:00+00",
            sent_by=1,
        )
    return report_id


def a_letter(database: psycopg.Connection[Any], tenant_id: int, symbol: str, on: str) -> int:
    """An urging letter number 07 of the office named by its symbol."""
    return insert(
        database,
        "urgings",
        tenant_id=tenant_id,
        form="letter",
        subject="Đôn đốc thực hiện kế hoạch",
        body="Đề nghị các đơn vị thực hiện.",
        issued_as="committee",
        symbol=symbol,
        place="Điềm He",
        recipients="[]",
        units="[]",
        number="07",
        number_year=2025,
        issued_on=on,
        issued_at=f"{on} 03:00+00",
        signer_position="CHỦ TỊCH",
        signer_name="Lý Thị Dương",
    )


def test_what_was_issued_stands_in_the_register(
    url: str, database: psycopg.Connection[Any]
) -> None:
    tenant_id = insert(
        database,
        "tenants",
        kind="commune",
        code="06220",
        name="Xã Điềm He",
        unit_word="xã",
        sort_key="diem he",
        folded="xa diem he",
        superior_ids=[],
    )
    plan_id = a_plan(database, tenant_id)
    a_plan(database, tenant_id, number="04a", issued_on="2025-05-06", title="Phát động")
    a_plan(
        database, tenant_id, number=None, number_year=None, issued_on=None, issued_at=None,
        title="Dự thảo",
    )  # fmt: skip
    drawn = insert(
        database,
        "files",
        tenant_id=tenant_id,
        name="ke-hoach.pdf",
        media_type="application/pdf",
        size=4,
        sha256="0",
        content=b"%PDF",
    )
    insert(
        database,
        "drawn_papers",
        tenant_id=tenant_id,
        subject_kind="plans",
        subject_id=plan_id,
        fingerprint="r1",
        title="Kế hoạch",
        file_id=drawn,
    )
    report_id = a_report(database, tenant_id, plan_id)
    letter = a_letter(database, tenant_id, "UBND-VHXH", "2025-03-03")
    a_letter(database, tenant_id, "UBND-KT", "2025-03-05")

    schema.upgrade(url, AFTER)
    sent_to = "SELECT recipients FROM outgoing_papers WHERE subject_id = %s AND kind = 'plan'"
    found = database.execute(sent_to, [plan_id]).fetchone()
    assert found is not None
    assert found["recipients"] == "UBND tỉnh (b/c)"
    schema.downgrade(url, BEFORE)
    schema.upgrade(url, AFTER)

    lines = database.execute(
        "SELECT series, number, symbol, state, subject_kind, subject_id, signer_name, recipients, "
        "reason, folded FROM outgoing_papers ORDER BY series, number"
    ).fetchall()
    standing = [(one["series"], one["number"], one["state"]) for one in lines]
    assert standing == [
        *[("BC-UBND", number, "outside") for number in range(1, 12)],
        ("BC-UBND", 12, "replaced"),
        ("BC-UBND", 13, "outside"),
        ("BC-UBND", 14, "outside"),
        ("BC-UBND", 15, "issued"),
        *[("CV-UBND", number, "outside") for number in range(1, 7)],
        ("CV-UBND", 7, "issued"),
        ("KH-UBND", 1, "issued"),
        ("KH-UBND", 2, "outside"),
        ("KH-UBND", 3, "outside"),
        ("KH-UBND", 4, "issued"),
    ]
    by_place = {(one["series"], one["number"]): one for one in lines}
    plan = by_place["KH-UBND", 1]
    assert (plan["subject_kind"], plan["subject_id"]) == ("plans", plan_id)
    assert "01/kh-ubnd cong tac thi dua nam 2025 ly thi duong" in plan["folded"]
    shared = by_place["CV-UBND", 7]
    assert shared["subject_id"] == letter
    assert shared["reason"] == "Trước khi có sổ còn cấp: 07/UBND-KT."
    assert by_place["BC-UBND", 15]["subject_id"] == report_id
    counters = database.execute("SELECT series, last FROM number_series ORDER BY series").fetchall()
    assert [tuple(one.values()) for one in counters] == [
        ("BC-UBND", 15),
        ("CV-UBND", 7),
        ("KH-UBND", 4),
    ]
    files = database.execute("SELECT file_id, role FROM paper_files").fetchall()
    assert [tuple(one.values()) for one in files] == [(drawn, "drawn")]
    forced = database.execute(
        "SELECT count(*) AS open FROM pg_class WHERE relname IN ('plans', 'submissions', "
        "'outgoing_papers', 'number_series') AND NOT relforcerowsecurity"
    ).fetchone()
    assert forced is not None
    assert forced["open"] == 0


def test_numbers_typed_for_results_stand_in_the_register(
    url: str, database: psycopg.Connection[dict[str, Any]]
) -> None:
    schema.upgrade(url, "0029_titles")
    province = insert(
        database,
        "tenants",
        kind="province",
        code="20",
        name="Tỉnh Lạng Sơn",
        unit_word="tỉnh",
        sort_key="lang son",
        folded="lang son",
        superior_ids=[],
    )
    set_id = insert(
        database,
        "criteria_sets",
        tenant_id=province,
        year=2025,
        title="Bộ tiêu chí",
        cluster_kind="cluster",
        bands="[]",
        tie_chain="[]",
        tie_rule="authority",
        base_total=100,
        bonus_cap=0,
        penalty_cap=0,
    )
    known = insert(
        database,
        "announcements",
        tenant_id=province,
        criteria_set_id=set_id,
        year=2025,
        scope="province",
        number="3",
        issued_on="2025-12-24",
        issued_at="2025-12-24 07:00+00",
        issued_by=1,
        signer_name="Hồ Tiến Thiệu",
    )
    for number, kind in (("2", "summary"), ("2", "summary"), (None, "proposal")):
        insert(
            database,
            "result_papers",
            tenant_id=province,
            announcement_id=known,
            kind=kind,
            number=number,
            issued_on="2025-12-26",
            signer_position="KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
            recipients="Sở Nội vụ",
            made_by=1,
        )
    schema.upgrade(url, "0030_result_numbers")
    lines = database.execute(
        "SELECT series, number, state, subject_kind, signer_position, reason FROM outgoing_papers "
        "ORDER BY series, number"
    ).fetchall()
    standing = [(one["series"], one["number"], one["state"]) for one in lines]
    assert standing == [
        ("BC-UBND", 1, "outside"),
        ("BC-UBND", 2, "issued"),
        ("TB-UBND", 1, "outside"),
        ("TB-UBND", 2, "outside"),
        ("TB-UBND", 3, "issued"),
    ]
    assert (lines[1]["subject_kind"], lines[1]["signer_position"]) == (
        "result_papers",
        "PHÓ CHỦ TỊCH",
    )
    assert lines[1]["reason"] == "Trước khi có sổ còn cấp: 2/BC-UBND."
    assert lines[4]["subject_kind"] == "announcements"
    last = database.execute("SELECT series, last FROM number_series ORDER BY series").fetchall()
    assert [tuple(one.values()) for one in last] == [("BC-UBND", 2), ("TB-UBND", 3)]


def test_numbers_typed_for_papers_of_clusters_stand_in_the_register(
    url: str, database: psycopg.Connection[dict[str, Any]]
) -> None:
    schema.upgrade(url, "0034_corrections")
    given = {"sort_key": "x", "folded": "x", "superior_ids": []}
    province = insert(
        database, "tenants", kind="province", code="20", name="Tỉnh Lạng Sơn", unit_word="tỉnh",
        **given,
    )  # fmt: skip
    lead = insert(
        database, "tenants", kind="commune", code="06220", name="Xã Điềm He", unit_word="xã",
        **given,
    )  # fmt: skip
    cluster = insert(
        database, "clusters", tenant_id=province, year=2025, kind="bloc", name="Khối 2",
        sort_key="khoi 2",
    )  # fmt: skip
    plans = [
        insert(
            database,
            "cluster_plans",
            tenant_id=lead,
            cluster_id=cluster,
            revision=revision,
            title="Công tác năm 2025 của Khối 2",
            purpose="",
            tasks="[]",
            implementation="",
            number=number,
            signer_name="Lý Thị Dương",
            signer_position="Chủ tịch xã Điềm He",
            signed_on="2025-02-25",
            sent_at=sent_at,
        )
        for revision, (number, sent_at) in enumerate(
            (("02", "2025-02-25 03:00+00"), ("02", "2025-03-25 03:00+00"), ("05", None)), 1
        )
    ]
    meeting = insert(
        database,
        "cluster_meetings",
        tenant_id=lead,
        cluster_id=cluster,
        occasion="half_year",
        held_on="2025-07-08",
        starts_at="8 giờ",
        place="Hội trường",
        chair_name="Lý Thị Dương",
        chair_position="Chủ tịch xã",
        agenda="[]",
    )
    insert(
        database,
        "cluster_minutes",
        tenant_id=lead,
        cluster_id=cluster,
        meeting_id=meeting,
        attendees="[]",
        secretary_name="A",
        discussion="B",
        conclusions="[]",
        number="1",
        sent_at="2025-07-09 03:00+00",
    )
    schema.upgrade(url, "0035_cluster_papers")
    lines = database.execute("SELECT * FROM outgoing_papers ORDER BY series, number").fetchall()
    assert [(one["series"], one["number"], one["state"]) for one in lines] == [
        ("BB-KTĐ", 1, "issued"),
        ("KH-KTĐ", 1, "outside"),
        ("KH-KTĐ", 2, "issued"),
    ]
    minutes, _, plan = lines
    assert (minutes["subject_kind"], minutes["subject_id"]) == ("cluster_minutes", meeting)
    assert minutes["abstract"] == "Hội nghị sơ kết 6 tháng đầu năm 2025 của Khối 2"
    assert (minutes["signing_lines"], minutes["signer_position"]) == ("CHỦ TỌA", "Chủ tịch xã")
    assert (plan["subject_kind"], plan["subject_id"]) == ("cluster_plans", plans[0])
    assert plan["signing_lines"] == "TM. KHỐI THI ĐUA\nKHỐI TRƯỞNG"
    assert plan["signer_position"] == "CHỦ TỊCH XÃ ĐIỀM HE"
    assert plan["recipients"].startswith("UBND tỉnh Lạng Sơn (b/c)\n")
    assert plan["reason"] == "Trước khi có sổ còn cấp: 02/KH-KTĐ."
    last = database.execute("SELECT series, last FROM number_series ORDER BY series").fetchall()
    assert [tuple(one.values()) for one in last] == [("BB-KTĐ", 1), ("KH-KTĐ", 2)]
    schema.downgrade(url, "0034_corrections")
