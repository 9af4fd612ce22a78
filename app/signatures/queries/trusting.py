"""Whom verifications trust: what the operator entered, and what lies in the folder of trust."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import structlog
from asn1crypto import x509
from flask import current_app
from sqlalchemy import select

from app.lib import clock
from app.lib.errors import NotFound
from app.signatures.models import TrustAnchor
from app.signatures.pades import chains, verification
from app.signatures.pades import trust as reading
from app.signatures.pades.asking import Asker
from app.signatures.pades.chains import Chain
from app.signatures.pades.trust import Trust
from app.signatures.pades.verification import VerificationReport
from tenants.db import db

log = structlog.get_logger()

_ENDINGS = {".pem", ".crt", ".cer", ".der", ".crl"}


def report(content: bytes) -> VerificationReport:
    """What is found of the signatures of a file now. Never raises for a broken file."""
    return verification.report(content, trust(), clock.now())


def trust() -> Trust:
    """All that is trusted: the list of the platform and the folder in the settings."""
    rows = db.session.execute(
        select(TrustAnchor.kind, TrustAnchor.content).order_by(TrustAnchor.id)
    )
    listed = reading.of_anchors([(row.kind, row.content) for row in rows])
    folder = current_app.config["TRUST_FOLDER"]
    return listed if folder is None else listed.plus(_folder(folder, _state(folder)))


def chain_of(certificates: Sequence[x509.Certificate], *, asker: Asker | None = None) -> Chain:
    """How a certificate stands now; the first of these, the others came beside it."""
    return chains.of(certificates[0], certificates[1:], trust(), clock.now(), asker)


def anchors() -> Sequence[TrustAnchor]:
    """The list of the platform, roots first."""
    return db.session.scalars(
        select(TrustAnchor).order_by(TrustAnchor.kind.desc(), TrustAnchor.name, TrustAnchor.id)
    ).all()


def anchor(anchor_id: int) -> TrustAnchor:
    """One entry of the list. Raises NotFound."""
    found = db.session.get(TrustAnchor, anchor_id)
    if found is None:
        raise NotFound("Không tìm thấy mục này trong danh sách tin cậy.")
    return found


def _state(folder: Path) -> tuple[tuple[str, float], ...]:
    """Names and times of the files, by which a change is noticed."""
    if not folder.is_dir():
        return ()
    files = sorted(file for file in folder.iterdir() if file.suffix.lower() in _ENDINGS)
    return tuple((file.name, file.stat().st_mtime) for file in files)


@lru_cache(maxsize=8)
def _folder(folder: Path, state: tuple[tuple[str, float], ...]) -> Trust:
    found = []
    for name, _ in state:
        try:
            found += reading.read((folder / name).read_bytes())
        except (ValueError, TypeError, KeyError, OSError):
            log.warning("trust.unreadable_file", name=name)
    return reading.of_anchors([(one.kind, one.content) for one in found])
