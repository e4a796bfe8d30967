"""The list of behaviors and what can be done from it."""

from datetime import timedelta
from typing import Any

import pytest
from textual.strip import Strip
from textual.widgets import Input

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.rhythm import EveryWeeks
from habitos_tui.ui.app.app import HabitosApp
from habitos_tui.ui.behaviors.behavior_list import BehaviorDetail, BehaviorHeading, BehaviorList
from habitos_tui.ui.behaviors.screen import BehaviorsScreen
from habitos_tui.ui.kit.at_rest import AtRest
from habitos_tui.ui.kit.fields import Choice, Tick
from tests.support.household import MONDAY, add_alice, add_hostile
from tests.support.ui import AppPilot, go, make_app, press, settle, shown, toasts, until

SIZE = (80, 24)
FORTNIGHTLY = EveryWeeks(every_weeks=2, since=MONDAY)


async def opened(pilot: AppPilot) -> None:
    await go(pilot, "3")
    assert isinstance(pilot.app.screen, BehaviorsScreen)


def ids(app: HabitosApp) -> list[str]:
    assert app.workspace is not None
    return [behavior.id for behavior in app.workspace.behaviors.all()]


def stored(app: HabitosApp, behavior_id: str) -> Behavior:
    assert app.workspace is not None
    return app.workspace.behaviors.get(behavior_id)


def put(app: HabitosApp, field: str, text: str) -> None:
    app.screen.query_one(f"#{field}", Input).value = text


