"""What is next. It is Wednesday, 25 November 2026, ten in the morning."""

from datetime import timedelta

from habitos_tui.clock import FixedClock
from habitos_tui.domain.model.agenda import SessionState
from habitos_tui.domain.model.rhythm import EveryDays, EveryWeeks, TimesAMonth
from habitos_tui.domain.model.task import Task
from habitos_tui.services.reminders import SessionReminder, Urgency
from habitos_tui.services.workspace import Workspace
from tests.support.household import MONDAY, WEDNESDAY, accept_now, hand_made, make_behavior, placed
from tests.support.storage import make_session


def at(workspace: Workspace, minute: int) -> Workspace:
    """Return the same at another minute of today."""
    clock = workspace.clock
    assert isinstance(clock, FixedClock)
    clock.moment = clock.at(WEDNESDAY, minute)
    return workspace


def today(workspace: Workspace) -> list[tuple[str, int, int]]:
    """Return the open sessions of today, behavior, start and minutes, in time order."""
    items = workspace.tracking.day(WEDNESDAY).items
    return [(i.behavior.id, i.start, i.minutes) for i in items if i.session and i.state is SessionState.PLANNED]


def told(workspace: Workspace) -> list[tuple[Urgency, str, int | None]]:
    now = workspace.clock.now()
    found = workspace.reminders.now()
    return [(r.urgency, r.behavior, r.until(now) if isinstance(r, SessionReminder) else None) for r in found]


def test_sessions_are_told_before_and_while_they_go_on(alice: Workspace) -> None:
    behavior, start, minutes = today(alice)[0]
    assert told(at(alice, start - 7))[:1] == [(Urgency.NEXT, behavior, 7)]
    assert told(at(alice, start))[0] == (Urgency.NOW, behavior, 0)
    assert told(at(alice, start + minutes - 1))[0] == (Urgency.NOW, behavior, 1 - minutes)
    assert (Urgency.NOW, behavior, -minutes) not in told(at(alice, start + minutes))
    at(alice, start + 1).tracking.done(behavior)
    assert all(urgency is not Urgency.NOW for urgency, *_ in told(at(alice, start + 2)))


def test_each_session_is_told_once_by_a_call_every_ten_minutes(alice: Workspace) -> None:
    sessions = today(alice)
    first = sessions[0][1] - 25
    calls = [at(alice, first + 10 * step).reminders.within(timedelta(minutes=10)) for step in range(60)]
    heard = [(r.behavior, r.begins.hour * 60 + r.begins.minute) for call in calls for r in call if r.day == WEDNESDAY]
    assert heard == [(behavior, start) for behavior, start, _ in sessions if start < first + 600]


def test_the_next_session_may_be_tomorrow_s(alice: Workspace) -> None:
    sessions = today(alice)
    late = at(alice, max(start for _, start, _ in sessions) + 1)
    following = [r for r in late.reminders.now() if r.urgency is Urgency.NEXT]
    assert [r.day for r in following] == [WEDNESDAY + timedelta(days=1)]


def test_nothing_planned_is_nothing(idle: Workspace) -> None:
    assert idle.reminders.now() == idle.reminders.within(timedelta(days=7)) == ()


def test_tasks_and_rhythms_that_are_due(alice: Workspace) -> None:
    for name, day in (
        ("Taxes", WEDNESDAY),
        ("Letter", WEDNESDAY - timedelta(days=3)),
        ("Later", WEDNESDAY + timedelta(days=9)),
    ):
        task = Task(total_minutes=30, due=day)
        alice.behaviors.add(make_behavior(name.lower(), name=name, target_per_week=0, task=task))
    found = {(r.urgency, r.name) for r in alice.reminders.now()}
    assert {(Urgency.DUE, "Taxes"), (Urgency.OVERDUE, "Letter")} <= found
    assert "Later" not in {name for _, name in found}


def test_a_rhythm_without_days_is_told_until_it_is_on_the_day(idle: Workspace) -> None:
    rhythms = {"cinema": TimesAMonth(times_a_month=1), "windows": EveryWeeks(every_weeks=4, since=MONDAY)}
    for name, rhythm in rhythms.items():
        idle.behaviors.add(make_behavior(name, rhythm=rhythm, target_per_week=1, impacts={}))
    far = EveryWeeks(every_weeks=4, since=MONDAY + timedelta(weeks=1))
    idle.behaviors.add(make_behavior("attic", rhythm=far, target_per_week=1, impacts={}))
    assert [(r.urgency, r.behavior, r.minutes) for r in idle.reminders.now()] == [
        (Urgency.DUE, "cinema", None),
        (Urgency.DUE, "windows", None),
    ]
    idle.tracking.skip("windows", day=WEDNESDAY)
    assert [r.behavior for r in idle.reminders.now()] == ["cinema"]


