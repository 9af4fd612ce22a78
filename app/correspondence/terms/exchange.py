"""How far a paper has come with each recipient, and who is chosen together."""

from enum import StrEnum
from typing import Self

from tenants.models import TenantKind


class Arrival(StrEnum):
    """How far a paper has come with one recipient; `tone` is the colour of its badge."""

    label: str
    tone: str

    def __new__(cls, value: str, label: str, tone: str) -> Self:
        arrival = str.__new__(cls, value)
        arrival._value_ = value
        arrival.label, arrival.tone = label, tone
        return arrival

    UNSENT = "unsent", "Chưa gửi", "neutral"
    UNSEEN = "unseen", "Chưa xem", "warning"
    SEEN = "seen", "Đã xem, chưa vào sổ", "info"
    REGISTERED = "registered", "Đã vào sổ", "success"
    RETURNED = "returned", "Trả lại", "danger"
    MAILED = "mailed", "Gửi thư điện tử", "info"
    HANDED_OVER = "handed_over", "Tải gói về để gửi", "warning"


class RecipientGroup(StrEnum):
    """Units below the acting tenant that are chosen together."""

    label: str
    kind: TenantKind

    def __new__(cls, value: str, label: str, kind: TenantKind) -> Self:
        group = str.__new__(cls, value)
        group._value_ = value
        group.label, group.kind = label, kind
        return group

    COMMUNES = "communes", "Tất cả xã, phường, đặc khu", TenantKind.COMMUNE
    DEPARTMENTS = "departments", "Tất cả sở, ban, ngành", TenantKind.DEPARTMENT
    SCHOOLS = "schools", "Tất cả trường học", TenantKind.SCHOOL
    ENTERPRISES = "enterprises", "Tất cả doanh nghiệp", TenantKind.ENTERPRISE
