"""Suggestions for a person: made from the last months, applied with one key, dismissed with another.

advice.suggestions()     -> Suggestions, most expected points first
advice.apply(key)        makes the change, as one that can be undone
advice.dismiss(key)      keeps it away for a month
"""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Final

from habitos_tui.domain.insight.evidence import Span
from habitos_tui.domain.insight.suggestion import (
    AddRule,
    AdoptBehavior,
    ArchiveBehavior,
    Proposal,
    SetBehavior,
    Suggestion,
    Suggestions,
)
from habitos_tui.domain.model.base import DAYS
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.naming import folded, unused
from habitos_tui.domain.model.rule import Rule
from habitos_tui.domain.model.week import week_of
from habitos_tui.domain.planning.valuation import normalised
from habitos_tui.errors import OutdatedError
from habitos_tui.insight.advice.ranking import suggestions
from habitos_tui.insight.advice.record import Record
from habitos_tui.services.behaviors import Behaviors
from habitos_tui.services.insights import Insights
from habitos_tui.services.rules import Rules
from habitos_tui.services.store import Store
from habitos_tui.services.tracking import Tracking
from habitos_tui.services.week.away import away_days

WEEKS: Final = 12
"""Whole weeks looked back on, besides the one that is under way."""
DAYS_AWAY: Final = 30
"""How long a dismissed suggestion is hidden."""


class Advice:
    """What one person might change."""

    def __init__(self, store: Store, tracking: Tracking, insights: Insights) -> None:
        self._store = store
        self._tracking = tracking
        self._insights = insights
        self._behaviors, self._rules = Behaviors(store), Rules(store)

    def suggestions(self) -> Suggestions:
        """Return what the last months suggest and the person has not dismissed; empty without objectives that weigh."""
        with self._store.database.reading():
            record = self._record()
            if record is None:
                return Suggestions.EMPTY
            found = suggestions(record, self._store.dismissals.standing(self._tracking.today()))
            return Suggestions(found.evidence, tuple(line for line in found.lines if self._fits(line.proposal)))

    def apply(self, key: str) -> Suggestion:
        """Make the change that a suggestion proposes; OutdatedError when it is no longer suggested."""
        suggestion = self._find(key)
        with self._store.change(f"Followed the suggestion: {suggestion.sentence}"):
            self._make(suggestion.proposal)
        return suggestion

    def dismiss(self, key: str) -> Suggestion:
        """Hide a suggestion for a month; OutdatedError when it is no longer suggested."""
        suggestion = self._find(key)
        with self._store.change(f"Dismissed the suggestion: {suggestion.sentence}"):
            self._store.dismissals.put(key, self._tracking.today() + timedelta(days=DAYS_AWAY))
        return suggestion

    def _find(self, key: str) -> Suggestion:
        for suggestion in self.suggestions().lines:
            if suggestion.key == key:
                return suggestion
        raise OutdatedError("This is no longer suggested.", hint="Look at the suggestions again.")

    def _make(self, proposal: Proposal) -> None:
        match proposal:
            case SetBehavior():
                self._behaviors.update(
                    self._behaviors.from_json(proposal.set, self._behaviors.get(proposal.id)),
                )
            case ArchiveBehavior():
                self._behaviors.archive(proposal.id)
            case AddRule():
                self._rules.add(self._named(proposal.rule))
            case AdoptBehavior():
                self._behaviors.adopt(_ready(proposal.ready))

    def _fits(self, proposal: Proposal) -> bool:
        """Tell whether a new rule fits the others."""
        return not isinstance(proposal, AddRule) or not self._rules.issues(self._named(proposal.rule))

    def _named(self, rule: Rule) -> Rule:
        """Return the rule under an id that no other has."""
        return rule.model_copy(update={"id": unused(rule.id, {known.id for known in self._rules.all()})})

    def _record(self) -> Record | None:
        weights = {objective.name: objective.weight for objective in self._store.objectives.all()}
        if not any(weights.values()):
            return None
        preferences = self._store.profile.preferences
        behaviors = self._behaviors.all()
        today = self._tracking.today()
        this_week = week_of(today, preferences.week_start)
        weeks = [this_week - timedelta(weeks=back) for back in range(WEEKS, 0, -1)]
        away = away_days(self._store.away.between(weeks[0], today), weeks[0], today)
        episodes = [
            episode
            for episode in self._store.statistics.episodes(Span(weeks[0], today), today)
            if episode.done or episode.day not in away
        ]
        active = {behavior.id for behavior in behaviors}
        return Record(
            behaviors=behaviors,
            weights=normalised(weights),
            episodes=[episode for episode in episodes if episode.behavior in active],
            weeks=_whole_weeks(weeks, self._begun(today), away),
            strengths=self._insights.strengths(behaviors),
            rules=[rule for rule in self._rules.all() if rule.active],
            ready=self._ready_ones(),
            slots=[slot.name for slot in self._store.calendar.slots()],
            grid_minutes=preferences.grid_minutes,
            balance=preferences.settings.balance,
        )

    def _begun(self, today: date) -> date:
        """Return the first day on which anything was planned or done."""
        log = self._store.statistics
        planned, done = log.first_planned().values(), log.marks(Span(date.min, today)).done.values()
        return min((*planned, *(date.fromordinal(min(days)) for days in done)), default=today)

    def _ready_ones(self) -> list[Behavior]:
        known = {folded(b.name) for b in (*self._behaviors.all(), *self._behaviors.archived())}
        return [ready for ready in _catalogue() if folded(ready.name) not in known]


def _whole_weeks(weeks: Iterable[date], first: date, away: Collection[date]) -> list[date]:
    """Return the weeks since the first session without a day of absence; one that began before it is not whole."""
    days = {week: [week + timedelta(days=day) for day in DAYS] for week in weeks}
    return [week for week in days if week >= first and not any(day in away for day in days[week])]


def _ready(behavior_id: str) -> Behavior:
    return next(ready for ready in _catalogue() if ready.id == behavior_id)


def _catalogue() -> tuple[Behavior, ...]:
    from habitos_tui.services.demo.catalogue import CATALOGUE  # noqa: PLC0415 - fifty models, which most commands need not

    return CATALOGUE
