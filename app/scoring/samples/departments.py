"""An example for blocs of departments: advice to the province, reform, their own emulation work."""

from app.scoring.samples.items import BANDS, Item, Sample, each, percent, ratio
from app.scoring.terms import DowngradeCause, FormulaKind, Part, Rebase, StandingScope

F, P = FormulaKind, Part

ITEMS: tuple[Item, ...] = (
    Item("I", "Tham mưu, thực hiện nhiệm vụ chuyên môn", "60"),
    Item(
        "I.1",
        "Nhiệm vụ Ủy ban nhân dân, Chủ tịch Ủy ban nhân dân tỉnh giao hoàn thành đúng hạn",
        "25",
        F.RATIO,
        ratio("Nhiệm vụ hoàn thành đúng hạn", "Nhiệm vụ được giao", "nhiệm vụ"),
    ),
    Item(
        "I.2",
        "Văn bản quy phạm pháp luật tham mưu ban hành đúng tiến độ, đúng thẩm quyền",
        "10",
        F.RATIO,
        ratio("Văn bản ban hành đúng tiến độ", "Văn bản trong chương trình", "văn bản"),
        assignable=True,
        guidance="Sở, ngành không có văn bản trong chương trình năm thì ghi không được giao.",
    ),
    Item(
        "I.3",
        "Chỉ tiêu của ngành trong kế hoạch phát triển kinh tế - xã hội",
        "15",
        F.RATIO,
        ratio("Chỉ tiêu đạt và vượt", "Chỉ tiêu được giao", "chỉ tiêu"),
        assignable=True,
    ),
    Item("I.4", "Kiểm tra, hướng dẫn cấp xã theo lĩnh vực", "10", F.MANUAL, evidence=True),
    Item("II", "Cải cách hành chính, chuyển đổi số", "20"),
    Item(
        "II.1",
        "Kết quả chỉ số cải cách hành chính của sở, ngành",
        "10",
        F.BANDS,
        percent(
            "Chỉ số", ("0", "70", "3"), ("70", "80", "6"), ("80", "90", "8"), ("90", None, "10")
        ),
    ),
    Item(
        "II.2",
        "Hồ sơ thủ tục hành chính giải quyết đúng hạn",
        "10",
        F.RATIO,
        ratio("Hồ sơ đúng hạn", "Hồ sơ đã giải quyết", "hồ sơ"),
    ),
    Item("III", "Công tác thi đua, khen thưởng", "20"),
    Item("III.1", "Phát động, ký giao ước, sơ kết, tổng kết đúng hạn", "8", F.FIXED, evidence=True),
    Item(
        "III.2",
        "Hồ sơ đề nghị khen thưởng đúng đối tượng, đủ thủ tục, đúng thời hạn",
        "6",
        F.RATIO,
        ratio("Hồ sơ đạt yêu cầu", "Hồ sơ đã trình", "hồ sơ"),
    ),
    Item(
        "III.3",
        "Mô hình mới, điển hình tiên tiến của ngành được công nhận",
        "6",
        F.COUNT,
        each("2", "Số mô hình, điển hình", "mô hình"),
        evidence=True,
    ),
    Item("IV", "Điểm thưởng", "5", part=P.BONUS),
    Item(
        "IV.1",
        "Sáng kiến được công nhận có hiệu quả áp dụng trong toàn tỉnh",
        "5",
        F.COUNT,
        each("1", "Số sáng kiến", "sáng kiến"),
        part=P.BONUS,
        evidence=True,
    ),
    Item("V", "Điểm trừ", "5", part=P.PENALTY),
    Item(
        "V.1",
        "Nhiệm vụ được giao quá hạn bị đôn đốc bằng văn bản",
        "5",
        F.COUNT,
        each("0.5", "Số nhiệm vụ quá hạn", "nhiệm vụ"),
        part=P.PENALTY,
    ),
)

DEPARTMENTS = Sample(
    label="Bộ 100 điểm cho khối sở, ban, ngành",
    title="Bộ tiêu chí chấm điểm khối sở, ban, ngành (mẫu, không phải quy định)",
    items=ITEMS,
    bonus_cap="5",
    penalty_cap="5",
    bands=BANDS,
    tie_chain=("I", "III"),
    rebase=Rebase.GROUP,
    downgrades=(
        {"when": DowngradeCause.REPRIMAND.value, "at_most": "Hoàn thành tốt nhiệm vụ"},
        {"when": DowngradeCause.CORRUPTION.value, "at_most": "Không hoàn thành nhiệm vụ"},
    ),
    quotas=(
        {
            "award": "Cờ thi đua của tỉnh",
            "count": 1,
            "per_members": None,
            "scope": StandingScope.CLUSTER.value,
        },
    ),
)
