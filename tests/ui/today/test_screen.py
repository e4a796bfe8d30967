"""Today, driven by keys on a real database."""

from datetime import datetime, time, timedelta

import pytest
from textual.widgets import Input

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.agenda import AgendaItem, SessionState
from habitos_tui.domain.model.completion import Completion
from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.rhythm import EveryDays
from habitos_tui.domain.model.week import DEFAULT_SLOTS, Slot
from habitos_tui.ui.app.app import HabitosApp
from habitos_tui.ui.kit.dialogs.base import ErrorDialog
from habitos_tui.ui.kit.fields import Choice, Lines
from habitos_tui.ui.session.dialogs import SkipDialog
from habitos_tui.ui.session.log_dialog import LogDialog
from habitos_tui.ui.session.rating import Rating
from habitos_tui.ui.solve.screen import SolveScreen
from habitos_tui.ui.today.screen import TodayScreen
from tests.support.household import (
    BERLIN,
    MONDAY,
    TUESDAY,
    WEDNESDAY,
    accept_now,
    add_alice,
    hand_made,
    make_behavior,
    set_clock,
)
from tests.support.ui import make_app, press, said, settle, shown

SIZE = (80, 24)


def today(app: HabitosApp) -> TodayScreen:
    assert isinstance(app.screen, TodayScreen)
    return app.screen


def items(app: HabitosApp, day: int = 25) -> dict[str, AgendaItem]:
    assert app.workspace is not None
    agenda = app.workspace.tracking.day(WEDNESDAY.replace(day=day))
    return {item.behavior.id: item for item in agenda.items}


def toasts(app: HabitosApp) -> list[str]:
    return [toast.message for toast in app._notifications]


async def test_space_marks_done_and_a_digit_rates_at_once(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        assert "0 of 4 done" in shown(app.screen)
        await press(pilot, "space")
        run = items(app)["run"]
        assert run.state is SessionState.DONE
        assert run.completion is not None
        assert run.completion.minutes == 35
        assert "rate 1-5" in shown(app.screen)
        assert toasts(app) == ["Logged “Morning run”, 35 min. 1-5 rates it, u takes it back."]
        await press(pilot, "4")
        assert isinstance(app.screen, TodayScreen)
        rated = items(app)["run"].completion
        assert rated is not None
        assert rated.rating == 4
        assert "★★★★☆" in shown(app.screen)
        assert "1 of 4 done" in shown(app.screen)
        assert toasts(app) == ["Rated “Morning run” ★★★★☆. u takes it back."]


async def test_digits_lead_to_screens_again_once_the_rating_is_given(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "space", "5", "5")
        assert isinstance(app.screen, SolveScreen)


@pytest.mark.parametrize("key", ["escape", "down"])
async def test_whoever_moves_on_gives_no_rating(household: DataDirectory, key: str) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "space", key)
        assert "rate 1-5" not in shown(app.screen)
        await press(pilot, "5")
        assert isinstance(app.screen, SolveScreen)
        done = items(app)["run"].completion
        assert done is not None
        assert done.rating is None


async def test_space_on_what_is_done_only_rates_it_again(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "space", "2", "space", "3", "r", "5")
        done = items(app)["run"].completion
        assert done is not None
        assert done.rating == 5
        assert len([item for item in items(app).values() if item.completion]) == 1


