"""Suggestions from a log: followed and taken back, dismissed for a month, and none without evidence."""

from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.insight.promise import Kept
from habitos_tui.domain.insight.suggestion import AdoptBehavior, ArchiveBehavior, SetBehavior
from habitos_tui.domain.model.agenda import SessionState
from habitos_tui.domain.model.base import ONE_WEEK
from habitos_tui.domain.model.profile import Profile
from habitos_tui.domain.model.weeks import FROM_MONDAY
from habitos_tui.domain.model.wishes import WISHED
from habitos_tui.errors import OutdatedError
from habitos_tui.services.advice import _concerned, _whole_weeks
from habitos_tui.services.demo.catalogue import CATALOGUE
from habitos_tui.services.demo.profile import build_demo
from habitos_tui.services.demo.year import live_demo_year
from habitos_tui.services.trials import Trials
from habitos_tui.services.workspace import Workspace
from habitos_tui.storage.dismissals import DismissalRepository
from tests.support.household import MONDAY, NOW, make_household, moved_in, set_clock

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
