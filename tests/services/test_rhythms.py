"""Behaviors with rhythms, planned and logged through the services: what the log and accepted plans mean for a week."""

from datetime import date, datetime, timedelta
from typing import Any

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.base import ONE_WEEK
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.due import Due
from habitos_tui.domain.model.week import DEFAULT_SLOTS
from habitos_tui.services.workspace import Workspace
from tests.support.household import (
    BERLIN,
    MONDAY,
    accept_now,
    add_alice,
    hand_made,
    make_behavior,
    placed,
    set_clock,
)

NEXT = MONDAY + ONE_WEEK


def with_filter(workspace: Workspace, rhythm: dict[str, Any], **fields: Any) -> Workspace:
    workspace.behaviors.add(make_behavior("filter", rhythm=rhythm, target_per_week=1, **fields))
    return workspace


def asked(workspace: Workspace, week: date) -> Behavior:
    return workspace.planning.problem_for(week).behavior_by_id["filter"]


def planned_on(workspace: Workspace, week: date, day: int) -> None:
    accept_now(workspace, hand_made(workspace, week, placed(DEFAULT_SLOTS, (("filter", day, "18:00", 30),))))


def test_weeks_ahead_take_the_plans_between_as_done(idle: Workspace) -> None:
    with_filter(idle, {"every_days": 10, "since": "2026-11-25"})
    assert asked(idle, MONDAY).weekdays == (2, 3, 4)
    assert asked(idle, NEXT).weekdays == (0, 1, 2)
    planned_on(idle, MONDAY, 3)
    assert asked(idle, NEXT).weekdays == (6,)
    planned_on(idle, NEXT, 6)
    assert asked(idle, NEXT + ONE_WEEK).target_per_week == 0
    assert asked(idle, NEXT + 2 * ONE_WEEK).weekdays == (2, 3, 4)


def test_a_session_that_was_missed_or_skipped_stays_due(idle: Workspace, household: DataDirectory) -> None:
    with_filter(idle, {"every_days": 10, "since": "2026-11-25"})
    planned_on(idle, MONDAY, 3)
    set_clock(household, datetime(2026, 11, 30, 9, tzinfo=BERLIN))
    assert asked(idle, NEXT).target_per_week == 1
    idle.tracking.done("filter", day=MONDAY + timedelta(days=6))
    assert asked(idle, NEXT).target_per_week == 0


def test_only_days_that_are_lost_are_told_as_a_lower_target(idle: Workspace) -> None:
    with_filter(idle, {"every_weeks": 2, "since": "2026-11-23"}, max_per_week=1)
    assert idle.planning.reduced_targets(idle.planning.problem_for(NEXT)) == ()
    idle.away.add(first=NEXT + ONE_WEEK, last=NEXT + ONE_WEEK + timedelta(days=6))
    problem = idle.planning.problem_for(NEXT + ONE_WEEK)
    told = {each.behavior: (each.target, each.usual) for each in idle.planning.reduced_targets(problem)}
    assert told["filter"] == (0, 1)


def test_what_is_due_in_a_week_is_planned_and_what_is_not_is_not(idle: Workspace) -> None:
    with_filter(idle, {"dates": ["first saturday"]})
    assert asked(idle, MONDAY).target_per_week == 0
    assert (asked(idle, NEXT).target_per_week, asked(idle, NEXT).weekdays) == (1, (5,))


def test_the_next_days_due_follow_from_the_log(idle: Workspace) -> None:
    with_filter(idle, {"every_days": 10, "since": "2026-11-20"})
    days = [due.first for due in idle.dues.coming(idle.behaviors.all(), 2)["filter"]]
    assert days == [date(2026, 11, 20), date(2026, 12, 5)]
    idle.tracking.done("filter", day=date(2026, 11, 24))
    assert idle.dues.next(idle.behaviors.all()) == {"filter": Due(date(2026, 12, 4), date(2026, 12, 4))}


def test_weeks_are_looked_back_on_by_what_their_rhythm_asked_of_them(household: DataDirectory) -> None:
    profile = add_alice(household, planned=False)
    set_clock(household, datetime(2026, 11, 23, 6, tzinfo=BERLIN))
    made = household.open_workspace(profile)
    since = MONDAY.isoformat()
    made.behaviors.add(make_behavior("sauna", rhythm={"every_weeks": 2, "since": since}, target_per_week=2))
    made.behaviors.add(make_behavior("filter", rhythm={"every_days": 10, "since": since}, target_per_week=1))
    made.behaviors.add(make_behavior("market", rhythm={"dates": ["first saturday"]}, target_per_week=1))
    made.behaviors.add(make_behavior("ski", season={"first": "january", "last": "march"}))
    set_clock(household, datetime(2026, 12, 21, 9, tzinfo=BERLIN))
    alice = household.open_workspace(profile)
    for behavior, day in (("sauna", 24), ("sauna", 26), ("filter", 25)):
        alice.tracking.done(behavior, day=date(2026, 11, day))
    alice.tracking.done("filter", day=date(2026, 12, 8))
    names = {"sauna", "filter", "market", "ski"}
    weeks = [MONDAY + number * ONE_WEEK for number in range(4)]
    found = [
        {line.behavior: (line.done, line.wanted) for line in alice.reviews.review(week).lines if line.behavior in names}
        for week in weeks
    ]
    assert found == [
        {"sauna": (2, 2), "filter": (1, 1)},
        {"filter": (0, 1), "market": (0, 1)},  # due on 5 December
        {"sauna": (0, 2), "filter": (1, 1)},  # overdue
        {"filter": (0, 1)},  # due on 18 December
    ]
    rows = {line.behavior: (line.period, line.current) for line in alice.insights.streaks().lines}
    assert (rows["sauna"], rows["filter"]) == (("period", 0), ("period", 2))


