"""Two households with the same profile, changed in both, come together the same from either side."""

from pathlib import Path

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.agenda import PlannedSession
from habitos_tui.domain.model.away import Away
from habitos_tui.domain.model.profile_merge import MergeOutcome, MergeReport
from habitos_tui.errors import InvalidInputError
from habitos_tui.exchange.profile_file import ProfileFile
from habitos_tui.services import profile_files
from habitos_tui.services.profile_files import ProfileFiles, _report
from habitos_tui.services.store import Store
from habitos_tui.services.workspace import Workspace
from habitos_tui.storage.profile_merge import Merge, ProfileState
from habitos_tui.storage.profile_rows import ProfileRows
from tests.services.test_profile_files import files_of, opened
from tests.support.storage import MONDAY, make_behavior, make_completion, make_id


class Home:
    """A household with one profile, whose changes are timed by hand."""

    def __init__(self, directory: Path) -> None:
        directory.mkdir(mode=0o700)
        self.directory: DataDirectory = opened(directory)
        self.files: ProfileFiles = files_of(self.directory)

    @property
    def workspace(self) -> Workspace:
        return self.directory.open_workspace(self.directory.accounts.profiles()[0])

    @property
    def store(self) -> Store:
        return Store.of(self.directory.database, self.directory.accounts.profiles()[0], self.directory.clock)

    def stamp(self, minute: int) -> None:
        """Let what was changed since the last stamp have been changed at a minute of long ago."""
        at = f"2001-01-01T00:{minute:02}:00.000000+00:00"
        with self.directory.database.unit():
            self.directory.database.connections.execute_sql(
                "UPDATE row_changes SET changed_at = ? WHERE changed_at > '2002'", (at,)
            )

    def hasten(self) -> None:
        """Let what was changed since the last stamp have been changed by a clock that is decades fast."""
        with self.directory.database.unit():
            self.directory.database.connections.execute_sql(
                "UPDATE row_changes SET changed_at = '2099' || substr(changed_at, 5) "
                "WHERE table_name != '' AND changed_at BETWEEN '2002' AND '2099'"
            )

    def export(self) -> ProfileFile:
        return self.files.export(self.directory.accounts.profiles()[0])

    def take(self, file: ProfileFile) -> MergeReport:
        """Bring a file in."""
        rows = self.files.read(file, Path("profile.json"))
        known = self.files.known(file)
        if known is None:
            self.files.add(file, rows)
            return MergeReport(())
        return self.files.merge(known, rows)


@pytest.fixture
def laptop(tmp_path: Path) -> Home:
    """Ada, who runs, at a time that both households know."""
    home = Home(tmp_path / "laptop")
    home.directory.accounts.create("Ada", None)
    with home.store.change("Added"):
        home.store.behaviors.add(make_behavior("run"))
    home.stamp(0)
    return home


@pytest.fixture
def server(tmp_path: Path, laptop: Home) -> Home:
    home = Home(tmp_path / "server")
    home.take(laptop.export())
    return home


def together(one: Home, other: Home) -> MergeReport:
    """Bring both together, each way, and return what was told on the first."""
    theirs = other.export()
    report = one.take(theirs)
    other.take(one.export())
    first, second = one.export(), other.export()
    assert (first.profile, first.tables) == (second.profile, second.tables)
    assert times(first) == times(second)
    assert not one.take(other.export()).entries
    assert one.directory.damage() is None
    return report


def times(file: ProfileFile) -> list[object]:
    """Return when entries were changed, without up to when the other side is known."""
    return [change for change in file.changes if change.table]


def outcomes(report: MergeReport) -> set[tuple[str, MergeOutcome, bool]]:
    return {(one.table, one.outcome, one.contradicts) for one in report.entries}


def log(home: Home, name: str) -> None:
    with home.store.change("Logged"):
        home.store.completions.add(make_completion(name, MONDAY))


