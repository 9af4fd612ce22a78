"""With what an urging starts; the office writes on from there."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from app.lib import characters, dates
from app.lib.errors import Invalid
from app.plans.terms import in_sentence, organ_name
from app.reminders.terms.deadlines import named_days
from app.reminders.terms.ladder import is_working_day
from app.reminders.terms.urging import IssuedAs
from tenants.models import Tenant, TenantKind

WORKING_DAYS_TO_REPLY = 5
FOUND_ON = re.compile(r"qua theo dõi, đến ngày (\d{2}/\d{2}/\d{4}) ")


def reply_day(today: date) -> date:
    """Five working days from today."""
    day, left = today, WORKING_DAYS_TO_REPLY
    while left:
        day += timedelta(days=1)
        left -= is_working_day(day)
    return day


def subject(title: str | None) -> str:
    """What stands after "V/v": "đôn đốc thực hiện Kế hoạch công tác thi đua …"."""
    if title is None:
        return "đôn đốc thực hiện nhiệm vụ công tác thi đua, khen thưởng"
    return f"đôn đốc thực hiện Kế hoạch {in_sentence(title)}"


def body(
    tenant: Tenant, *, issued_as: IssuedAs, plan: tuple[str, str] | None, today: date, reply: date
) -> str:
    """Three paragraphs: what was found, what is demanded by when, who answers for it.

    `plan` is the reference and the title of the plan.
    """
    voice = organ(tenant, issued_as)
    what = "Thực hiện nhiệm vụ công tác thi đua, khen thưởng"
    if plan is not None:
        reference, title = plan
        what = f"Thực hiện {reference} của {organ_name(tenant)} về {in_sentence(title)}"
    word = "đề nghị" if issued_as is IssuedAs.HOME_AFFAIRS else "yêu cầu"
    to = "các đơn vị có tên tại Phụ lục"
    receiver = _receiver(tenant, issued_as)
    return (
        f"{what}; qua theo dõi, đến ngày {dates.short(today)} vẫn còn đơn vị chưa hoàn thành nội "
        "dung, nhiệm vụ theo thời hạn được giao (có Phụ lục kèm theo).\n"
        f"Để bảo đảm tiến độ chung, {voice} {word} Thủ trưởng {to} khẩn trương chỉ đạo thực hiện "
        "các nội dung quá hạn, cập nhật kết quả, minh chứng trên hệ thống và báo cáo nguyên nhân "
        f"chậm về {receiver} chậm nhất ngày {dates.short(reply)}.\n"
        "Kết quả khắc phục là một căn cứ để theo dõi, đánh giá, xếp loại thi đua của đơn vị cuối "
        "năm."
    )


def with_reply(
    text: str,
    tenant: Tenant,
    *,
    ways: Iterable[IssuedAs],
    plan: tuple[str, str] | None,
    reply: date,
    kept: date | None = None,
) -> str:
    """The text with `reply` as the day of the answer where it is still the starting wording.

    Starting wording names the day that was proposed on its own day, or `kept`, the day of the
    draft before; in whichever of `ways` it was written. Any other text is given back unchanged.
    """
    found, named = FOUND_ON.search(text), named_days(text)
    if found is None or not named:
        return text
    try:
        found_on, old = dates.parse(found[1]), named[-1].on
    except Invalid:
        return text
    if old not in (reply_day(found_on), kept):
        return text
    for way in ways:
        if text == characters.tidy(
            body(tenant, issued_as=way, plan=plan, today=found_on, reply=old)
        ):
            return body(tenant, issued_as=way, plan=plan, today=found_on, reply=reply)
    return text


def organ(tenant: Tenant, issued_as: IssuedAs) -> str:
    """Who speaks: "UBND tỉnh Lạng Sơn", "Sở Nội vụ"."""
    if issued_as is IssuedAs.HOME_AFFAIRS:
        return _home_affairs(tenant)
    return organ_name(tenant)


def _home_affairs(tenant: Tenant) -> str:
    if tenant.kind is TenantKind.DISTRICT:
        return "Phòng Nội vụ"
    return "Sở Nội vụ"


def _receiver(tenant: Tenant, issued_as: IssuedAs) -> str:
    if issued_as is IssuedAs.DEPARTMENT:
        return tenant.name
    return _home_affairs(tenant)


def symbol(tenant: Tenant, issued_as: IssuedAs) -> str:
    """What follows the number: "UBND-NV", "SNV-TĐKT"."""
    if issued_as is IssuedAs.COMMITTEE:
        return "UBND-NV"
    if issued_as is IssuedAs.HOME_AFFAIRS:
        return "PNV-TĐKT" if tenant.kind is TenantKind.DISTRICT else "SNV-TĐKT"
    return "VP-TĐKT"


def recipients(tenant: Tenant, issued_as: IssuedAs) -> list[dict[str, str | None]]:
    """Nơi nhận: the addressees, those above, the archive."""
    rows: list[dict[str, str | None]] = [{"name": "Như trên", "purpose": None}]
    if issued_as is not IssuedAs.DEPARTMENT:
        rows.append({"name": f"Chủ tịch, các PCT UBND {tenant.unit_word}", "purpose": "b/c"})
    if issued_as is IssuedAs.HOME_AFFAIRS:
        rows.append({"name": f"Lãnh đạo {_home_affairs(tenant)}", "purpose": None})
    archive = "Lưu: VT, TĐKT" if issued_as is IssuedAs.HOME_AFFAIRS else "Lưu: VT, NV"
    return [*rows, {"name": archive, "purpose": None}]
