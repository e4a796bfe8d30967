"""One example of everything a person can change in alice's profile, by the label that the journal gives it."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any, Final

from habitos_tui.domain.model.agenda import LogFilter, WeeklyBusy
from habitos_tui.domain.model.away import AwayReason
from habitos_tui.domain.model.completion import Completion, Skip
from habitos_tui.domain.model.objective import Objective
from habitos_tui.domain.model.rule import Frequency
from habitos_tui.domain.model.week import Slot
from habitos_tui.services.workspace import Workspace
from tests.support.household import FRIDAY, accept_now, make_behavior
from tests.support.storage import make_id

BOOKKEEPING = {
    "changes",
    "changed_rows",
    "row_changes",
    "schema_migration",
    "login_sources",
    "login_buckets",
    "login_notices",
}


def rows(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table but those of the journal."""
    with closing(sqlite3.connect(path)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            table: sorted(connection.execute(f"SELECT * FROM {table}").fetchall(), key=repr)
            for table in tables
            if table not in BOOKKEEPING
        }


def done(alice: Workspace) -> Completion:
    return next(logged.entry for logged in alice.tracking.log() if isinstance(logged.entry, Completion))


def skipped(alice: Workspace) -> Skip:
    return next(logged.entry for logged in alice.tracking.log() if isinstance(logged.entry, Skip))


def accept(alice: Workspace) -> object:
    return accept_now(alice, alice.planning.runs()[0].id)


def friday(alice: Workspace) -> Any:
    return next(session for session in alice.planning.sessions(FRIDAY) if session.day == FRIDAY)


def move(alice: Workspace) -> None:
    picked = alice.plan_editing.pick_up(friday(alice).id)
    alice.plan_editing.place(picked, alice.plan_editing.check(picked, 5, 1110).sessions, picked.session_at(5, 1110))


