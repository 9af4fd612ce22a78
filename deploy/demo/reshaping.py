"""Communes that carry out one task of the province as two, or two as one."""

from app.plans import actions
from app.plans.queries import plans
from deploy.demo.cast import Unit
from deploy.demo.people import Person
from deploy.demo.province_plan import EXEMPLARS, THEME_2, THEME_3

SPLITTING = ("Bắc Sơn", "Chi Lăng", "Đông Kinh", "Thất Khê")
MERGING = ("Hữu Lũng", "Na Sầm", "Lộc Bình", "Kỳ Lừa")
PARTS = (
    "Phát động phong trào thi đua chuyên đề quý II của {word}, giao chỉ tiêu cho từng {base}",
    "Tổ chức cho các {base}, cơ quan, đơn vị đăng ký và ký giao ước thi đua chuyên đề quý II",
)
TOGETHER = (
    "Tổ chức phong trào thi đua chuyên đề quý III của {word}; phát hiện, bồi dưỡng, nhân rộng điển "
    "hình tiên tiến trong phong trào"
)


def reshape(unit: Unit, by: Person) -> None:
    """Split or merge as the unit's office does it; where it declined such a task, nothing."""
    words = {"word": unit.word, "base": unit.base}
    if unit.name in SPLITTING and THEME_2 in unit.task_ids:
        task = plans.own_task(unit.task_ids[THEME_2])
        texts = [text.format(**words) for text in PARTS]
        actions.split_task(task_id=task.id, version=task.version, texts=texts, by=by)
    if unit.name in MERGING and {THEME_3, EXEMPLARS} <= unit.task_ids.keys():
        task = plans.own_task(unit.task_ids[THEME_3])
        actions.merge_tasks(
            task_id=task.id,
            version=task.version,
            merged_ids=[unit.task_ids.pop(EXEMPLARS)],
            text=TOGETHER.format(**words),
            by=by,
        )
