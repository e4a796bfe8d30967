"""The log: its view, its lines, and its screen on a real database."""

from contextlib import nullcontext
from datetime import timedelta
from uuid import UUID

import pytest
from textual.widgets import Input

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.agenda import LogEntry, SessionState
from habitos_tui.domain.model.completion import Completion, Context, Skip
from habitos_tui.text import clean
from habitos_tui.ui.app.app import HabitosApp
from habitos_tui.ui.kit.fields import Lines
from habitos_tui.ui.log.entry_list import entry, heading
from habitos_tui.ui.log.filter_dialog import LogFilterDialog
from habitos_tui.ui.log.presenter import PAGE, LogView, entry_view, in_short, log_view
from habitos_tui.ui.log.screen import LogScreen
from habitos_tui.ui.session.dialogs import SkipDialog
from habitos_tui.ui.session.log_dialog import LogDialog
from habitos_tui.ui.session.rating import Rating
from tests.support.hostile import HOSTILE_NAMES
from tests.support.household import MONDAY, NOW, add_alice, add_hostile
from tests.support.ui import AppPilot, go, make_app, press, shown
from tests.support.weeks import hostile_names

SIZE = (80, 24)


def completion(number: int = 1, note: str = "") -> Completion:
    return Completion(
        id=UUID(int=number),
        behavior="run",
        day=MONDAY,
        done_at=NOW,
        start=330,
        minutes=40,
        rating=4,
        note=note,
        context=Context(weekday=0, planned_minutes=35),
    )


def skip(number: int = 2) -> Skip:
    return Skip(id=UUID(int=number), behavior="read", day=MONDAY, recorded_at=NOW, reason="Too\x1b[31m tired")


class TestView:
    def test_completions_and_skips_become_lines(self) -> None:
        entries = (LogEntry("Run", False, completion()), LogEntry("Read", True, skip()))
        done, skipped = log_view(entries, 0, 2).lines
        assert (done.state, done.entry, done.archived) == (SessionState.DONE, completion(), False)
        assert (skipped.state, skipped.note, skipped.archived) == (SessionState.SKIPPED, "Too tired", True)

    @pytest.mark.parametrize(
        ("first", "shown_lines", "total", "said", "newer", "older"),
        [
            (0, 0, 0, "", False, False),
            (0, 1, 1, "1 entry", False, False),
            (0, 7, 7, "7 entries", False, False),
            (0, 100, 250, "1\N{EN DASH}100 of 250 entries", False, True),
            (200, 50, 250, "201\N{EN DASH}250 of 250 entries", True, False),
        ],
    )
    def test_the_summary_tells_where_the_page_is(
        self, first: int, shown_lines: int, total: int, said: str, newer: bool, older: bool
    ) -> None:
        entries = tuple(LogEntry("Run", False, completion(number)) for number in range(shown_lines))
        view = log_view(entries, first, total)
        assert (view.summary, view.newer, view.older) == (said, newer, older)

    def test_a_line_is_found_by_its_key(self) -> None:
        view = log_view((LogEntry("Run", False, completion(7)),), 0, 1)
        assert view.line(str(UUID(int=7))) == view.lines[0]
        assert view.line(None) is None
        assert LogView.EMPTY.lines == ()

    def test_what_an_assistant_entered_is_told_in_its_details(self) -> None:
        entries = [
            LogEntry("Run", False, record, by_assistant=told)
            for record in (completion(), skip())
            for told in (True, False)
        ]
        lines = log_view(entries, 0, 4).lines
        assert ["by an assistant" in in_short(line) for line in lines] == [True, False, True, False]
        facts = [dict(entry_view(line).facts).get("Entered") for line in lines]
        assert facts == ["by an assistant", None, "by an assistant", None]

    @pytest.mark.parametrize("width", [50, 74, 110, 190])
    def test_every_line_fits_its_width_whatever_the_names(self, width: int) -> None:
        entries = [LogEntry(name, False, completion(i, name)) for i, name in enumerate(hostile_names())]
        entries += [LogEntry(name, True, completion()) for name in HOSTILE_NAMES]
        for line in log_view([*entries, LogEntry("Read", True, skip())], 0, 1).lines:
            drawn = entry(line, width)
            assert drawn.cell_length == width
            assert clean(drawn.plain) == drawn.plain

    def test_headings_stand_over_their_columns(self) -> None:
        line = log_view((LogEntry("Running", False, completion(1, "Cold")),), 0, 1).lines[0]
        head, drawn = heading(110).plain, entry(line, 110).plain
        assert head.index("Begun") == drawn.index("05:30")
        assert head.index("Behavior") == drawn.index("Running")
        assert head.index("Rating") == drawn.index("★")
        assert head.index("Note") == drawn.index("Cold")
        assert head.index("Minutes") + 7 == drawn.index("40 of 35") + 8

    def test_a_narrow_line_leaves_out_the_year_before_it_cuts_the_name(self) -> None:
        line = log_view((LogEntry("Walk slowly", False, completion(1)),), 0, 1).lines[0]
        assert str(line.day.year) in entry(line, 70).plain
        drawn = entry(line, 56).plain
        assert str(line.day.year) not in drawn
        assert "Walk slowly" in drawn
        assert heading(56).plain.index("Behavior") == drawn.index("Walk")

    def test_a_wide_line_tells_when_it_was_planned_and_its_tags(self) -> None:
        context = Context(weekday=0, planned_minutes=35, planned_start=320, tags=("outdoors", "sam"))
        done = completion(1, "Cold").model_copy(update={"context": context})
        for entry_done, planned in ((done, "05:20  10 min later"), (completion(1), "not planned")):
            line = log_view((LogEntry("Running", False, entry_done),), 0, 1).lines[0]
            head, drawn = heading(140).plain, entry(line, 140).plain
            assert head.index("Time") == drawn.index("05:30\N{EN DASH}06:10")
            assert head.index("Planned") == drawn.index(planned)
            assert len(drawn) == len(head) == 140
        line = log_view((LogEntry("Running", False, done),), 0, 1).lines[0]
        assert "#outdoors #sam  Cold" in entry(line, 140).plain


