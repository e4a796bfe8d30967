"""A data directory of its own for every test, a clock that stands still, and cheap passwords."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from habitos_tui import bootstrap
from habitos_tui.clock import FixedClock
from tests.support.cli import Answer, invoke

Habitos = Callable[..., Answer]
"""Runs a command on the data directory of the test."""

RUN: dict[str, Any] = {
    "name": "Run",
    "category": "health",
    "min_minutes": 20,
    "typical_minutes": 30,
    "max_minutes": 60,
    "energy_cost": 4,
    "impacts": {"health": 0.9},
    "preferred_slots": ["evening"],
    "target_per_week": 3,
    "max_per_week": 3,
}
READ: dict[str, Any] = {
    "name": "Read a book",
    "min_minutes": 15,
    "typical_minutes": 30,
    "max_minutes": 45,
    "impacts": {"learning": 0.5},
    "preferred_slots": ["night"],
    "target_per_week": 7,
}

TEAM = """\
BEGIN:VCALENDAR
VERSION:2.0
X-WR-CALNAME:Work
BEGIN:VEVENT
UID:sam
SUMMARY:Sam
DTSTART:20261125T090000
DURATION:PT1H
END:VEVENT
END:VCALENDAR
"""

FILES: dict[str, object] = {
    "run.json": {**RUN, "name": "Run in the woods"},
    "rule.json": {"type": "frequency", "period": "week", "max_sessions": 20},
    "changes.json": {"name": "Another name"},
    "week.json": {
        "format": "habitos-problem/1",
        "week_start": "2026-11-23",
        "objectives": {"learning": 1},
        "behaviors": [{**READ, "id": "guitar", "name": "Guitar", "preferred_slots": ["evening"]}],
    },
    "behavior.json": {**READ, "name": "Read a newspaper"},
    "plan.json": {"format": "habitos-plan/1", "sessions": []},
    "habits.csv": "HabitName,CalendarDate,Value\nYoga,11/20/2026,1\nYoga,11/21/2026,1\n",
    "completions.csv": "day,behavior,minutes\n2026-11-20,run,30\n",
    **dict.fromkeys(("team.ics", "invitation.ics", "calendars/team.ics"), TEAM),
    **dict.fromkeys(("secret.txt", "old", "new"), "secret"),
}


NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)
"""Nine in the morning, on a Monday."""


def at_nine(data: Path, patch: pytest.MonkeyPatch, clock: FixedClock | None = None) -> Habitos:
    """Return what runs a command on `data`, by a clock that stands at nine unless another is given.

    No backups are made by themselves.
    """
    patch.setattr(bootstrap.DataDirectory, "back_up_today", lambda directory, *, renew: None)
    opened = partial(bootstrap.open_data_directory, clock=clock or FixedClock(NINE), cost=4)
    patch.setattr(bootstrap, "open_data_directory", opened)
    return partial(invoke, env={"HABITOS_DATA_DIR": str(data)})


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NINE)


@pytest.fixture
def habitos(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: FixedClock) -> Habitos:
    return at_nine(tmp_path / "data", monkeypatch, clock)


@pytest.fixture(scope="session")
def home_of_alice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of one profile, without a password and without behaviors."""
    data = tmp_path_factory.mktemp("alice") / "data"
    with pytest.MonkeyPatch.context() as patch:
        assert at_nine(data, patch)("profile", "create", "alice").code == 0
    return data


@pytest.fixture(scope="session")
def home_with_habits(home_of_alice: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with two behaviors."""
    data = copytree(home_of_alice, tmp_path_factory.mktemp("habits") / "data")
    with pytest.MonkeyPatch.context() as patch:
        for behavior in (RUN, READ):
            assert at_nine(data, patch)("behaviors", "add", "-", stdin=json.dumps(behavior)).code == 0
    return data


@pytest.fixture(scope="session")
def home_with_a_plan(home_with_habits: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with an accepted plan for this week."""
    data = copytree(home_with_habits, tmp_path_factory.mktemp("planned") / "data")
    with pytest.MonkeyPatch.context() as patch:
        assert at_nine(data, patch)("plan").code == 0
    return data


@pytest.fixture
def alice(habitos: Habitos, home_of_alice: Path, tmp_path: Path) -> Habitos:
    """A copy of `home_of_alice`."""
    copytree(home_of_alice, tmp_path / "data")
    return habitos


@pytest.fixture
def ready(habitos: Habitos, home_with_habits: Path, tmp_path: Path) -> Habitos:
    """A copy of `home_with_habits`, of somebody who has not planned yet."""
    copytree(home_with_habits, tmp_path / "data")
    return habitos


@pytest.fixture
def planned(habitos: Habitos, home_with_a_plan: Path, tmp_path: Path) -> Habitos:
    """A copy of `home_with_a_plan`."""
    copytree(home_with_a_plan, tmp_path / "data")
    return habitos


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of somebody who has what the examples speak of."""
    data = tmp_path_factory.mktemp("furnished") / "data"
    habitos = partial(invoke, env={"HABITOS_DATA_DIR": str(data)})
    habitos("profile", "create", "alice")
    for name in ("Run", "Read a book", "Strength training", "Meditation", "Journal"):
        counted = {"unit": "pages", "amount": 20} if name == "Read a book" else {}
        own = {**READ, **counted, "name": name, "tags": ["errands", "outdoors"]}
        habitos("behaviors", "add", "-", stdin=json.dumps(own))
    for name in ("A report", "The dentist"):
        habitos("tasks", "add", name, "--due", "2026-12-24")
    budget = {"id": "r1", "type": "time_budget", "period": "day", "max_minutes": 90}
    habitos("rules", "add", "-", stdin=json.dumps(budget))
    habitos("busy", "add", "mon-fri", "09:00", "17:00")
    return data


@pytest.fixture
def at_home(furnished: Path, habitos: Habitos, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Habitos:
    copytree(furnished, tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    for name, content in FILES.items():
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(content if isinstance(content, str) else json.dumps(content))
    return habitos
