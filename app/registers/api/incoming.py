"""JSON resources: the register of incoming papers."""

from typing import Any

from flask import request, url_for
from flask_login import current_user

from app.access import Permission, requires
from app.lib import etags
from app.registers import actions, jobs, queries, schemas
from app.registers.api.blueprint import resources
from app.registers.api.outgoing import Answer, under_way
from app.registers.models import IncomingPaper
from app.registers.queries import books
from app.registers.queries.books import IncomingFilter
from tenants.db import db


def _tagged(entry: IncomingPaper, status: int = 200) -> Answer:
    db.session.flush()
    headers = {"ETag": etags.of(entry.version)}
    if status == 201:
        headers["Location"] = url_for("registers_api.incoming_paper", incoming_id=entry.id)
    return entry, status, headers


def _held(incoming_id: int) -> int:
    return etags.held(request.headers.get("If-Match"), queries.own_incoming(incoming_id).version)


@resources.get("/incoming-papers")
@requires(Permission.PAPER_VIEW)
@resources.arguments(schemas.IncomingQuery, location="query", as_kwargs=True)
@resources.response(200, schemas.IncomingListOut)
@resources.doc(summary="Sổ văn bản đến: theo năm, tình hình giải quyết, người, từ không dấu")
def incoming_list(page: int, page_size: int, **given: Any) -> Any:
    """A page of the book."""
    return books.incoming(IncomingFilter(**given), page, page_size)


@resources.post("/incoming-papers")
@requires(Permission.PAPER_ISSUE)
@resources.arguments(schemas.IncomingSchema)
@resources.response(201, schemas.IncomingOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Vào sổ một văn bản đến bằng giấy hoặc thư điện tử")
def receive(given: dict[str, Any]) -> Answer:
    """Enter a paper under the next number of arrival."""
    return _tagged(actions.incoming.receive(**given, by=current_user), 201)


@resources.get("/incoming-papers/<int:incoming_id>")
@requires(Permission.PAPER_VIEW)
@resources.response(200, schemas.IncomingOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Một văn bản đến")
def incoming_paper(incoming_id: int) -> Answer:
    """One line of the book."""
    return _tagged(queries.own_incoming(incoming_id))


@resources.patch("/incoming-papers/<int:incoming_id>")
@requires(Permission.PAPER_ISSUE)
@resources.arguments(schemas.IncomingChangeSchema)
@resources.response(200, schemas.IncomingOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Sửa dòng sổ văn bản đến (cần If-Match)", parameters=[etags.IF_MATCH])
def change_incoming(changes: dict[str, Any], incoming_id: int) -> Answer:
    """Mend a line; its number stays."""
    version = _held(incoming_id)
    entry = actions.incoming.change(
        incoming_id=incoming_id, version=version, changes=changes, by=current_user
    )
    return _tagged(entry)


@resources.put("/incoming-papers/<int:incoming_id>/assignment")
@requires(Permission.PAPER_APPROVE)
@resources.arguments(schemas.AssignmentSchema)
@resources.response(200, schemas.IncomingOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(
    summary="Giao người giải quyết kèm bút phê, hạn (cần If-Match)", parameters=[etags.IF_MATCH]
)
def assign_incoming(given: dict[str, Any], incoming_id: int) -> Answer:
    """The leader gives it to somebody."""
    version = _held(incoming_id)
    entry = actions.incoming.assign(
        incoming_id=incoming_id, version=version, **given, by=current_user
    )
    return _tagged(entry)


@resources.put("/incoming-papers/<int:incoming_id>/completion")
@requires(Permission.PAPER_WRITE)
@resources.arguments(schemas.CompletionSchema)
@resources.response(200, schemas.IncomingOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Ghi đã giải quyết (cần If-Match)", parameters=[etags.IF_MATCH])
def finish_incoming(given: dict[str, Any], incoming_id: int) -> Answer:
    """It is dealt with."""
    version = _held(incoming_id)
    entry = actions.incoming.finish(
        incoming_id=incoming_id, version=version, **given, by=current_user
    )
    return _tagged(entry)


@resources.delete("/incoming-papers/<int:incoming_id>/completion")
@requires(Permission.PAPER_WRITE)
@resources.response(200, schemas.IncomingOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Mở lại văn bản đến (cần If-Match)", parameters=[etags.IF_MATCH])
def reopen_incoming(incoming_id: int) -> Answer:
    """It is open again."""
    version = _held(incoming_id)
    return _tagged(
        actions.incoming.reopen(incoming_id=incoming_id, version=version, by=current_user)
    )


@resources.post("/incoming-papers/<int:incoming_id>/files")
@requires(Permission.PAPER_ISSUE)
@resources.arguments(schemas.FileSchema, location="files")
@resources.response(201, schemas.IncomingOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Thêm bản quét, tệp kèm theo của văn bản đến (multipart: file)")
def lay_in(given: dict[str, Any], incoming_id: int) -> Answer:
    """Lay a file beside it."""
    file = given["file"]
    entry = actions.incoming.lay_in(
        incoming_id=incoming_id,
        name=file.filename or "",
        content=file.read(),
        by=current_user,
    )
    return _tagged(entry, 201)


@resources.post("/incoming-papers/exports")
@requires(Permission.PAPER_VIEW)
@resources.arguments(schemas.IncomingExportSchema)
@resources.response(202, schemas.ExportOut)
@resources.doc(summary="Yêu cầu xuất sổ văn bản đến (XLSX hoặc PDF theo mẫu Phụ lục IV)")
def export_incoming(asked: dict[str, Any]) -> Answer:
    """Have the lines of a filter exported by the worker."""
    return under_way(jobs.ask_export(**asked, by=current_user))
