"""No name, however hostile, kills a widget, acts as markup or sends a control character to the screen."""

from typing import ClassVar
from unicodedata import category

import pytest
from textual.app import App, ComposeResult
from textual.content import Content
from textual.widgets import (
    Button,
    Checkbox,
    Collapsible,
    Label,
    ListItem,
    ListView,
    OptionList,
    RadioButton,
    RadioSet,
    Select,
    SelectionList,
    Static,
    TabbedContent,
    TabPane,
)
from textual.widgets.option_list import Option
from textual.widgets.selection_list import Selection

from habitos_tui.ui.kit.safe_text import announce, fit, key_hints, safe, safe_lines
from tests.support.hostile import CLICK_BAIT, FAMILY, HOSTILE_NAMES

AT_ONCE = 6
"""So many names in one gallery: Textual gives an app half a minute to come up, and a slow machine needs most of it."""


class Gallery(App[None]):
    """Every kind of place that the app puts a name, each given all of them."""

    CSS = "* { height: auto; max-height: 999; } Select { height: 3; } Button { height: 3; }"
    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS: ClassVar[str | None] = None

    def __init__(self, *names: str) -> None:
        super().__init__()
        self.names = names

    def compose(self) -> ComposeResult:
        for name in self.names:
            yield Static(safe_lines(name))
            yield Label(safe(name, "bold"))
            yield Button(safe(name))
            yield Checkbox(safe(name))
            yield Collapsible(title=safe(name))  # type: ignore[arg-type]  # declared str, converts Content as well
            yield Select([(safe(name), 1)], value=1)
        with TabbedContent():
            for name in self.names:
                yield TabPane(safe(name))
        yield RadioSet(*(RadioButton(safe(name)) for name in self.names))
        yield OptionList(*(Option(safe(name)) for name in self.names))
        yield SelectionList[int](*(Selection(safe(name), number) for number, name in enumerate(self.names)))
        yield ListView(*(ListItem(Label(safe(name))) for name in self.names))

    def on_mount(self) -> None:
        for name, framed in zip(self.names, self.query(Button), strict=True):
            framed.border_title = framed.border_subtitle = safe(name)
            framed.tooltip = safe(name)
            announce(self, name, title=name)


async def shown_by(*names: str) -> str:
    app = Gallery(*names)
    async with app.run_test(size=(60, 25 * len(names) + 20), notifications=True) as pilot:
        await pilot.pause()
        strips = app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in strips)


@pytest.mark.parametrize("first", range(0, len(HOSTILE_NAMES), AT_ONCE))
async def test_no_hostile_name_kills_a_widget_or_reaches_the_screen_raw(first: int) -> None:
    screen = await shown_by(*HOSTILE_NAMES[first : first + AT_ONCE])
    assert {char for char in screen if category(char) in {"Cc", "Cs", "Co"}} == {"\n"}


async def test_a_hostile_name_is_shown_wherever_a_name_is() -> None:
    (name,) = (name for name in HOSTILE_NAMES if "DROP TABLE" in name)
    screen = await shown_by(name)
    assert screen.count("DROP TABLE") >= 12


async def test_markup_is_shown_and_not_obeyed() -> None:
    screen = await shown_by("[b]bold[/b]")
    assert screen.count("[b]bold[/b]") >= 12


def test_a_link_in_a_name_is_only_text() -> None:
    assert safe(CLICK_BAIT) == Content(CLICK_BAIT)
    assert safe(CLICK_BAIT).spans == []


def test_a_note_keeps_its_lines() -> None:
    assert safe_lines("one\x07\r\ntwo").plain == "one\ntwo"
    assert safe("one\ntwo").plain == "one two"


def test_a_style_covers_the_whole_text() -> None:
    assert [(span.start, span.end, span.style) for span in safe("name", "bold").spans] == [(0, 4, "bold")]


def test_wide_letters_are_cut_by_cells() -> None:
    assert fit("漢字漢字", 5) == "漢字…"
    assert fit("漢字漢字", 6) == "漢字… "
    assert fit(f"{FAMILY} family", 5) == f"{FAMILY} f…"


def test_keys_stand_apart_from_each_other_and_out_of_what_they_do() -> None:
    hints = key_hints(("y", "accepts it"), ("enter", "shows it"))
    assert hints.plain == "y accepts it   enter shows it"
    assert [hints.plain[span.start : span.end] for span in hints.spans] == ["y", "enter"]
