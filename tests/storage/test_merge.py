"""What becomes of two states of a profile, entry by entry, in tables made for it."""

from collections.abc import Mapping
from typing import Any

import pytest

from habitos_tui.domain.model.profile_merge import MergeOutcome
from habitos_tui.storage.profile_merge import Merge, is_note, merged
from habitos_tui.storage.profile_rows import ForeignKey, ProfileRows, RowChange, TableShape

EARLY, MIDDLE, LATE = (f"2026-11-23T0{hour}:00:00.000000+00:00" for hour in (1, 2, 3))


def shape(name: str, *columns: str, key: tuple[str, ...] = ("id",)) -> TableShape:
    return TableShape(name, dict.fromkeys(("id", *columns), "TEXT"), frozenset(), key, frozenset())


SHAPES: Mapping[str, TableShape] = {
    table.name: table
    for table in (
        shape("behaviors", "name"),
        shape("notes", "behavior", "text"),
        shape("links", "one", "two"),
        shape("planned_sessions", "day"),
        shape("completions", "session"),
        shape("absences", "session"),
        shape("away", "first", "last"),
        shape("pauses", "behavior", "first", "last"),
    )
}
REFERENCES = (
    ForeignKey("notes", ("behavior",), "behaviors"),
    ForeignKey("links", ("one",), "behaviors"),
    ForeignKey("links", ("two",), "behaviors"),
)

Rows = dict[str, list[dict[str, Any]]]


def side(rows: Rows, times: Mapping[Any, str] | None = None, **profile: Any) -> ProfileRows:
    """Return a side; times are by table and id, or by a whole place."""
    changes = []
    for (table, key), at in (times or {}).items():
        changes.append(RowChange(table, key if isinstance(key, tuple) else (key,), at, gone=False))
    return ProfileRows(profile, rows, changes)


def merge(ours: ProfileRows, theirs: ProfileRows) -> Merge:
    return merged(ours, theirs, SHAPES, REFERENCES)


def kept(found: Merge, table: str) -> list[str]:
    return sorted(key[0] for (name, key) in found.rows if name == table)


def told(found: Merge) -> dict[str, tuple[MergeOutcome, bool]]:
    return {entry.key[0]: (entry.outcome, entry.contradicts) for entry in found.told}


def run(name: str = "Run") -> Rows:
    return {"behaviors": [{"id": "run", "name": name}]}


RUN = ("behaviors", "run")


@pytest.mark.parametrize(
    ("ours", "theirs", "name", "outcome"),
    [
        (side(run()), side(run()), "Run", None),
        (side(run(), {RUN: EARLY}), side(run("Jog"), {RUN: LATE}), "Jog", (MergeOutcome.CHANGED, True)),
        (side(run(), {RUN: LATE}), side(run("Jog"), {RUN: EARLY}), "Run", (MergeOutcome.KEPT, True)),
        (side(run(), {("", ()): LATE}), side(run("Jog"), {RUN: LATE}), "Jog", (MergeOutcome.CHANGED, False)),
        (side(run()), side(run("Jog"), {RUN: LATE}), "Jog", (MergeOutcome.CHANGED, False)),
        (side(run(), {RUN: LATE}), side(run("Jog")), "Run", None),
        (side({}), side(run(), {RUN: EARLY}), "Run", (MergeOutcome.ADDED, False)),
        (side(run(), {RUN: EARLY}), side({}, {RUN: LATE}), None, (MergeOutcome.REMOVED, True)),
        (side({}, {RUN: LATE}), side(run(), {RUN: EARLY}), None, (MergeOutcome.LEFT_OUT, True)),
        (side(run()), side({}), "Run", None),
        (side({}), side(run()), "Run", (MergeOutcome.ADDED, False)),
        (side(run(), {RUN: EARLY}), side(run(), {RUN: LATE}), "Run", None),
        # Of the same time what is there counts, and the greater text.
        (side(run(), {RUN: EARLY}), side({}, {RUN: EARLY}), "Run", (MergeOutcome.KEPT, True)),
        (side(run("A"), {RUN: EARLY}), side(run("B"), {RUN: EARLY}), "B", (MergeOutcome.CHANGED, True)),
        (side(run("B"), {RUN: EARLY}), side(run("A"), {RUN: EARLY}), "B", (MergeOutcome.KEPT, True)),
        # In whatever order a file has the columns.
        (
            side({"behaviors": [{"name": "A", "id": "run"}]}, {RUN: EARLY}),
            side(run("B"), {RUN: EARLY}),
            "B",
            (MergeOutcome.CHANGED, True),
        ),
        # What the other side has known of is no contradiction.
        (
            side(run(), {RUN: EARLY}),
            side(run("Jog"), {RUN: LATE, ("", ()): EARLY}),
            "Jog",
            (MergeOutcome.CHANGED, False),
        ),
        (
            side(run(), {RUN: MIDDLE}),
            side(run("Jog"), {RUN: LATE, ("", ()): EARLY}),
            "Jog",
            (MergeOutcome.CHANGED, True),
        ),
    ],
)
def test_the_later_change_of_an_entry_counts(
    ours: ProfileRows, theirs: ProfileRows, name: str | None, outcome: tuple[MergeOutcome, bool] | None
) -> None:
    found = merge(ours, theirs)
    assert all(entry.row["name"] in {"Run", "Jog", "A", "B"} for entry in found.told)
    row = found.rows.get(("behaviors", ("run",)))
    assert (None if row is None else row["name"]) == name
    assert told(found) == ({} if outcome is None else {"run": outcome})


