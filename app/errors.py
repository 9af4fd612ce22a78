"""What is shown when something is wrong: a page for people, problem+json (RFC 9457) for programs.

Nothing of the inside is shown; every answer carries the request's id.
"""

from collections.abc import Iterator
from typing import Any

import structlog
from flask import (
    Flask,
    Response,
    current_app,
    g,
    jsonify,
    redirect,
    render_template,
    request,
)
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from app.access import declare
from app.lib.errors import Conflict, DomainError, Invalid, NotSignedIn, Stale
from app.lib.schemas import flatten
from tenants.db import refuse

log = structlog.get_logger()

TITLES = {
    400: "Yêu cầu chưa đúng",
    401: "Cần đăng nhập",
    403: "Không có quyền",
    404: "Không tìm thấy",
    405: "Cách gửi không được hỗ trợ",
    409: "Không thực hiện được lúc này",
    412: "Nội dung đã được người khác sửa",
    413: "Tệp quá lớn",
    415: "Loại dữ liệu không được hỗ trợ",
    422: "Nội dung nhập chưa đúng",
    428: "Thiếu phiên bản đang sửa",
    429: "Thử quá nhiều lần",
    500: "Hệ thống gặp lỗi",
    503: "Hệ thống tạm thời chưa sẵn sàng",
}
ADVICE = {
    400: "Hãy quay lại, kiểm tra nội dung rồi gửi lại.",
    404: "Địa chỉ không đúng, hoặc nội dung không thuộc đơn vị của bạn. Hãy về trang chủ.",
    405: "Hãy quay lại trang trước và dùng các nút trên trang.",
    413: "Mỗi tệp nhỏ hơn 20 MB, mỗi lần gửi không quá 25 MB. Hãy nén ảnh hoặc chia nhỏ tệp.",
    415: "Hãy gửi đúng loại dữ liệu được nêu trong tài liệu API.",
    422: "Hãy sửa các nội dung được nêu rồi gửi lại.",
    429: "Hãy đợi ít phút rồi thử lại. Nếu quên mật khẩu, hãy báo người quản trị của đơn vị.",
    500: "Việc vừa làm chưa được lưu. Hãy thử lại; nếu vẫn lỗi, báo người quản trị kèm mã yêu cầu.",
}

PUBLIC_ADVICE = "Nếu vẫn không được, hãy hỏi cơ quan ghi trên văn bản."
"""What whoever is not signed in may do about a thing that is not there."""

KEPT_HEADERS = ("Allow", "Retry-After")
"""What an HTTP error says in headers, and a program relies on."""

UNSTORABLE = frozenset({"22001", "22003", "22008", "22021", "22P05", "54000"})
"""PostgreSQL's words for a text too long, a number or date out of range, a character it does not
keep, an index entry too large."""

BUSY = frozenset({"40001", "40P01", "55P03", "57014"})
"""PostgreSQL's words for two who wait for each other, and for one who waited too long."""

NOT_RESUMED = frozenset({"accounts.sign_in", "accounts.sign_out", "accounts.switch"})
"""Forms that hold nothing worth keeping, or a password."""


def wants_problem() -> bool:
    """Whether the asker is a program."""
    return request.path.startswith("/api/") or request.accept_mimetypes.best == "application/json"


def problem(status: int, detail: str, **members: Any) -> Response:
    """An error as problem+json."""
    body = {
        "type": "about:blank",
        "title": TITLES.get(status, "Lỗi"),
        "status": status,
        "detail": detail,
        "instance": request.path,
        "request_id": g.get("request_id", ""),
        **members,
    }
    response = jsonify(body)
    response.status_code = status
    response.mimetype = "application/problem+json"
    return response


def page(status: int, detail: str, **values: Any) -> Response:
    """An error as a page. What the request had written is undone first."""
    refuse()
    shown = {"advice": ADVICE.get(status, ""), **values}
    body = render_template(
        "layout/error.html",
        back_url=_way_back(status),
        code=status,
        title=TITLES.get(status, "Lỗi"),
        message=detail,
        request_id=g.get("request_id", ""),
        **shown,
    )
    return Response(body, status=status, mimetype="text/html")


def _domain(error: DomainError) -> Response:
    members: dict[str, Any] = {}
    if isinstance(error, Invalid):
        members["errors"] = error.fields
    if isinstance(error, Stale):
        members["changed"] = {
            label: {"yours": mine, "current": current}
            for label, (mine, current) in error.changed.items()
        }
    if wants_problem():
        response = problem(error.status, error.message, **members)
        if isinstance(error, NotSignedIn):
            response.headers["WWW-Authenticate"] = _challenge()
        return response
    if isinstance(error, NotSignedIn):
        return resume_sign_in()
    if error.status == 404 and _is_public():
        members["advice"] = PUBLIC_ADVICE
    return page(error.status, error.message, **members)


def _is_public() -> bool:
    """Whether the page is for people who belong to no unit of the system."""
    view = current_app.view_functions.get(request.endpoint or "")
    return getattr(view, "access", None) == declare.PUBLIC


def _challenge() -> str:
    """How a program signs in (RFC 6750)."""
    sent = ', error="invalid_token"' if "Authorization" in request.headers else ""
    return f'Bearer realm="Thi Dua"{sent}'


