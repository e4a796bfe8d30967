"""The names that a shell is offered: those of one profile that has no password."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from habitos_tui.domain.model.completion import Context
from habitos_tui.domain.model.profile import Profile
from habitos_tui.domain.model.rule import Frequency
from habitos_tui.domain.model.week import DEFAULT_SLOTS
from habitos_tui.storage import name_lists
from habitos_tui.storage.name_lists import NameKind, ShownName, names_of, profile_names
from habitos_tui.storage.profiles import ProfileRepository
from tests.support.storage import MONDAY, Room, make_behavior, make_completion, make_id, make_pause


@pytest.fixture
def full(room: Room) -> Room:
    room.behaviors.add(make_behavior("art", "Art", tags=("calm",)))
    room.behaviors.add(make_behavior("old", "Old"))
    room.behaviors.archive("old")
    room.behaviors.add(make_behavior("report", "Report", task={"total_minutes": 60}, target_per_week=0))
    room.pauses.add(make_pause())
    room.pauses.add(make_pause("p2", MONDAY.replace(year=2001), days=2, behavior="art"))
    room.completions.add(make_completion(context=Context(weekday=0, tags=("rain", "calm"))))
    room.rules.add(Frequency(id="r1", period="week", min_sessions=1))
    room.rules.add(Frequency(id="r2", name="Often", period="week", min_sessions=1))
    room.calendar.replace_slots(DEFAULT_SLOTS[:2])
    return room


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        (NameKind.BEHAVIOR, ["Run", "Art", "Report"]),
        (NameKind.ARCHIVED_BEHAVIOR, ["Old"]),
        (NameKind.ANY_BEHAVIOR, ["Run", "Art", "Report", "Old"]),
        (NameKind.PAUSED_BEHAVIOR, ["Run"]),
        (NameKind.ONCE_PAUSED_BEHAVIOR, ["Run", "Art"]),
        (NameKind.TASK, ["Report"]),
        (NameKind.RULE, ["r1", "r2"]),
        (NameKind.SLOT, [slot.name for slot in DEFAULT_SLOTS[:2]]),
        (NameKind.TAG, ["calm", "rain"]),
        (NameKind.CALENDAR, []),
    ],
)
def test_names_are_of_their_kind_in_their_order(full: Room, kind: NameKind, names: list[str]) -> None:
    assert [shown.name for shown in names_of(full.database.path, None, kind)] == names


def test_a_name_comes_with_its_id_or_with_what_it_is(full: Room) -> None:
    path = full.database.path
    assert names_of(path, "ADA", NameKind.BEHAVIOR)[0] == ShownName("Run", "run", "")
    assert names_of(path, "Ada", NameKind.RULE) == (
        ShownName("r1", "", "so many sessions"),
        ShownName("r2", "", "Often"),
    )


def test_of_several_profiles_one_is_named_and_of_one_with_a_password_nothing_is_told(full: Room) -> None:
    path, profiles = full.database.path, ProfileRepository(full.database)
    profiles.add(Profile(id=make_id("Bob"), name="Bob", protected=True), "hash")
    assert profile_names(path) == ("Ada", "Bob")
    assert names_of(path, None, NameKind.OBJECTIVE) == ()
    assert names_of(path, "Bob", NameKind.OBJECTIVE) == ()
    assert names_of(path, "Eve", NameKind.OBJECTIVE) == ()
    assert names_of(path, "ada", NameKind.OBJECTIVE)[0].name == "health"
    profiles.delete(full.profile.id)
    assert names_of(path, None, NameKind.OBJECTIVE) == ()


def test_where_nothing_can_be_read_there_are_no_names(full: Room, tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("hello")
    os.mkfifo(tmp_path / "pipe.db")
    for path in (*(tmp_path / f"{name}.db" for name in ("missing", "text", "pipe")), tmp_path):
        assert profile_names(path) == ()
    assert not (tmp_path / "missing.db").exists()
    with closing(sqlite3.connect(full.database.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert names_of(full.database.path, "Ada", NameKind.BEHAVIOR) == ()


def test_nobody_waits_for_a_list_while_another_program_writes(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, object]] = []

    def connect(place: str, **options: Any) -> sqlite3.Connection:
        asked.append(options)
        connection: sqlite3.Connection = sqlite3.connect(place, **options)
        return connection

    monkeypatch.setattr(name_lists, "sqlite3", SimpleNamespace(connect=connect, Error=sqlite3.Error))
    assert profile_names(room.database.path) == ("Ada",)
    assert asked == [{"uri": True, "timeout": 0.1}]
