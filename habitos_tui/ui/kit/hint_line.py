"""The hint line of the first days: what is useful next on a screen, until it was done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from habitos_tui.domain.model.first_days import FIRST_DAYS, Deed, FirstDays
from habitos_tui.text import clean
from habitos_tui.ui.kit.named_keys import COMMAND_NAMED
from habitos_tui.ui.kit.safe_text import MUTED

ANYWHERE: Final = ""
LEAD: Final = "  Hint  "


@dataclass(frozen=True, slots=True)
class Hint:
    """A sentence for a screen, with the ids of commands in braces where their keys are to be named."""

    screen: str
    """The id of its mode, or `ANYWHERE`."""
    text: str
    until: Deed | None = None
    """It goes when that is done."""
    after: Deed | None = None
    """It comes when that is done."""
    days: int = FIRST_DAYS
    """On how many days it is told at most."""


HINTS: Final = (
    Hint("today", "{today.done} marks a session done; a digit from 1 to 5 then rates it.", Deed.LOGGED, Deed.PLANNED),
    Hint("today", "{today.rate} rates what is done: press a digit from 1 to 5 after it.", Deed.RATED, Deed.LOGGED),
    Hint(
        "today",
        "{today.unplanned} logs what was not planned, in one line: walked 20m with Sam 4*",
        Deed.UNPLANNED,
        Deed.LOGGED,
    ),
    Hint("today", "{today.skip} leaves a session out; it is then neither done nor missed.", Deed.SKIPPED, Deed.LOGGED),
    Hint("today", "{plan.rest} plans what is left of the week anew.", Deed.REPLANNED, Deed.LOGGED),
    Hint("week", "{week.lock} keeps a session where it is, {week.move} moves it away.", Deed.LOCKED, Deed.PLANNED),
    Hint("week", "{plan.rest} plans what is left of the week anew.", Deed.REPLANNED, Deed.LOGGED),
    Hint("behaviors", "{behaviors.new} adds a behavior in one line: guitar 3x week 40m evenings", Deed.DESCRIBED),
    Hint("solve", "{solve.start} looks for the best week, {solve.accept} makes it your plan.", Deed.PLANNED),
    Hint("log", "{log.add} logs anything in one line: ran 25m yesterday 4*", Deed.UNPLANNED, Deed.LOGGED),
    Hint(ANYWHERE, "{app.help} shows every key of a screen, {app.palette} finds any command by its name.", days=2),
)
"""The first that fits is shown."""


def next_hint(screen: str, so_far: FirstDays) -> Hint | None:
    """Return what to tell on a screen; None once all of it was done, or the first days are over."""
    if so_far.over:
        return None
    fitting = (
        hint
        for hint in HINTS
        if hint.screen in {screen, ANYWHERE}
        and (hint.until is None or hint.until not in so_far.deeds)
        and (hint.after is None or hint.after in so_far.deeds)
        and so_far.days <= hint.days
    )
    return next(fitting, None)


def hint_content(hint: Hint, keys_of: Callable[[str], str]) -> Content:
    """Return a hint with the keys that its commands have now."""
    parts = COMMAND_NAMED.split(hint.text)
    words = [(clean(keys_of(part)), "bold $accent") if at % 2 else (part, MUTED) for at, part in enumerate(parts)]
    return Content.assemble((LEAD, "bold $primary"), *words)


class HintLine(Widget):
    """One line above the keys, and none without a hint."""

    DEFAULT_CSS = """
    HintLine { height: 1; display: none; }
    HintLine.-told { display: block; }
    """

    hint: reactive[Content | None] = reactive(None)

    def watch_hint(self, hint: Content | None) -> None:
        """Take a line only if there is something to tell, which notifications then leave free."""
        self.set_class(hint is not None, "-told")
        self.screen.set_class(hint is not None, "-hinted")

    def render(self) -> Content:
        """Return the hint, cut with an ellipsis where the window is narrow."""
        return (self.hint or Content("")).truncate(self.size.width, ellipsis=True)
