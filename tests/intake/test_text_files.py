"""Text files in every encoding that still turns up."""

import unicodedata

import pytest

from app import intake
from app.intake.queries.sources import legacy
from tests.intake import samples

PLAN = samples.year_plan().decode()
EXPECTED = intake.read(PLAN.encode(), "a.txt").as_dict()


@pytest.mark.parametrize(
    "data",
    [
        PLAN.replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf" + PLAN.encode(),
        PLAN.encode("utf-16"),
        PLAN.encode("utf-16-le"),
        PLAN.encode("utf-16-be"),
        unicodedata.normalize("NFD", PLAN).encode(),
        PLAN.replace(" ", "\u00a0").replace("Kế", "K\u00adế").encode(),
    ],
    ids=["crlf", "bom", "utf-16", "utf-16-le", "utf-16-be", "decomposed", "odd spaces"],
)
def test_encodings_of_unicode_read_alike(data: bytes) -> None:
    assert intake.read(data, "a.txt").as_dict() == EXPECTED


def test_windows_1258_is_read() -> None:
    def encoded(char: str) -> bytes:
        base, *marks = unicodedata.normalize("NFD", char)
        tones = [mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323"]
        shape = [mark for mark in marks if mark not in tones]
        letter = unicodedata.normalize("NFC", base + "".join(shape))
        return (letter + "".join(tones)).encode("cp1258")

    data = b"".join(encoded(char) for char in PLAN)
    assert intake.read(data, "a.txt").as_dict() == EXPECTED


TCVN3 = (
    "céng hßa x· héi chñ nghÜa viÖt nam\n®éc lËp - tù do - h¹nh phóc\n"
    "kÕ ho¹ch\nc«ng t¸c thi ®ua, khen th­ëng n¨m 2026\nI. NHIÖM Vô\n"
    "TT\tNéi dung\t§¬n vÞ thùc hiÖn\n1\tKý giao ­íc thi ®ua\tPhßng Néi vô\n"
)
VNI = (
    "COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM\nÑoäc laäp - Töï do - Haïnh phuùc\n"
    "KEÁ HOAÏCH\nCoâng taùc thi ñua, khen thöôûng naêm 2026\nI. NHIEÄM VUÏ\n"
    "TT\tNoäi dung\tÑôn vò thöïc hieän\n1\tKyù giao öôùc thi ñua\tPhoøng Noäi vuï\n"
)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (TCVN3.encode("latin-1"), "TCVN3"),
        (TCVN3.encode(), "TCVN3"),
        (VNI.encode("latin-1"), "VNI"),
        (VNI.encode(), "VNI"),
    ],
    ids=["tcvn3", "tcvn3 inside utf-8", "vni", "vni inside utf-8"],
)
def test_fonts_of_before_unicode_are_converted_with_a_warning(data: bytes, name: str) -> None:
    plan = intake.read(data, "a.txt")
    assert (plan.title or "").lower() == "công tác thi đua, khen thưởng năm 2026"
    assert [(task.text, task.offices) for task in plan.tasks] == [
        ("Ký giao ước thi đua", ("Phòng Nội vụ",))
    ]
    warning = next(w for w in plan.warnings if w.code == "legacy_encoding")
    assert name in warning.message


def test_other_languages_are_not_taken_for_old_fonts() -> None:
    french = "Été à la plage, où l'été dure. Ça va très bien, merci à tous. " * 20
    assert legacy.converted(french) == (french, None)


def test_a_few_broken_bytes_are_a_warning_with_their_line() -> None:
    data = PLAN.encode().replace("Các ấp".encode(), b"C\xe1\xffc", 1)
    plan = intake.read(data, "a.txt")
    broken = [w.line for w in plan.warnings if w.code == "unreadable_characters"]
    assert broken == [plan.tasks[0].line]
    assert len(plan.tasks) == 1


def test_a_table_of_pipes_is_a_table() -> None:
    table = (
        "| STT | Nhiệm vụ | Thời gian | Đơn vị thực hiện |\n|---|:--|---|---|\n"
        "| 1 | **Phát động** thi đua | Tháng 2 | Phòng VHXH<br>- Công an xã |\n"
    )
    plan = intake.read(samples.year_plan(table), "a.txt")
    assert [(t.no, t.quarter, t.text, t.offices) for t in plan.tasks] == [
        ("1", 1, "Phát động thi đua", ("Phòng VHXH", "Công an xã"))
    ]


def test_a_line_broken_inside_the_last_cell_goes_on() -> None:
    table = (
        "TT\tNội dung\tĐơn vị thực hiện\n1\tViệc một\t- UBND xã;\n- Phòng Kinh tế\n"
        "2\tViệc hai\tCông an xã\n"
    )
    tasks = intake.read(samples.year_plan(table), "a.txt").tasks
    assert [task.offices for task in tasks] == [("UBND xã", "Phòng Kinh tế"), ("Công an xã",)]


def test_bands_whose_tabs_were_trimmed_are_bands() -> None:
    table = (
        "TT\tNội dung\tĐơn vị thực hiện\nQUÝ II\n1\tViệc một\tUBND xã\nQUÝ IV\n2\tViệc hai\tUBND xã"
    )
    tasks = intake.read(samples.year_plan(table), "a.txt").tasks
    assert [task.quarter for task in tasks] == [2, 4]


def test_a_table_without_its_columns_is_a_warning() -> None:
    table = "TT Nội dung Cơ quan thực hiện\n1 Ký giao ước thi đua UBND xã"
    plan = intake.read(samples.year_plan(table), "a.txt")
    assert plan.tasks == ()
    assert {"table_not_understood", "no_tasks"} <= {str(w.code) for w in plan.warnings}
