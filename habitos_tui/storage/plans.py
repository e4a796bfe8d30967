"""Optimizations and the sessions planned by them."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from peewee import Expression, fn

from habitos_tui.domain.model.agenda import PlannedSession, Run, RunSummary
from habitos_tui.storage import mapping
from habitos_tui.storage.repository import Repository
from habitos_tui.storage.tables import Absences, Completions, OptimizationRuns, PlannedSessions

_SESSION_COLUMNS = mapping.columns_of(PlannedSession)


class PlanRepository(Repository):
    """Runs, and the sessions that are in force."""

    def save_run(self, run: Run) -> None:
        """Keep a run."""
        self._insert(OptimizationRuns, [mapping.run_row(run)])

    def runs(self, limit: int = 50, week: date | None = None, skip: int = 0) -> tuple[RunSummary, ...]:
        """Return at most `limit` runs after the newest `skip`; of the week that begins on `week` if given."""
        narrowed = {} if week is None else {"week_start": week}
        query = self._select(OptimizationRuns, mapping.SUMMARY_COLUMNS, **narrowed)
        query = query.order_by(OptimizationRuns.started_at.desc(), OptimizationRuns.id.desc()).limit(limit).offset(skip)
        return tuple(mapping.plain(RunSummary, row) for row in self._database.rows(query))

    def run(self, run_id: UUID) -> Run | None:
        """Return a run with its problem and plan."""
        columns = (*mapping.SUMMARY_COLUMNS, "problem", "plan")
        rows = self._database.rows(self._select(OptimizationRuns, columns, id=run_id))
        return mapping.run(rows[0]) if rows else None

    def mark_accepted(self, run_id: UUID, at: datetime) -> None:
        """Note when the plan of a run was accepted."""
        self._update(OptimizationRuns, "run with that id", {"accepted_at": at}, id=run_id)

    def sessions(self, first: date, last: date) -> tuple[PlannedSession, ...]:
        """Return the sessions from `first` to `last`, in time order."""
        query = self._select(PlannedSessions, _SESSION_COLUMNS).where(PlannedSessions.day.between(first, last))
        query = query.order_by(PlannedSessions.day, PlannedSessions.start, PlannedSessions.id)
        return tuple(mapping.plain(PlannedSession, row) for row in self._database.rows(query))

    def planned_before(self, day: date) -> bool:
        """Tell whether any session was ever planned for a day before `day`."""
        query = self._select(PlannedSessions, ["id"]).where(PlannedSessions.day < day).limit(1)
        return bool(self._database.rows(query))

    def first_accepted(self, week: date) -> datetime | None:
        """Return when the first of the runs was made that were accepted for the week that begins on `week`."""
        query = self._select(OptimizationRuns, ["started_at"], week_start=week)
        query = query.where(OptimizationRuns.accepted_at.is_null(False)).order_by(OptimizationRuns.started_at).limit(1)
        rows = self._database.rows(query)
        return rows[0]["started_at"] if rows else None

    def session(self, session_id: UUID) -> PlannedSession | None:
        """Return a session."""
        rows = self._database.rows(self._select(PlannedSessions, _SESSION_COLUMNS, id=session_id))
        return mapping.plain(PlannedSession, rows[0]) if rows else None

    def replace_sessions(
        self, first: date, last: date, sessions: Sequence[PlannedSession], run_id: UUID | None
    ) -> None:
        """Make these the sessions from `first` to `last`, planned by `run_id`.

        Sessions that were done or skipped stay as they are, whether or not they are among the new ones. A new
        session outside of the days is a ValueError.
        """
        if not all(first <= session.day <= last for session in sessions):
            raise ValueError(f"sessions must lie between {first} and {last}")
        replaced = self._mine(PlannedSessions) & PlannedSessions.day.between(first, last) & ~self._settled()
        with self._database.unit():
            self._database.run(PlannedSessions.delete().where(replaced))
            kept = {session.id for session in self.sessions(first, last)}
            new = [session for session in sessions if session.id not in kept]
            self._insert(PlannedSessions, [mapping.plain_row(session) | {"run": run_id} for session in new])

    def change_sessions(
        self, *, added: Sequence[PlannedSession], changed: Sequence[PlannedSession], removed: Sequence[UUID]
    ) -> None:
        """Store sessions that were placed, moved and dropped by hand, all or none of them."""
        with self._database.unit():
            for session_id in removed:
                self._delete(PlannedSessions, "planned session with that id", id=session_id)
            for session in changed:
                self._update(PlannedSessions, "planned session with that id", mapping.plain_row(session), id=session.id)
            self._insert(PlannedSessions, [mapping.plain_row(session) | {"run": None} for session in added])

    def set_locked(self, session_id: UUID, locked: bool) -> None:
        """Lock a session where it is, or unlock it."""
        self._update(PlannedSessions, "planned session with that id", {"locked": locked}, id=session_id)

    def _settled(self) -> Expression:
        """Return the condition that a session was done or skipped."""
        done, skipped = (
            fn.exists(self._select(table, ["id"]).where(table.session == PlannedSessions.id))
            for table in (Completions, Absences)
        )
        return done | skipped