async def test_the_footer_names_the_digits_only_while_they_rate(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert "1-5 Rate" not in shown(app.screen)
        await press(pilot, "space")
        assert "1-5 Rate" in shown(app.screen)
        await press(pilot, "escape")
        assert "1-5 Rate" not in shown(app.screen)


async def test_skipping_asks_why_and_can_be_taken_back(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "x")
        assert isinstance(app.screen, SkipDialog)
        await press(pilot, *"ill", "ctrl+s")
        run = items(app)["run"]
        assert run.skip is not None
        assert run.skip.reason == "ill"
        assert "skipped" in shown(app.screen)
        await press(pilot, "backspace")
        assert items(app)["run"].state is SessionState.PLANNED
        await press(pilot, "x")
        assert "enter skips without a reason" in shown(app.screen)
        await press(pilot, "enter")
        assert items(app)["run"].state is SessionState.SKIPPED


async def test_a_skip_can_be_called_off(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "x", "escape")
        assert items(app)["run"].state is SessionState.PLANNED
        await press(pilot, "x")
        await pilot.click("#keep")
        await settle(pilot)
        assert items(app)["run"].state is SessionState.PLANNED
        await press(pilot, "x")
        await pilot.click("#skip")
        await settle(pilot)
        assert items(app)["run"].state is SessionState.SKIPPED


async def test_what_was_done_can_be_opened_again(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "space", "backspace")
        assert items(app)["run"].state is SessionState.PLANNED
        assert toasts(app)[-1] == "Deleted the entry “Morning run” of Wed 25 Nov. u brings it back."


async def test_enter_logs_in_full(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "down", "enter")
        assert isinstance(app.screen, LogDialog)
        app.screen.query_one("#minutes", Input).value = "12"
        app.screen.query_one("#rating", Rating).value = 3
        app.screen.query_one("#energy", Rating).value = 2
        app.screen.query_one("#start", Input).value = "07:10"
        app.screen.query_one("#note", Lines).text = "[b]noisy"
        await settle(pilot)
        assert "12 min, 07:10\N{EN DASH}07:22" in shown(app.screen)
        await press(pilot, "ctrl+s")
        done = items(app)["meditate"].completion
        assert done is not None
        assert (done.minutes, done.rating, done.start, done.note) == (12, 3, 430, "[b]noisy")
        assert done.context.energy_before == 2
        assert done.context.planned_minutes == 15


async def test_enter_on_what_is_done_changes_it(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "space", "4", "enter")
        app.screen.query_one("#minutes", Input).value = "30"
        await press(pilot, "ctrl+s")
        done = items(app)["run"].completion
        assert done is not None
        assert (done.minutes, done.rating) == (30, 4)


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("minutes", "0", "a whole number from 1 to 1440"),
        ("minutes", "٣", "a whole number from 1 to 1440"),
        ("start", "7 bells", "must be a time such as 7:30"),
        ("start", "23:50", "Is still to come"),
    ],
)
async def test_what_does_not_fit_is_said_at_its_field(
    household: DataDirectory, field: str, typed: str, said: str
) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        app.screen.query_one(f"#{field}", Input).value = typed
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, LogDialog)
        assert said.lower() in shown(app.screen).lower()
        assert items(app)["run"].state is SessionState.PLANNED


async def test_something_unplanned_is_logged(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "n", "tab")
        app.screen.query_one("#behavior", Choice).value = "friends"
        await press(pilot, "ctrl+s")
        done = items(app)["friends"]
        assert done.session is None
        assert done.completion is not None
        assert done.completion.minutes == 120
        assert "+2 h" in shown(app.screen)


async def test_after_midnight_a_time_of_the_evening_before_is_logged_there(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    set_clock(household, datetime(2026, 11, 26, 0, 15, tzinfo=BERLIN))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "n", "tab")
        app.screen.query_one("#start", Input).value = "23:50"
        app.screen.query_one("#minutes", Input).value = "10"
        await press(pilot, "ctrl+s")
        assert app.workspace is not None
        newest = app.workspace.tracking.log(limit=1)[0].entry
        assert isinstance(newest, Completion)
        assert (newest.day, newest.start) == (WEDNESDAY, 1430)


async def test_without_behaviors_there_is_nothing_to_log(household: DataDirectory) -> None:
    app = make_app(household, household.accounts.create("new", None))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        assert "Press 3 to describe what you want to do" in shown(app.screen)
        await press(pilot, "n", "space", "x", "r", "enter", "backspace")
        assert isinstance(app.screen, TodayScreen)
        assert "press 3" in toasts(app)[0]


async def test_other_days_can_be_filled_in_later(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "left_square_bracket", "left_square_bracket")
        assert "Monday 23 Nov 2026 · 2 days ago" in shown(app.screen)
        assert "missed" in shown(app.screen)
        await press(pilot, "home", "down", "space", "5")
        done = items(app, 23)["meditate"].completion
        assert done is not None
        assert (done.rating, done.start) == (5, 370)
        await press(pilot, "t")
        assert "today" in shown(app.screen)


async def test_nothing_can_be_done_on_a_day_to_come(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "right_square_bracket")
        for key in ("space", "enter", "n"):
            app.clear_notifications()
            await press(pilot, key)
            assert isinstance(app.screen, TodayScreen)
            assert toasts(app) == ["That day is still to come. t goes back to today."]
        assert items(app, 26)["meditate"].state is SessionState.PLANNED


async def test_a_week_without_a_plan_says_what_to_do(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household, planned=False))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        assert "This week has no plan yet. Press 5 to make one" in shown(app.screen)