def test_keys_may_be_of_any_kind() -> None:
    rows: Rows = {"behaviors": [{"id": key, "name": "Run"} for key in ("run", 7, 2.5)]}
    assert {key for _, (key,) in list(merge(side(rows), side(run())).rows)[:3]} == {"run", 7, 2.5}


def test_the_name_and_the_password_of_a_profile_stay() -> None:
    profile = ("profiles", ())
    found = merge(
        side({}, {profile: EARLY}, name="Ada", name_key="ada", password_hash="x", hints=1),
        side({}, {profile: LATE}, name="Eve", name_key="eve", password_hash="y", hints=0),
    )
    assert found.rows[profile] == {"hints": 0}


def sessions(*names: str, day: str = "2026-11-23") -> list[dict[str, Any]]:
    return [{"id": name, "day": day} for name in names]


def planned(times: dict[str, str]) -> dict[Any, str]:
    return {("planned_sessions", name): at for name, at in times.items()}


@pytest.mark.parametrize(("ours_at", "theirs_at", "left"), [(EARLY, LATE, ["b1", "b2"]), (LATE, EARLY, ["a1", "a2"])])
def test_a_day_keeps_the_later_plan_and_what_became_something(ours_at: str, theirs_at: str, left: list[str]) -> None:
    ours: Rows = {
        "planned_sessions": [*sessions("a1", "a2", "both", "done"), *sessions("other", day="2026-11-24")],
        "completions": [{"id": "c1", "session": "done"}],
    }
    theirs: Rows = {
        "planned_sessions": [*sessions("b1", "b2", "both", "skipped"), *sessions("more", day="2026-11-25")],
        "absences": [{"id": "k1", "session": "skipped"}],
    }
    found = merge(
        side(ours, planned({"a1": "", "a2": ours_at, "other": EARLY})),
        side(theirs, planned({"b1": theirs_at, "b2": "", "more": EARLY})),
    )
    assert kept(found, "planned_sessions") == sorted([*left, "both", "done", "skipped", "other", "more"])
    gone = {"a1", "a2", "b1", "b2"} - set(left)
    outcome = MergeOutcome.REMOVED if "a1" in gone else MergeOutcome.LEFT_OUT
    assert {name: what for name, what in told(found).items() if name in gone} == dict.fromkeys(gone, (outcome, True))


def test_a_session_becomes_one_thing_on_the_side_that_said_so_last() -> None:
    found = merge(
        side(
            {"completions": [{"id": "a", "session": "s"}, {"id": "n1", "session": None}]}, {("completions", "a"): LATE}
        ),
        side(
            {"completions": [{"id": "b", "session": "s"}, {"id": "n2", "session": None}]}, {("completions", "b"): EARLY}
        ),
    )
    assert kept(found, "completions") == ["a", "n1", "n2"]
    assert told(found)["b"] == (MergeOutcome.LEFT_OUT, True)


def away(name: str, first: int, last: int | None, **more: Any) -> dict[str, Any]:
    days = {"first": f"2026-11-{first:02}", "last": None if last is None else f"2026-11-{last:02}"}
    return {"id": name, **days, **more}


@pytest.mark.parametrize(
    ("ours", "theirs", "left"),
    [
        ((3, 5), (6, 7), "ab"),
        ((3, 5), (5, 7), "b"),
        ((3, 5), (1, 3), "b"),
        ((3, 5), (1, 2), "ab"),
        ((3, 9), (4, 5), "b"),
        ((4, 5), (3, 9), "b"),
        ((3, None), (20, 21), "b"),
        ((20, 21), (3, None), "b"),
        ((3, None), (1, 2), "ab"),
    ],
)
def test_of_stretches_that_overlap_the_later_said_is_kept(
    ours: tuple[int, int | None], theirs: tuple[int, int | None], left: str
) -> None:
    found = merge(
        side({"away": [away("a", *ours)]}, {("away", "a"): EARLY}),
        side({"away": [away("b", *theirs)]}, {("away", "b"): LATE}),
    )
    assert kept(found, "away") == list(left)


