"""A household per test, and a Textual that waits for the app instead of the clock and reads its styles once."""

from pathlib import Path

import pytest
from textual.css.stylesheet import Stylesheet
from textual.notifications import Notification

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.planner.why import explain
from habitos_tui.ui.app import presence, ticker
from habitos_tui.ui.kit import suggestion_check
from habitos_tui.ui.kit.at_rest import AtRest
from tests.support.household import make_household
from tests.support.quiescence import install
from tests.support.styles import parse_once


@pytest.fixture(autouse=True)
def exact_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch)


@pytest.fixture(autouse=True)
def shared_styles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Stylesheet, "_parse_rules", parse_once)


@pytest.fixture(autouse=True)
def no_timed_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the app look for changes by others when a test says so, not after seconds that a busy machine takes.

    So it is with the note of the day on which it is used.
    """
    monkeypatch.setattr(ticker, "TICK_SECONDS", 1_000_000)


@pytest.fixture(autouse=True)
def toasts_that_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what is announced stay until a test has read it: on a busy machine its seconds are over before."""
    monkeypatch.setattr(Notification, "time_left", 1_000_000.0)


@pytest.fixture(autouse=True)
def first_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a question that the planner answers end with its first answer; what it costs is not narrowed for seconds."""
    monkeypatch.setattr(explain, "NARROW_SECONDS", 0.0)
    monkeypatch.setattr(presence, "NOTE_AFTER_SECONDS", 1_000_000)


@pytest.fixture(autouse=True)
def restless(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what is suggested be tried out as soon as a screen is painted, and show at once what waits for the cursor."""
    monkeypatch.setattr(AtRest, "seconds", 0.0)
    monkeypatch.setattr(suggestion_check, "REST_SECONDS", 0.001)


@pytest.fixture
def household(tmp_path: Path) -> DataDirectory:
    return make_household(tmp_path)