class TestScreen:
    async def test_the_newest_entry_comes_first(self, household: DataDirectory) -> None:
        app = make_app(household, add_alice(household))
        async with app.run_test(size=SIZE) as pilot:
            await opened(pilot)
            lines = [line for line in shown(app.screen).splitlines() if "2026" in line]
            assert ["Reading" in lines[0], "Meditation" in lines[1], "Morning run" in lines[2]] == [True] * 3
            assert "35 of 35" in lines[2]
            assert "★★★★★" in lines[2]
            assert "3 entries" in shown(app.screen)

    @pytest.mark.parametrize("key", ["e", "enter"])
    async def test_an_entry_can_be_changed(self, household: DataDirectory, key: str) -> None:
        app = make_app(household, add_alice(household))
        async with app.run_test(size=SIZE) as pilot:
            await opened(pilot)
            await press(pilot, "end", key)
            assert isinstance(app.screen, LogDialog)
            app.screen.query_one("#minutes", Input).value = "50"
            app.screen.query_one("#note", Lines).text = ""
            await press(pilot, "ctrl+s")
            assert "50 of 35" in shown(app.screen)
            changed = entries(app)[-1].entry
            assert isinstance(changed, Completion)
            assert (changed.minutes, changed.note, changed.rating) == (50, "", 5)

    async def test_a_note_that_is_not_touched_stays_to_the_letter(self, household: DataDirectory) -> None:
        note = " Rain today.\r\nDid 5k\tanyway.\n\nLegs:\x1b[1m heavy \n"
        app = make_app(household, add_alice(household))
        async with app.run_test(size=SIZE) as pilot:
            await opened(pilot)
            assert app.workspace is not None
            done = entries(app)[-1].entry
            assert isinstance(done, Completion)
            app.workspace.tracking.edit(done.model_copy(update={"note": note}))
            await go(pilot, "1")
            await go(pilot, "6")
            await press(pilot, "end", "e")
            app.screen.query_one("#rating", Rating).value = 2
            await press(pilot, "ctrl+s")
            changed = entries(app)[-1].entry
            assert isinstance(changed, Completion)
            assert (changed.rating, changed.note) == (2, note)

    async def test_a_note_of_several_lines_is_one_line_in_the_list_and_whole_beside_it(
        self, household: DataDirectory
    ) -> None:
        app = make_app(household, add_alice(household))
        async with app.run_test(size=(200, 50)) as pilot:
            await opened(pilot)
            await press(pilot, "end", "e")
            app.screen.query_one("#note", Lines).focus()
            await press(pilot, "enter", *"legs", "enter", *"lungs", "tab")
            assert app.screen.focused is not None
            assert app.screen.focused.id == "cancel"
            await press(pilot, "ctrl+s")
            changed = entries(app)[-1].entry
            assert isinstance(changed, Completion)
            assert changed.note.endswith("\nlegs\nlungs")
            assert "↵ legs ↵ lungs" in shown(app.screen)
            lines = [line for line in shown(app.screen).splitlines() if "lungs" in line or "legs" in line]
            assert len(lines) == 3

    async def test_a_note_goes_to_the_editor_and_comes_back_into_the_form(
        self, household: DataDirectory, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        app = make_app(household, add_alice(household))
        monkeypatch.setattr(app, "suspend", nullcontext)
        monkeypatch.setenv("VISUAL", "sed -i 's/^/> /'")
        async with app.run_test(size=SIZE) as pilot:
            await opened(pilot)
            note, reason = (entries(app)[place].entry for place in (-1, 0))
            assert isinstance(note, Completion)
            assert isinstance(reason, Skip)
            for key, before in (("end", note.note), ("home", reason.reason)):
                await press(pilot, key, "E")
                assert app.screen.query_one(Lines).text == f"> {before}"
                assert "enter new line · tab leaves · ctrl+g editor" in shown(app.screen)
                await press(pilot, "ctrl+s")
            changed, skipped = (entries(app)[place].entry for place in (-1, 0))
            assert changed == note.model_copy(update={"note": f"> {note.note}"})
            assert skipped == reason.model_copy(update={"reason": f"> {reason.reason}"})

    async def test_a_note_that_is_too_long_is_kept_in_the_form(self, household: DataDirectory) -> None:
        app = make_app(household, add_alice(household))
        async with app.run_test(size=SIZE) as pilot:
            await opened(pilot)
            await press(pilot, "end", "e")
            app.screen.query_one("#note", Lines).text = "x" * 2001
            app.screen.query_one("#minutes").focus()
            await press(pilot, "ctrl+s")
            assert "2000 characters" in shown(app.screen)
            assert app.screen.focused is app.screen.query_one("#note", Lines)
            await press(pilot, "escape", "escape", "home", "e")
            app.screen.query_one("#reason", Lines).text = "x" * 2001
            await press(pilot, "ctrl+s")
            assert isinstance(app.screen, SkipDialog)
            assert "2000 characters" in shown(app.screen)

    async def test_the_reason_of_a_skip_can_be_changed(self, household: DataDirectory) -> None:
        app = make_app(household, add_alice(household))
        async with app.run_test(size=SIZE) as pilot:
            await opened(pilot)
            await press(pilot, "e")
            assert isinstance(app.screen, SkipDialog)
            await press(pilot, "end", "exclamation_mark", "enter", *"Ill", "ctrl+s")
            changed = entries(app)[0].entry
            assert isinstance(changed, Skip)
            assert changed.reason == "Too tired!\nIll"
            assert "Too tired!" in shown(app.screen)
            assert "Ill" in shown(app.screen)
            assert changed.session is not None
            before = changed.id
            await press(pilot, "e", "ctrl+s")
            assert entries(app)[0].entry.id == before

    async def test_deleting_opens_the_session_again(self, household: DataDirectory) -> None:
        app = make_app(household, add_alice(household))
        async with app.run_test(size=SIZE) as pilot:
            await opened(pilot)
            await press(pilot, "d")
            assert [logged.name for logged in entries(app)] == ["Meditation", "Morning run"]
            await press(pilot, "d", "d")
            assert entries(app) == ()
            assert "Nothing is logged yet" in shown(app.screen)
            await press(pilot, "d", "e", "enter")
            assert isinstance(app.screen, LogScreen)

    async def test_long_logs_are_paged(self, household: DataDirectory) -> None:
        profile = add_alice(household)
        workspace = household.open_workspace(profile)
        for number in range(PAGE + 5):
            workspace.tracking.done("read", at=NOW - timedelta(days=10, minutes=number), minutes=1)
        app = make_app(household, profile)
        async with app.run_test(size=SIZE) as pilot:
            await opened(pilot)
            assert f"1\N{EN DASH}100 of {PAGE + 8}" in shown(app.screen)
            await press(pilot, "left_square_bracket")
            assert "1\N{EN DASH}100 of" in shown(app.screen)
            await press(pilot, "right_square_bracket")
            assert f"101\N{EN DASH}108 of {PAGE + 8}" in shown(app.screen)
            await press(pilot, "right_square_bracket", "left_square_bracket")
            assert "1\N{EN DASH}100 of" in shown(app.screen)

    async def test_an_empty_log_says_what_to_do(self, household: DataDirectory) -> None:
        app = make_app(household, add_alice(household, planned=False))
        async with app.run_test(size=SIZE) as pilot:
            await opened(pilot)
            assert "Press 1 and then space on a session" in shown(app.screen)

    async def test_hostile_names_change_nothing_but_the_text(self, household: DataDirectory) -> None:
        app = make_app(household, add_hostile(household))
        async with app.run_test(size=SIZE) as pilot:
            await opened(pilot)
            await press(pilot, "e", "escape", "down", "e", "escape", "down", "d")
            assert isinstance(app.screen, LogScreen)

    async def test_the_filter_stays_until_it_is_taken_off(self, household: DataDirectory) -> None:
        app = make_app(household, add_alice(household))
        async with app.run_test(size=SIZE) as pilot:
            await opened(pilot)
            await press(pilot, "slash", *"COLD", "enter")
            assert "Log · “COLD”" in shown(app.screen)
            assert listed(app) == ["Morning run"]
            await press(pilot, "1", "6", "slash")
            assert isinstance(app.screen, LogFilterDialog)
            assert app.screen.query_one("#text", Input).value == "COLD"
            app.screen.query_one("#text", Input).value = ""
            app.screen.query_one("#first", Input).value = "2026-11-31"
            app.screen.query_one("#last", Input).value = "yesterday"
            await press(pilot, "ctrl+s")
            assert "Must be today, yesterday, fri" in shown(app.screen)
            app.screen.query_one("#first", Input).value = "today"
            await press(pilot, "ctrl+s")
            assert "Must not come before the first day" in shown(app.screen)
            app.screen.query_one("#first", Input).value = "2026-11-24"
            await press(pilot, "ctrl+s")
            assert "Log · on Tue 24 Nov 2026" in shown(app.screen)
            assert listed(app) == ["Reading", "Meditation"]
            await press(pilot, "escape")
            assert listed(app) == ["Reading", "Meditation", "Morning run"]

    async def test_one_behavior_is_picked_out_with_a_key(self, household: DataDirectory) -> None:
        app = make_app(household, add_alice(household))
        async with app.run_test(size=SIZE) as pilot:
            await opened(pilot)
            await press(pilot, "down", "o")
            assert listed(app) == ["Meditation"]
            assert "Log · Meditation" in shown(app.screen)
            await press(pilot, "o")
            assert len(listed(app)) == 3
            await press(pilot, "slash", "tab", "tab", "5", "ctrl+s")
            assert "Log · ★★★★★" in shown(app.screen)
            assert listed(app) == ["Morning run"]
            await press(pilot, "slash", *"zz", "enter")
            assert "Nothing in the log matches ★★★★★ · “zz”." in shown(app.screen)
            assert "escape to see everything" in shown(app.screen)

    async def test_a_behavior_that_is_gone_is_not_looked_for(self, household: DataDirectory) -> None:
        app = make_app(household, add_alice(household))
        async with app.run_test(size=SIZE) as pilot:
            await opened(pilot)
            await press(pilot, "end", "o", "1")
            assert app.workspace is not None
            app.workspace.behaviors.delete("run", force=True)
            await press(pilot, "6")
            assert listed(app) == ["Reading", "Meditation"]

    async def test_anything_can_be_added_on_any_day(self, household: DataDirectory) -> None:
        app = make_app(household, add_alice(household))
        async with app.run_test(size=SIZE) as pilot:
            await opened(pilot)
            await press(pilot, "n", "tab")
            assert isinstance(app.screen, LogDialog)
            app.screen.query_one("#day", Input).value = "2026-11-26"
            await press(pilot, "ctrl+s")
            assert "still to come" in shown(app.screen)
            app.screen.query_one("#day", Input).value = "Yesterday"
            app.screen.query_one("#start", Input).value = "17:40"
            await press(pilot, "ctrl+s")
            assert "Tue 24 Nov 2026 17:40 ✓  Morning run" in shown(app.screen)
            await press(pilot, "u")
            assert len(listed(app)) == 3

    async def test_an_entry_is_moved_to_another_day(self, household: DataDirectory) -> None:
        app = make_app(household, add_alice(household))
        async with app.run_test(size=(130, 30)) as pilot:
            await opened(pilot)
            await press(pilot, "end", "e")
            app.screen.query_one("#day", Input).value = "2026-11-22"
            await press(pilot, "ctrl+s")
            assert "Sun 22 Nov 2026 05:30" in shown(app.screen)
            assert "Day             Sun 22 Nov 2026" in shown(app.screen)  # beside the list


def listed(app: HabitosApp) -> list[str]:
    assert isinstance(app.screen, LogScreen)
    return [line.name for line in app.screen.entries.view.lines]


def entries(app: HabitosApp) -> tuple[LogEntry, ...]:
    assert app.workspace is not None
    return app.workspace.tracking.log()


async def opened(pilot: AppPilot) -> None:
    await go(pilot, "6")
    assert isinstance(pilot.app.screen, LogScreen)