def test_what_was_done_on_both_sides_is_on_both_and_can_be_taken_back(laptop: Home, server: Home) -> None:
    log(laptop, "morning")
    laptop.stamp(1)
    log(server, "evening")
    server.stamp(2)
    before = laptop.export().tables
    theirs = server.export()
    preview = laptop.files.preview(laptop.workspace.profile, laptop.files.read(theirs, "-"))
    assert laptop.export().tables == before
    report = together(laptop, server)
    assert preview == report
    assert outcomes(report) == {("completions", MergeOutcome.ADDED, False)}
    assert len(laptop.export().tables["completions"]) == 2
    change = laptop.workspace.history.undo()
    assert change is not None
    assert change.label == "Brought in what changed elsewhere"
    assert laptop.export().tables == before
    laptop.stamp(3)
    together(server, laptop)  # undoing is the latest change
    assert [row["id"] for row in server.export().tables["completions"]] == [make_id("morning").hex]


def test_the_later_change_counts_whoever_brings_it(laptop: Home, server: Home) -> None:
    for home, weight, minute in ((laptop, 7, 1), (server, 9, 2)):
        home.workspace.objectives.set_weight("health", weight)
        home.stamp(minute)
    report = together(laptop, server)
    assert laptop.store.objectives.all()[0].weight == 9
    assert ("objectives", MergeOutcome.CHANGED, True) in outcomes(report)
    assert report.entries[0].contradicts
    laptop.workspace.objectives.set_weight("health", 3)
    laptop.stamp(4)
    assert not together(server, laptop).contradictions
    assert server.store.objectives.all()[0].weight == 3


def test_a_change_by_a_slow_clock_is_later_than_what_it_was_made_after(laptop: Home, server: Home) -> None:
    """The clock of the laptop is decades fast, which is as if that of the server were slow."""
    laptop.workspace.objectives.set_weight("health", 7)
    log(laptop, "morning")
    laptop.hasten()
    together(laptop, server)
    server.workspace.objectives.set_weight("health", 9)
    with server.store.change("Deleted"):
        server.store.completions.delete(make_id("morning"))
    report = together(laptop, server)
    assert not report.contradictions
    assert laptop.store.objectives.all()[0].weight == 9
    assert laptop.export().tables["completions"] == []


def test_what_both_changed_is_told_whatever_their_clocks_say(laptop: Home, server: Home) -> None:
    laptop.workspace.objectives.set_weight("health", 7)
    laptop.hasten()
    together(laptop, server)
    server.workspace.objectives.set_weight("health", 9)
    laptop.workspace.objectives.set_weight("health", 3)
    report = together(laptop, server)
    assert {one.table for one in report.contradictions} >= {"objectives"}


def test_what_was_deleted_later_is_gone(laptop: Home, server: Home) -> None:
    log(laptop, "morning")
    laptop.stamp(1)
    together(laptop, server)
    server.store.completions.delete(make_id("morning"))
    server.stamp(2)
    report = together(laptop, server)
    assert outcomes(report) == {("completions", MergeOutcome.REMOVED, False)}
    assert laptop.export().tables["completions"] == []


def test_what_one_side_deleted_and_the_other_used_is_brought_back(laptop: Home, server: Home) -> None:
    log(laptop, "morning")
    laptop.stamp(1)
    server.workspace.behaviors.delete("run")
    server.stamp(2)
    report = together(laptop, server)
    assert ("behaviors", MergeOutcome.BROUGHT_BACK, True) in outcomes(report)
    assert [behavior.id for behavior in server.store.behaviors.all()] == ["run"]


def test_a_session_is_done_once(laptop: Home, server: Home) -> None:
    session = PlannedSession(
        id=make_id("session"), behavior="run", day=MONDAY, slot="evening", start=1080, minutes=30, locked=False
    )
    laptop.store.plans.replace_sessions(MONDAY, MONDAY, [session], None)
    laptop.stamp(1)
    together(laptop, server)
    for home, name, minute in ((laptop, "first", 2), (server, "second", 3)):
        done = make_completion(name, MONDAY).model_copy(update={"session": session.id})
        home.store.completions.add(done)
        home.stamp(minute)
    together(laptop, server)
    assert [row["id"] for row in laptop.export().tables["completions"]] == [make_id("second").hex]


