"""A province and a commune in the middle of their work: a row of every kind to call for."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.access.permissions import TENANT_ROLES, Role
from app.accounts.actions import invitations
from app.accounts.actions.invitations import Guest
from app.accounts.queries import identify_token
from app.clusters.terms import ClusterKind
from app.correspondence.actions import addressing, receiving, sending
from app.correspondence.terms import Purpose
from app.directory.actions import groups, offices
from app.directory.terms import OfficeKind
from app.plans import jobs as plan_jobs
from app.progress import actions as progress
from app.progress.actions import Upload
from app.scoring.actions import confirmations, explanations
from app.stationery.actions import blanks, certificates, posters
from app.stationery.papers.certificates import usual_facts
from app.stationery.terms.awards import AwardForm, Honorific, SheetSize
from app.stationery.terms.posters import Palette, PosterKind
from tenants.db import Model, db
from tests.correspondence import issued
from tests.plans import cascade, samples
from tests.progress import given as progress_given
from tests.reports import given as reports_given
from tests.scoring import scenes
from tests.world import Person, World

MEMBERS = 4
IDS = {
    "amendment_id": "amendments",
    "line_id": "amendment_lines",
    "merge_id": "merges",
    "plan_id": "plans",
    "upstream_task_id": "tasks",
    "task_id": "tasks",
    "report_id": "reports",
    "submission_id": "submissions",
    "file_id": "files",
    "paper_id": "drawn_papers",
    "outgoing_id": "outgoing_papers",
    "recipient_id": "paper_recipients",
    "incoming_id": "incoming_papers",
    "draft_id": "official_papers",
    "evidence_id": "sheet_evidence",
    "sheet_id": "score_sheets",
    "sheet_ids": "score_sheets",
    "cluster_id": "clusters",
    "set_id": "criteria_sets",
    "criteria_set_id": "criteria_sets",
    "criterion_id": "criteria",
    "parent_id": "criteria",
    "appraisal_id": "appraisals",
    "office_id": "offices",
    "office_ids": "offices",
    "group_id": "office_groups",
    "membership_ids": "memberships",
    "member_id": "tenants",
    "member_ids": "tenants",
    "lead_id": "tenants",
    "deputy_id": "tenants",
    "recipient_ids": "tenants",
    "tenant_id": "tenants",
    "membership_id": "memberships",
    "invitation_id": "invitations",
    "session_id": "user_sessions",
    "token_id": "api_tokens",
    "blank_id": "certificate_blanks",
    "batch_id": "certificate_batches",
    "certificate_id": "certificates",
    "gold_book_id": "gold_series",
    "poster_id": "posters",
    "slogan_id": "slogans",
    "ids": "notifications",
    "id": "tasks",
}
"""Which table an identifier names, in an address or in a body."""


@dataclass(frozen=True)
class Furnished:
    """The people, with everything around them."""

    world: World
    province: Person
    commune: Person

    def ids(self, person: Person) -> dict[str, list[int]]:
        """Some identifiers of each kind that `person` may read, the newest among them."""
        with self.world.acting(person, read_only=True):
            known = {name: _some_ids(table) for name, table in IDS.items()}
            known["evidence_id"] += _some_ids("evidence")
        return known


def _some_ids(table: str) -> list[int]:
    key = Model.metadata.tables[table].c.id
    rows = list(db.session.scalars(select(key).order_by(key).limit(200)))
    return rows[:3] + rows[3:][-3:]


def furnish(world: World) -> Furnished:
    """Plans, progress, reports, clusters and sheets, at different stages; the worker has worked."""
    province = world.person(world.province, *TENANT_ROLES)
    commune = world.person(world.communes[0], *TENANT_ROLES)
    _plans_and_reports(world, province, commune)
    _scoring(world, province, commune)
    _papers(world, province, commune)
    for person in (province, commune):
        _people_and_offices(world, person)
    world.work()
    return Furnished(world, province, commune)


def _plans_and_reports(world: World, province: Person, commune: Person) -> None:
    above = cascade.issued(world, world.communes[:MEMBERS])
    here = progress_given.site(world, above, commune.tenant)
    neighbour = progress_given.site(world, above, world.communes[1])
    for one in (here, neighbour):
        reports_given.worked(world, one)
        reports_given.sent(world, one, reports_given.written(world, one))
    reports_given.written(world, here, reports_given.YEAR)
    with world.acting(here.officer):
        uploads = [Upload(name="bien-ban.pdf", content=scenes.PDF, caption="Biên bản")]
        progress.add_evidence(task_id=here.task_ids[0], uploads=uploads, by=here.officer)
        plan_jobs.ask_paper(plan_id=here.plan_id, by=here.officer)
    for person in (province, commune):
        samples.drafted(world, person)


def _papers(world: World, province: Person, commune: Person) -> None:
    for number in range(3):
        paper = issued.paper(world, by=province)
        with world.acting(province):
            addressing.add_tenants(
                paper_id=paper.id, tenant_ids=[commune.tenant.id], purpose=Purpose.KNOW, by=province
            )
            addressing.add_outsider(
                paper_id=paper.id, name="Báo tỉnh", email=None, purpose=Purpose.KNOW, by=province
            )
            if number:
                sending.send(paper_id=paper.id, by=province)
    with world.acting(commune):
        receiving.register(paper_id=paper.id, by=commune)
    issued.paper(world, by=commune)


def _scoring(world: World, province: Person, commune: Person) -> None:
    scene = scenes.make_scene(world, (MEMBERS,))
    scenes.draft_set(world, scene.leader)
    with world.acting(scene.leader):
        scenes.clusters.create(
            year=scenes.YEAR, kind=ClusterKind.BLOC, name="Khối các sở", by=province
        )
    scenes.fill(scene, commune)
    second, third, fourth = (scenes.member(scene, index) for index in (1, 2, 3))
    confirmed, appraised = scenes.submit(scene, second), scenes.submit(scene, third, done="40")
    scenes.submit(scene, fourth, late="1")
    scenes.settle(scene, confirmed)
    scenes.appraise(scene, appraised, I_1="30")
    with world.acting(third):
        explanations.save(sheet_id=appraised, texts={None: "Đề nghị xem lại."}, by=third)
    with world.acting(province):
        confirmations.confirm(sheet_id=confirmed, version=0, changes={}, by=province)


def _people_and_offices(world: World, person: Person) -> None:
    token = world.bearer(person)["Authorization"].removeprefix("Bearer ")
    world.client(person)
    world.person(person.tenant, Role.OFFICER)
    with world.on_platform():
        identity = identify_token(token)
    assert identity is not None
    guest = Guest(email=f"khach{person.id}@example.vn", full_name="Nguyễn Thị Khách")
    with world.acting(person):
        bureau = offices.add(name="Phòng Văn hóa - Xã hội", kind=OfficeKind.BUREAU, by=person)
        _prints(person)
        groups.add(name="Các phòng", kinds=[OfficeKind.BUREAU], office_ids=[bureau.id], by=person)
        invitations.invite(guest=guest, roles=[Role.OFFICER.value], by=identity)


def _prints(person: Person) -> None:
    """A blank, a batch of certificates, a backdrop, slogans."""
    blank = blanks.draft_usual(usual="letter_a4", by=person)
    usual = usual_facts(person.tenant)
    words = {"form": AwardForm.COMMENDATION_LETTER, "sheet": SheetSize.A4}
    facts = {**usual, **words, "title": "Khen thưởng", "blank_id": blank.id}
    decision = {"decision_number": "1/QĐ-UBND", "decided_on": date(2026, 1, 5)}
    decided = {**facts, **decision, "confirm_outside": True}
    row = {"honorific": Honorific.MR, "name": "Hoàng Văn A"}
    numbered, waiting = (certificates.draft(facts=decided, by=person) for _ in range(2))
    for batch in (numbered, waiting):
        certificates.add(batch_id=batch.id, rows=[row, row], by=person)
    certificates.enter_gold_book(batch_id=numbered.id, by=person)
    posters.add_usual(by=person)
    lines = [{"role": "title", "text": "Hội nghị"}]
    size = {"width": 6000, "height": 3000, "scale": 10}
    kind = {"kind": PosterKind.BACKDROP, "palette": Palette.PLAIN}
    posters.draft(facts={"title": "Ma két", **size, **kind, "lines": lines}, by=person)
