"""What one can do with a planned week: live it day by day, look at it, and look back."""

from habitos_tui.ui.kit.command import Command

# Today


# Week


# Dialogs


class SaveReason(Command):
    """Skip with the reason that was typed."""

    id, key, action, label = "skip.save", "ctrl+s", "save", "Skip it"
    help = "Skip the session with this reason"
    palette = False


class ToggleLockHere(Command):
    """Lock or unlock the session that is shown."""

    id, key, action, label = "session.lock", "p", "toggle_lock", "Lock"
    help = "Keep the session where it is when the week is planned again, or let it go"
    palette = False


class CloseSession(Command):
    """Close the dialog."""

    id, key, action, label = "session.close", "enter,q", "close", "Back"
    help = "Back to the week"
    footer, palette = False, False
