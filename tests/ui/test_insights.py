"""Insights: the figures are those of the log, and lead to where they come from."""

from datetime import timedelta

from habitos_tui.bootstrap import Household
from habitos_tui.ui.presenters.insights import DAYS_A_WEEK, WEEKS, InsightsView, first_day, insights_view
from habitos_tui.ui.screens.insights import InsightsScreen
from habitos_tui.ui.screens.week import WeekScreen
from habitos_tui.ui.widgets.row_table import RowTable
from tests.support.household import add_alice
from tests.support.ui import go, make_app, settle, shown
from tests.support.weeks import MONDAY, add_office, agenda_week

WEDNESDAY = MONDAY + timedelta(days=2)


def test_a_week_counts_what_was_done_and_not_what_was_skipped() -> None:
    week = agenda_week()
    view = insights_view(week.days, week.problem.behaviors, WEDNESDAY)
    [present] = view.weeks
    # Three cooked meals were skipped or are to come; guitar on Tuesday was missed.
    states = [item.state.value for day in week.days for item in day.items]
    assert present.done == states.count("done")
    assert present.counted == len(states) - states.count("skipped")
    assert (present.skipped, present.missed) == (states.count("skipped"), states.count("missed"))
    ratings = [i.completion.rating for d in week.days for i in d.items if i.completion and i.completion.rating]
    assert present.rating == sum(ratings) / len(ratings)


def test_a_behavior_is_held_against_its_target() -> None:
    week = agenda_week()
    lines = {line.id: line for line in insights_view(week.days, week.problem.behaviors, WEDNESDAY).behaviors}
    assert (lines["run"].done, lines["run"].target, lines["run"].last) == (2, 3, WEDNESDAY)
    assert (lines["guitar"].done, lines["guitar"].minutes, lines["guitar"].last) == (0, 0, None)


def test_four_weeks_are_looked_back_on_and_the_present_one_comes_first(household: Household) -> None:
    workspace = household.open_workspace(add_office(household))
    days = workspace.tracking.days(first_day(MONDAY), WEEKS * DAYS_A_WEEK)
    view = insights_view(days, workspace.behaviors.all(), WEDNESDAY)
    assert [week.start for week in view.weeks] == [MONDAY - timedelta(weeks=n) for n in range(4)]
    assert view.weeks[0].done > 0
    assert view.weeks[1].done == 0
    assert not view.empty
    assert InsightsView.EMPTY.empty


async def test_figures_lead_to_the_week_and_to_the_behavior(household: Household) -> None:
    app = make_app(household, add_office(household))
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "7")
        assert "Week 48" in shown(app.screen)
        await pilot.press("down", "enter")
        await settle(pilot)
        assert isinstance(app.screen, WeekScreen)
        assert app.week == MONDAY - timedelta(weeks=1)
        await go(pilot, "7")
        assert isinstance(app.screen, InsightsScreen)
        await pilot.press("end", "enter")
        await settle(pilot)
        assert app.current_mode == "behaviors"
        last = app.workspace.behaviors.all()[-1] if app.workspace else None
        assert last is not None
        assert app.screen.query_one(RowTable).key_at_cursor == last.id


async def test_without_a_log_it_says_what_to_do(household: Household) -> None:
    app = make_app(household, add_alice(household, planned=False))
    async with app.run_test(size=(60, 18)) as pilot:
        await go(pilot, "7")
        assert "Nothing logged" in shown(app.screen)
        assert "7 Insights" in shown(app.screen).splitlines()[0]
