"""Draws every screen as an SVG and writes the key table of the README, from the app itself.

`python screenshots/make.py` writes them; with `--check` it writes nothing, names what is out of date and exits with 1.
The demo week stands still on a Thursday afternoon. The sessions of its plan come from `demo-plan.json` beside this
file; what is said of them there, figures and sentences, is worked out anew.
"""

import asyncio
import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from typing import Final
from unittest.mock import patch

from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import format_key

from habitos_tui.bootstrap import DataDirectory, open_data_directory
from habitos_tui.clock import FixedClock
from habitos_tui.domain.model.plan import Plan
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.planner.reasons import unplaced
from habitos_tui.planner.verification.verify import verify
from habitos_tui.planner.why import explain
from habitos_tui.planner.why.swaps import with_swaps
from habitos_tui.planner.why.with_and_without import PLANS
from habitos_tui.services.demo.profile import build_demo, demo_problem, live_demo_week
from habitos_tui.services.demo.year import live_demo_year
from habitos_tui.ui.app.app import HabitosApp
from habitos_tui.ui.app.features import LOADERS, known_commands
from habitos_tui.ui.behaviors.form import BehaviorForm
from habitos_tui.ui.insights.list_panes import ChancesPane, SuggestionsPane
from habitos_tui.ui.insights.screen import InsightsScreen
from habitos_tui.ui.kit import suggestion_check
from habitos_tui.ui.kit.command import Command
from habitos_tui.ui.kit.commands import MODES
from habitos_tui.ui.kit.dialogs.form import FormDialog
from habitos_tui.ui.kit.dialogs.quick import QuickDialog
from habitos_tui.ui.kit.line_list import LineList
from habitos_tui.ui.kit.screen import HabitosScreen
from habitos_tui.ui.review.screen import ReviewScreen
from habitos_tui.ui.rules.screen import PANES
from habitos_tui.ui.week.commands import DRAFT_COMMANDS, GRID_COMMANDS

HERE: Final = Path(__file__).parent
README: Final = HERE.parent / "README.md"
BEGIN, END = "<!-- keys:begin -->\n", "<!-- keys:end -->"
PLAN: Final = HERE / "demo-plan.json"
THURSDAY: Final = datetime(2026, 11, 26, 15, 20, tzinfo=UTC)
SMALL, LARGE = (80, 24), (120, 40)


@dataclass(frozen=True, slots=True)
class Picture:
    """A screen to draw: its name, the keys that lead there from the first screen, and whether somebody is logged in."""

    name: str
    keys: Sequence[str] = ()
    first_run: bool = False


PICTURES: Final = (
    Picture("welcome", first_run=True),
    Picture("welcome-objectives", ("A", "d", "a", "ctrl+s"), first_run=True),
    Picture("welcome-behaviors", ("A", "d", "a", "ctrl+s", "ctrl+s"), first_run=True),
    Picture("welcome-busy", ("A", "d", "a", "ctrl+s", "ctrl+s", "ctrl+s"), first_run=True),
    Picture("today"),
    Picture("week", ("2", "tab")),
    Picture("session", ("2", "tab", "enter")),
    Picture("move", ("2", "tab", "m", "right")),
    Picture("behaviors", ("3",)),
    Picture("behavior-form", ("3", "e")),
    Picture("rules", ("4",)),
    Picture("solve", ("5",)),
    Picture("result", ("5", "h", "enter")),
    Picture("log", ("6",)),
    Picture("insights", ("7",)),
    Picture("insights-days", ("7", "D")),
    Picture("insights-year", ("7", "Y")),
    Picture("review", ("W",)),
    Picture("settings", (",",)),
    Picture("guide", ("f1",)),
)


def demo_household(folder: Path) -> DataDirectory:
    """Return a household whose only person is in the middle of the demo week, after a year of others."""
    household = open_data_directory(folder, create=True, clock=FixedClock(THURSDAY), cost=4, env={})
    profile = build_demo(household.database, household.clock)
    plan = retold(demo_problem(household.database, profile, household.clock))
    live_demo_week(household.database, profile, household.clock, plan)
    live_demo_year(household.database, profile, household.clock)
    return household


def plan_of(household: DataDirectory) -> Plan:
    """Return the plan that the demo week has."""
    planning = household.open_workspace(household.accounts.profiles()[0]).planning
    return planning.run(planning.runs(week=planning.this_week())[0].id).plan


def retold(problem: Problem) -> Plan:
    """Return the plan of the demo week with what the planner says of its sessions today."""
    plan = Plan.model_validate_json(PLAN.read_bytes())
    verification = verify(problem, plan.sessions)
    missing = with_swaps(problem, plan.sessions, unplaced(problem, plan.sessions, verification), Event())
    figures = {"objectives": verification.objectives, "days": verification.days, "unplaced": missing}
    return plan.model_copy(update={"objective": verification.objective, **figures})


