"""Shape of papers and files in the API."""

from marshmallow import Schema, fields


class PaperSchema(Schema):
    """A paper that was asked for."""

    id = fields.Integer()
    title = fields.String()
    subject_kind = fields.String()
    subject_id = fields.Integer()
    state = fields.String(metadata={"description": "queued, running, done hoặc failed"})
    percent = fields.Integer()
    file_id = fields.Integer(allow_none=True, metadata={"description": "PDF hoặc bảng tính"})
    word_file_id = fields.Integer(allow_none=True, metadata={"description": "DOCX"})
    created_at = fields.DateTime()


class FileSchema(Schema):
    """A file's particulars."""

    id = fields.Integer()
    name = fields.String()
    media_type = fields.String()
    size = fields.Integer(metadata={"description": "byte"})
    sha256 = fields.String()
    created_at = fields.DateTime()
