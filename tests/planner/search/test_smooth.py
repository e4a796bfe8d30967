"""The engine smooth: worth is a smooth curve of the minutes, and what is called proved is so."""

from collections.abc import Iterable
from itertools import islice
from math import log
from threading import Event

import pytest
from hypothesis import given, settings
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from habitos_tui.domain.model.plan import PlanStatus, Session
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.errors import SolverError
from habitos_tui.planner.engines import loading
from habitos_tui.planner.engines.engine import StopCondition
from habitos_tui.planner.engines.loading import highs
from habitos_tui.planner.engines.matrix import Bools, Floats, Matrix
from habitos_tui.planner.formulation.chords import first_lines, lines
from habitos_tui.planner.formulation.model import Model
from habitos_tui.planner.search import minutes_check
from habitos_tui.planner.search.minutes_check import best_minutes, check_minutes
from habitos_tui.planner.search.refining import with_lines
from habitos_tui.planner.search.search import Search
from habitos_tui.planner.solve import solve
from habitos_tui.planner.verification.verify import verify
from tests.planner.test_oracle import drawn
from tests.support.oracle import Placing
from tests.support.problems import behavior, problem, session, small_weeks

EXACT = SolveOptions(engine="smooth", gap=0.0)
LONG = (30, 60, 180)


def two_in_140_minutes() -> Problem:
    """Two equal behaviors on one day, in 140 minutes without pauses: 0.8 * (phi(m) + phi(140 - m)) is to be largest."""
    one, other = (behavior(name, minutes=LONG, weekdays=[0]) for name in ("read", "draw"))
    slots = [{"name": "morning", "start": "08:00", "end": "10:20"}]
    return problem(one, other, slots=slots, grid_minutes=10, transition_minutes=0)


def test_time_is_shared_as_the_curve_says() -> None:
    # In pieces, 60 + 80 and 80 + 60 are as good as 70 + 70: 0.8 * (1 + 1.05). The curve 0.7 + 0.3 ln(1 + t/10) / ln 4
    # flattens everywhere, so equal lengths are best: 0.8 * 2 * (0.7 + 0.3 ln 5 / ln 4).
    plan = solve(two_in_140_minutes(), EXACT)
    assert [one.minutes for one in plan.sessions] == [70, 70]
    assert plan.objective == pytest.approx(1.6 * (0.7 + 0.3 * log(5) / log(4)), abs=1e-9)
    assert plan.status is PlanStatus.OPTIMAL
    assert plan.engine == "smooth"


def test_scipy_finds_no_better_minutes_than_the_best_week_has() -> None:
    search = begun(two_in_140_minutes())
    found = best_minutes(search, (session("read", minutes=60), session("draw", start="09:00", minutes=80)))
    assert found is not None
    assert found.worth == pytest.approx(1.6 * (0.7 + 0.3 * log(5) / log(4)), abs=1e-6)
    assert [one.minutes for one in found.rounded_down(search.problem)] == [70, 70]


def test_scipy_is_stopped_in_the_middle(monkeypatch: pytest.MonkeyPatch) -> None:
    search, slopes, asked = begun(two_in_140_minutes()), minutes_check._Lengths.slopes, []

    def cancelling(lengths: minutes_check._Lengths, free: Floats) -> Floats:
        search.stop.cancel.set()
        asked.append(free)
        return slopes(lengths, free)

    monkeypatch.setattr(minutes_check._Lengths, "slopes", cancelling)
    assert best_minutes(search, (session("read", minutes=60), session("draw", start="09:00", minutes=80))) is None
    assert len(asked) == 1


def test_minutes_that_refute_a_proof_take_it_back() -> None:
    search = begun(two_in_140_minutes())
    search.begin_with((session("read", minutes=60), session("draw", start="09:00", minutes=80)), None)
    assert search.incumbent is not None
    search.lower_bound(search.incumbent.objective)
    check_minutes(search)
    assert [one.minutes for one in search.incumbent.sessions] == [70, 70]
    assert search.bound is None


