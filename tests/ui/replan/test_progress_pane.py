"""The figures of a run under way, and why a run has no result."""

from dataclasses import replace

import pytest

from habitos_tui.domain.model.plan import Progress
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.errors import SolverError
from habitos_tui.ui.replan.progress_pane import UNKNOWN, failure_note, gap_cells, gap_share, progress_view

OPTIONS = SolveOptions(gap=0.005)


def test_nothing_is_known_before_the_first_news() -> None:
    view = progress_view(None, OPTIONS, elapsed=0.4)
    assert (view.best, view.bound, view.gap, view.plans, view.elapsed) == (UNKNOWN, UNKNOWN, UNKNOWN, "0", "0 s")
    assert view.share == 1


def test_figures_are_points_and_percent() -> None:
    view = progress_view(Progress("prove", 9.0, 10.0, 3, 2.0), OPTIONS, elapsed=12.9)
    assert (view.best, view.bound, view.gap, view.target) == ("900.0", "1000.0", "10.00 %", "0.50 %")
    assert (view.plans, view.elapsed, view.limit) == ("3", "12 s", "60 s")
    assert "proving" in view.phase
    assert progress_view(None, SolveOptions(time_limit=None), elapsed=1).limit == "none"


def test_an_unknown_phase_is_shown_by_its_own_name() -> None:
    assert progress_view(Progress("polish", None, None, 0, 0.1), OPTIONS, elapsed=1).phase == "polish"


def test_stopping_says_that_the_plan_is_kept() -> None:
    assert "kept" in progress_view(None, OPTIONS, elapsed=1, stopping=True).phase


@pytest.mark.parametrize(("gap", "share"), [(1.0, 1.0), (3.0, 1.0), (0.005, 0.0), (0.0, 0.0)])
def test_the_gap_runs_from_everything_to_the_one_asked_for(gap: float, share: float) -> None:
    assert gap_share(gap, 0.005) == share


def test_the_gap_only_ever_closes() -> None:
    shares = [gap_share(gap, 0.005) for gap in (0.9, 0.5, 0.1, 0.02, 0.006)]
    assert shares == sorted(shares, reverse=True)
    assert gap_share(0.1, 0.0) < 1


def test_plan_and_bound_meet_only_at_the_goal() -> None:
    assert gap_cells(1.0, 32) == (0, 32)
    assert gap_cells(0.5, 32) == (8, 24)
    assert gap_cells(0.001, 32) == (15, 16)
    assert gap_cells(0.0, 32) == (16, 16)


def test_a_failure_says_what_to_do_next() -> None:
    told = failure_note(SolverError("The engine [b]died.", hint="Try the other."), stopped=False).plain
    assert "The engine [b]died." in told
    assert "Try the other." in told
    assert "more seconds" in failure_note(None, stopped=False).plain
    assert "Stopped" in failure_note(None, stopped=True).plain


def test_views_are_equal_when_nothing_changed() -> None:
    view = progress_view(None, OPTIONS, elapsed=0.1)
    assert view == progress_view(None, OPTIONS, elapsed=0.9)
    assert replace(view, elapsed="1 s") != view
