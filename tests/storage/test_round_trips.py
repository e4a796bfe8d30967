"""What was stored comes back as it was."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from habitos_tui.domain.model.agenda import LogEntry, LogFilter
from habitos_tui.domain.model.away import Away
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.completion import Completion, Context
from habitos_tui.domain.model.objective import Objective
from habitos_tui.domain.model.pause import Pause
from habitos_tui.domain.model.profile import Preferences
from habitos_tui.domain.model.rule import Rule
from habitos_tui.storage.profiles import ProfileRepository
from tests.support import storage as support
from tests.support.storage import Room, make_behavior, make_database

examples = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def room() -> Iterator[Room]:
    with TemporaryDirectory() as directory:
        room = Room(make_database(Path(directory)))
        room.behaviors.add(make_behavior())
        yield room


@examples
@given(behavior=support.behaviors())
def test_behaviors(room: Room, behavior: Behavior) -> None:
    room.behaviors.add(behavior)
    assert room.behaviors.get(behavior.id) == behavior
    assert list(room.behaviors.all()[-1].impacts) == list(behavior.impacts)
    room.behaviors.delete(behavior.id)


@examples
@given(first=support.behaviors(), second=support.behaviors())
def test_updated_behaviors(room: Room, first: Behavior, second: Behavior) -> None:
    room.behaviors.add(first)
    changed = second.model_copy(update={"id": first.id})
    room.behaviors.update(changed)
    assert room.behaviors.all()[-1] == changed
    room.behaviors.delete(first.id)


@examples
@given(rule=support.rules())
def test_rules(room: Room, rule: Rule) -> None:
    room.rules.add(rule)
    assert room.rules.all() == (rule,)
    room.rules.delete(rule.id)


@examples
@given(completion=support.completions())
def test_completions(room: Room, completion: Completion) -> None:
    room.completions.add(completion)
    assert room.completions.get(completion.id) == completion
    assert room.completions.between(completion.day, completion.day) == (completion,)
    room.completions.delete(completion.id)


@examples
@given(first=support.completions(), second=support.completions())
def test_updated_completions(room: Room, first: Completion, second: Completion) -> None:
    room.completions.add(first)
    changed = second.model_copy(update={"id": first.id})
    room.completions.update(changed)
    assert room.completions.get(first.id) == changed
    assert set(room.completions.tags(100)) == set(changed.context.tags)
    room.completions.delete(first.id)


@examples
@given(tag=support.tags)
def test_a_tag_stays_what_it_has_become(tag: str) -> None:
    kept = Context(weekday=0, tags=(tag,)).tags
    assert Context(weekday=0, tags=kept).tags == kept


@examples
@given(pause=support.pauses())
def test_pauses(room: Room, pause: Pause) -> None:
    room.pauses.add(pause)
    assert room.pauses.get(pause.id) == pause
    assert room.pauses.between(pause.end, pause.end) == room.pauses.between(pause.first, pause.first) == (pause,)
    assert room.pauses.of("run") == room.pauses.all() == (pause,)
    assert room.completions.page(LogFilter(first=pause.end), 5, 0) == (LogEntry("Run", False, pause),)
    room.pauses.delete(pause.id)


@examples
@given(away=support.absences())
def test_absences(room: Room, away: Away) -> None:
    room.away.add(away)
    assert room.away.get(away.id) == away
    assert room.away.between(away.last, away.last) == room.away.between(away.first, away.first) == (away,)
    room.away.delete(away.id)


@examples
@given(preferences=support.preferences())
def test_preferences(room: Room, preferences: Preferences) -> None:
    profiles = ProfileRepository(room.database)
    profiles.set_preferences(room.profile.id, preferences)
    assert profiles.all()[0].profile.preferences == preferences


@examples
@given(weights=st.dictionaries(support.identifiers, support.weights))
def test_objectives(weights: dict[str, float]) -> None:
    objectives = tuple(Objective(name=name, weight=weight) for name, weight in weights.items())
    with TemporaryDirectory() as directory:
        room = Room(make_database(Path(directory)))
        room.objectives.replace(objectives)
        assert room.objectives.all() == objectives
