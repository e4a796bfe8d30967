from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habitos_tui.domain.model.base import ALL_DAYS
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.plan import PlanStatus
from habitos_tui.domain.text import phrasing
from habitos_tui.domain.text.behavior_phrasing import behavior_limits, worth_phrase
from habitos_tui.domain.text.result_phrasing import how_far

RUN = Behavior(id="run", name="Run", min_minutes=20, typical_minutes=35, max_minutes=60, target_per_week=3)


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (0, "0 min"),
        (45, "45 min"),
        (60, "1 h"),
        (105, "1 h 45 min"),
        (1440, "24 h"),
        (59.6, "1 h"),
        (-90, "-1 h 30 min"),
    ],
)
def test_durations_read_in_hours_and_minutes(minutes: float, text: str) -> None:
    assert phrasing.duration(minutes) == text


@given(st.integers(0, 10_000))
def test_a_duration_says_exactly_its_minutes(minutes: int) -> None:
    words = phrasing.duration(minutes).split()
    units = {"h": 60, "min": 1}
    assert sum(int(n) * units[unit] for n, unit in zip(words[::2], words[1::2], strict=True)) == minutes


def test_one_point_is_one_point() -> None:
    amounts = [phrasing.counted_points(amount) for amount in (1, 1.04, 2, 0.5, 0, -1, 34.25)]
    assert amounts == ["1 point", "1 point", "2 points", "0.5 points", "0 points", "-1 point", "34.2 points"]
    assert phrasing.counted_points(1.4, 0) == "1 point"
    assert worth_phrase(RUN, 0.01).startswith("worth 1 point a session")


def test_what_is_too_little_for_one_decimal_is_never_a_zero() -> None:
    shown = [phrasing.points(value) for value in (3e-6, 1.2e-9, -4e-10, 0.00061, 1e-16)]
    assert shown == ["0.0003", "1.2e-07", "-4e-08", "0.061", "0.0"]
    assert phrasing.counted_points(3e-7, 0) == "3e-07 points"
    assert worth_phrase(RUN, 1e-9).startswith("worth 1e-07 points a session")


def test_small_weeks_are_told_apart_as_well_as_large_ones() -> None:
    assert phrasing.alike(10.0, 10.0004)
    assert not phrasing.alike(10.0, 10.001)
    assert not phrasing.alike(2e-9, 3e-9)
    assert phrasing.alike(0.0, 0.0)


def test_a_worth_comes_with_its_bound() -> None:
    assert phrasing.reached_of(10.38, 10.42) == "1038.0 points of at most 1042.0"
    assert phrasing.reached_of(10.38, None) == "1038.0 points"
    assert phrasing.reached_of(0.0, 0.0) == "0.0 points of at most 0.0"
    assert phrasing.reached_of(3e-6, 4e-6) == "0.0003 points of at most 0.0004"
    assert phrasing.reached_of(3e-6, None) == "0.0003 points"


def test_points_are_model_units_times_a_hundred() -> None:
    assert [phrasing.points(value) for value in (10.40164, 0.0, -0.0, -0.05)] == ["1040.2", "0.0", "0.0", "-5.0"]


@pytest.mark.parametrize(
    ("share", "digits", "text"), [(0.344, 0, "34 %"), (1.0, 0, "100 %"), (0.0048, 2, "0.48 %"), (-0.001, 0, "0 %")]
)
def test_shares_read_as_percent(share: float, digits: int, text: str) -> None:
    assert phrasing.percent(share, digits) == text


def test_numbers_lose_their_empty_decimals() -> None:
    assert [phrasing.number(value) for value in (9.0, 9.54, -0.04, 120, 100.0)] == ["9", "9.5", "0", "120", "100"]
    assert phrasing.number(100, 0) == "100"


def test_nouns_follow_their_number() -> None:
    assert [phrasing.count(n, "session") for n in (0, 1, 2)] == ["0 sessions", "1 session", "2 sessions"]
    assert phrasing.count(2, "entry", "entries") == "2 entries"


