"""The days of a person put together from what was planned, done and skipped. It is Wednesday, nine in the morning."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from habitos_tui.clock import FixedClock
from habitos_tui.domain.model.agenda import DueItem, PlannedSession, SessionState
from habitos_tui.domain.model.away import Away
from habitos_tui.domain.model.pause import Pause
from habitos_tui.domain.model.present import Present
from habitos_tui.domain.model.rhythm import EveryDays
from habitos_tui.domain.model.wishes import EVER, Timeline, Version, Wishes
from habitos_tui.services.agenda import LoggedDays, agendas, read_history
from habitos_tui.services.workspace import Workspace
from tests.support.household import (
    BERLIN,
    FRIDAY,
    MONDAY,
    NOW,
    SUNDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    make_behavior,
)
from tests.support.storage import make_completion, make_session, make_skip
from tests.support.wishes import changing, wished

NEXT = MONDAY + timedelta(days=7)
NAMES = ("run", "read", "swim", "cook")
BUDGETS: Timeline[tuple[float | None, ...]] = Timeline([Version(EVER, (1.0,) * 7), Version(TUESDAY, (2.0,) * 7)])
ALWAYS = Wishes([wished(make_behavior(name)) for name in NAMES], {}, BUDGETS)


def logged(**fields: Any) -> LoggedDays:
    plain: dict[str, Any] = dict.fromkeys(("sessions", "completions", "skips", "absences", "pauses"), ())
    return LoggedDays(**plain | {"wishes": ALWAYS, "budget": (3.0, 3.0, 3.0, None, 5.0, 6.0, 7.0)} | fields)


def day_of(found: LoggedDays, day: date = WEDNESDAY, moment: datetime = NOW) -> list[tuple[str, SessionState]]:
    (agenda,) = agendas(found, day, 1, Present(FixedClock(moment), WEDNESDAY))
    return [(item.behavior.id, item.state) for item in agenda.items]


def test_a_day_gone_by_is_as_it_was_wanted_and_one_from_today_on_as_it_is_planned() -> None:
    run = changing(make_behavior("run"), {NEXT: {"energy_cost": 3}})
    found = logged(wishes=Wishes([run], {}, BUDGETS))
    costs = [found.behavior("run", day, WEDNESDAY).energy_cost for day in (TUESDAY, WEDNESDAY, THURSDAY)]
    assert costs == [0, 3, 3]
    limits = [found.energy_limit(day, WEDNESDAY) for day in (MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY)]
    assert limits == [1, 2, 3, None, 5]


def test_what_became_of_each_session() -> None:
    names = ("done", "skipped", "away", "paused", "missed", "open")
    days = (MONDAY, MONDAY, THURSDAY, FRIDAY, TUESDAY, WEDNESDAY)
    planned = {name: make_session(name, day, start=60 * 7) for name, day in zip(names, days, strict=True)}
    found = logged(
        sessions=tuple(planned.values()),
        completions=(make_completion("c", MONDAY, session=planned["done"].id, start=500),),
        skips=(make_skip("k", MONDAY, session=planned["skipped"].id),),
        absences=(Away(id=uuid4(), first=THURSDAY, last=THURSDAY),),
        pauses=(
            Pause(id=uuid4(), behavior="run", first=THURSDAY, last=FRIDAY),
            Pause(id=uuid4(), behavior="read", first=MONDAY),
        ),
    )
    week = agendas(found, MONDAY, 7, Present(FixedClock(NOW), WEDNESDAY))
    assert [agenda.day for agenda in week] == [MONDAY + timedelta(days=day) for day in range(7)]
    assert [[(item.state, item.start) for item in agenda.items] for agenda in week] == [
        [(SessionState.SKIPPED, 420), (SessionState.DONE, 500)],
        [(SessionState.MISSED, 420)],
        [(SessionState.PLANNED, 420)],
        [(SessionState.AWAY, 420)],
        [(SessionState.PAUSED, 420)],
        [],
        [],
    ]
    skipped, done = week[0].items
    assert (skipped.skip, done.completion, done.session) == (found.skips[0], found.completions[0], planned["done"])
    assert done.ended is not None
    assert [agenda.away is not None for agenda in week] == [False, False, False, True, False, False, False]
    assert [(agenda.minutes, agenda.energy_limit) for agenda in week[:3]] == [(30, 1), (0, 2), (30, 3)]


def test_what_is_done_or_skipped_is_so_on_days_away_and_of_a_pause_too() -> None:
    planned = [make_session(name, TUESDAY, start=start) for name, start in (("a", 420), ("b", 480), ("c", 540))]
    found = logged(
        sessions=tuple(planned),
        completions=(make_completion("c", TUESDAY, session=planned[0].id),),
        skips=(make_skip("k", TUESDAY, session=planned[1].id), make_skip("l", TUESDAY, session=planned[0].id)),
        absences=(Away(id=uuid4(), first=TUESDAY, last=TUESDAY),),
        pauses=(Pause(id=uuid4(), behavior="run", first=TUESDAY),),
    )
    states = [state for _, state in day_of(found, TUESDAY)]
    assert states == [SessionState.DONE, SessionState.SKIPPED, SessionState.AWAY]


def test_what_goes_on_past_midnight_is_not_missed() -> None:
    found = logged(sessions=(make_session("s", TUESDAY, start=23 * 60 + 50, minutes=50),))
    after_midnight = datetime(2026, 11, 25, 0, 30, tzinfo=BERLIN)
    assert day_of(found, TUESDAY, after_midnight) == [("run", SessionState.PLANNED)]
    assert day_of(found, TUESDAY) == [("run", SessionState.MISSED)]


def test_what_was_not_planned_is_on_its_day_and_what_has_no_time_comes_last() -> None:
    elsewhere = make_session("e", TUESDAY, behavior="cook")
    found = logged(
        sessions=(make_session("s", start=700, day=WEDNESDAY, behavior="swim"), elsewhere),
        completions=(
            make_completion("a", WEDNESDAY, start=600),
            make_completion("b", WEDNESDAY, start=500, behavior="read", session=uuid4()),
            make_completion("c", WEDNESDAY, start=300, behavior="cook", session=elsewhere.id),
            make_completion("d", THURSDAY, start=300),
        ),
        skips=(
            make_skip("k", WEDNESDAY, behavior="cook"),
            make_skip("l", WEDNESDAY, behavior="run", session=uuid4()),
            make_skip("m", WEDNESDAY, behavior="swim", session=elsewhere.id),
            make_skip("n", TUESDAY, behavior="read"),
        ),
    )
    assert day_of(found) == [
        ("read", SessionState.DONE),
        ("run", SessionState.DONE),
        ("swim", SessionState.PLANNED),
        ("cook", SessionState.SKIPPED),
        ("run", SessionState.SKIPPED),
    ]


def due(behavior: str, day: date) -> tuple[Any, DueItem]:
    return make_behavior(behavior), DueItem(day, day < WEDNESDAY, 30)


def test_what_is_due_comes_first_the_longest_due_before_the_rest() -> None:
    found = logged(
        sessions=(make_session("s", WEDNESDAY, start=0, behavior="cook"),),
        due_today=(due("swim", WEDNESDAY), due("run", WEDNESDAY), due("read", TUESDAY)),
    )
    (agenda,) = agendas(found, WEDNESDAY, 1, Present(FixedClock(NOW), WEDNESDAY))
    assert [item.behavior.id for item in agenda.items] == ["read", "run", "swim", "cook"]
    assert [item.due is not None for item in agenda.items] == [True, True, True, False]
    assert {item.state for item in agenda.items} == {SessionState.PLANNED}
    assert day_of(found, THURSDAY) == day_of(found, TUESDAY) == []


def test_what_is_planned_or_skipped_today_or_rests_is_not_told_as_due() -> None:
    swam = make_session("w", WEDNESDAY, behavior="swim")
    found = logged(
        sessions=(make_session("s", WEDNESDAY, behavior="run"), make_session("t", TUESDAY, behavior="cook"), swam),
        completions=(make_completion("c", WEDNESDAY, behavior="swim", session=swam.id),),
        skips=(make_skip("k", WEDNESDAY, behavior="read"),),
        due_today=tuple(due(name, WEDNESDAY) for name in NAMES),
    )

    def told(**fields: Any) -> list[str]:
        (agenda,) = agendas(replace(found, **fields), WEDNESDAY, 1, Present(FixedClock(NOW), WEDNESDAY))
        return [item.behavior.id for item in agenda.items if item.due is not None]

    assert told() == ["cook", "swim"]
    assert told(pauses=(Pause(id=uuid4(), behavior="cook", first=WEDNESDAY),)) == ["swim"]
    assert told(pauses=(Pause(id=uuid4(), behavior="cook", first=THURSDAY),)) == ["cook", "swim"]
    assert told(absences=(Away(id=uuid4(), first=WEDNESDAY, last=WEDNESDAY),)) == []


def test_the_night_of_today_has_what_goes_on_and_counts_for_the_day_beside_it() -> None:
    def night(moment: datetime, *sessions: PlannedSession, **fields: Any) -> list[str]:
        present = Present(FixedClock(moment), WEDNESDAY)
        found = agendas(logged(sessions=sessions, **fields), TUESDAY, 3, present)
        assert not found[0].night
        assert not found[2].night
        return [item.behavior.id for item in found[1].night]

    late, later = (
        make_session(name, TUESDAY, behavior=name, start=start) for name, start in (("read", 1450), ("cook", 1440))
    )
    past_midnight = datetime(2026, 11, 25, 0, 20, tzinfo=BERLIN)
    assert night(past_midnight, late, later, make_session("r", TUESDAY, start=420)) == ["cook", "read"]
    assert night(NOW, late, later) == []
    early = make_session("s", THURSDAY, behavior="swim", start=0)
    before_midnight = datetime(2026, 11, 26, 0, 10, tzinfo=BERLIN)
    assert night(before_midnight, early) == ["swim"]
    done = (make_completion("c", TUESDAY, behavior="run", start=1440),)
    assert night(past_midnight, late, completions=done) == ["run", "read"]
    assert night(past_midnight, completions=(), skips=(make_skip("k", TUESDAY),)) == []
    paused = (Pause(id=uuid4(), behavior="read", first=TUESDAY),)
    assert night(past_midnight, late, later, pauses=paused) == ["cook"]


def test_what_is_due_is_read_for_today_only_and_not_of_what_is_put_away(idle: Workspace) -> None:
    for name in ("plants", "oven"):
        rhythm = EveryDays(every_days=10, since=MONDAY)
        idle.behaviors.add(make_behavior(name, rhythm=rhythm, target_per_week=1, impacts={}))
    idle.behaviors.archive("oven")

    def found(first: date, last: date) -> list[str]:
        return [behavior.id for behavior, _ in read_history(idle._store, first, last).due_today]

    assert found(WEDNESDAY, WEDNESDAY) == found(MONDAY, SUNDAY) == ["plants"]
    assert found(MONDAY, TUESDAY) == found(THURSDAY, SUNDAY) == []
