"""The year of some clusters: plans, pledges, half-year meetings; a commune's bloc of schools."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from app.clusters import actions, jobs
from app.clusters.actions import meetings, moves, notices, plans, pledges
from app.clusters.actions.meetings import MeetingContent, MinutesContent
from app.clusters.actions.moves import Cause
from app.clusters.actions.pledges import USUAL, PledgeContent
from app.clusters.queries import year as years
from app.clusters.terms import Choosing, ClusterKind, Occasion
from app.documents.terms import PaperKind
from app.plans.terms import SigningCapacity, organ_name
from app.registers import actions as registers
from app.registers.actions import Reservation
from deploy.demo import clusters
from deploy.demo.cast import Cast, Unit
from deploy.demo.clusters import BLOC, BORDER_1, CLUSTER_4
from deploy.demo.people import Person
from deploy.demo.province_plan import YEAR
from deploy.demo.stage import Scene, moment, workday
from tenants.db import db

SCHOOLS = "Khối thi đua các trường học xã Điềm He"
LATER = "Trường Phổ thông dân tộc bán trú THCS Trấn Ninh"
HALF_YEAR = date(2026, 7, 8)
YEAR_END = date(2026, 12, 4)
TARGETS = (
    ("Thu ngân sách trên địa bàn", "% dự toán", 102, 112),
    ("Tỷ lệ hộ nghèo giảm", "%", 2, 4),
    ("Hồ sơ dịch vụ công trực tuyến toàn trình", "%", 88, 97),
    ("Điển hình tiên tiến được nhân rộng", "mô hình", 1, 4),
)
SCHOOL_TARGETS = (
    ("Học sinh hoàn thành chương trình lớp học", "%", 97, 99),
    ("Giáo viên dạy giỏi cấp trường", "giáo viên", 4, 9),
)


@dataclass(frozen=True)
class Story:
    """How far a cluster comes: its members (the lead first), and how many of them sign."""

    name: str
    members: Sequence[Unit]
    signing: int
    meets: bool = True
    targets: Sequence[tuple[str, str, int, int]] = TARGETS


def scenes(cast: Cast) -> Iterator[Scene]:
    """The province's notice; three clusters of the province, and the schools of Điềm He."""
    yield Scene(moment(date(2026, 2, 9), 9), cast.leader, _announce)
    yield from _schools(cast)
    for story in (
        Story(CLUSTER_4, clusters.units_of(cast, CLUSTER_4), signing=8),
        Story(BLOC, clusters.units_of(cast, BLOC), signing=6),
        Story(BORDER_1, clusters.units_of(cast, BORDER_1), signing=4, meets=False),
        Story(SCHOOLS, _first_schools(cast), signing=3, targets=SCHOOL_TARGETS),
    ):
        yield from _papers(cast, story)
        yield from _pledge(cast, story)
        if story.meets:
            yield from _half_year(cast, story)
    yield from _next_meeting(cast)


def _first_schools(cast: Cast) -> list[Unit]:
    return [unit for name, unit in cast.schools.items() if name != LATER]


def _announce(by: Person) -> None:
    symbol = "TB-UBND"
    registers.reserve(
        reservation=Reservation(
            kind=PaperKind.NOTICE,
            symbol=symbol,
            year=YEAR,
            reason="Thông báo phân công cụm trưởng, cụm phó",
            first="52",
            confirm_gap=True,
        ),
        by=by,
    )
    signing = notices.Signing(
        symbol=symbol,
        place="Lạng Sơn",
        issued_on=date(2026, 2, 9),
        capacity=SigningCapacity.COMMITTEE_DEPUTY,
        signer_name="Dương Xuân Huyên",
        number="52",
        basis="Quyết định số 215/QĐ-UBND ngày 06/02/2026 về việc chia cụm, khối thi đua năm 2026",
    )
    jobs.issue_notice(year=YEAR, signing=signing, by=by)


