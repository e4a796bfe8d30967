"""What one does to a plan by hand on the week grid: moving, adding and dropping sessions."""

from collections.abc import Callable
from datetime import timedelta
from threading import Event
from typing import ClassVar

from textual import getters
from textual.binding import BindingType
from textual.content import Content

from habitos_tui.domain.model.agenda import SessionState
from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.week import on_grid
from habitos_tui.domain.planning.why import Explanation, Rearranged
from habitos_tui.services.plan_editing import Taken
from habitos_tui.text import clean
from habitos_tui.ui.kit.app_screen import HabitosScreen
from habitos_tui.ui.kit.background_query import AskingScreen
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.dates import clock, short_day
from habitos_tui.ui.kit.safe_text import announce, safe
from habitos_tui.ui.replan.action import NOTHING_DESCRIBED, OVER
from habitos_tui.ui.replan.diff import diff_view
from habitos_tui.ui.session.block import Block
from habitos_tui.ui.week.draft import Hand, Judgement, MoveHand, judgement, price_words, snug_stops
from habitos_tui.ui.week.edit_commands import AddSession, AskWhyNot, DropSession, MoveSession
from habitos_tui.ui.week.grid import WeekGrid
from habitos_tui.ui.week.pick import picks_of
from habitos_tui.ui.week.presenter import WeekView
from habitos_tui.ui.week.why import why_here

NO_SESSION = "There is no planned session under the cursor. J jumps to the next one."


