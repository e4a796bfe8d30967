"""Editing the displayed week by hand: moving, adding and dropping sessions.

A session is picked up, moved over the grid as a draft that is checked at every place, and then placed or cancelled.
"""

from collections.abc import Callable

from habitos_tui.domain.model.agenda import SessionState
from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.week import on_grid
from habitos_tui.domain.planning.free_time import gapless_starts
from habitos_tui.domain.planning.why import EditCheck, Rearranged
from habitos_tui.domain.text.price_phrasing import price_words
from habitos_tui.services.plan_editing import PickedUp, PlanEditing
from habitos_tui.text import clean
from habitos_tui.ui.kit.background_query import BackgroundQuery
from habitos_tui.ui.kit.dates import clock
from habitos_tui.ui.kit.dialogs.base import ask
from habitos_tui.ui.kit.safe_text import safe
from habitos_tui.ui.kit.screen import HabitosScreen
from habitos_tui.ui.replan.action import OVER
from habitos_tui.ui.replan.diff import diff_view
from habitos_tui.ui.session.view import Block
from habitos_tui.ui.week.dialogs import DiffDialog
from habitos_tui.ui.week.draft import LAST_DAY, MoveDraft
from habitos_tui.ui.week.grid import WeekGrid
from habitos_tui.ui.week.pick_dialog import pick_behavior
from habitos_tui.ui.week.presenter import WeekView

NO_SESSION = "There is no planned session under the cursor. J jumps to the next one."


class PlanEditor:
    """Edits the plan that the grid of a screen shows; the screen refreshes after each change."""

    def __init__(self, screen: HabitosScreen, grid: WeekGrid) -> None:
        """Nothing is picked up."""
        self._screen, self._grid = screen, grid
        self._search = BackgroundQuery(screen)
        self._picked_up: PickedUp | None = None

    def move_selected(self) -> None:
        """Pick up the session under the cursor; a past one starts at the next possible place."""
        view, block = self._grid.view, self._grid.selected
        if view.over or block is None or block.session is None:
            self._screen.hint(OVER if view.over else NO_SESSION)
        elif block.state not in {SessionState.PLANNED, SessionState.MISSED}:
            self._screen.hint(f"“{block.name}” is {block.state}: only what is still open can be moved.")
        else:
            picked = self._editing.pick_up(block.session)
            day, start = (block.day, block.start) if picked.old is not None else next_time(block, view)
            self.pick_up(picked, day, start)

    def add_at_cursor(self) -> None:
        """Ask for a behavior, and pick up a new session of it at the cursor."""
        (day, start), view = self._grid.cursor, self._grid.view

        def chosen(behavior: str) -> None:
            self.pick_up(self._editing.pick_up_new(view.start, behavior), day, start)

        title = safe(f"Add a session on {view.days[day].label} {clock(start)}")
        pick_behavior(self._screen, view, title, chosen)

    def drop_selected(self) -> None:
        """Drop the session under the cursor from the plan, and announce the cost."""
        view, block = self._grid.view, self._grid.selected
        if view.over or block is None or block.session is None:
            self._screen.hint(OVER if view.over else NO_SESSION)
        elif block.state is not SessionState.PLANNED:
            again = "m plans it again" if block.state is SessionState.MISSED else "the log tells of it"
            self._screen.hint(f"“{block.name}” is {block.state}: {again}.")
        else:
            picked = self._editing.pick_up(block.session)
            checked = self._editing.check_drop(picked)
            self._editing.drop(picked)
            broken = [f"but now: {clean(checked.violations[0]).rstrip('.')}"] if checked.violations else []
            self._screen.context.committed(f"It {price_words(checked.price)}", *broken)

    def pick_up(self, picked: PickedUp, day: int, start: int, minutes: int | None = None) -> None:
        """Show a session as a draft at a place; `minutes` default to its own."""
        self._picked_up = picked
        editing = self._editing
        self._grid.draft = move_draft(picked, lambda *place: editing.check(picked, *place), day, start, minutes)

    def place(self, draft: MoveDraft) -> None:
        """Place the session at the draft; if that is not allowed, search for a week with room for it."""
        picked = self._picked_up
        if picked is None:
            return
        wanted = picked.session_at(draft.day, draft.start, draft.minutes)
        if wanted is None:
            self._grid.remark = draft.reason
        elif wanted == picked.old:
            self.cancel()
        elif draft.allowed:
            self._store(picked, draft.checked.sessions, wanted, draft.checked.price)
        else:
            self._make_room(picked, draft, wanted)

    def stop_search(self) -> None:
        """Stop the search for room, since the draft moved."""
        self._search.cancel()

    def cancel(self) -> None:
        """Cancel the draft; nothing changes."""
        self.stop_search()
        self._picked_up = None
        self._grid.draft = None

    @property
    def _editing(self) -> PlanEditing:
        return self._screen.workspace.plan_editing

    def _make_room(self, picked: PickedUp, draft: MoveDraft, wanted: Session) -> None:
        """Search for the best week with the session in the draft's slot, and ask whether to accept it."""
        self._grid.remark = "Looking for a week that has room for it…"
        editing = self._editing

        def found(around: Rearranged | None) -> None:
            if around is None:
                self._grid.remark = f"No week has it there. {draft.reason}"
            else:
                self._offer(picked, around, draft.name, wanted)

        self._search.run(lambda cancel: editing.make_room(picked, wanted, cancel), found)

    def _offer(self, picked: PickedUp, around: Rearranged, name: str, wanted: Session) -> None:
        after = around.objective
        view = diff_view(picked.problem, picked.sessions, around.sessions, worth=(after + around.price, after))

        def accepted(_: bool) -> None:
            self._store(picked, around.sessions, nearest_to(wanted, around.sessions), around.price)

        ask(self._screen, DiffDialog(safe(f"Make room for “{name}”"), view), accepted)

    def _store(self, picked: PickedUp, sessions: tuple[Session, ...], placed: Session | None, price: float) -> None:
        self._editing.place(picked, sessions, placed)
        self.cancel()
        self._screen.context.committed(f"It {price_words(price)} and stays there: p unlocks it")
        if placed is not None:
            spot = (placed.behavior, placed.day, placed.start)
            blocks = (b for b in self._grid.view.blocks if (b.behavior, b.day, b.start) == spot)
            if (block := next(blocks, None)) is not None:
                self._grid.select(block.key)


