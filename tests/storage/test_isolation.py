"""Two people with the same ids in one database: what one does never shows in what the other has."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from habitos_tui.domain.insight.evidence import Span
from habitos_tui.domain.insight.promise import Promise
from habitos_tui.domain.model.agenda import BusyDayOff, LogFilter
from habitos_tui.domain.model.completion import Context
from habitos_tui.domain.model.objective import Objective
from habitos_tui.domain.model.rule import Frequency
from habitos_tui.domain.model.week import DEFAULT_SLOTS
from habitos_tui.errors import NotFoundError
from habitos_tui.storage.database import Database
from habitos_tui.storage.profiles import ProfileRepository
from habitos_tui.storage.seen_days import Seen
from tests.support.storage import (
    MONDAY,
    NOON,
    Room,
    make_away,
    make_behavior,
    make_busy,
    make_completion,
    make_dated,
    make_id,
    make_pause,
    make_run,
    make_session,
    make_skip,
)

RULE = Frequency(id="often", period="week", min_sessions=2)
SUNDAY = MONDAY + timedelta(days=6)
EVER = (date(2000, 1, 1), date(2100, 1, 1))


def fill(room: Room) -> None:
    """Give a profile one of everything, under ids that both have."""
    room.calendar.replace_slots(DEFAULT_SLOTS)
    room.calendar.add_busy(make_busy())
    room.calendar.add_dated([make_dated()])
    room.calendar.add_days_off([BusyDayOff(busy=make_id("b1"), day=MONDAY)])
    room.behaviors.add(make_behavior())
    room.behaviors.add(make_behavior("old"))
    room.behaviors.archive("old")
    room.rules.add(RULE)
    room.plans.save_run(make_run())
    room.plans.mark_accepted(make_id("r1"), NOON)
    sessions = [make_session("s1"), make_session("s2", start=800), make_session("s3", start=900)]
    room.plans.replace_sessions(MONDAY, SUNDAY, sessions, make_id("r1"))
    room.completions.add(make_completion(session=make_id("s1"), context=Context(weekday=0, tags=("rain",))))
    room.away.add(make_away())
    room.pauses.add(make_pause())
    room.completions.add_skip(make_skip(session=make_id("s2")))
    room.seen_days.add([MONDAY], Seen.ASKED)
    room.offered_reviews.add(MONDAY)
    room.promises.put(Promise("slot:run", MONDAY, 4.5, ("run",)))


def everything(room: Room) -> dict[str, Any]:
    """Return all that a profile can read."""
    everything = LogFilter()
    return {
        "profile": next(p for p in ProfileRepository(room.database).all() if p.profile.id == room.profile.id),
        "objectives": room.objectives.all(),
        "behaviors": room.behaviors.all(),
        "archived": room.behaviors.all(archived=True),
        "behavior": room.behaviors.get("run"),
        "has_history": room.behaviors.has_history("run"),
        "rules": room.rules.all(),
        "slots": room.calendar.slots(),
        "busy": room.calendar.busy(),
        "dated": room.calendar.dated(*EVER),
        "promises": room.promises.all(),
        "offered": room.offered_reviews.has(MONDAY),
        "asked": room.seen_days.asked(Span(*EVER)),
        "days off": room.calendar.days_off(*EVER),
        "runs": room.plans.runs(),
        "runs of the week": room.plans.runs(week=MONDAY),
        "run": room.plans.run(make_id("r1")),
        "sessions": room.plans.sessions(*EVER),
        "session": room.plans.session(make_id("s3")),
        "completion": room.completions.get(make_id("c1")),
        "completions": room.completions.between(*EVER),
        "skips": room.completions.skips_between(*EVER),
        "log": room.completions.page(everything, 10, 0),
        "count": room.completions.count(everything),
        "tagged": room.completions.page(LogFilter(tag="rain"), 10, 0),
        "tags": room.completions.tags(10),
        "away": room.away.between(*EVER),
        "absence": room.away.get(make_id("a1")),
        "pauses": room.pauses.all(),
        "pauses of one": room.pauses.of("run"),
        "pauses of days": room.pauses.between(*EVER),
        "pause": room.pauses.get(make_id("p1")),
        "found": room.completions.page(LogFilter(text="rain"), 10, 0),
    }


CHANGES: dict[str, Callable[[Room], None]] = {
    "set_weight": lambda room: room.objectives.set_weight("health", 9),
    "delete objective": lambda room: room.objectives.delete("health"),
    "replace objectives": lambda room: room.objectives.replace([Objective(name="fun", weight=3)]),
    "add objective": lambda room: room.objectives.add(Objective(name="fun", weight=3)),
    "add behavior": lambda room: room.behaviors.add(make_behavior("walk")),
    "update behavior": lambda room: room.behaviors.update(make_behavior(target_per_week=7, impacts={"social": 1.0})),
    "archive": lambda room: room.behaviors.archive("run"),
    "restore": lambda room: room.behaviors.restore("old"),
    "delete behavior": lambda room: room.behaviors.delete("run"),
    "add rule": lambda room: room.rules.add(RULE.model_copy(update={"id": "other"})),
    "update rule": lambda room: room.rules.update(RULE.model_copy(update={"min_sessions": 5})),
    "delete rule": lambda room: room.rules.delete("often"),
    "replace slots": lambda room: room.calendar.replace_slots(DEFAULT_SLOTS[:2]),
    "add busy": lambda room: room.calendar.add_busy(make_busy("b2")),
    "update busy": lambda room: room.calendar.update_busy(make_busy(title="School")),
    "delete busy": lambda room: room.calendar.delete_busy(make_id("b1")),
    "replace busy": lambda room: room.calendar.replace_busy([]),
    "add dated": lambda room: room.calendar.add_dated([make_dated("d2")]),
    "delete dated": lambda room: room.calendar.delete_dated(make_id("d1")),
    "add day off": lambda room: room.calendar.add_days_off([BusyDayOff(busy=make_id("b1"), day=SUNDAY)]),
    "delete day off": lambda room: room.calendar.delete_day_off(BusyDayOff(busy=make_id("b1"), day=MONDAY)),
    "save run": lambda room: room.plans.save_run(make_run("r2")),
    "mark accepted": lambda room: room.plans.mark_accepted(make_id("r1"), datetime(2027, 1, 1, tzinfo=UTC)),
    "replace sessions": lambda room: room.plans.replace_sessions(MONDAY, SUNDAY, [], None),
    "lock": lambda room: room.plans.set_locked(make_id("s3"), True),
    "add completion": lambda room: room.completions.add(make_completion("c2")),
    "update completion": lambda room: room.completions.update(make_completion(rating=5)),
    "delete completion": lambda room: room.completions.delete(make_id("c1")),
    "add away": lambda room: room.away.add(make_away("a2")),
    "update away": lambda room: room.away.update(make_away(days=3)),
    "delete away": lambda room: room.away.delete(make_id("a1")),
    "add pause": lambda room: room.pauses.add(make_pause("p2", behavior="old")),
    "update pause": lambda room: room.pauses.update(make_pause(days=3)),
    "delete pause": lambda room: room.pauses.delete(make_id("p1")),
    "add skip": lambda room: room.completions.add_skip(make_skip("k2")),
    "delete skip": lambda room: room.completions.delete_skip(make_id("k1")),
    "set password": lambda room: ProfileRepository(room.database).set_password(room.profile.id, "hash"),
    "set preferences": lambda room: ProfileRepository(room.database).set_preferences(
        room.profile.id, room.profile.preferences.model_copy(update={"day_end": 120})
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_change_reaches_its_own_profile_only(database: Database, change: Callable[[Room], None]) -> None:
    ada, bob = Room(database, "Ada"), Room(database, "Bob")
    fill(ada)
    fill(bob)
    adas, bobs = everything(ada), everything(bob)
    change(ada)
    assert everything(ada) != adas
    assert everything(bob) == bobs


def test_deleting_a_profile_leaves_the_other_whole(database: Database) -> None:
    ada, bob = Room(database, "Ada"), Room(database, "Bob")
    fill(ada)
    fill(bob)
    bobs = everything(bob)
    ProfileRepository(database).delete(ada.profile.id)
    assert everything(bob) == bobs
    with database.unit():
        tables = [name for name in database.connections.get_tables() if name not in {"schema_migration", "profiles"}]
        owners = {
            row[0]
            for table in tables
            if not table.startswith(("login_", "api_"))
            for row in database.connections.execute_sql(f"SELECT DISTINCT profile_id FROM {table}")
        }
    assert owners == {bob.profile.id.hex}


def test_nothing_of_another_profile_can_be_read(database: Database) -> None:
    fill(Room(database, "Ada"))
    seen = everything(Room(database, "Eve"))
    del seen["profile"], seen["objectives"], seen["slots"]
    assert not any(seen.values())


STRANGE_CHANGES = [
    name
    for name in CHANGES
    if name.split()[0] in {"update", "delete", "archive", "restore", "mark", "lock"} and name != "delete objective"
]


@pytest.mark.parametrize("name", STRANGE_CHANGES)
def test_nothing_of_another_profile_can_be_changed(database: Database, name: str) -> None:
    ada = Room(database, "Ada")
    fill(ada)
    before = everything(ada)
    with pytest.raises(NotFoundError):
        CHANGES[name](Room(database, "Eve"))
    assert everything(ada) == before


def test_a_row_cannot_refer_to_another_profile(database: Database) -> None:
    ada, eve = Room(database, "Ada"), Room(database, "Eve")
    fill(ada)
    with pytest.raises(NotFoundError):
        eve.completions.add(make_completion())
    eve.behaviors.add(make_behavior())
    with pytest.raises(NotFoundError):
        eve.completions.add(make_completion(session=make_id("s1")))
    with pytest.raises(NotFoundError):
        eve.plans.replace_sessions(MONDAY, MONDAY, [make_session()], make_id("r1"))
