"""A paper that was issued, with its file, for what happens to it afterwards."""

from dataclasses import dataclass

from app.access.permissions import Role
from app.documents import actions as documents
from app.documents.terms import PaperKind
from app.lib import clock
from app.registers import actions as registers
from app.registers.actions import Signer
from app.registers.terms import FileRole
from tenants.models import Tenant
from tests.world import Person, World

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
LINES = "TM. ỦY BAN NHÂN DÂN"
ABSTRACT = "Về việc tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh"


@dataclass(frozen=True)
class Issued:
    """The paper's id, code and number, its PDF, and the clerk who entered it."""

    id: int
    code: str
    number: str
    file_id: int
    content: bytes
    clerk: Person


def clerk(world: World, tenant: Tenant) -> Person:
    """A clerk of the tenant, who is also its leader."""
    return world.person(tenant, Role.CLERK, Role.LEADER)


def paper(
    world: World,
    tenant: Tenant | None = None,
    *,
    abstract: str = ABSTRACT,
    kind: PaperKind = PaperKind.DECISION,
    by: Person | None = None,
    organ: str = "UBND",
) -> Issued:
    """An issued paper of the tenant (the province where none is named), with a PDF."""
    person = by or clerk(world, tenant or world.province)
    with world.acting(person):
        entry = registers.enter(
            kind=kind,
            symbol=kind.symbol(organ, "VP"),
            abstract=abstract,
            issued_on=clock.today(),
            signer=Signer(
                lines=("TM. ỦY BAN NHÂN DÂN",), position="CHỦ TỊCH", name="Hồ Tiến Thiệu"
            ),
            by=person,
        )
        content = PDF + f"% {entry.code}\n".encode()
        file = documents.store(name="Quyết định.pdf", content=content, by=person)
        registers.attach(paper_id=entry.id, file_id=file.id, role=FileRole.SIGNED, by=person)
        return Issued(entry.id, entry.code, entry.full_number, file.id, content, person)
