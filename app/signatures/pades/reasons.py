"""Why a signature is not simply valid, in the words of the office."""

from collections.abc import Sequence
from datetime import datetime

from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate

from app.lib import clock, dates
from app.signatures.pades.certificates import Certificate
from app.signatures.pades.standing import Standing
from app.signatures.terms import Verdict

BROKEN = "Dữ liệu chữ ký trong tệp bị hỏng nên không kiểm tra được."
TAMPERED = "Nội dung đã ký bị sửa: giá trị băm của tệp không khớp với chữ ký."
NOT_COVERED = "Chữ ký không bao trùm toàn bộ phần đã ký: có dữ liệu lạ được chèn vào tệp."
TAIL = "Có dữ liệu lạ nối vào cuối tệp."
CHANGED = "Tệp bị sửa sau khi ký (không phải do ký thêm)."
BAD_TIMESTAMP = "Dấu thời gian kèm theo không xác nhận được nên chỉ lấy giờ máy của người ký."
OTHER_NAME = "Chữ ký nguyên vẹn, nhưng {}."
_WEAK = "Chữ ký dùng thuật toán không còn an toàn."
_USE = "Chứng thư số này không được cấp để ký văn bản."


def summary(verdicts: Sequence[Verdict], *, is_changed: bool) -> tuple[Verdict, str]:
    """The verdict on a file of signatures with these verdicts, and a sentence or two on it.

    `is_changed`: something was done to it after one of them.
    """
    count = len(verdicts)
    if not count:
        return Verdict.UNSIGNED, "Tệp chưa có chữ ký số nào."
    if Verdict.INVALID in verdicts:
        bad = verdicts.count(Verdict.INVALID)
        why = "Tệp đã bị sửa sau khi ký: " if is_changed else ""
        return (
            Verdict.INVALID,
            f"{why}{bad} trong {count} chữ ký số không hợp lệ. Không nên sử dụng tệp.",
        )
    if Verdict.DOUBTFUL in verdicts:
        return (
            Verdict.DOUBTFUL,
            "Nội dung còn nguyên vẹn nhưng chưa xác nhận được đầy đủ người ký hoặc thời điểm ký.",
        )
    return Verdict.VALID, (
        f"Văn bản có {count} chữ ký số hợp lệ; nội dung không thay đổi từ khi ký."
        if count > 1
        else "Chữ ký số hợp lệ; nội dung không thay đổi từ khi ký."
    )


def verdict(
    is_whole: bool,
    is_changed: bool,
    holding: Standing,
    then: Standing | None,
) -> Verdict:
    """`holding` is the signature as of its certified time, else now; `then` as of its claimed one.

    A certificate that held when the signer says to have signed, and no longer does, leaves a doubt;
    one that did not hold even then is bad. A stranger's is a doubt: whom to trust is a setting.
    """
    if not is_whole or is_changed:
        return Verdict.INVALID
    if holding.is_trusted:
        return Verdict.VALID
    if then is not None and then.is_trusted:
        return Verdict.DOUBTFUL
    bound = then or holding
    is_unknown = bound.revoked_at is None and bound.problem in _UNKNOWN
    return Verdict.DOUBTFUL if is_unknown else Verdict.INVALID


_UNKNOWN = {
    AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND,
    AdESIndeterminate.TRY_LATER,
    AdESIndeterminate.NO_SIGNING_CERTIFICATE_FOUND,
}


def of_trust(
    facts: Certificate,
    holding: Standing,
    then: Standing | None,
    *,
    claimed: datetime | None,
    stamped: datetime | None,
    now: datetime,
) -> tuple[str, ...]:
    """Why the signer's certificate is not trusted; () where it is."""
    if holding.is_trusted:
        return ()
    moment = stamped or claimed or now
    if holding.revoked_at is not None:
        whose = "của tổ chức cấp chứng thư" if holding.is_authority_revoked else "của người ký"
        return (_revoked(whose, holding.revoked_at, moment, is_certified=stamped is not None),)
    if not facts.is_in_time(moment) or not facts.is_in_time(stamped or now):
        return (_out_of_time(facts, moment, is_certified=stamped is not None),)
    return (_other(facts, holding),)


def _revoked(whose: str, since: datetime, moment: datetime, *, is_certified: bool) -> str:
    day = dates.short(clock.local(since).date())
    if moment >= since or is_certified:
        return f"Chứng thư số {whose} đã bị thu hồi từ ngày {day}, trước thời điểm ký."
    return (
        f"Chứng thư số {whose} đã bị thu hồi từ ngày {day}; không có dấu thời gian để khẳng định "
        "đã ký trước ngày đó."
    )


def _out_of_time(facts: Certificate, moment: datetime, *, is_certified: bool) -> str:
    until = dates.short(clock.local(facts.not_after).date())
    if moment < facts.not_before:
        begin = dates.short(clock.local(facts.not_before).date())
        return f"Chứng thư số chưa có hiệu lực khi ký (hiệu lực từ ngày {begin})."
    if moment > facts.not_after or is_certified:
        return f"Chứng thư số đã hết hạn khi ký (hết hạn ngày {until})."
    return (
        f"Chứng thư số đã hết hạn ngày {until}; không có dấu thời gian để khẳng định đã ký trước "
        "ngày đó."
    )


def _other(facts: Certificate, holding: Standing) -> str:
    problem = holding.problem
    if problem in (
        AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE,
        AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE_NO_POE,
    ):
        return _WEAK
    if problem is AdESIndeterminate.CHAIN_CONSTRAINTS_FAILURE:
        return _USE
    if problem is AdESFailure.NOT_YET_VALID or problem is AdESIndeterminate.NOT_YET_VALID:
        return "Chứng thư số chưa có hiệu lực khi ký."
    return (
        f"Không dựng được chuỗi tin cậy: chứng thư do “{facts.issuer}” cấp, tệp không kèm đủ chuỗi "
        "chứng thư hoặc tổ chức gốc chưa có trong danh sách tin cậy."
    )