async def test_the_list_shows_what_each_behavior_asks(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        text = shown(app.screen)
        assert "Morning run" in text
        assert "45\N{EN DASH}180" in text
        assert "Best in the early morning" not in text.splitlines()[2]


async def test_letters_move_the_cursor_and_the_meaning_follows(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await press(pilot, "j", "j")
        assert app.screen.query_one(BehaviorDetail).view[0].text.plain.startswith("Deep work")
        await press(pilot, "G")
        assert app.screen.query_one(BehaviorList).cursor == "friends"
        await press(pilot, "g", "k")
        assert app.screen.query_one(BehaviorList).cursor == "run"


async def test_the_filter_narrows_the_list_and_escape_shows_everything_again(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await press(pilot, "slash", *"med")
        assert len(app.screen.query_one(BehaviorList).view.rows) == 1
        await press(pilot, "enter")
        assert app.screen.query_one(BehaviorList).has_focus
        await press(pilot, "slash", *"zzz")
        assert "Nothing matches" in shown(app.screen)
        await press(pilot, "escape")
        assert len(app.screen.query_one(BehaviorList).view.rows) == 5
        assert app.screen.query_one(BehaviorList).has_focus


async def test_enter_edits_the_behavior_under_the_cursor(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await press(pilot, "enter")
        put(app, "target_per_week", "2")
        app.screen.query_one("#day-6", Tick).focus()
        await press(pilot, "space")
        app.screen.query_one("#category", Choice).value = "wellness"
        await press(pilot, "ctrl+s")
        saved = stored(app, "run")
        assert (saved.target_per_week, saved.weekdays, saved.category) == (2, (0, 1, 2, 3, 4, 5), "wellness")


async def test_a_copy_is_a_new_behavior(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await press(pilot, "c", "ctrl+s")
        assert len(ids(app)) == 6
        copy = stored(app, ids(app)[-1])
        assert copy.name == "Morning run (copy)"
        assert copy.impacts == stored(app, "run").impacts


async def test_a_copy_has_what_the_form_has_no_field_for(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        assert app.workspace is not None
        app.workspace.behaviors.update(stored(app, "run").model_copy(update={"rhythm": FORTNIGHTLY}))
        await opened(pilot)
        await press(pilot, "c", "ctrl+s")
        assert stored(app, ids(app)[-1]).rhythm == FORTNIGHTLY


async def test_archiving_and_bringing_back(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await press(pilot, "a")
        assert "run" not in ids(app)
        await press(pilot, "A")
        assert "Morning run" in shown(app.screen)
        assert app.screen.query_one("#list").border_title == "Archived"
        await press(pilot, "a")
        assert "run" in ids(app)
        assert "Nothing is archived." in shown(app.screen)


async def test_deleting_tells_what_becomes_of_rules_and_is_taken_back(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household, planned=False))
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await press(pilot, "d")
        assert "run" not in ids(app)
        (toast,) = app._notifications
        assert toast.message == "Deleted “Morning run” and changed 1 rule. u brings it back."
        await press(pilot, "u")
        assert "run" in ids(app)
        assert "Morning run" in shown(app.screen)


async def test_a_behavior_with_a_history_is_archived_instead(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await press(pilot, "d")
        assert app.workspace is not None
        assert [behavior.id for behavior in app.workspace.behaviors.archived()] == ["run"]


async def test_an_empty_list_says_what_to_do_and_greys_out_the_rest(household: DataDirectory) -> None:
    app = make_app(household, household.accounts.create("ada", None))
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        assert "Press n to say the first in one line" in shown(app.screen)
        await press(pilot, "e", "c", "a", "d")
        assert isinstance(app.screen, BehaviorsScreen)
        bindings = app.screen.active_bindings
        assert bindings["n"].enabled
        assert not bindings["e"].enabled


async def test_hostile_names_are_shown_as_they_are(household: DataDirectory) -> None:
    app = make_app(household, add_hostile(household))
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        text = shown(app.screen)
        await press(pilot, "pagedown")
        text += shown(app.screen)
        assert "\x1b" not in text
        await press(pilot, "g", "e")
        assert "[b]never closed" in shown(app.screen)
        await press(pilot, "escape", "d")
        (toast,) = app._notifications
        assert "[b]never closed" in toast.message


async def test_a_move_of_the_cursor_draws_two_lines_of_the_list(
    household: DataDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[int] = []
    draw = BehaviorList.render_line

    def recorded(self: BehaviorList, y: int) -> Strip:
        drawn.append(y)
        return draw(self, y)

    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        monkeypatch.setattr(BehaviorList, "render_line", recorded)
        for key, lines in (("j", [0, 1]), ("j", [1, 2]), ("home", [0, 2])):
            drawn.clear()
            await press(pilot, key)
            assert sorted(set(drawn)) == lines


async def test_columns_and_panes_share_the_room_there_is(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        table, heading = app.screen.query_one(BehaviorList), app.screen.query_one(BehaviorHeading)
        narrow = heading.render().plain.index("Category")
        assert "Strength 1 %" in app.screen.query_one(BehaviorDetail).view[2].text.plain
        await pilot.resize_terminal(100, 30)
        await settle(pilot)
        assert "▱▱▱▱   1" in shown(app.screen)
        assert "none yet" in shown(app.screen)
        assert table.max_scroll_x == 0
        await pilot.resize_terminal(200, 50)
        await settle(pilot)
        assert heading.render().plain.index("Category") >= narrow
        assert table.max_scroll_x == 0
        assert_beside(app.screen.query_one("#list"), app.screen.query_one("#detail"))


def assert_beside(left: Any, right: Any) -> None:
    assert left.region.right <= right.region.x


async def test_archiving_says_from_when_it_holds(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        for key in ("a", "d"):  # what has a history is archived instead of deleted
            await press(pilot, key)
            assert "it holds from Mon 30 Nov, A shows the archived ones" in toasts(app)[-1]
            await press(pilot, "u")


async def test_tasks_are_shown_alone_with_what_is_left_and_finished(household: DataDirectory) -> None:
    profile = add_alice(household)
    tasks = household.open_workspace(profile).tasks
    tasks.add(tasks.document("Report", due=MONDAY + timedelta(weeks=2), minutes=240, pieces=(30, 90)))
    tasks.add(tasks.document("Call", due=MONDAY, minutes=15))
    app = make_app(household, profile)
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        assert "once" in shown(app.screen)
        await press(pilot, "o")
        listed = app.screen.query_one(BehaviorList)
        assert [(row.name, row.due, row.left) for row in listed.view.rows] == [
            ("Call", "overdue since Mon 23 Nov", "15 min"),
            ("Report", "Mon 7 Dec", "4 h"),
        ]
        assert "overdue since Mon 23 Nov" in shown(app.screen)
        await press(pilot, "f")
        assert toasts(app)[-1].startswith("Finished “Call”")
        assert [row.name for row in listed.view.rows] == ["Report"]
        await press(pilot, "A")
        assert "done Wed 25 Nov" in shown(app.screen)
        await press(pilot, "A", "o")
        assert "Morning run" in shown(app.screen)


async def test_the_card_follows_once_the_cursor_rests(
    household: DataDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "3")
        monkeypatch.setattr(AtRest, "seconds", 0.3)
        await pilot.press("down", "down")
        screen = app.screen
        assert isinstance(screen, BehaviorsScreen)
        cursor, first = screen.listed.cursor, screen.detail.view
        assert cursor != screen.listed.view.rows[0].id
        assert first[0].text.plain == screen.listed.view.rows[0].name
        await until(pilot, lambda: screen.detail.view is not first)
        assert screen.detail.view[0].text.plain == screen.listed.view.rows[2].name


async def test_a_card_longer_than_its_pane_is_not_cut(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        card = app.screen.query_one(BehaviorDetail)
        whole = card.view
        for view in (whole[:1], whole):  # the scroll bar comes with the second one
            card.view = view
            await settle(pilot)
        assert card.max_scroll_y > 0
        assert "…" not in "".join(card.render_line(y).text for y in range(card.size.height))
