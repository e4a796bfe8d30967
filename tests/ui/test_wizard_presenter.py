from dataclasses import replace
from uuid import UUID

import pytest

from habitos_tui.domain.week import DEFAULT_SLOTS
from habitos_tui.services.catalogue import CATALOGUE
from habitos_tui.ui.presenters.wizard import (
    WizardValues,
    busy_blocks,
    free_minutes,
    person_issues,
    picked_text,
    setup_of,
    share_text,
    shares,
    time_issues,
    weight_issues,
)

VALUES = WizardValues(name="Ada")


def spans(values: WizardValues, weekday: int) -> list[tuple[int, int, str]]:
    return [(b.start, b.end, b.title) for b in busy_blocks(values, lambda: UUID(int=0)) if b.weekday == weekday]


def test_a_night_is_busy_before_the_morning_and_after_the_evening() -> None:
    assert spans(VALUES, 5) == [(0, 420, "Sleep"), (1380, 1440, "Sleep")]


def test_work_stands_between_the_nights_on_work_days() -> None:
    assert spans(VALUES, 0) == [(0, 420, "Sleep"), (540, 1020, "Work"), (1380, 1440, "Sleep")]


def test_sleep_after_midnight_is_one_block_of_the_morning() -> None:
    assert spans(replace(VALUES, sleep_from="01:00", sleep_to="08:30", work_days=()), 2) == [(60, 510, "Sleep")]


def test_night_shifts_reach_into_the_next_morning() -> None:
    night = replace(VALUES, work_from="22:00", work_to="05:00", sleep_from="06:00", sleep_to="14:00")
    assert spans(night, 1) == [(0, 300, "Work"), (360, 840, "Sleep"), (1320, 1440, "Work")]
    assert spans(night, 5) == [(0, 300, "Work"), (360, 840, "Sleep")]


def test_equal_times_are_no_time_at_all() -> None:
    assert spans(replace(VALUES, work_to="09:00", sleep_to="23:00"), 0) == []


def test_no_window_of_the_usual_slots_is_left_in_the_night() -> None:
    night = [(start, end) for start, end, title in spans(VALUES, 0) if title == "Sleep"]
    for slot in DEFAULT_SLOTS:
        inside = range(max(slot.start, 0), min(slot.end, 420))
        assert all(any(start <= minute < end for start, end in night) for minute in inside)


def test_the_free_time_of_a_week_is_what_is_left() -> None:
    assert free_minutes(VALUES) == 7 * 16 * 60 - 5 * 8 * 60


@pytest.mark.parametrize("typed", ["", "7", "7:5", "25:00", "noon", "07:03", "24:00"])
def test_a_bad_time_is_told_at_its_field(typed: str) -> None:
    assert [path for path, _ in time_issues(replace(VALUES, sleep_from=typed))] == ["sleep_from"]


def test_work_times_do_not_matter_without_work_days() -> None:
    assert time_issues(replace(VALUES, work_days=(), work_from="", work_to="?")) == []


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
    setup = setup_of(replace(VALUES, weights={"health": "5", "social": "0"}, week_start=6, password=""))
    assert [objective.name for objective in setup.objectives] == ["health"]
    assert (setup.preferences.week_start, setup.password) == (6, None)


def test_what_is_picked_is_summed_up() -> None:
    assert picked_text(CATALOGUE, [CATALOGUE[0].id]).startswith("1 behavior picked: 1 h 45 min a week")
