"""Suggestions from a log: followed and taken back, dismissed for a month, and none without evidence."""

from datetime import date, timedelta
from pathlib import Path
from threading import Event

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.insight.promise import Kept
from habitos_tui.domain.insight.suggestion import (
    AddRule,
    AdoptBehavior,
    ArchiveBehavior,
    Gain,
    Proposal,
    SetBehavior,
    Suggestion,
)
from habitos_tui.domain.model.agenda import SessionState
from habitos_tui.domain.model.base import ONE_WEEK
from habitos_tui.domain.model.profile import Profile
from habitos_tui.domain.model.rule import Frequency, Stack
from habitos_tui.domain.model.weeks import FROM_MONDAY
from habitos_tui.domain.model.wishes import WISHED
from habitos_tui.errors import OutdatedError
from habitos_tui.services.advice import Advice, _concerned, _whole_weeks
from habitos_tui.services.demo.catalogue import CATALOGUE
from habitos_tui.services.demo.profile import build_demo
from habitos_tui.services.demo.year import live_demo_year
from habitos_tui.services.trials import Trials
from habitos_tui.services.workspace import Workspace
from habitos_tui.storage.dismissals import DismissalRepository
from tests.support.household import MONDAY, NOW, make_behavior, make_household, moved_in, set_clock

pytestmark = pytest.mark.usefixtures("quick_trials")


@pytest.fixture
def with_history(tmp_path: Path) -> tuple[DataDirectory, Profile]:
    household = make_household(tmp_path)
    return household, moved_in(household, _with_a_quarter)


def _with_a_quarter(household: DataDirectory) -> Profile:
    profile = build_demo(household.database, household.clock)
    live_demo_year(household.database, profile, household.clock, weeks=13)
    return profile


def test_a_quarter_of_a_year_brings_suggestions_ranked_by_points(with_history: tuple[DataDirectory, Profile]) -> None:
    household, profile = with_history
    found = household.open_workspace(profile).advice.suggestions()
    assert found.evidence > 300
    assert found.lines
    points = [line.points for line in found.lines]
    assert points == sorted(points, reverse=True)
    assert len({line.key for line in found.lines}) == len(points)


def test_every_suggestion_can_be_followed_and_taken_back(with_history: tuple[DataDirectory, Profile]) -> None:
    household, profile = with_history
    workspace = household.open_workspace(profile)
    before = workspace.advice.suggestions()
    assert before.lines
    for line in before.lines:
        assert workspace.advice.apply(line.key) == line
        set_now = line.proposal.set if isinstance(line.proposal, SetBehavior) else {}
        wished = isinstance(line.proposal, ArchiveBehavior) or bool({*set_now} & {*WISHED})
        assert (workspace.advice.holds_from(line) == MONDAY + ONE_WEEK) == wished
        with pytest.raises(OutdatedError):
            workspace.advice.apply(line.key)
        undone = workspace.history.undo()
        assert undone is not None
        assert line.sentence in undone.label
    assert workspace.advice.suggestions() == before


def test_a_dismissed_suggestion_comes_up_again_after_a_month(with_history: tuple[DataDirectory, Profile]) -> None:
    household, profile = with_history
    workspace = household.open_workspace(profile)
    key = workspace.advice.suggestions().lines[0].key
    workspace.advice.dismiss(key)
    assert key not in {line.key for line in workspace.advice.suggestions().lines}
    with pytest.raises(OutdatedError):
        workspace.advice.dismiss(key)
    today = workspace.tracking.today()
    dismissals = DismissalRepository(household.database, profile.id)
    assert dismissals.standing(today + timedelta(days=29)) == {key}
    assert dismissals.standing(today + timedelta(days=30)) == frozenset()
    workspace.history.undo()
    assert key in {line.key for line in workspace.advice.suggestions().lines}


def test_nothing_is_suggested_on_the_evidence_of_three_days(alice: Workspace) -> None:
    assert not alice.advice.suggestions().lines


def test_what_is_over_for_long_suggests_nothing(with_history: tuple[DataDirectory, Profile]) -> None:
    household, profile = with_history
    set_clock(household, NOW + timedelta(weeks=12))
    assert not household.open_workspace(profile).advice.suggestions().lines


def test_what_was_left_undone_while_away_is_not_held_against_anything(
    with_history: tuple[DataDirectory, Profile],
) -> None:
    household, profile = with_history
    workspace = household.open_workspace(profile)
    today = workspace.tracking.today()
    before = workspace.advice.suggestions()
    workspace.away.add(today - timedelta(days=60), today - timedelta(days=30))
    after = workspace.advice.suggestions()
    undone = sum(
        item.state is SessionState.AWAY
        for day in workspace.tracking.days(today - timedelta(days=60), 31)
        for item in day.items
    )
    assert undone
    assert before.evidence - after.evidence == undone


