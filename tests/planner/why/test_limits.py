"""Every limit of a week has a name, reads like a sentence, and can be taken away."""

import pytest

from habitos_tui.domain.model.problem import SECOND_EDITION, Problem
from habitos_tui.planner.why.limits import NamedLimit, named_limits
from habitos_tui.planner.why.repairs import ladders
from tests.planner.mini import habit, week
from tests.planner.samples import NAMES, sample


def everything() -> Problem:
    run = habit(
        "run",
        weekdays=(0, 1),
        min_per_week=1,
        max_per_week=3,
        max_per_day=2,
        min_gap_days=1,
        strict_slots=True,
        preferred_slots=("day",),
    )
    return week(
        run,
        habit("swim", max_per_day=50, weekdays=tuple(range(7))),
        rules=[
            {"id": "soft", "type": "frequency", "period": "day", "max_sessions": 1, "penalty": 5},
            {"id": "off", "type": "frequency", "period": "day", "max_sessions": 1, "active": False},
            {"id": "hard", "name": "Calm", "type": "frequency", "period": "day", "max_sessions": 1, "days": [5, 6]},
        ],
        energy_budget=[3, None, None, None, None, None, 4.5],
        busy=[
            {"day": 1, "start": "09:00", "end": "09:30", "title": "Work"},
            {"day": 1, "start": "08:00", "end": "08:15", "title": "Work"},
            {"day": 2, "start": "08:00", "end": "08:15"},
        ],
        fixed=[{"behavior": "run", "day": 0, "start": "08:00", "minutes": 30, "kind": "locked"}],
        not_before={"day": 0, "time": "07:30"},
    )


def by_kind(problem: Problem) -> dict[str, list[NamedLimit]]:
    found: dict[str, list[NamedLimit]] = {}
    for limit in named_limits(problem):
        found.setdefault(limit.kind, []).append(limit)
    return found


def test_each_limit_reads_like_a_sentence() -> None:
    sentences = [limit.sentence for limit in named_limits(everything())]
    assert sentences == [
        "Run at least 1 time a week",
        "Calm: At most 1 session a day on Saturday and Sunday",
        "Run only in “day”",
        "Run more than 1 day apart",
        "Run only on Monday and Tuesday",
        "Run at most 3 times a week",
        "Run at most 2 times a day",
        "At most 3 energy on Monday",
        "At most 4.5 energy on Sunday",
        "Run locked on Monday 08:00-08:30",
        "Nothing new before Monday 07:30",
        "Work on Tuesday 08:00-08:15 and 09:00-09:30",
        "Busy on Wednesday 08:00-08:15",
    ]


def test_the_notice_is_named_with_the_moment() -> None:
    problem = week(habit("run"), format=SECOND_EDITION, not_before={"day": 0, "time": "07:30"}, notice_minutes=45)
    (limit,) = by_kind(problem)["not_before"]
    assert limit.sentence == "Nothing new before Monday 08:15, 45 minutes from now"
    assert limit.without(problem).windows == week(habit("run")).windows != problem.windows


def test_what_is_about_to_begin_is_named_so_and_not_to_be_unlocked() -> None:
    fixed = [{"behavior": "run", "day": 0, "start": start, "minutes": 30, "kind": "locked"} for start in (510, 600)]
    now = {"not_before": {"day": 0, "time": "08:15"}, "notice_minutes": 45}
    problem = week(habit("run"), format=SECOND_EDITION, fixed=fixed, **now)
    soon, later = by_kind(problem)["fixed"]
    assert soon.sentence == "Run about to begin on Monday 08:30-09:00"
    assert later.sentence == "Run locked on Monday 10:00-10:30"
    assert [len(list(ladders(problem, limit))) for limit in (soon, later)] == [0, 1]


def test_days_are_named_by_the_weekday_they_fall_on() -> None:
    problem = week(habit("run", weekdays=(0,)), week_start="2026-11-29", energy_budget=[1, *[None] * 6])
    assert [limit.sentence for limit in named_limits(problem)][:1] == ["Run only on Sunday"]
    assert by_kind(problem)["energy"][0].sentence == "At most 1 energy on Sunday"


def test_taking_a_limit_away_leaves_the_others() -> None:
    problem = everything()
    limits = named_limits(problem)
    for limit in limits:
        left = [other.sentence for other in named_limits(limit.without(problem))]
        assert left == [other.sentence for other in limits if other is not limit]


def test_a_busy_title_is_one_limit_a_day() -> None:
    problem = by_kind(everything())["busy"][0].without(everything())
    assert [block.day for block in problem.busy] == [2]


@pytest.mark.parametrize("name", NAMES)
def test_every_limit_of_the_known_weeks_can_be_taken_away(name: str) -> None:
    problem = sample(f"first-edition/{name}")
    for limit in named_limits(problem):
        assert limit.without(problem) != problem
