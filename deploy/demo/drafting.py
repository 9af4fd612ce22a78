"""What offices write with, and papers of the province as they are being written."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from app.correspondence.actions import drafts
from app.correspondence.terms import Form, Purpose
from app.documents.signing import Capacity
from app.documents.terms import Urgency
from app.stationery.actions import letterheads, text_blocks
from app.stationery.terms.letterheads import COMMITTEE_ORGAN, HOME_OFFICE_ORGAN
from app.stationery.terms.library import BY_KEY
from app.stationery.terms.text_blocks import Slot
from deploy.demo.cast import Cast
from deploy.demo.people import Person
from deploy.demo.stage import Scene, moment

LAW = BY_KEY["bases.award-law"].text
REGULATION = (
    "Căn cứ Quyết định của Ủy ban nhân dân tỉnh ban hành Quy chế thi đua, khen thưởng trên địa bàn "
    "tỉnh Lạng Sơn"
)


def scenes(cast: Cast) -> Iterator[Scene]:
    """The stationery is set in July; in November the province writes of the end of the year."""
    home = cast.communes["Điềm He"]
    yield Scene(moment(date(2026, 7, 2), 8), cast.officer, _province_stationery)
    yield Scene(moment(date(2026, 7, 2), 9), home.officer, _commune_stationery)
    yield Scene(moment(date(2026, 11, 16), 8), cast.officer, lambda by: _papers(cast, by))


def _province_stationery(by: Person) -> None:
    letterheads.set_letterhead(
        organ=HOME_OFFICE_ORGAN,
        version=0,
        values={"address": "Phường Lương Văn Tri, tỉnh Lạng Sơn", "phone": "0205 3812 345"},
        by=by,
    )
    shared = text_blocks.add(
        values={
            "title": "Quy chế thi đua, khen thưởng của tỉnh",
            "text": REGULATION,
            "slot": Slot.BASES,
            "kind": None,
            "level": None,
        },
        by=by,
    )
    text_blocks.issue(text_block_id=shared.id, is_issued=True, by=by)


def _commune_stationery(by: Person) -> None:
    letterheads.set_letterhead(
        organ=COMMITTEE_ORGAN,
        version=0,
        values={
            "unit": "VHXH",
            "address": "Xã Điềm He, tỉnh Lạng Sơn",
            "email": "ubnd.diemhe@example.vn",
        },
        by=by,
    )
    own = text_blocks.adopt(key="organisation.culture-office", by=by)
    text_blocks.change(
        text_block_id=own.id,
        version=None,
        changes={
            "text": "Phòng Văn hóa - Xã hội chủ trì, phối hợp với Văn phòng và 21 thôn triển khai; "
            "báo cáo Ủy ban nhân dân xã trước ngày 25 hằng tháng."
        },
        by=by,
    )


def _papers(cast: Cast, by: Person) -> None:
    communes = [
        {
            "tenant_id": unit.tenant.id,
            "name": f"UBND {unit.tenant.name_in_text}",
            "purpose": Purpose.CARRY_OUT,
            "group": "UBND các xã, phường",
        }
        for unit in cast.communes.values()
    ]
    for form, values in (_letter(), _invitation(), _plan()):
        signed = {"capacity": Capacity.HEAD, "signer_name": "Nông Đức Tiến"}
        drafts.write(form=form, values={**signed, "recipients": communes, **values}, by=by)


def _letter() -> tuple[Form, Mapping[str, Any]]:
    return Form.LETTER, {
        "organ": HOME_OFFICE_ORGAN,
        "unit": "TĐKT",
        "abstract": "gửi hồ sơ đề nghị khen thưởng tổng kết năm 2026",
        "urgency": Urgency.URGENT,
        "content": {
            "addressees": ["Ủy ban nhân dân các xã, phường"],
            "opening": "Để kịp trình Hội đồng Thi đua - Khen thưởng tỉnh xét khen thưởng tổng kết "
            "năm 2026, Sở Nội vụ đề nghị các đơn vị thực hiện một số nội dung sau:",
            "body": "1. Rà soát tiêu chuẩn, tổ chức bình xét và lập hồ sơ theo đúng quy định.\n"
            "2. Gửi hồ sơ về Sở Nội vụ trước ngày 10/12/2026, gồm:\n- Tờ trình kèm danh sách;\n"
            "- Báo cáo thành tích;\n- Biên bản họp xét.\n"
            "Đề nghị các đơn vị quan tâm, phối hợp thực hiện.",
        },
    }


def _invitation() -> tuple[Form, Mapping[str, Any]]:
    return Form.INVITATION, {
        "abstract": "Dự Hội nghị tổng kết phong trào thi đua năm 2026",
        "content": {
            "addressees": [
                "Ông Hoàng Văn Nghiệm, nguyên Chủ tịch UBND tỉnh",
                "Bà Lương Thị Mai, Anh hùng Lao động",
                "Đại diện lãnh đạo các sở, ban, ngành",
                "Đại diện lãnh đạo UBND các xã, phường",
            ],
            "event": "Hội nghị tổng kết phong trào thi đua và công tác khen thưởng năm 2026",
            "chair": "Lãnh đạo Ủy ban nhân dân tỉnh",
            "begun": "08 giờ 00, thứ Sáu, ngày 18 tháng 12 năm 2026",
            "venue": "Hội trường Ủy ban nhân dân tỉnh",
            "agenda": "- Báo cáo tổng kết phong trào thi đua năm 2026;\n- Trao tặng các hình thức "
            "khen thưởng;\n- Ký kết giao ước thi đua năm 2027.",
            "closing": "Rất mong quý đại biểu sắp xếp thời gian đến dự đầy đủ, đúng giờ.",
        },
    }


def _plan() -> tuple[Form, Mapping[str, Any]]:
    return Form.PLAN, {
        "abstract": "Tổ chức Hội nghị tổng kết phong trào thi đua năm 2026",
        "content": {
            "bases": [LAW, REGULATION],
            "opening": "Ủy ban nhân dân tỉnh ban hành Kế hoạch tổ chức Hội nghị như sau:",
            "body": "I. MỤC ĐÍCH, YÊU CẦU\n1. Đánh giá kết quả phong trào thi đua năm 2026.\n"
            "2. Hội nghị tổ chức trang trọng, tiết kiệm, hiệu quả.\nII. NỘI DUNG\n"
            "| TT | Công việc | Cơ quan thực hiện | Thời hạn |\n|---|---|---|---|\n"
            "| 1 | Xây dựng báo cáo tổng kết | Sở Nội vụ | 05/12/2026 |\n"
            "| 2 | Khánh tiết, hội trường | Văn phòng UBND tỉnh | 17/12/2026 |\n"
            "III. TỔ CHỨC THỰC HIỆN\nSở Nội vụ là cơ quan đầu mối, theo dõi, đôn đốc việc thực "
            "hiện Kế hoạch này.",
        },
    }
