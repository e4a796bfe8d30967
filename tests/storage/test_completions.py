from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from habitos_tui.domain.model.agenda import LogEntry, LogFilter
from habitos_tui.domain.model.away import Away
from habitos_tui.domain.model.completion import Context
from habitos_tui.domain.model.pause import Pause
from habitos_tui.errors import InvalidInputError, NotFoundError
from tests.support.storage import (
    MONDAY,
    Room,
    make_away,
    make_behavior,
    make_completion,
    make_id,
    make_pause,
    make_session,
    make_skip,
)

EVERYTHING = LogFilter()


def days_later(days: int) -> Any:
    return MONDAY + timedelta(days=days)


@pytest.fixture
def log(room: Room) -> Room:
    """Four completions and two skips of two behaviors, from Monday (c0, k0) to Thursday (c3)."""
    room.behaviors.add(make_behavior("swim", "Schwimmen im Öresund"))
    room.completions.add(make_completion("c0", rating=5, note="Sun_shine 100% \\o/"))
    room.completions.add(make_completion("c1", days_later(1), behavior="swim"))
    room.completions.add(make_completion("c2", days_later(2), rating=3, note="ÄRGER"))
    room.completions.add(make_completion("c3", days_later(3), behavior="swim", rating=5))
    room.completions.add_skip(make_skip("k0", reason="Rain, sunk shine"))
    room.completions.add_skip(make_skip("k1", days_later(1), behavior="swim", reason="ill"))
    return room


def shown(room: Room, wanted: LogFilter = EVERYTHING, limit: int = 50, offset: int = 0) -> str:
    """Return the names of the entries on a page."""
    names = {make_id(f"{kind}{number}"): f"{kind}{number}" for kind in "ck" for number in range(4)}
    return " ".join(names[line.entry.id] for line in room.completions.page(wanted, limit, offset))


def test_a_completion_is_changed_and_deleted(room: Room) -> None:
    room.completions.add(make_completion())
    changed = make_completion(rating=4, minutes=45, note="long", context=Context(weekday=0, energy_before=2))
    room.completions.update(changed)
    assert room.completions.get(changed.id) == changed
    room.completions.delete(changed.id)
    assert room.completions.get(changed.id) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda room: room.completions.update(make_completion()),
        lambda room: room.completions.delete(make_id("c1")),
        lambda room: room.completions.delete_skip(make_id("k1")),
    ],
    ids=["update", "delete", "delete skip"],
)
def test_an_unknown_one_cannot_be_changed(room: Room, change: Callable[[Room], None]) -> None:
    with pytest.raises(NotFoundError, match="with that id"):
        change(room)


def test_between_is_by_the_day_it_counts_for(room: Room) -> None:
    after_midnight = make_completion("late", done_at=datetime(2026, 11, 24, 1, tzinfo=UTC), start=1500)
    room.completions.add(after_midnight)
    room.completions.add(make_completion("next", days_later(1)))
    assert room.completions.between(MONDAY, MONDAY) == (after_midnight,)


def test_between_is_oldest_first(log: Room) -> None:
    found = log.completions.between(days_later(1), days_later(3))
    assert [completion.id for completion in found] == [make_id(f"c{number}") for number in (1, 2, 3)]


def test_skips_come_back(room: Room) -> None:
    monday, tuesday = make_skip("k1"), make_skip("k2", days_later(1), reason="")
    for skip in (tuesday, monday):
        room.completions.add_skip(skip)
    assert room.completions.skips_between(MONDAY, days_later(1)) == (monday, tuesday)
    room.completions.delete_skip(monday.id)
    assert room.completions.skips_between(MONDAY, days_later(1)) == (tuesday,)
    several = (make_skip("k3", days_later(2)), make_skip("k4", days_later(3)))
    room.completions.add_skips(several)
    assert room.completions.skips_between(days_later(2), days_later(3)) == several


def test_a_session_is_done_once_and_skipped_once(room: Room) -> None:
    room.plans.replace_sessions(MONDAY, MONDAY, [make_session()], None)
    session = make_id("s1")
    room.completions.add(make_completion("c1", session=session))
    room.completions.add_skip(make_skip("k1", session=session))
    with pytest.raises(InvalidInputError, match="already marked as done"):
        room.completions.add(make_completion("c2", session=session))
    with pytest.raises(InvalidInputError, match="already marked as skipped"):
        room.completions.add_skip(make_skip("k2", session=session))
    assert room.completions.between(MONDAY, MONDAY) == (make_completion("c1", session=session),)


