"""Any walk through changes, undo and redo ends where a list of states with a finger on it says."""

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habitos_tui.bootstrap import DataDirectory, open_data_directory
from habitos_tui.clock import FixedClock
from habitos_tui.errors import HabitosError
from habitos_tui.services.workspace import Workspace
from tests.support.changes import CHANGES, rows
from tests.support.household import CHEAP, NOW, add_alice, make_behavior, make_household

UNDO, REDO = "undo", "redo"

steps = st.one_of(st.sampled_from([UNDO, UNDO, REDO]), st.sampled_from(sorted(CHANGES)))


@pytest.fixture(scope="module")
def furnished() -> Iterator[Path]:
    """Alice with an accepted week, and bob, who has a behavior of the same id; nothing to undo for either."""
    with TemporaryDirectory() as directory:
        household = make_household(Path(directory))
        bob = household.open_workspace(household.accounts.create("bob", None))
        bob.behaviors.add(make_behavior("run"))
        household.open_workspace(add_alice(household)).history.forget()
        yield household.paths.root


def copied(furnished: Path, directory: Path) -> DataDirectory:
    shutil.copytree(furnished, directory / "data")
    return open_data_directory(directory / "data", create=False, clock=FixedClock(NOW), cost=CHEAP, env={})


def changed(alice: Workspace, step: str) -> bool:
    """Make a change if it can be made from here; tell whether anything is different now."""
    before = alice.history.last(), alice.history.next()
    try:
        CHANGES[step](alice)
    except (HabitosError, StopIteration):
        return False  # what it speaks of is gone
    return (alice.history.last(), alice.history.next()) != before


@settings(max_examples=12, deadline=None)
@given(walk=st.lists(steps, min_size=1, max_size=8))
def test_every_sequence_of_undo_and_redo_restores_the_right_state(furnished: Path, walk: list[str]) -> None:
    with TemporaryDirectory() as directory:
        household = copied(furnished, Path(directory))
        alice = household.open_workspace(household.accounts.authenticate("alice", None))
        path = household.database.path
        states, at = [rows(path)], 0
        for step in walk:
            if step == UNDO:
                assert (alice.history.undo() is None) == (at == 0)
                at = max(at - 1, 0)
            elif step == REDO:
                assert (alice.history.redo() is None) == (at == len(states) - 1)
                at = min(at + 1, len(states) - 1)
            elif changed(alice, step):
                states, at = [*states[: at + 1], rows(path)], at + 1
            assert rows(path) == states[at], step
        _there_and_back(alice, path, states, at)


def _there_and_back(alice: Workspace, path: Path, states: Sequence[object], at: int) -> None:
    for state in reversed(states[:at]):
        assert alice.history.undo() is not None
        assert rows(path) == state
    for state in states[1:]:
        assert alice.history.redo() is not None
        assert rows(path) == state