class WeekEditing(HabitosScreen, AskingScreen[None]):
    """The part of the Week screen that takes sessions in hand; `refresh_view` shows what became of them."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(MoveSession, DropSession, AddSession, AskWhyNot)]

    grid = getters.query_one(WeekGrid)

    def __init__(self) -> None:
        """Nothing is in hand."""
        super().__init__()
        self._taken: Taken | None = None

    @property
    def view(self) -> WeekView:
        """What is on show."""
        return self.grid.view

    # Keys

    def action_move_session(self) -> None:
        """Take the session under the cursor in hand; what went by begins at the next place there is."""
        block = self.grid.selected
        if self._refused() or block is None or block.session is None:
            self._tell(self._refused() or NO_SESSION)
        elif block.state not in {SessionState.PLANNED, SessionState.MISSED}:
            self._tell(f"“{block.name}” is {block.state}: only what is still open can be moved.")
        else:
            taken = self.workspace.by_hand.take(block.session)
            day, start = (block.day, block.start) if taken.old is not None else self._ahead(block)
            self._hold(taken, day, start)

    def action_add_session(self) -> None:
        """Choose a behavior, and take a new session of it in hand where the cursor is."""
        day, start = self.grid.cursor

        def chosen(behavior: str | None) -> None:
            if behavior is not None:
                self._hold(self.workspace.by_hand.take_new(self.view.start, behavior), day, start)

        self._pick(Content(f"Add a session on {self._place(day, start)}"), chosen)

    def action_drop_session(self) -> None:
        """Take the session under the cursor out of the plan, and say what that costs."""
        block = self.grid.selected
        if self._refused() or block is None or block.session is None:
            self._tell(self._refused() or NO_SESSION)
        elif block.state is not SessionState.PLANNED:
            again = "m plans it again" if block.state is SessionState.MISSED else "the log tells of it"
            self._tell(f"“{block.name}” is {block.state}: {again}.")
        else:
            taken = self.workspace.by_hand.take(block.session)
            verdict = self.workspace.by_hand.check_drop(taken)
            self.workspace.by_hand.drop(taken)
            broken = [f"but now: {clean(verdict.violations[0]).rstrip('.')}"] if verdict.violations else []
            self.context.committed(f"It {price_words(verdict.price)}", *broken)

    def action_ask_why_not(self) -> None:
        """Choose a behavior, and find out why it is not planned where the cursor is."""
        day, minute = self.grid.cursor

        def chosen(behavior: str | None) -> None:
            if behavior is not None:
                self._ask_why_not(behavior, day, minute)

        self._pick(Content(f"Why not on {self._place(day, minute)}? Choose what"), chosen)

    def why_here(self, block: Block) -> Callable[[Event], str] | None:
        """Return what finds out why a session is where it is; None for what does not lie ahead."""
        open_still = block.session is not None and block.state is SessionState.PLANNED and not self._refused()
        taken = self.workspace.by_hand.take(block.session) if open_still and block.session is not None else None
        if taken is None or taken.old is None:
            return None
        here, planning = taken.old, self.workspace.planning

        def question(cancel: Event) -> str:
            answer = planning.explain(taken.problem, taken.sessions, here.behavior, here.day, here.slot, cancel=cancel)
            return why_here(answer, taken.week)

        return question

    # What is in hand

    def on_week_grid_draft_moved(self, event: WeekGrid.DraftMoved) -> None:
        """Whoever moves on does not wait for what was asked of the place before."""
        event.stop()
        self.stop_asking()

    def on_week_grid_draft_left(self, event: WeekGrid.DraftLeft) -> None:
        """Put down what is in hand, or forget about it."""
        event.stop()
        self.put_down(event.hand) if event.put_down else self.let_go()

    def put_down(self, hand: Hand) -> None:
        """Leave it where it is; where that is not allowed, look for a week that has room for it."""
        taken = self._taken
        if taken is None or not isinstance(hand, MoveHand):
            return
        wanted = taken.session_at(hand.day, hand.start, hand.minutes)
        if wanted is None or wanted == taken.old:
            self.let_go() if wanted is not None else self._remark(hand.judgement.sentence)
        elif hand.allowed:
            verdict = self.workspace.by_hand.check(taken, hand.day, hand.start, hand.minutes)
            self._settle(taken, verdict.sessions, wanted, verdict.price)
        else:
            self._make_room(taken, hand, wanted)

    def let_go(self) -> None:
        """Nothing is in hand any more."""
        self.stop_asking()
        self._taken = None
        self.grid.hand = None

    def _hold(self, taken: Taken, day: int, start: int, minutes: int | None = None) -> None:
        problem, by_hand = taken.problem, self.workspace.by_hand
        behavior, grid = problem.behavior_by_id[taken.behavior], problem.grid_minutes
        length = taken.minutes if minutes is None else minutes

        def judge(day: int, start: int, minutes: int) -> Judgement:
            verdict = by_hand.check(taken, day, start, minutes)
            return judgement(verdict.violations, verdict.price)

        self._taken = taken
        self.grid.hand = MoveHand(
            name=clean(behavior.name),
            day=day,
            start=start,
            minutes=length,
            grid=grid,
            shortest=min(on_grid(behavior.min_minutes, grid), length),
            longest=max(behavior.max_minutes // grid * grid, length),
            stops=snug_stops(problem, [s for s in taken.sessions if s != taken.old], length),
            judge=judge,
        )

    def _make_room(self, taken: Taken, hand: MoveHand, wanted: Session) -> None:
        """Look for the best week that has what is in hand in the slot it is held over."""
        self._remark("Looking for a week that has room for it…")

        from habitos_tui.ui.week.diff_dialog import DiffDialog

        def found(around: Rearranged | None) -> None:
            if around is None:
                self._remark(f"No week has it there. {hand.judgement.sentence}")
                return
            after = around.objective
            view = diff_view(taken.problem, taken.sessions, around.sessions, worth=(after + around.price, after))

            def answered(accepted: bool | None) -> None:
                if accepted:
                    self._settle(taken, around.sessions, _placed(around.sessions, wanted), around.price)

            title = safe(f"Make room for “{hand.name}”")
            self.app.push_screen(DiffDialog(title, view), answered)

        self.ask(lambda cancel: self.workspace.by_hand.around(taken, wanted, cancel), found)

    def _settle(self, taken: Taken, sessions: tuple[Session, ...], placed: Session | None, price: float) -> None:
        self.workspace.by_hand.settle(taken, sessions, placed)
        self.let_go()
        self.context.committed(f"It {price_words(price)} and stays there: p lets it go")
        if placed is not None:
            spot = (placed.behavior, placed.day, placed.start)
            blocks = (b for b in self.view.blocks if (b.behavior, b.day, b.start) == spot)
            if (block := next(blocks, None)) is not None:
                self.grid.select(block.key)

    # Inside

    def _remark(self, sentence: str) -> None:
        self.grid.remark = sentence

    def _ask_why_not(self, behavior: str, day: int, minute: int) -> None:
        taken = self.workspace.by_hand.take_new(self.view.start, behavior)
        slot, planning = taken.problem.slot_at(minute), self.workspace.planning

        def question(cancel: Event) -> Explanation:
            return planning.explain(taken.problem, taken.sessions, behavior, day, slot, cancel=cancel)

        def answered(place: Session | None) -> None:
            if place is not None:
                self._hold(taken, place.day, place.start, place.minutes)

        from habitos_tui.ui.week.why_dialog import WhyDialog

        name = taken.problem.behavior_by_id[behavior].name
        dialog = WhyDialog(name, self.view.start, (day, slot), question)
        self.app.push_screen(dialog, answered)

    def _place(self, day: int, minute: int) -> str:
        return f"{short_day(self.view.start + timedelta(days=day))} {clock(minute)}"

    def _ahead(self, block: Block) -> tuple[int, int]:
        """Return where a session that went by is held at first: at its time today or tomorrow."""
        if self.view.now is None:
            return block.day, block.start
        today, minute = self.view.now
        return (today if block.start >= minute else min(today + 1, 6)), block.start

    def _pick(self, title: Content, chosen: Callable[[str | None], None]) -> None:
        """Let one of the behaviors be chosen."""
        behaviors = self.workspace.behaviors.all()
        refused = self._refused() or ("" if behaviors else NOTHING_DESCRIBED)
        if refused:
            self._tell(refused)
            return
        from habitos_tui.ui.week.pick_dialog import PickDialog

        self.app.push_screen(PickDialog(title, picks_of(behaviors, self.view)), chosen)

    def _refused(self) -> str:
        """Say why nothing can be changed in the week on show."""
        return OVER if self.view.start < self.workspace.planning.this_week() else ""

    def _tell(self, sentence: str) -> None:
        announce(self, sentence, timeout=4)


def _placed(sessions: tuple[Session, ...], wanted: Session) -> Session | None:
    """Return the session that stands for `wanted` in a week arranged around it: the nearest one in its slot."""
    spot = (wanted.behavior, wanted.day, wanted.slot)
    there = [session for session in sessions if (session.behavior, session.day, session.slot) == spot]
    return min(there, key=lambda session: abs(session.start - wanted.start), default=None)
