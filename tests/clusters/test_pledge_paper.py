"""The pledge as a paper: the signature blocks of all members, printed."""

import io

import pdfplumber
import pytest

from app.clusters import jobs
from app.documents.models import DrawnPaper, File
from tenants.db import db
from tests.clusters.test_year import Scene
from tests.world import World


def _printed(world: World, scene: Scene) -> str:
    with world.acting(scene.lead):
        paper_id = jobs.ask_pledge(cluster_id=scene.cluster_id, by=scene.lead)
    world.work()
    with world.acting(scene.lead):
        asked = db.session.get_one(DrawnPaper, paper_id)
        content = db.session.get_one(File, asked.file_id).content
    with pdfplumber.open(io.BytesIO(content)) as file:
        return "\n".join(page.extract_text() for page in file.pages)


@pytest.fixture
def scene(world: World) -> Scene:
    """A cluster of four whose pledge was sent."""
    made = Scene(world)
    made.send_pledge()
    return made


def test_every_member_has_its_place_to_sign(world: World, scene: Scene) -> None:
    said = _printed(world, scene)
    assert said.count("TM. ỦY BAN NHÂN DÂN") == 3
    for unit in scene.units[1:]:
        assert unit.name.upper() in said
    assert "TM. CỤM THI ĐUA" in said
    assert "XÁC NHẬN KÝ GIAO ƯỚC TRÊN HỆ THỐNG" in said


def test_who_has_signed_stands_with_position_and_name(world: World, scene: Scene) -> None:
    scene.register(scene.member)
    with world.acting(scene.member):
        jobs.sign_pledge(cluster_id=scene.cluster_id, position="Chủ tịch UBND xã", by=scene.member)
    said = _printed(world, scene)
    body = said.partition("Phụ lục")[0]
    assert "CHỦ TỊCH" in body
    assert "CHỦ TỊCH UBND" not in body
    assert scene.member.full_name in body
