"""What one can do with settings, the lock, and the ways to get help."""

from habitos_tui.ui.kit.command import Command


class OpenSettings(Command):
    """Show the settings."""

    id, key, action, label = "app.settings", "comma", "app.open_settings", "Settings"
    key_display = ","
    help = "Change theme, keys, week start, solver defaults, password and lock"
    footer = False


class LockNow(Command):
    """Lock the screen."""

    id, key, action, label = "app.lock", "L", "app.lock", "Lock the screen"
    help = "Hide everything until the password is typed"
    footer = False


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


class OpenGuide(Command):
    """Read how the app works."""

    id, key, action, label = "app.guide", "f1", "app.open_guide", "Guide"
    title = "Guide"
    help = "Read how the app works: each screen, the model in plain words, every key"
    footer = False


class Jump(Command):
    """Go to any pane with one letter."""

    id, key, action, label = "app.jump", "ctrl+o", "app.jump", "Jump"
    title = "Jump to a pane"
    help = "Show a letter over each pane; press it to go there"
    footer = False


class GuideText(Command):
    """Go to the text of the section."""

    id, key, action, label = "guide.text", "right,l,enter", "open", "Read on"
    help = "Go to the text of the section; tab comes back"
    palette = False


class GuideSearch(Command):
    """Type to find sections."""

    id, key, action, label = "guide.search", "slash", "filter", "Search"
    key_display = "/"
    help = "Show only sections that contain what you type"
    palette = False


class CloseGuide(Command):
    """Go back to where the guide was opened."""

    id, key, action, label = "guide.close", "escape,q", "close", "Back"
    help = "Go back to where you were"
    palette = False


class GuideDown(Command):
    """Scroll the text down."""

    id, key, action, label = "guide.down", "j", "scroll_down", "Down"
    help = "Scroll the text down"
    footer, palette = False, False


class GuideUp(Command):
    """Scroll the text up."""

    id, key, action, label = "guide.up", "k", "scroll_up", "Up"
    help = "Scroll the text up"
    footer, palette = False, False
