"""The numbers that envelopes write for what offices say in words (QCVN 102:2016)."""

import enum

ADMINISTRATIVE = 2
"""DocumentType/Type: 1 legal normative papers, 2 administrative papers."""
NOT_STEERING = 0
"""SteeringType: 0 no steering paper, 1 a steering paper, 2 a report on one."""


class Business(enum.IntEnum):
    """What the sender does with the paper (Bussiness/BussinessDocType)."""

    NEW = 0
    REVOKED = 1
    UPDATED = 2
    REPLACING = 3

    @property
    def label(self) -> str:
        """As the clerk reads it."""
        return _BUSINESS[self]


_BUSINESS = {
    Business.NEW: "văn bản mới",
    Business.REVOKED: "thu hồi văn bản",
    Business.UPDATED: "cập nhật văn bản đã gửi",
    Business.REPLACING: "thay thế văn bản đã gửi",
}

STATUSES = {
    1: "đã đến",
    2: "từ chối tiếp nhận",
    3: "đã tiếp nhận",
    4: "đã phân công xử lý",
    5: "đang xử lý",
    6: "đã hoàn thành",
    13: "yêu cầu lấy lại",
    15: "đồng ý lấy lại",
    16: "từ chối lấy lại",
}
"""Status/StatusCode: what a recipient's system answers."""
