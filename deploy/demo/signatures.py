"""Keys to try signing with, and papers of xã Điềm He that are signed with them.

The seals are the committees': theirs are the papers that both tenants issue by themselves.

The authority lives while the demo is loaded: who signs in finds its root in the list of trust, and
the keys open with one passphrase, printed with the accounts.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.registers import queries as registers
from app.registers.models import OutgoingPaper
from app.signatures import actions
from app.signatures.actions import Wish
from app.signatures.terms import Part
from deploy.demo import stamp_pictures
from deploy.demo.authority import Authority
from deploy.demo.cast import Cast
from deploy.demo.people import KEY_PASSPHRASE as PASSPHRASE
from deploy.demo.people import Person
from deploy.demo.stage import Scene, moment
from tenants.db import db

AUTHORITY = "CA mẫu để dùng thử"
NOTICE = "Thời hạn nộp hồ sơ đề nghị khen thưởng năm 2026"
BEGUN = date(2026, 10, 26)


@dataclass(frozen=True)
class Holders:
    """Who has a key in one tenant: its leader, of an `office`, and the clerk with its `organ`'s."""

    leader: Person
    clerk: Person
    office: str
    organ: str
    rim: tuple[str, str]
    hand: int


def authority() -> Authority:
    """A fresh authority, as of the first day of the keys."""
    return Authority(AUTHORITY, now=moment(BEGUN, 7))


def scenes(cast: Cast, made: Authority) -> Iterator[Scene]:
    """Keys are kept in October; in November notices are signed, sealed and sent."""
    home = cast.communes["Điềm He"]
    commune = Holders(
        home.leader,
        home.colleagues["vanthu.diemhe"],
        "Ủy ban nhân dân xã Điềm He",
        "Ủy ban nhân dân xã Điềm He",
        ("ỦY BAN NHÂN DÂN", "XÃ ĐIỀM HE"),
        3,
    )
    province = Holders(
        cast.leader,
        cast.clerk,
        "Sở Nội vụ tỉnh Lạng Sơn",
        "Ủy ban nhân dân tỉnh Lạng Sơn",
        ("ỦY BAN NHÂN DÂN", "TỈNH LẠNG SƠN"),
        5,
    )
    for holders in (commune, province):
        yield Scene(moment(BEGUN, 8), holders.leader, _own_key(holders, made))
        yield Scene(moment(BEGUN, 9), holders.clerk, _seal_key(holders, made))
    yield Scene(moment(date(2026, 11, 5), 8), commune.leader, lambda by: _sign(Part.LEADER, by))
    yield Scene(moment(date(2026, 11, 5), 9), commune.clerk, lambda by: _sign(Part.SEAL, by))
    yield Scene(moment(date(2026, 11, 10), 8), commune.leader, lambda by: _sign(Part.LEADER, by))


def trust(made: Authority, by: Person) -> None:
    """The operator trusts the authority, and enters its list of revoked certificates."""
    for content in (made.root.der, made.below.der, made.revocations()):
        actions.add_anchors(content=content, by=by)


def _own_key(holders: Holders, made: Authority) -> Callable[[Person], object]:
    def keep(by: Person) -> None:
        issued = made.issue(by.full_name, holders.office)
        content = issued.key_file(PASSPHRASE)
        actions.keep_key_file(part=Part.LEADER, content=content, secret=PASSPHRASE, by=by)
        image = stamp_pictures.signature(holders.hand)
        actions.keep_stamp(part=Part.LEADER, content=image, width="", by=by)

    return keep


def _seal_key(holders: Holders, made: Authority) -> Callable[[Person], object]:
    def keep(by: Person) -> None:
        issued = made.issue(holders.organ, holders.organ)
        content = issued.key_file(PASSPHRASE)
        actions.keep_key_file(part=Part.SEAL, content=content, secret=PASSPHRASE, by=by)
        image = stamp_pictures.seal(*holders.rim)
        actions.keep_stamp(part=Part.SEAL, content=image, width="36", by=by)

    return keep


def _sign(part: Part, by: Person) -> None:
    """Sign the newest notice on when to send dossiers."""
    paper_id = db.session.scalars(
        select(OutgoingPaper.id)
        .where(OutgoingPaper.tenant_id == by.tenant.id, OutgoingPaper.abstract == NOTICE)
        .order_by(OutgoingPaper.id.desc())
        .limit(1)
    ).one()
    file = registers.current_file(paper_id)
    wish = Wish(secret=PASSPHRASE, seen_file_id=None if file is None else file.id)
    actions.sign(paper_id=paper_id, part=part, wish=wish, by=by)