def resume_sign_in() -> Response:
    """The sign-in page; what was typed travels with it and is sent on after signing in."""
    body = render_template(
        "accounts/sign_in.html",
        target=request.full_path.rstrip("?"),
        resumed_fields=_typed_fields(),
        lost_files=_lost_files(),
        errors={},
        email="",
    )
    return Response(body, status=401, mimetype="text/html")


def _typed_fields() -> list[tuple[str, str]]:
    """What the form of this request holds, repeated names included; no token, no password."""
    return [
        (name, value)
        for name, values in request.form.lists()
        for value in values
        if name != "csrf_token" and "password" not in name
    ]


def _lost_files() -> list[str]:
    """The names of the files that came along: they must be chosen again."""
    uploads = (file for _, files in request.files.lists() for file in files)
    return [file.filename for file in uploads if file.filename]


def _is_from_our_own_page() -> bool:
    """Whether the browser says that a page of this site sent the form."""
    origin = request.headers.get("Origin", "")
    return origin.rstrip("/") == request.host_url.rstrip("/")


def _forgery(error: CSRFError) -> Response:
    """A form without the token of this session.

    From a page of this site that is an old page (the session has ended, the person has changed
    the tenant since): what was typed is shown again, to be sent on by hand. From elsewhere it is
    refused.
    """
    refuse()
    detail = "Trang đã mở quá lâu hoặc mở từ nơi khác. Hãy tải lại trang rồi gửi lại."
    if wants_problem():
        return problem(400, detail)
    if not _is_from_our_own_page() or request.endpoint in NOT_RESUMED:
        return page(400, detail)
    if not current_user.is_authenticated:
        return resume_sign_in()
    body = render_template(
        "accounts/resume.html",
        target=request.full_path.rstrip("?"),
        resumed_fields=_typed_fields(),
        lost_files=_lost_files(),
        is_old_page=True,
    )
    return Response(body, status=400, mimetype="text/html")


def _pages_above(path: str) -> Iterator[tuple[str, bool]]:
    """The pages above an address that only takes forms, the nearest first, and whether each names
    a thing: "/plans/7", then "/plans", for "/plans/7/issuance". The home page is the last."""
    adapter = current_app.create_url_adapter(request)
    while adapter is not None and (path := path.rpartition("/")[0]):
        if adapter.test(path, method="GET"):
            yield path, bool(adapter.match(path, "GET")[1])
    yield "/", False


def _nearest_page(path: str) -> str:
    return next(page for page, _ in _pages_above(path))


def _nearest_list(path: str) -> str:
    """The nearest page above that names nothing: what it would name is not there."""
    return next(page for page, names in _pages_above(path) if not names)


def _way_back(status: int) -> str:
    """Where whoever met an error goes on: the page of this site that they came from, else the
    nearest one above this address."""
    above = _nearest_list if status == 404 else _nearest_page
    return _page_before() or above(request.path)


def _page_before() -> str:
    """The page of this site whose link or form led here; empty where it is this very page."""
    came = request.headers.get("Referer", "")
    is_this = request.method == "GET" and came.partition("?")[0] == request.base_url
    return came if came.startswith(request.host_url) and not is_this else ""


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    if status == 405 and request.method == "GET" and not wants_problem():
        return redirect(_nearest_page(request.path), 303)  # type: ignore[return-value]
    detail = ADVICE.get(status) or TITLES.get(status, "Yêu cầu không thực hiện được.")
    if wants_problem():
        messages: dict[str, Any] = (getattr(error, "data", None) or {}).get("messages") or {}
        errors = {name: said for one in messages.values() for name, said in flatten(one).items()}
        response = problem(status, detail, **({"errors": errors} if errors else {}))
    else:
        response = page(status, detail)
    kept = [(name, value) for name, value in error.get_headers() if name in KEPT_HEADERS]
    response.headers.extend(kept)
    return response


def _stale(_: StaleDataError) -> Response:
    return _domain(Stale())


def _integrity(error: IntegrityError) -> Response:
    name = getattr(getattr(error.orig, "diag", None), "constraint_name", None)
    log.warning("integrity", constraint=name, error=str(error.orig))
    return _domain(
        Conflict(
            "Việc này trùng với dữ liệu đã có hoặc văn bản đã ban hành, đã gửi nên không đổi được. "
            "Hãy tải lại trang để xem trạng thái hiện tại."
        )
    )


def _database(error: DBAPIError) -> Response:
    """What the database refused: a value that it cannot keep, or a wait without end."""
    code = getattr(error.orig, "sqlstate", None)
    if code in UNSTORABLE:
        log.warning("unstorable", sqlstate=code, error=str(error.orig))
        return _domain(Invalid("Có nội dung quá dài hoặc số quá lớn nên không lưu được."))
    if code in BUSY:
        log.warning("busy", sqlstate=code, error=str(error.orig))
        return _domain(Conflict("Có người khác đang xử lý cùng nội dung này; hãy thử lại."))
    return _unexpected(error)


def _unexpected(error: Exception) -> Response:
    log.exception("unexpected", request_id=g.get("request_id"))
    if wants_problem():
        return problem(500, ADVICE[500])
    return page(500, "Đã có lỗi ngoài dự kiến.")


def install(app: Flask) -> None:
    """Answer every error of `app` in Vietnamese."""
    app.register_error_handler(DomainError, _domain)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(CSRFError, _forgery)
    app.register_error_handler(StaleDataError, _stale)
    app.register_error_handler(IntegrityError, _integrity)
    app.register_error_handler(DBAPIError, _database)
    app.register_error_handler(Exception, _unexpected)