async def test_a_plan_of_the_next_week_alone_is_told(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    set_clock(household, datetime(2026, 11, 22, 12, tzinfo=BERLIN))  # the Sunday before the week that is planned
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        assert "the next one has: 2 and then ] show it" in said(app.screen, "#empty")
        await press(pilot, "2", "right_square_bracket")
        assert "Morning run" in shown(app.screen)
        await press(pilot, "1")
        assert "the next one has: 2 shows it" in said(app.screen, "#empty")
        await press(pilot, "right_square_bracket")
        assert items(app, 23)


async def test_a_day_off_says_so(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    set_clock(household, datetime(2026, 11, 28, 8, tzinfo=BERLIN))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        assert "Morning run" in shown(app.screen)
        await press(pilot, "left_square_bracket", "left_square_bracket", "left_square_bracket", "space")
        assert today(app).view.day == WEDNESDAY


async def test_the_session_is_told_in_full_where_there_is_room(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert "80 % that it gets done" in shown(app.screen)
        await press(pilot, "down")
        assert "mindfulness" in shown(app.screen)
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert "that it gets done" not in shown(app.screen)


async def test_a_refused_write_is_explained_and_changes_nothing(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        # Another program took the session away in the meantime.
        assert app.workspace is not None
        item = items(app)["run"]
        assert item.session is not None
        app.workspace.tracking.skip("run", session=item.session.id)
        await press(pilot, "x", "ctrl+s")
        assert isinstance(app.screen, ErrorDialog)
        await press(pilot, "escape", "escape")  # the error, then the dialog with what was typed
        assert isinstance(app.screen, TodayScreen)


async def test_the_now_line_moves_with_the_clock(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        assert "09:00 now" in shown(app.screen)
        set_clock(household, datetime(2026, 11, 25, 9, 1, tzinfo=BERLIN))
        today(app)._minute_passed()
        await settle(pilot)
        assert "09:01 now" in shown(app.screen)


async def test_behaviors_archived_meanwhile_keep_their_sessions(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        assert app.workspace is not None
        app.workspace.behaviors.add(make_behavior("later", name="Later"))
        app.workspace.behaviors.archive("run")
        await press(pilot, "2", "1")
        assert "Morning run" in shown(app.screen)
        assert TUESDAY < WEDNESDAY


@pytest.mark.parametrize(("sunday", "size"), [(False, SIZE), (True, SIZE), (True, (140, 40))])
async def test_a_session_of_last_night_is_shown_while_in_progress(
    household: DataDirectory, sunday: bool, size: tuple[int, int]
) -> None:
    """Also the one of Sunday night, which is in the plan of last week."""
    profile = add_alice(household, planned=False)
    workspace = household.open_workspace(profile)
    workspace.slots.save((*DEFAULT_SLOTS[:-1], Slot(name="night", start=21 * 60, end=26 * 60)))
    set_clock(household, datetime(2026, 11, 23, 4, tzinfo=BERLIN))
    place = {"behavior": "read", "day": 6 if sunday else 1, "slot": "night", "start": "24:30", "minutes": 60}
    run = hand_made(workspace, MONDAY, (Session.model_validate(place),))
    (session,) = accept_now(workspace, run)
    set_clock(household, datetime.combine(session.day + timedelta(days=1), time(1, 35), BERLIN))
    app = make_app(household, profile)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        picture = shown(app.screen)
        assert picture.index("LAST NIGHT") < picture.index("00:30") < picture.index("01:35 now")
        await press(pilot, "space", "4")
        (entry,) = workspace.tracking.log()
        assert isinstance(entry.entry, Completion)
        assert (entry.entry.session, entry.entry.day, entry.entry.rating) == (session.id, session.day, 4)
        assert "★★★★☆" in shown(app.screen)


async def test_what_is_overdue_stands_on_top_and_is_ticked_off_like_a_session(household: DataDirectory) -> None:
    profile = add_alice(household)
    tasks = household.open_workspace(profile).tasks
    tasks.add(tasks.document("Call the dentist", due=MONDAY, minutes=15))
    app = make_app(household, profile)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        text = shown(app.screen)
        assert "DUE" in text
        assert "Overdue: Call the dentist, due Mon 23 Nov" in text
        assert today(app).view.line(today(app).agenda.cursor) != today(app).view.items[0]
        await press(pilot, "home", "space")
        assert items(app)["call-the-dentist"].state is SessionState.DONE
        assert toasts(app) == ["Logged “Call the dentist”, 15 min; the task is done. 1-5 rates it, u takes it back."]
        await press(pilot, "5")
        rated = items(app)["call-the-dentist"].completion
        assert rated is not None
        assert rated.rating == 5
        await press(pilot, "u", "u")
        assert "Overdue: Call the dentist" in shown(app.screen)


async def test_what_is_overdue_by_its_rhythm_can_be_logged_from_the_list(household: DataDirectory) -> None:
    profile = add_alice(household)
    behaviors = household.open_workspace(profile).behaviors
    rhythm = EveryDays(every_days=10, since=MONDAY)
    behaviors.add(make_behavior("plants", rhythm=rhythm, target_per_week=1))
    app = make_app(household, profile)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "home")
        assert "Overdue: Plants, due Mon 23 Nov" in shown(app.screen)
        assert "overdue since Mon 23 Nov" in shown(app.screen)
        assert "space logs it as done" in shown(app.screen)
        await press(pilot, "space", "4")
        assert "Overdue: Plants" not in shown(app.screen)
        done = items(app)["plants"]
        assert done.completion is not None
        assert done.completion.rating == 4
