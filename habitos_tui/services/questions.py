"""Questions about a plan and its week. All take their time, touch neither database nor clock, and run in any thread.

The planner is imported where it is asked: it takes half a second that nothing else needs.
"""
# ruff: noqa: PLC0415 - see above

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from threading import Event

    from habitos_tui.domain.model.plan import Session
    from habitos_tui.domain.model.problem import Problem
    from habitos_tui.domain.planning.alternatives import Front, NamedPlan, WholeFront
    from habitos_tui.domain.planning.limit_price import LimitPrices
    from habitos_tui.domain.planning.why import Edit, EditCheck, Explanation, Rearranged
    from habitos_tui.planner.why.known_weeks import KnownWeeks


FRONT_SECONDS: Final = 30.0
"""How long the front over all objectives is looked for, at most."""


class Questions:
    """What can be asked about any problem and plan; every `cancel` ends a question early with what is known.

    What was proved for one question about a week is remembered for the next.
    """

    @cached_property
    def _known(self) -> KnownWeeks:
        """The weeks asked about last."""
        from habitos_tui.planner.why.known_weeks import KnownWeeks

        return KnownWeeks()

    def explain(
        self,
        problem: Problem,
        sessions: Sequence[Session],
        behavior: str,
        day: int | None = None,
        slot: str | None = None,
        *,
        bound: float | None = None,
        cancel: Event | None = None,
        on_answer: Callable[[Explanation], object] | None = None,
    ) -> Explanation:
        """Return why a behavior is, or is not (more often), in a plan, on a day of the problem, in a slot.

        `bound` is what was proved about the week with the plan. With `on_answer`, a price that is not known closely is
        narrowed for some time; it hears, in the same thread, of each better answer meanwhile.
        """
        from habitos_tui.planner.why.explain import NARROW_SECONDS, explain, ignore

        return explain(
            problem,
            sessions,
            behavior,
            day,
            slot,
            cancel=cancel,
            bound=bound,
            known=self._known,
            narrowing=NARROW_SECONDS if on_answer else 0.0,
            on_answer=on_answer or ignore,
        )

    def check_edit(
        self, problem: Problem, sessions: Sequence[Session], edit: Edit, objective: float | None = None
    ) -> EditCheck:
        """Return at once what a move, drop or addition breaks and costs by itself; `objective` is the plan's."""
        from habitos_tui.planner.verification.edits import check_edit

        return check_edit(problem, sessions, edit, objective)

    def price_of_move(
        self, problem: Problem, sessions: Sequence[Session], edit: Edit, cancel: Event | None = None
    ) -> Rearranged | None:
        """Return the best week around a move, drop or addition, with its price; None when there is none.

        NotInTimeError when none was found in time.
        """
        from habitos_tui.planner.why.edits import rearranged

        return rearranged(problem, sessions, edit, cancel=cancel)

    def worth_of_both(
        self, problem: Problem, before: Sequence[Session], after: Sequence[Session]
    ) -> tuple[float, float]:
        """Return what two plans of a week are worth in model units, the change from one to the other at no cost.

        Sessions that are fixed in the problem may be among them.
        """
        from habitos_tui.planner.verification.verify import verify

        settings = problem.settings.model_copy(update={"stability": 0.0})
        calm = problem.changed(settings=settings)
        worths = [verify(calm, problem.without_fixed(sessions)).objective for sessions in (before, after)]
        return worths[0], worths[1]

    def prices(
        self,
        problem: Problem,
        sessions: Sequence[Session],
        cancel: Event | None = None,
        *,
        bound: float | None = None,
    ) -> LimitPrices:
        """Return what more room in each binding hard rule and energy budget is worth.

        `bound` is what was proved about the week with the plan.
        """
        from habitos_tui.planner.why.limit_prices import prices

        return prices(problem, sessions, cancel=cancel, bound=bound, known=self._known)

    def front(
        self,
        problem: Problem,
        names: tuple[str, str],
        current: Sequence[Session] = (),
        on_point: Callable[[Front], object] = lambda front: None,
        cancel: Event | None = None,
    ) -> Front:
        """Return plans between the best for one objective and the best for the other.

        They set out from the `current` plan; `on_point` hears, in the same thread, of the front so far.
        """
        from habitos_tui.planner.alternatives.front import front

        return front(problem, *names, current=current, on_point=on_point, cancel=cancel)

    def whole_front(
        self,
        problem: Problem,
        current: Sequence[Session] = (),
        on_front: Callable[[WholeFront], object] = lambda front: None,
        cancel: Event | None = None,
    ) -> WholeFront:
        """Return weeks between all objectives at once, bred for half a minute at most; nothing is proved of them.

        They set out from the `current` plan; `on_front` hears, in the same thread, of the front so far. SolverError
        where what this needs is not installed.
        """
        from habitos_tui.domain.model.problem import EVOLVE
        from habitos_tui.domain.planning.options import SolveOptions
        from habitos_tui.planner.alternatives.whole_front import whole_front

        options = SolveOptions(engine=EVOLVE, time_limit=FRONT_SECONDS)
        return whole_front(problem, options, cancel=cancel, current=current, on_front=on_front)

    def named_plans(
        self, problem: Problem, current: Sequence[Session] = (), cancel: Event | None = None
    ) -> tuple[NamedPlan, ...]:
        """Return the plan as weighted, a more balanced one, and one with less change."""
        from habitos_tui.planner.alternatives.named import named_plans

        return named_plans(problem, current, cancel=cancel)
