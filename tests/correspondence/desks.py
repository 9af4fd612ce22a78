"""Scenes: a commune with somebody at every desk, and drafts that may go out."""

from dataclasses import dataclass
from typing import Any

from app.access.permissions import Role
from app.correspondence import jobs
from app.correspondence.actions import drafts as writing
from app.correspondence.actions import steps
from app.correspondence.queries import drafts
from app.correspondence.terms import DraftState, Form
from app.documents.signing import Capacity
from tenants.models import Tenant
from tests.world import Person, World

GOOD: dict[str, Any] = {
    "abstract": "Công tác thi đua, khen thưởng năm 2026",
    "content": {
        "bases": ["Căn cứ Luật Thi đua, khen thưởng ngày 15/6/2022"],
        "opening": "Ủy ban nhân dân xã ban hành kế hoạch như sau:",
        "body": "I. MỤC ĐÍCH\nNâng cao chất lượng công tác.\nII. TỔ CHỨC\nGiao các phòng.",
    },
    "recipients": [{"name": "Sở Nội vụ", "purpose": "report"}],
    "capacity": Capacity.HEAD,
    "signer_name": "Lý Văn Dũng",
}
DECISION: dict[str, Any] = {
    "abstract": "Về việc tặng Giấy khen",
    "content": {
        "authority": "Chủ tịch Ủy ban nhân dân xã Điềm He",
        "bases": ["Căn cứ Luật Thi đua, khen thưởng ngày 15/6/2022"],
        "articles": ["Tặng Giấy khen cho 02 cá nhân.", "Quyết định có hiệu lực kể từ ngày ký."],
    },
    "recipients": [{"name": "Như Điều 2", "purpose": "follow"}],
    "capacity": Capacity.HEAD,
    "signer_name": "Lý Văn Dũng",
}


@dataclass(frozen=True)
class Office:
    """A commune and who works at its desks."""

    tenant: Tenant
    drafter: Person
    head: Person
    leader: Person
    clerk: Person


def office(world: World, name: str = "Điềm He") -> Office:
    """A commune with one person at every desk."""
    commune = world.commune(name)
    return Office(
        commune,
        world.person(commune, Role.OFFICER, name="Lộc Thị Mai"),
        world.person(commune, Role.OFFICE_HEAD, name="Nông Thị Huyền"),
        world.person(commune, Role.LEADER, name="Lý Văn Dũng"),
        world.person(commune, Role.CLERK, name="Triệu Thị Hoa"),
    )


def draft(world: World, by: Person, form: Form = Form.PLAN, **more: Any) -> int:
    """A draft that may go out; `more` replaces its parts."""
    usual = DECISION if form is Form.DECISION else GOOD
    with world.acting(by):
        written = writing.write(form=form, values={**usual, **more}, by=by)
        return written.id


def approved(world: World, at: Office, form: Form = Form.PLAN, **more: Any) -> int:
    """A draft that lies with the clerk."""
    draft_id = draft(world, at.drafter, form, **more)
    with world.acting(at.drafter):
        steps.submit(draft_id=draft_id, by=at.drafter, acknowledged=True)
    for person in (at.head, at.leader):
        with world.acting(person):
            steps.approve(draft_id=draft_id, by=person, acknowledged=True)
    return draft_id


def issued(world: World, at: Office, form: Form = Form.PLAN, **more: Any) -> int:
    """A paper of the register; its id. It is drawn when the worker works."""
    draft_id = approved(world, at, form, **more)
    with world.acting(at.clerk):
        return jobs.issue_and_draw(draft_id=draft_id, by=at.clerk).id


def state(world: World, by: Person, draft_id: int) -> DraftState:
    """On whose desk the draft lies."""
    with world.acting(by):
        return drafts.own(draft_id).state
