"""Busy time from calendars. It is Wednesday, 25 November 2026, an hour ahead of UTC."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.clock import FixedClock
from habitos_tui.domain.model.agenda import DatedBusy, SessionState
from habitos_tui.domain.model.calendar_reading import LeftOut
from habitos_tui.domain.model.calendar_source import CalendarSource
from habitos_tui.domain.model.undo_entry import UndoKind
from habitos_tui.errors import HabitosError, InvalidInputError, NotFoundError, OutdatedError
from habitos_tui.services import calendars as room
from habitos_tui.services.calendar_words import sentence
from habitos_tui.services.calendars import BusyDelta, Calendars, Refreshed
from habitos_tui.services.store import Store
from habitos_tui.services.workspace import Workspace
from tests.support.calendars import event, read_here, write_calendar
from tests.support.household import FRIDAY, MONDAY, THURSDAY, WEDNESDAY

DENTIST = event("dentist", "20261125", "0900", "1000", "Dentist")
CHOIR = event("choir", "20261126", "1800", "1930", "Choir")
BIRTHDAY = "BEGIN:VEVENT\nUID:b\nSUMMARY:Birthday\nDTSTART;VALUE=DATE:20261127\nEND:VEVENT\n"


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read calendars in the process of the test."""
    monkeypatch.setattr(room, "read_calendars", read_here)


def added(workspace: Workspace, path: Path, **options: object) -> CalendarSource:
    """Add a calendar as a person would who has seen what it takes."""
    service = workspace.calendars
    return service.add(service.preview(service.new(path, **options)))  # type: ignore[arg-type]


def taken(workspace: Workspace) -> list[tuple[date, int, int, str]]:
    """Return what is taken on single dates from this week on and not freed."""
    return [(b.day, b.start, b.end, b.title) for b in workspace.busy_time.dated(MONDAY) if not b.freed]


def moved(workspace: Workspace, later: timedelta) -> None:
    """Let some time pass."""
    assert isinstance(workspace.clock, FixedClock)
    workspace.clock.moment += later


def label(workspace: Workspace) -> str:
    """Return what was done last, as undo names it."""
    last = workspace.history.last()
    assert last is not None
    return last.label


def one(workspace: Workspace, title: str) -> DatedBusy:
    [block] = [block for block in workspace.busy_time.dated(MONDAY) if block.title == title]
    return block


