from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from habitos_tui.services.demo.catalogue import CATALOGUE
from habitos_tui.ui.busy.painting import CELLS, FREE, WORK, painted
from habitos_tui.ui.onboarding.presenter import (
    REST,
    WizardValues,
    begin_text,
    busy_blocks,
    first_days_text,
    first_week,
    may_choose_week,
    person_issues,
    picked_text,
    setup_of,
    share_text,
    shares,
    time_budgets,
    time_issues,
    time_text,
    weight_issues,
)

VALUES = WizardValues(name="Ada")


def test_work_and_sleep_are_busy_time_and_a_night_is_in_one_piece() -> None:
    blocks = [(b.weekday, b.start, b.end, b.title) for b in busy_blocks(VALUES, lambda: UUID(int=0))]
    lunch = (0, 750, 780, "Meals")
    monday = [(0, 450, 480, "Meals"), (0, 540, 750, "Work"), lunch, (0, 780, 1020, "Work"), (0, 1140, 1170, "Meals")]
    assert blocks[:6] == [*monday, (0, 1380, 1860, "Sleep")]
    assert blocks[-1] == (6, 1380, 1860, "Sleep")
    assert len(blocks) == 7 * (1 + 3) + 5 * 2


def test_the_free_time_of_a_week_is_what_is_left_of_it() -> None:
    assert time_text(VALUES) == "That leaves 64 h a week, of which at most 27 h are planned."
    assert time_text(replace(VALUES, free_day_hours="")) == "That leaves 64 h a week."


def test_hours_count_for_the_days_on_which_work_is_painted() -> None:
    at_weekends = painted(painted(VALUES.busy, range(5), 0, CELLS - 1, FREE), (5, 6), 20, 30, WORK)
    budgets = time_budgets(replace(VALUES, busy=at_weekends))
    assert [(budget.days, budget.max_minutes) for budget in budgets] == [((5, 6), 180), ((0, 1, 2, 3, 4), 360)]


@pytest.mark.parametrize("typed", ["x", "25", "-1", "nan"])
def test_bad_hours_are_told_at_their_field(typed: str) -> None:
    assert [path for path, _ in time_issues(replace(VALUES, work_day_hours=typed))] == ["work_day_hours"]


def test_some_time_must_be_free() -> None:
    full = painted(VALUES.busy, range(7), 0, CELLS - 1, WORK)
    assert [path for path, _ in time_issues(replace(VALUES, busy=full))] == ["busy"]


def test_a_name_is_needed_and_must_be_free() -> None:
    assert [path for path, _ in person_issues(WizardValues(name="  "), ())] == ["name"]
    assert [path for path, _ in person_issues(WizardValues(name="ADA"), ("ada",))] == ["name"]


def test_passwords_must_agree() -> None:
    assert [path for path, _ in person_issues(replace(VALUES, password="x", again="y"), ())] == ["again"]


def test_passwords_never_show_up_in_a_repr() -> None:
    values = replace(VALUES, password="s3cret", again="s3cret")
    assert "s3cret" not in repr(values)
    assert "s3cret" not in repr(setup_of(values))


@pytest.mark.parametrize("typed", ["x", "11", "-1", "nan", "inf"])
def test_a_weight_is_a_number_from_nought_to_ten(typed: str) -> None:
    values = replace(VALUES, weights={"health": typed, "social": "5"})
    assert [path for path, _ in weight_issues(values)] == ["weights.health"]


def test_something_must_matter() -> None:
    assert [path for path, _ in weight_issues(replace(VALUES, weights={"health": "0", "social": ""}))] == ["weights"]


def test_shares_are_parts_of_one_and_bad_numbers_count_nothing() -> None:
    assert shares({"a": "3", "b": "1", "c": "x"}) == {"a": 0.75, "b": 0.25, "c": 0}
    assert shares({"a": "0"}) == {"a": 0}
    assert share_text(0.25) == "▰▰▱▱▱▱▱▱▱▱  25 %"


def test_the_setup_holds_only_objectives_that_matter() -> None:
    setup = setup_of(replace(VALUES, weights={"health": "5", "social": "0"}, week_start=6, day_end=180, password=""))
    assert [objective.name for objective in setup.objectives] == ["health"]
    assert (setup.preferences.week_start, setup.preferences.day_end, setup.password) == (6, 180, None)


def test_what_is_picked_is_summed_up() -> None:
    assert picked_text(CATALOGUE, [CATALOGUE[0].id]).startswith("1 behavior picked: 1 h 45 min a week")


@pytest.mark.parametrize(
    ("day", "hour", "week_start", "day_end", "late"),
    [
        (26, 23, 0, 0, False),
        (27, 0, 0, 0, True),
        (27, 2, 0, 180, False),  # still Thursday for somebody whose day ends at three
        (29, 22, 0, 0, True),
        (29, 22, 6, 0, False),  # the first day of a week that begins on Sunday
        (26, 9, 6, 0, True),
    ],
)
def test_from_friday_on_the_next_week_may_come_first(
    day: int, hour: int, week_start: int, day_end: int, late: bool
) -> None:
    now = datetime(2026, 11, day, hour, tzinfo=UTC)
    values = WizardValues(week_start=week_start, day_end=day_end)
    assert may_choose_week(values, now) is late
    rest = first_week(replace(values, first_week=REST), now)
    assert (first_week(values, now) - rest).days == (7 if late else 0)
    assert rest <= now.date() < rest + timedelta(days=8)


def test_the_first_plan_is_named_for_its_days() -> None:
    sunday = datetime(2026, 11, 29, 22, 40, tzinfo=UTC)
    rest = WizardValues(first_week=REST)
    assert (first_days_text(WizardValues(), sunday), begin_text(WizardValues(), sunday)) == (
        "Mon 30 Nov to Sun 6 Dec",
        "Plan next week",
    )
    assert first_days_text(rest, sunday) == "what is left of Sun 29 Nov"
    assert begin_text(rest, sunday) == "Plan the rest of this week"
    assert begin_text(WizardValues(), sunday.replace(day=25)) == "Plan my first week"