BUSY = WeeklyBusy(id=make_id("b"), weekday=2, start=600, end=660, title="[b]Choir")
RULE = Frequency(id="often", period="week", min_sessions=2)
CHANGES: Final[dict[str, Callable[[Workspace], object]]] = {
    "Added “Swim”": lambda alice: alice.behaviors.add(make_behavior("swim")),
    "Changed “Swimming”": lambda alice: alice.behaviors.update(
        make_behavior("run", name="Swimming", impacts={"health": 0.1 + 0.2, "wellness": -0.6695722400595709})
    ),
    "Deleted the slot “afternoon”": lambda alice: alice.slots.delete("afternoon"),
    "Archived “Morning run”": lambda alice: alice.behaviors.archive("run"),
    "Archived “Deep work”": lambda alice: alice.behaviors.delete("deepwork"),
    "Deleted “Morning run” and changed 1 rule": lambda alice: alice.behaviors.delete("run", force=True),
    "Added the objective “fun”": lambda alice: alice.objectives.add(Objective(name="fun", weight=1 / 3)),
    "Changed the weight of “health”": lambda alice: alice.objectives.set_weight("health", 9.1171190653333401),
    "Changed the share of “health”": lambda alice: alice.objectives.set_share("health", 0.37),
    "Changed the objective “health”": lambda alice: alice.objectives.edit("health", "well-being", 1 / 3),
    "Renamed the objective “wellness” to “calm”": lambda alice: alice.objectives.rename("wellness", "calm"),
    "Deleted the objective “wellness”": lambda alice: alice.objectives.delete("wellness"),
    "Changed the objectives": lambda alice: alice.objectives.replace(
        (Objective(name="new", weight=2), Objective(name="social", weight=3))
    ),
    "Added the rule “At least 2 sessions a week”": lambda alice: alice.rules.add(RULE),
    "Changed the rule “At most 1 h 30 min of sessions a day on weekdays”": lambda alice: alice.rules.update(
        alice.rules.get("workdays").model_copy(update={"max_minutes": 90})
    ),
    "Switched the rule “At most 4 h of sessions a day on weekdays” off": lambda alice: alice.rules.set_active(
        "workdays", False
    ),
    "Deleted the rule “At most 4 h of sessions a day on weekdays”": lambda alice: alice.rules.delete("workdays"),
    "Changed the slots": lambda alice: alice.slots.save(
        tuple(slot for slot in alice.slots.all() if slot.name != "midday")
    ),
    "Changed the slot “night”": lambda alice: alice.slots.put(Slot(name="late", start=1275, end=1380), "night"),
    "Renamed the slot “night” to “late”": lambda alice: alice.slots.rename("night", "late"),
    "Added the busy time “[b]Choir” on Wednesday": lambda alice: alice.busy_time.add_busy(2, 600, 660, "[b]Choir"),
    "Changed busy time on Monday": lambda alice: alice.busy_time.update_busy(
        alice.busy_time.busy()[0].model_copy(update={"title": ""})
    ),
    "Deleted the busy time “Work” on Monday": lambda alice: alice.busy_time.delete_busy(alice.busy_time.busy()[0].id),
    "Added the busy time “[b]Dentist” on Tue 1 Dec": lambda alice: alice.busy_time.add_dated(
        date(2026, 12, 1), 840, 900, "[b]Dentist"
    ),
    "Freed the busy time “Work” on Mon 30 Nov": lambda alice: alice.busy_time.free_on(
        alice.busy_time.busy()[0].id, date(2026, 11, 30)
    ),
    "Changed the busy time": lambda alice: alice.busy_time.replace_busy((BUSY,)),
    "Accepted the plan of the week of Mon 23 Nov": accept,
    "Locked “Meet friends” on Fri 27 Nov": lambda alice: alice.planning.lock(friday(alice).id, True),
    "Moved “Meet friends” to Sat 28 Nov 18:30": move,
    "Took “Meet friends” on Fri 27 Nov out of the plan": lambda alice: alice.plan_editing.drop(
        alice.plan_editing.pick_up(friday(alice).id)
    ),
    "Made the change proposed for the week of Mon 23 Nov": lambda alice: alice.repairs.apply(
        alice.planning.problem_for(FRIDAY), {"what": "energy_budget", "day": 4, "limit": 3.5}
    ),
    "Logged “Reading”, 30 min": lambda alice: alice.tracking.done("read", note="a\x00b"),
    "Logged “Morning run”, 20 min": lambda alice: alice.tracking.done("run", minutes=20, tags=("#Rain", "with Sam")),
    "Away Thu 26 Nov to Tue 1 Dec, 6 days": lambda alice: alice.away.add(
        date(2026, 11, 26), date(2026, 12, 1), AwayReason.VACATION, "a\x00b"
    ),
    "Paused “Morning run”, Thu 26 Nov to Tue 1 Dec, 6 days": lambda alice: alice.pauses.add(
        "run", date(2026, 11, 26), date(2026, 12, 1), "a\x00b"
    ),
    "Rated “Meditation” ★★☆☆☆": lambda alice: alice.tracking.rate(done(alice).id, 2),
    "Took the rating of “Morning run” away": lambda alice: alice.tracking.rate(
        next(logged.entry.id for logged in alice.tracking.log(LogFilter(behavior="run"))), None
    ),
    "Changed the entry “Meditation” of Tue 24 Nov": lambda alice: alice.tracking.edit(
        done(alice).model_copy(update={"start": 500, "note": "later"})
    ),
    "Deleted the entry “Meditation” of Tue 24 Nov": lambda alice: alice.tracking.remove(done(alice).id),
    "Skipped “Morning run”": lambda alice: alice.tracking.skip("run", reason="rain"),
    "Changed the reason of “Reading” of Tue 24 Nov": lambda alice: alice.tracking.edit_skip(
        skipped(alice).model_copy(update={"reason": "asleep"})
    ),
    "Deleted the skip “Reading” of Tue 24 Nov": lambda alice: alice.tracking.unskip(skipped(alice).id),
}
