"""Resources: the signatures of outgoing papers, and checking any file.

The ETag of a paper's signatures is the id of the file that is the paper now: whoever signs names
what he looked at.
"""

from typing import Any

from flask import request
from flask_login import current_user

from app.access import Permission, requires
from app.documents import queries as documents
from app.lib import etags
from app.registers import queries as registers
from app.signatures import actions, queries, schemas
from app.signatures.api.blueprint import resources
from app.signatures.models import PaperSignature
from app.signatures.queries import Signing, VerificationReport
from app.signatures.terms import Part

MOST_BYTES = 20 * 1024 * 1024


@resources.get("/outgoing-papers/<int:outgoing_id>/signatures")
@requires(Permission.PAPER_VIEW)
@resources.response(200, schemas.PaperSignaturesOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Chữ ký số của một văn bản đi, kết quả kiểm tra")
def signatures(outgoing_id: int) -> tuple[Signing, int, dict[str, str]]:
    """What was found of the paper's file, and what was signed here."""
    signing = queries.panel(registers.paper(outgoing_id), current_user.full_name)
    tag = etags.of(signing.file.id if signing.file is not None else 0)
    return signing, 200, {"ETag": tag}


@resources.post("/outgoing-papers/<int:outgoing_id>/signatures")
@requires(Permission.PAPER_WRITE)
@resources.arguments(schemas.WishSchema)
@resources.response(201, schemas.PaperSignatureOut)
@resources.doc(
    summary="Người có thẩm quyền ký số văn bản đi bằng khóa của mình", parameters=[etags.IF_MATCH]
)
def sign(given: dict[str, Any], outgoing_id: int) -> tuple[PaperSignature, int, dict[str, str]]:
    """The signer named on the paper signs it."""
    return _signed(outgoing_id, Part.LEADER, given)


@resources.post("/outgoing-papers/<int:outgoing_id>/seals")
@requires(Permission.PAPER_ISSUE)
@resources.arguments(schemas.WishSchema)
@resources.response(201, schemas.PaperSignatureOut)
@resources.doc(summary="Văn thư ký số của cơ quan vào văn bản đi", parameters=[etags.IF_MATCH])
def put_seal(given: dict[str, Any], outgoing_id: int) -> tuple[PaperSignature, int, dict[str, str]]:
    """The clerk puts the organ's seal on it."""
    return _signed(outgoing_id, Part.SEAL, given)


@resources.post("/outgoing-papers/<int:outgoing_id>/signed-files")
@requires(Permission.PAPER_ISSUE)
@resources.arguments(schemas.SignedFileForm, location="form")
@resources.arguments(schemas.SignedFileUpload, location="files")
@resources.response(201, schemas.TakenOut)
@resources.doc(
    summary="Đưa lên bản đã ký của văn bản đi (multipart/form-data)", parameters=[etags.IF_MATCH]
)
def take(given: dict[str, Any], files: dict[str, Any], outgoing_id: int) -> actions.Taken:
    """A paper signed elsewhere comes back."""
    upload = files["file"]
    seen = etags.named(request.headers.get("If-Match"))
    content = schemas.read_upload(upload, "file", "Hãy chọn tệp PDF đã ký.", MOST_BYTES)
    return actions.take(
        paper_id=outgoing_id,
        name=upload.filename or "van-ban.pdf",
        content=content,
        seen_file_id=seen,
        by=current_user,
        **given,
    )


@resources.post("/outgoing-papers/<int:outgoing_id>/annexes")
@requires(Permission.PAPER_ISSUE)
@resources.arguments(schemas.SecretSchema, location="form")
@resources.arguments(schemas.AnnexUpload, location="files")
@resources.response(201, schemas.AnnexOut)
@resources.doc(
    summary="Ký số của cơ quan lên tệp PDF kèm theo và thêm vào văn bản (multipart/form-data)"
)
def add_annex(
    given: dict[str, Any], files: dict[str, Any], outgoing_id: int
) -> tuple[Any, int, dict[str, str]]:
    """An annex in a file of its own."""
    upload = files["file"]
    content = schemas.read_upload(upload, "file", "Hãy chọn tệp PDF kèm theo.", MOST_BYTES)
    name = upload.filename or "phu-luc.pdf"
    file_id = actions.add_annex(
        paper_id=outgoing_id,
        name=name,
        content=content,
        wish=schemas.wish_of(given, None),
        by=current_user,
    )
    return (
        documents.file(file_id),
        201,
        {"Location": f"/api/v1/outgoing-papers/{outgoing_id}/signatures"},
    )


@resources.post("/signature-verifications")
@requires(Permission.PAPER_VIEW)
@resources.arguments(schemas.VerificationUpload, location="files")
@resources.response(200, schemas.ReportOut)
@resources.doc(
    summary="Kiểm tra chữ ký số của một tệp PDF (multipart/form-data); tệp không lưu lại"
)
def verify(files: dict[str, Any]) -> VerificationReport:
    """What was found of a file's signatures."""
    content = schemas.read_upload(files["file"], "file", "Hãy chọn tệp PDF.", MOST_BYTES)
    return queries.report(content)


def _signed(
    outgoing_id: int, part: Part, given: dict[str, Any]
) -> tuple[PaperSignature, int, dict[str, str]]:
    seen = etags.named(request.headers.get("If-Match"))
    row = actions.sign(
        paper_id=outgoing_id, part=part, wish=schemas.wish_of(given, seen), by=current_user
    )
    place = f"/api/v1/outgoing-papers/{outgoing_id}/signatures"
    return row, 201, {"Location": place, "ETag": etags.of(row.file_id)}
