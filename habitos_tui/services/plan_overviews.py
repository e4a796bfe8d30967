"""Looking at the plan of a week without solving: what it reaches, what it lacks, and what has changed since."""

from datetime import date, datetime

from habitos_tui.domain.planning.overview import PlanOverview, free_minutes, shortages_of
from habitos_tui.services.planning import Planning
from habitos_tui.services.store import Store


class PlanOverviews:
    """Overviews of the plans of one profile."""

    def __init__(self, store: Store, planning: Planning) -> None:
        self._store, self._planning = store, planning

    def of(self, week: date) -> PlanOverview:
        """Return what is known of the plan of a week; InvalidInputError for one that is over.

        Reading the log for its chances takes a tenth of a second; it may be done in any thread.
        """
        from habitos_tui.planner.verification.verify import verify  # noqa: PLC0415 - loads what only plans need

        planning = self._planning
        with self._store.database.reading():
            problem, ahead = planning.problem_for(week, rest=True), planning.ahead(week)
            run = planning.accepted_run(week)
            planned = bool(planning.sessions(week))
            return PlanOverview(
                week=problem.week_start,
                last=planning.last_day(week),
                behaviors=len(self._store.behaviors.all()),
                sessions=len(ahead),
                minutes=sum(session.minutes for session in ahead),
                done=sum(fixed.kind == "done" for fixed in problem.fixed),
                missed=len(planning.missed(week)),
                wanted=sum(behavior.target_per_week for behavior in problem.behaviors),
                free_minutes=free_minutes(problem, ahead),
                shortages=shortages_of(problem, ahead) if planned else (),
                objectives=verify(problem, ahead).objectives if planned else (),
                made=None if run is None or run.accepted_at is None else self._day(run.accepted_at),
                run=run,
                instead=self._instead(problem.week_start),
                changed=planned and planning.outdated(week),
            )

    def _instead(self, week: date) -> bool:
        return week == self._planning.week_to_plan() != self._planning.this_week()

    def _day(self, moment: datetime) -> date:
        return self._store.clock.local(moment).date()
