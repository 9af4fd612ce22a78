"""The day of the answer: the text of an urging and its field name the same one."""

from dataclasses import replace
from datetime import date

import pytest

from app.lib import clock
from app.lib.errors import Invalid
from app.plans.queries import plans
from app.reminders import actions, policies
from app.reminders.actions import UrgingContent
from app.reminders.queries import ladders, urgings
from app.reminders.terms import IssuedAs, UrgingForm, starting
from tests.plans import cascade
from tests.plans.cascade import Given
from tests.world import World

ON = date(2026, 2, 9)
REPLY = date(2026, 3, 2)
LATER = date(2026, 3, 9)


@pytest.fixture
def province(world: World) -> Given:
    return cascade.issued(world, world.communes[:2])


@pytest.fixture
def usual(world: World, province: Given) -> UrgingContent:
    with world.acting(province.leader, read_only=True):
        plan = plans.own(province.plan_id)
        body = starting.body(
            ladders.tenant(),
            issued_as=IssuedAs.HOME_AFFAIRS,
            plan=(plan.reference, plan.title),
            today=ON,
            reply=starting.reply_day(ON),
        )
    return UrgingContent(
        form=UrgingForm.LETTER,
        subject="đôn đốc",
        body=body,
        unit_ids=[world.communes[0].id],
        plan_id=province.plan_id,
        reply_on=REPLY,
        issued_as=IssuedAs.HOME_AFFAIRS,
        symbol="SNV-TĐKT",
        place="Lạng Sơn",
    )


def test_untouched_wording_follows_the_field(
    world: World, province: Given, usual: UrgingContent
) -> None:
    by = province.leader
    with clock.fixed(ON), world.acting(by):
        urging_id = actions.draft_urging(content=usual, by=by).id
    with world.acting(by, read_only=True):
        kept = urgings.own(urging_id).body
    assert "chậm nhất ngày 02/03/2026." in kept
    assert kept != usual.body
    moved = replace(usual, body=kept, reply_on=LATER)
    with clock.fixed(ON), world.acting(by):
        actions.edit_urging(urging_id=urging_id, version=1, content=moved, by=by)
    with world.acting(by, read_only=True):
        assert "chậm nhất ngày 09/03/2026." in urgings.own(urging_id).body


def test_a_day_written_by_hand_is_not_rewritten(
    world: World, province: Given, usual: UrgingContent
) -> None:
    by = province.leader
    proposed = "chậm nhất ngày 23/02/2026"
    assert proposed in usual.body
    day = replace(usual, body=usual.body.replace(proposed, "chậm nhất ngày 25/02/2026"))
    with clock.fixed(ON), pytest.raises(Invalid) as refusal, world.acting(by):
        actions.draft_urging(content=day, by=by)
    (said,) = refusal.value.fields["body"]
    assert "25/02/2026" in said
    assert "02/03/2026" in said


@pytest.mark.parametrize(
    "body",
    [
        "Báo cáo chậm nhất ngày 02/03/2026.",
        "Báo cáo chậm nhất ngày 2 tháng 3 năm 2026.",
        "Báo cáo trước ngày 02/3/2026.",
        "Báo cáo trước ngày 03/03/2026.",
        "Việc phải xong trước ngày 31/01/2026; báo cáo chậm nhất ngày 02/03/2026.",
        "Báo cáo ngay khi xong.",
        "Báo cáo chậm nhất ngày 31/02/2026.",
    ],
)
def test_texts_that_agree_with_the_field(body: str) -> None:
    policies.check_reply(body, REPLY, ON)


@pytest.mark.parametrize(
    "body",
    [
        "Báo cáo chậm nhất ngày 01/03/2026.",
        "Báo cáo TRƯỚC NGÀY 01/03/2026.",
        "Báo cáo chậm nhất ngày 03 tháng 3 năm 2026.",
    ],
)
def test_texts_that_name_another_day(body: str) -> None:
    with pytest.raises(Invalid) as refusal:
        policies.check_reply(body, REPLY, ON)
    assert list(refusal.value.fields) == ["body"]


def test_an_answer_is_not_due_before_today() -> None:
    with pytest.raises(Invalid) as refusal:
        policies.check_reply("", date(2026, 2, 8), ON)
    assert list(refusal.value.fields) == ["reply_on"]
    policies.check_reply("Báo cáo chậm nhất ngày 01/03/2026.", None, ON)
