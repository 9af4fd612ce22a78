"""Keys as their holders see them, and opened for signing."""

from dataclasses import dataclass

from asn1crypto import x509
from flask import current_app
from sqlalchemy import Select, select

from app.lib import clock, dates
from app.lib.errors import Conflict, NotFound
from app.signatures import sealing
from app.signatures.models import SigningKey
from app.signatures.pades import stamps
from app.signatures.pades.credentials import Credential, KeyFile, TokenKey
from app.signatures.queries import trusting
from app.signatures.terms import KeyKind, Part
from tenants import context
from tenants.db import db

WARNING_DAYS = 30


@dataclass(frozen=True)
class KeyFacts:
    """A key with what its holder must know: days left, negative once it has expired.

    `doubt` says in Vietnamese why signatures made with it may not be confirmed; "" for nothing.
    """

    key: SigningKey
    days_left: int
    doubt: str = ""

    @property
    def is_expired(self) -> bool:
        """Whether nothing can be signed with it any more."""
        return self.key.not_after < clock.now()

    @property
    def is_ending(self) -> bool:
        """Whether it expires within thirty days."""
        return not self.is_expired and self.days_left <= WARNING_DAYS


def own_key(user_id: int) -> SigningKey | None:
    """The person's own key in the acting tenant."""
    return db.session.scalar(_mine().where(SigningKey.holder_id == user_id))


def seal_key() -> SigningKey | None:
    """The key of the acting tenant's seal."""
    return db.session.scalar(_mine().where(SigningKey.holder_id.is_(None)))


def key_of(part: Part, user_id: int) -> SigningKey | None:
    """The key that makes this part of a paper's signatures."""
    return seal_key() if part is Part.SEAL else own_key(user_id)


def kinds_of_keys(user_id: int) -> dict[Part, KeyKind]:
    """Where the keys lie with which a person may sign: the own one and the seal."""
    found = db.session.scalars(
        _mine().where((SigningKey.holder_id == user_id) | SigningKey.holder_id.is_(None))
    )
    return {key.part: key.kind for key in found}


def key_facts(part: Part, user_id: int) -> KeyFacts | None:
    """The key with what its holder must know of it."""
    key = key_of(part, user_id)
    if key is None:
        return None
    return KeyFacts(key, (key.not_after - clock.now()).days, _doubt(key))


def _doubt(key: SigningKey) -> str:
    """By the chain of keys up to somebody trusted: a look-alike bears the same name."""
    if not key.certificates:
        return "Khóa được lưu khi hệ thống chưa ghi chuỗi chứng thư. Hãy lưu lại khóa để kiểm tra."
    chain = trusting.chain_of([x509.Certificate.load(one) for one in key.certificates])
    if chain.revoked_at is not None:
        day = dates.short(clock.local(chain.revoked_at).date())
        return f"Chứng thư số đã bị thu hồi từ ngày {day}: không ký được nữa. Hãy thay khóa khác."
    if chain.is_trusted or key.not_after < clock.now():
        return ""
    if key.issuer == key.subject:
        return (
            "Đây là chứng thư tự ký, không do tổ chức nào cấp: chữ ký tạo ra sẽ không được xác "
            "nhận. Hãy dùng chứng thư do tổ chức chứng thực chữ ký số cấp."
        )
    return (
        f"Không dựng được chuỗi tin cậy: chứng thư ghi nơi cấp “{key.issuer}”, nhưng tệp khóa "
        "không kèm đủ chuỗi chứng thư, hoặc tổ chức gốc chưa có trong danh sách tin cậy của hệ "
        "thống. Chữ ký tạo ra sẽ chưa được xác nhận. Hãy hỏi nơi cấp chứng thư hoặc người vận hành "
        "hệ thống."
    )


def stamp_of(key: SigningKey) -> bytes | None:
    """The image of the signature or seal."""
    return db.session.scalar(select(SigningKey.stamp).where(SigningKey.id == key.id))


def image(part: Part, user_id: int) -> bytes:
    """The image beside a key, as a page shows it. Raises NotFound."""
    key = key_of(part, user_id)
    found = None if key is None else stamp_of(key)
    if found is None:
        raise NotFound("Chưa có hình ảnh chữ ký hoặc con dấu.")
    return stamps.seen(found)


def credential(key: SigningKey) -> Credential:
    """The key as something that a passphrase or a PIN opens. Raises Conflict where it cannot."""
    if key.token_label is not None and key.key_label is not None:
        return TokenKey(module(), key.token_label, key.key_label)
    sealed = db.session.scalar(select(SigningKey.sealed).where(SigningKey.id == key.id))
    return KeyFile(sealing.unseal(sealed or b"", key=sealing_key(), owner=owner_of(key)))


def module() -> str:
    """The path of the PKCS#11 module in the settings. Raises Conflict where there is none."""
    path = current_app.config["PKCS11_MODULE"]
    if path is None:
        raise Conflict("Máy chủ chưa kết nối thiết bị ký số. Hãy báo người vận hành hệ thống.")
    return str(path)


def owner_of(key: SigningKey) -> str:
    """To whom the sealed file is bound."""
    return f"{key.tenant_id}:{key.holder_id or 'seal'}"


def sealing_key() -> bytes:
    """The key that seals key files on this server."""
    return sealing.key_of(str(current_app.config["SECRET_KEY"]))


def passing_key(round_token: str) -> bytes:
    """The key that seals a passphrase for one round of signing on this server."""
    return sealing.passing_key_of(str(current_app.config["SECRET_KEY"]), round_token)


def _mine() -> Select[SigningKey]:
    return select(SigningKey).where(SigningKey.tenant_id == context.acting().tenant_id)
