"""Tags of behaviors, of what was done and of rules."""

import pytest

from habitos_tui.domain.model.agenda import LogFilter
from habitos_tui.domain.model.completion import Completion
from habitos_tui.domain.model.rule import Frequency, Scope
from habitos_tui.errors import InvalidInputError, NotFoundError
from habitos_tui.services.tags import TagUse
from habitos_tui.services.workspace import Workspace


@pytest.fixture
def tagged(alice: Workspace) -> Workspace:
    """Two behaviors, a rule and an entry with the tag home."""
    for behavior, tags in (("run", ("home", "outdoors")), ("read", ("home",))):
        known = alice.behaviors.get(behavior)
        alice.behaviors.update(known.model_copy(update={"tags": tags}))
    alice.behaviors.archive("read")
    alice.rules.add(Frequency(id="often", scope=Scope(tag="home"), period="week", max_sessions=9))
    alice.tracking.done("meditate", tags=("home", "outdoors"))
    return alice


def test_they_are_listed_with_what_has_them(tagged: Workspace) -> None:
    home, outdoors = tagged.tags.all()
    assert (home, outdoors) == (TagUse("home", 2, 1, 1), TagUse("outdoors", 1, 1, 0))
    assert home.in_words == "2 behaviors, 1 rule, 1 entry"


def test_one_that_only_a_behavior_or_only_a_rule_has_is_listed(alice: Workspace) -> None:
    alice.behaviors.update(alice.behaviors.get("run").model_copy(update={"tags": ("fast",)}))
    alice.rules.add(Frequency(id="often", scope=Scope(tag="home"), period="week", max_sessions=9))
    assert alice.tags.all() == (TagUse("fast", 1, 0, 0), TagUse("home", 0, 0, 1))
    assert [use.in_words for use in alice.tags.all()] == ["1 behavior", "1 rule"]


def test_one_is_renamed_wherever_it_is_and_undo_takes_it_back(tagged: Workspace) -> None:
    before = tagged.tags.all()
    assert tagged.tags.rename("#Home", " Chores") == before[0]
    assert tagged.tags.all() == (TagUse("chores", 2, 1, 1), before[1])
    tagged.tags.rename("chores", "outdoors")
    assert tagged.tags.all() == (TagUse("outdoors", 2, 1, 1),)
    tagged.history.undo()
    tagged.history.undo()
    assert tagged.tags.all() == before


def test_what_cannot_be_is_refused(tagged: Workspace) -> None:
    for tag, hint in (("garden", "See: habitos-tui tags"), ("hom", "Did you mean “home”?")):
        with pytest.raises(NotFoundError, match=f"Nothing is tagged “{tag}”") as missing:
            tagged.tags.rename(tag, "home")
        assert missing.value.hint == hint
    with pytest.raises(InvalidInputError) as caught:
        tagged.tags.rename("home", "a, b")
    assert [path for path, _ in caught.value.issues] == ["new"]


def test_the_log_of_a_tag_has_what_was_done_of_its_behaviors_too(tagged: Workspace) -> None:
    own = tagged.tracking.done("run")
    for tag, behaviors in (("home", {"run", "read", "meditate"}), ("outdoors", {"run", "meditate"})):
        found = [line.entry for line in tagged.tracking.log(LogFilter(tag=tag))]
        assert own in found
        assert {entry.behavior for entry in found if isinstance(entry, Completion)} <= behaviors
        assert tagged.tracking.count(LogFilter(tag=tag)) == len(found)
    assert own.context.tags == ()