def move_draft(
    picked: PickedUp, check: Callable[[int, int, int], EditCheck], day: int, start: int, minutes: int | None = None
) -> MoveDraft:
    """Return the draft of a picked-up session; `check` returns limits and cost of a day, start and length."""
    problem = picked.problem
    behavior, grid = problem.behavior_by_id[picked.behavior], problem.grid_minutes
    length = picked.minutes if minutes is None else minutes
    return MoveDraft(
        name=clean(behavior.name),
        day=day,
        start=start,
        minutes=length,
        grid=grid,
        shortest=min(on_grid(behavior.min_minutes, grid), length),
        longest=max(behavior.max_minutes // grid * grid, length),
        stops=gapless_starts(problem, [s for s in picked.sessions if s != picked.old], length),
        check=check,
    )


def next_time(block: Block, view: WeekView) -> tuple[int, int]:
    """Return the next day and minute for a past session: today or tomorrow."""
    if view.now is None:
        return block.day, block.start
    today, minute = view.now
    return (today if block.start >= minute else min(today + 1, LAST_DAY)), block.start


def nearest_to(wanted: Session, sessions: tuple[Session, ...]) -> Session | None:
    """Return the one of `sessions` that matches `wanted`: the nearest of its behavior in its slot."""
    spot = (wanted.behavior, wanted.day, wanted.slot)
    there = [session for session in sessions if (session.behavior, session.day, session.slot) == spot]
    return min(there, key=lambda session: abs(session.start - wanted.start), default=None)
