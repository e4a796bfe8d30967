"""What one can do with settings, the lock, and the ways to get help."""

from habitos_tui.ui.kit.command import Command


class CloseSettings(Command):
    """Go back to where the settings were opened."""

    id, key, action, label = "settings.close", "escape,q", "close", "Back"
    help = "Go back; every change is saved already"
    palette = False


class NextValue(Command):
    """Choose the next of a few values."""

    id, key, action, label = "settings.next", "right,l,space", "turn(1)", "Choose"
    key_display, palette = "← →", False
    help = "Choose the next of a few values"


class PreviousValue(Command):
    """Choose the value before."""

    id, key, action, label = "settings.previous", "left,h", "turn(-1)", "Value before"
    help = "Choose the value before"
    footer, palette = False, False


class ChangeSetting(Command):
    """Change the setting under the cursor."""

    id, key, action, label = "settings.change", "enter", "open", "Change"
    help = "Change the setting under the cursor"
    palette = False


class ResetSetting(Command):
    """Give the setting under the cursor its usual value."""

    id, key, action, label = "settings.reset", "backspace,delete", "reset", "Reset"
    help = "Give the setting under the cursor its usual value"
    palette = False


class ResetKeys(Command):
    """Give every command its usual keys."""

    id, key, action, label = "keys.reset", "R", "reset_keys", "Reset all"
    help = "Give every command its usual keys again"
    palette = False


class FilterKeys(Command):
    """Type to narrow the list of commands."""

    id, key, action, label = "keys.filter", "slash", "filter", "Filter"
    key_display = "/"
    help = "Show only commands whose name, key or help contains what you type"
    palette = False


class AddKey(Command):
    """Give the command under the cursor one more key."""

    id, key, action, label = "keys.add", "a", "add_key", "Add a key"
    help = "Give the command one more key and keep those it has"
    palette = False
