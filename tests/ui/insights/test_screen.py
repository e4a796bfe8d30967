"""Insights: every chart can be reached, turned into its numbers, and shown over another time."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from threading import Event

import pytest
from textual.binding import Binding

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.insight.evidence import Span
from habitos_tui.domain.insight.statistics import Statistics
from habitos_tui.domain.insight.suggestion import SetBehavior, Suggestion, Suggestions
from habitos_tui.services.insights import Insights
from habitos_tui.services.trials import Trial, Trials
from habitos_tui.ui.insights.chart_pane import ChartPane
from habitos_tui.ui.insights.charts import days
from habitos_tui.ui.insights.charts.chart import REACHES
from habitos_tui.ui.insights.commands import PANES
from habitos_tui.ui.insights.screen import CHARTS, InsightsScreen
from tests.support.household import add_alice, set_clock
from tests.support.ui import AppPilot, go, make_app, press, settle, shown, toasts
from tests.support.year import add_year

pytestmark = pytest.mark.usefixtures("quick_trials")


def test_the_first_letter_of_a_title_is_its_key() -> None:
    letters = [pane.letter for pane in PANES]
    assert len(set(letters)) == len(letters)
    keys = {binding.key for binding in InsightsScreen.BINDINGS if isinstance(binding, Binding)}
    assert set(letters) <= keys
    assert not {chart.id for chart in CHARTS} & {reach.id for reach in REACHES}


async def test_tabs_and_reaches_can_be_clicked(household: DataDirectory) -> None:
    app = make_app(household, add_year(household))
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "7")
        await pilot.click("#charts", offset=(14, 0))
        await settle(pilot)
        assert "sessions done, day by day" in shown(app.screen)
        await pilot.click("#charts", offset=(19, 0))
        await pilot.click("#reaches", offset=(3, 0))
        await settle(pilot)
        assert "planned sessions in 4 weeks" in shown(app.screen)


KEYS = {pane.title: pane.letter for pane in PANES}


async def test_each_chart_has_a_key_and_numbers_behind_it(household: DataDirectory) -> None:
    app = make_app(household, add_year(household))
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "7")
        for chart in CHARTS:
            await press(pilot, KEYS[chart.title])
            pane = app.focused
            assert isinstance(pane, ChartPane)
            assert pane.chart is chart
            drawn = shown(app.screen)
            assert chart.about in drawn
            if chart.empty(pane.view):
                continue
            await press(pilot, "enter")
            assert next(iter(chart.numbers(pane.view)))[1] in shown(app.screen)
            await press(pilot, "enter")
            assert shown(app.screen) == drawn


async def test_arrows_and_tab_go_around_and_brackets_change_the_reach(household: DataDirectory) -> None:
    app = make_app(household, add_year(household))
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "7")
        await press(pilot, "Y", "left", "left")
        assert "what plans expect" in shown(app.screen)
        await press(pilot, "right", "tab", "tab")
        assert days.CHART.about in shown(app.screen)
        assert "in 53 weeks" in shown(app.screen)
        await press(pilot, "left_square_bracket", "left_square_bracket", "left_square_bracket")
        assert "in 4 weeks" in shown(app.screen)
        await press(pilot, "Y")
        assert "in 53 weeks" in shown(app.screen)
        await press(pilot, "enter", "end")
        assert "24 Nov 2025" in shown(app.screen).splitlines()[-3]


async def test_with_room_every_chart_is_on_the_board_and_comes_into_sight(household: DataDirectory) -> None:
    app = make_app(household, add_year(household))
    async with app.run_test(size=(200, 50)) as pilot:
        await go(pilot, "7")
        screen = app.screen
        assert isinstance(screen, InsightsScreen)
        assert all(pane.display for pane in screen.query(ChartPane))
        await press(pilot, "Y", "j")
        assert screen.board.scroll_offset.y == 1
        await press(pilot, "P")
        assert "what is done on the same days" in shown(screen)
        assert screen.board.scroll_offset.y > 1
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert [pane.chart.title for pane in screen.query(ChartPane) if pane.display] == ["Pairs"]


async def test_without_a_log_each_chart_says_what_to_do(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household, planned=False))
    async with app.run_test(size=(60, 18)) as pilot:
        await go(pilot, "7")
        for chart in CHARTS:
            await press(pilot, KEYS[chart.title])
            assert "press" in shown(app.screen).lower() or chart.title == "Pairs"
        assert "7 Insights" in shown(app.screen).splitlines()[0]


async def test_a_suggestion_is_followed_taken_back_and_put_away(household: DataDirectory) -> None:
    app = make_app(household, add_year(household))
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "7")
        workspace = app.workspace
        assert workspace is not None
        first, second, *_ = workspace.advice.suggestions().lines
        assert isinstance(first.proposal, SetBehavior)
        before = workspace.behaviors.get(first.proposal.id)
        next_week = workspace.planning.this_week() + timedelta(weeks=1)
        assert first.sentence in shown(app.screen)
        await press(pilot, "y")
        assert first.sentence not in shown(app.screen).splitlines()[4]
        assert "5 plans with it, u takes it back" in toasts(app)[-1]
        assert before not in workspace.planning.problem_for(next_week).behaviors
        await press(pilot, "u")
        assert workspace.behaviors.get(before.id) == before
        await press(pilot, "home", "down", "n")
        assert second.key not in {line.key for line in workspace.advice.suggestions().lines}
        await press(pilot, "home", "enter")
        assert app.current_mode == "behaviors"


async def test_without_suggestions_the_first_chart_is_shown(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "7")
        assert CHARTS[0].about in shown(app.screen)
        await press(pilot, "S")
        assert "No suggestions for now" in shown(app.screen)
        await press(pilot, "enter", "y", "n")
        assert "No suggestions for now" in shown(app.screen)


async def test_learning_is_shown_and_switched_off_for_a_behavior(household: DataDirectory) -> None:
    app = make_app(household, add_year(household))
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "7")
        workspace = app.workspace
        assert workspace is not None
        learning = workspace.learning.all()
        first, *_ = learning.lines
        await press(pilot, "C")
        tried = next(chance for chance in first.chances if chance.counted)
        assert f"{tried.done} of {tried.counted}" in shown(app.screen)
        await press(pilot, "space")
        assert not workspace.learning.on(first.behavior)
        assert "off: plans assume the usual chances" in shown(app.screen)
        assert "5 plans with it" in toasts(app)[-1]
        await press(pilot, "u")
        assert workspace.learning.on(first.behavior)
        await press(pilot, "end")
        rest = [chance for chance in learning.shared if chance.differs][-1]
        assert f"{rest.done} of {rest.counted}" in shown(app.screen).splitlines()[-3]


async def test_suggestions_show_while_others_are_still_checked(
    household: DataDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first trial is confirmed at once, the second waits until the test lets it go on."""
    quick, asked, go_on = Trials.check, list[str](), Event()

    def slow(trials: Trials, trial: Trial, cancel: Event | None = None) -> Suggestion | None:
        asked.append(trial.suggestion.key)
        if len(asked) == 2:
            assert go_on.wait(60)
        return quick(trials, trial, cancel)

    monkeypatch.setattr(Trials, "check", slow)
    app = make_app(household, add_year(household))
    async with app.run_test(size=(80, 24)) as pilot:
        workspace = app.workspace
        assert workspace is not None
        first, second, *_ = (trial.suggestion for trial in workspace.advice.trials().trials)
        app.switch_mode("insights")
        pane = None
        while pane is None or pane.suggestion(first.key) is None:
            await asyncio.sleep(0.01)
            pane = app.screen.suggestions if isinstance(app.screen, InsightsScreen) else None
        assert pane.suggestion(second.key) is None
        assert "being checked" in str(pane.border_subtitle)
        go_on.set()
        await settle(pilot)
        assert pane.suggestion(second.key) is not None
        assert "sessions in 26 weeks" in str(pane.border_subtitle)