def test_pauses_overlap_within_a_behavior_alone() -> None:
    ours: Rows = {"pauses": [away("a", 3, 5, behavior="run"), away("c", 8, 9, behavior="run")]}
    theirs: Rows = {"pauses": [away("b", 4, 6, behavior="run"), away("d", 4, 9, behavior="swim")]}
    found = merge(side(ours), side(theirs, {("pauses", "b"): LATE}))
    assert kept(found, "pauses") == ["b", "c", "d"]


def test_what_one_side_deleted_and_the_other_used_comes_back_with_all_of_it() -> None:
    notes = [{"id": name, "behavior": "run", "text": name} for name in ("old", "new")]
    loose = {"id": "loose", "behavior": None, "text": ""}
    ours = side({}, {RUN: LATE, ("notes", "old"): LATE})
    theirs = side({**run(), "notes": [*notes, loose]}, {RUN: EARLY, ("notes", "old"): EARLY, ("notes", "new"): LATE})
    found = merge(ours, theirs)
    assert kept(found, "behaviors") == ["run"]
    assert kept(found, "notes") == ["loose", "new", "old"]
    assert told(found)["run"] == told(found)["old"] == (MergeOutcome.BROUGHT_BACK, True)
    assert told(found)["new"][0] is MergeOutcome.ADDED
    assert kept(merge(theirs, ours), "notes") == ["loose", "new", "old"]


def test_all_that_an_entry_refers_to_is_there() -> None:
    swim = {"behaviors": [{"id": "swim", "name": "Swim"}]}
    links = [{"id": "back", "one": "run", "two": "swim"}, {"id": "lost", "one": "run", "two": "gone"}]
    ours = side({**run(), "links": links}, {("behaviors", "swim"): LATE})
    found = merge(ours, side(swim, {("behaviors", "swim"): EARLY}))
    assert kept(found, "behaviors") == ["run", "swim"]
    assert kept(found, "links") == ["back"]


def test_what_refers_to_nothing_on_either_side_goes() -> None:
    ours: Rows = {"notes": [{"id": "n", "behavior": "gone", "text": ""}, {"id": "m", "behavior": "run", "text": ""}]}
    found = merge(side(ours | run()), side({}))
    assert kept(found, "notes") == ["m"]
    assert told(found) == {"n": (MergeOutcome.REMOVED, True)}


def test_times_are_those_of_the_later_side_and_what_was_taken_is_the_last_of_theirs() -> None:
    ours = side(run(), {RUN: LATE, ("notes", "n"): EARLY, ("", ()): LATE})
    theirs = side(run(), {RUN: EARLY, ("notes", "n"): MIDDLE, ("notes", "x"): EARLY, ("", ()): LATE})
    found = {(change.table, change.key): (change.at, change.gone) for change in merge(ours, theirs).changes()}
    assert found == {
        ("behaviors", ("run",)): (LATE, False),
        ("notes", ("n",)): (MIDDLE, True),
        ("notes", ("x",)): (EARLY, True),
        ("", ()): (MIDDLE, False),
    }
    nothing = list(merge(side(run()), side(run())).changes())
    assert [(change.at, change.gone) for change in nothing] == [("0001-01-01T00:00:00.000000+00:00", False)]


def test_everything_comes_back_that_one_side_used_of_what_the_other_deleted() -> None:
    both: Rows = {"behaviors": [{"id": name, "name": name} for name in ("run", "swim", "row")]}
    notes = [{"id": f"n-{name}", "behavior": name, "text": ""} for name in ("run", "swim", "row")]
    gone = {("behaviors", name): LATE for name in ("run", "swim", "row")}
    earlier = dict.fromkeys(gone, EARLY)
    found = merge(
        side({}, gone), side({**both, "notes": notes}, earlier | {("notes", f"n-{name}"): LATE for _, name in gone})
    )
    assert kept(found, "behaviors") == ["row", "run", "swim"]
    assert kept(found, "notes") == ["n-row", "n-run", "n-swim"]


def test_notes_about_use_are_nothing_that_somebody_changed() -> None:
    assert [table for table in ("seen_days", "behaviors", "offered_reviews", "slots") if is_note(table)] == [
        "seen_days",
        "offered_reviews",
    ]
