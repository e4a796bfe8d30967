"""The list of behaviors and what can be done from it."""

from datetime import timedelta
from typing import Any

import pytest
from textual.events import Key
from textual.strip import Strip
from textual.widgets import Input

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.rhythm import EveryWeeks
from habitos_tui.domain.model.task import Task
from habitos_tui.ui.app.app import HabitosApp
from habitos_tui.ui.behaviors.behavior_list import BehaviorDetail, BehaviorHeading, BehaviorList
from habitos_tui.ui.behaviors.form import BehaviorForm
from habitos_tui.ui.behaviors.screen import BehaviorsScreen
from habitos_tui.ui.kit.fields import Choice, Field, Tick
from habitos_tui.ui.kit.fold import FoldHead
from tests.support.household import MONDAY, add_alice, add_hostile
from tests.support.ui import AppPilot, go, make_app, press, said, settle, shown, toasts, write_line

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
        assert app.screen.query_one(BehaviorDetail).view.plain.startswith("Deep work")
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


async def test_a_new_behavior_is_described_and_saved(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await press(pilot, "n", "tab", *"Piano")
        put(app, "impact-0", "40")
        put(app, "impact-3", "")
        await pilot.pause()
        assert "Worth 12 points, the third of the week 4; 3 a week fill 1 h 30 min." in said(app.screen, "#meaning")
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, BehaviorsScreen)
        assert ids(app)[-1] == "piano"
        assert stored(app, "piano").impacts == {"health": 0.4}
        assert "Piano" in shown(app.screen)


