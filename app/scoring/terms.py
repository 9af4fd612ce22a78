"""Words of scoring: parts of a criteria set, formulas, states of a sheet."""

from enum import StrEnum

from app.documents.terms import PaperKind


class Part(StrEnum):
    """Which part of the total a criterion counts towards."""

    BASE = "base"
    BONUS = "bonus"
    PENALTY = "penalty"

    @property
    def label(self) -> str:
        """The Vietnamese name of the part."""
        return {"base": "Điểm chuẩn", "bonus": "Điểm thưởng", "penalty": "Điểm trừ"}[self.value]


class FormulaKind(StrEnum):
    """How the points of a criterion are reckoned."""

    FIXED = "fixed"
    RATIO = "ratio"
    COUNT = "count"
    CLAMP = "clamp"
    BANDS = "bands"
    MANUAL = "manual"
    RELATIVE = "relative"
    SURVEY = "survey"
    HOLDER = "holder"

    @property
    def label(self) -> str:
        """The Vietnamese name of the formula."""
        return {
            "fixed": "Đạt / không đạt",
            "ratio": "Theo tỷ lệ",
            "count": "Số lượng × điểm",
            "clamp": "Cộng / trừ có giới hạn",
            "bands": "Theo bậc",
            "manual": "Chấm trực tiếp",
            "relative": "So với đơn vị dẫn đầu cụm",
            "survey": "Khảo sát ý kiến",
            "holder": "Đang giữ danh hiệu",
        }[self.value]


class HolderRule(StrEnum):
    """What counts where a unit holds several awards."""

    SUM = "sum"
    HIGHEST = "highest"

    @property
    def label(self) -> str:
        """The Vietnamese name of the rule."""
        return {"sum": "Cộng tất cả", "highest": "Chỉ tính mức cao nhất"}[self.value]


class InputKind(StrEnum):
    """What is entered for a criterion on the score sheet."""

    YES_NO = "yes_no"
    NUMBER = "number"
    COUNT = "count"
    POINTS = "points"

    @property
    def label(self) -> str:
        """The Vietnamese name of the kind of input."""
        return {
            "yes_no": "Có hoặc không",
            "number": "Số",
            "count": "Số lượng (số nguyên)",
            "points": "Điểm",
        }[self.value]


class SheetState(StrEnum):
    """Where a score sheet stands between member, appraiser and council."""

    SELF_SCORING = "self_scoring"
    SUBMITTED = "submitted"
    APPRAISED = "appraised"
    EXPLAINED = "explained"
    SETTLED = "settled"
    CONFIRMED = "confirmed"
    ANNOUNCED = "announced"

    @property
    def label(self) -> str:
        """The Vietnamese name of the state."""
        return {
            "self_scoring": "Đang tự chấm",
            "submitted": "Đã nộp, chờ thẩm định",
            "appraised": "Đã thẩm định",
            "explained": "Đã giải trình",
            "settled": "Cụm đã chốt",
            "confirmed": "Hội đồng đã xác nhận",
            "announced": "Đã công bố",
        }[self.value]


class TieRule(StrEnum):
    """What is done with members whose points and tie-break criteria are all equal."""

    SHARED = "shared"
    VOTE = "vote"
    AUTHORITY = "authority"

    @property
    def label(self) -> str:
        """The Vietnamese name of the rule."""
        return {
            "shared": "Đồng hạng",
            "vote": "Bỏ phiếu kín",
            "authority": "Cấp có thẩm quyền quyết định",
        }[self.value]


class Rebase(StrEnum):
    """What becomes of the points of criteria that a member was not assigned."""

    NONE = "none"
    GROUP = "group"
    TOTAL = "total"

    @property
    def label(self) -> str:
        """The Vietnamese name of the rule."""
        return {
            "none": "Không quy đổi",
            "group": "Quy đổi trong nhóm",
            "total": "Quy đổi trên tổng điểm chuẩn",
        }[self.value]


class DowngradeCause(StrEnum):
    """What lowers a member's band, whatever its points."""

    REPRIMAND = "reprimand"
    WARNING = "warning"
    DISMISSAL = "dismissal"
    CRIMINAL = "criminal"
    CORRUPTION = "corruption"
    DISUNITY = "disunity"
    NO_SELF_SCORE = "no_self_score"
    ZERO_CRITERION = "zero_criterion"

    @property
    def label(self) -> str:
        """The Vietnamese name of the cause."""
        return {
            "reprimand": "Người đứng đầu bị khiển trách",
            "warning": "Người đứng đầu bị cảnh cáo",
            "dismissal": "Người đứng đầu bị cách chức",
            "criminal": "Có người bị khởi tố, truy cứu trách nhiệm hình sự",
            "corruption": "Có tham nhũng, tiêu cực",
            "disunity": "Mất đoàn kết nghiêm trọng",
            "no_self_score": "Không tự chấm điểm",
            "zero_criterion": "Có tiêu chí 0 điểm",
        }[self.value]


class StandingScope(StrEnum):
    """Among whom an announced place was reckoned."""

    CLUSTER = "cluster"
    PROVINCE = "province"

    @property
    def label(self) -> str:
        """The Vietnamese name of the scope."""
        return {"cluster": "Trong cụm, khối", "province": "Toàn tỉnh"}[self.value]


class GapKind(StrEnum):
    """What a criterion of a sheet lacks."""

    VALUE = "value"
    REASON = "reason"
    EVIDENCE = "evidence"
    GATE = "gate"

    @property
    def label(self) -> str:
        """The Vietnamese name of what is lacking."""
        return {
            "value": "Chưa có số liệu",
            "reason": "Chưa có lý do",
            "evidence": "Thiếu minh chứng",
            "gate": "Thiếu minh chứng điều kiện",
        }[self.value]


class ResultPaperKind(StrEnum):
    """A paper made out of an announced result, beside the notice itself."""

    SUMMARY = "summary"
    PROPOSAL = "proposal"

    @property
    def label(self) -> str:
        """The Vietnamese name of the paper."""
        return {
            "summary": "Bảng tổng hợp kết quả",
            "proposal": "Tờ trình đề nghị khen thưởng",
        }[self.value]

    @property
    def paper_kind(self) -> PaperKind:
        """The kind of paper that the decree knows it as."""
        return PaperKind.PROPOSAL if self is ResultPaperKind.PROPOSAL else PaperKind.REPORT
