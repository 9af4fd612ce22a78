"""Discipline, ballots, proposals, sessions: what must be there, and what no longer changes."""

from collections.abc import Collection, Sequence

from app.lib import clock
from app.lib.errors import Conflict, Invalid, NotAllowed, Stale
from app.scoring.deciding.counting import Part
from app.scoring.deciding.quotas import Share
from app.scoring.deciding.terms import BallotState, Electorate, VoteWay
from app.scoring.models import Ballot, BallotVoter, CouncilSession, Discipline

LONGEST_WORDS = 200
LONGEST_TEXT = 4_000
FEWEST_VOTERS = 3
MOST_CANDIDATES = 60
MOST_PEOPLE = 200
MOST_PART = 1_000
FIRST_YEAR, LAST_YEAR = 2000, 2100


def check_words(given: dict[str, tuple[str, str]]) -> None:
    """Raises Invalid at every field (name → what it is, what was written) empty or too long."""
    wrong = {
        name: [f"Cần ghi {what} (tối đa {LONGEST_WORDS} ký tự)."]
        for name, (what, written) in given.items()
        if not written.strip() or len(written) > LONGEST_WORDS
    }
    if wrong:
        raise Invalid(fields=wrong)


def check_text(name: str, written: str | None, what: str, *, required: bool = True) -> None:
    """Raises Invalid at `name` for an empty or over-long text."""
    text = (written or "").strip()
    if (required and not text) or len(text) > LONGEST_TEXT:
        raise Invalid(f"Cần ghi {what} (tối đa {LONGEST_TEXT} ký tự).", name)


def check_version(held: int, now: int) -> None:
    """Raises Stale where something has happened since the page was opened."""
    if held != now:
        raise Stale("Nội dung đã thay đổi sau khi bạn mở trang; hãy xem lại rồi thực hiện.")


def can_withdraw(discipline: Discipline) -> bool:
    """Once."""
    return discipline.withdrawn_at is None


def check_withdraw(discipline: Discipline) -> None:
    """Raises Conflict where it was withdrawn before."""
    if not can_withdraw(discipline):
        raise Conflict("Trường hợp này đã được rút trước đó.")


def can_open(ballot: Ballot) -> bool:
    """A ballot that was prepared."""
    return ballot.state is BallotState.DRAFT


def check_draft(ballot: Ballot) -> None:
    """Raises Conflict for a ballot that is open, counted or cancelled."""
    if not can_open(ballot):
        raise Conflict(f"Cuộc bỏ phiếu này: {ballot.state.label.lower()}; không mở được nữa.")


def check_voters(count: int) -> None:
    """Raises Invalid where so few vote that everybody would know who voted what."""
    if count < FEWEST_VOTERS:
        raise Invalid(
            f"Cần ít nhất {FEWEST_VOTERS} người bỏ phiếu (đang có {count}). Hãy giao vai trò "
            "“Thành viên Hội đồng” ở mục Người dùng, hoặc thêm thành viên chưa có tài khoản.",
            "extra",
        )


def check_electorate(electorate: Electorate, by_hand: bool, cluster_id: int | None) -> None:
    """Raises Invalid where units of a cluster would vote otherwise than on paper at its meeting."""
    if electorate is Electorate.CLUSTER and (cluster_id is None or not by_hand):
        raise Invalid(
            "Các đơn vị của cụm bỏ phiếu giấy tại hội nghị cụm: chọn cụm và “Kiểm phiếu giấy”.",
            "electorate",
        )


def check_parts(parts: dict[str, Part]) -> None:
    """Raises Invalid at every part (field → part) that is no part of a whole."""
    wrong = {
        name: ["Phải là một phần của tổng số, ví dụ 4/5."]
        for name, part in parts.items()
        if not 0 < part.numerator <= part.denominator <= MOST_PART
    }
    if wrong:
        raise Invalid(fields=wrong)


def can_vote(ballot: Ballot, voter: BallotVoter | None) -> bool:
    """Whoever is in the register and has not voted, while the ballot is open."""
    return (
        ballot.state is BallotState.OPEN
        and not ballot.by_hand
        and voter is not None
        and voter.way is VoteWay.NONE
    )


def check_vote(ballot: Ballot, voter: BallotVoter | None) -> BallotVoter:
    """The voter. Raises NotAllowed for a stranger, Conflict where the ballot is not open or the
    voter has voted."""
    if ballot.state is not BallotState.OPEN or ballot.by_hand:
        raise Conflict("Cuộc bỏ phiếu không mở để bỏ phiếu trên hệ thống.")
    if voter is None:
        raise NotAllowed("Bạn không có tên trong danh sách bỏ phiếu này.")
    if voter.way is not VoteWay.NONE:
        raise Conflict(f"{voter.name} đã bỏ phiếu; mỗi người chỉ bỏ phiếu một lần.")
    return voter


