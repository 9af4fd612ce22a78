"""Pages: the provinces, for the operator of the platform."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.directory import jobs, queries
from app.directory.views.blueprint import pages
from app.lib.errors import NotFound
from tenants.models import TenantKind

PARTS = {
    "communes": ("Xã, phường, đặc khu", TenantKind.COMMUNE, False),
    "districts": ("Huyện đã kết thúc", TenantKind.DISTRICT, True),
    "old-communes": ("Xã cũ", TenantKind.COMMUNE, True),
    "old-provinces": ("Tỉnh cũ", TenantKind.PROVINCE, True),
    "departments": ("Sở, ban, ngành", TenantKind.DEPARTMENT, False),
    "schools": ("Trường học", TenantKind.SCHOOL, False),
    "enterprises": ("Doanh nghiệp", TenantKind.ENTERPRISE, False),
}


@pages.get("/provinces")
@requires(Permission.PLATFORM_MANAGE)
def provinces() -> str:
    """The 34 provinces, and how far each is provisioned."""
    return render_template("directory/provinces.html", provinces=queries.provinces())


@pages.get("/provinces/<code>")
@requires(Permission.PLATFORM_MANAGE)
def province(code: str) -> str:
    """One province with its units of today and before, and who succeeded whom."""
    part = request.args.get("part", "communes")
    if part not in PARTS:
        raise NotFound("Không có phần này của trang.")
    _, kind, is_closed = PARTS[part]
    text = request.args.get("q", "")
    number = request.args.get("page", 1, type=int)
    found = queries.province_page(code, kind=kind, is_closed=is_closed, text=text, page=number)
    return render_template("directory/province.html", found=found, part=part, parts=PARTS, q=text)


@pages.post("/provinces/<code>/provisioning")
@requires(Permission.PLATFORM_MANAGE)
def provision(code: str) -> Response:
    """Let the worker provision a province; what is there already stays as it is."""
    jobs.ask_provisioning(code=code, by=current_user)
    flash("Đã giao việc khởi tạo; trang này tự cập nhật khi xong.", "success")
    return redirect(url_for("directory.province", code=code), 303)


@pages.get("/provinces/<code>/provisioning")
@requires(Permission.PLATFORM_MANAGE)
def provisioning(code: str) -> dict[str, object]:
    """How far the provisioning is, for the page that waits."""
    found = queries.provisioning(code)
    if found is None:
        raise NotFound("Chưa có việc khởi tạo nào cho tỉnh này.")
    return {
        "state": found.state,
        "percent": found.percent,
        "message": found.message,
        "url": url_for("directory.province", code=code) if found.state == "done" else None,
    }
