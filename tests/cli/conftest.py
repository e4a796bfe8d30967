"""A data directory of its own for every test, a clock that stands still, and cheap passwords."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
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


NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)
"""Nine in the morning, on a Monday."""


def at_nine(data: Path, patch: pytest.MonkeyPatch, clock: FixedClock | None = None) -> Habitos:
    """Return what runs a command on `data`, by a clock that stands at nine unless another is given."""
    opened = partial(bootstrap.open_data_directory, clock=clock or FixedClock(NINE), cost=4)
    patch.setattr(bootstrap, "open_data_directory", opened)
    return partial(invoke, env={"HABITOS_DATA_DIR": str(data)})


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NINE)


@pytest.fixture
def habitos(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: FixedClock) -> Habitos:
    return at_nine(tmp_path / "data", monkeypatch, clock)


@pytest.fixture
def alice(habitos: Habitos) -> Habitos:
    """The same with one profile, without a password and without behaviors."""
    assert habitos("profile", "create", "alice").code == 0
    return habitos


@pytest.fixture
def planned(alice: Habitos) -> Habitos:
    """The same with two behaviors and an accepted plan for this week."""
    for behavior in (RUN, READ):
        assert alice("behaviors", "add", "-", stdin=json.dumps(behavior)).code == 0
    assert alice("plan").code == 0
    return alice