def answer_alike_everywhere() -> None:
    """Let no answer depend on how fast the machine is, and suggestions be tried out on weeks planned less well."""
    PLANS.options = SolveOptions(gap=0.01, time_limit=None, max_work=3000)
    patch.multiple(explain, CPU_SECONDS=60.0, NARROW_SECONDS=0.0).start()
    patch.multiple(suggestion_check, REST_SECONDS=0.001).start()


async def draw(household: DataDirectory, picture: Picture, size: tuple[int, int]) -> str:
    """Return the SVG of one screen."""
    person = None if picture.first_run else household.accounts.profiles()[0]
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


def pictures() -> Iterator[tuple[Path, str]]:
    """Yield the file and the content of the demo's plan and of every picture."""
    with TemporaryDirectory() as lived, TemporaryDirectory() as empty:
        demo = demo_household(Path(lived))
        yield PLAN, plan_of(demo).model_dump_json(indent=1) + "\n"
        nobody = open_data_directory(Path(empty), create=True, clock=FixedClock(THURSDAY), cost=4, env={})
        for picture in PICTURES:
            for size in (SMALL, LARGE):
                svg = asyncio.run(draw(nobody if picture.first_run else demo, picture, size))
                yield HERE / f"{picture.name}-{size[0]}x{size[1]}.svg", svg


def key_table() -> str:
    """Return the keys as Markdown: what works everywhere, then the commands of each screen."""
    numbers = " ".join(f"`{mode.key}` {mode.title}" for mode in MODES)
    everywhere = [*known_in(HabitosApp), *known_in(HabitosScreen)]
    lines = ["| Where | Keys |", "|---|---|", f"| Everywhere | {numbers}, {listed(dict.fromkeys(everywhere))} |"]
    lines.append(f"| Lists | {listed(known_in(LineList))} |")
    lines.append(f"| Forms | {listed((*known_in(FormDialog), *known_in(BehaviorForm)))} |")
    lines.append(f"| A line of words | {listed(known_in(QuickDialog))} |")
    lines += [f"| {mode.title} | {listed(own)} |" for mode in MODES if (own := commands_of(mode.id))]
    lines.append(f"| Insights: suggestions | {listed(known_in(SuggestionsPane))} |")
    lines.append(f"| Insights: chances | {listed(known_in(ChancesPane))} |")
    lines += [f"| Rules: {pane.INFO.title.lower()} | {listed(known_in(pane))} |" for pane in PANES]
    lines.append(f"| Week grid | {listed(GRID_COMMANDS)} |")
    lines.append(f"| Session in hand | {listed(DRAFT_COMMANDS)} |")
    return "\n".join([*lines, ""])


def commands_of(mode: str) -> list[Command]:
    """Return the commands of a screen beside those of every screen, in the order of its bindings."""
    kinds = type(LOADERS[mode]()).__mro__
    own = [kind for kind in kinds if "BINDINGS" in vars(kind) and kind not in HabitosScreen.__mro__]
    return [command for kind in own for command in known_in(kind)]


def known_in(widget: type[DOMNode]) -> list[Command]:
    """Return the commands that a class binds itself, in their order."""
    known = known_commands()
    ids = [binding.id or "" for binding in widget.BINDINGS if isinstance(binding, Binding)]
    return [known[i] for i in ids if i in known and known[i].guide]


def listed(commands: Iterable[Command]) -> str:
    """Return keys with what they do, for people."""
    return ", ".join(f"`{key_of(command)}` {command.label.lower()}" for command in commands)


def key_of(command: Command) -> str:
    """Return the keys as they are written on the keyboard."""
    return " ".join(format_key(key) for key in command.key.split(","))


def products() -> Iterator[tuple[Path, str]]:
    """Yield every file this script is responsible for, with what it should hold."""
    readme = README.read_text(encoding="utf-8")
    before, _, rest = readme.partition(BEGIN)
    yield README, before + BEGIN + key_table() + END + rest.partition(END)[2]
    yield from pictures()


def main(arguments: Sequence[str]) -> int:
    """Write what is out of date, or only say so with --check; return the exit status."""
    os.environ["TZ"] = "UTC"
    time.tzset()
    answer_alike_everywhere()
    stale = [(path, text) for path, text in products() if not path.exists() or path.read_text(encoding="utf-8") != text]
    check = "--check" in arguments
    for path, text in stale:
        print(f"{path.name} is out of date: make screenshots" if check else f"wrote {path.name}")
        if not check:
            path.write_text(text, encoding="utf-8")
    return int(check and bool(stale))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
