from datetime import timedelta

import pytest

from habitos_tui.bootstrap import Household
from habitos_tui.services.workspace import Workspace
from tests.support.household import NOW, WEDNESDAY, set_clock


def test_strength_grows_with_what_is_done_and_stays_where_it_was_skipped(household: Household, idle: Workspace) -> None:
    behaviors = idle.behaviors.all()
    assert idle.insights.strengths(behaviors) == {}
    idle.tracking.done("meditate", day=WEDNESDAY - timedelta(days=1))
    once = pytest.approx({"meditate": 0.051922}, abs=1e-6)
    assert idle.insights.strengths(behaviors) == once
    idle.tracking.skip("meditate", day=WEDNESDAY)
    set_clock(household, NOW + timedelta(days=1))
    assert idle.insights.strengths(behaviors) == once
    set_clock(household, NOW + timedelta(days=2))
    assert idle.insights.strengths(behaviors)["meditate"] < 0.05
    set_clock(household, NOW + timedelta(days=500))
    assert idle.insights.strengths(behaviors) == {}
