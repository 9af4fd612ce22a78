"""A certification authority to try signing with: made in memory, trusted by nobody outside.

Its private key is forgotten when the process ends; only what it issued stays.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    pkcs12,
)
from cryptography.x509 import ocsp
from cryptography.x509.oid import (
    AuthorityInformationAccessOID,
    ExtendedKeyUsageOID,
    NameOID,
)

_BITS = 2048
_HASH = hashes.SHA256()


@dataclass(frozen=True)
class Holder:
    """A key with its certificate and the chain above it."""

    key: rsa.RSAPrivateKey
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...] = ()

    @property
    def der(self) -> bytes:
        """The certificate."""
        return self.certificate.public_bytes(Encoding.DER)

    def key_file(self, passphrase: str, *, with_chain: bool = True) -> bytes:
        """The PKCS#12 file that an official would be given."""
        return pkcs12.serialize_key_and_certificates(
            b"ky so",
            self.key,
            self.certificate,
            list(self.chain) if with_chain else None,
            BestAvailableEncryption(passphrase.encode()),
        )


@dataclass
class Authority:
    """A root with one authority below it, which issues certificates and revokes them.

    Certificates name where to ask about them, where that is given.
    """

    name: str
    ocsp_url: str = ""
    crl_url: str = ""
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    revoked: list[tuple[int, datetime]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.root = self._authority(f"{self.name} gốc", None)
        self.below = self._authority(self.name, self.root)

    def issue(
        self,
        person: str,
        organisation: str,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        is_time_stamping: bool = False,
    ) -> Holder:
        """A certificate for signing, from 90 days ago and for two years unless told."""
        key = rsa.generate_private_key(public_exponent=65537, key_size=_BITS)
        builder = _builder(
            _named(person, organisation),
            self.below.certificate.subject,
            key,
            since or self.now - timedelta(days=90),
            until or self.now + timedelta(days=640),
        )
        builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), True)
        builder = builder.add_extension(_uses(signs=True), True)
        if is_time_stamping:
            purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
            builder = builder.add_extension(purpose, True)
        builder = self._told_where(builder)
        certificate = builder.sign(self.below.key, _HASH)
        return Holder(key, certificate, (self.below.certificate,))

    def _told_where(self, builder: x509.CertificateBuilder) -> x509.CertificateBuilder:
        if self.ocsp_url:
            place = x509.UniformResourceIdentifier(self.ocsp_url)
            asked = x509.AccessDescription(AuthorityInformationAccessOID.OCSP, place)
            builder = builder.add_extension(x509.AuthorityInformationAccess([asked]), False)
        if self.crl_url:
            listed = x509.DistributionPoint(
                [x509.UniformResourceIdentifier(self.crl_url)], None, None, None
            )
            builder = builder.add_extension(x509.CRLDistributionPoints([listed]), False)
        return builder

    def revoke(self, holder: Holder, at: datetime) -> None:
        """Enter a certificate into the next revocation list."""
        self.revoked.append((holder.certificate.serial_number, at))

    def revocations(self) -> bytes:
        """The list of revoked certificates (CRL), DER."""
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.below.certificate.subject)
            .last_update(self.now)
            .next_update(self.now + timedelta(days=30))
        )
        for serial, at in self.revoked:
            entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(at)
            builder = builder.add_revoked_certificate(entry.build())
        return builder.sign(self.below.key, _HASH).public_bytes(Encoding.DER)

    def answer(self, request: bytes) -> bytes:
        """What its OCSP responder says of the certificate that a request names, DER."""
        asked = ocsp.load_der_ocsp_request(request)
        since = dict(self.revoked).get(asked.serial_number)
        builder = ocsp.OCSPResponseBuilder().add_response_by_hash(
            issuer_name_hash=asked.issuer_name_hash,
            issuer_key_hash=asked.issuer_key_hash,
            serial_number=asked.serial_number,
            algorithm=asked.hash_algorithm,
            cert_status=ocsp.OCSPCertStatus.GOOD if since is None else ocsp.OCSPCertStatus.REVOKED,
            this_update=self.now,
            next_update=self.now + timedelta(days=1),
            revocation_time=since,
            revocation_reason=None,
        )
        builder = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, self.below.certificate)
        for extension in asked.extensions:
            builder = builder.add_extension(extension.value, extension.critical)
        return builder.sign(self.below.key, _HASH).public_bytes(Encoding.DER)

    def _authority(self, name: str, issuer: Holder | None) -> Holder:
        key = rsa.generate_private_key(public_exponent=65537, key_size=_BITS)
        subject = _named(name, self.name)
        builder = _builder(
            subject,
            issuer.certificate.subject if issuer else subject,
            key,
            self.now - timedelta(days=3650),
            self.now + timedelta(days=3650),
        )
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        builder = builder.add_extension(_uses(signs=False), True)
        return Holder(key, builder.sign((issuer.key if issuer else key), _HASH))


def _named(person: str, organisation: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, person),
        ]
    )


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    key: rsa.RSAPrivateKey,
    since: datetime,
    until: datetime,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(until)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
    )


def _uses(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signs,
        content_commitment=signs,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=not signs,
        crl_sign=not signs,
        encipher_only=False,
        decipher_only=False,
    )