def test_why_it_is_not_there_names_the_day_it_is_due(idle: Workspace) -> None:
    with_filter(idle, {"every_days": 10, "since": "2026-11-25"})
    water = idle.behaviors.get("filter")
    assert idle.dues.why_not(water, MONDAY, 1) == "“Filter”: wanted every 10 days, due today."
    assert idle.dues.why_not(water, MONDAY, 3) == ""
    planned_on(idle, MONDAY, 3)
    assert idle.dues.why_not(water, NEXT, 2) == "“Filter”: wanted every 10 days, due 6 Dec."
    assert idle.dues.why_not(water, NEXT, 6) == ""
    planned_on(idle, NEXT, 6)
    assert idle.dues.why_not(water, NEXT + ONE_WEEK, 2) == "“Filter”: wanted every 10 days, due 16 Dec."
    assert idle.dues.why_not(idle.behaviors.get("run"), MONDAY, 3) == ""
    ski = idle.behaviors.add(make_behavior("ski", season={"first": "january", "last": "march"}))
    assert idle.dues.why_not(ski, MONDAY, 3) == "“Ski”: not in season, it is wanted from January to March."
    sauna = idle.behaviors.add(make_behavior("sauna", rhythm={"every_weeks": 2, "since": "2026-11-23"}))
    assert idle.dues.why_not(sauna, NEXT, 0) == "“Sauna”: wanted every second week, 3 times, due week of 7 Dec."


def test_why_it_is_not_there_knows_pauses_and_seasons(idle: Workspace) -> None:
    with_filter(idle, {"every_days": 10, "since": "2026-11-20"})
    water = idle.behaviors.get("filter")
    idle.pauses.add("filter", MONDAY + timedelta(days=3), MONDAY + timedelta(days=3))
    assert ["paused" in idle.dues.why_not(water, MONDAY, day) for day in (2, 3, 4)] == [False, True, False]
    stollen = idle.behaviors.add(make_behavior("stollen", season={"first": "november", "last": "december"}))
    assert [idle.dues.why_not(stollen, MONDAY, day) for day in (0, 6)] == ["", ""]


def test_why_it_is_not_there_counts_what_was_done_of_it_this_week(idle: Workspace) -> None:
    rhythm, tuesday = {"every_days": 2, "since": "2026-11-20"}, MONDAY + timedelta(days=1)
    swim = idle.behaviors.add(make_behavior("swim", rhythm=rhythm, weekdays=(0, 2, 4), target_per_week=4))
    rent = idle.behaviors.add(make_behavior("rent", rhythm={"dates": ["26"]}, target_per_week=1))
    assert idle.dues.why_not(swim, MONDAY, 5) == "“Swim”: wanted every 2 days, overdue since 20 Nov."
    idle.tracking.done("swim", day=tuesday, minutes=20)
    assert idle.dues.why_not(swim, MONDAY, 5) == "“Swim”: wanted every 2 days, due 26 Nov."
    assert idle.dues.why_not(rent, MONDAY, 5) == "“Rent”: wanted on the 26th of the month, due 26 Nov."


def test_what_every_week_asks_for_is_not_due_next(idle: Workspace) -> None:
    with_filter(idle, {"every_days": 10, "since": "2026-11-20"})
    idle.behaviors.add(make_behavior("stollen", season={"first": "december", "last": "december"}))
    assert set(idle.dues.next(idle.behaviors.all())) == {"filter", "stollen"}
    assert idle.dues.next([idle.behaviors.get("run")]) == {}
    first, later = idle.dues.outside_pauses(idle.behaviors.get("filter"), 2)
    idle.pauses.add("filter", MONDAY, later.first)
    assert idle.dues.outside_pauses(idle.behaviors.get("filter"), 1)[0].first == later.first + timedelta(days=1)
    assert first.first < MONDAY


def test_by_hand_a_session_goes_where_it_is_put(idle: Workspace) -> None:
    with_filter(idle, {"dates": ["first saturday"]})
    planned_on(idle, NEXT, 5)
    (planned,) = idle.planning.sessions(NEXT)
    picked = idle.plan_editing.pick_up(planned.id)
    check = idle.plan_editing.check(picked, 6, 18 * 60)
    assert check.allowed
    moved = next(session for session in check.sessions if session.behavior == "filter")
    idle.plan_editing.place(picked, check.sessions, moved)
    week = idle.planning.problem_for(NEXT, rest=True)
    assert [(fixed.behavior, fixed.day, fixed.kind) for fixed in week.fixed] == [("filter", 6, "locked")]
    assert week.behavior_by_id["filter"].target_per_week == 1
    new = idle.plan_editing.pick_up_new(NEXT + ONE_WEEK, "filter")
    assert idle.plan_editing.check(new, 2, 18 * 60).allowed


def test_what_is_due_beside_pauses_follows_from_the_log_too(idle: Workspace) -> None:
    with_filter(idle, {"every_days": 10, "since": "2026-11-20"})
    idle.tracking.done("filter", day=date(2026, 11, 24))
    found = idle.dues.outside_pauses(idle.behaviors.get("filter"), 2)
    assert [due.first for due in found] == [date(2026, 12, 4), date(2026, 12, 14)]
