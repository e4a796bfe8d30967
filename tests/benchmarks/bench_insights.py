"""How quickly insights come from ten years of 30 behaviors: 100,000 completions, and a million."""

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, Final

from habitos_tui.bootstrap import DataDirectory, open_data_directory
from habitos_tui.domain.insight.evidence import Span
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.objective import OPTIONAL_OBJECTIVES, STARTING_OBJECTIVES, Objective
from habitos_tui.domain.model.profile import Profile
from habitos_tui.domain.model.week import DEFAULT_SLOTS
from habitos_tui.domain.model.wishes import Version, Wish
from habitos_tui.services.demo.catalogue import CATALOGUE
from habitos_tui.services.insight_reader import InsightReader
from habitos_tui.services.insights import Insights
from habitos_tui.services.learning import chances_of
from habitos_tui.services.store import Store
from habitos_tui.storage.triggers import stop_watching, watch
from tests.benchmarks.bench_app import settle
from tests.benchmarks.bench_log import pressed
from tests.support.cli import command, environment
from tests.support.pty import Terminal

TITLE = "Insights of ten years"
BEHAVIORS: Final = 30
DAYS: Final = 3653
ROUNDS: Final = 5
SIZES: Final = ((100_000, 100, 250, 600, 50), (1_000_000, 1000, 1000, 1600, 1000))
"""Completions; milliseconds at most for one insight, all of them, `stats --json` in a fresh process, and chances."""


def run() -> None:
    """Print the medians of each insight over the last 53 weeks, what people look at, against the targets.

    Over all ten years, which has to be asked for, the work is ten times as much; that is printed beside it.
    """
    for completions, one, everything, command_line, chances in SIZES:
        with TemporaryDirectory() as folder:
            household = open_data_directory(Path(folder), create=True)
            profile = household.accounts.create("ten years", None)
            fill(household, profile, completions)
            print(f"  {completions:,} completions, {household.database.path.stat().st_size / 1e6:.0f} MB")
            insights = household.open_workspace(profile).insights
            store = Store.of(household.database, profile, household.clock)
            spans = (insights.span(), insights.span(first(household)))
            for name, ask in asked(insights, store):
                figures = [measured(ask, span) for span in spans]
                show(name, figures, everything if name == "everything" else one)
            show("chances", [measured(partial(chances_up_to, store), spans[0])], chances)
            show("stats --json", [measured(partial(from_a_shell, folder), spans[0])], command_line)
            for size in ((80, 24), (200, 50)):
                for changed in (True, False):
                    name = f"screen {size[0]}x{size[1]}{'' if changed else ', again'}"
                    show(name, [on_screen(folder, size, changed=changed)], everything)


def chances_up_to(store: Store, span: Span) -> object:
    """Return what the problem of a week takes from the log."""
    return chances_of(store, span.last)


def asked(insights: Insights, store: Store) -> Iterator[tuple[str, Callable[[Span], object]]]:
    """Yield every insight with how to ask for it."""
    yield "streaks (ever)", lambda _: insights.streaks()
    for read in (
        InsightReader.strengths,
        InsightReader.rates,
        InsightReader.standings,
        InsightReader.year,
        InsightReader.ratings,
        InsightReader.lengths,
        InsightReader.energy,
        InsightReader.efforts,
        InsightReader.objectives,
        InsightReader.correlations,
    ):
        yield read.__name__, partial(read_once, store, read)
    yield "everything", insights.everything


def read_once(store: Store, read: Callable[[InsightReader], object], span: Span) -> object:
    """Return one insight, read by itself."""
    with store.database.reading():
        return read(InsightReader(store, span, None, span.last))


def measured(ask: Callable[[Span], object], span: Span) -> float:
    """Return the median of some rounds in milliseconds."""
    seconds = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        ask(span)
        seconds.append(time.perf_counter() - began)
    return 1000 * statistics.median(seconds)


def show(name: str, figures: Sequence[float], target: float) -> None:
    """Print what was measured, and whether the first figure is within the target."""
    verdict = "ok" if figures[0] <= target else "TOO SLOW"
    ever = f"; of all ten years {figures[1]:.0f} ms" if len(figures) > 1 else ""
    print(f"    {name:<14} {figures[0]:5.0f} ms, target {target} ms: {verdict}{ever}", flush=True)


def from_a_shell(folder: str, _: Span) -> None:
    """Run `stats --json` in a fresh process."""
    subprocess.run(
        command("--data-dir", folder, "stats", "--json"), env=environment(), stdout=subprocess.DEVNULL, check=True
    )