def test_what_was_promised_is_kept_until_it_is_taken_back(with_history: tuple[DataDirectory, Profile]) -> None:
    household, profile = with_history
    workspace = household.open_workspace(profile)
    first = next(line for line in workspace.advice.suggestions().lines if line.gain is not None and line.gain.sure)
    assert workspace.advice.kept().followed == 0
    workspace.advice.apply(first.key, first)
    assert workspace.advice.kept() == Kept(1, 0, first.points, None)
    set_clock(household, NOW + timedelta(weeks=3))
    later = household.open_workspace(profile).advice.kept()
    assert later.measured == 1
    # nothing was logged since
    assert later.seen is not None
    assert later.seen < 0
    workspace.history.undo()
    assert workspace.advice.kept().followed == 0


def test_a_target_raised_today_is_not_called_unreached(with_history: tuple[DataDirectory, Profile]) -> None:
    household, profile = with_history
    workspace = household.open_workspace(profile)
    record = workspace.advice._record()
    assert record is not None
    behavior = max(record.behaviors, key=lambda b: len(record.by_week(b)))
    assert len(record.by_week(behavior)) > 6
    workspace.behaviors.update(behavior.model_copy(update={"target_per_week": behavior.target_per_week + 1}))
    after = workspace.advice._record()
    assert after is not None
    changed = next(b for b in after.behaviors if b.id == behavior.id)
    assert changed.target_per_week == behavior.target_per_week + 1
    assert after.by_week(changed) == []


def test_something_new_is_added_as_it_comes_and_what_it_promised_is_about_it(idle: Workspace) -> None:
    proposal = AdoptBehavior(ready="yoga")
    changed = idle.advice._changed(proposal)
    assert changed is not None
    assert changed.id == "yoga"
    added = idle.advice._make(proposal)
    assert added == idle.behaviors.get("yoga")
    assert _concerned(proposal, added) == ("yoga",)


def test_only_whole_weeks_without_a_day_away_are_compared() -> None:
    weeks = [MONDAY + number * ONE_WEEK for number in range(3)]
    away = {MONDAY + ONE_WEEK + timedelta(days=6)}
    assert _whole_weeks(FROM_MONDAY, weeks, MONDAY, away) == [weeks[0], weeks[2]]
    assert _whole_weeks(FROM_MONDAY, weeks, MONDAY + timedelta(days=1), away) == [weeks[2]]


def test_weeks_are_looked_back_on_from_the_first_session_to_the_last_one(idle: Workspace) -> None:
    idle.tracking.done("run", day=MONDAY - 2 * ONE_WEEK)
    record = idle.advice._record()
    assert record is not None
    assert list(record.weeks) == [MONDAY - 2 * ONE_WEEK, MONDAY - ONE_WEEK]
    assert [episode.behavior for episode in record.episodes] == ["run"]


