"""Draws every screen as an SVG, a recording of several, and writes the key table of the README, from the app itself.

`python screenshots/make.py` writes them; with `--check` it writes nothing, names what is out of date and exits with 1.
The picture of the app in a browser is taken where there is a Chromium.
The demo week stands still on a Thursday afternoon. The sessions of its plans come from `demo-plan.json` and
`demo-replan.json` beside this file; what is said of them there, figures and sentences, is worked out anew.
"""

import asyncio
import os
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from unittest.mock import patch

import browser
import pytest
from households import PLAN, REPLAN, another_demo, households, plan_of, written
from key_table import key_table
from recording import recording
from tour import frames

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.planner.why import explain
from habitos_tui.planner.why.with_and_without import PLANS
from habitos_tui.ui.app import presence, ticker
from habitos_tui.ui.app.app import HabitosApp
from habitos_tui.ui.insights.screen import InsightsScreen
from habitos_tui.ui.kit import suggestion_check
from habitos_tui.ui.kit.at_rest import AtRest
from habitos_tui.ui.review.screen import ReviewScreen
from tests.support.quiescence import install as wait_exactly

HERE: Final = Path(__file__).parent
README: Final = HERE.parent / "README.md"
GALLERY: Final = HERE.parent / "docs" / "pictures.md"
BEGIN, END = "<!-- keys:begin -->\n", "<!-- keys:end -->"
SMALL, LARGE = (80, 24), (120, 40)
NEVER: Final = 1_000_000
"""Seconds after which nothing happens any more that a picture could show."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A screen to draw: its name, what it shows, the keys that lead there from the first screen, and whose it is."""

    name: str
    shows: str
    keys: Sequence[str] = ()
    whose: str = "demo"


PICTURES: Final = (
    Picture("today", "Today: what is planned, done and rated", ("space", "4"), "ticked"),
    Picture("week", "The week, with busy time, what is done and what is ahead", ("2", "tab")),
    Picture("session", "A session: its worth, its chance, and why it lies there", ("2", "tab", "enter")),
    Picture("move", "Moving a session by hand, with what that costs", ("2", "tab", "m", "right")),
    Picture("behaviors", "What you want to do, and what each means", ("3",)),
    Picture("behavior-form", "The form of a behavior, explained as you type", ("3", "e")),
    Picture("rules", "Rules, as sentences", ("4",)),
    Picture("solve", "Before planning: the options, and what the plan of now reaches", ("5",)),
    Picture("result", "A new plan after the evening was taken: what changes", ("5", "H", "enter"), "replanned"),
    Picture("conflict", "A week that cannot be: what clashes, and ways out", ("5", "H", "enter"), "impossible"),
    Picture("log", "The log", ("6",)),
    Picture("insights", "Insights: the chart of charts and what the log suggests", ("7",)),
    Picture("insights-days", "What gets done on which weekday and when", ("7", "D")),
    Picture("insights-year", "A year at a glance", ("7", "Y")),
    Picture("review", "The review of a week", ("W",)),
    Picture("settings", "Settings", (",",)),
    Picture("guide", "The guide", ("f1",)),
    Picture("welcome", "The first start", (), "empty"),
    Picture("welcome-objectives", "The first start: what matters", ("A", "d", "a", "ctrl+s"), "empty"),
    Picture("welcome-behaviors", "The first start: what to do", ("A", "d", "a", "ctrl+s", "ctrl+s"), "empty"),
    Picture("welcome-busy", "The first start: work and sleep", ("A", "d", "a", "ctrl+s", "ctrl+s", "ctrl+s"), "empty"),
)


def draw_alike_everywhere() -> None:
    """Let nothing depend on how busy the machine is, and suggestions be tried on weeks planned less well."""
    PLANS.options = SolveOptions(gap=0.01, time_limit=None, max_work=3000)
    patch.multiple(explain, CPU_SECONDS=60.0, NARROW_SECONDS=0.0).start()
    patch.multiple(suggestion_check, REST_SECONDS=0.001).start()
    patch.multiple(AtRest, seconds=0.0).start()
    patch.multiple(presence, NOTE_AFTER_SECONDS=NEVER).start()
    patch.multiple(ticker, TICK_SECONDS=NEVER).start()
    wait_exactly(pytest.MonkeyPatch())


async def draw(household: DataDirectory, picture: Picture, size: tuple[int, int]) -> str:
    """Return the SVG of one screen."""
    person = next(iter(household.accounts.profiles()), None)
    app = HabitosApp(household, auto_login=person, remote=True, few_colors=False)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for key in picture.keys:
            await pilot.press(key)
            await pilot.pause()
            while isinstance(app.screen, InsightsScreen | ReviewScreen) and app.screen.check.goes_on:
                await pilot.pause(0.02)
        await app.workers.wait_for_complete()
        await pilot.pause()
        return app.export_screenshot(title="habitos-tui")


def drawn() -> Iterator[tuple[Path, str]]:
    """Yield the file and the content of the plans, of every picture, and of the recording."""
    with households() as known:
        yield PLAN, written(plan_of(known.demo))
        yield REPLAN, written(plan_of(known.replanned))
        for picture in PICTURES:
            for size in (SMALL, LARGE):
                svg = asyncio.run(draw(getattr(known, picture.whose), picture, size))
                yield HERE / f"{picture.name}-{size[0]}x{size[1]}.svg", svg
    with another_demo() as household:
        yield HERE / "tour.svg", recording(asyncio.run(frames(household)), "habitos-tui")


def gallery() -> str:
    """Return the page of all pictures as Markdown."""
    lines = [
        "# Pictures",
        "",
        "Every screen, drawn from the app itself: in a large terminal, and over a line at 80x24.",
        "",
    ]
    lines += ["![A recording of an afternoon](../screenshots/tour.svg)", ""]
    for picture in PICTURES:
        small, large = (f"../screenshots/{picture.name}-{w}x{h}.svg" for w, h in (SMALL, LARGE))
        lines += [f"## {picture.shows}", "", f"![{picture.shows}]({large})", "", f"![The same at 80x24]({small})", ""]
    return "\n".join(lines)


def products() -> Iterator[tuple[Path, str]]:
    """Yield every file this script is responsible for, with what it should hold."""
    readme = README.read_text(encoding="utf-8")
    before, _, rest = readme.partition(BEGIN)
    yield README, before + BEGIN + key_table() + END + rest.partition(END)[2]
    yield GALLERY, gallery()
    yield from drawn()


def main(arguments: Sequence[str]) -> int:
    """Write what is out of date, or only say so with --check; return the exit status."""
    os.environ["TZ"] = "UTC"
    time.tzset()
    draw_alike_everywhere()
    stale = [(path, text) for path, text in products() if not path.exists() or path.read_text(encoding="utf-8") != text]
    check = "--check" in arguments
    for path, text in stale:
        print(f"{path.name} is out of date: make screenshots" if check else f"wrote {path.name}")
        if not check:
            path.write_text(text, encoding="utf-8")
    taken_before = browser.is_out_of_date()
    if taken_before:
        print(f"{browser.PICTURE.name} is out of date: make screenshots" if check else f"wrote {browser.PICTURE.name}")
    if taken_before and not check:
        with households() as known:
            browser.take(known.ticked)
    return int(check and (bool(stale) or taken_before))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
