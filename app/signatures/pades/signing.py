"""Adding a signature to a PDF file as an incremental update (PAdES baseline B, T and LT)."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from pkcs11.exceptions import PKCS11Error
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, SimpleBoxLayoutRule
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathError, RevokedError, ValidationError

from app.lib import clock, dates
from app.signatures.pades import stamps
from app.signatures.pades.places import Box
from app.signatures.pades.stamps import Stamp

logging.getLogger("pyhanko").setLevel(logging.ERROR)
logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)


class SigningFailed(Exception):
    """Why a file could not be signed, in Vietnamese."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Untrusted(SigningFailed):
    """No chain leads from the certificate to anybody whom `validation` trusts."""


class Revoked(SigningFailed):
    """The certificate, or that of its authority, was revoked."""


class NoTimestamp(SigningFailed):
    """The time-stamping authority gave no answer that could be used."""


@dataclass(frozen=True)
class Visible:
    """What is seen of a signature, and where."""

    stamp: Stamp
    box: Box


def sign(
    content: bytes,
    signer: Signer,
    visible: Visible | None,
    *,
    field: str,
    at: datetime,
    tsa: TimeStamper | None = None,
    validation: ValidationContext | None = None,
) -> bytes:
    """The file with one more signature; what was signed before stays as it was.

    `field` names the signature's field (`KyLanhDao`); a name in use gets a number; `at` is the
    signer's clock. With `validation` the chain and what is known of revocation are kept in the
    file (baseline LT).
    Raises NoTimestamp where `tsa` fails, SigningFailed for a file that cannot be signed.
    """
    with _in_words():
        writer = IncrementalPdfFileWriter(BytesIO(content), strict=False)
        if writer.prev.encrypted:
            raise SigningFailed("Tệp PDF đặt mật khẩu nên không ký được. Hãy bỏ mật khẩu của tệp.")
        name = _free_name(writer, field)
        pdf_signer = _SignerAt(
            _metadata(name, validation),
            signer=signer,
            timestamper=tsa,
            stamp_style=_style(visible),
            new_field_spec=_field(name, visible),
        )
        pdf_signer.at = at
        signed: BytesIO = pdf_signer.sign_pdf(writer)
    return signed.getvalue()


@contextmanager
def _in_words() -> Iterator[None]:
    """What the libraries raise, as the office is told it."""
    try:
        yield
    except (TimestampRequestError, TimeoutError) as error:
        raise NoTimestamp(
            "Máy chủ cấp dấu thời gian không trả lời. Hãy thử lại sau ít phút."
        ) from error
    except (PathError, ValidationError) as error:
        raise _refusal(error) from error
    except PKCS11Error as error:
        raise SigningFailed(
            "Thiết bị ký không trả lời. Hãy cắm lại thiết bị rồi ký lại."
        ) from error
    except (PdfError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        if isinstance(error, SigningError) and isinstance(
            error.__cause__, PathError | ValidationError
        ):
            raise _refusal(error.__cause__) from error
        raise SigningFailed(
            "Không ký được tệp này: tệp bị hỏng hoặc không cho phép thêm chữ ký."
        ) from error


def _refusal(error: BaseException) -> SigningFailed:
    if isinstance(error, RevokedError):
        day = dates.short(clock.local(error.revocation_dt).date())
        return Revoked(f"Chứng thư số đã bị thu hồi từ ngày {day} nên không ký được.")
    return Untrusted("Chứng thư số không thuộc tổ chức gốc tin cậy.")


class _SignerAt(PdfSigner):
    """A signer whose clock is the office's: file and stamp name the same second."""

    at: datetime

    def init_signing_session(
        self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False
    ) -> PdfSigningSession:
        """A session of that time."""
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.at.astimezone(clock.TZ)
        return session


def _metadata(name: str, validation: ValidationContext | None) -> PdfSignatureMetadata:
    return PdfSignatureMetadata(
        field_name=name,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        embed_validation_info=validation is not None,
        validation_context=validation,
        signer_key_usage=set(),
    )


def _free_name(writer: IncrementalPdfFileWriter, wanted: str) -> str:
    taken = {name for name, *_ in enumerate_sig_fields(writer.prev)}
    names = (wanted, *(f"{wanted}{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


def _style(visible: Visible | None) -> StaticStampStyle | None:
    if visible is None:
        return None
    return StaticStampStyle(
        background=_Drawn(stamps.draw(visible.stamp)),
        background_layout=SimpleBoxLayoutRule(AxisAlignment.ALIGN_MID, AxisAlignment.ALIGN_MID),
        border_width=0,
    )


class _Drawn(PdfContent):
    """The page of a small PDF as content of a stamp."""

    def __init__(self, drawing: bytes) -> None:
        super().__init__()
        self._drawing = drawing

    def render(self) -> bytes:
        page = self._ensure_writer.import_page_as_xobject(PdfFileReader(BytesIO(self._drawing)))
        self.resources.xobject["/Drawn"] = page
        left, bottom, right, top = page.get_object()["/BBox"]
        self.box = BoxConstraints(width=abs(right - left), height=abs(top - bottom))
        return b"/Drawn Do"


def _field(name: str, visible: Visible | None) -> SigFieldSpec:
    if visible is None:
        return SigFieldSpec(name)
    box = visible.box
    corners = (round(box.left), round(box.bottom), round(box.right), round(box.top))
    return SigFieldSpec(name, on_page=box.page, box=corners)