def test_names_are_listed_as_in_a_sentence() -> None:
    assert [phrasing.listed(list("abc"[:n])) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert phrasing.listed(["a", "b"], "or") == "a or b"


def test_only_zero_has_no_sign() -> None:
    numbers = [phrasing.signed(phrasing.number(value)) for value in (4, 100, -1.5, 0, -0.01)]
    assert numbers == ["+4", "+100", "\N{MINUS SIGN}1.5", "0", "0"]
    shares = [phrasing.signed(phrasing.percent(value)) for value in (0.3, 0.001, -0.15)]
    assert shares == ["+30 %", "0 %", "\N{MINUS SIGN}15 %"]


def test_ratings_read_as_five_stars() -> None:
    assert [phrasing.stars(rating) for rating in (None, 1, 5)] == ["", "★☆☆☆☆", "★★★★★"]


def test_a_session_past_midnight_still_belongs_to_its_day() -> None:
    assert phrasing.span(23 * 60 + 45, 30) == "23:45-00:15 the next day"


def test_a_date_reads_the_same_in_every_locale() -> None:
    assert phrasing.day_label(date(2026, 11, 3)) == "Tue 3 Nov"


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (ALL_DAYS, ""),
        ((0, 1, 2, 3, 4), "on weekdays"),
        ((5, 6), "on Saturday and Sunday"),
        ((3,), "on Thursday"),
        ((0, 2, 4), "on Mon, Wed and Fri"),
        ((0, 1, 2, 3, 4, 6), "on all days but Saturday"),
    ],
)
def test_days_are_named_the_way_people_do(days: tuple[int, ...], text: str) -> None:
    assert phrasing.on_days(days) == text


def test_days_are_named_from_the_first_of_the_week() -> None:
    assert phrasing.on_days((0, 6), first_weekday=6) == "on Sunday and Monday"


def test_slots_of_the_users_own_are_quoted() -> None:
    assert (
        phrasing.in_slots(["early_morning", "night", "nap_time"]) == "in the early morning, at night or in “nap time”"
    )


def test_limits_are_one_phrase() -> None:
    assert phrasing.limits("1", None) == "at least 1"
    assert phrasing.limits(None, "2") == "at most 2"
    assert phrasing.limits("1", "2") == "between 1 and 2"
    assert phrasing.limits("2", "2") == "exactly 2"


@pytest.mark.parametrize(
    ("status", "gap", "text"),
    [
        (PlanStatus.OPTIMAL, 0.0042, "proved within 0.42 %"),
        (PlanStatus.FEASIBLE, 0.031, "stopped before the proof, at most 3.10 % below the best"),
        (PlanStatus.FEASIBLE, None, "stopped before the proof"),
        (PlanStatus.INFEASIBLE, None, "no plan respects every rule"),
    ],
)
def test_a_status_says_what_was_proved(status: PlanStatus, gap: float | None, text: str) -> None:
    assert phrasing.plan_status(status, gap) == text


def test_every_status_has_words() -> None:
    assert all(phrasing.plan_status(status) for status in PlanStatus)


def test_worth_says_what_a_week_of_it_takes() -> None:
    assert worth_phrase(RUN, 0.34) == "worth 34 points a session; 3 a week fill 1 h 45 min"
    once = RUN.model_copy(update={"target_per_week": 1})
    assert worth_phrase(once, 0.01) == "worth 1 point a session; 1 a week fills 35 min"


def test_worth_says_how_much_less_the_last_of_a_week_counts() -> None:
    assert worth_phrase(RUN, 0.2, 0.5) == (
        "worth 20 points a session, 30 for the first of a week and 10 for the third; 3 a week fill 1 h 45 min"
    )
    once = RUN.model_copy(update={"target_per_week": 1})
    assert worth_phrase(once, 0.2, 0.5) == (
        "worth 20 points a session, 30 for the first of a week; 1 a week fills 35 min"
    )
    often = RUN.model_copy(update={"target_per_week": 22})
    assert "10 for the 22nd;" in worth_phrase(often, 0.2, 0.5)
    assert "for the 12th;" in worth_phrase(RUN.model_copy(update={"target_per_week": 12}), 0.2, 0.5)
    assert worth_phrase(RUN, -0.2, 0.5).startswith("worth -20 points a session")


