"""Lines of text: what is typed, pasted, left alone, and where the focus goes when something does not fit."""

from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import ClassVar

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.content import Content
from textual.widgets._select import SelectCurrent

from habitos_tui.errors import HabitosError
from habitos_tui.ui.kit.fields import Choice, Field, FormRow, Lines, focus_issue, joined_lines

BELL = "a\x07b"


class FormApp(App[None]):
    context = SimpleNamespace(restricted_by="")

    def compose(self) -> ComposeResult:
        yield FormRow("Minutes", Field("15", id="least"), Field("30", id="most"), paths={"min": "Least", "max": "Most"})
        yield FormRow("Name", Field(f" {BELL} ", id="name"), paths={"name": ""})
        yield FormRow("Secret", Field(id="secret", password=True), paths={"secret": ""})
        yield FormRow("Short", Field("four", id="short", max_length=5), paths={"short": ""})
        yield FormRow("Note", Lines("one\r\ntwo", id="note"), paths={"note": ""})


def field(app: App[None], name: str) -> Field:
    return app.query_one(f"#{name}", Field)


async def test_what_is_typed_takes_the_place_of_what_a_field_holds() -> None:
    app = FormApp()
    async with app.run_test() as pilot:
        await pilot.press("2", "0", "tab", "4", "5")
        assert (field(app, "least").value, field(app, "most").value) == ("20", "45")
        await pilot.press("shift+tab", "right", "0")
        assert field(app, "least").value == "200"


async def test_a_text_of_several_lines_is_gone_on_with() -> None:
    app = FormApp()
    async with app.run_test() as pilot:
        note = app.query_one("#note", Lines)
        assert note.answer == "one\r\ntwo"
        note.focus()
        await pilot.press("enter", "x")
        assert note.answer == "one\ntwo\nx"
        await pilot.press("tab")
        assert app.focused is not note


async def test_an_answer_is_what_was_given_until_something_is_typed() -> None:
    app = FormApp()
    async with app.run_test() as pilot:
        name = field(app, "name")
        assert name.value == " ab "
        assert name.answer == f" {BELL} "
        name.focus()
        await pilot.press("end", "x")
        assert name.answer == "ab x"
        await pilot.press("backspace")
        assert name.answer == f" {BELL} "


@pytest.mark.parametrize(
    ("pasted", "joined"),
    [
        ("one\ntwo\nthree", "one two three"),
        ("one\r\n  two\r\n", "one two"),
        ("one\n", "one"),
        (" as it is ", " as it is "),
        ("\n\n", ""),
    ],
)
def test_lines_are_joined_with_blanks(pasted: str, joined: str) -> None:
    assert joined_lines(pasted) == joined


@pytest.mark.parametrize("name", ["most", "secret"])
async def test_a_paste_of_several_lines_goes_whole_into_one(name: str) -> None:
    app = FormApp()
    async with app.run_test() as pilot:
        field(app, name).focus()
        await pilot.pause()
        app.post_message(events.Paste("one\ntwo\nthree"))
        await pilot.pause()
        assert field(app, name).value == "one two three"
        assert [toast.message for toast in app._notifications] == [
            "The lines you pasted were joined: this field has one."
        ]


@pytest.mark.parametrize("pasted", ["Anna\tpw 1", "Anna\npw 1\n", "Anna\tpw 1\tpw 1"])
async def test_a_password_pasted_behind_a_name_never_gets_into_it(pasted: str) -> None:
    app = FormApp()
    async with app.run_test() as pilot:
        field(app, "name").focus()
        await pilot.pause()
        app.post_message(events.Paste(pasted))
        await pilot.pause()
        assert [field(app, name).value for name in ("name", "secret")] == ["Anna", "pw 1"]


async def test_a_paste_that_is_too_long_changes_nothing_and_says_so() -> None:
    app = FormApp()
    async with app.run_test() as pilot:
        field(app, "short").focus()
        await pilot.pause()
        app.post_message(events.Paste("sixsix"))
        await pilot.pause()
        assert field(app, "short").value == "four"
        assert "at most 5 characters" in next(iter(app._notifications)).message