def test_a_day_that_both_planned_has_the_later_plan(laptop: Home, server: Home) -> None:
    for home, name, minute in ((laptop, "first", 1), (server, "second", 2)):
        session = PlannedSession(
            id=make_id(name), behavior="run", day=MONDAY, slot="evening", start=1080, minutes=30, locked=False
        )
        home.store.plans.replace_sessions(MONDAY, MONDAY, [session], None)
        home.stamp(minute)
    report = together(laptop, server)
    assert [one.id for one in laptop.store.plans.sessions(MONDAY, MONDAY)] == [make_id("second")]
    assert ("planned_sessions", MergeOutcome.REMOVED, True) in outcomes(report)


def test_stretches_of_days_away_do_not_overlap(laptop: Home, server: Home) -> None:
    for home, name, minute in ((laptop, "first", 1), (server, "second", 2)):
        home.store.away.add(Away(id=make_id(name), first=MONDAY, last=MONDAY))
        home.stamp(minute)
    together(laptop, server)
    assert [row["id"] for row in laptop.export().tables["away"]] == [make_id("second").hex]


def test_settings_of_the_profile_come_along_but_for_its_password(laptop: Home, server: Home) -> None:
    profile = server.directory.accounts.profiles()[0]
    server.directory.accounts.change_password(profile, None, "secret")
    server.directory.accounts.save_preferences(profile, profile.preferences.model_copy(update={"day_end": 120}))
    server.stamp(1)
    assert ("profiles", MergeOutcome.CHANGED, False) in outcomes(together(laptop, server))
    assert laptop.directory.accounts.profiles()[0].preferences.day_end == 120
    assert not laptop.directory.accounts.profiles()[0].protected


def test_a_renamed_objective_takes_what_serves_it_along(laptop: Home, server: Home) -> None:
    server.workspace.objectives.rename("health", "vigour")
    server.stamp(1)
    log(laptop, "morning")
    laptop.stamp(2)
    together(laptop, server)
    assert "vigour" in laptop.store.behaviors.all()[0].impacts
    assert "health" not in {objective.name for objective in laptop.store.objectives.all()}


def test_changes_without_a_time_come_out_the_same_on_both_sides(laptop: Home, server: Home) -> None:
    for home, weight in ((laptop, 7.0), (server, 9.0)):
        home.workspace.objectives.set_weight("health", weight)
        with home.directory.database.unit():
            home.directory.database.connections.execute_sql("DELETE FROM row_changes")
    together(laptop, server)
    assert laptop.store.objectives.all()[0].weight == server.store.objectives.all()[0].weight


def test_what_contradicts_is_told_first_and_notes_are_not() -> None:
    nothing = ProfileState({}, {})
    found = Merge(nothing, nothing)
    for table, contradicts in (("away", False), ("behaviors", False), ("rules", True), ("seen_days", True)):
        found.tell((table, ("a",)), MergeOutcome.CHANGED, contradicts=contradicts)
    assert [entry.table for entry in _report(found).entries] == ["rules", "away", "behaviors"]


def test_what_would_be_there_is_read_before_any_of_it_is(
    laptop: Home, server: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    log(laptop, "morning")
    log(server, "evening")
    rows = laptop.files.read(server.export(), "-")
    before, read = laptop.export(), list[ProfileRows]()

    def refused(found: ProfileRows, *_: object) -> None:
        read.append(found)
        raise InvalidInputError("They do not fit together.")

    monkeypatch.setattr(profile_files, "upgraded", refused)
    for bring_in in (laptop.files.preview, laptop.files.merge):
        with pytest.raises(InvalidInputError, match="do not fit together"):
            bring_in(laptop.workspace.profile, rows)
    assert [len(found.tables["completions"]) for found in read] == [2, 2]
    after = laptop.export()
    assert (after.profile, after.tables) == (before.profile, before.tables)
