"""A PKCS#11 token in software (SoftHSM2) with a key and its certificate, made for one test."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pkcs11
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pkcs11 import Attribute, ObjectClass
from pkcs11.util.rsa import decode_rsa_private_key
from pkcs11.util.x509 import decode_x509_certificate

from deploy.demo.authority import Holder

MODULES = (
    *("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"),
    "/usr/local/lib/softhsm/libsofthsm2.so",
)
PIN = "135790"
LABEL, KEY_LABEL = "token thu nghiem", "khoa ky"


@dataclass(frozen=True)
class Token:
    """Where the token is reached."""

    module: str
    label: str = LABEL
    key_label: str = KEY_LABEL
    pin: str = PIN


def module() -> str:
    """The path of SoftHSM2's module; skips the test where there is none, unless nothing may be."""
    found = next((path for path in MODULES if Path(path).exists()), None)
    if found is None or shutil.which("softhsm2-util") is None:
        if os.environ.get("NOTHING_SKIPPED"):
            pytest.fail("SoftHSM2 is not installed")
        pytest.skip("SoftHSM2 is not installed")
    return found


def make(folder: Path, holder: Holder) -> Token:
    """Initialise a token in `folder` and put a key with its certificate into it."""
    path = module()
    (folder / "tokens").mkdir(parents=True)
    config = folder / "softhsm2.conf"
    config.write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n")
    os.environ["SOFTHSM2_CONF"] = str(config)
    subprocess.run(
        [
            *("softhsm2-util", "--init-token", "--free", "--label", LABEL),
            *("--pin", PIN, "--so-pin", "97531"),
        ],
        check=True,
        capture_output=True,
    )
    token = pkcs11.lib(path).get_token(token_label=LABEL)
    with token.open(rw=True, user_pin=PIN) as session:
        _put(session, holder)
    return Token(path)


def _put(session: pkcs11.Session, holder: Holder) -> None:
    names = {Attribute.TOKEN: True, Attribute.LABEL: KEY_LABEL, Attribute.ID: b"\x01"}
    key = holder.key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    private = decode_rsa_private_key(key)
    session.create_object({**private, **names, Attribute.PRIVATE: True, Attribute.SIGN: True})
    certificate = decode_x509_certificate(holder.der)
    assert certificate[Attribute.CLASS] is ObjectClass.CERTIFICATE
    session.create_object({**certificate, **names})
