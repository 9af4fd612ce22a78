"""After the first border cluster was announced: its summary, a petition refused, one that waits."""

from collections.abc import Iterator
from datetime import date

from app.scoring import jobs, printing
from app.scoring.actions.papers import PaperHead
from app.scoring.queries import petitions, standings
from app.scoring.terms import ResultPaperKind
from deploy.demo import clusters, proofs
from deploy.demo.cast import Cast, Unit
from deploy.demo.people import Person
from deploy.demo.stage import Scene, moment

SIGNER = "Nông Quốc Khải"


def scenes(cast: Cast) -> Iterator[Scene]:
    """The summary is made; one petition is refused, another waits for its answer."""
    equal, second = cast.communes["Thụy Hùng"], cast.communes["Quốc Khánh"]
    yield Scene(moment(date(2026, 11, 16), 15), cast.leader, lambda by: _summary(cast, by))
    yield Scene(
        moment(date(2026, 11, 17), 9),
        equal.leader,
        lambda by: _petition(cast, equal, None, EQUAL_ASKS, by),
    )
    yield Scene(moment(date(2026, 11, 18), 10), cast.leader, lambda by: _refuse(by))
    yield Scene(
        moment(date(2026, 11, 18), 15),
        second.leader,
        lambda by: _petition(cast, second, "IV.2", SECOND_ASKS, by),
    )


EQUAL_ASKS = "Đề nghị cho biết căn cứ xếp thứ tự giữa hai xã có cùng tổng điểm."
EQUAL_TOLD = (
    "Thứ tự giữa hai đơn vị bằng điểm do Hội đồng quyết định tại phiên họp ngày 12/11/2026 theo "
    "tỷ lệ nữ được khen thưởng; căn cứ đã ghi trong bảng kết quả."
)
SECOND_ASKS = (
    "Sáng kiến thứ hai của xã đã được công nhận cấp tỉnh tại quyết định gửi kèm; đề nghị Hội đồng "
    "tính lại điểm mục IV.2."
)


def _announced(cast: Cast) -> int:
    found = standings.announced(cast.set_ids[0], cast.cluster_ids[clusters.BORDER_1])
    assert found is not None
    return found.id


def _summary(cast: Cast, by: Person) -> None:
    printing.ask_result_paper(
        announcement_id=_announced(cast),
        kind=ResultPaperKind.SUMMARY,
        head=PaperHead(
            number="53",
            issued_on=date(2026, 11, 16),
            signer_name=SIGNER,
            recipients="Thường trực Tỉnh ủy, HĐND tỉnh (b/c)\nSở Nội vụ\nCác xã trong cụm",
        ),
        by=by,
    )


def _petition(cast: Cast, unit: Unit, code: str | None, text: str, by: Person) -> None:
    jobs.petition(
        announcement_id=_announced(cast),
        criterion_id=None if code is None else cast.criterion_ids[code],
        text=text,
        files=() if code is None else (proofs.of(unit, code)[:2],),
        by=by,
    )


def _refuse(by: Person) -> None:
    waiting = next(line for line in petitions.readable() if line.answer is None)
    jobs.answer_petition(petition_id=waiting.petition.id, granted=False, reason=EQUAL_TOLD, by=by)
