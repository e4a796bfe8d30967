"""What one can do in the guide."""

from habitos_tui.ui.kit.command import Command


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