def test_no_other_week_is_better_of_small_ones_that_can_all_be_tried() -> None:
    curved = ((s, week.smoothed(), o) for s, week, o in drawn(60, 5_000_000) if Model(week.smoothed()).variables.gain)
    for seed, week, oracle in islice(curved, 8):
        oracle.problem = week
        best, plan = oracle.solve(), solve(week, EXACT)
        if best is None:
            assert plan.status is PlanStatus.INFEASIBLE, seed
            continue
        assert plan.objective == pytest.approx(best, abs=1e-6), seed
        assert plan.bound == pytest.approx(best, abs=1e-5), seed
        assert plan.status is PlanStatus.OPTIMAL, seed
        assert oracle.price(list(oracle.plan)) == pytest.approx(verify(week, sessions_of(oracle.plan)).objective), seed


@settings(max_examples=6)
@given(small_weeks)
def test_every_week_passes_the_verifier_and_is_no_better_than_the_bound_of_another_solver(week: Problem) -> None:
    plan = solve(week, EXACT)
    if not plan.usable:
        return
    verification = verify(week.smoothed(), plan.sessions)
    assert verification.allowed
    assert verification.objective == plan.objective
    model = Model(week.smoothed())
    if model.variables.candidates:
        assert plan.objective == pytest.approx(second_opinion(week.smoothed()), abs=1e-5)


def test_the_lines_are_above_the_curve_and_exact_at_their_lengths() -> None:
    (c, *_) = Model(two_in_140_minutes().smoothed()).variables.candidates
    assert c.curve is not None
    values = [c.curve(m) - c.base for m in c.lengths]
    known = lines(c.curve, c.lengths)
    for step, value in enumerate(values):
        assert min(line.at(step) for line in known) == pytest.approx(value, abs=1e-12)
        assert min(line.at(step) for line in first_lines(c.curve, c.lengths)) >= value - 1e-12


def test_the_usual_engines_solve_a_problem_that_says_it_is_smooth() -> None:
    week = two_in_140_minutes().smoothed()
    smooth, usual = solve(week, EXACT), solve(week, SolveOptions(gap=0.0))
    assert usual.objective == pytest.approx(smooth.objective, abs=1e-9)


def test_a_missing_scipy_is_a_sentence_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "find_spec", lambda _: None)
    with pytest.raises(SolverError, match="The engine smooth needs what is not installed: scipy") as caught:
        solve(two_in_140_minutes(), EXACT)
    assert "pip install 'habitos-tui[solvers]'" in caught.value.hint


def test_stopped_at_once_it_says_so() -> None:
    cancel = Event()
    cancel.set()
    assert solve(two_in_140_minutes(), EXACT, cancel=cancel).status is PlanStatus.CANCELLED


def begun(week: Problem) -> Search:
    return Search(week.smoothed(), EXACT, highs(), StopCondition())


def sessions_of(placings: Iterable[Placing]) -> list[Session]:
    return [
        Session(behavior=p.name, day=p.day, start=p.start, minutes=p.minutes, slot=p.slot or "")
        for p in placings
        if p.new
    ]


def second_opinion(week: Problem) -> float:
    """Return the best worth that SciPy's own MILP finds, with all lines above the curves and whole lengths."""
    search = Search(week, EXACT, highs(), StopCondition())
    v = search.model.variables
    laid = [(c, line) for c in v.candidates if c.curve and c.index in v.gain for line in lines(c.curve, c.lengths)]
    matrix = with_lines(search, laid) if laid else search.model.matrix
    whole = matrix.integer.copy()
    whole[v.column[0] : v.column[-1]] = True
    return _milp(matrix, whole)


def _milp(matrix: Matrix, whole: Bools) -> float:
    rows = csr_array((matrix.values, matrix.columns, matrix.starts), shape=(len(matrix.row_lower), len(matrix.cost)))
    limits = [LinearConstraint(rows, matrix.row_lower, matrix.row_upper)] if len(matrix.row_lower) else []
    answer = milp(-matrix.cost, integrality=whole, bounds=Bounds(matrix.lower, matrix.upper), constraints=limits)
    return float(-answer.fun) + matrix.offset
