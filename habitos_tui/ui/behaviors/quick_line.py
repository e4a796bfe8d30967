"""A behavior or a task said in one line: what it was understood to be."""

from typing import Any, Final

from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.text.quick.behavior import read_behavior
from habitos_tui.domain.text.quick.draft import BehaviorDraft
from habitos_tui.errors import InvalidInputError
from habitos_tui.services.behaviors import Behaviors
from habitos_tui.services.quick_lines import context_of
from habitos_tui.services.workspace import Workspace
from habitos_tui.ui.kit.dialogs.quick import QuickLine, Understood, issue_sentence

_NAMELESS: Final = "“-” "
"""Stands for a name, so that what else is said can be read."""


class BehaviorLine(QuickLine[Behavior, Behavior]):
    """A new behavior or task; a draft that lacks something may hold anything."""

    EXAMPLES = (
        "run 3x week 30m evenings every other day",
        "Say what, how long, how often and when, in any order. Such as:",
        "stretch daily 10m at 7:30 · guitar 40m twice a week not mondays",
        "call the dentist by friday 15m · pay rent on the 1st 10m",
    )

    def __init__(self, space: Workspace) -> None:
        """It is read against what the person has now."""
        self._against, self._behaviors = context_of(space), space.behaviors

    def read(self, line: str) -> Understood[Behavior]:
        """Return the behavior or task that a line describes."""
        reading = read_behavior(line, self._against)
        if reading.draft is None:
            nameless = read_behavior(_NAMELESS + line, self._against).draft
            draft = None if nameless is None else _unchecked(nameless, name="")
            return Understood(draft, reading.sentence, reading.unknown, reading.sentence)
        behavior, lacking = _checked(reading.draft, self._behaviors)
        return Understood(behavior, reading.sentence, reading.unknown, lacking)

    def save(self, draft: Behavior) -> Behavior:
        """Store it."""
        return self._behaviors.add(draft)


def _checked(draft: BehaviorDraft, behaviors: Behaviors) -> tuple[Behavior, str]:
    """Return the behavior of a draft, and why it cannot be stored."""
    try:
        behavior = behaviors.from_json(draft.fields())
    except InvalidInputError as error:
        return _unchecked(draft), issue_sentence(error.issues)
    return behavior, issue_sentence(behaviors.issues(behavior))


def _unchecked(draft: BehaviorDraft, **other: str) -> Behavior:
    """Return a draft as the form can show it."""
    given: dict[str, Any] = {name: getattr(draft, name) for name in Behavior.model_fields if hasattr(draft, name)}
    return Behavior.model_construct(**{**given, "id": "new", "impacts": dict(draft.impacts), **other})
