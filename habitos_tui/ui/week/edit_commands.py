"""Commands that change a plan by hand, and the questions that come before them."""

from typing import Final

from habitos_tui.ui.kit.command import Command


class MoveSession(Command, id="week.move", key="m", action="move_session", label="Move", title="Move by hand"):
    """Move the session by hand: the arrows choose the place, and you see what it costs."""


class DropSession(Command, id="week.drop", key="x", action="drop_session", label="Drop"):
    """Take the session out of the plan."""


class AddSession(Command, id="week.add", key="a", action="add_session", label="Add", title="Add a session"):
    """Add a session by hand, of whatever behavior you choose."""


class AskWhyNot(Command, id="week.why", key="w", action="ask_why_not", label="Why not?", title="Why not here?"):
    """Ask why a behavior is not planned here, and what it would cost."""


class MarkBusy(Command, id="week.busy", key="b", action="mark_busy", label="Busy", title="Mark busy time"):
    """Mark time that is taken, this week or every week, or change what is marked under the cursor."""


class FreeBusy(
    Command, id="week.free", key="B", action="free_busy", label="Free", title="Free busy time", footer=False
):
    """Free the busy time under the cursor, on this day or for good."""


class FreeOnce(Command, id="free.once", key="o", action="once", label="Only that day", palette=False):
    """Free the time on that day only."""


class FreeForGood(Command, id="free.every", key="e", action="every", label="Every week", palette=False):
    """Free the time in every week, on all its days."""


class PlaceDraft(Command, id="hand.put_down", key="enter", action="place_draft", label="Put it here", palette=False):
    """Put down here what is in hand."""


class CancelDraft(Command, id="hand.give_up", key="escape", action="cancel_draft", label="Leave it", palette=False):
    """Leave everything as it was."""


DRAFT_COMMANDS: Final = (PlaceDraft, CancelDraft)


class PickUp(Command, id="why.take", key="y", action="pick_up", label="Take it", palette=False):
    """Take the session in hand at the place that was found, to put it down there."""
