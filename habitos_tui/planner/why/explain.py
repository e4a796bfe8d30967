"""Why a session is where it is, and why another one is not: the true reason, found by solving with it forced in."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from habitos_tui.domain.model.base import TOLERANCE
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.plan import Limit, Session
from habitos_tui.domain.model.problem import FixedSession, Problem
from habitos_tui.domain.model.week import Window, on_grid
from habitos_tui.domain.planning.valuation import Valuation
from habitos_tui.domain.planning.why import Alternative, Displacement, Explanation, PriceRange, Reason
from habitos_tui.domain.text.phrasing import alike, count, in_slot, listed, percent, points
from habitos_tui.domain.text.price_phrasing import BEING_NARROWED, in_points, is_certain, is_nothing, total_words
from habitos_tui.errors import NotFoundError
from habitos_tui.planner.engines.engine import StopCondition
from habitos_tui.planner.formulation.candidates import day_is_closed, open_windows, session_lengths
from habitos_tui.planner.reasons import what_is_left
from habitos_tui.planner.solve import ANSWER_SECONDS
from habitos_tui.planner.verification.verify import verify
from habitos_tui.planner.why.conflict import minimal_conflict
from habitos_tui.planner.why.demand import demanding, sessions_of
from habitos_tui.planner.why.displaced import displacements, place_words, would
from habitos_tui.planner.why.feasibility import FeasibilityChecker, UndecidedError
from habitos_tui.planner.why.known_weeks import KnownWeek, KnownWeeks
from habitos_tui.planner.why.limits import day_name, named_limits, without_all
from habitos_tui.planner.why.neighbourhood import Neighbour, best_neighbour
from habitos_tui.planner.why.price import PriceProof
from habitos_tui.planner.why.proof import Proof, proof_of

CPU_SECONDS: Final = 0.8
"""Time of the processor within which most answers are worked out; prices are proved in what is left of it."""
MIN_CPU_SECONDS: Final = 0.3
"""Least time of the processor for proving a price, so that a busy machine proves as much as an idle one, only later."""
NARROW_SECONDS: Final = 20.0
"""Time for narrowing a price once there is an answer, where somebody waits for that."""

NOTABLE: Final = 0.005
"""Model units, half a point, for which a week that changes more is named instead of a near one."""

Place = tuple[Behavior, int | None, str | None]
OnAnswer = Callable[[Explanation], object]
AtPrice = Callable[[Neighbour, PriceRange | None], Explanation]
"""Makes an answer of the best week found, and of what is proved about its price."""


def ignore(_: Explanation) -> None:
    """Take no notice of an answer that is not the last one."""


def explain(
    problem: Problem,
    sessions: Sequence[Session],
    behavior_id: str,
    day: int | None = None,
    slot: str | None = None,
    *,
    cancel: threading.Event | None = None,
    seconds: float = ANSWER_SECONDS,
    bound: float | None = None,
    known: KnownWeeks | None = None,
    narrowing: float = 0.0,
    on_answer: OnAnswer = ignore,
) -> Explanation:
    """Return why the plan `sessions` has no (further) session of a behavior, on a day, in a slot; or why it has one.

    `bound` is what is proved about the week already: prices are known sooner with it, and with what is `known` from
    earlier questions. A price that is not known within a point or a tenth by then is narrowed for `narrowing` seconds
    more; `on_answer` hears meanwhile, in this thread, of every answer that is better than the one before. Raises
    NotFoundError for a behavior or slot that the problem does not have.
    """
    behavior = problem.behavior_by_id.get(behavior_id)
    if behavior is None:
        raise NotFoundError(f"There is no behavior “{behavior_id}” in this week.")
    if slot is not None and slot not in {known.name for known in problem.slots}:
        raise NotFoundError(f"There is no slot “{slot}” in this week.")
    stop = StopCondition(time.monotonic() + seconds, cancel or threading.Event())
    known = known or KnownWeeks()
    if bound is not None:
        known.learn(problem, KnownWeek(bound, tuple(sessions), verify(problem, sessions).objective))
    return _Question(
        problem, sessions, (behavior, day, slot), stop, known=known, narrowing=narrowing, on_answer=on_answer
    ).answer()


class _Question:
    """One question about one place in one plan."""

    def __init__(
        self,
        problem: Problem,
        sessions: Sequence[Session],
        place: Place,
        stop: StopCondition,
        *,
        known: KnownWeeks,
        narrowing: float,
        on_answer: OnAnswer,
    ) -> None:
        self.problem = problem
        self.sessions = tuple(sessions)
        self.behavior, self.day, self.slot = place
        self.stop, self.known = stop, known
        self.seconds, self.on_answer = narrowing, on_answer
        self.narrowing = False
        """A closer price may follow."""
        self.cpu_end = time.process_time() + CPU_SECONDS
        self.objective = verify(problem, sessions).objective
        self.there = [s for s in sessions if s.behavior == self.behavior.id and self.covers(s.day, s.slot)]
        fixed = [f for f in problem.fixed if f.behavior == self.behavior.id]
        self.fixed = [f for f in fixed if self.covers(f.day, problem.slot_at(f.start))]

    def covers(self, day: int, slot: str | None) -> bool:
        """Tell whether the question is about this place."""
        return self.day in {None, day} and self.slot in {None, slot}

    def say(self, reason: Reason, sentence: str) -> Explanation:
        return Explanation(self.behavior.id, self.day, self.slot, reason, self.line(sentence))

    def line(self, sentence: str) -> str:
        return f"“{self.behavior.name}”: {sentence}."

    def answer(self) -> Explanation:
        if self.day is None and self.slot is None:
            amount, target = len(self.there) + len(self.fixed), self.behavior.target_per_week
            if amount >= target:
                return self.say(Reason.PLACED, f"{count(amount, 'session')} planned, {target} wanted")
        elif self.fixed:
            return self.say(Reason.PLACED, self.fixed_words(self.fixed[0]))
        elif self.there:
            return self.here(self.there[0])
        return self.not_allowed() or self.no_window() or self.worthless() or self.forced()

    def where(self, session: Session | FixedSession) -> str:
        slot = session.slot if isinstance(session, Session) else self.problem.slot_at(session.start)
        day = f"on {day_name(self.problem, session.day)}"
        return day if slot is None else f"{day} {in_slot(slot)}"

    @property
    def windows(self) -> list[Window]:
        """The windows asked about that are open to the behavior, whatever their length."""
        return [w for w in open_windows(self.problem, self.behavior) if self.covers(w.day, w.slot)]

    def not_allowed(self) -> Explanation | None:
        """Return what the behavior's own limits say against every place asked about."""
        behavior, problem = self.behavior, self.problem
        if len(self.there) + len(self.fixed) >= behavior.week_limit:
            return self.say(Reason.NOT_ALLOWED, f"at most {behavior.week_limit} a week are allowed")
        if self.windows:
            return None
        if not any(self.covers(window.day, window.slot) for window in problem.windows):
            return self.say(Reason.NO_WINDOW, self.nothing_free())
        return self.say(Reason.NOT_ALLOWED, self.forbidding())

    def fixed_words(self, fixed: FixedSession) -> str:
        """Return why a fixed session is where it is."""
        if fixed.kind == "locked" and self.problem.too_soon(fixed.day, fixed.start):
            return f"{self.where(fixed)} it stays as planned, {self.soon()}"
        return f"{fixed.kind} {self.where(fixed)}"

    def nothing_free(self) -> str:
        """Return why no window is where the question is about: perhaps only the notice stands in the way."""
        if any(self.covers(window.day, window.slot) for window in self.problem.windows_after(notice=0)):
            return f"too soon, {self.soon()}"
        return "nothing is free there"

    def soon(self) -> str:
        return f"it begins in less than {count(self.problem.notice_minutes, 'minute')}"

    def forbidding(self) -> str:
        """Return what closes every window asked about to the behavior."""
        behavior, day, slot = self.behavior, self.day, self.slot
        if day is not None and day not in behavior.weekdays:
            return f"not allowed on a {day_name(self.problem, day)}"
        weekends = {False, True} if day is None else {self.problem.is_weekend(day)}
        if (
            slot is not None
            and behavior.strict_slots
            and not any(slot in behavior.slots_on(weekend=weekend) for weekend in weekends)
        ):
            return f"not allowed {in_slot(slot)}"
        if day is not None and day_is_closed(self.problem, behavior, day):
            return "too near to a fixed session, or one too many on that day"
        return "its weekdays, slots, fixed sessions and order leave no place open"

    def no_window(self) -> Explanation | None:
        if any(session_lengths(self.problem, self.behavior, window) for window in self.windows):
            return None
        longest = max(window.minutes for window in self.windows)
        needed = on_grid(self.behavior.min_minutes, self.problem.grid_minutes)
        if longest >= needed:
            return self.say(Reason.RULE, "a rule about its length leaves none that fits")
        return self.say(Reason.NO_WINDOW, f"the longest free stretch is {longest} min, it needs {needed} min")

    def worthless(self) -> Explanation | None:
        if Valuation(self.problem).worth[self.behavior.id] > 0:
            return None
        return self.say(Reason.NOT_WORTH_IT, "it adds nothing to your objectives")

    def forced(self) -> Explanation:
        """Force one more session in and solve."""
        least = len(self.there) + len(self.fixed) + 1
        demand = sessions_of(self.problem, self.behavior.id, least=least, day=self.day, slot=self.slot)
        asked = demanding(self.problem, [demand])
        try:
            found = best_neighbour(asked, self.sessions, [self.behavior.id], self.stop, thorough=True)
        except UndecidedError:
            found = None  # whether it is impossible is asked in its own right
        if found is None:
            return self.impossible(asked, demand.id)
        return self.priced(found, self.at_a_price)

    def at_a_price(self, found: Neighbour, known: PriceRange | None) -> Explanation:
        """Return the answer that the session is possible, in the best week found with it."""
        price = self.objective - found.objective
        displaced = displacements(self.problem, self.sessions, found.sessions)
        place = self.new_place(found.sessions)
        certain = known is not None and is_certain(known)
        dear = not displaced and certain and price <= self.free_time(found.sessions) + TOLERANCE
        return Explanation(
            behavior=self.behavior.id,
            day=self.day,
            slot=self.slot,
            reason=Reason.NOT_WORTH_IT if dear else Reason.COSTS,
            sentence=self.line(
                f"the free time is worth {self.amount(known)} more"
                if dear and known is not None
                else self.price_words(place, price, known, displaced)
            ),
            price=price,
            price_range=known,
            place=place,
            displaced=displaced,
        )

    def free_time(self, sessions: Sequence[Session]) -> float:
        """Return what the free time that `sessions` use costs more than that of the plan."""
        return verify(self.problem, sessions).free_time - verify(self.problem, self.sessions).free_time

    def priced(self, found: Neighbour, answer: AtPrice) -> Explanation:
        """Return the answer about the week found for a demand, its price narrowed as long as there is time for it."""
        seconds = max(self.cpu_end - time.process_time(), MIN_CPU_SECONDS)
        stop = replace(self.stop, deadline=time.monotonic() + self.seconds) if self.seconds else self.stop
        found.search.stop = stop
        free = self.free_proof(stop)
        with PriceProof(free, Proof(found.search), stop, max(seconds, self.seconds)) as proof:
            end = time.process_time() + seconds
            proof.go_on(lambda: time.process_time() >= end or self.stop.over)
            while self.seconds and not proof.settled:
                self.narrowing = True
                self.on_answer(replace(self.answered(found, proof.range, answer), narrowing=True))
                self.narrowing = False
                proof.go_on(_is_news(proof), improving=True)
        self.learn(free)
        return self.answered(found, proof.range, answer)

    def free_proof(self, stop: StopCondition) -> Proof:
        """Return the proof of the week without the demand, with what is known from earlier questions."""
        known = self.known.of(self.problem)
        if known is None:
            return proof_of(self.problem, [self.sessions], stop)
        return proof_of(self.problem, [self.sessions, known.sessions], stop, known.bound, known.seconds)

    def learn(self, free: Proof) -> None:
        """Keep what was proved about the week, for the next question."""
        best = free.incumbent
        if best is not None and free.search.bound is not None:
            known = KnownWeek(free.bound, best.sessions, best.objective, free.seconds)
            self.known.learn(self.problem, known)

    def answered(self, found: Neighbour, known: PriceRange | None, answer: AtPrice) -> Explanation:
        """Return the answer with what is known about the price by now."""
        return answer(week_to_tell(found, self.objective, known), known)

    def amount(self, known: PriceRange) -> str:
        """Return "2.5 to 3.5 points", and that this gets closer where it does."""
        return f"{in_points(known)}{self.later}"

    @property
    def later(self) -> str:
        """What goes behind a price that gets closer."""
        return BEING_NARROWED if self.narrowing else ""

    def price_words(
        self, place: Session | None, price: float, known: PriceRange | None, displaced: Sequence[Displacement]
    ) -> str:
        """Return "there is room on Monday. It would replace Guitar; total unchanged", as far as that is proved."""
        where = "" if place is None or self.slot is not None else f" {self.where(place)}"
        words = would(displaced, None if place is None else place.day)
        total = f"{self.total(price, known)}{self.later}"
        return f"there is room{where}. It would {words}; {total}" if words else f"there is room{where}; {total}"

    def total(self, price: float, known: PriceRange | None) -> str:
        """Return what becomes of the worth of the week."""
        if price < 0 and not alike(self.objective, self.objective - price):
            return f"{total_words(self.objective, price)}, as the week found is better altogether"
        if known is not None and is_certain(known):
            return f"total {in_points(known)} lower"
        same = "total unchanged" if known is not None and is_nothing(known) else "total about unchanged"
        return f"{same}{self.in_week_found(price)}"

    def in_week_found(self, price: float) -> str:
        """Return in brackets what the week found is worth less than the plan; nothing where that is nothing."""
        if price <= 0 or alike(self.objective, self.objective - price):
            return ""
        return f" ({points(price)} points lower in the week found)"

    def new_place(self, sessions: Sequence[Session]) -> Session | None:
        """Return the session of the behavior that the plan did not have."""
        old = {(s.day, s.slot) for s in self.sessions if s.behavior == self.behavior.id}
        mine = [s for s in sessions if s.behavior == self.behavior.id and self.covers(s.day, s.slot)]
        return next((s for s in mine if (s.day, s.slot) not in old), None)

    def impossible(self, asked: Problem, demand_id: str) -> Explanation:
        """Return the limits that the session cannot be had with."""
        checker = FeasibilityChecker(self.stop)
        try:
            if checker.feasible(asked):
                return self.say(Reason.UNKNOWN, "there is room, but what it would cost was not found in time")
            limits = [limit for limit in named_limits(asked) if limit.subject != demand_id]
            conflict = minimal_conflict(
                limits,
                lambda kept: checker.feasible(without_all(asked, [limit for limit in limits if limit not in kept])),
            )
        except UndecidedError:
            return self.say(Reason.UNKNOWN, "the answer was not found in time")
        shown = tuple(limit.shown for limit in conflict)
        if {limit.kind for limit in shown} == {"not_before"}:
            words = self.line(what_is_left(self.problem))
            return Explanation(self.behavior.id, self.day, self.slot, Reason.TIME, words, limits=shown)
        broken = listed([f"“{limit.sentence}”" for limit in shown], "or")
        sentence = f"it would break {broken}" if shown else "it never fits"
        return Explanation(self.behavior.id, self.day, self.slot, _kind(shown), self.line(sentence), limits=shown)

    def here(self, session: Session) -> Explanation:
        """Explain a session that is placed: chance, worth, and the next best place."""
        chance = Valuation(self.problem).chance(self.behavior, session.day, session.slot)
        worth = verify(self.problem, self.sessions).worths[self.sessions.index(session)]
        try:
            found = self.without(session)
        except UndecidedError:
            return self.placed(session, chance, worth, None, complete=False)
        if found is None:
            return self.placed(session, chance, worth, None)
        return self.priced(
            found,
            lambda found, known: self.placed(session, chance, worth, self.alternative(found, known)),
        )

    def placed(
        self, session: Session, chance: float, worth: float, other: Alternative | None, *, complete: bool = True
    ) -> Explanation:
        """Return the answer about a session that is placed."""
        evidence = self.evidence(session)
        words = (
            f"{self.where(session)} it has a chance of {percent(chance)}{evidence} and is worth {points(worth)} points"
        )
        if other is not None:
            words += f"; {self.next_best_words(other)}"
        else:
            words += "; there is no other place for it" if complete else "; another place was not found in time"
        return Explanation(
            behavior=self.behavior.id,
            day=self.day,
            slot=self.slot,
            reason=Reason.PLACED,
            sentence=self.line(words),
            place=session,
            chance=chance,
            worth=worth,
            next_best=other,
            complete=complete,
        )

    def evidence(self, session: Session) -> str:
        """Return in brackets what the chance of a place was learned from; nothing where it was not."""
        place = (session.behavior, session.day, session.slot)
        learned = (a.evidence for a in self.problem.adherence if (a.behavior, a.day, a.slot) == place)
        found = next(learned, "")
        return f" ({found})" if found else ""

    def next_best_words(self, other: Alternative) -> str:
        """Return how much worse the next best place is, as far as that is proved."""
        where, known = place_words(self.problem, other.day, other.slot), other.price_range
        if other.price < 0 and not alike(self.objective, self.objective - other.price):
            return f"a week with it {where} was found that is worth {points(-other.price)} points more{self.later}"
        if known is not None and is_certain(known):
            return f"the next best place is {where}, for {self.amount(known)} less"
        same = "just" if known is not None and is_nothing(known) else "about"
        return f"{where} it would be {same} as good{self.in_week_found(other.price)}{self.later}"

    def without(self, session: Session) -> Neighbour | None:
        """Forbid the place, keep the number of sessions, and solve; None when that leaves no week.

        Raises UndecidedError when none was found in time.
        """
        name, problem = self.behavior.id, self.problem
        all_sessions = [s for s in self.sessions if s.behavior == name]
        here = [s for s in all_sessions if (s.day, s.slot) == (session.day, session.slot)]
        fixed = [f for f in problem.fixed if f.behavior == name]
        fixed_here = [f for f in fixed if (f.day, problem.slot_at(f.start)) == (session.day, session.slot)]
        most = len(here) - 1 + len(fixed_here)
        demands = [
            sessions_of(problem, name, most=most, day=session.day, slot=session.slot),
            sessions_of(problem, name, least=len(all_sessions) + len(fixed)),
        ]
        return best_neighbour(demanding(problem, demands), self.sessions, [name], self.stop)

    def alternative(self, found: Neighbour, known: PriceRange | None) -> Alternative:
        """Return the other place that a week found has for a session of the behavior."""
        old = Counter((s.day, s.slot) for s in self.sessions if s.behavior == self.behavior.id)
        new = Counter((s.day, s.slot) for s in found.sessions if s.behavior == self.behavior.id)
        day, slot = next(iter(new - old))  # no fewer sessions, and fewer here: there is one more somewhere
        return Alternative(day, slot, self.objective - found.objective, known)


def week_to_tell(found: Neighbour, objective: float, known: PriceRange | None) -> Neighbour:
    """Return the week found first for a demand, as it changes little, unless it costs more than the price can be.

    Then one that the proof met on its way takes its place, where that is notably better. `objective` is the plan's.
    """
    best = found.search.best
    near = known is not None and objective - found.objective <= known.most + TOLERANCE
    if near or best is None or best.objective <= found.objective + NOTABLE:
        return found
    return Neighbour(best.sessions, best.objective, found.search)


def _is_news(proof: PriceProof) -> Callable[[], bool]:
    """Return what tells whether a price reads otherwise than now."""

    def words() -> str:
        return "" if proof.range is None else in_points(proof.range)

    told = words()
    return lambda: words() != told


def _kind(limits: Sequence[Limit]) -> Reason:
    """Return the kind of the most important limit."""
    kinds = {limit.kind for limit in limits}
    if "rule" in kinds or "min_per_week" in kinds:
        return Reason.RULE
    if "energy" in kinds:
        return Reason.ENERGY
    if kinds & {"min_gap_days", "weekdays", "strict_slots", "max_per_week", "max_per_day"}:
        return Reason.NOT_ALLOWED
    return Reason.TIME
