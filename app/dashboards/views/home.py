"""Pages: what is waiting for me and what is late; search; the guide."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, public, requires, signed_in
from app.dashboards.queries import desk, matching
from app.dashboards.queries import guide as guides
from app.dashboards.queries import home as homes
from app.dashboards.queries import search as searches
from app.dashboards.queries import sendings as came
from app.dashboards.queries.sendings import Rates
from app.dashboards.schemas import home as schemas
from app.dashboards.terms import SearchGroup, SendingGroup
from app.dashboards.views.blueprint import pages
from app.lib import clock, dates, tables, workbooks
from app.lib.workbooks import Sheet, Value

PAGE_SIZE = 20
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


@pages.get("/")
@public
def front() -> Response:
    """The door: home for who is signed in, sign-in for who is not."""
    inside = current_user.is_authenticated
    return redirect(url_for("dashboards.home" if inside else "accounts.sign_in_form"))


@pages.get("/home")
@signed_in
def home() -> str:
    """The home page of a role."""
    return render_template(
        "dashboards/home.html",
        home=homes.home(current_user),
        weekday=WEEKDAYS[clock.today().weekday()],
        by_topic=desk.by_topic,
        address=schemas.address,
    )


@pages.get("/search")
@signed_in
def search() -> str:
    """Plans, tasks, units and people found by what was typed."""
    typed = request.args.get("q", "").strip()
    group = request.args.get("group", None, type=SearchGroup)
    page = max(request.args.get("page", 1, type=int), 1)
    size = PAGE_SIZE if group else searches.PREVIEW
    found = searches.search(typed, reader=current_user, group=group, page=page, page_size=size)
    return render_template(
        "dashboards/search.html",
        typed=typed[: matching.LONGEST_QUERY],
        group=group,
        found=found,
        page=page,
        page_size=size,
        address=schemas.address,
    )


@pages.get("/guide")
@public
def guide() -> str:
    """The user guide: which chapter is for whom. Who cannot sign in reads it too."""
    return render_template(
        "dashboards/guide.html", chapter=guides.front(), chapters=guides.chapters()
    )


@pages.get("/guide/<slug>")
@public
def guide_chapter(slug: str) -> str:
    """One chapter of the guide."""
    return render_template(
        "dashboards/guide.html", chapter=guides.chapter(slug), chapters=guides.chapters()
    )


SENDING_HEAD = (
    "Phải gửi",
    "Đã gửi",
    "Đúng hạn",
    "Gửi muộn",
    "Quá hạn chưa gửi",
    "Đã chấp nhận",
    "Đã trả lại",
    "Chờ xem xét",
)


def _sendings_asked() -> dict[str, Any]:
    """What the address narrows the numbers to, and what it may be narrowed to."""
    years = came.years()
    year = request.args.get("year", came.usual_year(years, clock.today()), type=int)
    group = request.args.get("by", SendingGroup.UNITS, type=SendingGroup)
    plan_id = request.args.get("plan", type=int)
    over_years = group is SendingGroup.YEARS
    narrowed = {"year": None if over_years else year, "plan_id": None if over_years else plan_id}
    return {
        "years": years,
        "year": year,
        "plan_id": plan_id,
        "group": group,
        "rows": came.by(group, **narrowed),
        "total": came.total(**narrowed),
    }


@pages.get("/plan-sendings")
@requires(Permission.PLAN_VIEW)
def sendings() -> str:
    """How the subordinates' plans come up: by unit, cluster, district and over time."""
    shown = _sendings_asked()
    return render_template(
        "dashboards/sendings.html",
        **shown,
        plans=came.plans(shown["year"]),
        groups=list(SendingGroup),
        head=SENDING_HEAD,
    )


def _sending_rows(shown: dict[str, Any]) -> list[list[str | int]]:
    """The rows of a spreadsheet; of a month it is not known how many were to come in it."""
    of_month = shown["group"] is SendingGroup.MONTHS
    rows = [_sending_row(row, of_month) for row in shown["rows"]]
    return [*rows, _sending_row(shown["total"], False)]


def _sending_row(row: Rates, of_month: bool) -> list[str | int]:
    return [
        row.label,
        "" if of_month else row.expected,
        row.received,
        row.on_time,
        row.late,
        "" if of_month else row.overdue,
        row.accepted,
        row.returned,
        row.waiting,
        "" if of_month else row.share(row.received),
        row.share(row.on_time),
    ]


def _sending_name(shown: dict[str, Any], ending: str) -> dict[str, str]:
    name = f"tinh-hinh-gui-ke-hoach-{shown['group'].value}-{shown['year']}.{ending}"
    return {"Content-Disposition": f'attachment; filename="{name}"'}


@pages.get("/plan-sendings.csv")
@requires(Permission.PLAN_VIEW)
def sendings_csv() -> Response:
    """The numbers for a spreadsheet, as text."""
    shown = _sendings_asked()
    head = (shown["group"].head, *SENDING_HEAD, "Tỷ lệ gửi", "Tỷ lệ đúng hạn")
    rows = [list(map(str, row)) for row in _sending_rows(shown)]
    headers = _sending_name(shown, "csv")
    return Response(tables.as_csv(head, rows), mimetype="text/csv", headers=headers)


@pages.get("/plan-sendings.xlsx")
@requires(Permission.PLAN_VIEW)
def sendings_xlsx() -> Response:
    """The numbers as a workbook."""
    shown = _sendings_asked()
    group = shown["group"]
    rows = [list(map(Value, row)) for row in _sending_rows(shown)]
    sheet = Sheet(
        name=group.label,
        title=f"Tình hình gửi kế hoạch năm {shown['year']}",
        head=(group.head, *SENDING_HEAD, "Tỷ lệ gửi", "Tỷ lệ đúng hạn"),
        rows=rows,
        widths=(34, *(12 for _ in range(10))),
        notes=(f"Số liệu đến {dates.stamp(clock.now())}",),
    )
    content = workbooks.as_xlsx([sheet])
    return Response(content, mimetype=workbooks.XLSX, headers=_sending_name(shown, "xlsx"))
