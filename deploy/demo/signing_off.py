"""Papers on their way through the office of xã Điềm He: at every desk, issued, taken back."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.correspondence import jobs
from app.correspondence.actions import addressing, changes, delegations, sending, steps
from app.correspondence.actions import drafts as writing
from app.correspondence.queries import delegations as queries
from app.correspondence.terms import Form, Purpose
from app.documents.signing import Capacity
from app.documents.terms import PaperKind
from app.registers.terms import ChangeKind
from deploy.demo.cast import Cast, Unit
from deploy.demo.people import Person
from deploy.demo.stage import Scene, moment

HEAD, CLERK = "vanphong.diemhe", "vanthu.diemhe"
CHAIR = "Chủ tịch Ủy ban nhân dân xã Điềm He"
LAW = "Căn cứ Luật Thi đua, khen thưởng ngày 15/6/2022"
ORDER = "Quy chế làm việc của Ủy ban nhân dân xã Điềm He nhiệm kỳ 2026 - 2031"
DEPUTY = "Hoàng Văn Kiên"


@dataclass
class Desk:
    """The people at the desks of a unit, and what they have issued so far by its name."""

    unit: Unit
    school_id: int
    issued: dict[str, int] = field(default_factory=dict)

    @property
    def drafter(self) -> Person:
        """Who drafts."""
        return self.unit.officer

    @property
    def leader(self) -> Person:
        """Who approves and signs."""
        return self.unit.leader

    @property
    def head(self) -> Person:
        """Who heads the office."""
        return self.unit.colleagues[HEAD]

    @property
    def clerk(self) -> Person:
        """Who issues."""
        return self.unit.colleagues[CLERK]


def scenes(cast: Cast) -> Iterator[Scene]:
    """Leave to sign is given in July, papers go out in November."""
    school = next(iter(cast.schools.values())).tenant
    desk = Desk(cast.communes["Điềm He"], school.id)
    yield Scene(moment(date(2026, 7, 1), 8), desk.leader, lambda by: _give_leave(desk, by))
    yield Scene(moment(date(2026, 10, 1), 8), desk.leader, _end_leave)
    yield from _issuing(desk, "notice", date(2026, 11, 4), lambda: _notice("ngày 30/11/2025"))
    yield Scene(moment(date(2026, 11, 5), 14), desk.clerk, lambda by: _send(desk, "notice", by))
    yield from _issuing(
        desk,
        "notice_again",
        date(2026, 11, 9),
        lambda: _notice("ngày 30/11/2026"),
        replaces="notice",
    )
    yield from _issuing(desk, "decision", date(2026, 11, 10), _decision)
    yield from _issuing(desk, "revoking", date(2026, 11, 12), _revoking)
    yield Scene(moment(date(2026, 11, 13), 9), desk.leader, lambda by: _revoke(desk, by))
    yield from _on_the_way(desk)


def _give_leave(desk: Desk, by: Person) -> None:
    delegations.give(
        capacity=Capacity.BY_ORDER,
        user_id=desk.head.id,
        name="",
        position="Chánh Văn phòng",
        kinds=(PaperKind.NOTICE, PaperKind.INVITATION, PaperKind.OFFICIAL_LETTER),
        from_on=date(2026, 7, 1),
        basis=ORDER,
        by=by,
    )
    delegations.give(
        capacity=Capacity.DEPUTY,
        name=DEPUTY,
        position="Phó Chủ tịch",
        from_on=date(2026, 7, 1),
        to_on=date(2026, 12, 31),
        basis="Quyết định số 02/QĐ-UBND ngày 05/01/2026 phân công nhiệm vụ lãnh đạo UBND xã",
        by=by,
    )
    delegations.give(
        capacity=Capacity.BY_AUTHORIZATION,
        user_id=desk.drafter.id,
        name="",
        position="Trưởng phòng Văn hóa - Xã hội",
        kinds=(PaperKind.OFFICIAL_LETTER,),
        from_on=date(2026, 7, 1),
        to_on=date(2026, 12, 31),
        basis="Giấy ủy quyền ngày 30/6/2026 của Chủ tịch Ủy ban nhân dân xã",
        by=by,
    )


def _end_leave(by: Person) -> None:
    given = queries.all_()
    ended = next(one for one in given if one.capacity is Capacity.BY_AUTHORIZATION)
    delegations.end(delegation_id=ended.id, reason="Công việc ủy quyền đã hoàn thành.", by=by)


def _issuing(
    desk: Desk,
    name: str,
    on: date,
    content: Callable[[], tuple[Form, dict[str, Any]]],
    replaces: str | None = None,
) -> Iterator[Scene]:
    """One paper from its first draft to its number, within a day."""
    ids: list[int] = []

    def write(by: Person) -> None:
        ids.append(_write(content(), by, replaces_id=desk.issued.get(replaces or "")))
        steps.submit(draft_id=ids[0], note="Kính trình.", acknowledged=True, by=by)

    def approve(by: Person) -> None:
        steps.approve(draft_id=ids[0], acknowledged=True, by=by)

    def issue(by: Person) -> None:
        desk.issued[name] = jobs.issue_and_draw(draft_id=ids[0], by=by).id

    yield Scene(moment(on, 8, 30), desk.drafter, write)
    yield Scene(moment(on, 9, 30), desk.head, approve)
    yield Scene(moment(on, 10, 30), desk.leader, approve)
    yield Scene(moment(on, 14), desk.clerk, issue)


def _write(paper: tuple[Form, dict[str, Any]], by: Person, replaces_id: int | None = None) -> int:
    form, values = paper
    usual = {"capacity": Capacity.HEAD, "signer_name": "Lý Văn Dũng"}
    values = {**usual, **values}
    return writing.write(form=form, values=values, by=by, replaces_id=replaces_id).id


def _send(desk: Desk, name: str, by: Person) -> None:
    paper_id = desk.issued[name]
    for tenant_id, purpose in (
        (desk.school_id, Purpose.CARRY_OUT),
        (desk.unit.tenant.parent_id, Purpose.REPORT),
    ):
        if tenant_id is not None:
            addressing.add_tenants(
                paper_id=paper_id, tenant_ids=[tenant_id], purpose=purpose, by=by
            )
    sending.send(paper_id=paper_id, by=by)


def _revoke(desk: Desk, by: Person) -> None:
    changes.change(
        paper_id=desk.issued["decision"],
        kind=ChangeKind.REVOKED,
        reason="Danh sách khen thưởng có tập thể chưa đủ điều kiện.",
        by_paper_id=desk.issued["revoking"],
        by=by,
    )


def _notice(until: str) -> tuple[Form, dict[str, Any]]:
    return Form.NOTICE, {
        "abstract": "Thời hạn nộp hồ sơ đề nghị khen thưởng năm 2026",
        "content": {
            "opening": "Ủy ban nhân dân xã thông báo thời hạn nộp hồ sơ đề nghị khen thưởng:",
            "body": (
                f"1. Các phòng, ban, trường học, thôn gửi hồ sơ trước {until}.\n"
                "2. Hồ sơ gửi về Phòng Văn hóa - Xã hội, một bộ bản giấy và một bản điện tử."
            ),
        },
        "recipients": [
            {"name": "Các phòng, ban thuộc UBND xã", "purpose": "carry_out"},
            {"name": "Các thôn, trường học trên địa bàn", "purpose": "carry_out"},
        ],
    }


def _decision() -> tuple[Form, dict[str, Any]]:
    return Form.DECISION, {
        "abstract": "Về việc tặng Giấy khen phong trào thi đua “Cả nước xây dựng nông thôn mới”",
        "content": {
            "authority": CHAIR,
            "bases": [LAW, "Xét đề nghị của Hội đồng Thi đua - Khen thưởng xã"],
            "articles": [
                "Tặng Giấy khen kèm tiền thưởng cho 03 tập thể, 05 cá nhân.",
                "Chánh Văn phòng và các tập thể, cá nhân có tên chịu trách nhiệm thi hành.",
            ],
        },
        "recipients": [{"name": "Như Điều 2", "purpose": "follow"}],
    }


def _revoking() -> tuple[Form, dict[str, Any]]:
    return Form.DECISION, {
        "abstract": "Về việc thu hồi Quyết định tặng Giấy khen ngày 10/11/2026",
        "content": {
            "authority": CHAIR,
            "bases": [LAW, "Xét đề nghị của Hội đồng Thi đua - Khen thưởng xã"],
            "articles": [
                "Thu hồi Quyết định tặng Giấy khen ngày 10/11/2026 để rà soát lại hồ sơ.",
                "Quyết định này có hiệu lực kể từ ngày ký.",
            ],
        },
        "recipients": [{"name": "Như Điều 2 Quyết định bị thu hồi", "purpose": "follow"}],
    }


def _invitation() -> tuple[Form, dict[str, Any]]:
    return Form.INVITATION, {
        "abstract": "Dự họp Hội đồng Thi đua - Khen thưởng xã",
        "content": {
            "addressees": ["Các thành viên Hội đồng Thi đua - Khen thưởng xã"],
            "event": "Họp xét khen thưởng năm 2026",
            "begun": "08 giờ 00, ngày 27/11/2026",
            "venue": "Phòng họp Ủy ban nhân dân xã",
        },
        "capacity": Capacity.BY_ORDER,
        "signer_position": "Chánh Văn phòng",
        "signer_name": "Nông Thị Huyền",
        "recipients": [{"name": "Thường trực Đảng ủy xã", "purpose": "report"}],
    }


def _letter(abstract: str, **more: Any) -> tuple[Form, dict[str, Any]]:
    return Form.LETTER, {
        "unit": "VHXH",
        "abstract": abstract,
        "content": {
            "addressees": ["Các thôn, trường học trên địa bàn xã"],
            "body": "Ủy ban nhân dân xã đề nghị các đơn vị rà soát, báo cáo trước ngày 25/11/2026.",
        },
        "recipients": [{"name": "Lưu hồ sơ Hội đồng", "purpose": "know"}],
        **more,
    }


def _on_the_way(desk: Desk) -> Iterator[Scene]:
    """One draft at every desk, one that came back, one that was given up."""
    day = date(2026, 11, 18)
    way: tuple[tuple[tuple[Form, dict[str, Any]], int], ...] = (
        (_letter("rà soát điển hình tiên tiến năm 2026"), 1),
        (_letter("đăng ký danh hiệu thi đua năm 2027"), 2),
        (_invitation(), 3),
    )
    for order, (paper, far) in enumerate(way):
        yield from _walked(desk, paper, day, order, far)
    yield Scene(moment(day, 9, 40), desk.drafter, lambda by: _returned(desk, by))
    yield Scene(moment(day, 16), desk.head, lambda by: _give_back(desk, by))
    yield Scene(moment(day, 16, 30), desk.drafter, _dropped)


def _walked(
    desk: Desk, paper: tuple[Form, dict[str, Any]], on: date, order: int, far: int
) -> Iterator[Scene]:
    ids: list[int] = []

    def write(by: Person) -> None:
        ids.append(_write(paper, by))
        steps.submit(draft_id=ids[0], acknowledged=True, by=by)

    def approve(by: Person) -> None:
        steps.approve(draft_id=ids[0], acknowledged=True, by=by)

    yield Scene(moment(on, 9, order), desk.drafter, write)
    for hour, person in ((10, desk.head), (11, desk.leader))[: far - 1]:
        yield Scene(moment(on, hour, order), person, approve)


def _returned(desk: Desk, by: Person) -> None:
    draft_id = _write(_letter("tổng hợp kết quả khen thường năm 2026"), by)
    steps.submit(draft_id=draft_id, acknowledged=True, by=by)
    desk.issued["returned"] = draft_id


def _give_back(desk: Desk, by: Person) -> None:
    note = "Sửa lỗi “khen thường” trong trích yếu; bổ sung hạn báo cáo của từng thôn."
    steps.return_for_changes(draft_id=desk.issued["returned"], note=note, by=by)


def _dropped(by: Person) -> None:
    draft_id = _write(_letter("báo cáo đột xuất phong trào thi đua quý IV"), by)
    writing.drop(draft_id=draft_id, by=by)
