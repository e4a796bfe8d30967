"""The Python API: its examples work as they are shown, it loads what it needs only, and its errors are sentences."""

import doctest
import re
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from habitos_tui import api, bootstrap
from habitos_tui.bootstrap import DataDirectory
from habitos_tui.clock import FixedClock
from habitos_tui.errors import ExitCode
from tests.support.cli import ROOT
from tests.support.household import MONDAY, NOW, PASSWORD, WEDNESDAY, add_alice, make_household
from tests.test_architecture import modules_after

SOLVERS = {"numpy", "pulp", "highspy"}
MONDAY_MORNING = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def household(tmp_path: Path) -> DataDirectory:
    return make_household(tmp_path)


@pytest.fixture
def directory(household: DataDirectory) -> api.DataDirectory:
    return api.DataDirectory(household)


@pytest.fixture
def alice(household: DataDirectory) -> api.OpenProfile:
    """Alice on Wednesday of a planned week."""
    add_alice(household)
    return api.DataDirectory(household).open()


@pytest.fixture
def somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty working directory, on a Monday morning, with cheap passwords."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(bootstrap, "SystemClock", lambda: FixedClock(MONDAY_MORNING))
    monkeypatch.setattr("habitos_tui.services.accounts.COST", 4)


@pytest.mark.usefixtures("somewhere")
@pytest.mark.parametrize("source", ["docs/api.md", "habitos_tui/api.py"])
def test_examples_work_as_they_are_shown(source: str) -> None:
    text = (ROOT / source).read_text(encoding="utf-8") if source.endswith(".md") else api.__doc__ or ""
    # The end of a block of Markdown would be taken for what an example answers.
    text = re.sub(r"^```.*$", "", text, flags=re.MULTILINE)
    examples = doctest.DocTestParser().get_doctest(text, {}, source, source, 0)
    assert len(examples.examples) > 3
    told: list[str] = []
    outcome = doctest.DocTestRunner(verbose=False).run(examples, out=told.append)
    assert outcome.failed == 0, "".join(told)


def test_all_names_are_there_and_told() -> None:
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    assert sorted(api.__all__) == sorted(set(api.__all__))
    assert all(getattr(api, name) is not None for name in api.__all__)
    methods = [name for kind in (api.DataDirectory, api.OpenProfile) for name in vars(kind) if not name.startswith("_")]
    assert [name for name in methods if f"`{name}`" not in page] == []
    with pytest.raises(AttributeError, match="has no attribute 'Nonsense'"):
        getattr(api, "Nonsense")  # noqa: B009 - the type checker knows that it is not there


def test_the_import_loads_nothing_that_takes_time() -> None:
    heavy = SOLVERS | {"textual", "rich", "pydantic", "peewee", "sqlite3", "bcrypt", "click"}
    assert not modules_after("import habitos_tui.api") & heavy


def test_reading_needs_no_solver_and_planning_no_interface(tmp_path: Path) -> None:
    path = str(tmp_path / "data")
    begin = f"from habitos_tui import api\nalice = api.open_data_directory({path!r}, create=True)"
    read = modules_after(f"{begin}.create_profile('alice')\nalice.today(), alice.week(), alice.statistics()")
    assert "peewee" in read
    assert not read & (SOLVERS | {"textual", "click"})
    solved = modules_after(f"{begin}.open()\nassert alice.plan('next').plan.usable")
    assert "highspy" in solved
    assert not solved & {"textual", "click"}


def test_nothing_is_made_unasked(tmp_path: Path) -> None:
    with pytest.raises(api.NoProfileError, match="nothing in"):
        api.open_data_directory(tmp_path / "data")
    assert not (tmp_path / "data").exists()
    assert api.open_data_directory(str(tmp_path / "data"), create=True).path == tmp_path / "data"


def test_a_protected_profile_opens_with_its_password_only(directory: api.DataDirectory) -> None:
    directory.create_profile("alice", PASSWORD)
    with pytest.raises(api.WrongPasswordError, match="A password is needed"):
        directory.open("alice")
    with pytest.raises(api.WrongPasswordError, match="wrong"):
        directory.open("alice", "incorrect horse")
    assert directory.open("alice", PASSWORD).profile.name == "alice"
    assert directory.open(password=PASSWORD).profile.protected


def test_a_name_is_asked_for_where_there_are_several(directory: api.DataDirectory) -> None:
    with pytest.raises(api.NoProfileError, match="no profile yet"):
        directory.open()
    for name in ("alice", "bob"):
        directory.create_profile(name)
    with pytest.raises(api.InvalidInputError, match="several profiles"):
        directory.open()
    with pytest.raises(api.NoProfileError, match="no profile “carol”"):
        directory.open("carol")


def test_a_run_changes_nothing_before_it_is_accepted(alice: api.OpenProfile) -> None:
    before = alice.week()
    told: list[api.Progress] = []
    run = alice.plan(rest=True, gap=0.05, time_limit=None, on_progress=told.append)
    assert run.plan.usable
    assert told
    assert alice.week() == before
    assert run.problem == alice.problem(rest=True)
    assert run.problem.settings.stability > 0
    accepted = alice.accept(run)
    assert {session.day for session in accepted} >= {WEDNESDAY}
    undone = alice.undo()
    assert undone is not None
    assert undone.label.startswith("Accepted the plan")
    assert alice.week() == before


