"""Keys are kept, replaced and removed by whoever holds them."""

from decimal import Decimal

from asn1crypto import x509

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib import clock, dates
from app.lib.errors import Invalid, NotFound
from app.signatures import policies, sealing
from app.signatures.models import SigningKey
from app.signatures.pades import certificates, credentials
from app.signatures.pades.credentials import Credential, CredentialError, KeyFile, TokenKey
from app.signatures.queries import keys, services, trusting
from app.signatures.terms import KeyKind, Part
from tenants import context
from tenants.db import db


def keep_key_file(*, part: Part, content: bytes, secret: str, by: Person) -> SigningKey:
    """Keep a PKCS#12 file; the passphrase proves that it opens, and is forgotten.

    Takes the place of the key that was there; its image stays. Raises Invalid at `file` or
    `secret`.
    """
    key = _row(part, _opened(KeyFile(content), secret), by)
    key.kind, key.token_label, key.key_label = KeyKind.KEY_FILE, None, None
    key.sealed = sealing.seal(content, key=keys.sealing_key(), owner=keys.owner_of(key))
    return _kept(key, by)


def keep_device(
    *, part: Part, token_label: str, key_label: str, secret: str, by: Person
) -> SigningKey:
    """Remember where a key in a token is; the PIN proves that it is there, and is forgotten.

    Raises Invalid at `token_label`, `key_label` or `secret`, Conflict without a token's module.
    """
    wanted = {"token_label": token_label.strip(), "key_label": key_label.strip()}
    missing = {name: ["Hãy nhập nhãn."] for name, label in wanted.items() if not label}
    if missing:
        raise Invalid(fields=missing)
    key = _row(part, _opened(TokenKey(keys.module(), **wanted), secret), by)
    key.kind, key.sealed = KeyKind.DEVICE, None
    key.token_label, key.key_label = wanted["token_label"], wanted["key_label"]
    return _kept(key, by)


def keep_stamp(*, part: Part, content: bytes, width: str, by: Person) -> SigningKey:
    """Keep the image of a signature or a seal. Raises Invalid at `stamp` or `stamp_width`."""
    key = _present(part, by)
    chosen: Decimal | None = policies.check_width(part, width)
    policies.check_stamp(content)
    key.stamp, key.stamp_width, key.has_stamp = content, chosen, True
    audit.record("signing_key.stamped", key, by=by, part=part.value)
    return key


def remove_key(*, part: Part, by: Person) -> None:
    """Forget a key with its image; what was signed with it stays signed."""
    key = _present(part, by)
    audit.record("signing_key.removed", key, by=by, name=key.subject, part=part.value)
    db.session.delete(key)
    db.session.flush()


def _opened(credential: Credential, secret: str) -> list[x509.Certificate]:
    """The certificate of a key that opens and holds, then those beside it."""
    try:
        found = credentials.certificates_of(credential, secret)
    except CredentialError as error:
        raise Invalid(error.message, error.field) from error
    facts = certificates.facts(found[0])
    if facts.not_after < clock.now():
        raise Invalid("Chứng thư số của khóa này đã hết hạn. Hãy dùng khóa còn hạn.", "file")
    chain = trusting.chain_of(found, asker=services.asker())
    if chain.revoked_at is not None:
        day = dates.short(clock.local(chain.revoked_at).date())
        raise Invalid(f"Chứng thư số này đã bị thu hồi từ ngày {day}. Hãy dùng khóa khác.", "file")
    return found


def _present(part: Part, by: Person) -> SigningKey:
    key = keys.key_of(part, by.id)
    if key is None:
        raise NotFound("Chưa có khóa ký số. Hãy tải khóa lên trước.")
    return key


def _row(part: Part, chain: list[x509.Certificate], by: Person) -> SigningKey:
    """The row of this key, with the facts of its certificate."""
    key = keys.key_of(part, by.id) or SigningKey(
        tenant_id=context.acting().tenant_id,
        holder_id=None if part is Part.SEAL else by.id,
        has_stamp=False,
    )
    facts = certificates.facts(chain[0])
    key.certificates = [one.dump() for one in chain]
    key.subject, key.organisation, key.issuer = facts.subject, facts.organisation, facts.issuer
    key.serial, key.sha256 = facts.serial, facts.sha256
    key.not_before, key.not_after = facts.not_before, facts.not_after
    return key


def _kept(key: SigningKey, by: Person) -> SigningKey:
    db.session.add(key)
    db.session.flush()
    audit.record(
        "signing_key.kept", key, by=by, name=key.subject, serial=key.serial, part=key.part.value
    )
    return key
