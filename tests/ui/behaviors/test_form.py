"""The form of a behavior: what it asks, says and refuses."""

from datetime import timedelta

from textual.events import Key
from textual.widgets import Input

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.task import Task
from habitos_tui.ui.behaviors.form import BehaviorForm
from habitos_tui.ui.behaviors.screen import BehaviorsScreen
from habitos_tui.ui.kit.fields import Choice
from habitos_tui.ui.kit.fold import FoldHead
from tests.support.household import MONDAY, add_alice
from tests.support.ui import make_app, press, said, settle, shown
from tests.ui.behaviors.test_screen import SIZE, ids, opened, put, stored


async def test_a_new_behavior_is_described_and_saved(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await press(pilot, "n", "tab", *"Piano")
        put(app, "impact-0", "40")
        put(app, "impact-3", "")
        await pilot.pause()
        assert "Worth 8 points a session, 12 for the first of a week and 4 for the third; 3 a week fill" in said(
            app.screen, "#meaning"
        )
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


async def test_where_nothing_is_to_be_judged_nobody_is_asked_from_when(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household, planned=False))
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        for keys in (["e"], ["n", "tab"]):
            await press(pilot, *keys)
            assert not app.screen.query("#holds-from")
            await press(pilot, "escape")


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
