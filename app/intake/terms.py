"""Words of reading papers: kinds of plan, levels of issuer, and what a reader warns about."""

from enum import StrEnum


class PlanKind(StrEnum):
    """What a paper turned out to be."""

    YEAR_PLAN = "year_plan"
    CONFERENCE_PLAN = "conference_plan"
    OTHER_PLAN = "other_plan"
    NOT_A_PLAN = "not_a_plan"

    @property
    def label(self) -> str:
        """The kind in Vietnamese, for pages."""
        return _KIND_LABELS[self]


_KIND_LABELS = {
    PlanKind.YEAR_PLAN: "Kế hoạch công tác năm",
    PlanKind.CONFERENCE_PLAN: "Kế hoạch tổ chức hội nghị",
    PlanKind.OTHER_PLAN: "Kế hoạch khác",
    PlanKind.NOT_A_PLAN: "Không phải kế hoạch",
}


class Level(StrEnum):
    """The level of government of the issuer."""

    CENTRAL = "central"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    DEPARTMENT = "department"

    @property
    def label(self) -> str:
        """The level in Vietnamese, for pages."""
        return _LEVEL_LABELS[self]


_LEVEL_LABELS = {
    Level.CENTRAL: "Trung ương",
    Level.PROVINCE: "Cấp tỉnh",
    Level.DISTRICT: "Cấp huyện",
    Level.COMMUNE: "Cấp xã",
    Level.DEPARTMENT: "Sở, ban, ngành, đơn vị",
}


class Note(StrEnum):
    """What the reader found amiss or could not understand; the code of a warning."""

    NOT_A_PLAN = "not_a_plan"
    ATTACHED_PLAN = "attached_plan"
    LEGACY_ENCODING = "legacy_encoding"
    PAGE_IS_A_PICTURE = "page_is_a_picture"
    UNREADABLE_CHARACTERS = "unreadable_characters"
    MISSING_HEADER = "missing_header"
    MISSING_NUMBER = "missing_number"
    MISSING_ISSUE_DAY = "missing_issue_day"
    MISSING_ISSUER = "missing_issuer"
    MISSING_END_MARK = "missing_end_mark"
    MISSING_RECIPIENTS = "missing_recipients"
    MISSING_SIGNER = "missing_signer"
    MISSING_CAPACITY = "missing_capacity"
    YEAR_MISMATCH = "year_mismatch"
    INVALID_DATE = "invalid_date"
    VAGUE_DATE = "vague_date"
    DEADLINE_BEFORE_ISSUE = "deadline_before_issue"
    BASIS_AFTER_ISSUE = "basis_after_issue"
    DOUBLE_FULL_STOP = "double_full_stop"
    MISSPELLING = "misspelling"
    DOUBLED_WORD = "doubled_word"
    SENTENCE_CASE = "lower_case_after_full_stop"
    UNIT_MISMATCH = "unit_mismatch"
    LEVEL_MISMATCH = "level_mismatch"
    NUMBERING_GAP = "numbering_gap"
    NUMBERING_DUPLICATE = "numbering_duplicate"
    HEADING_SLIP = "heading_slip"
    LEFT_BLANK = "left_blank"
    MARKUP_REMOVED = "markup_removed"
    UNNUMBERED_TASK = "unnumbered_task"
    TASK_WITHOUT_OFFICES = "task_without_offices"
    ROW_NOT_UNDERSTOOD = "row_not_understood"
    GROUP_ROW = "group_row"
    TABLE_NOT_UNDERSTOOD = "table_not_understood"
    QUARTER_UNCLEAR = "quarter_unclear"
    QUARTER_CONFLICT = "quarter_conflict"
    TASKS_FROM_PROSE = "tasks_from_prose"
    NO_TASKS = "no_tasks"
    NO_AGENDA = "no_agenda"
    NO_BASES = "no_legal_bases"