class TestAdding:
    def test_a_calendar_is_looked_at_before_it_is_kept(self, alice: Workspace, tmp_path: Path) -> None:
        path = write_calendar(tmp_path / "work.ics", DENTIST, CHOIR, BIRTHDAY)
        preview = alice.calendars.preview(alice.calendars.new(path))
        assert [(block.day, block.title) for block in preview.busy] == [(WEDNESDAY, "Dentist"), (THURSDAY, "Choir")]
        assert [(out.title, out.why) for file in preview.files for out in file.left_out] == [
            ("Birthday", "takes whole days, which do not count here")
        ]
        assert (taken(alice), alice.calendars.all()) == ([], ())
        source = alice.calendars.add(preview)
        assert taken(alice) == [(WEDNESDAY, 540, 600, "Dentist"), (THURSDAY, 1080, 1170, "Choir")]
        assert one(alice, "Choir").source == source.id
        assert source.read_at == alice.clock.now()
        alice.history.undo()
        assert (taken(alice), alice.calendars.all()) == ([], ())

    def test_it_is_busy_in_the_problem_of_its_week(self, alice: Workspace, tmp_path: Path) -> None:
        added(alice, write_calendar(tmp_path / "work.ics", CHOIR))
        busy = alice.planning.problem_for(MONDAY).busy
        assert [(block.day, block.start, block.end) for block in busy if block.title == "Choir"] == [(3, 1080, 1170)]

    def test_words_choose_what_counts(self, alice: Workspace, tmp_path: Path) -> None:
        path = write_calendar(tmp_path / "work.ics", DENTIST, CHOIR, BIRTHDAY)
        added(alice, path, name="a", titles=("CHOIR", "birth"), whole_days=True)
        assert taken(alice) == [(THURSDAY, 1080, 1170, "Choir"), (FRIDAY, 0, 1440, "Birthday")]
        added(alice, path, name="b", without=("choir",))
        assert (WEDNESDAY, 540, 600, "Dentist") in taken(alice)

    def test_a_folder_of_calendars(self, alice: Workspace, tmp_path: Path) -> None:
        write_calendar(tmp_path / "home" / "1.ics", DENTIST)
        (tmp_path / "home" / "displayname").write_text("At home\n")
        write_calendar(tmp_path / "office" / "2.ics", CHOIR)
        (tmp_path / "office" / ".3.ics").write_text("being written")
        source = alice.calendars.new(tmp_path, name="all", calendars=("at HOME",))
        preview = alice.calendars.preview(source)
        assert preview.files[1].left_out == (LeftOut(title="office", why="is not one of the calendars asked for"),)
        alice.calendars.add(preview)
        assert [title for *_, title in taken(alice)] == ["Dentist"]
        with pytest.raises(HabitosError, match="none of these calendars; there is “At home”, “office”"):
            alice.calendars.preview(alice.calendars.new(tmp_path, calendars=("Garden",)))

    def test_two_may_not_have_one_name(self, alice: Workspace, tmp_path: Path) -> None:
        path = write_calendar(tmp_path / "work.ics", DENTIST)
        added(alice, path)
        with pytest.raises(InvalidInputError, match="is taken"):
            added(alice, path, name="WORK")

    def test_a_calendar_without_events_takes_nothing(self, alice: Workspace, tmp_path: Path) -> None:
        path = write_calendar(tmp_path / "work.ics")
        assert alice.calendars.preview(alice.calendars.new(path)).busy == ()

    def test_where_nothing_is(self, alice: Workspace, tmp_path: Path) -> None:
        for path in (tmp_path / "none.ics", tmp_path):
            with pytest.raises(HabitosError):
                alice.calendars.preview(alice.calendars.new(path))

    def test_what_is_taken_once_is_ones_own(self, alice: Workspace, tmp_path: Path) -> None:
        path = write_calendar(tmp_path / "work.ics", DENTIST)
        preview = alice.calendars.preview(alice.calendars.new(path))
        assert len(alice.calendars.take_once(preview)) == 1
        assert alice.calendars.take_once(preview) == ()
        assert (one(alice, "Dentist").source, alice.calendars.all()) == (None, ())

    def test_eight_weeks_are_read_to_their_last_minute(self, alice: Workspace, tmp_path: Path) -> None:
        """Midnight here is an hour before that of UTC, so that the first night begins on a Sunday there."""
        first = "BEGIN:VEVENT\nUID:f\nSUMMARY:First\nDTSTART:20261122T231500Z\nDTEND:20261122T234500Z\nEND:VEVENT\n"
        last = event("l", "20270117", "2330", "2359", "Last")
        path = write_calendar(tmp_path / "a.ics", first, last, event("n", "20270118", "0000", "0100", "Next"))
        preview = alice.calendars.preview(alice.calendars.new(path), "what was piped")
        assert [(block.day, block.title) for block in preview.busy] == [
            (MONDAY, "First"),
            (MONDAY + timedelta(days=55), "Last"),
        ]
        assert [file.reading.file for file in preview.files] == ["what was piped"]

    def test_a_calendar_may_be_only_so_large(
        self, alice: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = write_calendar(tmp_path / "work.ics", DENTIST)
        source = added(alice, path)
        write_calendar(path, DENTIST, CHOIR)
        preview = alice.calendars.preview(source)
        monkeypatch.setattr(room, "MAX_TIMES", 1)
        for keep in (alice.calendars.add, alice.calendars.replace, alice.calendars.take_once):
            with pytest.raises(InvalidInputError, match="takes 2 times in 8 weeks; 1 are the most"):
                keep(preview)
        assert "takes 2 times" in alice.calendars.refresh(source.id).trouble
        assert [title for *_, title in taken(alice)] == ["Dentist"]

    def test_nights_and_days_on_end(self, alice: Workspace, tmp_path: Path) -> None:
        night = "BEGIN:VEVENT\nUID:n\nSUMMARY:Night\nDTSTART:20261125T220000Z\nDTEND:20261126T060000Z\nEND:VEVENT\n"
        trip = "BEGIN:VEVENT\nUID:t\nSUMMARY:Trip\nDTSTART:20261127T120000Z\nDTEND:20261129T090030Z\nEND:VEVENT\n"
        added(alice, write_calendar(tmp_path / "a.ics", night, trip))
        day = timedelta(days=1)
        assert taken(alice) == [
            (WEDNESDAY, 1380, 1860, "Night"),
            (FRIDAY, 780, 1440, "Trip"),
            (FRIDAY + day, 0, 1440, "Trip"),
            (FRIDAY + 2 * day, 0, 601, "Trip"),
        ]


class TestFollowing:
    def test_changes_are_followed(self, alice: Workspace, tmp_path: Path) -> None:
        path = write_calendar(tmp_path / "work.ics", DENTIST, CHOIR)
        source = added(alice, path)
        moved(alice, timedelta(hours=1))
        again = alice.calendars.refresh(source.id)
        assert (again.anything, again.source.read_at) == (False, alice.clock.now())
        moved(alice, timedelta(hours=1))
        later = event("dentist", "20261125", "1100", "1200", "Dentist")
        write_calendar(path, later, event("new", "20261127", "0900", "1000", "New"))
        result = alice.calendars.refresh(source.id)
        assert (result.added, result.changed, result.removed) == (1, 1, 1)
        assert result.source.read_at == alice.clock.now()
        assert alice.calendars.all() == (source.model_copy(update={"read_at": alice.clock.now()}),)
        assert taken(alice) == [(WEDNESDAY, 660, 720, "Dentist"), (FRIDAY, 540, 600, "New")]

    def test_nothing_new_leaves_nothing_to_undo(self, alice: Workspace, tmp_path: Path) -> None:
        source = added(alice, write_calendar(tmp_path / "work.ics", DENTIST))
        last = alice.history.last()
        alice.calendars.refresh(source.id)
        assert alice.history.last() == last

    def test_what_was_freed_stays_free_until_it_is_moved_to_another_day(self, alice: Workspace, tmp_path: Path) -> None:
        path = write_calendar(tmp_path / "work.ics", DENTIST, CHOIR)
        source = added(alice, path)
        alice.busy_time.delete_dated(one(alice, "Dentist"))
        assert label(alice).startswith("Freed ")
        assert [title for *_, title in taken(alice)] == ["Choir"]
        assert "Dentist" not in {busy.title for busy in alice.planning.problem_for(MONDAY).busy}
        write_calendar(path, event("dentist", "20261125", "1100", "1200", "Dentist"), CHOIR)
        alice.calendars.refresh(source.id)
        assert [title for *_, title in taken(alice)] == ["Choir"]
        write_calendar(path, event("dentist", "20261127", "1100", "1200", "Dentist"), CHOIR)
        alice.calendars.refresh(source.id)
        assert taken(alice)[1] == (FRIDAY, 660, 720, "Dentist")

    def test_it_can_be_taken_again(self, alice: Workspace, tmp_path: Path) -> None:
        added(alice, write_calendar(tmp_path / "work.ics", DENTIST))
        alice.busy_time.delete_dated(one(alice, "Dentist"))
        alice.busy_time.take_dated_again(one(alice, "Dentist"))
        assert [title for *_, title in taken(alice)] == ["Dentist"]

    @pytest.mark.parametrize(
        "content", ["", "BEGIN:VCALENDAR\n" * 20, None], ids=["empty", "begun again and again", "gone"]
    )
    def test_what_cannot_be_read_changes_nothing(self, alice: Workspace, tmp_path: Path, content: str | None) -> None:
        path = write_calendar(tmp_path / "work.ics", DENTIST)
        source = added(alice, path)
        path.unlink() if content is None else path.write_text(content)
        assert alice.calendars.refresh(source.id).trouble
        assert [title for *_, title in taken(alice)] == ["Dentist"]

    def test_a_file_that_cannot_be_read_costs_the_others_nothing(self, alice: Workspace, tmp_path: Path) -> None:
        """They are followed; nothing is taken away, since it may be of the file that is not known now."""
        first, second = tmp_path / "all" / "a.ics", tmp_path / "all" / "b.ics"
        write_calendar(first, DENTIST, event("gym", "20261127", "0700", "0800", "Gym"))
        source = added(alice, write_calendar(second, CHOIR).parent)
        write_calendar(first, event("dentist", "20261125", "1100", "1200", "Dentist"), BIRTHDAY)
        second.write_text(second.read_text()[:-9])
        moved(alice, timedelta(hours=1))
        result = alice.calendars.refresh(source.id)
        assert (result.changed, result.removed, result.source) == (1, 0, source)
        assert alice.calendars.all() == (source,)
        assert sentence(result).startswith("“all”: 1 changed. Nothing is taken away, since ")
        assert [(day, title) for day, *_, title in taken(alice)] == [
            (WEDNESDAY, "Dentist"),
            (THURSDAY, "Choir"),
            (FRIDAY, "Gym"),
        ]
        second.unlink()
        assert alice.calendars.refresh(source.id).removed == 2

    def test_a_calendar_that_is_cut_off_is_taken_as_far_as_it_goes(self, alice: Workspace, tmp_path: Path) -> None:
        path = write_calendar(tmp_path / "work.ics", DENTIST)
        path.write_text(path.read_text()[:-9])
        added(alice, path)
        assert [title for *_, title in taken(alice)] == ["Dentist"]

    def test_files_that_number_their_events_alike(self, alice: Workspace, tmp_path: Path) -> None:
        """What is the same in two is one; what only has the same id is not."""
        write_calendar(tmp_path / "a.ics", event("1", "20261125", "0900", "1000", "Dentist"), CHOIR)
        write_calendar(tmp_path / "b.ics", event("1", "20261126", "0900", "1000", "Lecture"), CHOIR)
        source = added(alice, tmp_path)
        assert [title for *_, title in taken(alice)] == ["Dentist", "Lecture", "Choir"]
        assert not alice.calendars.refresh(source.id).anything

    def test_a_calendar_is_forgotten_with_what_is_to_come(self, alice: Workspace, tmp_path: Path) -> None:
        past = event("past", "20261123", "0900", "1000", "Past")
        source = added(alice, write_calendar(tmp_path / "work.ics", DENTIST, past))
        preview = alice.calendars.preview(source)
        alice.calendars.remove(source.id)
        assert [title for *_, title in taken(alice)] == ["Past"]
        last = alice.history.last()
        assert last is not None
        assert (last.kind, last.label) == (UndoKind.DELETION, "Removed the calendar “work”")
        with pytest.raises(NotFoundError):
            alice.calendars.named("work")
        with pytest.raises(NotFoundError, match="no longer there"):
            alice.calendars.replace(preview)
        alice.history.undo()
        assert len(taken(alice)) == 2
        assert alice.calendars.named("WORK") == source

    def test_a_plan_that_no_longer_fits_is_out_of_date(self, alice: Workspace, tmp_path: Path) -> None:
        path = write_calendar(tmp_path / "work.ics", DENTIST)
        source = added(alice, path)
        planning = alice.planning
        problem = planning.problem_for(MONDAY)
        run = planning.save(MONDAY, problem, planning.solve(problem))
        planning.accept(run.summary.id, compared_with=planning.sessions(MONDAY))
        assert not planning.outdated(MONDAY)
        write_calendar(path, DENTIST, CHOIR)
        alice.calendars.refresh(source.id)
        assert planning.outdated(MONDAY)


class TestWriting:
    def test_the_plan_is_written_followed_and_never_busy_for_itself(self, alice: Workspace, tmp_path: Path) -> None:
        path = tmp_path / "plan.ics"
        entries = alice.calendar_export.entries(1)
        assert alice.calendar_export.write(path, 1).added == len(entries) > 3
        preview = alice.calendars.preview(alice.calendars.new(path))
        assert preview.busy == ()
        whys = {out.why for file in preview.files for out in file.left_out}
        assert whys == {"is a session of your own plan", "is cancelled"}
        planned = next(e for e in entries if e.state is SessionState.PLANNED)
        alice.plan_editing.drop(alice.plan_editing.pick_up(UUID(planned.uid.partition(".")[0])))
        result = alice.calendar_export.write(path, 1)
        assert (result.removed, result.kept) == (1, len(entries) - 1)

    def test_the_same_plan_made_again_changes_nothing(self, alice: Workspace, tmp_path: Path) -> None:
        planning, path = alice.planning, tmp_path / "plan.ics"
        for _ in range(2):
            problem = planning.problem_for(MONDAY)
            run = planning.save(MONDAY, problem, planning.solve(problem))
            planning.accept(run.summary.id, compared_with=planning.sessions(MONDAY))
            result = alice.calendar_export.write(path, 1)
        assert (result.added, result.changed, result.removed) == (0, 0, 0)
        assert result.kept
        sessions = planning.sessions(MONDAY)
        alice.history.undo()
        assert planning.sessions(MONDAY) == sessions


class TestChanging:
    def test_what_would_be_busy_and_free_is_known_before(self, alice: Workspace, tmp_path: Path) -> None:
        source = added(alice, write_calendar(tmp_path / "work.ics", DENTIST, CHOIR, BIRTHDAY))
        alice.busy_time.delete_dated(one(alice, "Dentist"))
        calendars = alice.calendars
        edited = calendars.edited(source, without=("choir",), whole_days=True)
        preview = calendars.preview(edited)
        delta = calendars.effect(preview)
        assert [block.title for block in (*delta.added, *delta.removed)] == ["Birthday", "Choir"]
        assert delta.changed == ()
        assert calendars.all() == (source,)
        kept = calendars.replace(preview)
        assert (kept.without, kept.whole_days, kept.id) == (("choir",), True, source.id)
        assert [title for *_, title in taken(alice)] == ["Birthday"]
        assert one(alice, "Dentist").freed
        undone = alice.history.undo()
        assert undone is not None
        assert undone.label == "Changed the calendar “work”"
        assert ([title for *_, title in taken(alice)], calendars.all()) == (["Choir"], (source,))

    def test_another_place_keeps_what_was_freed(self, alice: Workspace, tmp_path: Path) -> None:
        source = added(alice, write_calendar(tmp_path / "work.ics", DENTIST))
        alice.busy_time.delete_dated(one(alice, "Dentist"))
        moved = (tmp_path / "work.ics").rename(tmp_path / "moved.ics")
        calendars = alice.calendars
        assert calendars.refresh(source.id).trouble
        kept = calendars.replace(calendars.preview(calendars.edited(source, moved)))
        assert kept.read_at == alice.clock.now()
        assert (kept.location, one(alice, "Dentist").freed) == (str(moved), True)
        assert calendars.latest(kept).trouble == ""

    def test_what_is_changed_elsewhere_meanwhile_stays(
        self, alice: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        source = added(alice, write_calendar(tmp_path / "work.ics", DENTIST))
        calendars = alice.calendars
        calendars.replace(calendars.preview(calendars.edited(source, write_calendar(tmp_path / "new.ics", CHOIR))))
        renamed = calendars.rename(source.model_copy(update={"name": "Job"}))
        assert (renamed.name, renamed.location) == ("Job", str(tmp_path / "new.ics"))
        assert calendars.all() == (renamed,)

        def read_meanwhile(change: Callable[[], object]) -> Refreshed:
            monkeypatch.setattr(room, "read_calendars", lambda *asked: (change(), read_here(*asked))[1])
            return calendars.refresh(source.id)

        write_calendar(tmp_path / "new.ics", DENTIST, CHOIR)
        called = read_meanwhile(lambda: calendars.rename(renamed.model_copy(update={"name": "Office"})))
        assert (called.added, calendars.all()[0].name) == (1, "Office")
        write_calendar(tmp_path / "new.ics", BIRTHDAY)
        without = calendars.edited(calendars.all()[0], without=("choir",))
        assert not read_meanwhile(lambda: calendars._repository.update(without)).anything
        assert calendars.all() == (without,)
        assert not read_meanwhile(lambda: calendars.remove(source.id)).anything
        assert calendars.all() == ()

    def test_a_guest_does_not_bring_back_files_that_the_host_has_given_up(
        self, household: DataDirectory, tmp_path: Path
    ) -> None:
        profile = household.accounts.create("alice", None)
        host, guest = (household.open_workspace(profile, guest=guest).calendars for guest in (False, True))
        source = host.add(host.preview(host.new(write_calendar(tmp_path / "old.ics", DENTIST))))
        opened = guest.preview(guest.edited(source, whole_days=True))
        new = host.replace(host.preview(host.edited(source, write_calendar(tmp_path / "new.ics", CHOIR))))
        with pytest.raises(OutdatedError):
            guest.replace(opened)
        assert guest.all() == (new,)
        guest.replace(guest.preview(guest.edited(new, whole_days=True)))
        assert [one.location for one in host.all()] == [new.location]

    def test_another_name_needs_no_reading(self, alice: Workspace, tmp_path: Path) -> None:
        source = added(alice, write_calendar(tmp_path / "work.ics", DENTIST))
        added(alice, write_calendar(tmp_path / "team.ics", CHOIR))
        (tmp_path / "work.ics").unlink()
        calendars = alice.calendars
        assert calendars.rename(calendars.edited(source, name="Office")).name == "Office"
        added(alice, tmp_path / "team.ics", name="club")
        whole = calendars.preview(calendars.edited(calendars.named("club"), name="team"))
        with pytest.raises(InvalidInputError, match="is taken"):
            calendars.rename(calendars.edited(source, name="TEAM"))
        with pytest.raises(InvalidInputError, match="is taken"):
            calendars.replace(whole)
        assert [known.name for known in calendars.all()] == ["club", "Office", "team"]

    def test_a_part_that_cannot_be_read_would_be_lost(self, alice: Workspace, tmp_path: Path) -> None:
        write_calendar(tmp_path / "all" / "a.ics", DENTIST)
        write_calendar(tmp_path / "all" / "b.ics", CHOIR)
        source = added(alice, tmp_path / "all")
        (tmp_path / "all" / "b.ics").write_text("nothing")
        with pytest.raises(InvalidInputError, match=r"is not read whole: .*b\.ics is no calendar"):
            alice.calendars.replace(alice.calendars.preview(alice.calendars.edited(source, whole_days=True)))
        assert len(taken(alice)) == 2

    @pytest.mark.parametrize("path", ["~nobody-of-that-name/work", "a\0b"])
    def test_a_path_that_is_none(self, alice: Workspace, path: str) -> None:
        with pytest.raises(InvalidInputError) as caught:
            alice.calendars.new(Path(path))
        assert caught.value.issues[0][0] == "location"


def test_what_another_process_has_read_since_is_not_told_any_more(household: DataDirectory) -> None:
    alice = household.accounts.create("alice", None)
    calendars = Calendars(Store.of(household.database, alice, household.clock))
    then = datetime(2026, 11, 25, 8, tzinfo=UTC)
    source = CalendarSource(id=UUID(int=1), name="work", location="/work.ics", read_at=then)
    assert calendars.latest(source) == Refreshed(source)
    known = calendars._read[source.id] = Refreshed(source, added=1)
    for read_at, latest in ((then, known), (None, known), (then - timedelta(1), known), (then + timedelta(1), None)):
        now = source.model_copy(update={"read_at": read_at})
        assert calendars.latest(now) == (latest or Refreshed(now))
    calendars._read[source.id] = never = Refreshed(source.model_copy(update={"read_at": None}), trouble="Gone.")
    assert calendars.latest(source) == never


def test_whatever_has_changed_is_something(alice: Workspace, tmp_path: Path) -> None:
    source = alice.calendars.new(tmp_path / "work.ics")
    block = DatedBusy(id=UUID(int=1), day=MONDAY, start=540, end=600)
    for added, changed, removed in ((1, 0, 0), (0, 1, 0), (0, 0, 1)):
        assert Refreshed(source, added, changed, removed).anything
        assert BusyDelta((block,) * added, (block,) * changed, (block,) * removed).anything
    assert not Refreshed(source, trouble="It is gone.").anything
    assert not BusyDelta().anything


def test_the_most_that_a_calendar_may_take_is_taken() -> None:
    block = DatedBusy(id=UUID(int=1), day=MONDAY, start=540, end=600)
    room._refuse_too_many([block] * 20_000)
    with pytest.raises(InvalidInputError):
        room._refuse_too_many([block] * 20_001)


def test_a_reading_that_nobody_waits_for_is_stopped(alice: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    stopped: list[bool] = []
    monkeypatch.setattr(room, "stop_reading", lambda: stopped.append(True))
    alice.calendars.stop()
    assert stopped == [True]
