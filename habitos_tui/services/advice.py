"""Suggestions for a person: made from the last months, applied with one key, dismissed with another.

advice.suggestions()     -> Suggestions, most expected points first
advice.apply(key)        makes the change, as one that can be undone
advice.dismiss(key)      keeps it away for a month
advice.kept()            what those that were followed promised, and what is seen of it
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from threading import Event
from typing import Final

from habitos_tui.domain.insight.evidence import Span
from habitos_tui.domain.insight.promise import Kept, Promise
from habitos_tui.domain.insight.suggestion import (
    AddRule,
    AdoptBehavior,
    ArchiveBehavior,
    Proposal,
    SetBehavior,
    Suggestion,
    Suggestions,
)
from habitos_tui.domain.model.base import DAYS, TO_LAST_DAY
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.naming import folded, unused
from habitos_tui.domain.model.pause import paused_days
from habitos_tui.domain.model.rule import Rule
from habitos_tui.domain.model.weeks import Weeks
from habitos_tui.domain.planning.valuation import normalised
from habitos_tui.errors import OutdatedError
from habitos_tui.insight.advice.ranking import suggestions
from habitos_tui.insight.advice.record import Record
from habitos_tui.insight.promises import kept
from habitos_tui.services.behaviors import Behaviors
from habitos_tui.services.insights import Insights
from habitos_tui.services.rules import Rules
from habitos_tui.services.store import Store
from habitos_tui.services.tracking import Tracking
from habitos_tui.services.trials import Trial, Trials, tried
from habitos_tui.services.week.away import away_days
from habitos_tui.services.week.reader import WeekReader

WEEKS: Final = 26
"""Whole weeks looked back on, besides the one that is under way."""
WEEKS_CURRENT: Final = 8
"""A behavior that was neither planned nor done for longer says nothing about the weeks to come."""
NO_LONGER: Final = OutdatedError("This is no longer suggested.", hint="Look at the suggestions again.")
NOTHING_TO_TRY: Final = Trials(0, None, ())
MAX_WEEKS_BEFORE: Final = 26
"""Weeks before the first promise in which those without absence are looked for."""
DAYS_AWAY: Final = 30
"""How long a dismissed suggestion is hidden."""


class Advice:
    """What one person might change."""

    def __init__(self, store: Store, tracking: Tracking, insights: Insights) -> None:
        self._store = store
        self._tracking = tracking
        self._insights = insights
        self._behaviors, self._rules = Behaviors(store), Rules(store)

    def suggestions(self, cancel: Event | None = None) -> Suggestions:
        """Return what the last months suggest, holds in a week planned with it, and is not dismissed.

        Empty without objectives that weigh. Takes some seconds: `trials` and their `run` are the same in two steps.
        """
        return self.trials().run(cancel=cancel)

    def trials(self) -> Trials:
        """Return what the last months suggest, with the week to try it out on; fast."""
        with self._store.database.reading():
            record = self._record()
            if record is None:
                return NOTHING_TO_TRY
            found = suggestions(record, self._store.dismissals.standing(self._tracking.today()))
            lines = [line for line in found.lines if self._fits(line.proposal)]
            return self._trials(found.evidence, lines)

    def _trials(self, evidence: int, lines: Sequence[Suggestion]) -> Trials:
        if not lines:
            return Trials(evidence, None, ())
        reader = WeekReader(self._store)
        material = reader.material(self._week_to_plan())
        trials = (tried(material, line, self._changed(line.proposal)) for line in lines)
        return Trials(evidence, reader.problem(material), tuple(trial for trial in trials if trial is not None))

    def _week_to_plan(self) -> date:
        """Return the first day of the next week that is planned as a whole: the running one on its first day."""
        today = self._tracking.today()
        weeks = self._store.profile.weeks
        return today if weeks.of(today) == today else weeks.after(today)

    def apply(self, key: str, shown: Suggestion | None = None) -> Suggestion:
        """Make the change that a suggestion proposes; OutdatedError when it is no longer suggested.

        Where it was `shown` with what it is worth, and proposes the same now, that is not worked out again.
        """
        suggestion = self._find(key, shown)
        with self._store.change(f"Followed the suggestion: {suggestion.sentence}"):
            added = self._make(suggestion.proposal)
            if suggestion.gain is not None and suggestion.gain.sure:
                concerned = _concerned(suggestion.proposal, added)
                promise = Promise(key, self._tracking.today(), suggestion.points, concerned)
                self._store.promises.put(promise)
        return suggestion

    def holds_from(self, suggestion: Suggestion) -> date | None:
        """Return the coming day from which what a suggestion that was followed made of a behavior holds."""
        match suggestion.proposal:
            case SetBehavior() | ArchiveBehavior():
                return self._behaviors.holds_from(suggestion.proposal.id)
            case AddRule() | AdoptBehavior():
                return None

    def kept(self) -> Kept:
        """Return what the followed suggestions promised, and what is seen of it since."""
        store, today = self._store, self._tracking.today()
        with store.database.reading():
            promises = store.promises.all()
            weights = {objective.name: objective.weight for objective in store.objectives.all()}
            if not promises or not any(weights.values()):
                return kept(promises, (), (), (), weights)
            calendar = store.profile.weeks
            begin = calendar.away(promises[0].day, -MAX_WEEKS_BEFORE)
            weeks = calendar.between(begin, today)[:-1]
            away = away_days(store.away.between(begin, today), begin, today)
            done = store.statistics.weeks(Span(begin, today), calendar, as_of=date.max)
            known = [*self._behaviors.all(), *self._behaviors.archived()]
            whole = _whole_weeks(calendar, weeks, self._begun(today), away)
            pauses = store.pauses.between(begin, today)
            paused = {b.id: paused_days(pauses, b.id, begin, today) for b in known}
            return kept(promises, done, whole, known, normalised(weights), paused=paused)

    def dismiss(self, key: str) -> Suggestion:
        """Hide a suggestion for a month; OutdatedError when it is no longer suggested."""
        trial, _ = self._trial(key)
        with self._store.change(f"Dismissed the suggestion: {trial.suggestion.sentence}"):
            self._store.dismissals.put(key, self._tracking.today() + timedelta(days=DAYS_AWAY))
        return trial.suggestion

    def _find(self, key: str, shown: Suggestion | None) -> Suggestion:
        trial, trials = self._trial(key)
        if shown is not None and shown.gain is not None and trial.suggestion.proposal == shown.proposal:
            return shown
        checked = trials.check(trial)
        if checked is None:
            raise NO_LONGER
        return checked

    def _trial(self, key: str) -> tuple[Trial, Trials]:
        trials = self.trials()
        for trial in trials.trials:
            if trial.suggestion.key == key:
                return trial, trials
        raise NO_LONGER

    def _changed(self, proposal: Proposal) -> Behavior | None:
        """Return the behavior that a proposal changes or adds, as it is then; None where it does neither."""
        match proposal:
            case SetBehavior():
                return self._behaviors.from_json(proposal.set, self._behaviors.get(proposal.id))
            case AdoptBehavior():
                return self._behaviors.fitted(_ready(proposal.ready))
            case ArchiveBehavior() | AddRule():
                return None

    def _make(self, proposal: Proposal) -> Behavior | None:
        """Make a change; return the behavior that it adds."""
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
                return self._behaviors.adopt(_ready(proposal.ready))
        return None

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
        behaviors = tuple(behavior for behavior in self._behaviors.all() if behavior.task is None)
        today = self._tracking.today()
        calendar = self._store.profile.weeks
        weeks = [calendar.away(today, -back) for back in range(WEEKS, 0, -1)]
        away = away_days(self._store.away.between(weeks[0], today), weeks[0], today)
        episodes = [
            episode
            for episode in self._store.statistics.episodes(Span(weeks[0], today), today)
            if episode.done or episode.day not in away
        ]
        recent = calendar.away(today, -WEEKS_CURRENT)
        current = {b.id for b in behaviors} & {episode.behavior for episode in episodes if episode.day >= recent}
        whole = _whole_weeks(calendar, weeks, self._begun(today), away)
        return Record(
            behaviors=behaviors,
            weights=normalised(weights),
            episodes=[episode for episode in episodes if episode.behavior in current],
            weeks=whole,
            strengths=self._insights.strengths(behaviors),
            rules=[rule for rule in self._rules.all() if rule.active],
            ready=self._ready_ones(),
            slots=[slot.name for slot in self._store.calendar.slots()],
            grid_minutes=preferences.grid_minutes,
            balance=preferences.settings.balance,
            planned=self._planned([week for week in whole if week >= recent]),
            calendar=calendar,
            wished={wished.id: wished for wished in self._store.all_wishes().behaviors if not wished.archived},
        )

    def _planned(self, weeks: Collection[date]) -> dict[str, dict[date, int]]:
        """Return by behavior how often it was planned in each of these weeks that had a plan, since it first was."""
        if not weeks:
            return {}
        first, calendar = self._store.statistics.first_planned(), self._store.profile.weeks
        sessions = self._store.plans.sessions(min(weeks), max(weeks) + TO_LAST_DAY)
        times = Counter((session.behavior, calendar.of(session.day)) for session in sessions)
        with_plan = {week for _, week in times} & {*weeks}
        return {
            behavior: {week: times[behavior, week] for week in sorted(with_plan) if week >= begun}
            for behavior, begun in first.items()
        }

    def _begun(self, today: date) -> date:
        """Return the first day on which anything was planned or done."""
        log = self._store.statistics
        planned, done = log.first_planned().values(), log.marks(Span(date.min, today)).done.values()
        return min((*planned, *(date.fromordinal(min(days)) for days in done)), default=today)

    def _ready_ones(self) -> list[Behavior]:
        known = {folded(b.name) for b in (*self._behaviors.all(), *self._behaviors.archived())}
        return [ready for ready in _catalogue() if folded(ready.name) not in known]


def _concerned(proposal: Proposal, added: Behavior | None) -> tuple[str, ...]:
    """Return the behaviors that a proposal is about; none where it is about all."""
    match proposal:
        case SetBehavior():
            return (proposal.id,)
        case AddRule():
            return proposal.rule.behavior_ids
        case AdoptBehavior():
            return () if added is None else (added.id,)
        case ArchiveBehavior():
            return ()


def _whole_weeks(calendar: Weeks, weeks: Iterable[date], first: date, away: Collection[date]) -> list[date]:
    """Return the weeks since the first session without a day of absence, whole ones: not cut, nor begun before it."""
    days = {week: [week + timedelta(days=day) for day in DAYS] for week in weeks if calendar.is_whole(week)}
    return [week for week in days if week >= first and not any(day in away for day in days[week])]


def _ready(behavior_id: str) -> Behavior:
    return next(ready for ready in _catalogue() if ready.id == behavior_id)


def _catalogue() -> tuple[Behavior, ...]:
    from habitos_tui.services.demo.catalogue import CATALOGUE  # noqa: PLC0415 - fifty models, which most commands need not

    return CATALOGUE