def on_screen(folder: str, size: tuple[int, int], *, changed: bool) -> float:
    """Return the median of the milliseconds that the app's own thread is busy from the key to all of the screen.

    What is suggested is tried out later, in a thread that gives way. With `changed` every round finds other data than
    the one before, as after something was logged; without, those that are on show already.
    """
    with Terminal("-m", "habitos_tui", "--data-dir", folder, size=size) as terminal:
        terminal.wait_for("Today")
        settle(terminal)
        busy = []
        for _ in range(ROUNDS + 1):
            if changed:
                os.utime(Path(folder, "habitos.db"))
            before = own_thread_of(terminal)
            pressed(terminal, b"7")
            busy.append(own_thread_of(terminal) - before)
            pressed(terminal, b"1")
        return 1000 * statistics.median(busy[1:])


def own_thread_of(terminal: Terminal) -> float:
    """Return the CPU seconds of the thread that draws and answers keys."""
    process = terminal.process.pid
    return int(Path(f"/proc/{process}/task/{process}/schedstat").read_text().split()[0]) / 1e9


def first(household: DataDirectory) -> date:
    """Return the first of the ten years."""
    return household.clock.now().date() - timedelta(days=DAYS)


Row = dict[str, Any]


def fill(household: DataDirectory, profile: Profile, completions: int) -> None:
    """Plan ten years up to yesterday, most of it done, the rest skipped or missed; nothing of it can be undone."""
    store, connections = Store.of(household.database, profile, household.clock), household.database.connections
    names = (*STARTING_OBJECTIVES, *OPTIONAL_OBJECTIVES)
    store.objectives.replace([Objective(name=name, weight=1) for name in names])
    for behavior in CATALOGUE[:BEHAVIORS]:
        store.behaviors.add(behavior)
    with connections.connection_context():
        stop_watching(connections)  # the journal would take most of the time
        with connections.atomic():
            for table, row in year_rows(profile.id.hex, CATALOGUE[:BEHAVIORS], first(household), completions):
                columns, values = ", ".join(row), ", ".join(f":{column}" for column in row)
                connections.execute_sql(f"INSERT INTO {table} ({columns}) VALUES ({values})", row)
        watch(connections)
    for years in range(1, 10):
        want_more(store, household.clock.now().date() - timedelta(weeks=52 * years), years)


def want_more(store: Store, since: date, times: int) -> None:
    """Let other targets hold from a day on, as people change their minds once a year."""
    behaviors = store.behaviors.all()
    for behavior in behaviors:
        versions = store.wishes.of_behaviors(behaviors)[behavior.id]
        wish = Wish(behavior.model_copy(update={"target_per_week": times % 5 + 1}), active=True)
        store.wishes.put_behavior(behavior.id, [*versions, Version(since, wish)])


def year_rows(profile: str, behaviors: Sequence[Behavior], begin: date, completions: int) -> Iterator[tuple[str, Row]]:
    """Yield tables and rows: as many completions, and one session in eight that is not done."""
    random, planned = Random(7), round(completions / 0.875)
    for number in range(planned):
        behavior, slot, day = (
            random.choice(behaviors),
            random.choice(DEFAULT_SLOTS),
            begin + timedelta(number * DAYS // planned),
        )
        start, fate = random.randrange(slot.start, slot.end), number % 16
        own = {"profile_id": profile, "behavior": behavior.id, "day": day.isoformat()}
        session = {**own, "id": f"{random.getrandbits(128):032x}"}
        planned_as = {"slot": slot.name, "start": start, "minutes": behavior.typical_minutes}
        yield "planned_sessions", {**session, **planned_as, "locked": 0}
        happened = {**own, "id": f"{random.getrandbits(128):032x}", "session": session["id"]}
        moment = datetime(day.year, day.month, day.day, tzinfo=UTC).isoformat(timespec="microseconds")
        if fate == 0:
            yield "absences", {**happened, "recorded_at": moment, "reason": ""}
        elif fate > 1:
            yield (
                "completions",
                {
                    **happened,
                    "done_at": moment,
                    "start": start,
                    "minutes": random.randrange(5, 90),
                    "rating": random.choice((None, 2, 3, 4, 5)),
                    "note": random.choice(("", "", "", "Felt good")),
                    "slot": slot.name,
                    "weekday": day.weekday(),
                    "planned_minutes": behavior.typical_minutes,
                    "planned_start": start,
                },
            )