def test_unplanned_ones_are_as_many_as_you_like(room: Room) -> None:
    for number in range(3):
        room.completions.add(make_completion(f"c{number}"))
    assert room.completions.count(EVERYTHING) == 3


def test_the_log_has_both_newest_first(log: Room) -> None:
    assert shown(log) == "c3 c2 k1 c1 k0 c0"


def test_the_log_gives_names_and_whole_entries(log: Room) -> None:
    log.behaviors.archive("swim")
    newest, *_, oldest = log.completions.page(EVERYTHING, 50, 0)
    assert (newest.name, newest.archived) == ("Schwimmen im Öresund", True)
    assert newest.entry == make_completion("c3", days_later(3), behavior="swim", rating=5)
    assert (oldest.name, oldest.archived) == ("Run", False)
    (skip,) = log.completions.page(LogFilter(text="ill"), 50, 0)
    assert skip.entry == make_skip("k1", days_later(1), behavior="swim", reason="ill")


def test_pages_follow_each_other(log: Room) -> None:
    assert [shown(log, limit=4, offset=offset) for offset in (0, 4, 8)] == ["c3 c2 k1 c1", "k0 c0", ""]


FILTERS = {
    "c3 c2": LogFilter(first=days_later(2)),
    "k0 c0": LogFilter(last=MONDAY),
    "c2 k1 c1": LogFilter(first=days_later(1), last=days_later(2)),
    "c3 k1 c1": LogFilter(behavior="swim"),
    "c3 c0": LogFilter(rating=5),
    "c0": LogFilter(rating=5, behavior="run"),
    "": LogFilter(behavior="fly"),
}


@pytest.mark.parametrize("entries", FILTERS)
def test_the_log_is_narrowed(log: Room, entries: str) -> None:
    assert shown(log, FILTERS[entries]) == entries
    assert log.completions.count(FILTERS[entries]) == len(entries.split())


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("SHINE", "k0 c0"),
        ("n_s", "c0"),
        ("100%", "c0"),
        ("%", "c0"),
        ("\\", "c0"),
        ("ärger", "c2"),
        ("A\u0308rger", "c2"),
        ("öre", "c3 k1 c1"),
        ("run", "c2 k0 c0"),
        ("'; DROP TABLE completions; --", ""),
    ],
)
def test_text_is_found_as_written_whatever_its_case(log: Room, text: str, entries: str) -> None:
    assert shown(log, LogFilter(text=text)) == entries
    assert log.completions.count(LogFilter(text=text)) == len(entries.split())


MANY = """
INSERT INTO completions (profile_id, id, behavior, day, done_at, start, minutes, rating, note, weekday)
WITH RECURSIVE numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n < 99999)
SELECT ?, printf('%032x', n), 'run', date('2026-11-23', '-' || (n / 30) || ' days'),
       '2026-11-23T07:00:00.000000+00:00', n % 1440, 30, n % 5 + 1, 'note ' || n, 0
FROM numbers
"""


def steps(room: Room, wanted: LogFilter) -> int:
    """Return how many thousands of SQLite's own instructions the first page takes."""
    thousands = 0

    def count() -> int:
        nonlocal thousands
        thousands += 1
        return 0

    with room.database.reading():
        room.database.connections.connection().set_progress_handler(count, 1000)
        assert len(room.completions.page(wanted, 50, 0)) == 50
    return thousands


def test_the_first_page_of_a_long_log_reads_a_page(room: Room) -> None:
    with room.database.unit():
        room.database.connections.execute_sql(MANY, (room.profile.id.hex,))
    for number in range(60):
        room.completions.add_skip(make_skip(f"skip {number}", days_later(-number)))
    narrowed = LogFilter(first=days_later(-3000), last=days_later(-20), behavior="run")
    for wanted in (EVERYTHING, narrowed, LogFilter(rating=3), LogFilter(text="NOTE")):
        assert steps(room, wanted) < 10, wanted


def tagged(name: str, day: int, *tags: str, **fields: Any) -> Any:
    context = Context(weekday=0, tags=tags)
    return make_completion(name, days_later(day), context=context, **fields)