MESSAGES: dict[Note, str] = {
    Note.NOT_A_PLAN: "Không thấy đây là một kế hoạch{seen}; không đọc nhiệm vụ nào từ tệp này.",
    Note.ATTACHED_PLAN: (
        "Tệp mở đầu bằng {type}, kế hoạch kèm theo bắt đầu từ đây; "
        "xin tách riêng phần kế hoạch rồi tải lên lại."
    ),
    Note.LEGACY_ENCODING: (
        "Văn bản dùng phông chữ {encoding}, không phải Unicode; đã chuyển mã để đọc, "
        "chữ hoa có thể thành chữ thường. Xin kiểm tra lại từng dòng."
    ),
    Note.PAGE_IS_A_PICTURE: "Trang {page} là ảnh quét, không có chữ nên không đọc được.",
    Note.UNREADABLE_CHARACTERS: "Dòng có ký tự không đọc được; xin đối chiếu với bản gốc.",
    Note.MISSING_HEADER: (
        "Không thấy phần đầu văn bản (quốc hiệu, số, ngày ban hành); xin bổ sung khi lập dự thảo."
    ),
    Note.MISSING_NUMBER: "Số văn bản để trống.",
    Note.MISSING_ISSUE_DAY: "Ngày ban hành ghi chưa đủ: “{printed}”.",
    Note.MISSING_ISSUER: "Không xác định được cơ quan ban hành.",
    Note.MISSING_END_MARK: "Không thấy dấu kết thúc văn bản “./.”.",
    Note.MISSING_RECIPIENTS: "Không thấy phần “Nơi nhận”.",
    Note.MISSING_SIGNER: "Không thấy chức vụ và họ tên người ký.",
    Note.MISSING_CAPACITY: "Trên “{position}” thiếu dòng “{capacity}”.",
    Note.YEAR_MISMATCH: (
        "Ngày ban hành in “{printed}” nhưng nội dung là của năm {year}; "
        "có thể ghi nhầm năm. Giữ nguyên như bản in, xin xác nhận."
    ),
    Note.INVALID_DATE: "“{printed}” không phải là một ngày có thật.",
    Note.VAGUE_DATE: "“{printed}” không nêu ngày cụ thể; xin ghi rõ ngày.",
    Note.DEADLINE_BEFORE_ISSUE: "Thời hạn “{printed}” đã qua trước khi kế hoạch được ban hành.",
    Note.BASIS_AFTER_ISSUE: "Căn cứ {printed} có ngày sau ngày ban hành kế hoạch.",
    Note.DOUBLE_FULL_STOP: "Có hai dấu chấm liền nhau: “{printed}”.",
    Note.MISSPELLING: "“{printed}” có thể là lỗi gõ của “{usual}”.",
    Note.DOUBLED_WORD: "Lặp từ: “{printed}”.",
    Note.SENTENCE_CASE: "Sau dấu chấm là chữ thường: “{printed}”.",
    Note.UNIT_MISMATCH: "Kế hoạch của {own} nhưng ở đây ghi “{printed}”.",
    Note.LEVEL_MISMATCH: "Kế hoạch của {own} nhưng ở đây ghi “{printed}”.",
    Note.NUMBERING_GAP: "Số thứ tự nhảy từ {before} đến {after}.",
    Note.NUMBERING_DUPLICATE: "Số thứ tự {number} bị trùng.",
    Note.HEADING_SLIP: "Sau mục {before} lại đến mục “{after}”; thứ bậc đề mục không liền.",
    Note.LEFT_BLANK: "Sau “{printed}” để trống nội dung.",
    Note.MARKUP_REMOVED: "Đã bỏ các mã HTML lẫn trong {count} ô, dòng.",
    Note.UNNUMBERED_TASK: "Dòng không có số thứ tự, được đọc là một nhiệm vụ riêng: “{printed}”.",
    Note.TASK_WITHOUT_OFFICES: "Nhiệm vụ chưa ghi cơ quan thực hiện: “{printed}”.",
    Note.ROW_NOT_UNDERSTOOD: "Không hiểu dòng này trong bảng nhiệm vụ: “{printed}”.",
    Note.GROUP_ROW: "Dòng đề mục trong bảng, không đọc thành nhiệm vụ: “{printed}”.",
    Note.TABLE_NOT_UNDERSTOOD: (
        "Bảng nhiệm vụ ở đây không còn phân cột nên không đọc được; "
        "xin tải lên bản DOCX hoặc PDF gốc."
    ),
    Note.QUARTER_UNCLEAR: "Thời gian “{printed}” không thuộc riêng một quý nào của năm kế hoạch.",
    Note.QUARTER_CONFLICT: "Nhiệm vụ nằm ở quý {quarter} nhưng thời gian ghi “{printed}”.",
    Note.TASKS_FROM_PROSE: (
        "Kế hoạch không có bảng nhiệm vụ; nhiệm vụ được đọc từ các mục đánh số, "
        "xin kiểm tra từng nhiệm vụ."
    ),
    Note.NO_TASKS: "Không đọc được nhiệm vụ nào trong kế hoạch năm.",
    Note.NO_AGENDA: "Không thấy chương trình hội nghị.",
    Note.NO_BASES: "Không thấy văn bản căn cứ ở phần mở đầu.",
}
