"""What the offices of xã Điềm He reported on their parts of the year's tasks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from app.directory import queries as directory
from app.progress import actions
from app.progress.actions import Entry
from app.progress.terms import TaskStatus
from deploy.demo import diem_he
from deploy.demo.cast import Unit
from deploy.demo.people import Person
from deploy.demo.stage import Scene, moment

SECRETARIAT = "Văn phòng HĐND và UBND"
FRONT = "Ủy ban Mặt trận Tổ quốc Việt Nam xã"


@dataclass(frozen=True)
class Word:
    """What one office said of one task; `by` is the account of who said it, the officer's where
    nobody sits in the office."""

    number: int
    office: str
    on: date
    percent: int
    note: str
    by: str = ""


WORDS = (
    Word(
        2,
        SECRETARIAT,
        date(2026, 1, 20),
        100,
        "Đã bố trí hội trường, gửi 86 giấy mời, chuẩn bị âm thanh và ma két.",
        "vanphong.diemhe",
    ),
    Word(
        2,
        FRONT,
        date(2026, 1, 21),
        100,
        "Giới thiệu 04 điển hình tiên tiến giao lưu tại hội nghị.",
        "mattran.diemhe",
    ),
    Word(2, "Công an xã", date(2026, 1, 22), 100, "Bảo đảm an ninh, trật tự khu vực hội trường."),
    Word(14, "Thôn Bản Làn", date(2026, 11, 6), 100, "Xong 9/9 chỉ tiêu đăng ký."),
    Word(14, "Thôn Nà Thang", date(2026, 11, 9), 70, "Còn 3 hộ chưa tham gia bảo hiểm y tế."),
    Word(14, "Công an xã", date(2026, 11, 10), 90, "Hồ sơ cư trú nộp trực tuyến đạt 92%."),
    Word(17, "Thôn Bản Chạp", date(2026, 11, 13), 50, "Thiếu biên bản bình xét, họp lại 22/11."),
    Word(
        17,
        "Trường THCS Điềm He",
        date(2026, 11, 16),
        100,
        "Đã gửi hồ sơ đề nghị khen thưởng 02 tập thể, 06 cá nhân.",
    ),
)


def scenes(unit: Unit) -> Iterator[Scene]:
    """Each office reports the day it has something to say."""
    for order, word in enumerate(WORDS):
        by = unit.colleagues.get(word.by, unit.officer)
        yield Scene(moment(word.on, 15, order), by, _reporting(unit, word))


def _reporting(unit: Unit, word: Word) -> Callable[[Person], None]:
    def report(by: Person) -> None:
        office = next(one for one in directory.offices() if one.name == word.office)
        actions.report(
            office_id=office.id,
            entry=Entry(
                task_id=diem_he.task_id(unit, word.number),
                version=0,
                status=TaskStatus.DONE if word.percent == 100 else TaskStatus.IN_PROGRESS,
                percent=word.percent,
                on=word.on,
                note=word.note,
            ),
            by=by,
        )

    return report
