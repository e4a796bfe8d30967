"""Nothing that is changed today worsens or betters what was."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.insight.evidence import Span
from habitos_tui.domain.insight.regularity import StreakLine, longest_streak
from habitos_tui.domain.insight.statistics import Statistics
from habitos_tui.domain.model.problem import PlanSettings
from habitos_tui.services.workspace import Workspace
from tests.support.household import (
    BERLIN,
    MONDAY,
    NOW,
    WEDNESDAY,
    WEEK_BEGIN,
    make_behavior,
    make_household,
    set_clock,
)
from tests.support.household import add_alice as alice_moves_in
from tests.support.wishes import dump

NEXT_MONDAY = MONDAY + timedelta(weeks=1)
LAST_SUNDAY = MONDAY - timedelta(days=1)


def log_weeks(space: Workspace, behavior: str, days: tuple[int, ...], weeks: range = range(1, 9)) -> None:
    """Log a behavior on some days of so many weeks ago."""
    for ago in weeks:
        for day in days:
            when = MONDAY - timedelta(weeks=ago) + timedelta(days=day)
            if when <= WEDNESDAY:
                space.tracking.done(behavior, at=datetime.combine(when, time(8), BERLIN), minutes=30)


def change(space: Workspace, behavior: str, *, from_now: bool = False, **fields: object) -> None:
    """Change fields of a behavior."""
    before = space.behaviors.get(behavior)
    space.behaviors.update(before.model_copy(update=fields), from_now=from_now)


def past(space: Workspace) -> Statistics:
    """Return everything about the weeks before this one."""
    return space.insights.everything(Span(MONDAY - timedelta(weeks=9), LAST_SUNDAY))


def streak_of(space: Workspace, behavior: str) -> StreakLine:
    return next(line for line in space.insights.streaks().lines if line.behavior == behavior)


def test_a_raised_target_leaves_streak_and_strength(idle: Workspace) -> None:
    change(idle, "run", target_per_week=2)
    log_weeks(idle, "run", (0, 3))
    before, strong = streak_of(idle, "run"), idle.insights.strengths(idle.behaviors.all())
    assert (before.current, before.best) == (8, 8)
    change(idle, "run", target_per_week=3)
    assert streak_of(idle, "run") == before
    assert idle.insights.strengths(idle.behaviors.all()) == strong
    assert idle.behaviors.holds_from("run") == NEXT_MONDAY


def test_a_review_tells_of_a_row_by_the_target_of_its_week(household: DataDirectory, idle: Workspace) -> None:
    change(idle, "run", target_per_week=1)
    log_weeks(idle, "run", (0,), range(1, 4))
    set_clock(household, NOW - timedelta(weeks=1))
    change(idle, "run", target_per_week=7, max_per_week=None, min_gap_days=0)
    set_clock(household, NOW)
    (run,) = (line for line in idle.reviews.review(MONDAY - timedelta(weeks=1)).lines if line.behavior == "run")
    assert (run.wanted, run.done, run.streak) == (1, 1, "3 weeks in a row")  # and not 21 days


def test_what_was_to_hold_later_holds_from_now_if_that_is_said_then(household: DataDirectory, idle: Workspace) -> None:
    log_weeks(idle, "run", (0,), range(1, 3))
    change(idle, "run", target_per_week=1)
    idle.objectives.set_weight("health", 7)
    set_budget(household, idle, 5)
    assert idle.behaviors.holds_from("run") == NEXT_MONDAY
    before = stored(idle)
    change(idle, "run", from_now=True)
    idle.objectives.set_weight("health", 7, from_now=True)
    set_budget(household, idle, 5, from_now=True)
    assert (idle.behaviors.holds_from("run"), streak_of(idle, "run").wanted) == (None, 1)
    wishes = idle._store.all_wishes()
    assert (wishes.weights["health"].on(WEDNESDAY.toordinal()), wishes.budget_on(WEDNESDAY)) == (7, 5)
    for _ in range(3):
        idle.history.undo()
    assert stored(idle) == before


def test_what_is_archived_stays_asked_for_in_the_weeks_gone_by(idle: Workspace) -> None:
    log_weeks(idle, "meditate", (0, 1, 2, 3, 4, 5, 6))
    log_weeks(idle, "read", (1,))
    before = past(idle)
    idle.behaviors.archive("read")
    after = past(idle)
    assert after.objectives.lines[0].shares == before.objectives.lines[0].shares
    assert [line.weeks for line in after.objectives.lines] == [line.weeks for line in before.objectives.lines]
    names = {line.behavior: (line.value, line.archived) for line in after.strengths.lines}
    value = next(line.value for line in before.strengths.lines if line.behavior == "read")
    assert names["read"] == (value, True)
    assert next(line for line in after.streaks.lines if line.behavior == "read").archived


def test_the_week_of_the_change_is_judged_as_before_unless_from_now(household: DataDirectory, idle: Workspace) -> None:
    change(idle, "run", target_per_week=1)
    log_weeks(idle, "run", (0,), range(3))
    assert streak_of(idle, "run").met_now
    change(idle, "run", target_per_week=3)
    assert (streak_of(idle, "run").wanted, streak_of(idle, "run").current) == (1, 3)
    idle.history.undo()
    change(idle, "run", target_per_week=3, from_now=True)
    assert (streak_of(idle, "run").wanted, streak_of(idle, "run").current) == (3, 2)
    assert idle.behaviors.holds_from("run") is None
    set_clock(household, NOW + timedelta(weeks=1))
    assert (streak_of(idle, "run").wanted, streak_of(idle, "run").current) == (3, 0)


def test_changes_before_they_hold_are_one_and_back_again_is_none(idle: Workspace) -> None:
    log_weeks(idle, "run", (0,))
    before = stored(idle)
    for target in (4, 2, 3):
        change(idle, "run", target_per_week=target, max_per_week=None)
    change(idle, "run", max_per_week=4)
    assert stored(idle) == before
    change(idle, "run", name="Jog", preferred_slots=("evening",))
    assert stored(idle) == before
    change(idle, "run", target_per_week=4)
    change(idle, "run", energy_cost=2)
    assert len(stored(idle)) == len(before) + 1


def stored(space: Workspace) -> list[tuple[object, ...]]:
    """Return every stored wish."""
    found = []
    for table in ("behavior_wishes", "objective_wishes", "budget_wishes"):
        rows = space._store.database.select(f"SELECT * FROM {table} ORDER BY 1, 2, 3", {})
        found += [(table, *row) for row in rows]
    return found


def test_a_behavior_without_a_past_is_wanted_as_it_is_now(household: DataDirectory, idle: Workspace) -> None:
    before = len(stored(idle))
    change(idle, "friends", target_per_week=2)
    assert len(stored(idle)) == before
    assert idle.behaviors.holds_from("friends") is None
    set_clock(household, NOW + timedelta(weeks=3))
    change(idle, "friends", target_per_week=1)
    assert len(stored(idle)) == before + 1  # it was asked for all the same, for three weeks
    assert idle.behaviors.holds_from("friends") is None


def test_taken_into_use_again_it_holds_from_that_day(household: DataDirectory, idle: Workspace) -> None:
    log_weeks(idle, "run", (0, 2, 4))
    idle.behaviors.archive("run", from_now=True)
    set_clock(household, NOW + timedelta(weeks=3))
    strong = idle.insights.strengths([idle.behaviors.get("run")])
    idle.behaviors.restore("run")
    assert idle.insights.strengths([idle.behaviors.get("run")]) == strong
    assert (streak_of(idle, "run").current, streak_of(idle, "run").archived) == (8, False)
    weeks = past_weeks_of(idle, "run")
    assert weeks[-4:-1] == [pytest.approx(0.9 * 3 * 2 / 7), 0, 0]  # Monday and Tuesday before it was archived
    assert weeks[-1] == pytest.approx(0.9 * 3 * 9 / 24 / 7, abs=0.4)


def test_what_was_to_hold_later_judges_no_day_once_it_is_put_away(household: DataDirectory, idle: Workspace) -> None:
    log_weeks(idle, "run", (0,), range(1, 3))
    change(idle, "run", target_per_week=1)
    idle.behaviors.archive("run", from_now=True)
    assert past_weeks_of(idle, "run")[-1] == pytest.approx(0.9 * 3 * 2 / 7)  # Monday and Tuesday, of three a week
    set_clock(household, NOW + timedelta(weeks=1))
    idle.behaviors.restore("run")
    assert streak_of(idle, "run").wanted == 1


def past_weeks_of(space: Workspace, behavior: str) -> list[float]:
    """Return what the weeks up to this one ask for health of one behavior alone."""
    for other in space.behaviors.all():
        if other.id != behavior:
            space.behaviors.delete(other.id, force=True)
    lines = space.insights.everything(space.insights.span()).objectives.lines
    return [week.reachable for week in next(line for line in lines if line.objective == "health").weeks]


def test_energy_and_budgets_count_as_they_were(household: DataDirectory, idle: Workspace) -> None:
    log_weeks(idle, "run", (0, 2), range(1, 3))
    before = past(idle).energy
    change(idle, "run", energy_cost=9)
    set_budget(household, idle, 3)
    assert past(idle).energy == before
    monday = idle.tracking.day(MONDAY - timedelta(weeks=1))
    assert (monday.energy, monday.energy_limit) == (4, 12)
    assert idle.tracking.day(WEDNESDAY).energy_limit == 12  # this workspace has the preferences of before


def set_budget(household: DataDirectory, space: Workspace, budget: float, *, from_now: bool = False) -> None:
    set_preferences(household, space, from_now=from_now, energy_budget=(budget,) * 7)


def set_preferences(household: DataDirectory, space: Workspace, *, from_now: bool = False, **fields: object) -> None:
    profile = space.history.profile()
    household.accounts.save_preferences(profile, profile.preferences.model_copy(update=fields), from_now=from_now)


def test_past_weeks_show_what_was_wanted_in_them(idle: Workspace) -> None:
    log_weeks(idle, "run", (0,), range(1, 3))
    log_weeks(idle, "read", (0,), range(1, 2))
    change(idle, "run", target_per_week=1)
    idle.objectives.set_weight("health", 0)
    idle.behaviors.archive("read")

    def frame(week: int) -> tuple[int, float, bool]:
        problem = idle.tracking.week(MONDAY + timedelta(weeks=week)).problem
        run = problem.behavior_by_id["run"]
        return run.target_per_week, problem.objectives["health"], "read" in problem.behavior_by_id

    weight = frame(-1)[1]
    assert weight > 0
    assert [frame(week) for week in (-2, -1, 0, 1)] == [
        (3, weight, True),
        (3, weight, True),
        (1, 0, False),
        (1, 0, False),
    ]


def test_a_weight_from_now_on_judges_nothing_done_before(idle: Workspace) -> None:
    change(idle, "run", impacts={"health": 0.5, "social": -0.2}, from_now=True)
    idle.objectives.set_weight("social", 1)
    idle.objectives.set_weight("health", 1)
    idle.tracking.done("run", at=datetime.combine(MONDAY, time(8), BERLIN), minutes=60)
    reached = pytest.approx(0.5 * 1.15)  # twice the typical length of what does good in all
    assert reached_this_week(idle, "health") == reached
    idle.objectives.set_weight("health", 0, from_now=True)  # from Wednesday on a run does harm in all
    assert reached_this_week(idle, "health") == reached
    idle.tracking.done("run", at=datetime.combine(WEDNESDAY, time(7), BERLIN), minutes=60)
    assert reached_this_week(idle, "health") == pytest.approx(0.5 * (1.15 + 1.6))


def reached_this_week(space: Workspace, objective: str) -> float:
    lines = space.insights.everything(space.insights.span()).objectives.lines
    return next(line for line in lines if line.objective == objective).weeks[-1].reached


def test_objectives_keep_their_names_in_the_past(idle: Workspace) -> None:
    log_weeks(idle, "run", (0, 2))
    before = past(idle).objectives
    change(idle, "run", impacts={"social": 0.2})
    idle.objectives.rename("health", "fitness")
    after = past(idle).objectives
    assert after.lines[0].objective == "fitness"
    assert [line.weeks for line in after.lines] == [line.weeks for line in before.lines]
    idle.objectives.delete("fitness")
    assert past(idle).objectives.lines[-1].weeks == before.lines[-1].weeks


Step = Callable[[DataDirectory, Workspace], object]
IDS = st.sampled_from(["run", "meditate", "deepwork", "read"])
FIELDS = st.one_of(
    st.fixed_dictionaries({"target_per_week": st.integers(0, 3)}),
    st.fixed_dictionaries(
        {"weekdays": st.sampled_from([(0, 1, 2, 3, 4), (0, 2, 4, 5, 6)]), "target_per_week": st.just(3)}
    ),
    st.fixed_dictionaries({"typical_minutes": st.sampled_from([15, 20, 30]), "min_minutes": st.just(15)}),
    st.fixed_dictionaries({"preferred_slots": st.sampled_from([("night",), ("morning", "midday")])}),
    st.fixed_dictionaries({"energy_cost": st.sampled_from([-2.5, 0.1, 7.0])}),
    st.fixed_dictionaries({"impacts": st.sampled_from([{"health": 0.1, "social": -0.7}, {"learning": 1.0}, {}])}),
)
PREFERENCES = (
    {"day_end": 180, "notice_minutes": 90},
    {"learning": False},
    {"grid_minutes": 10, "transition_minutes": 30},
    {"settings": PlanSettings(variety=0.7, slack=0.9, balance=5, routine=3, stability=2)},
)
STEPS = st.one_of(
    st.builds(lambda b, f, now: lambda _, s: change(s, b, from_now=now, **f), IDS, FIELDS, st.booleans()),
    st.builds(lambda b, now: lambda _, s: toggle(s, b, from_now=now), IDS, st.booleans()),
    st.builds(lambda b: lambda _, s: rest(s, b), IDS),
    st.builds(lambda w: lambda _, s: s.objectives.set_weight("health", w), st.sampled_from([0.0, 1.0, 70.0])),
    st.builds(lambda b: lambda h, s: set_budget(h, s, b), st.sampled_from([2.0, 20.0])),
    st.builds(lambda day: lambda h, s: set_preferences(h, s, week_start=day), st.integers(0, 6)),
    st.builds(lambda f: lambda h, s: set_preferences(h, s, **f), st.sampled_from(PREFERENCES)),
    st.builds(lambda b, on: lambda _, s: s.learning.switch(b, on=on), IDS, st.booleans()),
)


def toggle(space: Workspace, behavior: str, *, from_now: bool) -> None:
    """Archive a behavior, or take it into use again."""
    if behavior in {each.id for each in space.behaviors.archived()}:
        space.behaviors.restore(behavior)
    else:
        space.behaviors.archive(behavior, from_now=from_now)


def rest(space: Workspace, behavior: str) -> None:
    """Pause a behavior from today on, or take it up again."""
    if space.pauses.on(behavior, space.tracking.today()) is not None:
        space.pauses.resume(behavior)
    elif behavior in {each.id for each in space.behaviors.all()}:
        space.pauses.add(behavior, space.tracking.today())


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> tuple[DataDirectory, Workspace]:
    """A household whose only person has a log of nine weeks."""
    household = make_household(tmp_path_factory.mktemp("wishes"))
    space = household.open_workspace(alice_moves_in(household, planned=False))
    with household.database.unit():
        for behavior, days in (("run", (0, 2, 5)), ("meditate", tuple(range(7))), ("read", (1, 6)), ("deepwork", (3,))):
            log_weeks(space, behavior, days, range(9))
        space.tracking.skip("read", day=MONDAY - timedelta(days=5))
    space.history.forget()
    return household, space


def figures(space: Workspace, until: datetime) -> object:
    """Return every figure of periods gone by at a moment; whether a behavior is put away by now is none."""
    day = until.date() - timedelta(days=1)
    found = space.insights.everything(Span(MONDAY - timedelta(weeks=9), day))
    weeks = [week for line in found.objectives.lines for week in line.weeks[:-1]]
    strengths = [(line.behavior, line.history, line.times) for line in found.strengths.lines]
    streaks = space.insights.streaks(day=LAST_SUNDAY).lines
    longest = longest_streak(space.insights.streaks(day=LAST_SUNDAY))
    rows = sorted((line.behavior, line.current, line.best, line.best_until, line.wanted) for line in streaks)
    pairs = sorted((sorted((pair.first, pair.second)), pair.phi, pair.pairs) for pair in found.correlations.pairs)
    return (
        weeks,
        sorted(strengths),
        rows,
        longest and longest.in_a_row,
        found.energy,
        found.efforts.total,
        sorted((cell.weekday, cell.slot or "", cell.done, cell.counted) for cell in found.rates.cells),
        found.ratings.weeks,
        space.reviews.review(MONDAY - timedelta(weeks=1)),
        pairs,
    )


@settings(max_examples=5, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(earlier=st.lists(STEPS, max_size=3), today=st.lists(STEPS, min_size=1, max_size=4))
def test_nothing_done_today_changes_what_was(
    shared: tuple[DataDirectory, Workspace], earlier: list[Step], today: list[Step]
) -> None:
    household, space = shared
    try:
        set_clock(household, NOW - timedelta(weeks=4))
        for step in earlier:
            step(household, space)
        set_clock(household, NOW)
        now = household.open_workspace(space.history.profile())
        last, before, rows = space.history.last(), figures(now, NOW), dump(household.database.path)
        for step in today:
            step(household, space)
        assert figures(household.open_workspace(space.history.profile()), NOW) == before
        after = dump(household.database.path)
        while space.history.last() != last:
            space.history.undo()
        assert dump(household.database.path) == rows
        while space.history.redo() is not None:
            pass
        assert dump(household.database.path) == after
    finally:
        while space.history.undo() is not None:
            pass


def test_what_was_to_hold_from_the_next_week_can_hold_from_now(idle: Workspace) -> None:
    log_weeks(idle, "run", (0,), range(1, 2))
    log_weeks(idle, "friends", (0,), range(1, 2))
    change(idle, "run", target_per_week=1)
    change(idle, "friends", target_per_week=2)
    change(idle, "run", from_now=True)
    assert (idle.behaviors.holds_from("run"), idle.behaviors.holds_from("friends")) == (None, NEXT_MONDAY)
    idle.history.undo()
    assert idle.behaviors.holds_from("run") == NEXT_MONDAY
    idle.behaviors.archive("run")
    assert idle.behaviors.holds_from("run") == NEXT_MONDAY
    idle.behaviors.archive("run", from_now=True)
    assert idle.behaviors.holds_from("run") is None
    idle.objectives.set_share("health", 0.5)
    assert idle.objectives.holds_from() == NEXT_MONDAY
    idle.objectives.edit("health", "body", from_now=True)
    assert idle.objectives.holds_from() is None
    idle.objectives.add_with_share("play", 0.1)
    assert idle.objectives.holds_from() == NEXT_MONDAY
    idle.history.undo()
    idle.objectives.add_with_share("play", 0.1, from_now=True)
    assert idle.objectives.holds_from() is None
    changes: tuple[Callable[[], object], ...] = (
        lambda: idle.objectives.edit("body", "body", 0.4, from_now=True),
        lambda: idle.objectives.add_with_share("rest", 0.1, from_now=True),
        lambda: idle.objectives.set_share("body", idle.objectives.shares()["body"], from_now=True),
    )
    for change_now in changes:
        idle.objectives.set_weight("social", idle.objectives.shares()["social"] * 150)
        assert idle.objectives.holds_from() == NEXT_MONDAY
        change_now()
        assert idle.objectives.holds_from() is None


def test_past_weeks_are_drawn_with_the_budget_of_then(household: DataDirectory, idle: Workspace) -> None:
    log_weeks(idle, "run", (0,), range(1, 3))
    before = idle.planning.outline(MONDAY).energy_budget
    set_budget(household, idle, 5)
    space = household.open_workspace(household.accounts.profiles()[0])
    assert space.planning.outline(MONDAY - timedelta(weeks=1)).energy_budget == before
    assert space.planning.outline(NEXT_MONDAY).energy_budget == (5,) * 7


def test_what_was_made_this_week_was_never_wanted_otherwise(household: DataDirectory, idle: Workspace) -> None:
    set_clock(household, WEEK_BEGIN)
    idle.behaviors.add(make_behavior("nap"))
    idle.behaviors._repository.add(make_behavior("old"))  # as by a version that did not keep when
    set_clock(household, NOW)
    before = len(stored(idle))
    change(idle, "nap", target_per_week=2)
    assert len(stored(idle)) == before
    change(idle, "old", target_per_week=2)
    assert len(stored(idle)) > before
