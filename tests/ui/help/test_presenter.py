"""The guide: every command is in it, and it can be searched."""

import re
from importlib.resources import files

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.ui.app.features import known_commands
from habitos_tui.ui.help.presenter import (
    WIDEST,
    GuideSection,
    parsed,
    section_lines,
    section_of,
    sections,
    sections_with,
)
from habitos_tui.ui.help.screen import GuideScreen
from habitos_tui.ui.kit.at_rest import AtRest
from habitos_tui.ui.kit.command import Command
from habitos_tui.ui.kit.commands import MODES
from tests.support.household import add_alice
from tests.support.ui import go, make_app, press, settle, shown


def named(command: Command) -> str:
    return command.key


def test_every_screen_has_its_section() -> None:
    assert {mode.id for mode in MODES} <= {section.mode for section in sections()}
    assert sections()[section_of("week")].title == "Week"
    assert section_of("nowhere") == section_of("") == 0


def test_areas_of_commands_exist_and_those_of_screens_are_told() -> None:
    known = {command.area for command in known_commands().values()}
    told = {area for section in sections() for area in section.areas}
    assert {mode.id for mode in MODES} & known <= told <= known


def test_no_line_is_wider_than_the_page_and_the_keys_are_the_present_ones() -> None:
    commands = tuple(known_commands().values())
    for width in (30, 48, 160):
        for section in sections():
            for line in section_lines(section, commands, named, width):
                assert line.cell_length <= min(width, WIDEST)
    week = sections()[section_of("week")]
    text = "\n".join(str(line) for line in section_lines(week, commands, lambda _: "F13", 60))
    assert "F13" in text


def test_the_keys_of_a_screen_come_before_those_it_shares() -> None:
    commands = tuple(known_commands().values())
    for section in sections():
        lines = [line.plain for line in section_lines(section, commands, lambda command: command.area, WIDEST)]
        keys = lines[lines.index("Keys") + 1 :] if "Keys" in lines else []
        areas = [line.split()[0] for line in keys if not line.startswith(" ")]
        assert list(dict.fromkeys(areas)) == list(section.areas)
        assert areas == sorted(areas, key=section.areas.index)


def test_words_are_looked_for_in_titles_and_text() -> None:
    assert [section.title for section in sections_with("bound GAP solver")] == ["The model"]
    assert sections_with("") == sections()
    assert sections_with("xyzzy") == ()


def test_headings_comments_and_blocks_make_a_section() -> None:
    text = """# Title

Not shown.

## Week

<!-- screen: week; keys: week grid -->

Seven days
by time: [ goes back.

1. One
   thing.

## Nowhere

Words.
"""
    assert tuple(parsed(text)) == (
        GuideSection("Week", ("Seven days by time: [ goes back.", "1. One thing."), ("week", "grid"), "week"),
        GuideSection("Nowhere", ("Words.",)),
    )


@pytest.mark.parametrize("comment", ["screens: week", "keys:", "week"])
def test_a_comment_that_means_nothing_is_refused(comment: str) -> None:
    with pytest.raises(ValueError, match="can say screen, keys and found"):
        list(parsed(f"## Week\n\n<!-- {comment} -->\n"))


def test_the_guide_is_shown_as_it_reads_in_markdown() -> None:
    """No mark-up that the app would show as it stands, no word of the file that it would leave out."""
    text = files("habitos_tui.ui.help").joinpath("guide.md").read_text(encoding="utf-8")
    shown_words = " ".join(" ".join((section.title, *section.paragraphs)) for section in sections())
    assert not re.search(r"[*_`]|\]\(|<!--", shown_words)
    begin = text.index("\n## ")
    assert re.sub(r"## |<!-- .+ -->", "", text[begin:]).split() == shown_words.split()


async def test_the_guide_opens_at_the_screen_and_is_searched(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "2")
        await pilot.press("f1")
        await settle(pilot)
        assert isinstance(app.screen, GuideScreen)
        assert "Seven days by time" in " ".join(shown(app.screen).split())
        await pilot.press("slash", *"housemates", "enter")
        await settle(pilot)
        assert "keeps housemates out" in " ".join(shown(app.screen).replace("│", " ").split())
        await pilot.press("enter", "end")
        await settle(pilot)
        assert app.focused is app.screen.page
        await pilot.press("escape", "escape")
        await settle(pilot)
        assert app.current_mode == "week"
        assert type(app.screen).__name__ == "WeekScreen"


async def test_the_text_follows_once_the_cursor_rests_or_at_once_to_be_read(
    household: DataDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test() as pilot:
        await go(pilot, "f1")
        guide = app.screen
        assert isinstance(guide, GuideScreen)
        first = guide.page.section
        monkeypatch.setattr(AtRest, "seconds", 60.0)
        await press(pilot, "down")
        assert guide.page.section is first
        await press(pilot, "enter")
        assert first is not None
        assert guide.page.section is not None
        assert guide.page.section.title == guide.contents.cursor != first.title
