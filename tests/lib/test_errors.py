import pytest

from app.lib import errors
from app.lib.errors import DomainError, Invalid, NotAllowed, NotFound, Stale


@pytest.mark.parametrize(
    ("kind", "status"),
    [("NotAllowed", 403), ("NotFound", 404), ("Conflict", 409), ("Stale", 412), ("Invalid", 422)],
)
def test_each_error_has_its_http_status(kind: str, status: int) -> None:
    error = getattr(errors, kind)("Không được.")
    assert isinstance(error, DomainError)
    assert (error.status, error.message, str(error)) == (status, "Không được.", "Không được.")


def test_a_message_at_one_field() -> None:
    error = Invalid("Điểm phải từ 0 đến 10.", "points")
    assert error.field == "points"
    assert error.fields == {"points": ["Điểm phải từ 0 đến 10."]}


def test_messages_at_several_fields_have_a_summary_that_says_what_to_do() -> None:
    error = Invalid(fields={"points": ["Điểm phải từ 0 đến 10."], "note": ["Quá dài."]})
    assert list(error.fields) == ["points", "note"]
    assert "sửa từng ô" in error.message


def test_a_single_message_is_its_own_summary() -> None:
    assert Invalid(fields={"note": ["Quá dài."]}).message == "Quá dài."


def test_a_message_for_the_whole_has_no_fields() -> None:
    assert Invalid("Kế hoạch chưa có nhiệm vụ nào.").fields == {}


def test_not_allowed_and_not_found_speak_for_themselves() -> None:
    assert "không có quyền" in NotAllowed().message
    assert "Không tìm thấy" in NotFound().message


def test_stale_carries_what_changed() -> None:
    error = Stale(changed={"Tên kế hoạch": ("của tôi", "của người khác")})
    assert error.changed == {"Tên kế hoạch": ("của tôi", "của người khác")}
    assert "người khác" in error.message
