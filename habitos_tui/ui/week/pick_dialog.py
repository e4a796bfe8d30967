"""Choosing a behavior; typing narrows the list."""

from collections import Counter
from collections.abc import Callable, Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Input

from habitos_tui.domain.model.agenda import SessionState
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.text.rhythm_phrasing import short_rhythm
from habitos_tui.text import clean
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.commands import ListDown, ListPageDown, ListPageUp, ListUp
from habitos_tui.ui.kit.dialogs.base import Dialog, ask
from habitos_tui.ui.kit.fields import Field
from habitos_tui.ui.kit.line_list import Line, LineList
from habitos_tui.ui.kit.marks import mark_of
from habitos_tui.ui.kit.safe_text import MUTED, safe
from habitos_tui.ui.kit.screen import HabitosScreen
from habitos_tui.ui.replan.action import NOTHING_DESCRIBED, OVER
from habitos_tui.ui.week.presenter import WeekView

Pick = tuple[Behavior, int]
"""A behavior, and how often it is planned or done this week."""


def pick_behavior(screen: HabitosScreen, view: WeekView, title: Content, then: Callable[[str], None]) -> None:
    """Ask for a behavior and call `then` with its id, or explain why none is available."""
    behaviors = screen.workspace.behaviors.all()
    if view.over or not behaviors:
        screen.hint(OVER if view.over else NOTHING_DESCRIBED)
        return
    counted = {SessionState.PLANNED, SessionState.DONE}
    times = Counter(block.behavior for block in view.blocks if block.state in counted)
    picks = tuple((behavior, times[behavior.id]) for behavior in behaviors)
    ask(screen, PickDialog(title, picks), then)


class PickList(LineList, can_focus=False):
    """The behaviors that match the typed text."""

    DEFAULT_CSS = "PickList { height: auto; max-height: 1fr; min-height: 1; }"

    view: reactive[tuple[Pick, ...]] = reactive((), init=False, layout=True, repaint=False)

    def build(self, width: int, height: int) -> Sequence[Line]:
        """Return a line for each behavior, or say that none matches."""
        if not self.view:
            return (Line(Content.styled("  No behavior is called like that.", MUTED)),)
        return tuple(Line(_line(*pick, width), key=pick[0].id) for pick in self.view)


class PickDialog(Dialog[str]):
    """Returns the id of the behavior that was chosen."""

    AUTO_FOCUS = "#pick-filter"
    BOX_CLASSES = "-form"
    SCROLLS = False
    BINDINGS = bindings(ListUp, ListDown, ListPageUp, ListPageDown)

    def __init__(self, title: Content, picks: tuple[Pick, ...]) -> None:
        """`picks` in their order."""
        super().__init__(title)
        self._picks = picks

    def compose_box(self) -> ComposeResult:
        """Lay out the field over the list."""
        yield Field("", id="pick-filter", placeholder="type a part of the name, or choose below")
        yield PickList(id="pick-list")

    def on_mount(self) -> None:
        """Show every behavior."""
        self.query_one("#box").border_subtitle = Content("↑ ↓ enter")
        self.query_one(PickList).view = self._picks

    def action_step(self, lines: int) -> None:
        """Move the cursor of the list."""
        self.query_one(PickList).action_step(lines)

    def action_page(self, pages: int) -> None:
        """Move the cursor of the list by pages."""
        self.query_one(PickList).action_page(pages)

    def on_key(self, event: events.Key) -> None:
        """Go to the first or last behavior, as in every list; so short a text has no use for these keys."""
        if event.key in {"home", "end"}:
            event.stop()
            event.prevent_default()
            self.query_one(PickList).action_edge(0 if event.key == "home" else -1)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        wanted = event.value.strip().casefold()
        found = tuple(pick for pick in self._picks if wanted in clean(pick[0].name).casefold())
        self.query_one(PickList).view = found

    @on(Input.Submitted)
    @on(LineList.Opened)
    def _choose(self) -> None:
        key = self.query_one(PickList).cursor
        if key is not None:
            self.dismiss(key)


def _line(behavior: Behavior, times: int, width: int) -> Content:
    often = short_rhythm(behavior.rhythm, behavior.target_per_week)
    note = f"  {times} of {behavior.target_per_week} this week " if behavior.rhythm is None else f"  {times}, {often} "
    room = max(width - len(note) - 4, 1)
    mark, name = mark_of(behavior.category), safe(behavior.name).truncate(room, ellipsis=True)
    return Content.assemble(
        "  ",
        (mark.letter, f"bold ${mark.variable}"),
        " ",
        name,
        " " * (room - name.cell_length),
        (note, MUTED),
    )