async def test_opened_again_it_reads_nothing_that_is_on_show(
    household: DataDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, whole = list[Span](), Insights.everything

    def everything(insights: Insights, span: Span, behavior: str | None = None) -> Statistics:
        read.append(span)
        return whole(insights, span, behavior)

    monkeypatch.setattr(Insights, "everything", everything)
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "7")
        await press(pilot, "1", "7", "1", "7")
        assert len(read) == 1
        set_clock(household, household.clock.now() + timedelta(minutes=1))
        await press(pilot, "1", "7")
        assert len(read) == 2  # what is asked for by now is more
        workspace = app.workspace
        assert workspace is not None
        workspace.tracking.done("run", minutes=10)
        await press(pilot, "1", "7")
        assert len(read) == 3


async def test_what_is_looked_at_stays_in_sight_when_suggestions_come(
    household: DataDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, quick = Event(), Trials.run

    def later(trials: Trials, found: Callable[[Suggestions], object], stop: Event) -> Suggestions:
        assert go_on.wait(60)
        return quick(trials, found, stop)

    monkeypatch.setattr(Trials, "run", later)
    app = make_app(household, add_year(household))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled_but_for_checks(pilot, "7", "D")
        screen, pane = app.screen, app.focused
        assert isinstance(screen, InsightsScreen)
        assert isinstance(pane, ChartPane)
        before = screen.suggestions.region.height
        go_on.set()
        await settle(pilot)
        assert screen.suggestions.region.height > before
        assert screen.board.region.contains_region(pane.region)


async def settled_but_for_checks(pilot: AppPilot, *keys: str) -> None:
    """Press keys while something is checked in the background."""
    await pilot.pause()
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