def test_a_run_is_not_accepted_over_a_week_that_changed_meanwhile(
    alice: api.OpenProfile, household: DataDirectory
) -> None:
    run = alice.plan(gap=0.05)
    editing = household.open_workspace(alice.profile).plan_editing  # as another program would
    (ahead, *_) = alice.workspace.planning.movable(MONDAY)
    editing.drop(editing.pick_up(ahead.id))
    now = alice.workspace.planning.sessions(MONDAY)
    with pytest.raises(api.OutdatedError, match="has changed since"):
        alice.accept(run)
    assert alice.workspace.planning.sessions(MONDAY) == now
    accepted = alice.accept(run, over=now)
    assert accepted != now
    again = alice.accept(run)  # the week is what the run asks for
    assert [(s.behavior, s.day, s.start) for s in again] == [(s.behavior, s.day, s.start) for s in accepted]


def test_a_run_of_the_history_is_accepted_over_what_is_said(alice: api.OpenProfile) -> None:
    planning = alice.workspace.planning
    run = planning.run(alice.plan(gap=0.05).summary.id)
    with pytest.raises(api.InvalidInputError, match="compared with"):
        alice.accept(run)
    assert alice.accept(run, over=planning.sessions(MONDAY))


def test_a_search_can_be_stopped_from_outside(alice: api.OpenProfile) -> None:
    stop = Event()
    stop.set()
    with pytest.raises(api.InvalidInputError, match="cancelled before there was a plan"):
        alice.plan("next", cancel=stop)


@pytest.mark.parametrize("week", ["next", "2026-W49", date(2026, 12, 2), datetime(2026, 12, 6, 23, 0)])  # noqa: DTZ001
def test_a_week_can_be_meant_in_several_ways(alice: api.OpenProfile, week: date | str) -> None:
    assert alice.week(week).start == MONDAY + timedelta(days=7)
    assert alice.problem(week).week_start == MONDAY + timedelta(days=7)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda person: person.plan("2026-W01"), "is over"),
        (lambda person: person.plan("someday"), "is not a week"),
        (lambda person: person.week(date.max), "too far away"),
        (lambda person: person.day(date.min), "too far away"),
        (lambda person: person.log("run", day=date.max), "too far away"),
        (lambda person: person.plan(engine="abacus"), "engine must be one of highs, cbc"),
        (lambda person: person.plan(gap=float("nan")), "gap must lie between 0 and 1"),
        (lambda person: person.plan(time_limit=0), "time_limit must be more than 0"),
        (lambda person: person.log("swim"), "no behavior “swim”"),
        (lambda person: person.log("run", rating=6), "rating"),
        (lambda person: person.log("run", at=NOW + timedelta(hours=1)), "still to come"),
        (lambda person: person.skip("e"), "fits more than one"),
        (lambda person: person.add_behavior(name="Swim"), "min_minutes"),
        (lambda person: person.add_behavior(name=object()), "JSON does not know"),
        (lambda person: person.statistics(first=date(2027, 1, 1)), "still to come"),
        (lambda person: person.statistics(behavior="swim"), "no behavior “swim”"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(alice: api.OpenProfile, call: Any, sentence: str) -> None:
    with pytest.raises(api.HabitosError) as caught:
        call(alice)
    told = " ".join((caught.value.message, *(f"{path} {issue}" for path, issue in getattr(caught.value, "issues", ()))))
    assert re.search(sentence, told), told
    assert caught.value.exit_code is not ExitCode.OK


def test_a_moment_counts_for_the_clock_on_the_wall(alice: api.OpenProfile) -> None:
    """It is nine in Berlin, and eight in UTC."""
    naive = alice.log("read", at=datetime(2026, 11, 24, 21, 30))  # noqa: DTZ001
    aware = alice.log("read", at=datetime(2026, 11, 24, 23, 0, tzinfo=UTC))
    west = alice.log("meditate", at=datetime(2026, 11, 24, 20, 0, tzinfo=timezone(timedelta(hours=-5))))
    assert (naive.day, naive.start) == (date(2026, 11, 24), 21 * 60 + 30)
    assert (aware.day, aware.start) == (WEDNESDAY, 0)
    assert (west.day, west.start) == (WEDNESDAY, 2 * 60)


def test_a_time_that_the_clocks_leave_out_is_told(alice: api.OpenProfile) -> None:
    with pytest.raises(api.HabitosError, match="02:30 is left out on 2026-03-29"):
        alice.log("read", at=datetime(2026, 3, 29, 2, 30))  # noqa: DTZ001


def test_an_amount_is_logged_in_the_unit_of_its_behavior(alice: api.OpenProfile) -> None:
    alice.add_behavior(
        name="Swim", min_minutes=20, typical_minutes=30, max_minutes=40, target_per_week=1, unit="laps", amount=20
    )
    assert [alice.log("swim", amount=amount).amount for amount in (25, None, 0)] == [25, 20, None]


def test_what_is_skipped_is_no_longer_open(alice: api.OpenProfile) -> None:
    skip = alice.skip("morning run", reason="rain")
    assert (skip.day, skip.reason) == (WEDNESDAY, "rain")
    states = {item.behavior.id: item.state for item in alice.today().items}
    assert states["run"] is api.SessionState.SKIPPED


def test_learning_is_switched_as_in_files(alice: api.OpenProfile) -> None:
    fields = {"min_minutes": 15, "typical_minutes": 30, "max_minutes": 60, "target_per_week": 1}
    added = alice.add_behavior(name="Swim", learning=False, preferred_slots=("evening",), **fields)
    assert added.preferred_slots == ("evening",)
    assert not alice.workspace.learning.of(added.id).on


def test_statistics_of_one_behavior(alice: api.OpenProfile) -> None:
    statistics = alice.statistics(behavior="run")
    assert statistics.behavior == "run"
    assert statistics.ratings.mean == 5
