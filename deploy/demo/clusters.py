"""The clusters of 2026: nine of communes, one bloc of departments."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.clusters import actions, jobs, queries
from app.clusters.terms import ClusterKind
from deploy.demo.cast import Cast, Unit
from deploy.demo.people import Person
from deploy.demo.province_plan import YEAR
from deploy.demo.stage import Scene, moment
from tenants.db import db
from tenants.models import TenantKind

CLUSTER_4 = "Cụm 4 các xã nội địa"
BORDER_1 = "Cụm 1 các xã biên giới"
BLOC = "Khối thi đua các sở, ngành kinh tế - xã hội"
MADE_ON, ISSUED_ON = date(2026, 1, 19), date(2026, 2, 6)


@dataclass(frozen=True)
class Members:
    """The members of a cluster: the first leads, the second is deputy."""

    name: str
    names: tuple[str, ...]
    kind: ClusterKind = ClusterKind.CLUSTER


CLUSTERS = (
    Members("Cụm các phường", ("Tam Thanh", "Kỳ Lừa", "Đông Kinh", "Lương Văn Tri")),
    Members(
        BORDER_1,
        ("Đồng Đăng", "Quốc Khánh", "Quốc Việt", "Kháng Chiến", "Thụy Hùng", "Hoàng Văn Thụ"),
    ),
    Members("Cụm 2 các xã biên giới", ("Cao Lộc", "Ba Sơn", "Mẫu Sơn", "Khuất Xá", "Kiên Mộc")),
    Members(
        "Cụm 1 các xã nội địa",
        (
            *("Thất Khê", "Na Sầm", "Tràng Định", "Đoàn Kết", "Tân Tiến", "Hội Hoan"),
            *("Văn Lãng", "Công Sơn"),
        ),
    ),
    Members(
        "Cụm 2 các xã nội địa",
        (
            *("Bình Gia", "Tân Văn", "Hoa Thám", "Quý Hòa", "Hồng Phong", "Thiện Hòa"),
            *("Thiện Thuật", "Thiện Long"),
        ),
    ),
    Members(
        "Cụm 3 các xã nội địa",
        (
            *("Bắc Sơn", "Vũ Lăng", "Tân Tri", "Hưng Vũ", "Vũ Lễ", "Nhất Hòa"),
            *("Hữu Liên", "Yên Bình", "Thiện Tân"),
        ),
    ),
    Members(
        CLUSTER_4,
        (
            *("Văn Quan", "Tri Lễ", "Điềm He", "Khánh Khê", "Yên Phúc", "Tân Đoàn"),
            *("Bằng Mạc", "Vạn Linh"),
        ),
    ),
    Members(
        "Cụm 5 các xã nội địa",
        (
            *("Hữu Lũng", "Chi Lăng", "Quan Sơn", "Nhân Lý", "Cai Kinh", "Tuấn Sơn"),
            *("Tân Thành", "Vân Nham"),
        ),
    ),
    Members(
        "Cụm 6 các xã nội địa",
        (
            *("Lộc Bình", "Đình Lập", "Na Dương", "Thống Nhất", "Lợi Bác", "Xuân Dương"),
            *("Thái Bình", "Châu Sơn", "Chiến Thắng"),
        ),
    ),
    Members(
        BLOC,
        (
            *("Sở Tài chính", "Sở Y tế", "Sở Giáo dục và Đào tạo"),
            *("Sở Nông nghiệp và Môi trường", "Sở Văn hóa, Thể thao và Du lịch", "Công an tỉnh"),
        ),
        ClusterKind.BLOC,
    ),
)


def name_of(unit: Unit) -> str:
    """The cluster in which a unit is, as it is called in a sentence."""
    found = next(one.name for one in CLUSTERS if unit.name in one.names)
    return found if unit.tenant.kind is TenantKind.COMMUNE else found[:1].lower() + found[1:]


def scenes(cast: Cast) -> Iterator[Scene]:
    """The province makes the clusters and announces them."""
    yield Scene(moment(MADE_ON, 10), cast.officer, lambda by: _make(cast, by))
    yield Scene(moment(ISSUED_ON, 14), cast.leader, _issue)


def members(cast: Cast, one: Members) -> list[Unit]:
    """The units of a cluster, the lead first."""
    units = cast.communes if one.kind is ClusterKind.CLUSTER else cast.departments
    return [units[name] for name in one.names]


def units_of(cast: Cast, name: str) -> list[Unit]:
    """The units of the cluster of this name, the lead first."""
    return members(cast, next(one for one in CLUSTERS if one.name == name))


def _make(cast: Cast, by: Person) -> None:
    for one in CLUSTERS:
        cluster = actions.create(year=YEAR, kind=one.kind, name=one.name, by=by)
        db.session.flush()
        cast.cluster_ids[one.name] = cluster.id
        ids = [unit.tenant.id for unit in members(cast, one)]
        actions.edit(
            cluster_id=cluster.id,
            version=cluster.version,
            name=one.name,
            member_ids=ids,
            lead_id=ids[0],
            deputy_id=ids[1],
            by=by,
        )


def _issue(by: Person) -> None:
    ids = [group.cluster.id for group in queries.groups(year=YEAR)]
    jobs.issue(cluster_ids=ids, by=by)
