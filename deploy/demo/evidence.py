"""Files that show what was done: papers drawn as offices draw them, and pictures of meetings."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.documents import pdf
from app.documents.paper import Bullets, Centred, Heading, Paper, Paragraph, SignatureBlock
from app.documents.terms import PaperKind
from app.lib import dates
from deploy.demo import pictures
from deploy.demo.cast import Unit


@dataclass(frozen=True)
class Office:
    """Who issues the papers of a unit and who signs them."""

    place: str
    name_in_text: str
    word: str
    signer: str

    @classmethod
    def of(cls, unit: Unit) -> "Office":
        """The people's committee of a commune, its leader signing."""
        tenant = unit.tenant
        return cls(tenant.short_name, tenant.name_in_text, unit.word, unit.leader.full_name)

    @property
    def chair(self) -> SignatureBlock:
        """The chair signs for the committee."""
        return SignatureBlock(("TM. Ủy ban nhân dân",), "Chủ tịch", self.signer)


@dataclass(frozen=True)
class Shown:
    """A file of evidence: its name, what it shows, who makes it and out of what."""

    name: str
    caption: str
    make: Callable[..., bytes]
    facts: Mapping[str, object]

    def content(self, office: Office) -> bytes:
        """The file as that office issues it."""
        return self.make(office, **self.facts)


def minutes(
    office: Office, *, number: str, on: date, about: str, present: str, said: Sequence[str]
) -> bytes:
    """Minutes of the council: who was there, what was said and decided."""
    blocks = (
        Paragraph(f"Thời gian: 8 giờ 00 phút, {dates.long(on)}.", indent=False),
        Paragraph(f"Địa điểm: Hội trường UBND {office.name_in_text}.", indent=False),
        Heading(1, "I. Thành phần"),
        Paragraph(present),
        Heading(1, "II. Nội dung"),
        Bullets(tuple(said)),
        Heading(1, "III. Kết luận"),
        Paragraph(
            "Hội nghị thống nhất các nội dung nêu trên với 100% thành viên có mặt biểu quyết tán "
            "thành. Biên bản được thông qua tại cuộc họp hồi 11 giờ 00 phút cùng ngày."
        ),
    )
    return _drawn(office, PaperKind.MINUTES, "BB-HĐTĐKT", number, on, about, blocks)


def invitation(
    office: Office, *, number: str, on: date, about: str, whom: str, when: str, where: str
) -> bytes:
    """An invitation to a conference."""
    blocks = (
        Paragraph(
            f"UBND {office.name_in_text} trân trọng kính mời: {whom} đến dự {about[:1].lower()}"
            f"{about[1:]}."
        ),
        Paragraph(when, lead="Thời gian:"),
        Paragraph(where, lead="Địa điểm:"),
        Paragraph("Đề nghị các đại biểu đến dự đầy đủ, đúng thời gian."),
    )
    return _drawn(office, PaperKind.INVITATION, "GM-UBND", number, on, about, blocks)


def report(office: Office, *, number: str, on: date, about: str, parts: Sequence[str]) -> bytes:
    """A report in a few paragraphs."""
    blocks = tuple(Paragraph(part) for part in parts)
    return _drawn(office, PaperKind.REPORT, "BC-UBND", number, on, about, blocks)


def letter(
    office: Office, *, number: str, on: date, kind: PaperKind, about: str, parts: Sequence[str]
) -> bytes:
    """A short paper of another kind: a guidance, a launch, a proposal."""
    blocks = tuple(Paragraph(part) for part in parts)
    return _drawn(office, kind, kind.symbol("UBND"), number, on, about, blocks)


def decision(
    office: Office, *, number: str, on: date, about: str, articles: Sequence[str]
) -> bytes:
    """A decision of commendation."""
    numbered = [
        Paragraph(text, lead=f"Điều {place}.") for place, text in enumerate(articles, start=1)
    ]
    return pdf.draw(
        Paper(
            kind=PaperKind.DECISION,
            issuer_lines=("Ủy ban nhân dân", office.name_in_text),
            symbol="QĐ-UBND",
            place=office.place,
            number=number,
            issued_on=on,
            abstract=about,
            authority=f"CHỦ TỊCH ỦY BAN NHÂN DÂN {office.name_in_text}".upper(),
            bases=(
                "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025",
                "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",
                f"Theo đề nghị của Hội đồng Thi đua - Khen thưởng {office.word}",
            ),
            blocks=(Centred("QUYẾT ĐỊNH:"), *numbered),
            signature=SignatureBlock((), "Chủ tịch", office.signer),
            recipients=("Như Điều 3", f"Hội đồng Thi đua - Khen thưởng {office.word}"),
        )
    )


def picture(office: Office, *, on: date, lines: Sequence[str], seed: int = 0) -> bytes:
    """A meeting in the hall, under its backdrop."""
    place = f"{office.place}, {dates.long(on)}"
    return pictures.meeting(f"UBND {office.name_in_text}".upper(), lines, place, seed=seed)


def _drawn(
    office: Office,
    kind: PaperKind,
    symbol: str,
    number: str,
    on: date,
    about: str,
    blocks: Sequence[Paragraph | Heading | Bullets],
) -> bytes:
    return pdf.draw(
        Paper(
            kind=kind,
            issuer_lines=("Ủy ban nhân dân", office.name_in_text),
            symbol=symbol,
            place=office.place,
            number=number,
            issued_on=on,
            abstract=about,
            blocks=tuple(blocks),
            signature=office.chair,
            recipients=("Như trên", f"Hội đồng Thi đua - Khen thưởng {office.word}"),
        )
    )
