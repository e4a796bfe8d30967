"""Starts: exactly as near as can be to ideal times and to where sessions were, alike from day to day, then early."""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.problem import SECOND_EDITION, Problem
from habitos_tui.planner.formulation.timeline import Placement, lay_out
from habitos_tui.planner.formulation.timetable import timetable
from habitos_tui.planner.solve import solve
from habitos_tui.planner.verification.verify import verify
from tests.planner.mini import habit, week

ALL = tuple(range(7))
PLAIN = {"routine": 0, "balance": 0, "variety": 0, "slack": 0}


def second(*behaviors: Behavior, ideal: dict[str, str] | None = None, **fields: Any) -> Problem:
    """A week of the second edition; `ideal` times by the id of the behavior."""
    dumped = [b.model_dump() | {"ideal_time": (ideal or {}).get(b.id)} for b in behaviors]
    return week(format=SECOND_EDITION, settings=PLAIN, **{"transition_minutes": 5, **fields, "behaviors": dumped})


def packed(problem: Problem, *names: str, days: Sequence[int] = (0,)) -> tuple[Session, ...]:
    """The behaviors in the first window of each of the days."""
    windows = [next(w for w in problem.windows if w.day == day) for day in days]
    shortest = {b.id: b.min_minutes for b in problem.behaviors}
    return lay_out(problem, [Placement(name, window, shortest[name]) for window in windows for name in names])


def starts(sessions: Sequence[Session]) -> dict[str, list[str]]:
    names = dict.fromkeys(s.behavior for s in sessions)
    return {n: [f"{s.start // 60:02}:{s.start % 60:02}" for s in sessions if s.behavior == n] for n in names}


def test_a_session_begins_at_its_ideal_time() -> None:
    problem = second(habit("a"), habit("b"), ideal={"a": "09:00"}, grid_minutes=5)
    assert starts(timetable(problem, packed(problem, "a", "b"))) == {"b": ["08:00"], "a": ["09:00"]}


def test_an_ideal_time_outside_the_window_leads_to_its_end() -> None:
    problem = second(habit("a"), ideal={"a": "20:00"}, grid_minutes=5)
    assert starts(timetable(problem, packed(problem, "a"))) == {"a": ["09:30"]}


def test_an_ideal_time_off_the_grid_is_met_as_nearly_as_can_be() -> None:
    problem = second(habit("a"), ideal={"a": "08:38"})
    assert starts(timetable(problem, packed(problem, "a"))) == {"a": ["08:45"]}


def test_ideal_times_come_before_where_sessions_were() -> None:
    previous = [{"behavior": name, "day": 0, "slot": "day", "start": "08:30"} for name in ("a", "b")]
    problem = second(habit("a"), habit("b"), ideal={"a": "09:15"}, grid_minutes=5, previous=previous)
    assert starts(timetable(problem, packed(problem, "a", "b"))) == {"b": ["08:30"], "a": ["09:15"]}


def test_stacked_sessions_move_as_one() -> None:
    rules = [{"id": "r", "type": "stack", "first": "a", "then": "b"}]
    problem = second(habit("a"), habit("b"), ideal={"b": "09:00"}, grid_minutes=5, rules=rules)
    sessions = timetable(problem, packed(problem, "a", "b"))
    assert starts(sessions) == {"a": ["08:25"], "b": ["09:00"]}
    assert verify(problem, sessions).violations == ()


def test_precedences_come_before_ideal_times() -> None:
    rules = [{"id": "r", "type": "precedence", "before": "a", "after": "b"}]
    problem = second(habit("a"), habit("b"), ideal={"a": "09:00", "b": "08:00"}, grid_minutes=5, rules=rules)
    # Each minute that b comes nearer to its time takes a as far from its own; earlier decides.
    assert starts(timetable(problem, packed(problem, "a", "b"))) == {"a": ["08:00"], "b": ["08:35"]}


def test_what_need_not_be_early_begins_at_the_same_time_every_day() -> None:
    # On one day the window opens half an hour later.
    busy = [{"day": 3, "start": "08:00", "end": "08:30"}]
    problem = second(habit("a"), grid_minutes=5, busy=busy)
    assert starts(timetable(problem, packed(problem, "a", days=range(5)))) == {"a": ["08:35"] * 5}


def test_with_room_the_starts_of_five_days_differ_by_ten_minutes_at_most() -> None:
    behaviors = [habit(name, minutes=m, weekdays=ALL, target_per_week=5) for name, m in (("a", 20), ("b", 35))]
    others = [habit("c", minutes=15, weekdays=(1, 3), target_per_week=2)]
    busy = [{"day": day, "start": "08:00", "end": f"08:{10 * day:02}"} for day in (1, 2, 3)]
    slots = [{"name": "day", "start": "08:00", "end": "11:00"}]
    problem = second(*behaviors, *others, grid_minutes=5, busy=busy, slots=slots, objectives={"good": 1})
    plan = solve(problem)
    for name in ("a", "b"):
        begun = [s.start for s in plan.sessions if s.behavior == name]
        assert len(begun) == 5
        assert max(begun) - min(begun) <= 10


