"""Numbers and their series (Decree 30/2020/NĐ-CP, article 15)."""

import re
from collections.abc import Sequence
from datetime import date

from app.documents.terms import PaperKind
from app.lib import dates
from app.lib.errors import Conflict, Invalid
from app.registers.models import OutgoingPaper
from app.registers.policies.limits import (
    LONGEST_REASON,
    MOST_RESERVED,
    MOST_SKIPPED,
    MOST_SKIPPED_UNASKED,
)
from app.registers.terms import PaperState

STILL_OPEN = frozenset({PaperState.RESERVED, PaperState.OUTSIDE})
CONFIRM_GAP = "confirm_gap"
NOT_CONFIRMED = "Chưa xác nhận các số bị bỏ qua."
_NUMBER = re.compile(r"0*([1-9][0-9]{0,4})")
_SYMBOL = re.compile(r"[^\W\d_][\w.\-]{0,39}")


def series_of(kind: PaperKind, symbol: str) -> str:
    """The row of numbers in which a paper counts.

    Papers of one kind and organ count together ("KH-UBND"); official letters of one organ count
    together whatever office drafted them: "UBND-VHXH" counts in "CV-UBND".
    """
    if kind.abbreviation:
        return symbol
    return f"CV-{symbol.partition('-')[0]}"


def check_number(wanted: str) -> int:
    """The number that an official typed. Raises Invalid at `number` for what is none."""
    found = _NUMBER.fullmatch(wanted.strip())
    if found is None:
        raise Invalid("Số văn bản chỉ gồm chữ số, ví dụ 01 hoặc 125.", "number")
    return int(found.group(1))


def check_symbol(symbol: str) -> str:
    """A symbol as typed ("KH-UBND"). Raises Invalid at `symbol` for what is none."""
    typed = symbol.strip()
    if _SYMBOL.fullmatch(typed) is None:
        raise Invalid("Ký hiệu viết liền, ví dụ KH-UBND hoặc UBND-VHXH.", "symbol")
    return typed


def check_skip(first: int, wanted: int, kept: Sequence[int], confirmed: bool | None) -> None:
    """Raises Invalid at `number` where the wanted one lies above the next, `first`.

    Numbers are skipped only where the clerk says that they were given outside of the system:
    `confirmed` is False for a form that asks but was not told, and None for one that does not ask
    and may skip up to 100. A form that asks has `confirm_gap` among the fields of the error, to
    show its box. `kept` are the reserved numbers, one of which may have been meant.
    """
    count = wanted - first
    if count > MOST_SKIPPED:
        raise Invalid(
            f"Số {wanted:02d} cách số tiếp theo ({first:02d}) quá xa; hãy xem lại số đã nhập.",
            "number",
        )
    if confirmed or (confirmed is None and count <= MOST_SKIPPED_UNASKED):
        return
    skipped = _skipped(first, wanted, kept)
    if confirmed is None:
        raise Invalid(
            f"{skipped} Nếu đúng là các số này đã cấp ngoài hệ thống, hãy ghi vào sổ trước: "
            f"Sổ văn bản đi → Giữ số, giữ số {wanted:02d}; rồi ban hành với số đó.",
            "number",
        )
    asked = "Nếu đúng là các số này đã cấp ngoài hệ thống, đánh dấu xác nhận."
    raise Invalid(fields={"number": [f"{skipped} {asked}"], CONFIRM_GAP: [NOT_CONFIRMED]})


def _skipped(first: int, wanted: int, kept: Sequence[int]) -> str:
    """What a number leaves out: "Số 70, bỏ qua 61 số (09–69). Số đang giữ: 02, 03."."""
    last = wanted - 1
    out = f"{first:02d}" if first == last else f"{first:02d}–{last:02d}"
    said = f"Số {wanted:02d}, bỏ qua {wanted - first} số ({out})."
    return f"{said} Số đang giữ: {', '.join(f'{one:02d}' for one in kept)}." if kept else said


def check_open(held: OutgoingPaper, year: int, last: int) -> None:
    """Raises Invalid at `number` for a number that a paper carries, or that was cancelled."""
    if held.state not in STILL_OPEN:
        raise Invalid(
            f"Số {held.full_number} của năm {year} đã dùng ({held.state.label.lower()}); "
            f"số tiếp theo là {last + 1:02d}.",
            "number",
        )


