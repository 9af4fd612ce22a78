"""In whose name a paper is signed, and which papers that fits (Decree 30/2020/NĐ-CP).

The lines above the name are those of annex I, section II, point 7: `TM.` for a body that decides
together, `Q.` before the position of who is given the head's powers, `KT.`, `TL.` and `TUQ.` before
the head's position. Article 13 says who may sign so.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from app.documents.terms import PaperKind
from app.lib.errors import Invalid
from app.lib.text import fold


class Organ(StrEnum):
    """Whose paper it is. `body` decides together and is named after `TM.`; `head` heads it.

    A decision in the power of the committee's chair alone is the chair's (`CHAIR`): no `TM.`.
    """

    label: str
    body: str
    head: str
    deputy: str

    def __new__(cls, value: str, label: str, body: str, head: str, deputy: str) -> Self:
        organ = str.__new__(cls, value)
        organ._value_ = value
        organ.label, organ.body, organ.head, organ.deputy = label, body, head, deputy
        return organ

    COMMITTEE = (
        *("committee", "Ủy ban nhân dân", "ỦY BAN NHÂN DÂN"),
        *("CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    )
    CHAIR = "chair", "Chủ tịch Ủy ban nhân dân", "", "CHỦ TỊCH", "PHÓ CHỦ TỊCH"
    COUNCIL = "council", "Hội đồng", "HỘI ĐỒNG", "CHỦ TỊCH", "PHÓ CHỦ TỊCH"
    CLUSTER = "cluster", "Cụm, khối thi đua", "CỤM THI ĐUA", "CỤM TRƯỞNG", "CỤM PHÓ"
    DEPARTMENT = "department", "Sở, ban, ngành", "", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"
    SCHOOL = "school", "Trường học", "", "HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG"
    ENTERPRISE = "enterprise", "Doanh nghiệp", "", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"


class Capacity(StrEnum):
    """By what right a person signs; `mark` is the abbreviation that the decree prints."""

    label: str
    mark: str

    def __new__(cls, value: str, label: str, mark: str) -> Self:
        capacity = str.__new__(cls, value)
        capacity._value_ = value
        capacity.label, capacity.mark = label, mark
        return capacity

    HEAD = "head", "Người đứng đầu", ""
    ACTING = "acting", "Quyền cấp trưởng (Q.)", "Q."
    DEPUTY = "deputy", "Ký thay (KT.)", "KT."
    BY_ORDER = "by_order", "Ký thừa lệnh (TL.)", "TL."
    BY_AUTHORIZATION = "by_authorization", "Ký thừa ủy quyền (TUQ.)", "TUQ."

    @property
    def is_given(self) -> bool:
        """Whether it must be given in writing before anybody signs so (article 13, 3 and 4)."""
        return self in (Capacity.BY_ORDER, Capacity.BY_AUTHORIZATION)

    @property
    def is_delegated(self) -> bool:
        """Whether somebody other than the head signs."""
        return self.is_given or self is Capacity.DEPUTY


HEADS_OWN = frozenset(
    {
        PaperKind.RESOLUTION,
        PaperKind.DECISION,
        PaperKind.DIRECTIVE,
        PaperKind.REGULATION,
        PaperKind.RULES,
    }
)
"""Kinds that the body or its head decides: signed by the head or a deputy, never `TL.` or `TUQ.`.

Article 13 lets a head hand down "some kinds of paper" and leaves which to the office's rules of
work; decisions on emulation and commendation are the head's own by the law that gives the power.
"""


@dataclass(frozen=True, slots=True)
class Block:
    """What stands above the signer's name: the lines of the capacity, then the position."""

    lines: tuple[str, ...]
    position: str

    @property
    def label(self) -> str:
        """The lines as one: "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH"."""
        return " / ".join((*self.lines, self.position))


def block(
    organ: Organ,
    capacity: Capacity,
    position: str = "",
    *,
    head: str = "",
    body: str = "",
    deputy_of: str = "",
) -> Block:
    """The lines above the name of who signs for `organ` in this capacity.

    `position` is the signer's own; the head and a deputy need not say it. `head` and `body` replace
    the usual ones ("BAN QUẢN LÝ", "TRƯỞNG BAN"). Who signs by order may have a deputy sign
    (article 13, 4): `deputy_of` is then the position of who was ordered. Raises Invalid at
    `position` where it is needed and not said, at `deputy_of` for another capacity.
    """
    head = (head or organ.head).upper()
    body = (body or organ.body).upper()
    position = " ".join(position.upper().split())
    if deputy_of and capacity is not Capacity.BY_ORDER:
        raise Invalid("Chỉ người được giao ký thừa lệnh mới giao cấp phó ký thay.", "deputy_of")
    together = (f"TM. {body}",) if body else ()
    if capacity is Capacity.HEAD:
        return Block(together, position or head)
    if capacity is Capacity.ACTING:
        return Block(together, f"Q. {head}")
    if capacity is Capacity.DEPUTY:
        return Block((*together, f"KT. {head}"), position or organ.deputy)
    if not position:
        raise Invalid("Hãy ghi chức vụ của người ký, ví dụ CHÁNH VĂN PHÒNG.", "position")
    through = (f"KT. {deputy_of.upper()}",) if deputy_of else ()
    return Block((f"{capacity.mark} {head}", *through), position)


def capacity_of(lines: tuple[str, ...], position: str) -> Capacity:
    """By what right somebody signs under these lines.

    A deputy of who signs by order signs by order: the first of `TL.` and `KT.` counts.
    """
    marks = [fold(line).partition(" ")[0] for line in lines]
    for mark in marks:
        for capacity in (Capacity.BY_AUTHORIZATION, Capacity.BY_ORDER, Capacity.DEPUTY):
            if mark.startswith(fold(capacity.mark)):
                return capacity
    acting = any(fold(text).startswith("q.") for text in (*lines, position))
    return Capacity.ACTING if acting else Capacity.HEAD


def fits(capacity: Capacity, kind: PaperKind) -> bool:
    """Whether a paper of this kind may be signed in this capacity at all."""
    return not (capacity.is_given and kind in HEADS_OWN)


def check_fits(capacity: Capacity, kind: PaperKind) -> None:
    """Raise Invalid at `signing_lines` where a paper of this kind is never signed so."""
    if not fits(capacity, kind):
        raise Invalid(
            f"{kind.label} do người đứng đầu hoặc cấp phó ký thay ký, không ký {capacity.mark} "
            "(khoản 3, 4 Điều 13 Nghị định 30/2020/NĐ-CP). Hãy chọn người ký khác.",
            "signing_lines",
        )