async def test_tabs_and_the_newest_emoji_stay_where_there_are_lines() -> None:
    app = FormApp()
    async with app.run_test() as pilot:
        note = app.query_one("#note", Lines)
        note.text = ""
        note.focus()
        await pilot.pause()
        app.post_message(events.Paste("a\tb\r\n\U0001faea 漢字\x07"))
        await pilot.pause()
        assert note.answer == "a\tb\n\U0001faea 漢字"


@pytest.mark.parametrize(("script", "text"), [("printf 'a\\r\\nb\\n' >", "a\nb"), ("test -f", "one\ntwo"), ("rm", "")])
async def test_the_editor_takes_over_and_the_field_can_undo_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, text: str
) -> None:
    (tmp_path / "ed").write_text(f'#!/bin/sh\n{script} "$1"\n')
    (tmp_path / "ed").chmod(0o700)
    monkeypatch.setenv("VISUAL", str(tmp_path / "ed"))
    app = FormApp()
    monkeypatch.setattr(app, "suspend", nullcontext)
    async with app.run_test() as pilot:
        note = app.query_one("#note", Lines)
        note.focus()
        if script == "rm":
            with pytest.raises(HabitosError, match="cannot be read"):
                note.action_open_editor()
            return
        await pilot.press("ctrl+g")
        assert note.text == text
        assert (note.answer == "one\r\ntwo") is (text == "one\ntwo")
        note.action_undo()
        assert note.text == "one\ntwo"


async def test_without_a_terminal_of_its_own_the_app_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "vi")
    app = FormApp()
    async with app.run_test():
        with pytest.raises(HabitosError, match="needs a terminal"):
            app.query_one("#note", Lines).action_open_editor()


async def test_a_paste_keeps_its_lines_where_there_are_lines() -> None:
    app = FormApp()
    async with app.run_test() as pilot:
        note = app.query_one("#note", Lines)
        note.focus()
        await pilot.pause()
        app.post_message(events.Paste("\nth\x1bree\r\nfour"))
        await pilot.pause()
        assert note.answer == "one\ntwo\nthree\nfour"


@pytest.mark.parametrize(
    ("issues", "focused"),
    [
        ([("note", "is bad"), ("max", "is bad")], "most"),
        ([("elsewhere", "is bad"), ("note", "is bad")], "note"),
        ([("name", "is bad")], "name"),
    ],
)
async def test_the_first_bad_field_of_the_form_is_ready_to_be_typed_over(
    issues: list[tuple[str, str]], focused: str
) -> None:
    app = FormApp()
    async with app.run_test() as pilot:
        focus_issue(app.query(FormRow), issues)
        await pilot.pause()
        assert app.focused is not None
        assert app.focused.id == focused


async def test_the_bad_field_that_has_the_focus_already_is_typed_over() -> None:
    app = FormApp()
    async with app.run_test() as pilot:
        await pilot.press("right", "x")
        focus_issue(app.query(FormRow), [("min", "must be a number")])
        await pilot.press("7")
        assert field(app, "least").value == "7"


class ChoiceApp(App[None]):
    BINDINGS: ClassVar = [("m", "bell", "Taken")]

    def compose(self) -> ComposeResult:
        days = ("Monday", "Tuesday", "Wednesday", "Thursday")
        yield Choice([(Content(day), day) for day in days], value="Monday", id="day")
        yield Field("x", id="after")


async def test_a_choice_opens_at_what_is_typed() -> None:
    app = ChoiceApp()
    async with app.run_test() as pilot:
        await pilot.press("t", "h", "enter")
        assert app.query_one(Choice).chosen == "Thursday"
        await pilot.press("enter", "home", "enter")
        assert app.query_one(Choice).chosen == "Monday"
        await pilot.press("space", "end", "escape")
        assert app.query_one(Choice).chosen == "Monday"


async def test_a_choice_leaves_keys_to_the_commands_of_the_screen() -> None:
    app = ChoiceApp()
    async with app.run_test() as pilot:
        await pilot.press("m", "down", "up")
        assert not app.query_one(Choice).expanded


async def test_a_choice_whose_parts_are_gone_keeps_another_value() -> None:
    """As when the app is left while a form opens."""
    app = ChoiceApp()
    async with app.run_test():
        choice = app.query_one(Choice)
        await choice.query_one(SelectCurrent).remove_children()
        choice.value = "Thursday"
        assert choice.chosen == "Thursday"
        await choice.remove_children()
        choice.value = "Monday"
        assert choice.chosen == "Monday"
