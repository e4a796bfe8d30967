"""Rhythms and seasons in the form of a behavior."""

from typing import Any

import pytest
from hypothesis import given, settings

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.rhythm import RHYTHM_ADAPTER, Rhythm, Season, usual_target
from habitos_tui.errors import InvalidInputError
from habitos_tui.ui.behaviors.form import BehaviorForm
from habitos_tui.ui.behaviors.form_model import START, behavior_of, values_of
from habitos_tui.ui.kit.fields import Choice, Field
from tests.support.household import add_alice, make_behavior
from tests.support.rhythms import rhythms, seasons
from tests.support.ui import go, make_app, press, settle, shown

TODAY = "2026-11-25"


def typed(kind: str, often: str, **fields: str) -> Behavior:
    """Return the behavior of a new form in which these fields were filled in."""
    return behavior_of(
        {**START, "name": "Run", "kind": kind, "target_per_week": often, "today": TODAY, **fields}, "run"
    )


def issues(kind: str, often: str, **fields: str) -> dict[str, str]:
    with pytest.raises(InvalidInputError) as caught:
        typed(kind, often, **fields)
    return dict(caught.value.issues)


@given(rhythms, seasons)
@settings(max_examples=30)
def test_rhythm_and_season_survive_the_form(rhythm: Rhythm, season: Season) -> None:
    usual = usual_target(rhythm)
    behavior = make_behavior().model_copy(
        update={"rhythm": rhythm, "season": season, "target_per_week": 2 if usual is None else usual}
    )
    assert behavior_of(values_of(behavior), behavior.id) == behavior
    assert behavior_of(values_of(behavior), behavior.id, behavior) == behavior


@pytest.mark.parametrize(
    ("kind", "often", "since", "rhythm", "target"),
    [
        ("week", "4", "", None, 4),
        ("weeks2", "3", "", {"every_weeks": 2, "since": TODAY}, 3),
        ("days", "10", "tomorrow", {"every_days": 10, "since": "2026-11-26"}, 1),
        ("month", "2", "", {"times_a_month": 2}, 1),
        ("dates", "1st, last and first sat", "", {"dates": ["1", "last", "first saturday"]}, 1),
    ],
)
def test_what_is_typed_means_what_the_choice_says(
    kind: str, often: str, since: str, rhythm: dict[str, Any] | None, target: int
) -> None:
    made = typed(kind, often, since=since)
    assert made.rhythm == (None if rhythm is None else RHYTHM_ADAPTER.validate_python(rhythm))
    assert made.target_per_week == target


@pytest.mark.parametrize(
    ("kind", "often", "fields", "path", "sentence"),
    [
        ("days", "x", {}, "target_per_week", "must be a whole number"),
        ("days", "1", {}, "target_per_week", "must be at least 2"),
        ("days", "5", {"since": "whenever"}, "since", "“whenever” is not a day"),
        ("month", "0", {}, "target_per_week", "must be at least 1"),
        ("dates", "", {}, "target_per_week", "needs at least one date"),
        ("dates", "40", {}, "target_per_week", "must lie between 1 and 31"),
        ("week", "3", {"season_first": "april"}, "season.last", "must be a day of the year"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(
    kind: str, often: str, fields: dict[str, str], path: str, sentence: str
) -> None:
    assert issues(kind, often, **fields)[path].startswith(sentence)


def test_a_maximum_goes_when_a_rhythm_says_how_often() -> None:
    often = make_behavior(max_per_week=5)
    values = {**values_of(often), "kind": "month", "today": TODAY}
    assert behavior_of(values, often.id, often).max_per_week is None


async def test_the_form_says_the_next_days_while_one_types(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(80, 30)) as pilot:
        await go(pilot, "3")
        await press(pilot, "e")
        form = app.screen
        assert isinstance(form, BehaviorForm)
        assert "Since" not in shown(form)
        form.query_one("#kind", Choice).value = "days"
        form.query_one("#target_per_week", Field).value = "10"
        await settle(pilot)
        # She ran on Monday, the 23rd; the rhythm begins today.
        assert "Due 3 Dec, 13 Dec, 23 Dec and 2 Jan" in shown(form)
        form.query_one("#since", Field).value = "10 dec"
        await settle(pilot)
        assert "Due 10 Dec, 20 Dec, 30 Dec and 9 Jan" in shown(form)
        await press(pilot, "ctrl+s")
        assert app.workspace is not None
        assert app.workspace.behaviors.get("run").rhythm == RHYTHM_ADAPTER.validate_python(
            {"every_days": 10, "since": "2026-12-10"}
        )
