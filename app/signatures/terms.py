"""Words of keys, signatures and what is found when they are checked."""

from enum import StrEnum


class Part(StrEnum):
    """Which of the signatures of a paper one is (Decree 30/2020/NĐ-CP, annex I, boxes 7c and 8)."""

    LEADER = "leader"
    SEAL = "seal"

    @property
    def label(self) -> str:
        """The Vietnamese word."""
        return {"leader": "Chữ ký người có thẩm quyền", "seal": "Chữ ký số của cơ quan"}[self.value]

    @property
    def field(self) -> str:
        """The name of the field in the file."""
        return {"leader": "KyLanhDao", "seal": "KyCoQuan"}[self.value]


class KeyKind(StrEnum):
    """Where a key lies."""

    KEY_FILE = "key_file"
    DEVICE = "device"

    @property
    def label(self) -> str:
        """The Vietnamese word."""
        return {"key_file": "Tệp khóa PKCS#12", "device": "Thiết bị PKCS#11"}[self.value]


class AnchorKind(StrEnum):
    """What an entry of the list of trust is."""

    ROOT = "root"
    INTERMEDIATE = "intermediate"
    REVOCATIONS = "revocations"

    @property
    def label(self) -> str:
        """The Vietnamese word."""
        return {
            "root": "Chứng thư gốc",
            "intermediate": "Chứng thư trung gian",
            "revocations": "Danh sách thu hồi (CRL)",
        }[self.value]


class Verdict(StrEnum):
    """What was found of a signature or of a whole file."""

    VALID = "valid"
    DOUBTFUL = "doubtful"
    INVALID = "invalid"
    UNSIGNED = "unsigned"
    UNREADABLE = "unreadable"

    @property
    def label(self) -> str:
        """The Vietnamese word."""
        return {
            "valid": "Hợp lệ",
            "doubtful": "Chưa xác nhận được",
            "invalid": "Không hợp lệ",
            "unsigned": "Chưa ký số",
            "unreadable": "Không đọc được",
        }[self.value]


class Outcome(StrEnum):
    """What came of a paper in a round of signing."""

    WAITING = "waiting"
    SIGNED = "signed"
    FAILED = "failed"

    @property
    def label(self) -> str:
        """The Vietnamese word."""
        return {"waiting": "Đang chờ", "signed": "Đã ký", "failed": "Chưa ký được"}[self.value]
