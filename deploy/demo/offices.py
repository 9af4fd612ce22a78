"""The offices of each commune: those that every commune has, villages and schools of some, and
the people in them."""

from collections.abc import Callable, Iterator
from datetime import date

from app.directory import queries
from app.directory.actions import groups, offices, people
from app.directory.terms import OfficeKind
from deploy.demo.cast import Cast, Unit
from deploy.demo.people import Person
from deploy.demo.stage import Scene, moment

ENTERED_ON = date(2026, 1, 5)
VILLAGES: dict[str, tuple[str, ...]] = {
    "Điềm He": (
        *("Bản Làn", "Khòn Pá", "Phai Làng", "Nà Thang", "Bản Chạp", "Nà Lộc", "Khòn Cải"),
        *("Bản Hẻo", "Nà Bung", "Phiêng Lầu", "Thống Nhất", "Đông A", "Nà Tèn", "Bản Lải"),
        *("Khòn Coọng", "Nà Chuông", "Pò Kiền", "Kéo Van", "Trung Thượng", "Lũng Phúc"),
        *("Nà Hin", "Bản Cưởm", "Khòn Nhừ", "Nà Súng"),
    ),
    "Đình Lập": (
        *("Khu 1", "Khu 2", "Khu 3", "Khu 4", "Khu 5", "Pò Tấu", "Bình Chương I"),
        *("Bình Chương II", "Tà Hón", "Khe Luồng", "Còn Đuống", "Kim Quán"),
    ),
    "Kiên Mộc": ("Bản Lự", "Bản Phục", "Khe Bó", "Bản Chạo", "Nà Táng", "Bắc Xa", "Bản Hang"),
    "Văn Quan": ("Tân Thanh I", "Tân Thanh II", "Đức Tâm", "Đức Thịnh", "Hòa Bình", "Nà Lầu"),
}
SCHOOLS: dict[str, tuple[str, ...]] = {
    "Điềm He": (
        "Trường Mầm non Điềm He",
        "Trường Mầm non Liên Hội",
        "Trường Mầm non Trấn Ninh",
        "Trường Tiểu học Điềm He",
        "Trường Tiểu học và THCS Trấn Ninh",
        "Trường THCS Điềm He",
        "Trường THCS Liên Hội",
    ),
    "Đình Lập": ("Trường Mầm non Đình Lập", "Trường Tiểu học Đình Lập", "Trường THCS Đình Lập"),
}
GROUPS: dict[str, dict[str, tuple[str, ...]]] = {
    "Điềm He": {"Lực lượng vũ trang xã": ("Công an xã", "Ban Chỉ huy Quân sự xã")},
}


def scenes(cast: Cast) -> Iterator[Scene]:
    """Every commune enters its offices on the first working Monday of the year."""
    for number, unit in enumerate(cast.communes.values()):
        yield Scene(moment(ENTERED_ON, 7, number % 60), unit.officer, _entering(unit))


def _entering(unit: Unit) -> Callable[[Person], None]:
    def enter(by: Person) -> None:
        offices.add_usual(tenant=unit.tenant, by=by)
        for name in VILLAGES.get(unit.name, ()):
            label = name if name.startswith("Khu") else f"Thôn {name}"
            offices.add(name=label, kind=OfficeKind.VILLAGE, by=by)
        for name in SCHOOLS.get(unit.name, ()):
            offices.add(name=name, kind=OfficeKind.SCHOOL, by=by)
        for group, members in GROUPS.get(unit.name, {}).items():
            there = {office.name: office.id for office in queries.offices()}
            groups.add(name=group, office_ids=[there[name] for name in members], by=by)
        people.settle(by=by)

    return enter
