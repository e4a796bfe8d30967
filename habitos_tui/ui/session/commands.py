"""What can be done in the dialogs of a session."""

from habitos_tui.ui.kit.command import Command


class SaveReason(Command, id="skip.save", key="ctrl+s", action="save", label="Skip it", palette=False):
    """Skip the session with this reason."""


class ToggleLockHere(Command, id="session.lock", key="p", action="toggle_lock", label="Lock", palette=False):
    """Keep the session where it is when the week is planned again, or let it go."""


class MoveFromHere(Command, id="session.move", key="m", action="move", label="Move", palette=False):
    """Move the session by hand."""


class DropFromHere(Command, id="session.drop", key="x", action="drop", label="Drop", palette=False):
    """Take the session out of the plan."""


class CloseSession(Command, id="session.close", key="enter,q", action="close", label="Back", hidden=True):
    """Back to the week."""
