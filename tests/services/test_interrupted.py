"""Imports, merges and calendars killed on the way leave what was there or what is to be, and nothing else."""

import tempfile
from functools import partial
from pathlib import Path

import pytest

from tests.support.interrupted import WORKS, Trial, make_home
from tests.support.killing import points

POINTS = 3
"""At which each is broken off; they are spread over all there are."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_home(tmp_path_factory.mktemp("home"))


@pytest.mark.parametrize("name", WORKS)
def test_a_work_killed_at_any_time_can_be_repeated(
    home: Path, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "moment").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "moment"))
    trial = Trial.of(home, WORKS[name], tmp_path / "scratch")
    for point in points(partial(trial.work, trial.copied(tmp_path / "counted")), POINTS):
        trial.broken_off(point, tmp_path / "scratch")
    assert list((tmp_path / "moment").iterdir()) == []