def test_weekends_and_ideal_times_are_named() -> None:
    run = RUN.model_copy(update={"preferred_slots": ("morning",), "weekend_slots": ("night",), "ideal_time": 375})
    assert behavior_limits(run)[2:] == (
        "best in the morning",
        "at weekends best at night",
        "begins best at 06:15",
    )
    anywhere = run.model_copy(update={"weekend_slots": (), "ideal_time": None})
    assert behavior_limits(anywhere)[3:] == ("at weekends in any part of the day",)


def test_a_plain_behavior_has_two_limits() -> None:
    assert behavior_limits(RUN) == ("20 min to 1 h, typically 35 min", "3 a week")


def test_every_limit_of_a_behavior_is_named() -> None:
    behavior = Behavior(
        id="x",
        name="X",
        min_minutes=5,
        typical_minutes=10,
        max_minutes=20,
        energy_cost=-1.5,
        preferred_slots=("morning", "night"),
        strict_slots=True,
        weekdays=(0, 6),
        target_per_week=4,
        min_per_week=1,
        max_per_week=6,
        max_per_day=2,
        min_gap_days=1,
    )
    assert behavior_limits(behavior, first_weekday=6) == (
        "5 to 20 min, typically 10 min",
        "4 a week, at least 1, more is welcome up to 6",
        "at most 2 a day",
        "more than 1 day apart",
        "only on Sunday and Monday",
        "only in the morning or at night",
        "gives 1.5 energy",
    )


def test_a_fixed_length_is_said_once() -> None:
    fixed = RUN.model_copy(
        update={"min_minutes": 35, "max_minutes": 35, "energy_cost": 4, "preferred_slots": ("night",)}
    )
    assert behavior_limits(fixed) == ("35 min", "3 a week", "best at night", "costs 4 energy")


@pytest.mark.parametrize(("value", "typed"), [(3, "3"), (3.0, "3"), (0.12345, "0.12345"), (-2.5, "-2.5"), (0, "0")])
def test_an_exact_number_is_typed_back_as_it_was(value: float, typed: str) -> None:
    assert phrasing.exact(value) == typed
    assert float(phrasing.exact(value)) == value


def test_one_length_is_one_number() -> None:
    assert phrasing.minutes_range(RUN.model_copy(update={"min_minutes": 35, "max_minutes": 35})) == "35"
    assert phrasing.minutes_range(RUN) == "20\N{EN DASH}60"


def test_times_after_midnight_are_those_of_the_clock() -> None:
    assert [phrasing.time_of_day(minute) for minute in (390, 1440, 1860)] == ["06:30", "24:00", "07:00 the next day"]
    assert phrasing.span(1320, 540) == "22:00-07:00 the next day"
    assert phrasing.span(1500, 30) == "01:00-01:30 the next day"
    assert phrasing.span(1320, 120) == "22:00-24:00"


@pytest.mark.parametrize(
    ("gap", "digits", "text"),
    [(0.026009, 2, "2.61 %"), (0.026, 2, "2.60 %"), (0.0, 2, "0.00 %"), (0.00001, 2, "0.01 %"), (0.0501, 1, "5.1 %")],
)
def test_the_most_that_a_gap_can_be_is_never_rounded_down(gap: float, digits: int, text: str) -> None:
    assert phrasing.percent_at_most(gap, digits) == text


def test_a_gap_of_nothing_is_less_than_the_smallest_that_is_shown() -> None:
    assert how_far(0.0) == "less than 0.01 %"
    assert how_far(0.0, 1) == "less than 0.1 %"
    assert how_far(0.0261, 1) == "at most 2.7 %"
