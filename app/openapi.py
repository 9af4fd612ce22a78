"""The description of the API: /api/v1/openapi.json for programs, /api/v1/docs for people."""

import http
import re
from typing import Any

from apispec.ext.marshmallow import MarshmallowPlugin
from flask import Blueprint, Flask, Response, current_app, json, render_template, request
from flask_smorest import Api
from flask_smorest.utils import prepare_response
from marshmallow import Schema, fields

from app import reference
from app.access import public
from app.access.declare import PUBLIC, declared_access
from app.errors import TITLES
from app.lib.errors import NotFound

PREFIX = "/api/v1"
PROBLEM = "application/problem+json"
EXTENSION = "openapi_document"

DESCRIPTION = """\
Mọi việc làm được trên trang đều làm được qua API này, với cùng quyền và cùng quy tắc.

Gửi kèm mỗi yêu cầu tiêu đề `Authorization: Bearer <mã truy cập>`. Mã truy cập được tạo ở trang
“Tài khoản” và làm việc thay người tạo, trong đơn vị đang làm việc lúc tạo.

- Ngày ghi theo ISO 8601 (`2026-01-05`), thời điểm kèm múi giờ; số thập phân ghi thành chuỗi
  (`"9.5"`).
- Danh sách có phân trang nhận `page` và `page_size`.
- Dòng có thể sửa trả về tiêu đề `ETag`; khi sửa phải gửi lại trong `If-Match`. Thiếu thì nhận 428,
  đã có người khác sửa thì nhận 412.
- Lỗi được trả theo RFC 9457 (`application/problem+json`), nội dung bằng tiếng Việt; `errors` nêu
  từng mục nhập sai.
"""

pages = Blueprint("openapi", __name__)


class DifferenceSchema(Schema):
    """What one editor sent and what another has saved meanwhile."""

    yours = fields.String(metadata={"description": "Giá trị bạn gửi"})
    current = fields.String(metadata={"description": "Giá trị hiện có"})


class ProblemSchema(Schema):
    """An error, as RFC 9457 writes it."""

    type = fields.String(metadata={"example": "about:blank"})
    title = fields.String(metadata={"description": "Tên lỗi", "example": "Không tìm thấy"})
    status = fields.Integer(metadata={"description": "Mã trạng thái HTTP", "example": 404})
    detail = fields.String(metadata={"description": "Vì sao, và làm gì tiếp theo"})
    instance = fields.String(metadata={"description": "Địa chỉ được gọi"})
    request_id = fields.String(metadata={"description": "Mã yêu cầu, để báo lỗi"})
    errors = fields.Dict(
        keys=fields.String(),
        values=fields.List(fields.String()),
        metadata={"description": "Từng mục nhập sai và lý do"},
    )
    changed = fields.Dict(
        keys=fields.String(),
        values=fields.Nested(DifferenceSchema),
        metadata={"description": "Khi nhận 412: từng mục đã được người khác sửa"},
    )


class DescribedApi(Api):
    """flask-smorest, with errors as this product answers them (app/errors.py)."""

    ERROR_SCHEMA = ProblemSchema

    def _register_error_handlers(self) -> None:
        """Leave errors to the application."""

    def _register_responses(self) -> None:
        for status in http.HTTPStatus:
            self._describe(status.name, TITLES.get(status, status.phrase), status)
        self._describe("DEFAULT_ERROR", "Lỗi", 500)

    def _describe(self, name: str, description: str, status: int) -> None:
        response: dict[str, Any] = {"description": description}
        if status >= 400:
            response["schema"] = self.ERROR_SCHEMA
        prepare_response(response, self.spec, PROBLEM)
        self.spec.components.response(name, response, lazy=True)


def _schema_name(schema: type[Schema] | Schema) -> str:
    """The name of a schema in the description, with its room: two rooms may use the same word."""
    made_of = schema if isinstance(schema, type) else type(schema)
    room = made_of.__module__.split(".")[1]
    name = made_of.__name__.removesuffix("Schema")
    partial = "Partial" if isinstance(schema, Schema) and schema.partial else ""
    chosen = "".join(part.capitalize() for part in sorted(getattr(schema, "only", None) or ()))
    return f"{'' if room == 'openapi' else room.capitalize()}{partial}{name}{chosen}"


def api(app: Flask) -> DescribedApi:
    """The API of `app`, to which the rooms add their resources."""
    scheme = {"type": "http", "scheme": "bearer", "description": "Mã truy cập cá nhân"}
    described = DescribedApi(
        app,
        spec_kwargs={
            "marshmallow_plugin": MarshmallowPlugin(schema_name_resolver=_schema_name),
            "info": {"description": DESCRIPTION},
            "security": [{"bearer": []}],
            "servers": [{"url": "/"}],
        },
    )
    described.spec.components.security_scheme("bearer", scheme)
    app.extensions[EXTENSION] = described.spec
    app.register_blueprint(pages, url_prefix=PREFIX)
    return described


def document(app: Flask) -> dict[str, Any]:
    """The whole description, from the lowest room up, with who may call what."""
    spec: dict[str, Any] = app.extensions[EXTENSION].to_dict()
    spec["tags"] = spec.get("tags", [])[::-1]
    for rule in app.url_map.iter_rules():
        path = re.sub(r"<(?:[^:<>]+:)?([^<>]+)>", r"{\1}", rule.rule)
        access = declared_access(app, rule.endpoint)
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            operation = spec["paths"].get(path, {}).get(method.lower())
            if operation is not None:
                operation["x-access"] = access
                if access == PUBLIC:
                    operation["security"] = []
    return spec


@pages.get("/openapi.json")
@public
def specification() -> Response:
    """The description for programs."""
    body = json.dumps(document(current_app), ensure_ascii=False)
    return Response(body, mimetype="application/json")


@pages.get("/docs")
@public
def docs() -> str:
    """The description for people: how to call, and what there is."""
    spec = document(current_app)
    return render_template(
        "openapi/docs.html",
        info=spec["info"],
        rooms=_rooms(spec),
        problem=reference.properties(spec, {"$ref": "#/components/schemas/Problem"}),
    )


@pages.get("/docs/<name>")
@public
def room_docs(name: str) -> str:
    """The calls of one room, each with an example."""
    rooms = _rooms(document(current_app))
    room = next((one for one in rooms if one.name == name), None)
    if room is None:
        raise NotFound("Không có phần này trong tài liệu API.")
    part = min(max(request.args.get("part", 1, type=int), 1), len(room.parts))
    return render_template("openapi/room_docs.html", room=room, rooms=rooms, part=part)


def _rooms(spec: dict[str, Any]) -> list[reference.Room]:
    return reference.rooms(spec, server=request.host_url.rstrip("/"))
