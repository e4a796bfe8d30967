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


@pytest.fixture
def clock() -> FixedClock:
    """Monday 23 November 2026, nine in the morning."""
    return FixedClock(datetime(2026, 11, 23, 9, tzinfo=UTC))


@pytest.fixture
def habitos(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: FixedClock) -> Habitos:
    monkeypatch.setattr(bootstrap, "open_data_directory", partial(bootstrap.open_data_directory, clock=clock, cost=4))
    return partial(invoke, env={"HABITOS_DATA_DIR": str(tmp_path / "data")})


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
