"""What one can do to a plan by hand, and the questions that come before it."""

from typing import Final

from habitos_tui.ui.kit.command import Command

# Week and Today


# Week


class MoveSession(Command):
    """Move the session under the cursor."""

    id, key, action, label = "week.move", "m", "move_session", "Move"
    title = "Move by hand"
    help = "Move the session by hand: the arrows choose the place, and you see what it costs"


class DropSession(Command):
    """Take the session under the cursor out of the plan."""

    id, key, action, label = "week.drop", "x", "drop_session", "Drop"
    help = "Take the session out of the plan"


class AddSession(Command):
    """Put a session of any behavior under the cursor."""

    id, key, action, label = "week.add", "a", "add_session", "Add"
    title = "Add a session"
    help = "Add a session by hand, of whatever behavior you choose"


class AskWhyNot(Command):
    """Ask why a behavior is not under the cursor."""

    id, key, action, label = "week.why", "w", "ask_why_not", "Why not?"
    title = "Why not here?"
    help = "Ask why a behavior is not planned here, and what it would cost"


class MarkBusy(Command):
    """Mark time as busy."""

    id, key, action, label = "week.busy", "b", "mark_busy", "Busy"
    title = "Mark busy time"
    help = "Mark time that is taken, this week or every week, or change what is marked under the cursor"


class FreeBusy(Command):
    """Free busy time."""

    id, key, action, label = "week.free", "B", "free_busy", "Free"
    title = "Free busy time"
    help = "Free the busy time under the cursor, on this day or for good"
    footer = False


class FreeOnce(Command):
    """Free it on the day under the cursor."""

    id, key, action, label = "free.once", "o", "once", "Only that day"
    help = "Free the time on that day only"
    palette = False


class FreeForGood(Command):
    """Free it in every week."""

    id, key, action, label = "free.every", "e", "every", "Every week"
    help = "Free the time in every week, on all its days"
    palette = False


class PutDown(Command):
    """Leave what is in hand where it is."""

    id, key, action, label = "hand.put_down", "enter", "put_down", "Put it here"
    help = "Put down here what is in hand"
    palette = False


class GiveUp(Command):
    """Put back what is in hand."""

    id, key, action, label = "hand.give_up", "escape", "give_up", "Leave it"
    help = "Leave everything as it was"
    palette = False


HAND_COMMANDS: Final = (PutDown, GiveUp)

# Dialogs


class TakeInHand(Command):
    """Take a session in hand where it would go."""

    id, key, action, label = "why.take", "y", "take", "Take it"
    help = "Take the session in hand at the place that was found, to put it down there"
    palette = False


class MoveFromHere(Command):
    """Move the session that is shown."""

    id, key, action, label = "session.move", "m", "move", "Move"
    help = "Move the session by hand"
    palette = False


class DropFromHere(Command):
    """Take the session that is shown out of the plan."""

    id, key, action, label = "session.drop", "x", "drop", "Drop"
    help = "Take the session out of the plan"
    palette = False