def test_what_has_a_tag_is_found_and_nothing_else(log: Room) -> None:
    log.completions.add_all([tagged("c8", 4, "outdoors", "with sam", rating=4), tagged("c9", 5, "outdoors")])
    found = log.completions.page(LogFilter(tag="outdoors"), 9, 0)
    assert [line.entry.id for line in found] == [make_id("c9"), make_id("c8")]
    assert log.completions.count(LogFilter(tag="outdoors")) == 2
    assert log.completions.count(LogFilter(tag="outdoors", rating=4)) == 1
    assert log.completions.count(LogFilter(tag="out")) == 0
    assert log.completions.tags(9) == ("outdoors", "with sam")
    assert log.completions.tags(1) == ("outdoors",)
    log.completions.delete(make_id("c9"))
    assert log.completions.count(LogFilter(tag="outdoors")) == 1


def test_tags_are_changed_with_what_has_them_and_with_nothing_else(room: Room) -> None:
    room.completions.add_all([tagged("c1", 0, "rain", "calm"), tagged("c2", 0, "rain")])
    for tags in (("calm", "sun"), (), ("sun",)):
        room.completions.update(tagged("c1", 0, *tags))
        found = room.completions.get(make_id("c1"))
        assert found is not None
        assert set(found.context.tags) == set(tags)
        assert room.completions.get(make_id("c2")) == tagged("c2", 0, "rain")


@pytest.mark.parametrize(
    ("wanted", "there"),
    [
        (EVERYTHING, True),
        (LogFilter(first=MONDAY, last=MONDAY), True),
        (LogFilter(first=days_later(1)), True),
        (LogFilter(last=days_later(-1)), False),
        (LogFilter(first=days_later(2)), True),
        (LogFilter(first=days_later(3)), False),
        (LogFilter(text="LAKE"), True),
        (LogFilter(text="vacat"), True),
        (LogFilter(text="rain"), False),
        (LogFilter(behavior="run"), False),
        (LogFilter(rating=5), False),
        (LogFilter(tag="x"), False),
    ],
)
def test_days_away_stand_in_the_log_at_their_last_day(log: Room, wanted: LogFilter, there: bool) -> None:
    away = make_away(days=3, note="At the lake")
    usual = log.completions.page(wanted, 50, 0)
    log.away.add(away)
    found = log.completions.page(wanted, 50, 0)
    assert log.completions.count(wanted) == len(found) == len(usual) + there
    assert [line for line in found if line not in usual] == ([LogEntry("Vacation", False, away)] if there else [])
    assert not any(isinstance(line.entry, Pause) for line in found)
    days = [
        line.entry.last if isinstance(line.entry, Away) else line.entry.day
        for line in found
        if not isinstance(line.entry, Pause)
    ]
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize(
    ("wanted", "there"),
    [
        (LogFilter(), "both"),
        (LogFilter(first=MONDAY + timedelta(days=400)), "open"),
        (LogFilter(last=MONDAY - timedelta(days=1)), "over"),
        (LogFilter(first=MONDAY - timedelta(days=7), last=MONDAY - timedelta(days=7)), "over"),
        (LogFilter(first=MONDAY, last=MONDAY), "open"),
        (LogFilter(behavior="run"), "both"),
        (LogFilter(behavior="swim"), ""),
        (LogFilter(text="KNEE"), "open"),
        (LogFilter(tag="x"), ""),
    ],
)
def test_pauses_stand_in_the_log_at_their_last_day_or_as_long_as_open_at_their_first(
    log: Room, wanted: LogFilter, there: str
) -> None:
    pauses = {"over": make_pause("over", MONDAY - timedelta(days=9), 3), "open": make_pause("open", note="My knee")}
    usual = log.completions.page(wanted, 50, 0)
    for pause in pauses.values():
        log.pauses.add(pause)
    found = log.completions.page(wanted, 50, 0)
    expected = [LogEntry("Run", False, pauses[name]) for name in ("open", "over") if there in {name, "both"}]
    assert [line for line in found if line not in usual] == expected
    assert log.completions.count(wanted) == len(found) == len(usual) + len(expected)


