"""What the linter says of a paper."""

from dataclasses import dataclass
from enum import StrEnum

DECREE = "Nghị định 30/2020/NĐ-CP"
ANNEX = f"{DECREE}, Phụ lục I, Phần I, Mục II"


class Severity(StrEnum):
    """An error keeps a paper from being submitted and issued; a warning is to be looked at."""

    ERROR = "error"
    WARNING = "warning"

    @property
    def label(self) -> str:
        """The Vietnamese words."""
        return {"error": "Phải sửa", "warning": "Nên xem lại"}[self.value]


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: where (`field` of the draft), what is to be done, and by which rule.

    `code` names the rule and is what a person acknowledges; `printed` is the wording meant.
    """

    code: str
    severity: Severity
    field: str
    message: str
    source: str = ""
    printed: str = ""

    @property
    def is_error(self) -> bool:
        """Whether it keeps the paper from going on."""
        return self.severity is Severity.ERROR


def error(code: str, field: str, message: str, source: str = "", printed: str = "") -> Finding:
    """What must be set right."""
    return Finding(code, Severity.ERROR, field, message, source, printed)


def warning(code: str, field: str, message: str, source: str = "", printed: str = "") -> Finding:
    """What is to be looked at."""
    return Finding(code, Severity.WARNING, field, message, source, printed)
