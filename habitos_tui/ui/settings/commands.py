"""What one can do with settings, the lock, and the ways to get help."""

from habitos_tui.ui.kit.command import Command


class CloseSettings(Command, id="settings.close", key="escape,q", action="close", label="Back", palette=False):
    """Go back; every change is saved already."""


class NextValue(
    Command, id="settings.next", key="right,l,space", action="turn(1)", label="Choose", key_display="← →", palette=False
):
    """Choose the next of a few values."""


class PreviousValue(
    Command, id="settings.previous", key="left,h", action="turn(-1)", label="Value before", hidden=True
):
    """Choose the value before."""


class ChangeSetting(Command, id="settings.change", key="enter", action="open", label="Change", palette=False):
    """Change the setting under the cursor."""


class ResetSetting(Command, id="settings.reset", key="backspace,delete", action="reset", label="Reset", palette=False):
    """Give the setting under the cursor its usual value."""


class ResetKeys(Command, id="keys.reset", key="R", action="reset_keys", label="Reset all", palette=False):
    """Give every command its usual keys again."""


class FilterKeys(
    Command, id="keys.filter", key="slash", action="filter", label="Filter", key_display="/", palette=False
):
    """Show only commands whose name, key or help contains what you type."""


class AddKey(Command, id="keys.add", key="a", action="add_key", label="Add a key", palette=False):
    """Give the command one more key and keep those it has."""