def _schools(cast: Cast) -> Iterator[Scene]:
    """The commune makes a bloc of its schools; another joins it with the new school year."""
    home = cast.communes["Điềm He"]
    yield Scene(moment(date(2026, 2, 10), 9), home.officer, lambda by: _make(cast, by))
    yield Scene(
        moment(date(2026, 2, 12), 9),
        home.leader,
        lambda by: jobs.issue(cluster_ids=[cast.cluster_ids[SCHOOLS]], by=by),
    )
    yield Scene(moment(date(2026, 9, 7), 9), home.leader, lambda by: _join(cast, by))


def _make(cast: Cast, by: Person) -> None:
    made = actions.create(year=YEAR, kind=ClusterKind.BLOC, name=SCHOOLS, by=by)
    db.session.flush()
    cast.cluster_ids[SCHOOLS] = made.id
    ids = [unit.tenant.id for unit in _first_schools(cast)]
    actions.edit(
        cluster_id=made.id,
        version=made.version,
        name=SCHOOLS,
        member_ids=ids,
        lead_id=ids[0],
        deputy_id=ids[1],
        choosing=Choosing.ROTATED,
        basis="Biên bản họp các trường ngày 09/02/2026",
        by=by,
    )


def _join(cast: Cast, by: Person) -> None:
    moves.move(
        member_id=cast.schools[LATER].tenant.id,
        year=YEAR,
        to_cluster_id=cast.cluster_ids[SCHOOLS],
        cause=Cause(
            moved_on=date(2026, 9, 5),
            reason="Chuyển về xã quản lý từ năm học 2026-2027",
            basis="Quyết định số 1180/QĐ-UBND ngày 20/8/2026 của UBND tỉnh",
        ),
        by=by,
    )


def _papers(cast: Cast, story: Story) -> Iterator[Scene]:
    lead = story.members[0]
    yield Scene(moment(date(2026, 2, 23), 9), lead.officer, lambda by: _draft(cast, story, by))
    yield Scene(moment(date(2026, 2, 25), 10), lead.leader, lambda by: _send(cast, story, by))


def _draft(cast: Cast, story: Story, by: Person) -> None:
    cluster_id = cast.cluster_ids[story.name]
    plans.draft(cluster_id=cluster_id, content=plans.usual(story.name, YEAR), by=by)
    pledges.write(
        cluster_id=cluster_id,
        version=None,
        content=PledgeContent(
            contents=USUAL,
            register_by=date(2026, 3, 10),
            sign_on=date(2026, 3, 13),
            place=_hall(story.members[0]),
        ),
        by=by,
    )


def _send(cast: Cast, story: Story, by: Person) -> None:
    cluster_id = cast.cluster_ids[story.name]
    plan, pledge = years.plan_draft(cluster_id), years.pledge_there(cluster_id)
    if plan is not None:
        jobs.send_plan(
            cluster_id=cluster_id,
            version=plan.version,
            number="01",
            signer_name=by.full_name,
            signer_position=_position(story.members[0]),
            by=by,
        )
    jobs.send_pledge(cluster_id=cluster_id, version=pledge.version, by=by)


def _pledge(cast: Cast, story: Story) -> Iterator[Scene]:
    for place, unit in enumerate(story.members[: story.signing]):
        on = workday(date(2026, 3, 2) + timedelta(days=place))
        signed_at = moment(date(2026, 3, 13), 9, place * 5)
        yield Scene(moment(on, 10), unit.officer, partial(_register, cast, story, unit))
        yield Scene(signed_at, unit.leader, partial(_sign, cast, story, unit))


def _register(cast: Cast, story: Story, unit: Unit, by: Person) -> None:
    cluster_id = cast.cluster_ids[story.name]
    targets = [
        {"text": text, "value": str(unit.dice.randint(least, most)), "unit": word}
        for text, word, least, most in story.targets
    ]
    row = pledges.register(cluster_id=cluster_id, version=None, targets=targets, by=by)
    jobs.send_registration(cluster_id=cluster_id, version=row.version, by=by)