def test_what_is_done_is_a_start_like_others() -> None:
    done = [{"behavior": "a", "day": 0, "start": "09:10", "minutes": 30, "kind": "done"}]
    problem = second(habit("a", weekdays=ALL), grid_minutes=5, fixed=done)
    assert starts(timetable(problem, packed(problem, "a", days=(1, 2)))) == {"a": ["09:10", "09:10"]}


def test_more_sessions_than_orders_can_be_tried_for_still_get_their_times() -> None:
    names = [f"b{number:02}" for number in range(14)]
    ideal = {name: f"{8 + place // 6:02}:{place % 6}0" for place, name in enumerate(reversed(names))}
    slots = [{"name": "day", "start": "08:00", "end": "12:00"}]
    few = {"grid_minutes": 5, "slots": slots, "transition_minutes": 0}
    problem = second(*(habit(name, minutes=5) for name in names), ideal=ideal, **few)
    sessions = timetable(problem, packed(problem, *names))
    assert starts(sessions) == {name: [ideal[name]] for name in sorted(names, reverse=True)}


def test_plans_of_the_first_edition_stay_packed() -> None:
    problem = week(habit("a", target_per_week=1), transition_minutes=5)
    assert [s.start for s in solve(problem).sessions] == [480]


def drawn_window(rng: Random) -> Problem:
    """One window of up to five sessions that wish for times, with what orders them."""
    names = [f"b{number}" for number in range(rng.randint(1, 5))]
    lengths = [15 * rng.choice((1, 1, 2)) for _ in names]
    pause = rng.choice((0, 10, 15))
    ideal = {name: f"{rng.randint(7, 11):02}:{rng.choice((0, 15, 20, 45)):02}" for name in names if rng.random() < 0.7}
    previous = [
        {"behavior": name, "day": 0, "slot": "day", "start": 480 + 15 * rng.randint(0, 12)}
        for name in names
        for _ in range(rng.choice((0, 1, 1, 2)))
    ]
    rules: list[dict[str, Any]] = []
    for number in range(rng.choice((0, 0, 1, 2)) if len(names) > 1 else 0):
        one, other = sorted(rng.sample(names, 2))
        pairs = (("precedence", {"before": one, "after": other}), ("stack", {"first": one, "then": other}))
        kind, fields = rng.choice(pairs)
        if kind == "precedence" or all(rule.get("then") != other for rule in rules):
            rules.append({"id": f"r{number}", "type": kind, **fields})
    room = sum(lengths) + 15 * len(names) + 15 * rng.randint(0, 4)
    slots = [{"name": "day", "start": 480, "end": 480 + room}]
    behaviors = [habit(name, minutes=minutes) for name, minutes in zip(names, lengths, strict=True)]
    more = {"transition_minutes": pause, "slots": slots, "rules": rules, "previous": previous}
    return second(*behaviors, ideal=ideal, **more)


Starts = tuple[tuple[str, int], ...]
"""Behaviors with the minutes at which they begin."""


def wishes(problem: Problem, chosen: Starts) -> tuple[int, int]:
    """Minutes away from ideal times, and from where sessions were."""
    away = moved = 0
    for name, start in chosen:
        wish = problem.behavior_by_id[name].ideal_time
        away += 0 if wish is None else abs(start - wish)
        were = [p.start for p in problem.previous if p.behavior == name and p.start is not None]
        moved += min((abs(start - other) for other in were), default=0)
    return away, moved


def every_timetable(problem: Problem, lengths: Starts, at: int) -> Iterator[Starts]:
    """Yield sessions of such lengths in every order at every start from `at` on."""
    if not lengths:
        yield ()
    for place, (name, minutes) in enumerate(lengths):
        rest = (*lengths[:place], *lengths[place + 1 :])
        least = sum(other + problem.transition for _, other in rest)
        for start in range(at, problem.windows[0].end - minutes - least + 1, problem.grid_minutes):
            for others in every_timetable(problem, rest, start + minutes + problem.transition):
                yield ((name, start), *others)


def allowed(problem: Problem, sessions: Sequence[Session], chosen: Starts) -> bool:
    """Tell whether the sessions keep every limit at other starts."""
    at = dict(chosen)
    return verify(problem, [s.model_copy(update={"start": at[s.behavior]}) for s in sessions]).allowed


@settings(max_examples=60)
@given(rng=st.randoms(use_true_random=False))
def test_no_order_and_no_starts_are_nearer_to_the_wishes(rng: Random) -> None:
    problem = drawn_window(rng)
    sessions = packed(problem, *(b.id for b in problem.behaviors))
    assume(verify(problem, sessions).allowed)
    chosen = timetable(problem, sessions)
    assert verify(problem, chosen).violations == ()
    assert {(s.behavior, s.minutes) for s in chosen} == {(s.behavior, s.minutes) for s in sessions}
    least = wishes(problem, tuple((s.behavior, s.start) for s in chosen))
    lengths = tuple((s.behavior, s.minutes) for s in sessions)
    for other in every_timetable(problem, lengths, problem.windows[0].start):
        assert wishes(problem, other) >= least or not allowed(problem, sessions, other)
