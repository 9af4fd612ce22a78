"""JSON resources: drafts of papers."""

from typing import Any

from flask import request, url_for
from flask_login import current_user

from app.access import Permission, requires
from app.correspondence import jobs
from app.correspondence.actions import drafts as actions
from app.correspondence.api.blueprint import resources
from app.correspondence.models import OfficialPaper
from app.correspondence.queries import drafts
from app.correspondence.schemas import drafts as schemas
from app.correspondence.terms import Form
from app.lib import etags

Answer = tuple[Any, int, dict[str, str]]


def _whole(draft: OfficialPaper, status: int = 200, **headers: str) -> Answer:
    entry = drafts.entry_of(draft)
    number = None if entry is None else entry.full_number
    return schemas.whole(draft, number), status, {"ETag": etags.of(draft.version), **headers}


def _made(draft: OfficialPaper) -> Answer:
    return _whole(draft, 201, Location=url_for("correspondence_api.draft", draft_id=draft.id))


@resources.get("/paper-forms")
@requires(Permission.PAPER_VIEW)
@resources.response(200, schemas.FormSchema(many=True))
@resources.doc(summary="Các loại văn bản soạn được và các mục nội dung của từng loại")
def paper_forms() -> list[dict[str, Any]]:
    """The forms of papers, each with the parts of its content."""
    return [
        {
            "form": form.value,
            "label": form.label,
            "abbreviation": form.kind.abbreviation,
            "content": sorted(form.asks),
        }
        for form in Form
    ]


@resources.get("/drafts")
@requires(Permission.PAPER_VIEW)
@resources.arguments(schemas.DraftQuery, location="query")
@resources.response(200, schemas.DraftListSchema)
@resources.doc(summary="Dự thảo văn bản của đơn vị: của tôi, chờ tôi xử lý, tất cả")
def list_drafts(asked: dict[str, Any]) -> dict[str, Any]:
    """Drafts by pages, the latest first."""
    wanted = drafts.Wanted(
        desk=asked["desk"],
        text=asked["q"],
        kind=asked.get("kind"),
        state=asked.get("state"),
        user_id=current_user.id,
        permissions=current_user.permissions,
    )
    found = drafts.listed(wanted, page=asked["page"], size=asked["page_size"])
    items = [
        schemas.summary(one.draft, one.entry.full_number if one.entry else None)
        for one in found.items
    ]
    return {"items": items, "page": found.number, "pages": found.pages, "total": found.total}


@resources.post("/drafts")
@requires(Permission.PAPER_WRITE)
@resources.arguments(schemas.DraftBeginning)
@resources.response(201, schemas.DraftSchema, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Soạn một văn bản mới")
def write_draft(values: dict[str, Any]) -> Answer:
    """Begin a draft."""
    form = values.pop("form")
    return _made(actions.write(form=form, values=values, by=current_user))


@resources.get("/drafts/<int:draft_id>")
@requires(Permission.PAPER_VIEW)
@resources.response(200, schemas.DraftSchema, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Một dự thảo")
def draft(draft_id: int) -> Answer:
    """A draft, whole."""
    return _whole(drafts.own(draft_id))


@resources.patch("/drafts/<int:draft_id>")
@requires(Permission.PAPER_WRITE)
@resources.arguments(schemas.DraftChanges)
@resources.response(200, schemas.DraftSchema, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Sửa dự thảo đang ở bàn mình (cần If-Match)", parameters=[etags.IF_MATCH])
def revise_draft(changes: dict[str, Any], draft_id: int) -> Answer:
    """Change a draft."""
    version = etags.named(request.headers.get("If-Match"))
    return _whole(
        actions.revise(draft_id=draft_id, version=version, changes=changes, by=current_user)
    )


@resources.delete("/drafts/<int:draft_id>")
@requires(Permission.PAPER_WRITE)
@resources.response(204)
@resources.doc(summary="Bỏ dự thảo đang soạn (vẫn đọc lại được)")
def drop_draft(draft_id: int) -> None:
    """Give a draft up."""
    actions.drop(draft_id=draft_id, by=current_user)


@resources.post("/drafts/<int:draft_id>/copies")
@requires(Permission.PAPER_WRITE)
@resources.response(201, schemas.DraftSchema, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Tạo dự thảo mới từ một bản đã có")
def copy_draft(draft_id: int) -> Answer:
    """A new draft with the same words."""
    return _made(actions.copy(draft_id=draft_id, by=current_user))


@resources.post("/drafts/<int:draft_id>/papers")
@requires(Permission.PAPER_DRAW)
@resources.arguments(schemas.Printing)
@resources.response(201, schemas.PaperSchema)
@resources.doc(summary="In dự thảo (PDF kèm tệp Word), hoặc giấy mời từng người trong một tệp")
def print_draft(asked: dict[str, Any], draft_id: int) -> Answer:
    """Have a draft printed."""
    ask = {"whole": jobs.ask_draft, "guests": jobs.ask_guests}
    paper = ask[asked["format"]](draft_id=draft_id, by=current_user)
    return paper, 201, {"Location": url_for("documents_api.paper", paper_id=paper.id)}


@resources.post("/drafts/preview")
@requires(Permission.PAPER_WRITE)
@resources.arguments(schemas.DraftBeginning)
@resources.response(200, schemas.PreviewSchema)
@resources.doc(summary="Xem trước một văn bản như khi in (PDF dạng base64); không lưu gì")
def preview_draft(values: dict[str, Any]) -> dict[str, Any]:
    """The paper as it would be printed; nothing is kept."""
    form = values.pop("form")
    return jobs.preview(actions.composed(form=form, values=values, by=current_user))