def _sign(cast: Cast, story: Story, unit: Unit, by: Person) -> None:
    jobs.sign_pledge(cluster_id=cast.cluster_ids[story.name], position=_position(unit), by=by)


def _half_year(cast: Cast, story: Story) -> Iterator[Scene]:
    lead = story.members[0]
    yield Scene(moment(date(2026, 6, 25), 9), lead.leader, lambda by: _call(cast, story, by))
    yield Scene(moment(date(2026, 7, 9), 15), lead.leader, lambda by: _conclude(cast, story, by))


def _call(cast: Cast, story: Story, by: Person) -> None:
    lead, cluster_id = story.members[0], cast.cluster_ids[story.name]
    row = meetings.plan(
        cluster_id=cluster_id,
        occasion=Occasion.HALF_YEAR,
        version=None,
        content=MeetingContent(
            held_on=HALF_YEAR,
            starts_at="8 giờ 00",
            place=_hall(lead),
            chair_name=by.full_name,
            chair_position=_position(lead),
            agenda=(
                "Báo cáo sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm 2026",
                "Các đơn vị thảo luận, trao đổi kinh nghiệm",
                "Kết luận của cụm trưởng",
            ),
        ),
        by=by,
    )
    jobs.call_meeting(
        cluster_id=cluster_id, occasion=Occasion.HALF_YEAR, version=row.version, by=by
    )


def _conclude(cast: Cast, story: Story, by: Person) -> None:
    cluster_id, present = cast.cluster_ids[story.name], story.members[: len(story.members) - 1]
    row = meetings.write_minutes(
        cluster_id=cluster_id,
        occasion=Occasion.HALF_YEAR,
        version=None,
        content=MinutesContent(
            secretary_name=story.members[0].officer.full_name,
            discussion=(
                "Cụm trưởng trình bày báo cáo sơ kết. Các đơn vị thảo luận về việc thực hiện chỉ "
                "tiêu đăng ký, cách chấm điểm và phối hợp phát hiện điển hình tiên tiến."
            ),
            conclusions=(
                "Các đơn vị rà soát chỉ tiêu đã đăng ký, tập trung các chỉ tiêu còn thấp.",
                "Tự chấm điểm đúng hạn, kèm đủ tài liệu minh chứng.",
                "Mỗi đơn vị giới thiệu ít nhất một điển hình tiên tiến trước 30/9/2026.",
            ),
            present=[unit.tenant.id for unit in present],
            people={
                unit.tenant.id: f"{unit.leader.full_name}, {_position(unit)}" for unit in present
            },
            ended_at="11 giờ 15",
            number="01",
        ),
        by=by,
    )
    jobs.send_minutes(
        cluster_id=cluster_id, occasion=Occasion.HALF_YEAR, version=row.version, by=by
    )


def _next_meeting(cast: Cast) -> Iterator[Scene]:
    """The lead of cluster 4 prepares the year meeting; the invitation is not out yet."""
    lead = clusters.units_of(cast, CLUSTER_4)[0]
    yield Scene(moment(date(2026, 11, 16), 9), lead.officer, lambda by: _prepare(cast, lead, by))


def _prepare(cast: Cast, lead: Unit, by: Person) -> None:
    meetings.plan(
        cluster_id=cast.cluster_ids[CLUSTER_4],
        occasion=Occasion.YEAR,
        version=None,
        content=MeetingContent(
            held_on=YEAR_END,
            starts_at="8 giờ 00",
            place=_hall(lead),
            chair_name=lead.leader.full_name,
            chair_position=_position(lead),
            agenda=("Tổng kết năm 2026", "Bình xét, suy tôn", "Bầu cụm trưởng, cụm phó năm 2027"),
        ),
        by=by,
    )


def _hall(unit: Unit) -> str:
    return f"Hội trường {organ_name(unit.tenant)}"


def _position(unit: Unit) -> str:
    return next(iter(SigningCapacity.of(unit.tenant.kind))).position.capitalize()
