"""Who signs in to the demo: one table."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from app.access.permissions import Role
from app.accounts.actions.sessions import hasher
from app.accounts.models import Membership, User
from tenants import jobs
from tenants.context import PLATFORM, Acting
from tenants.db import db, transaction
from tenants.models import Tenant, TenantKind

PASSWORD = "ThiDua@2026"  # noqa: S105 - printed by `make run`; the demo is not a secret
KEY_PASSPHRASE = "KySo@2026"  # noqa: S105 - as above: opens the demo's keys
DOMAIN = "langson.example.vn"

PROVINCE = "Tỉnh Lạng Sơn"


@dataclass(frozen=True)
class Account:
    """One line of the table."""

    email: str
    full_name: str
    tenant: str
    position: str
    roles: tuple[Role, ...]
    office: str | None = None
    closed: bool = False

    @property
    def address(self) -> str:
        """The whole e-mail address."""
        return f"{self.email}@{DOMAIN}"


OFFICER, LEADER, CLERK = Role.OFFICER, Role.LEADER, Role.CLERK

ACCOUNTS: tuple[Account, ...] = (
    Account("vanhanh", "Đỗ Minh Quân", "Nền tảng Thi Đua", "Vận hành hệ thống", (Role.OPERATOR,)),
    Account(
        "chuyenvien",
        "Nông Thị Hồng Nhung",
        PROVINCE,
        "Chuyên viên Phòng TĐKT và Người có công, Sở Nội vụ",
        (OFFICER, Role.TENANT_ADMIN),
    ),
    Account("lanhdao", "Vi Quốc Thắng", PROVINCE, "Phó Giám đốc Sở Nội vụ", (LEADER,)),
    Account("vanthu", "Hoàng Thị Lệ", PROVINCE, "Văn thư Sở Nội vụ", (CLERK,)),
    Account(
        "chanhvanphong",
        "Bế Thị Thu Hà",
        PROVINCE,
        "Chánh Văn phòng Sở Nội vụ",
        (Role.OFFICE_HEAD,),
    ),
    Account(
        "hoidong",
        "Lương Văn Chính",
        PROVINCE,
        "Ủy viên kiêm thư ký Hội đồng TĐKT tỉnh",
        (Role.COUNCIL_MEMBER,),
    ),
    Account(
        "diemhe",
        "Lộc Thị Mai",
        "Xã Điềm He",
        "Chuyên viên Phòng Văn hóa - Xã hội",
        (OFFICER, Role.TENANT_ADMIN),
        "Phòng Văn hóa - Xã hội",
    ),
    Account(
        "vanphong.diemhe",
        "Nông Thị Huyền",
        "Xã Điềm He",
        "Chánh Văn phòng HĐND và UBND xã",
        (OFFICER, Role.OFFICE_HEAD),
        "Văn phòng HĐND và UBND",
    ),
    Account(
        "mattran.diemhe",
        "Hứa Văn Khoan",
        "Xã Điềm He",
        "Phó Chủ tịch Ủy ban MTTQ xã",
        (OFFICER,),
        "Ủy ban MTTQ Việt Nam xã",
    ),
    Account(
        "vanthu.diemhe",
        "Triệu Thị Hoa",
        "Xã Điềm He",
        "Văn thư, Văn phòng HĐND và UBND xã",
        (CLERK,),
        "Văn phòng HĐND và UBND",
    ),
    Account("chutich.diemhe", "Lý Văn Dũng", "Xã Điềm He", "Chủ tịch UBND xã", (LEADER,)),
    Account(
        "dinhlap",
        "Hoàng Thị Thảo",
        "Xã Đình Lập",
        "Chuyên viên Phòng Văn hóa - Xã hội",
        (OFFICER, Role.TENANT_ADMIN),
        "Phòng Văn hóa - Xã hội",
    ),
    Account("chutich.dinhlap", "Nguyễn Đức Hòa", "Xã Đình Lập", "Chủ tịch UBND xã", (LEADER,)),
    Account(
        "kienmoc",
        "Trần Văn Bình",
        "Xã Kiên Mộc",
        "Chuyên viên Phòng Văn hóa - Xã hội",
        (OFFICER, Role.TENANT_ADMIN),
        "Phòng Văn hóa - Xã hội",
    ),
    Account("chutich.kienmoc", "Hoàng Văn Tuyên", "Xã Kiên Mộc", "Chủ tịch UBND xã", (LEADER,)),
    Account(
        "cumtruong",
        "Chu Thị Bích Ngọc",
        "Xã Văn Quan",
        "Phó Chủ tịch UBND xã, phụ trách Cụm 4",
        (OFFICER, LEADER, Role.TENANT_ADMIN),
    ),
    Account(
        "cumpho",
        "Phùng Văn Sơn",
        "Xã Tri Lễ",
        "Phó Chủ tịch UBND xã, Phó Cụm trưởng Cụm 4",
        (OFFICER, LEADER, Role.TENANT_ADMIN),
    ),
    Account(
        "binhgia",
        "Nguyễn Thị Hạnh",
        "Huyện Bình Gia",
        "Lưu trữ hồ sơ huyện Bình Gia (đến 30/6/2025)",
        (OFFICER, LEADER),
        closed=True,
    ),
)


@dataclass(frozen=True)
class Person:
    """A person of the demo in their tenant: passes as `by=`."""

    id: int
    full_name: str
    tenant: Tenant

    @property
    def acting(self) -> Acting:
        """Whom the database sees."""
        return jobs.actor_for(self.tenant, user_id=self.id)


def tenant_of(account: Account) -> Tenant:
    """The tenant of Lạng Sơn, or the platform, that an account names. Asked on the platform."""
    ended = Tenant.valid_to.is_not(None) if account.closed else Tenant.valid_to.is_(None)
    province = select(Tenant.id).where(
        Tenant.kind == TenantKind.PROVINCE, Tenant.name == PROVINCE, Tenant.valid_to.is_(None)
    )
    inside = (Tenant.province_id == province.scalar_subquery()) | Tenant.province_id.is_(None)
    return db.session.scalars(
        select(Tenant).where(Tenant.name == account.tenant, ended, inside).order_by(Tenant.id)
    ).first() or _missing(account.tenant)


def _missing(name: str) -> Tenant:
    raise LookupError(name)


def settle(places: Iterable[tuple[Account, Tenant]]) -> dict[str, Person]:
    """Give each account its user and its membership; the people by account name."""
    password_hash = hasher.hash(PASSWORD)
    pairs = list(places)
    with transaction(PLATFORM):
        users = [
            User(email=account.address, full_name=account.full_name, password_hash=password_hash)
            for account, _ in pairs
        ]
        db.session.add_all(users)
        db.session.flush()
        db.session.add_all(
            Membership(
                tenant_id=tenant.id,
                user_id=user.id,
                role_names=[role.value for role in account.roles],
                position=account.position,
                office_name=account.office,
            )
            for (account, tenant), user in zip(pairs, users, strict=True)
        )
    return {
        account.email: Person(user.id, account.full_name, tenant)
        for (account, tenant), user in zip(pairs, users, strict=True)
    }


def table() -> str:
    """The accounts as they are printed at the start."""
    lines = [f"Tài khoản mẫu (mật khẩu chung: {PASSWORD})"]
    lines += [
        f"  {account.address:42} {account.tenant:18} {account.position}" for account in ACCOUNTS
    ]
    lines.append(f"Mật khẩu khóa ký số mẫu, con dấu số mẫu: {KEY_PASSPHRASE}")
    return "\n".join(lines)