def test_minutes_are_those_before_a_day_or_all(room: Room) -> None:
    for name, day in (("c1", MONDAY), ("c2", MONDAY + timedelta(days=1))):
        room.completions.add(make_completion(name, day))
    found = [room.completions.minutes_before(day, ("run",)) for day in (MONDAY, MONDAY + timedelta(days=1), None)]
    assert found == [{}, {"run": 30}, {"run": 60}]
    assert room.completions.minutes_before(None, ()) == {}


def test_of_what_was_done_it_is_known_on_which_days_and_in_which_units(log: Room) -> None:
    log.completions.add_all(
        [
            make_completion("c4", days_later(1), amount=5.0, unit="km"),
            make_completion("c5", days_later(1), amount=3.0, unit="mi"),
            make_completion("c6", days_later(-9), amount=4.0, unit="mi"),
            make_completion("c7", days_later(0), behavior="swim", amount=40.0, unit="lanes"),
        ]
    )
    found = log.completions.days(("run", "fly"), MONDAY, days_later(1))
    assert found == {"run": [MONDAY, days_later(1), days_later(1)], "fly": []}
    assert log.completions.days(("swim",), days_later(1), days_later(3)) == {"swim": [days_later(1), days_later(3)]}
    assert log.completions.last_days() == {"run": days_later(2), "swim": days_later(3)}
    assert list(log.completions.units("run").items()) == [("mi", 2), ("km", 1)]
    assert log.completions.units("fly") == {}


def test_a_tag_gets_another_name_in_what_has_it_and_is_there_once(room: Room) -> None:
    room.completions.add_all([tagged("c1", 0, "rain"), tagged("c2", 1, "rain", "wet"), tagged("c3", 2, "wet", "calm")])
    room.completions.rename_tag("rain", "rain")
    assert room.completions.tag_counts() == {"rain": 2, "wet": 2, "calm": 1}
    room.completions.rename_tag("rain", "wet")
    tags = [set(completion.context.tags) for completion in room.completions.between(MONDAY, days_later(2))]
    assert tags == [{"wet"}, {"wet"}, {"wet", "calm"}]


def test_a_skip_is_found_by_its_id_and_gets_another_reason_alone(log: Room) -> None:
    first, second = make_skip("k0", reason="Rain, sunk shine"), make_skip("k1", days_later(1), behavior="swim")
    log.completions.set_reason(second.id, "tired")
    assert log.completions.skip(second.id) == second.model_copy(update={"reason": "tired"})
    assert log.completions.skip(first.id) == first
    assert log.completions.skip(make_id("k9")) is None
    log.completions.delete_skip(second.id)
    assert log.completions.skips_between(MONDAY, days_later(9)) == (first,)


def test_a_tag_of_a_behavior_is_one_of_all_that_is_done_of_it(log: Room) -> None:
    log.behaviors.add(make_behavior("row", tags=("outdoors", "calm")))
    log.completions.add_all([make_completion("c8", behavior="row"), tagged("c9", 1, "outdoors")])
    for tag, names in (("outdoors", ("c9", "c8")), ("calm", ("c8",)), ("out", ())):
        found = log.completions.page(LogFilter(tag=tag), 9, 0)
        assert [line.entry.id for line in found] == [make_id(name) for name in names]
        assert log.completions.count(LogFilter(tag=tag)) == len(names)


@pytest.mark.parametrize(
    "wanted",
    [
        LogFilter(first=MONDAY),
        LogFilter(last=MONDAY + timedelta(days=9)),
        LogFilter(text="vacation"),
        LogFilter(text="shine"),
        LogFilter(text="Run"),
        LogFilter(rating=5),
        LogFilter(tag="outdoors"),
        LogFilter(behavior="run"),
    ],
    ids=["first", "last", "text of days away", "text of the log", "name", "rating", "tag", "behavior"],
)
def test_however_the_log_is_narrowed_nothing_of_somebody_else_is_in_it(log: Room, wanted: LogFilter) -> None:
    log.away.add(make_away(note="shine"))
    log.pauses.add(make_pause(note="shine"))
    log.completions.add(tagged("c9", 1, "outdoors"))
    assert log.completions.page(wanted, 9, 0)
    eve = Room(log.database, "Eve")
    assert eve.completions.page(wanted, 9, 0) == ()
    assert eve.completions.count(wanted) == 0