def check_open(ballot: Ballot, *, by_hand: bool) -> None:
    """Raises Conflict for a ballot that is not open, or is counted in the other way."""
    if ballot.state is not BallotState.OPEN:
        raise Conflict(f"Cuộc bỏ phiếu này: {ballot.state.label.lower()}.")
    if ballot.by_hand is not by_hand:
        raise Conflict(
            "Cuộc bỏ phiếu này kiểm phiếu giấy: nhập kết quả kiểm phiếu."
            if ballot.by_hand
            else "Cuộc bỏ phiếu này bỏ phiếu trên hệ thống: kết quả do hệ thống đếm."
        )


def quorum_of(ballot: Ballot) -> Part:
    """Which part of all has to vote."""
    return Part(ballot.quorum_numerator, ballot.quorum_denominator)


def pass_of(ballot: Ballot) -> Part:
    """Which part of all a candidate needs."""
    return Part(ballot.pass_numerator, ballot.pass_denominator)


def check_quorum(ballot: Ballot, cast: int) -> None:
    """Raises Conflict where too few of all have voted."""
    eligible = ballot.eligible or 0
    if not quorum_of(ballot).reached(cast, eligible):
        raise Conflict(
            f"Mới có {cast}/{eligible} phiếu; cần ít nhất {quorum_of(ballot).least(eligible)} "
            f"({quorum_of(ballot).label} tổng số). Hãy lấy ý kiến bằng văn bản của người vắng mặt."
        )


def can_cancel(ballot: Ballot) -> bool:
    """Until it is counted."""
    return ballot.state in (BallotState.DRAFT, BallotState.OPEN)


def check_cancel(ballot: Ballot) -> None:
    """Raises Conflict for a ballot that was counted or cancelled."""
    if not can_cancel(ballot):
        raise Conflict(f"Cuộc bỏ phiếu này: {ballot.state.label.lower()}; không hủy được nữa.")


def check_add(share: Share, member_id: int, name: str, band: str, bands: Sequence[str]) -> None:
    """Raises Invalid naming the quota where it is full, or the member's band is not allowed."""
    quota = share.quota
    allowed = quota.allowed(bands)
    if band not in allowed:
        raise Invalid(
            f"“{quota.award}” chỉ đề nghị đơn vị xếp {' hoặc '.join(allowed)}; {name} xếp "
            f"{band or 'chưa có mức'}.",
            "member_id",
        )
    if member_id in share.proposed:
        raise Invalid(f"{name} đã có trong danh sách đề nghị “{quota.award}”.", "member_id")
    if not share.room:
        raise Invalid(
            f"Chỉ tiêu “{quota.award}” là {share.limit}, đã đủ {len(share.proposed)}; muốn thay "
            "đơn vị khác thì ghi “Không đề nghị” một đơn vị trước.",
            "member_id",
        )


def can_edit(session: CouncilSession) -> bool:
    """Until the minutes are closed."""
    return session.closed_at is None


def check_edit(session: CouncilSession) -> None:
    """Raises Conflict once the minutes are closed."""
    if not can_edit(session):
        raise Conflict("Biên bản phiên họp đã chốt nên không sửa được.")


def check_year(year: int, years: Collection[int]) -> None:
    """Raises Invalid at "decided_on" for a day in the future or in a year long past."""
    if year not in years:
        raise Invalid("Ngày quyết định phải từ năm trước đến hôm nay.", "decided_on")


def check_final(unfinished: int) -> None:
    """Raises Conflict while somebody who competes may still change who is proposed."""
    if unfinished:
        raise Conflict(
            f"Danh sách còn tạm tính: còn {unfinished} đơn vị chưa được Hội đồng xác nhận. Hãy xác "
            "nhận hết, hoặc ghi đơn vị không tự chấm điểm, rồi mới bổ sung hoặc không đề nghị."
        )


def year_shown(wanted: int | None) -> int:
    """The year that a page asks for where there can be one (2000 to 2100), else the present one."""
    this = years()[-1]
    return wanted if wanted is not None and FIRST_YEAR <= wanted <= LAST_YEAR else this


def years() -> tuple[int, int]:
    """The years for which discipline is recorded: this one and the one before."""
    this = clock.today().year
    return this - 1, this
