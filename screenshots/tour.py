"""What the recording shows: an afternoon with the app, key by key."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from recording import Frame
from textual.pilot import Pilot

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.ui.app.app import HabitosApp

SIZE: Final = (100, 30)


@dataclass(frozen=True, slots=True)
class Step:
    """Keys pressed one after the other as one frame; how they are written, what they do, and how long it is read."""

    keys: Sequence[str]
    shown: str
    caption: str
    seconds: float = 2.5


def _typed(text: str, caption: str) -> Iterator[Step]:
    """Yield a line being written, a word at a time."""
    for word in text.split(" "):
        yield Step([*(_key(letter) for letter in word), "space"], "", caption, 0.35)


def _key(letter: str) -> str:
    return {"/": "slash", "*": "asterisk", "-": "minus"}.get(letter, letter)


STEPS: Final = (
    Step((), "", "Thursday afternoon: what is on today", 3.5),
    Step(("space",), "space", "done just now"),
    Step(("4",), "4", "four stars"),
    Step(("2",), "2", "the week"),
    Step(("tab",), "tab", "to the next session"),
    Step(("m", "right"), "m →", "take it to tomorrow: what is in the way is said at once", 3.5),
    Step(("escape",), "esc", "leave it where it was"),
    Step(("3",), "3", "what you want to do"),
    Step(("n",), "n", "something new, in one line", 1.5),
    *_typed("piano 3x week 30m evenings every other day", "as you would say it"),
    Step((), "", "what was understood, before it is saved", 3.5),
    Step(("enter",), "⏎", "saved", 2),
    Step(("5", "H", "enter"), "5", "a better week, with proof", 5),
    Step(("y",), "y", "accepted", 3),
    Step(("7",), "7", "and what a year of it looks like", 5),
)


async def frames(household: DataDirectory) -> list[Frame]:
    """Return the recording, taken in a household that it changes."""
    app = HabitosApp(household, auto_login=household.accounts.profiles()[0], remote=True, few_colors=False)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        return [await _frame(pilot, step) for step in STEPS]


async def _frame(pilot: Pilot[int], step: Step) -> Frame:
    for key in step.keys:
        await pilot.press(key)
        await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    return Frame(pilot.app.export_screenshot(title="habitos-tui"), step.shown, step.caption, step.seconds)
