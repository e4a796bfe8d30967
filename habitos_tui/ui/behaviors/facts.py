"""What the screen of behaviors knows of each, read for all at once where that is quick, else when one is looked at."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from habitos_tui.domain.insight.learning import LearnedBehavior
from habitos_tui.domain.insight.regularity import StreakLine, StrengthLine
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.pause import Pause
from habitos_tui.domain.model.task_state import TaskState
from habitos_tui.domain.planning.valuation import normalised, worth_of
from habitos_tui.domain.text.pause_phrasing import pause_in_short, pause_phrase
from habitos_tui.domain.text.rhythm_phrasing import SHOWN, due_phrase, dues_sentence
from habitos_tui.domain.text.task_phrasing import task_due, task_sentence
from habitos_tui.services.workspace import Workspace
from habitos_tui.ui.behaviors.card import BehaviorFacts

DAYS_AHEAD: Final = 14
"""Days of the plan that are looked at."""


class KnownBehaviors:
    """The behaviors in use, or the archived ones, as of one moment."""

    def __init__(self, workspace: Workspace, *, archived: bool) -> None:
        self._workspace = workspace
        self.today: date = workspace.tracking.today()
        behaviors = workspace.behaviors.archived() if archived else workspace.behaviors.all()
        self.by_id: Mapping[str, Behavior] = {behavior.id: behavior for behavior in behaviors}
        self.weights = normalised({o.name: o.weight for o in workspace.objectives.all()})
        self.strengths: Mapping[str, StrengthLine] = workspace.insights.strength_lines(behaviors)
        self.pauses: Mapping[str, Pause] = workspace.pauses.coming()
        self.tasks: Sequence[TaskState] = workspace.tasks.all(finished=archived)
        self.last_days: Mapping[str, date] = workspace.tracking.last_days()
        self.planned: Mapping[str, Sequence[tuple[date, int]]] = (
            {} if archived else workspace.tracking.next_starts(DAYS_AHEAD)
        )
        self.dues = {} if archived else self._next_dues()
        self._order = sorted((worth_of(behavior, self.weights) for behavior in behaviors), reverse=True)
        self._learned: dict[str, LearnedBehavior] = {}
        self._streaks: dict[str, StreakLine | None] = {}

    def paused(self) -> dict[str, str]:
        """Return by behavior until or from when it is paused."""
        return {behavior: pause_in_short(pause, self.today) for behavior, pause in self.pauses.items()}

    def facts(self, behavior: Behavior) -> BehaviorFacts:
        """Return all that is told of one."""
        preferences, rules = self._workspace.profile.preferences, self._workspace.rules
        pause = self.pauses.get(behavior.id)
        return BehaviorFacts(
            behavior,
            self.weights,
            self.today,
            variety=preferences.settings.variety,
            first_weekday=preferences.week_start,
            place=self._place(behavior),
            strength=self.strengths.get(behavior.id),
            streak=self._streak(behavior),
            known=self._known(behavior),
            due=self._due(behavior),
            planned=tuple(self.planned.get(behavior.id, ())),
            last=self.last_days.get(behavior.id),
            paused="" if pause is None else pause_phrase(pause, self.today),
            rules=tuple(rules.sentence(rule) for rule in rules.about(behavior)),
        )

    def _place(self, behavior: Behavior) -> tuple[int, int] | None:
        if len(self._order) <= 1:
            return None
        return self._order.index(worth_of(behavior, self.weights)) + 1, len(self._order)

    def _next_dues(self) -> dict[str, str]:
        """Return when they are due next, where that is not every week."""
        dues = self._workspace.dues.next(self.by_id.values())
        tasks = {state.behavior.id: task_due(state) for state in self.tasks}
        return {behavior: due_phrase(due, self.today) for behavior, due in dues.items()} | tasks

    def _due(self, behavior: Behavior) -> str:
        """Return when a behavior is due the next times."""
        state = next((state for state in self.tasks if state.behavior.id == behavior.id), None)
        if state is not None:
            return task_sentence(state)
        if behavior.id not in self.dues:
            return ""
        return dues_sentence(self._workspace.dues.outside_pauses(behavior, SHOWN), self.today)

    def _known(self, behavior: Behavior) -> LearnedBehavior:
        if behavior.id not in self._learned:
            self._learned[behavior.id] = self._workspace.learning.of(behavior.id)
        return self._learned[behavior.id]

    def _streak(self, behavior: Behavior) -> StreakLine | None:
        if behavior.id not in self._streaks:
            lines = self._workspace.insights.streaks(behavior.id).lines if behavior.id in self.last_days else ()
            self._streaks[behavior.id] = next(iter(lines), None)
        return self._streaks[behavior.id]
