import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from habitos_tui.clock import Clock, FixedClock, SystemClock, existing
from habitos_tui.errors import InvalidInputError

SUMMER, WINTER = date(2026, 7, 1), date(2026, 12, 1)


@pytest.fixture
def _berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture(params=["system", "fixed"])
def clock(request: pytest.FixtureRequest, _berlin: None) -> Clock:
    fixed = FixedClock(datetime(2026, 11, 25, 9, 0, tzinfo=ZoneInfo("Europe/Berlin")))
    return SystemClock() if request.param == "system" else fixed


@pytest.mark.parametrize(("day", "utc_hour"), [(SUMMER, 5), (WINTER, 6)])
def test_the_wall_clock_knows_the_season(clock: Clock, day: date, utc_hour: int) -> None:
    assert clock.at(day, 7 * 60) == datetime(day.year, day.month, day.day, utc_hour, tzinfo=UTC)


def test_a_day_may_go_on_past_midnight(clock: Clock) -> None:
    assert clock.at(WINTER, 25 * 60) == clock.at(date(2026, 12, 2), 60)


@pytest.mark.parametrize(("moment", "shown"), [((3, 29, 0, 40), (1, 40)), ((3, 29, 1, 10), (3, 10))])
def test_a_moment_is_local_as_summer_time_was_then(
    clock: Clock, moment: tuple[int, int, int, int], shown: tuple[int, int]
) -> None:
    local = clock.local(datetime(2026, *moment, tzinfo=UTC))
    assert (local.hour, local.minute) == shown


@pytest.mark.parametrize(
    ("day", "minute"), [(date(2026, 3, 29), 120), (date(2026, 3, 29), 179), (date(2026, 3, 28), 1590)]
)
def test_a_wall_clock_time_that_is_jumped_over_does_not_exist(clock: Clock, day: date, minute: int) -> None:
    with pytest.raises(InvalidInputError, match="is left out on 2026-03-29"):
        existing(clock, day, minute)


@pytest.mark.parametrize(
    ("day", "minute", "utc"),
    [(date(2026, 3, 29), 119, (0, 59)), (date(2026, 3, 29), 180, (1, 0)), (date(2026, 10, 25), 150, (0, 30))],
)
def test_of_a_wall_clock_time_that_comes_twice_the_first_is_meant(
    clock: Clock, day: date, minute: int, utc: tuple[int, int]
) -> None:
    moment = existing(clock, day, minute).astimezone(UTC)
    assert (moment.hour, moment.minute) == utc


def test_now_is_local_and_aware(clock: Clock) -> None:
    assert clock.now().utcoffset() is not None


@pytest.mark.usefixtures("_berlin")
def test_the_system_clock_tells_the_present() -> None:
    before = datetime.now(UTC)
    assert before <= SystemClock().now() <= datetime.now(UTC)
