"""What a person may edit of a plan and of a task, with the names shown."""

SECTIONS: dict[str, str] = {
    "purpose": "Mục đích",
    "requirements": "Yêu cầu",
    "content": "Nội dung khác",
    "budget": "Kinh phí thực hiện",
    "implementation": "Tổ chức thực hiện",
    "closing": "Đoạn kết",
}
"""The parts of a plan's body besides its tasks, in the order in which they are printed."""

PLAN_FIELDS: dict[str, str] = {
    "kind": "Loại kế hoạch",
    "year": "Năm",
    "period": "Kỳ kế hoạch",
    "title": "Trích yếu",
    "symbol": "Ký hiệu",
    "place": "Địa danh",
    "legal_bases": "Căn cứ",
    **{f"sections.{name}": label for name, label in SECTIONS.items()},
    "recipients": "Nơi nhận",
}
"""What a person may edit of a plan, with the name shown for it."""

TASK_FIELDS: dict[str, str] = {
    "quarter": "Quý",
    "text": "Nội dung",
    "lead_office": "Cơ quan chủ trì",
    "support_offices": "Cơ quan phối hợp",
    "requested_offices": "Cơ quan được đề nghị",
    "deadline_on": "Hạn",
    "deadline_inclusive": "Tính cả ngày ghi hạn",
    "deadline_precision": "Cách ghi hạn",
    "tentative": "Dự kiến",
    "mandatory": "Bắt buộc",
    "decline_reason": "Lý do không thực hiện",
}
"""What a person may edit of a task, with the name shown for it."""