def check_day(
    issued_on: date,
    today: date,
    symbol: str,
    below: tuple[int, date] | None,
    above: tuple[int, date] | None,
) -> None:
    """The days of a series follow its numbers: a later number has no earlier day.

    `below` and `above` are the nearest numbers that papers carry, with their days. Raises Invalid
    at `issued_on`.
    """
    if issued_on > today:
        raise Invalid(f"Ngày ban hành không được sau hôm nay ({dates.short(today)}).", "issued_on")
    if below is not None and issued_on < below[1]:
        number, on = below
        raise Invalid(
            f"Số {number:02d}/{symbol} đã ban hành ngày {dates.short(on)}; số sau không được có "
            f"ngày trước đó. Chọn ngày từ {dates.short(on)}, hoặc dùng một số đã giữ trước đó.",
            "issued_on",
        )
    if above is not None and issued_on > above[1]:
        number, on = above
        raise Invalid(
            f"Số {number:02d}/{symbol} đã ban hành ngày {dates.short(on)}; số trước không được có "
            f"ngày sau đó. Chọn ngày đến {dates.short(on)}, hoặc dùng số tiếp theo.",
            "issued_on",
        )


def can_cancel(paper: OutgoingPaper) -> bool:
    """Whether its number may be cancelled: no paper carries it."""
    return paper.state in STILL_OPEN


def check_cancel(paper: OutgoingPaper) -> None:
    """Raises Conflict for the number of a paper, and for one that was cancelled."""
    if paper.state is PaperState.CANCELLED:
        raise Conflict(f"Số {paper.full_number} đã hủy trước đó.")
    if not can_cancel(paper):
        raise Conflict(
            f"Văn bản số {paper.full_number} đã ban hành nên không hủy số được; "
            "hãy thu hồi hoặc thay thế văn bản."
        )


def can_recover(paper: OutgoingPaper) -> bool:
    """Whether its number may be taken for skipped by mistake: it stands as given elsewhere."""
    return paper.state is PaperState.OUTSIDE


def check_recover(paper: OutgoingPaper) -> None:
    """Raises Conflict for a number that the system gave."""
    if not can_recover(paper):
        raise Conflict(
            f"Số {paper.full_number} đang ở tình trạng “{paper.state.label}”; chỉ lấy lại được số "
            "bị bỏ qua, ghi là cấp ngoài hệ thống."
        )


def check_span(first: int | None, last: int | None, lowest: int, highest: int) -> tuple[int, int]:
    """The numbers of a jump that are meant, all where none are named. Raises Invalid."""
    first, last = first or lowest, last or highest
    wrong = {
        name: [f"Chọn số từ {lowest:02d} đến {highest:02d}."]
        for name, number in (("first", first), ("last", last))
        if not lowest <= number <= highest
    }
    if not wrong and first > last:
        wrong["last"] = ["Số cuối không được nhỏ hơn số đầu."]
    if wrong:
        raise Invalid(fields=wrong)
    return first, last


def check_reason(reason: str) -> str:
    """The reason as it is kept. Raises Invalid at `reason` without one."""
    kept = reason.strip()
    if not 1 <= len(kept) <= LONGEST_REASON:
        raise Invalid(f"Cần ghi lý do (nhiều nhất {LONGEST_REASON} ký tự).", "reason")
    return kept


def check_reservation(*, year: int, count: int, until: date | None, today: date) -> None:
    """Raises Invalid with every fault of a reservation at its field."""
    wrong: dict[str, list[str]] = {}
    if not today.year - 1 <= year <= today.year + 1:
        wrong["year"] = [f"Chỉ giữ số của năm {today.year - 1} đến {today.year + 1}."]
    if not 1 <= count <= MOST_RESERVED:
        wrong["count"] = [f"Mỗi lần giữ từ 1 đến {MOST_RESERVED} số."]
    if until is not None and until < today:
        wrong["until"] = [f"Hạn giữ không được trước hôm nay ({dates.short(today)})."]
    if wrong:
        raise Invalid(fields=wrong)