async def test_a_meaning_of_two_lines_is_told_to_the_end(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await press(pilot, "e")
        put(app, "typical_minutes", "35")
        put(app, "impact-0", "92.5")
        await settle(pilot)
        assert app.screen.query_one("#meaning").size.height == 2
        assert "min." in shown(app.screen).partition("3 a week fill 1 h 45")[2]
        assert "ctrl+s" in shown(app.screen)
        await press(pilot, "ctrl+s", "e")
        assert app.screen.query_one("#meaning").size.height == 2  # from the start


async def test_a_bad_field_is_marked_and_nothing_typed_is_lost(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await press(pilot, "n", "tab", *"Piano")
        put(app, "min_minutes", "long")
        await settle(pilot)
        assert "✗ Least must be a whole number" in shown(app.screen)
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, BehaviorForm)
        assert app.screen.query_one("#name", Input).value == "Piano"
        put(app, "min_minutes", "15")
        await settle(pilot)
        assert "✗" not in shown(app.screen)


async def test_keys_that_come_in_a_bunch_reach_the_fields_they_were_typed_for(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await press(pilot, "e")
        for key in ("x", "tab", "tab", "tab", "tab", "1", "tab", "2", "shift+tab", "3"):
            app.post_message(Key(key, key if len(key) == 1 else None))
        await settle(pilot)
        fields = {name: app.screen.query_one(f"#{name}", Input).value for name in ("name", "min_minutes")}
        assert fields == {"name": "x", "min_minutes": "3"}
        assert app.screen.query_one("#typical_minutes", Input).value == "2"


async def test_a_behavior_is_said_in_one_line(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await press(pilot, "n")
        assert "call the dentist by friday 15m" in shown(app.screen)
        await write_line(pilot, "piano 4x week 20m evenings")
        assert "Piano: 20 min, 4 a week, best in the evening" in said(app.screen, "#meaning")
        await press(pilot, "enter")
        assert isinstance(app.screen, BehaviorsScreen)
        piano = stored(app, "piano")
        assert (piano.target_per_week, piano.typical_minutes, piano.preferred_slots) == (4, 20, ("evening",))
        assert app.screen.listed.cursor == "piano"


async def test_what_is_not_understood_is_told_and_left_out_only_at_a_second_enter(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await press(pilot, "n")
        await write_line(pilot, "piano 20m blorp")
        assert "Not understood: “blorp”" in shown(app.screen)
        line = app.screen.query_one("#line", Field)
        assert [(span.start, span.end) for span in line._value.spans] == [(10, 15)]
        await press(pilot, "enter")
        assert "“blorp” would be left out" in shown(app.screen)
        await press(pilot, "x", "enter")
        assert "“blorpx” would be left out" in shown(app.screen)
        await press(pilot, "enter")
        assert stored(app, "piano").typical_minutes == 20


async def test_a_line_that_cannot_be_saved_says_why_and_is_kept(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await press(pilot, "n")
        await write_line(pilot, "piano 37x week")
        await press(pilot, "enter", "ctrl+s")
        assert "✗ 7 a week is the most with one a day" in said(app.screen, "#meaning")
        await write_line(pilot, "piano at least 9x week")
        assert said(app.screen, "#meaning").count("is the most") == 1
        await write_line(pilot, "morning run 20m")
        await press(pilot, "enter")
        assert "✗ name is that of another behavior" in said(app.screen, "#meaning")
        await press(pilot, "escape")
        assert "escape once more" in said(app.screen, "#meaning")
        await press(pilot, "escape")
        assert isinstance(app.screen, BehaviorsScreen)
        assert "piano" not in ids(app)


async def test_tab_fills_the_form_with_what_was_understood(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await press(pilot, "n")
        await write_line(pilot, "25m 4x week every third week mornings")
        assert "What is it called?" in shown(app.screen)
        await press(pilot, "tab", *"Piano", "ctrl+s")
        piano = stored(app, "piano")
        assert (piano.typical_minutes, piano.preferred_slots) == (25, ("morning",))
        assert isinstance(piano.rhythm, EveryWeeks)


@pytest.mark.parametrize("key", ["tab", "enter"])
async def test_an_empty_line_opens_the_empty_form(household: DataDirectory, key: str) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await press(pilot, "n", key)
        assert isinstance(app.screen, BehaviorForm)
        assert app.screen.query_one("#name", Input).value == ""


async def test_what_is_seldom_needed_is_folded_until_it_is_wanted(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await press(pilot, "n", "tab", *"Piano")
        assert app.screen.query_one("#fields").max_scroll_y == 0
        assert "Times a day" not in shown(app.screen)
        await press(pilot, "ctrl+t", "2")
        assert app.screen.query_one("#min_per_week", Input).value == "2"
        await press(pilot, "ctrl+t")
        assert isinstance(app.focused, FoldHead)
        await press(pilot, "ctrl+s")
        assert stored(app, "piano").min_per_week == 2
        await press(pilot, "e")
        assert "Times a day" in shown(app.screen)  # something is set there
        await pilot.click(FoldHead)
        await settle(pilot)
        assert "Times a day" not in shown(app.screen)


async def test_the_first_bad_field_has_the_focus_after_a_save_that_failed_also_if_it_is_folded(
    household: DataDirectory,
) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await press(pilot, "n", "tab", *"Piano", "ctrl+t", "x", "ctrl+t")
        await settle(pilot)
        assert "✗ Least must be a whole number" in shown(app.screen)
        await press(pilot, "ctrl+s", "1")
        assert app.screen.query_one("#min_per_week", Input).value == "1"
        put(app, "min_minutes", "x")
        put(app, "energy_cost", "11")
        await press(pilot, "ctrl+s")
        assert app.focused is app.screen.query_one("#min_minutes")


async def test_digits_replace_the_number_of_a_field_that_was_clicked(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await press(pilot, "n", "tab")
        await pilot.click("#min_minutes", offset=(2, 0))
        await press(pilot, "2", "0")
        minutes = app.screen.query_one("#min_minutes", Input)
        assert minutes.value == "20"
        await pilot.click("#min_minutes", offset=(1, 0))
        await press(pilot, "5")
        assert minutes.value == "250"


async def test_a_category_says_what_a_behavior_is_worth_until_the_person_does(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await press(pilot, "n", "tab", *"Piano")
        app.screen.query_one("#category", Choice).value = "learning"
        await settle(pilot)
        assert [app.screen.query_one(f"#impact-{at}", Input).value for at in range(3)] == ["", "10", "70"]
        put(app, "impact-0", "5")
        app.screen.query_one("#category", Choice).value = "social"
        await settle(pilot)
        await press(pilot, "ctrl+s")
        assert stored(app, "piano").impacts == {"health": 0.05, "social": 0.8, "wellness": 0.3}


async def test_least_and_most_minutes_follow_the_usual_ones_until_they_are_typed(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await press(pilot, "n", "tab", *"Piano")
        await pilot.click("#typical_minutes")
        await press(pilot, "6", "0")
        assert "✗" not in shown(app.screen)
        put(app, "max_minutes", "75")
        put(app, "typical_minutes", "70")
        await settle(pilot)
        await press(pilot, "ctrl+s")
        piano = stored(app, "piano")
        assert (piano.min_minutes, piano.typical_minutes, piano.max_minutes) == (30, 70, 75)


async def test_more_a_week_than_can_be_is_told_while_typing(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await press(pilot, "n", "tab", *"Piano")
        put(app, "target_per_week", "37")
        await settle(pilot)
        assert "✗ 7 a week is the most with one a day" in shown(app.screen)
        put(app, "target_per_week", "5")
        put(app, "min_gap_days", "1")
        await settle(pilot)
        assert "✗ 4 a week is the most with one day between" in shown(app.screen)
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, BehaviorForm)
        assert app.focused is app.screen.query_one("#target_per_week")


async def test_a_missing_name_is_asked_for_only_when_saving(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await press(pilot, "n", "tab")
        assert "✗" not in shown(app.screen)
        await press(pilot, "ctrl+s")
        assert "✗ Must not be empty" in shown(app.screen)


async def test_what_the_service_refuses_is_told_in_the_form(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await press(pilot, "n", "tab", *"morning run")
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, BehaviorForm)
        assert "✗" in shown(app.screen)
        assert ids(app).count("run") == 1


async def test_escape_leaves_an_untouched_form_at_once_and_a_changed_one_only_twice(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await press(pilot, "e", "escape")
        assert isinstance(app.screen, BehaviorsScreen)
        await press(pilot, "e", "x", "escape")
        assert isinstance(app.screen, BehaviorForm)
        assert "escape once more" in said(app.screen, "#meaning")
        await press(pilot, "y", "escape")
        assert isinstance(app.screen, BehaviorForm)
        await press(pilot, "escape")
        assert isinstance(app.screen, BehaviorsScreen)
        assert stored(app, "run").name == "Morning run"


async def test_the_form_can_be_left_by_its_buttons(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await press(pilot, "e", "end", "x", "enter")
        assert isinstance(app.focused, Choice)
        await pilot.click("#cancel")
        await settle(pilot)
        assert isinstance(app.screen, BehaviorForm)
        await pilot.click("#save")
        await settle(pilot)
        assert isinstance(app.screen, BehaviorsScreen)
        assert stored(app, "run").name == "Morning runx"


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


async def test_a_ready_made_behavior_fills_the_form(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await press(pilot, "n", "tab")
        app.screen.query_one("#start", Choice).value = "swim"
        await settle(pilot)
        assert app.screen.query_one("#name", Input).value == "Swim"
        await press(pilot, "ctrl+s")
        assert stored(app, "swim").preferred_slots == ("early_morning", "midday", "evening")


async def test_archiving_and_bringing_back(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await press(pilot, "a")
        assert "run" not in ids(app)
        await press(pilot, "v")
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
        assert "strength: 1 %" in app.screen.query_one(BehaviorDetail).view.plain
        assert "Strength" not in shown(app.screen)
        await pilot.resize_terminal(100, 30)
        await settle(pilot)
        assert "▱▱▱▱   1" in shown(app.screen)
        assert "none yet" in shown(app.screen)
        assert table.max_scroll_x == 0
        await pilot.resize_terminal(200, 50)
        await settle(pilot)
        assert heading.render().plain.index("Category") > narrow
        assert table.max_scroll_x == 0
        assert_beside(app.screen.query_one("#list"), app.screen.query_one("#detail"))


def assert_beside(left: Any, right: Any) -> None:
    assert left.region.right <= right.region.x


async def test_a_change_holds_from_the_next_week_unless_from_now(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await press(pilot, "e")
        assert app.screen.query_one("#holds-from", Choice).chosen == "next week"
        put(app, "target_per_week", "2")
        await press(pilot, "ctrl+s")
        assert app.workspace is not None
        assert app.workspace.behaviors.holds_from("run") == MONDAY + timedelta(weeks=1)
        await press(pilot, "e")
        put(app, "target_per_week", "1")
        app.screen.query_one("#holds-from", Choice).value = "now"
        await press(pilot, "ctrl+s")
        assert app.workspace.behaviors.holds_from("run") is None


async def test_archiving_says_from_when_it_holds(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        for key in ("a", "d"):  # what has a history is archived instead of deleted
            await press(pilot, key)
            assert "it holds from Mon 30 Nov, v shows the archived ones" in toasts(app)[-1]
            await press(pilot, "u")


async def test_where_nothing_is_to_be_judged_nobody_is_asked_from_when(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household, planned=False))
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        for keys in (["e"], ["n", "tab"]):
            await press(pilot, *keys)
            assert not app.screen.query("#holds-from")
            await press(pilot, "escape")


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
        await press(pilot, "v")
        assert "done Wed 25 Nov" in shown(app.screen)
        await press(pilot, "v", "o")
        assert "Morning run" in shown(app.screen)


async def test_a_task_is_described_in_the_form(household: DataDirectory) -> None:
    profile = add_alice(household)
    tasks = household.open_workspace(profile).tasks
    tasks.add(tasks.document("Report", minutes=60))
    app = make_app(household, profile)
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await press(pilot, "G", "e")
        assert isinstance(app.screen, BehaviorForm)
        assert "once, by this day (or empty)" in shown(app.screen)
        put(app, "target_per_week", "fri")
        put(app, "total_minutes", "120")
        put(app, "piece_least", "30")
        put(app, "piece_most", "60")
        await settle(pilot)
        assert "2 h in all, by Fri 27 Nov" in shown(app.screen)
        await press(pilot, "ctrl+s")
        report = stored(app, "report")
        assert report.task == Task(due=MONDAY + timedelta(days=4), total_minutes=120)
        assert (report.min_minutes, report.typical_minutes, report.max_minutes) == (30, 60, 60)
        await press(pilot, "e")
        app.screen.query_one("#kind", Choice).value = "week"
        put(app, "target_per_week", "2")
        await settle(pilot)
        await press(pilot, "ctrl+s")
        assert (stored(app, "report").task, stored(app, "report").target_per_week) == (None, 2)