def test_whoever_cancels_is_heard_where_suggestions_are_tried(idle: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    cancel, heard = Event(), list[object]()
    monkeypatch.setattr(Trials, "run", lambda _trials, cancel: heard.append(cancel))
    idle.advice.suggestions(cancel)
    assert heard == [cancel]


def test_nothing_is_suggested_that_is_there_or_was_put_away(idle: Workspace) -> None:
    idle.behaviors.adopt(CATALOGUE[0])
    idle.behaviors.archive(idle.behaviors.adopt(CATALOGUE[1]).id)
    taken = {CATALOGUE[0].name, CATALOGUE[1].name, *(behavior.name for behavior in idle.behaviors.all())}
    assert idle.advice._ready_ones() == [ready for ready in CATALOGUE if ready.name not in taken]


def test_sessions_are_counted_in_all_days_of_the_weeks_that_had_a_plan(alice: Workspace) -> None:
    weeks = [MONDAY - ONE_WEEK, MONDAY, MONDAY + ONE_WEEK]
    whole = {name: {MONDAY: times} for name, times in {"run": 3, "meditate": 4, "deepwork": 2}.items()}
    assert alice.advice._planned(weeks) == whole | {"read": {}, "friends": {}}  # first planned in its middle
    assert alice.advice._planned([]) == {}


@pytest.mark.parametrize(("days", "week"), [(0, MONDAY), (1, MONDAY + ONE_WEEK), (6, MONDAY + ONE_WEEK)])
def test_suggestions_are_tried_on_the_next_week_that_is_planned_as_a_whole(
    household: DataDirectory, idle: Workspace, days: int, week: date
) -> None:
    set_clock(household, NOW.replace(day=23) + timedelta(days=days))
    assert idle.advice._week_to_plan() == week


def suggestion(proposal: Proposal, gain: Gain | None = None) -> Suggestion:
    return Suggestion("key", "rest", "run", "Run less.", "", 9, 3.0, proposal, gain=gain)


@pytest.mark.parametrize(
    ("gain", "promised"),
    [(None, ()), (Gain(9, 0.4, 10), ()), (Gain(9, 0.5, 10), (("run",),))],
    ids=["unknown", "unsure", "sure"],
)
def test_what_is_followed_promises_something_where_it_surely_brings_it(
    idle: Workspace, monkeypatch: pytest.MonkeyPatch, gain: Gain | None, promised: tuple[tuple[str, ...], ...]
) -> None:
    rest = suggestion(SetBehavior(id="run", set={"target_per_week": 2}), gain)
    monkeypatch.setattr(Advice, "_find", lambda _advice, _key, _shown: rest)
    assert idle.advice.apply("key") is rest
    assert idle.behaviors.get("run").target_per_week == 2
    kept = idle._store.promises.all()
    assert tuple(promise.behaviors for promise in kept) == promised
    assert all((promise.suggestion, promise.day, promise.points) == ("key", NOW.date(), 3) for promise in kept)


def test_each_proposal_changes_what_it_is_about_and_nothing_holds_of_it_twice(idle: Workspace) -> None:
    advice, rule = idle.advice, Frequency(id="workdays", period="week", max_sessions=20)
    set_run = SetBehavior(id="run", set={"target_per_week": 2})
    changed = advice._changed(set_run)
    assert changed is not None
    assert (changed.id, changed.target_per_week) == ("run", 2)
    assert advice._changed(ArchiveBehavior(id="run")) is advice._changed(AddRule(rule=rule)) is None
    assert advice._make(set_run) is None
    assert idle.behaviors.get("run").target_per_week == 2
    assert advice._fits(AddRule(rule=rule))
    assert advice._make(AddRule(rule=rule)) is None
    assert [known.id for known in idle.rules.all()][-1] == "workdays-2"
    assert advice._make(ArchiveBehavior(id="run")) is None
    assert "run" not in {behavior.id for behavior in idle.behaviors.all()}
    assert not advice._fits(AddRule(rule=Stack(id="s", first="read", then="nobody")))
    assert advice._fits(set_run)
    assert [
        advice.holds_from(suggestion(proposal))
        for proposal in (ArchiveBehavior(id="run"), AddRule(rule=rule), AdoptBehavior(ready="yoga"))
    ] == [idle.behaviors.holds_from("run"), None, None]


def test_what_a_proposal_is_about() -> None:
    stack = Stack(id="s", first="run", then="read")
    assert _concerned(SetBehavior(id="run", set={}), None) == ("run",)
    assert _concerned(AddRule(rule=stack), None) == stack.behavior_ids == ("run", "read")
    assert _concerned(ArchiveBehavior(id="run"), None) == ()
    assert _concerned(AdoptBehavior(ready="yoga"), None) == ()


def test_the_record_is_of_what_is_current_and_in_use(idle: Workspace) -> None:
    first, recent = MONDAY - 26 * ONE_WEEK, MONDAY - 8 * ONE_WEEK
    for behavior, day in (
        ("run", first - timedelta(days=1)),
        ("run", first),
        ("run", recent),
        ("meditate", recent - timedelta(days=1)),
        ("read", NOW.date()),
        ("friends", recent),
    ):
        idle.tracking.done(behavior, day=day)
    idle.behaviors.archive("friends", from_now=True)
    idle.behaviors.add(make_behavior("taxes", task={"total_minutes": 60}, target_per_week=0))
    idle.rules.set_active("workdays", False)
    objectives = idle.objectives.all()
    idle.objectives.replace((objectives[0].model_copy(update={"weight": 0}), *objectives[1:]))
    idle.away.add(MONDAY - ONE_WEEK)
    record = idle.advice._record()
    assert record is not None
    assert [behavior.id for behavior in record.behaviors] == ["run", "meditate", "deepwork", "read"]
    assert {(each.behavior, each.day) for each in record.episodes} == {
        ("run", first),
        ("run", recent),
        ("read", NOW.date()),
    }
    assert list(record.weeks) == [first + number * ONE_WEEK for number in range(25)]
    assert [rule.id for rule in record.rules] == ["one-effort", "calm-first"]
    assert {*record.wished} == {"run", "meditate", "deepwork", "read", "taxes"}
    assert sum(record.weights.values()) == pytest.approx(1)
    assert list(record.slots) == [slot.name for slot in idle.slots.all()]
    preferences = idle.profile.preferences
    assert (record.grid_minutes, record.balance) == (preferences.grid_minutes, preferences.settings.balance)
    assert record.calendar == idle.profile.weeks
    assert len(record.ready) > 20
    assert record.strengths.keys() == idle.insights.strengths(record.behaviors).keys()
    idle._store.objectives.replace(tuple(each.model_copy(update={"weight": 0}) for each in objectives))
    assert idle.advice._record() is None
    assert idle.advice.trials() == Trials(0, None, ())


def test_it_begins_with_the_first_day_on_which_anything_was_planned_or_done(idle: Workspace) -> None:
    today = NOW.date()
    assert idle.advice._begun(today) == today
    for days in (3, 9, 5):
        idle.tracking.done("run", day=today - timedelta(days=days))
    idle.tracking.done("read", day=today - timedelta(days=4))
    assert idle.advice._begun(today) == today - timedelta(days=9)
