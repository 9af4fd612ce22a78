"""What a delegation to sign must say (Decree 30/2020/NĐ-CP, article 13)."""

from datetime import date

from app.correspondence.models import Delegation
from app.documents.signing import HEADS_OWN, Capacity
from app.lib.errors import Invalid
from app.lib.text import fold

LONGEST_DAYS = 366 * 5
LONGEST = {"name": 120, "position": 160, "basis": 1000}


def check_given(given: Delegation) -> None:
    """Raise Invalid with the message of every field at fault."""
    wrong: dict[str, list[str]] = {}
    if not given.capacity.is_delegated:
        wrong["capacity"] = ["Chọn ký thay (KT.), ký thừa lệnh (TL.) hoặc thừa ủy quyền (TUQ.)."]
    for field, asked in (
        ("name", "Hãy ghi họ tên người được giao ký."),
        ("position", "Hãy ghi chức vụ in dưới dòng KT., TL., TUQ., ví dụ CHÁNH VĂN PHÒNG."),
        ("basis", "Hãy ghi văn bản giao: quy chế làm việc, quyết định phân công, giấy ủy quyền."),
    ):
        text = getattr(given, field)
        if not text:
            wrong[field] = [asked]
        elif len(text) > LONGEST[field]:
            wrong[field] = [f"Dài quá {LONGEST[field]} ký tự; hãy viết gọn lại."]
    wrong |= _days(given) | _kinds(given)
    if fold(given.position).startswith(("kt.", "tl.", "tuq.", "tm.")):
        wrong["position"] = ["Chỉ ghi chức vụ; KT., TL., TUQ. do hệ thống thêm."]
    if wrong:
        raise Invalid(fields=wrong)


def _days(given: Delegation) -> dict[str, list[str]]:
    if given.to_on is None:
        if given.capacity is Capacity.BY_AUTHORIZATION:
            return {"to_on": ["Ủy quyền ký phải có thời hạn; hãy ghi ngày cuối."]}
        return {}
    if given.to_on < given.from_on:
        return {"to_on": ["Ngày cuối không được trước ngày đầu."]}
    if (given.to_on - given.from_on).days > LONGEST_DAYS:
        return {"to_on": ["Thời hạn dài quá 5 năm; hãy kiểm tra lại ngày."]}
    return {}


def _kinds(given: Delegation) -> dict[str, list[str]]:
    if not given.capacity.is_given:
        return {}
    if not given.kind_names:
        return {"kinds": ["Hãy chọn những loại văn bản được giao ký."]}
    own = [kind.label.lower() for kind in given.kinds if kind in HEADS_OWN]
    if own:
        return {
            "kinds": [
                f"Không giao ký {given.capacity.mark} {', '.join(own)}: người đứng đầu hoặc cấp "
                "phó ký."
            ]
        }
    return {}


def check_ending(given: Delegation, day: date, reason: str, today: date) -> None:
    """Raise Invalid where it is not said why, or the last day is none that is still to come.

    The day before the first day ends a delegation that has not begun.
    """
    wrong: dict[str, list[str]] = {}
    if not 5 <= len(reason.strip()) <= LONGEST["basis"]:
        wrong["reason"] = ["Hãy ghi lý do kết thúc, ít nhất 5 ký tự."]
    if day < today:
        wrong["last_on"] = ["Ngày cuối không được trước hôm nay; văn bản đã ký vẫn giữ giá trị."]
    elif given.to_on is not None and day > given.to_on:
        wrong["last_on"] = ["Ngày cuối phải trước ngày hết hạn đã ghi."]
    if wrong:
        raise Invalid(fields=wrong)
