"""What was tried so far, as it counts at a moment: the edges of every wait, without a database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.errors import TooManyTriesError
from habitos_tui.services.login_source import NETWORK, LoginSource
from habitos_tui.services.login_throttle import (
    FREE_TRIES,
    KNOWN_FOR,
    MAX_KNOWN,
    SLIPS_WITHIN,
    LoginThrottle,
    _State,
    wait_seconds,
)
from habitos_tui.storage.logins import Bucket, LoginRepository, SourceTries
from tests.support.household import PASSWORD, make_household, set_clock

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
NOBODY = SourceTries()
KNOWN = SourceTries(last_login_at=NOON)


def state(tries: SourceTries = NOBODY, level: float = 0, filled_at: datetime = NOON) -> _State:
    return _State(tries, Bucket(level, filled_at), NOON)


@pytest.mark.parametrize(("over", "seconds"), [(-1, 0), (0, 1), (1, 2), (9, 512), (10, 900), (11, 900), (99, 900)])
def test_the_wait_doubles_up_to_a_quarter_of_an_hour(over: int, seconds: int) -> None:
    assert wait_seconds(FREE_TRIES + over) == seconds


@pytest.mark.parametrize(
    ("failed", "filled", "set_back"),
    [(None, 0, False), (0, 0, False), (-1, -1, False), (None, 1, True), (1, 0, True), (1, 1, True)],
)
def test_only_what_would_be_in_the_future_shows_that_a_clock_was_set_back(
    failed: int | None, filled: int, set_back: bool
) -> None:
    last = None if failed is None else NOON + failed * SECOND
    found = state(SourceTries(failures=1, last_failed_at=last), 5, NOON + filled * SECOND)
    assert found.set_back == set_back
    assert found.tries.last_failed_at == (None if last is None else min(last, NOON))
    assert found.bucket.updated_at == NOON


@pytest.mark.parametrize(
    ("level", "seconds", "left"),
    [
        (5, 0, 5),
        (5, 600, 4),
        (5, 300, 4.5),
        (0.5, 600, 0),
        (5, -600, 5),
    ],
)
def test_a_bucket_is_emptied_by_the_time_that_has_passed(level: float, seconds: float, left: float) -> None:
    assert state(level=level, filled_at=NOON - seconds * SECOND).bucket.level == left


def test_nobody_waits_who_has_not_tried() -> None:
    assert (state().left, state(SourceTries(failures=9)).left) == (0, 0)


@pytest.mark.parametrize(("ago", "left"), [(0, 4), (0.5, 4), (1, 3), (4, 0)])
def test_the_wait_of_a_source_is_counted_from_its_last_try(ago: float, left: int) -> None:
    assert state(SourceTries(failures=FREE_TRIES + 2, last_failed_at=NOON - ago * SECOND)).left == left


@pytest.mark.parametrize(
    ("level", "left"),
    [(19, 0), (19.5, 300), (20, 600)],
)
def test_strangers_wait_until_there_is_room_for_one_more(level: float, left: float) -> None:
    assert state(level=level).left == left
    assert state(KNOWN, level).left == 0


def test_of_both_waits_the_longer_counts() -> None:
    guesser = SourceTries(failures=FREE_TRIES + 2, last_failed_at=NOON)
    assert (state(guesser, 20).left, state(guesser, 1).left) == (600, 4)


@pytest.mark.parametrize(
    ("last", "known"), [(None, False), (NOON - KNOWN_FOR, True), (NOON - KNOWN_FOR - SECOND, False)]
)
def test_a_place_is_known_for_half_a_year(last: datetime | None, known: bool) -> None:
    assert state(SourceTries(last_login_at=last)).is_known == known


@pytest.mark.parametrize(("tries", "level"), [(NOBODY, 6), (KNOWN, 5)], ids=["a stranger", "a known place"])
def test_a_try_counts_as_a_failure_and_fills_the_bucket_of_strangers(tries: SourceTries, level: int) -> None:
    found = state(replace(tries, failures=4, untold=2), 5).counted()
    assert found.tries == replace(tries, failures=5, untold=3, last_failed_at=NOON)
    assert found.bucket == Bucket(level, NOON)


@pytest.mark.parametrize(
    ("untold", "ago", "left"),
    [
        (FREE_TRIES, timedelta(minutes=1), 0),
        (FREE_TRIES, SLIPS_WITHIN - SECOND, 0),
        (FREE_TRIES, SLIPS_WITHIN, FREE_TRIES - 1),
        (FREE_TRIES + 1, timedelta(minutes=1), FREE_TRIES),
        (FREE_TRIES, None, FREE_TRIES - 1),
        (1, None, 0),
        (0, None, 0),
    ],
)
def test_a_few_wrong_passwords_right_before_the_right_one_were_slips(
    untold: int, ago: timedelta | None, left: int
) -> None:
    last = None if ago is None else NOON - ago
    found = state(SourceTries(failures=7, last_failed_at=NOON, untold=untold), 5).taken_back(last)
    assert found.tries == SourceTries(failures=0, last_failed_at=last, last_login_at=NOON, untold=left)


@pytest.mark.parametrize(
    ("tries", "level", "left"),
    [(NOBODY, 5, 4), (NOBODY, 0.5, 0), (KNOWN, 5, 5)],
    ids=["a stranger", "a stranger alone", "a known place"],
)
def test_a_right_password_takes_its_own_try_out_of_the_bucket(tries: SourceTries, level: float, left: float) -> None:
    assert state(tries, level).taken_back(None).bucket.level == left


@pytest.fixture
def household(tmp_path: Path) -> DataDirectory:
    household = make_household(tmp_path)
    household.accounts.create("alice", PASSWORD)
    return household


def at(household: DataDirectory, number: int) -> LoginThrottle:
    source = LoginSource(f"198.51.100.{number}", NETWORK)
    return LoginThrottle(household.database, household.clock, lambda: source)


def tries(household: DataDirectory, number: int) -> SourceTries:
    return LoginRepository(household.database).tries("alice", f"198.51.100.{number}")


def test_whoever_is_refused_takes_the_database_from_nobody(
    household: DataDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(FREE_TRIES):
        at(household, 1).count_try("alice")
    before = tries(household, 1)
    monkeypatch.setattr(household.database, "unit", None)
    with pytest.raises(TooManyTriesError) as caught:
        at(household, 1).count_try("alice")
    assert caught.value.seconds == 1
    assert tries(household, 1) == before


def test_a_try_that_is_refused_after_a_clock_was_set_back_is_not_counted(household: DataDirectory) -> None:
    for _ in range(FREE_TRIES):
        at(household, 1).count_try("alice")
    set_clock(household, household.clock.now() - timedelta(hours=1))
    with pytest.raises(TooManyTriesError):
        at(household, 1).count_try("alice")
    assert tries(household, 1) == SourceTries(FREE_TRIES, household.clock.now().astimezone(UTC), None, FREE_TRIES)


def test_the_owner_is_known_at_the_last_places_and_begins_anew_there(household: DataDirectory) -> None:
    for _ in range(FREE_TRIES):
        at(household, 1).count_try("alice")
    for number in range(1, MAX_KNOWN + 2):
        set_clock(household, household.clock.now() + timedelta(minutes=1))
        at(household, number).note_owner("alice")
        assert (tries(household, number).failures, tries(household, number).last_login_at) == (
            0,
            household.clock.now().astimezone(UTC),
        )
    assert tries(household, 1).last_login_at is None
    assert tries(household, 2).last_login_at is not None