def test_a_session_that_begins_now_is_not_the_next_one_too(alice: Workspace) -> None:
    behavior, start, _ = today(alice)[0]
    here = [urgency for urgency, of, until in told(at(alice, start)) if (of, until) == (behavior, 0)]
    assert here == [Urgency.NOW]


def test_what_is_due_on_a_day_is_told_once_and_not_on_days_away(idle: Workspace) -> None:
    for name, since in (("plants", MONDAY), ("oven", WEDNESDAY)):
        rhythm = EveryDays(every_days=10, since=since)
        idle.behaviors.add(make_behavior(name, rhythm=rhythm, target_per_week=1, impacts={}))
    assert told(idle) == [(Urgency.OVERDUE, "plants", None), (Urgency.DUE, "oven", None)]
    idle.away.add(WEDNESDAY, WEDNESDAY)
    assert told(idle) == []


def test_the_next_session_is_looked_for_a_week_ahead(idle: Workspace) -> None:
    next_week = MONDAY + timedelta(weeks=1)
    run = hand_made(idle, next_week, placed(idle.slots.all(), (("friends", 2, "18:00", 120),)))
    accept_now(idle, run)
    assert [r.day for r in idle.reminders.now()] == [WEDNESDAY + timedelta(weeks=1)]


def test_time_until_a_session_is_rounded_up(alice: Workspace) -> None:
    now = alice.clock.now()
    begins = [now + timedelta(seconds=seconds) for seconds in (-61, -60, -59, 0, 1, 60, 61, 7260)]
    reminders = [SessionReminder(Urgency.NEXT, "run", "Run", WEDNESDAY, begins=begin) for begin in begins]
    assert [reminder.until(now) for reminder in reminders] == [-1, -1, 0, 0, 1, 1, 2, 121]


def test_sessions_within_a_span_are_those_that_begin_before_it_is_over(alice: Workspace) -> None:
    at(alice, 7 * 60)
    friends = timedelta(days=2, minutes=11 * 60 + 30)

    def within(span: timedelta) -> list[tuple[str, int]]:
        return [(r.behavior, (r.day - WEDNESDAY).days) for r in alice.reminders.within(span)]

    at_once = [("meditate", 0)]
    today = [*at_once, ("deepwork", 0), ("read", 0)]
    assert within(timedelta(0)) == []
    assert within(timedelta(minutes=1)) == at_once
    assert within(timedelta(hours=12)) == at_once
    assert within(timedelta(hours=12, minutes=1)) == today[:2]
    assert within(timedelta(days=1)) == [*today, ("meditate", 1)]
    assert within(friends) == [*today, ("meditate", 1)]
    assert within(friends + timedelta(minutes=1)) == [*today, ("meditate", 1), ("friends", 2)]


def test_a_session_past_midnight_goes_on_and_the_next_is_the_earliest_of_the_coming_days(alice: Workspace) -> None:
    plans = alice._store.plans
    night = make_session("n", MONDAY, behavior="read", start=24 * 60 + 50, minutes=40)
    early = make_session("e", WEDNESDAY, behavior="friends", start=24 * 60 + 5)
    plans.change_sessions(added=(night, early), changed=(), removed=())
    clock = alice.clock
    assert isinstance(clock, FixedClock)
    clock.moment = clock.at(MONDAY, 24 * 60 + 60)
    assert told(alice)[:2] == [(Urgency.NOW, "read", -10), (Urgency.NEXT, "run", 28 * 60 + 30)]
    clock.moment = clock.at(WEDNESDAY, 23 * 60)
    assert told(alice)[0] == (Urgency.NEXT, "friends", 65)


def test_nothing_further_than_a_week_ahead_is_the_next(idle: Workspace) -> None:
    for days, told_of in ((8, []), (7, [WEDNESDAY + timedelta(days=7)])):
        session = make_session(f"{days}", WEDNESDAY + timedelta(days=days))
        idle._store.plans.change_sessions(added=(session,), changed=(), removed=())
        assert [r.day for r in idle.reminders.now()] == told_of


def test_a_rhythm_is_not_told_of_beside_its_session_of_today(idle: Workspace) -> None:
    for name in ("cinema", "windows"):
        rhythm = EveryWeeks(every_weeks=4, since=MONDAY)
        idle.behaviors.add(make_behavior(name, rhythm=rhythm, target_per_week=1, impacts={}))
    idle._store.plans.change_sessions(
        added=(make_session("s", WEDNESDAY, behavior="cinema", start=600),), changed=(), removed=()
    )
    idle.tracking.done("run")
    assert (Urgency.DUE, "windows", None) in told(idle)
    assert (Urgency.DUE, "cinema", None) not in told(idle)
    assert {r.minutes for r in idle.reminders.now() if r.behavior == "cinema"} == {30}
