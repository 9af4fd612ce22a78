"""Keys as their holders see them, and opened for signing."""

from dataclasses import dataclass

from flask import current_app
from sqlalchemy import Select, select

from app.lib import clock
from app.lib.errors import Conflict, NotFound
from app.signatures import sealing
from app.signatures.models import SigningKey
from app.signatures.pades.credentials import Credential, KeyFile, TokenKey
from app.signatures.terms import Part
from tenants import context
from tenants.db import db

WARNING_DAYS = 30


@dataclass(frozen=True)
class KeyFacts:
    """A key with what its holder must know: days left, negative once it has expired."""

    key: SigningKey
    days_left: int

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


def key_facts(part: Part, user_id: int) -> KeyFacts | None:
    """The key with what its holder must know of it."""
    key = key_of(part, user_id)
    return None if key is None else KeyFacts(key, (key.not_after - clock.now()).days)


def stamp_of(key: SigningKey) -> bytes | None:
    """The image of the signature or seal."""
    return db.session.scalar(select(SigningKey.stamp).where(SigningKey.id == key.id))


def image(part: Part, user_id: int) -> bytes:
    """The image beside a key. Raises NotFound."""
    key = key_of(part, user_id)
    found = None if key is None else stamp_of(key)
    if found is None:
        raise NotFound("Chưa có hình ảnh chữ ký hoặc con dấu.")
    return found


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


def _mine() -> Select[SigningKey]:
    return select(SigningKey).where(SigningKey.tenant_id == context.acting().tenant_id)
